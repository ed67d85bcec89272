"""Everything about the balance of one country's ties in one year, as frames."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.actor_cards import balance_card
from levier.analysis.balance.basis import effective_number
from levier.analysis.balance.blocs import Register
from levier.analysis.balance.counts import diplomacy_of, institutions_of, votes_of
from levier.analysis.balance.domains import DOMAINS, checked, domain_names
from levier.analysis.balance.drift import drift_table
from levier.analysis.balance.flows import flow_bases
from levier.analysis.balance.frames import bases_frame, missing_frame, shares_frame
from levier.analysis.balance.told import ties_of
from levier.analysis.balance.weights import OVERALL, effect_table, overall_shares, ranking
from levier.analysis.balance.years import check_asked
from levier.sentence import sentence
from levier.show import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.analysis.balance.basis import Basis
    from levier.dataset import Package
    from levier.system import System

__all__ = ["BalanceAnswer", "answer_balance"]

YEARS_BACK = 4
"""Years before the one asked about in which shared bodies are counted."""


@shown(balance_card)
@dataclass(frozen=True)
class BalanceAnswer:
    """The balance of a country's ties.

    Attributes:
        domains: asked for; weights: of each, the user's.
        chosen: the basis that stands for each domain in the year; those without one are in ``missing``.
        shares: one row a basis and partner: value, range told, share, what it is of, coverage, sources.
        bases: one row a domain, measure, direction and period: effective number of partners, first partner.
        drift: how shares moved between the years of a measure.
        missing: domains that cannot be computed in the year: what is missing, years that can.
        overall: weighted shares by partner, the rest last.
        effect: how the overall ranking moves when the weight of a domain is set to zero, halved or doubled.
        memberships: of the country on the last day of the year; counts: meetings and agreements by year and partner;
        votes: recorded votes cast alike.
        ties: every tie row of the country, with its use.
        blocs: partners that stand for their members, with these.
    """

    country: str
    year: int
    domains: tuple[str, ...]
    weights: dict[str, float]
    chosen: dict[str, Basis]
    shares: pd.DataFrame
    bases: pd.DataFrame
    drift: pd.DataFrame
    missing: pd.DataFrame
    overall: pd.DataFrame
    effect: pd.DataFrame
    memberships: pd.DataFrame
    counts: pd.DataFrame
    votes: pd.DataFrame
    ties: pd.DataFrame
    blocs: dict[str, tuple[str, ...]]

    @property
    def effective(self) -> float:
        """Effective number of partners over all domains, the rest as one partner."""
        return effective_number(self.overall["share"])

    @property
    def first(self) -> str:
        """The partner with the largest overall share; blank where no domain can be computed."""
        return next(iter(self.overall["partner"]), "")


def answer_balance(
    package: Package,
    country: str,
    year: int,
    *,
    systems: Sequence[System] = (),
    domains: Sequence[str] = (),
    weights: Mapping[str, float] | None = None,
    within: int = 0,
    failed: Mapping[int, str] | None = None,
) -> BalanceAnswer:
    """Answer among whom a country's ties are shared out.

    Args:
        package: the tables.
        country: its id.
        year: asked about.
        systems: base years, for the domains that are flows: that of the year, and earlier ones for the drift.
        domains: names (:data:`levier.analysis.balance.DOMAINS`); the usual ones if none.
        weights: by domain, 1 where none is given.
        within: how many years back a domain that is not told in the year may be taken from.
        failed: why base years are not among the systems (:func:`levier.analysis.balance.base_years`).

    Raises:
        UsageError: an unknown domain, a weight that is none, a number of years below 0, a year of no calendar.
    """
    names = tuple(name for name in DOMAINS if name in domains) or domain_names()
    check_asked(year, within)
    weighed = checked(weights or {}, names)
    register = Register(package)
    ties = ties_of(package, register, country)
    found = [basis for basis in ties.bases if basis.domain in names]
    wanting = (failed or {}).get(year, sentence("not_loaded", "the base year {year:d} is not loaded", year=year))
    reasons = {name: wanting for name in names if DOMAINS[name].kind == "flows"}
    found += _flows(register, country, year, systems, reasons)
    met, counts = diplomacy_of(package, register, country)
    shared, memberships = institutions_of(register, country, range(year - YEARS_BACK, year + 1))
    found += [basis for basis in [*shared, *met] if basis.domain in names]
    found.sort(key=lambda basis: names.index(basis.domain))
    chosen = {name: basis for name in names if (basis := _best(found, name, year, within)) is not None}
    parts = {name: basis.shares() for name, basis in chosen.items()}
    overall = overall_shares(parts, weighed)
    return BalanceAnswer(
        country,
        year,
        names,
        weighed,
        chosen,
        shares_frame(found, chosen),
        bases_frame(found, chosen),
        drift_table(found),
        missing_frame(names, year, found, chosen, reasons),
        pd.DataFrame([(key, share, _present(parts, key)) for key, share in overall.items()], columns=list(OVERALL)),
        effect_table(parts, weighed) if ranking(overall) else pd.DataFrame(columns=list(effect_table({}, {}).columns)),
        memberships,
        counts,
        votes_of(package, country),
        ties.ledger[ties.ledger["domain"].isin(names)].reset_index(drop=True),
        {bloc: tuple(sorted(m)) for bloc, m in register.blocs(country, date(year, 12, 31)).members.items()},
    )


def _flows(
    register: Register, country: str, year: int, systems: Sequence[System], reasons: dict[str, str]
) -> list[Basis]:
    """Share out the flows of every base year; says of the year asked about what is missing."""
    found: list[Basis] = []
    for name in list(reasons):
        for system in systems:
            blocs = register.blocs(country, date(system.year, 12, 31))
            bases = flow_bases(system, country, DOMAINS[name], blocs)
            if system.year == year:
                reasons[name] = bases if isinstance(bases, str) else ""
            found += [] if isinstance(bases, str) else bases
    return found


def _best(bases: Sequence[Basis], domain: str, year: int, within: int) -> Basis | None:
    """The basis that stands for a domain: of the latest year allowed, the best ranked, the first of equals."""
    own = [basis for basis in bases if basis.domain == domain and basis.computable]
    own = [basis for basis in own if year - within <= basis.year <= year]
    if not own:
        return None
    last = max(basis.year for basis in own)
    own = [basis for basis in own if basis.year == last]
    if DOMAINS[domain].kind != "ties":
        return own[0]
    return max(own, key=lambda basis: basis.rank)


def _present(parts: Mapping[str, Mapping[str, float]], partner: str) -> int:
    return sum(partner in shares for shares in parts.values())
