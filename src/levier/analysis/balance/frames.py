"""Bases as tables: shares by partner, one line a basis, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.balance.basis import REST
from levier.sentence import Listing, Name, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.analysis.balance.basis import Basis

__all__ = ["BASES", "MISSING", "SHARES", "bases_frame", "missing_frame", "shares_frame"]

SHARES = (
    "domain", "measure", "direction", "period", "year", "chosen", "partner", "parts", "value", "low", "high", "unit",
    "share", "share_low", "share_high", "of", "coverage", "sources",
)  # fmt: skip
BASES = (
    "domain", "measure", "direction", "period", "year", "chosen", "partners", "unit", "total", "of", "coverage",
    "first", "first_share", "effective", "effective_high",
)  # fmt: skip
MISSING = ("domain", "missing", "years")
NAMED = 4


def shares_frame(bases: Sequence[Basis], chosen: Mapping[str, Basis]) -> pd.DataFrame:
    """Return one row a basis that can be computed and partner; the rest of a told total is a row of its own."""
    rows = []
    for basis in bases:
        if not basis.computable:
            continue
        head = (*_head(basis), chosen.get(basis.domain) is basis)
        for partner, share in basis.shares().items():
            rows.append((*head, *_line(basis, partner, share), basis.of, basis.coverage, _cited(basis, partner)))
    return pd.DataFrame(rows, columns=list(SHARES))


def _line(basis: Basis, partner: str, share: float) -> tuple[object, ...]:
    """Partner, its parts, value, range, unit, share and its range."""
    if partner == REST:
        return REST, "", basis.whole - basis.sum, None, None, basis.unit, share, None, None
    told = basis.told[partner]
    low, high = basis.share_range(partner)
    return partner, ";".join(told.parts), told.value, told.low, told.high, basis.unit, share, low, high


def _cited(basis: Basis, partner: str) -> str:
    return ";".join(basis.sources if partner == REST else basis.told[partner].sources)


def bases_frame(bases: Sequence[Basis], chosen: Mapping[str, Basis]) -> pd.DataFrame:
    """Return one row a basis that can be computed, with its effective number of partners."""
    rows = []
    for basis in bases:
        if not basis.computable:
            continue
        shares = basis.shares()
        first = next(iter(shares))
        rows.append(
            (
                *_head(basis), chosen.get(basis.domain) is basis, len(basis.told), basis.unit, basis.total, basis.of,
                basis.coverage, first, shares[first], *basis.effective_range(),
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(BASES))


def missing_frame(
    names: Sequence[str], year: int, bases: Sequence[Basis], chosen: Mapping[str, Basis], reasons: Mapping[str, str]
) -> pd.DataFrame:
    """Return the domains without a basis in the year: what is missing, and the years that can be computed."""
    wanting = [name for name in names if name not in chosen]
    said, listed = [], []
    for name in wanting:
        own = [basis for basis in bases if basis.domain == name]
        said.append(reasons.get(name) or _short(own, year))
        listed.append(", ".join(map(str, sorted({basis.year for basis in own if basis.computable}))))
    # As objects, sentences stay what they are in the frame.
    columns = (wanting, pd.Series(said, dtype=object), listed)
    return pd.DataFrame(dict(zip(MISSING, columns, strict=True)))


def _short(own: Sequence[Basis], year: int) -> str:
    """Say of what fewer than two partners are told."""
    told = [_partners(basis) for basis in own if basis.year == year]
    if not told:
        return sentence("nothing_told", "nothing is told of {year:d}", year=year)
    count = len(told) - NAMED
    more = sentence("and_more", "; and {count} more", count=count) if count > 0 else ""
    listed = Listing(told[:NAMED], "; ")
    return sentence("few_partners", "fewer than two partners are told: {told}{more}", told=listed, more=more)


def _partners(basis: Basis) -> str:
    """Name what is told, and of whom."""
    return sentence(
        "told_of",
        "{measure} ({direction}) {period}: {partners}",
        measure=Name(basis.measure, "measure", basis.measure),
        direction=Name(basis.direction, "word", f"direction_{basis.direction}"),
        period=Name(basis.period, "period", basis.period),
        partners=Listing(Name(name, "thing", name) for name in basis.told) or sentence("only_total", "only the total"),
    )


def _head(basis: Basis) -> tuple[object, ...]:
    return basis.domain, basis.measure, basis.direction, basis.period, basis.year
