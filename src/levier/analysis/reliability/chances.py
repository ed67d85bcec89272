"""With what probability each physical thing of a run is out, and which never fail, with the reason."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import pandas as pd

from levier.analysis.reliability.classes import Sort, sorts_of
from levier.analysis.reliability.counts import Count, counted, counts_of
from levier.analysis.reliability.lengths import Sections
from levier.analysis.reliability.rates import Rate, rates_of
from levier.engine import Outages, pick
from levier.errors import UsageError
from levier.sentence import Listing, Quote, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from levier.analysis.case import Case

__all__ = ["FLEETS", "Chances", "Fleets", "chances_of"]

Fleets = Literal["units", "never", "whole"]
FLEETS: tuple[Fleets, ...] = get_args(Fleets)
ENDS = {"line": "line_end"}
"""Class of what stands at the two ends of a stretch, which fails as well."""
JOINT = sentence("risk_joint", "a joint limit of several things: they fail themselves")
ASKED = sentence("risk_asked", "left out as asked")
COLUMNS = (
    "element",
    "kind",
    "families",
    "class",
    "units",
    "needed",
    "probability",
    "assumed",
    "bundle",
    "length_km",
    "straight",
    "several",
    "rates",
    "basis",
    "counted",
    "sources",
)
OUT = ("element", "kind", "families", "reason")


class Part(NamedTuple):
    """One stretch or facility of an element, which takes the whole element out."""

    name: str
    share: float
    length: float
    told: bool
    several: bool
    rates: tuple[Rate, ...]
    tally: Count | None = None

    @property
    def units(self) -> int:
        """Units that fail one by one."""
        return 1 if self.tally is None else self.tally.count


@dataclass(frozen=True)
class Chances:
    """What may be out, and with what probability.

    Attributes:
        elements: one row a thing that may fail: ``element``, ``kind``, ``families``, ``class`` (of ``outage_rates``),
            ``units`` that fail one by one, how many are ``needed`` for the whole capacity, ``probability`` of being
            out at any time (of one unit), ``assumed`` (True: a rate or repair time in it is), ``bundle`` (True: a line
            or pipeline that counts as one string, as no table tells how many there are), ``length_km`` (0:
            not read), ``straight`` (True: some of it is the straight line between places), ``several`` (True: several
            units taken as one), ``rates`` (ids of rows), ``basis`` (kinds of these rows), ``counted`` (id of the row
            that counts the units), ``sources`` (ids, of rates and count).
        left_out: one row a thing that never fails here: ``element``, ``kind``, ``families``, ``reason``.
    """

    elements: pd.DataFrame
    left_out: pd.DataFrame

    @property
    def outages(self) -> Outages:
        """The same for the engine; things, and units of things, fail independently of each other."""
        return Outages(dict(zip(self.elements["element"], self.elements["probability"], strict=True)), self.units)

    @property
    def needed(self) -> dict[str, int]:
        """Number of units that make the whole capacity, of things of more than one."""
        several = self.elements[self.elements["units"] > 1]
        return dict(zip(several["element"], several["needed"].astype(int), strict=True))

    @property
    def units(self) -> dict[str, int]:
        """Number of units of things of more than one."""
        several = self.elements[self.elements["units"] > 1]
        return dict(zip(several["element"], several["units"].astype(int), strict=True))


def chances_of(case: Case, fleets: Fleets = "units", without: Sequence[str] = ()) -> Chances:
    """Return the probability of being out of every element of a case, by class, length and repair time.

    An element is a physical thing with all its parts (a corridor group, a storage, a converter): any part takes it out.
    A stretch counts once, whichever way and whosever goods flow on it. A row of several units (plants, fields,
    moorings, ships) fails unit by unit where the package counts them, and else never; or never at all; or as one.
    Damage is convex in what is available, so with the same rates its expectation and its conditional value at risk
    rise from ``never`` over ``units`` to ``whole``.

    Args:
        case: its elements are things (``corridor``) or assets.
        fleets: what becomes of rows that stand for several units: ``units``, ``never`` or ``whole``.
        without: names or patterns of elements that are not to fail.

    Raises:
        UsageError: `fleets` is none of these, a name or pattern fits nothing, or nothing of the case can fail.
        DatasetError: the package has no rates, or wrong ones.
    """
    if fleets not in FLEETS:
        message = f"fleets is {fleets!r}; {' or '.join(FLEETS)} is needed"
        raise UsageError(message)
    maker = _Maker(case, fleets)
    kept = set(pick(list(case.elements.index), (), without))
    rows, out = [], []
    for name, element in case.elements.iterrows():
        head = {"element": str(name), "kind": element["kind"], "families": element["families"]}
        made = maker.row(head, element["flows"]) if name in kept else ASKED
        if isinstance(made, str):
            out.append(head | {"reason": made})
        else:
            rows.append(head | made)
    out += maker.aside
    if not rows:
        message = f"nothing of {case.system.package.name} can fail: {out[0]['reason'] if out else 'no elements'}"
        raise UsageError(message)
    return Chances(pd.DataFrame(rows, columns=list(COLUMNS)), pd.DataFrame(out, columns=list(OUT), dtype=object))


class _Maker:
    """Puts the parts of elements together."""

    def __init__(self, case: Case, fleets: Fleets) -> None:
        self._rates = rates_of(case.system.package)
        self._sorts = sorts_of(case.system)
        assets = case.system.assets
        self._corridors = set(assets.index[assets["kind"] == "corridor"])
        self._sections = Sections(case.system)
        self._slots = set(case.system.topology.slots.index)
        self._fleets = fleets
        self._counts = counts_of(case.system.package) if fleets == "units" else {}
        self.aside: list[dict[str, object]] = []
        """Rows about units that had to be left out of a thing."""

    def row(self, head: dict[str, object], flows: Iterable[str]) -> dict[str, object] | str:
        """Return the cells of an element that may fail, or why it never does."""
        if head["kind"] == "slot" and head["element"] in self._slots:
            return JOINT
        made = [self._part(flows, key) for key, flows in self._keys(flows).items()]
        parts = [part for part in made if isinstance(part, Part) and part.share > 0.0]
        if not parts:
            reasons = [part if isinstance(part, str) else _never(part) for part in made]
            return Listing(dict.fromkeys(reasons), "; ")
        if len(parts) > 1:
            parts = self._without_units(head, parts)
        rates = list(dict.fromkeys(rate for part in parts for rate in part.rates))
        return {
            "class": ";".join(dict.fromkeys(part.name for part in parts)),
            "units": parts[0].units,
            "needed": 1 if parts[0].tally is None else parts[0].tally.needed,
            "probability": 1.0 - math.prod(1.0 - part.share for part in parts),
            "assumed": any(rate.assumed for rate in rates),
            "bundle": any(part.rates[0].by_length and part.tally is None for part in parts),
            "length_km": sum(part.length for part in parts),
            "straight": not all(part.told for part in parts),
            "several": any(part.several for part in parts),
            "rates": ";".join(rate.id for rate in rates),
            "basis": ";".join(dict.fromkeys(rate.kind for rate in rates)),
            "counted": "" if parts[0].tally is None else parts[0].tally.id,
            "sources": ";".join(_sources(rates, parts[0].tally)),
        }

    def _without_units(self, head: dict[str, object], parts: list[Part]) -> list[Part]:
        """Leave parts of several units out of a thing with other parts: a unit less is not the thing out."""
        kept = [part for part in parts if part.units == 1] or parts[:1]
        names = dict.fromkeys(part.name for part in parts if part not in kept)
        self.aside += [head | {"reason": _mixed(name)} for name in names]
        return kept

    def _keys(self, flows: Iterable[str]) -> dict[tuple[Sort, object], list[str]]:
        """Flows by the thing they are: a stretch of a class, or a facility by its id."""
        found: dict[tuple[Sort, object], list[str]] = {}
        for flow in flows:
            sort = self._sorts[flow]
            key = self._sections.section(flow) if flow in self._corridors else flow.partition(":")[0]
            found.setdefault((sort, key), []).append(flow)
        return found

    def _part(self, flows: list[str], key: tuple[Sort, object]) -> Part | str:
        """Return one part of an element, or why it never fails."""
        sort = key[0]
        if not sort.name:
            return sort.reason
        rate = self._rates.get(sort.name)
        if rate is None:
            return sentence("risk_unrated", "no rate of class {name} is in use", name=sort.name)
        count = counted(self._counts, flows) if sort.several else None
        if sort.several and count is None and self._fleets != "whole":
            return _fleet(sort.name, told=self._fleets == "never")
        if not rate.by_length:
            whole = sort.several and count is None
            return Part(sort.name, rate.share(), 0.0, told=True, several=whole, rates=(rate,), tally=count)
        length, told = self._sections.length(self._sections.section(flows[0]), flows)
        if math.isnan(length):
            flow = ", ".join(flows)
            return sentence(
                "risk_unknown_length", "no length of {flow} is known, nor where both its ends are", flow=flow
            )
        ends = self._rates.get(ENDS.get(sort.name, ""))
        rates = (rate,) if ends is None else (rate, ends)
        share = min(sum(each.share(length) for each in rates), 1.0)
        return Part(sort.name, share, length, told, sort.several, rates)


def _sources(rates: Iterable[Rate], tally: Count | None) -> list[str]:
    """Ids of the sources of rates and of a count, each once."""
    texts = [*(rate.sources for rate in rates), "" if tally is None else tally.sources]
    return list(dict.fromkeys(name for text in texts for name in text.split(";") if name))


def _fleet(name: str, *, told: bool) -> str:
    """Say why a row of several units never fails: because it is asked for, or because their number is not told."""
    if told:
        return sentence(
            "risk_aggregate",
            "several units of class {name} in one row, which do not fail together; the rate is that of one, or of "
            "output",
            name=name,
        )
    return sentence(
        "risk_uncounted",
        "several units of class {name} in one row, and no table says how many; the rate is that of one, or of output",
        name=name,
    )


def _mixed(name: str) -> str:
    """Say that units are left out of a thing with other parts."""
    return sentence(
        "risk_mixed",
        "units of class {name} within a thing that fails otherwise as well: they are left out of it",
        name=name,
    )


def _never(part: Part) -> str:
    if part.rates[0].by_length:
        return sentence("risk_lengthless", "class {name} fails by length, and this has none", name=part.name)
    why = Quote(part.rates[0].estimate or part.rates[0].kind)
    return sentence("risk_nought", "class {name} has a rate of 0 ({why})", name=part.name, why=why)
