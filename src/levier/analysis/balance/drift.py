"""How shares move from one year to the next: how much, and towards whom."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.balance.basis import ALL, FEWEST, REST
from levier.dataset import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from levier.analysis.balance.basis import Basis

__all__ = ["DRIFT", "IN_BOTH", "drift_of", "drift_table", "moves_between"]

DRIFT = (
    "domain", "measure", "direction", "period", "year", "since", "years", "partners", "of", "drift", "per_year",
    "gains", "gained", "loses", "lost",
)  # fmt: skip
IN_BOTH = "partners told in both"
DAYS = 365.25


def moves_between(before: Basis, after: Basis) -> tuple[dict[str, float], str]:
    """Return by how much the share of each partner told in both bases changed, and what the shares are of.

    Where a total is told in both, shares are of the total, and what else it holds is one more part; else they are of
    the partners told in both, so that a partner who is merely not told any more moves nothing.
    """
    common = sorted(set(before.told) & set(after.told))
    totals = before.of == after.of == ALL
    first, last = (_shares(basis, common, totals=totals) for basis in (before, after))
    moves = {key: last[key] - first[key] for key in common}
    if totals:
        moves[REST] = -sum(moves.values())
    return moves, ALL if totals else IN_BOTH


def _shares(basis: Basis, common: list[str], *, totals: bool) -> dict[str, float]:
    whole = basis.whole if totals else sum(basis.told[key].value for key in common)
    return {key: basis.told[key].value / whole for key in common}


def drift_of(moves: Mapping[str, float]) -> float:
    """Return half the sum of the absolute changes of shares: the part of the whole that changed hands.

    >>> drift_of({"CN": 0.1, "RU": -0.1})
    0.1
    """
    return sum(abs(move) for move in moves.values()) / 2


def drift_table(bases: Iterable[Basis]) -> pd.DataFrame:
    """Return the drift of each measure from each year that can be computed to the next.

    Args:
        bases: of any domains and years; the best of a year stands for it.

    Returns:
        Domain, measure, direction, period and its year, since (the earlier period), years between their middles,
        partners told in both, what shares are of, drift, drift per year, who gains most and how much, who loses most
        and how much.
    """
    series: dict[tuple[str, str, str, str], dict[int, Basis]] = {}
    for basis in bases:
        if basis.computable:
            years = series.setdefault((basis.domain, basis.measure, basis.direction, basis.unit), {})
            if basis.year not in years or basis.rank > years[basis.year].rank:
                years[basis.year] = basis
    pairs = [pair for years in series.values() for pair in pairwise(years[year] for year in sorted(years))]
    rows = [_row(*pair) for pair in pairs if len(set(pair[0].told) & set(pair[1].told)) >= FEWEST]
    return pd.DataFrame(rows, columns=list(DRIFT))


def _row(before: Basis, after: Basis) -> tuple[object, ...]:
    moves, of = moves_between(before, after)
    named = {key: move for key, move in moves.items() if key != REST}
    apart, drift = _middle(after) - _middle(before), drift_of(moves)
    gains, loses = max(named, key=lambda key: named[key]), min(named, key=lambda key: named[key])
    gained, lost = max(0.0, named[gains]), max(0.0, -named[loses])
    return (
        after.domain, after.measure, after.direction, after.period, after.year, before.period, round(apart, 2),
        len(named), of, drift, drift / apart, gains if gained > 0 else "", gained, loses if lost > 0 else "", lost,
    )  # fmt: skip


def _middle(basis: Basis) -> float:
    """The middle of a period, in years."""
    period = parse_period(basis.period)
    return (period.start.toordinal() + period.stop.toordinal()) / 2 / DAYS
