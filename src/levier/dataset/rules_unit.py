"""Rule: every number of an asset is in a unit that its carrier can be converted from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from levier.dataset.facts import Fact, carriers_of, facts
from levier.dataset.problem import Problem, nearest
from levier.dataset.unit_table import COMMON, POWER
from levier.dataset.units import allowed_units, fits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.package import Package

__all__ = ["capacity_units", "carrier_rows", "price_units", "report_units"]

_RATED = {
    "supplies": ("capacity", "capacity_paper"),
    "slots": ("capacity", "capacity_paper"),
    "corridors": ("capacity", "capacity_paper"),
    "converters": ("capacity", "capacity_paper"),
    "markets": ("room",),
    "storages": ("injection", "withdrawal"),
}
_MEASURES = ("flow", "stock", "injection", "withdrawal")
_PRICE_UNITS = {"Mt": "USD/t", "bcm": "USD/1000m3", "TWh": "USD/MWh", "tU": "USD/kgU"}
_RATES = "a rate such as Mt/a, bcm/a, mcm/d, MW, tU/a"


def capacity_units(package: Package) -> Iterator[Problem]:
    """Tell of capacities without a unit, in a unit that is no rate, or in one that does not fit the carrier."""
    known = carrier_rows(package)
    carriers = carriers_of(package)
    for table, fields in _RATED.items():
        for fact in facts(package, table):
            filled = [field for field in fields if fact.text(field)]
            if filled and not fact.text("unit"):
                yield fact.problem("unit", f"{filled[0]} has no unit", _RATES)
            yield from _unit(fact, carriers.get(fact.id, set()), known, rates=True)
            if table == "slots" and fact.id not in carriers:
                yield fact.warning("id", "no corridor or converter draws on this slot", "slots named in a `slot` cell")


def report_units(package: Package) -> Iterator[Problem]:
    """Tell of contracts, options and reports of flows in a unit that does not fit the carrier.

    A report that is not in use only earns a warning.
    """
    known = carrier_rows(package)
    carriers = carriers_of(package)
    for table in ("contracts", "options"):
        for fact in facts(package, table):
            yield from _unit(fact, {fact.text("carrier")}, known, rates=False)
    for fact in facts(package, "observations"):
        if fact.text("measure") in _MEASURES:
            for problem in _unit(fact, carriers.get(fact.text("subject"), set()), known, rates=False):
                unused = fact.cells.get("use") is False
                yield replace(problem, severity="warning") if unused else problem


def price_units(package: Package) -> Iterator[Problem]:
    """Tell of prices that are not in M USD per unit of their carrier."""
    known = carrier_rows(package)
    for fact in facts(package, "prices"):
        carrier = known.get(fact.text("carrier"), {})
        wanted = _PRICE_UNITS.get(str(carrier.get("unit", "")))
        if wanted and fact.text("unit") in _PRICE_UNITS.values() and fact.text("unit") != wanted:
            text = f"the price unit does not fit {fact.text('carrier')}, which is in {carrier['unit']}"
            yield fact.problem("unit", text, wanted, wanted)


def carrier_rows(package: Package) -> dict[str, dict[str, Any]]:
    """Give the carriers by id, those left out whose own unit is not one that the network knows."""
    rows = {fact.id: dict(fact.cells) for fact in facts(package, "carriers")}
    return {name: row for name, row in rows.items() if row.get("unit") in _PRICE_UNITS}


def _unit(fact: Fact, carriers: set[str], known: dict[str, dict[str, Any]], *, rates: bool) -> Iterator[Problem]:
    """Look whether a row's unit, if it has one, fits all of its carriers."""
    unit = fact.text("unit")
    for carrier in sorted(carriers & known.keys()) if unit else ():
        if not fits(unit, known[carrier], rates_only=rates):
            allowed = allowed_units(known[carrier], rates=rates)
            shown = [name for name in allowed if name.removesuffix("/a").removesuffix("/d") in (*COMMON, *POWER)]
            lack = "is not a rate that fits" if rates else "does not fit"
            text = f"the unit {lack} {carrier}, which is in {known[carrier]['unit']}"
            yield fact.problem("unit", text, ", ".join(shown), nearest(unit, allowed))
            return
