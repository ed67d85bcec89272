"""Turn rows of the package's options into what could be built for one country, and say what stays out and why."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from levier.analysis.autonomy.likeness import Likeness
from levier.analysis.autonomy.live import live
from levier.analysis.autonomy.offer import LeftOut, Offer
from levier.analysis.autonomy.question import decision_year
from levier.dataset import parse_period, split, units
from levier.errors import DatasetError
from levier.sentence import Name, Quote, said_by, sentence
from levier.system.assets import bus_name
from levier.system.deck import price_rows
from levier.system.long import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.autonomy.question import Question
    from levier.system import System

__all__ = ["find_offers"]

LUMPY = ("nuclear",)
GONE = ("completed", "operating", "dropped", "cancelled")
"""First words of the status of what stands already or is given up."""
BASIS = "option"
Record = dict[str, Any]


class _Refused(Exception):  # noqa: N818 - says why a row cannot enter; never leaves this module
    """A row that has no flow in the program."""


def find_offers(
    system: System, standing: Sequence[Flow], asked: Question, by: int | None = None
) -> tuple[list[Offer], list[LeftOut]]:
    """Gather the options that touch a country and can be had by the horizon year.

    They touch it where they stand on its soil, cross it, or end in it. Options of carriers not asked for are not
    looked at.

    Args:
        system: package, price deck, base year (how full stocks are).
        standing: flows that stand without any option.
        asked: country, families, horizon, year of the decision, length of a closure, sizes of a continuous option.
        by: last year in which an option may become available; None: the horizon.

    Returns:
        The offers, and what was left out.

    Raises:
        DatasetError: a row that cannot be read.
    """
    return _Finder(system, standing, asked, asked.horizon if by is None else by).find()


@dataclass
class _Finder:
    """Reads one table of options for one country."""

    system: System
    standing: Sequence[Flow]
    asked: Question
    by: int

    def __post_init__(self) -> None:
        package = self.system.package
        self.decided = decision_year(self.system, self.asked)
        self.carriers = package.table("carriers").set_index("id")
        self.home = package.table("places").set_index("id")["country"]
        self.prices = price_rows(package, self.asked.horizon)
        self.like = Likeness(package, self.standing, self.asked.horizon)
        self.rows = [{str(k): v for k, v in row.items()} for row in package.table("options").to_dict("records")]
        told = [row["lead_years"] for row in self.rows if row["lead_years"] > 0]
        self.usual = {"": float(np.median(told)) if told else 0.0}
        for kind in {row["kind"] for row in self.rows}:
            own = [row["lead_years"] for row in self.rows if row["kind"] == kind and row["lead_years"] > 0]
            self.usual |= {kind: float(np.median(own))} if own else {}
        self.dearest = max((flow.cost for flow in self.standing if flow.kind == "supply"), default=0.0)

    def find(self) -> tuple[list[Offer], list[LeftOut]]:
        offers, left = [], []
        for name, rows in self._gathered().items():
            try:
                offers.append(self._offer(name, rows))
            except DatasetError as error:
                message = f"options.csv: {name}: {error}"
                raise DatasetError(message) from error
            except _Refused as reason:
                left.append(LeftOut(name, rows[0]["name_en"], rows[0]["name_fr"], said_by(reason)))
        offers, dead = live(self.standing, offers)
        return offers, left + dead

    def _gathered(self) -> dict[str, list[Record]]:
        gathered: dict[str, list[Record]] = {}
        for row in self.rows:
            if (
                row["carrier"] in self.carriers.index
                and self.carriers.at[row["carrier"], "family"] in self.asked.families
            ):
                for name in split(row["project"]) or (row["id"],):
                    gathered.setdefault(name, []).append(row)
        return gathered

    def _offer(self, name: str, rows: list[Record]) -> Offer:
        if not any(self.asked.country in self._touches(row) for row in rows):
            country = Name(self.asked.country, "country", self.asked.country)
            raise _Refused(
                sentence("autonomy_elsewhere", "does not stand on, cross or end in {country}", country=country)
            )
        rows = [row for row in rows if row["lead_years"] != 0 or len(rows) > 1]
        if not rows:
            raise _Refused(sentence("autonomy_stands", "stands already"))
        gone = next((row for row in rows if str(row["status"]).split(" ")[0].strip(",;") in GONE), None)
        if gone is not None:
            raise _Refused(sentence("autonomy_status", "{status}", status=Quote(gone["status"])))
        low, high, notes = _costs(name, rows)
        available = self._available(rows, notes)
        if available > self.by:
            raise _Refused(sentence("autonomy_not_before", "not before {year:d}", year=int(available)))
        flows = tuple(flow for row in rows for flow in self._flows(name, row, notes))
        main = next((row for row in rows if row["id"].endswith(name)), rows[0])
        lumpy = any(word in LUMPY for row in rows for word in row["kind"].split("_"))
        return Offer(
            name=name,
            name_en=main["name_en"],
            name_fr=main["name_fr"],
            kind=main["kind"],
            flows=flows,
            stocks=tuple(flow.name for flow in flows if flow.kind == "storage"),
            low=low,
            high=high,
            steps=1 if lumpy else self.asked.steps,
            available=available,
            vendors=tuple(dict.fromkeys(row["vendor"] for row in rows if row["vendor"])),
            finance=main["finance"],
            site=f"{main['place']} {main['carrier']}" if lumpy else "",
            sources=tuple(dict.fromkeys(source for row in rows for source in split(row["sources"]))),
            notes=tuple(notes),
        )

    def _touches(self, row: Record) -> set[str]:
        ends = {str(self.home[place]) for place in (row["place"], row["to"]) if place}
        return set(split(row["territory"])) | ends

    def _available(self, rows: list[Record], notes: list[str]) -> int:
        years = []
        for row in rows:
            if row["kind"] == "market" or row["lead_years"] == 0:
                continue
            if row["available_from"]:
                years.append(parse_period(row["available_from"]).start.year)
            elif not math.isnan(row["lead_years"]):
                years.append(math.ceil(self.decided + row["lead_years"]))
            else:
                usual = self.usual.get(row["kind"], self.usual[""])
                years.append(math.ceil(self.decided + usual))
                notes.append(f"no lead time was read for {row['id']}: {usual:g} years, the usual of its kind")
        return max(years, default=self.decided)

    def _flows(self, name: str, row: Record, notes: list[str]) -> list[Flow]:
        if math.isnan(row["capacity"]) or not row["unit"]:
            message = f"no capacity ({row['id']})"
            raise _Refused(message)
        if not row["place"]:
            message = f"no place ({row['id']})"
            raise _Refused(message)
        ends = tuple(dict.fromkeys(str(self.home[place]) for place in (row["place"], row["to"]) if place))
        blank = Flow(
            name=row["id"] if name == row["id"] else f"{row['id']} ({name})",
            asset=row["id"],
            kind=row["kind"],
            ports=(),
            cost=0.0,
            upper=0.0,
            country=ends[0],
            territory=split(row["territory"]) or ends,
            project=name,
            basis=BASIS,
        )
        fuel = self.like.fuel_of(row["kind"])
        if row["kind"] == "storage":
            return [self._stock(blank, row)]
        if row["kind"] == "market":
            return [self._market(blank, row)]
        if fuel:
            return [self._plant(blank, row, fuel, notes)]
        if row["to"]:
            return self._corridor(blank, row)
        if row["kind"] == "supply":
            return [self._supply(blank, row)]
        parts = {"kind": Name(row["kind"], "word", f"kind_{row['kind']}"), "option": Name(row["id"], "id", row["id"])}
        said = "a row of kind {kind} has no flow of its own in a yearly program ({option})"
        raise _Refused(sentence("autonomy_no_flow", said, **parts))

    def _rate(self, row: Record) -> float:
        return float(units.rate(row["capacity"], row["unit"], self.carriers.loc[row["carrier"]]))

    def _plant(self, blank: Flow, row: Record, fuel: str, notes: list[str]) -> Flow:
        like = self.like.of(fuel, blank.country)
        where = like.where or "all countries"
        notes.append(f"{like.availability:.0%} of nameplate at {like.cost:.3g} M USD a unit, as {fuel} in {where}")
        upper = self._rate(row) * like.availability
        port = (bus_name(row["place"], row["carrier"]), 1.0)
        return dataclasses.replace(blank, kind="supply", ports=(port,), cost=like.cost, upper=upper)

    def _supply(self, blank: Flow, row: Record) -> Flow:
        bus = bus_name(row["place"], row["carrier"])
        told = [flow.cost for flow in self.standing if flow.kind == "supply" and flow.ports[0][0] == bus]
        cost = min(told, default=self.dearest)
        return dataclasses.replace(blank, ports=((bus, 1.0),), cost=cost, upper=self._rate(row))

    def _market(self, blank: Flow, row: Record) -> Flow:
        if row["price"] not in self.prices.index:
            message = f"no price ({row['id']})"
            raise _Refused(message)
        port = (bus_name(row["place"], row["carrier"]), -1.0)
        cost = -float(self.prices.at[row["price"], self.system.deck])
        return dataclasses.replace(blank, ports=(port,), cost=cost, upper=self._rate(row))

    def _corridor(self, blank: Flow, row: Record) -> list[Flow]:
        start = bus_name(row["place"], row["carrier"])
        end = bus_name(row["to"], row["to_carrier"] or row["carrier"])
        ways = [(start, end)] if row["kind"] != "transmission" else [(start, end), (end, start)]
        upper = self._rate(row)
        return [
            dataclasses.replace(
                blank,
                name=blank.name if way == (start, end) else f"{blank.name} back",
                kind="corridor",
                ports=((way[0], -1.0), (way[1], 1.0)),
                cost=self._tariff(way),
                upper=upper,
            )
            for way in ways
        ]

    def _tariff(self, way: tuple[str, str]) -> float:
        """Running cost of the standing corridor between the same two buses; 0 where there is none."""
        told = [flow.cost for flow in self.standing if {bus for bus, _ in flow.ports} == set(way)]
        return min(told, default=0.0)

    def _stock(self, blank: Flow, row: Record) -> Flow:
        carrier = self.carriers.loc[row["carrier"]]
        volume = float(units.volume(row["capacity"], row["unit"], carrier, units.YEAR_DAYS))
        upper = volume * filling(self.system, row["carrier"]) * 12.0 / self.asked.months
        port = (bus_name(row["place"], row["carrier"]), 1.0)
        return dataclasses.replace(blank, kind="storage", ports=(port,), cost=self.dearest, upper=upper)


def filling(system: System, carrier: str) -> float:
    """Return how full the stocks of a carrier's family stand on average in the base year; 1 where there are none."""
    stocks = system.topology.storages
    family = system.package.table("carriers").set_index("id")["family"]
    own = [name for name in stocks.index if family[stocks.at[name, "carrier"]] == family[carrier]]
    volume = float(stocks.loc[own, "volume"].sum())
    return float(system.base_year.levels[own].mean().sum()) / volume if volume > 0 else 1.0


def _costs(name: str, rows: list[Record]) -> tuple[float, float, list[str]]:
    """Cost of what is still to be built; a range of one end stands for both."""
    paid = [row for row in rows if row["kind"] != "market" and row["lead_years"] != 0]
    told = [[v for v in (row["cost_low"], row["cost_high"]) if not math.isnan(v)] for row in paid]
    if not any(told):
        raise _Refused(sentence("autonomy_no_cost", "no cost"))
    blank = [row["id"] for row, values in zip(paid, told, strict=True) if not values]
    notes = [f"no cost was read for {', '.join(blank)}, taken as none, within {name}"] if blank else []
    return sum(min(v) for v in told if v), sum(max(v) for v in told if v), notes
