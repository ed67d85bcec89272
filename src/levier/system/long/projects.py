"""What could be built: rows of the package's options, gathered into projects, as flows of the long horizon."""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier.dataset import parse_period, split, units
from levier.errors import UsageError
from levier.sentence import Listing, Name, sentence
from levier.system.assets import bus_name
from levier.system.deck import price_rows
from levier.system.long.flows import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.dataset import Package

__all__ = ["Capital", "Project", "find_projects", "project_flows", "projects_of"]

KINDS = ("corridor", "market", "supply")
Record = dict[str, Any]


@dataclass(frozen=True)
class Capital:
    """What a year of capital costs: an assumption of the reader's, stated with every answer.

    Attributes:
        rate: real interest, a share a year.
        life: years over which a cost is paid back.

    Example:
        >>> round(Capital(rate=0.08, life=25).annual(1000.0), 1)
        93.7
    """

    rate: float = 0.08
    life: float = 25.0

    def __post_init__(self) -> None:
        """Refuse a rate or a life out of range.

        Raises:
            UsageError: a negative rate, or a life of no length.
        """
        if not 0.0 <= self.rate < 1.0 or not 0.0 < self.life < math.inf:
            message = f"capital at a rate of {self.rate:g} over {self.life:g} years; rates 0 to 1 and lives above 0"
            raise UsageError(message)

    def annual(self, cost: float) -> float:
        """Return the yearly payment that pays back a cost over its life (annuity), in the unit of the cost."""
        return cost / self.life if self.rate == 0 else cost * self.rate / (1.0 - (1.0 + self.rate) ** -self.life)


@dataclass(frozen=True)
class Project:
    """Rows of options that are built together.

    Attributes:
        name: how it is asked for.
        name_en, name_fr: of its main row.
        rows: its rows of the table.
        low, high: stated cost of what is still to be built, M USD; None where no row states one.
        notes: what a reader must know: rows without a cost, dates after the horizon.
    """

    name: str
    name_en: str
    name_fr: str
    rows: tuple[Record, ...]
    low: float | None
    high: float | None
    notes: tuple[str, ...]


def projects_of(package: Package, family: str, horizon: int) -> dict[str, Project]:
    """Gather the options of one family of carriers into the projects that an annual program can hold, by name.

    A row joins the projects its ``project`` cell names; a row without one is a project of its own. Left out are
    projects with a row of another kind than corridor, market or supply, or without a capacity.
    """
    carriers = package.table("carriers").set_index("id")["family"]
    gathered: dict[str, list[Record]] = {}
    for row in package.table("options").to_dict("records"):
        if carriers.get(row["carrier"]) == family:
            for name in split(row["project"]) or (row["id"],):
                gathered.setdefault(name, []).append({str(key): value for key, value in row.items()})
    return {name: _project(name, rows, horizon) for name, rows in gathered.items() if all(map(_usable, rows))}


def find_projects(known: dict[str, Project], asked: Sequence[str]) -> list[Project]:
    """Return the projects with these names; a dash counts as an underscore, a leading part of a name may be left out.

    Raises:
        UsageError: no such project, or several; the nearest names.
    """
    return [known[_find(list(known), text)] for text in asked]


def _find(names: list[str], text: str) -> str:
    word = text.strip().casefold().replace("-", "_").replace(" ", "_")
    ending = [name for name in names if name.endswith(f"_{word}")]
    if word in names or len(ending) == 1:
        return word if word in names else ending[0]
    near = difflib.get_close_matches(word, names, n=3, cutoff=0.3) or names
    message = f"no project {text!r}; nearest: {', '.join(near)}"
    raise UsageError(message)


def project_flows(package: Package, project: Project, standing: Sequence[Flow], deck: str, capital: Capital,
                  horizon: int) -> list[Flow]:  # fmt: skip
    """Return what a project adds to the standing flows.

    Capacity is paid by use: a unit carries the annual cost of a unit of capacity (mean of the stated costs), so that a
    project can be built in part. A supply runs at the least running cost told at its bus.
    """
    carriers = package.table("carriers").set_index("id")
    home = package.table("places").set_index("id")["country"]
    prices = price_rows(package, horizon)
    running: dict[str, float] = {}
    for flow in standing:
        if flow.kind == "supply":
            running[flow.ports[0][0]] = min(flow.cost, running.get(flow.ports[0][0], math.inf))
    flows = []
    for row in project.rows:
        upper = float(units.rate(row["capacity"], row["unit"], carriers.loc[row["carrier"]]))
        ends = dict.fromkeys(str(home[place]) for place in (row["place"], row["to"]) if place)
        low, high = _cost(row)
        cost = capital.annual((low + high) / 2) / upper if low is not None and high is not None else 0.0
        bus = bus_name(row["place"], row["carrier"])
        ports: tuple[tuple[str, float], ...] = ((bus, 1.0),)
        if row["kind"] == "market":
            ports, cost = ((bus, -1.0),), -float(prices.at[row["price"], deck])
        elif row["kind"] == "supply":
            cost += running.get(bus, 0.0)
        else:
            ports = ((bus, -1.0), (bus_name(row["to"], row["to_carrier"] or row["carrier"]), 1.0))
        territory = split(row["territory"]) or tuple(ends)
        flows.append(
            Flow(row["id"], row["id"], row["kind"], ports, cost, upper, country=next(iter(ends)), territory=territory,
                 project=project.name, basis="option")
        )  # fmt: skip
    return flows


def _usable(row: Record) -> bool:
    known = row["kind"] in KINDS and not math.isnan(row["capacity"]) and row["place"]
    ends = bool(row["to"]) if row["kind"] == "corridor" else True
    return bool(known and ends and (row["price"] or row["kind"] != "market"))


def _cost(row: Record) -> tuple[float | None, float | None]:
    """Stated cost of what is still to be built; one end stands for the other where it is missing."""
    told = [value for value in (row["cost_low"], row["cost_high"]) if not math.isnan(value)]
    if not told or row["lead_years"] == 0:
        return None, None
    return min(told), max(told)


def _project(name: str, rows: list[Record], horizon: int) -> Project:
    main = next((row for row in rows if row["id"].endswith(name)), rows[0])
    built = [row for row in rows if row["kind"] != "market" and row["lead_years"] != 0]
    costs = [_cost(row) for row in built]
    told = [(low, high) for low, high in costs if low is not None and high is not None]
    notes = []
    unpriced = [row["id"] for row, (low, _) in zip(built, costs, strict=True) if low is None]
    if unpriced:
        names = Listing(Name(name, "option", name) for name in unpriced)
        notes.append(sentence("no_cost_read", "no cost was read for {names}: taken as none", names=names))
    later = sorted({row["available_from"] for row in rows if row["available_from"] and _later(row, horizon)})
    if later:
        words = "not before {year}: computed as if it stood in {horizon:d}"
        notes.append(sentence("not_before", words, year=str(later[-1]), horizon=horizon))
    low = sum(low for low, _ in told) if told else None
    high = sum(high for _, high in told) if told else None
    return Project(name, main["name_en"], main["name_fr"], tuple(rows), low, high, tuple(notes))


def _later(row: Record, horizon: int) -> bool:
    return parse_period(row["available_from"]).start.year > horizon
