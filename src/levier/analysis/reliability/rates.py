"""How often a class of assets fails by itself: the rows of outage_rates in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.errors import DatasetError

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["Rate", "rates_of"]

TABLE = "outage_rates"
SHARE, PER_LENGTH, PER_YEAR = "forced_outage_rate", "failures_per_1000_km_year", "failures_per_year"
DAYS = 365.0
THOUSAND = 1000.0


@dataclass(frozen=True)
class Rate:
    """The row that stands for a class.

    Attributes:
        id: of the row.
        measure: ``forced_outage_rate``, ``failures_per_1000_km_year`` or ``failures_per_year``.
        value: in the unit of the measure.
        repair_days: mean time out of service after a failure; not read for a share.
        kind: ``statistic``, ``reference_system``, ``derived`` or ``assumed``.
        estimate: what of it is assumed, and how; blank: nothing.
        sources: ids.
    """

    id: str
    measure: str
    value: float
    repair_days: float
    kind: str
    estimate: str = ""
    sources: str = ""

    @property
    def by_length(self) -> bool:
        """Whether a length is needed."""
        return self.measure == PER_LENGTH

    @property
    def assumed(self) -> bool:
        """Whether the share of time out is assumed: the row as a whole, its value, or the repair time it needs."""
        read = ("value",) if self.measure == SHARE else ("value", "repair_days")
        fields = [part.partition(":") for part in self.estimate.split(";")]
        told = any(name in head for head, _, how in fields if how.strip().startswith("assumed") for name in read)
        return self.kind == "assumed" or told

    def share(self, length_km: float = 0.0) -> float:
        """Return the share of the time out of service, 0 to 1: failures a year times days of repair over 365.

        Args:
            length_km: of the asset; read only where failures are counted by length.

        Example:
            >>> pipeline = Rate("p", "failures_per_1000_km_year", 0.5, 7.3, "statistic")
            >>> round(pipeline.share(2000.0), 9)
            0.02
            >>> Rate("plant", "forced_outage_rate", 0.08, 1.4, "statistic").share()
            0.08
        """
        if self.measure == SHARE:
            return min(self.value, 1.0)
        failures = self.value * (length_km / THOUSAND if self.by_length else 1.0)
        return min(failures * self.repair_days / DAYS, 1.0)


def rates_of(package: Package) -> dict[str, Rate]:
    """Return the rate that stands for each class: the row of ``outage_rates`` whose `use` is true.

    Args:
        package: the data.

    Raises:
        DatasetError: the package has no row in use, two for one class, a share above 1, or failures without days of
            repair.
    """
    table = package.table(TABLE) if TABLE in package.tables else None
    rows = [] if table is None else table[table["use"]].to_dict("records")
    if not rows:
        message = f"{package.name} says nothing of outages: {TABLE}.csv with rows in use is needed"
        raise DatasetError(message)
    found: dict[str, Rate] = {}
    for row in rows:
        name = str(row["class"])
        if name in found:
            message = f"{TABLE}: {found[name].id} and {row['id']} both stand for {name}; leave use true in one of them"
            raise DatasetError(message)
        rate = Rate(
            str(row["id"]),
            str(row["measure"]),
            float(row["value"]),
            float(row["repair_days"]),
            str(row["kind"]),
            str(row["estimate"]),
            str(row["sources"]),
        )
        _check(rate)
        found[name] = rate
    return found


def _check(rate: Rate) -> None:
    if rate.measure == SHARE and rate.value > 1.0:
        message = f"{TABLE}: {rate.id} has a share of {rate.value}; 0 to 1 is possible"
        raise DatasetError(message)
    if rate.measure != SHARE and not rate.repair_days >= 0.0:
        message = f"{TABLE}: {rate.id} counts failures but has no repair_days; a share of time needs both"
        raise DatasetError(message)
