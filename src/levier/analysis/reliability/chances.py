"""With what probability each physical thing of a run is out, and which never fail, with the reason."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import pandas as pd

from levier.analysis.reliability.classes import Sort, sorts_of
from levier.analysis.reliability.lengths import Sections
from levier.analysis.reliability.rates import Rate, rates_of
from levier.engine import Outages, pick
from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from levier.analysis.case import Case

__all__ = ["FLEETS", "Chances", "Fleets", "chances_of"]

Fleets = Literal["never", "whole"]
FLEETS: tuple[Fleets, ...] = get_args(Fleets)
ENDS = {"line": "line_end"}
"""Class of what stands at the two ends of a stretch, which fails as well."""
JOINT = "a joint limit of several things: they fail themselves"
AGGREGATE = "several units of class {} in one row, which do not fail together; the rate is that of one, or of output"
ASKED = "left out as asked"
COLUMNS = ("element", "kind", "families", "class", "probability", "length_km", "straight", "several", "rates", "basis")
OUT = ("element", "kind", "families", "reason")


class Part(NamedTuple):
    """One stretch or facility of an element, which takes the whole element out."""

    name: str
    share: float
    length: float
    told: bool
    several: bool
    rates: tuple[Rate, ...]


@dataclass(frozen=True)
class Chances:
    """What may be out, and with what probability.

    Attributes:
        elements: one row a thing that may fail: ``element``, ``kind``, ``families``, ``class`` (of ``outage_rates``),
            ``probability`` of being out at any time, ``length_km`` (0: not read), ``straight`` (True: some of it is
            the straight line between places), ``several`` (True: several units taken as one), ``rates`` (ids of rows),
            ``basis`` (kinds of these rows).
        left_out: one row a thing that never fails here: ``element``, ``kind``, ``families``, ``reason``.
    """

    elements: pd.DataFrame
    left_out: pd.DataFrame

    @property
    def outages(self) -> Outages:
        """The same for the engine; things fail independently of each other."""
        return Outages(dict(zip(self.elements["element"], self.elements["probability"], strict=True)))


def chances_of(case: Case, fleets: Fleets = "never", without: Sequence[str] = ()) -> Chances:
    """Return the probability of being out of every element of a case, by class, length and repair time.

    An element is a physical thing with all its parts (a corridor group, a storage, a converter): any part takes it out.
    A stretch counts once, whichever way and whosever goods flow on it. A part of several units (plants, fields,
    moorings, ships) never fails, or fails as one; the expected damage and the conditional value at risk of damage with
    units that fail one by one lie between the two, as damage is convex in what is available.

    Args:
        case: its elements are things (``corridor``) or assets.
        fleets: what becomes of rows that stand for several units: ``never`` or ``whole``.
        without: names or patterns of elements that are not to fail.

    Raises:
        UsageError: `fleets` is neither, a name or pattern fits nothing, or nothing of the case can fail.
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
        made = maker.row(str(name), element["kind"], element["flows"]) if name in kept else ASKED
        if isinstance(made, str):
            out.append(head | {"reason": made})
        else:
            rows.append(head | made)
    if not rows:
        message = f"nothing of {case.system.package.name} can fail: {out[0]['reason'] if out else 'no elements'}"
        raise UsageError(message)
    return Chances(pd.DataFrame(rows, columns=list(COLUMNS)), pd.DataFrame(out, columns=list(OUT)))


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

    def row(self, element: str, kind: str, flows: Iterable[str]) -> dict[str, object] | str:
        """Return the cells of an element that may fail, or why it never does."""
        if kind == "slot" and element in self._slots:
            return JOINT
        made = [self._part(flows, key) for key, flows in self._keys(flows).items()]
        parts = [part for part in made if isinstance(part, Part) and part.share > 0.0]
        if not parts:
            reasons = [part if isinstance(part, str) else _never(part) for part in made]
            return "; ".join(dict.fromkeys(reasons))
        rates = list(dict.fromkeys(rate for part in parts for rate in part.rates))
        return {
            "class": ";".join(dict.fromkeys(part.name for part in parts)),
            "probability": 1.0 - math.prod(1.0 - part.share for part in parts),
            "length_km": sum(part.length for part in parts),
            "straight": not all(part.told for part in parts),
            "several": any(part.several for part in parts),
            "rates": ";".join(rate.id for rate in rates),
            "basis": ";".join(dict.fromkeys(rate.kind for rate in rates)),
        }

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
            return f"no rate of class {sort.name} is in use"
        if sort.several and self._fleets == "never":
            return AGGREGATE.format(sort.name)
        if not rate.by_length:
            return Part(sort.name, rate.share(), 0.0, told=True, several=sort.several, rates=(rate,))
        length, told = self._sections.length(self._sections.section(flows[0]), flows)
        if math.isnan(length):
            return f"no length of {', '.join(flows)} is known, nor where both its ends are"
        ends = self._rates.get(ENDS.get(sort.name, ""))
        rates = (rate,) if ends is None else (rate, ends)
        share = min(sum(each.share(length) for each in rates), 1.0)
        return Part(sort.name, share, length, told, sort.several, rates)


def _never(part: Part) -> str:
    if part.rates[0].by_length:
        return f"class {part.name} fails by length, and this has none"
    return f"class {part.name} has a rate of 0 ({part.rates[0].estimate or part.rates[0].kind})"
