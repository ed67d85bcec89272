"""``levier balance``: among whom a country's ties are shared out, domain by domain and over all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.balance import BalanceAnswer

__all__ = ["balance"]

SHARES = ("domain", "measure", "direction", "period", "partner", "value", "unit", "share", "of", "coverage")
BASES = (
    "domain", "measure", "direction", "period", "partners", "of", "coverage", "first", "first_share", "effective",
    "effective_high",
)  # fmt: skip
DRIFT = (
    "domain", "measure", "direction", "since", "period", "partners", "drift", "per_year", "gains", "gained", "loses",
    "lost",
)  # fmt: skip
NAMED = Parameter(consume_multiple=True, negative="", show_default=False)


def balance(  # noqa: PLR0913 - the choices a user has
    country: str,
    *,
    package: str = "eurasia",
    year: int = 2024,
    since: int | None = None,
    domains: Annotated[list[str] | None, NAMED] = None,
    weights: Annotated[list[str] | None, NAMED] = None,
    within: int = 0,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Show among whom a country's ties are shared out: by domain and year, drift, and the user's weights.

    Parameters
    ----------
    country
        Id or name of a country.
    package
        Name of a shipped package, a directory, or a zip.
    year
        Year asked about.
    since
        First base year that flows are drawn from, for their drift; the year before if not given.
    domains
        Only these, such as `oil,trade`; oil, gas, power, uranium, trade, payments, investment, arms, students,
        institutions, diplomacy and votes if not given; coal, products, people, transit and culture on request.
    weights
        Weights of domains in the overall share, such as `trade=2,gas=1`; 1 where none is given.
    within
        How many years back a domain that is not told in the year may be taken from.
    json
        Print JSON, with every year, measure and tie.
    out
        Write the result to this file instead.
    """
    from levier.analysis import country_named
    from levier.analysis.balance import answer_balance, base_years, check_told, domains_named, weights_named
    from levier.cli.output import check_out, emit, progress, wants_json
    from levier.dataset import read

    check_out(out)
    data = read(package)
    home, names = country_named(data, country), domains_named(domains or ())
    weighed = weights_named(weights or (), names)
    check_told(data, home, year, names, within)
    with progress(f"{home} {year}") as tell:
        years = range(min(year, year - 1 if since is None else since), year + 1)
        systems, failed = base_years(data, years, names, tell)
        tell("sharing out")
        answer = answer_balance(
            data, home, year, systems=systems, domains=names, weights=weighed, within=within, failed=failed
        )
    head = {
        "package": data.name,
        "hash": data.hash,
        "country": home,
        "year": year,
        "domains": list(answer.domains),
        "weights": answer.weights,
        "within": within,
        "effective": answer.effective,
        "first": answer.first,
        "blocs": answer.blocs,
    }
    whole = wants_json(json=json, out=out)
    emit(head, as_json=json, out=out, tables=_tables(answer, whole=whole), lines=_lines(answer))


def _tables(answer: BalanceAnswer, *, whole: bool) -> dict[str, pd.DataFrame]:
    """Every row for a file; on a terminal what stands for the year."""
    shares, bases, drift, counts, votes = answer.shares, answer.bases, answer.drift, answer.counts, answer.votes
    memberships, ties = answer.memberships, answer.ties
    if not whole:
        shares, bases = shares.loc[shares["chosen"], list(SHARES)], bases.loc[bases["chosen"], list(BASES)]
        measures = set(zip(bases["domain"], bases["measure"], bases["direction"], strict=True))
        same = drift[["domain", "measure", "direction"]].apply(tuple, axis=1).isin(measures)
        drift = drift.loc[same & (drift["year"] <= answer.year), list(DRIFT)]
        counts = counts[counts["year"] == answer.year].drop(columns="rows")
        votes, memberships = votes[votes["year"] == answer.year], memberships.drop(columns="sources")
        ties = ties.iloc[:0]
    return {
        "domains": bases,
        "shares by partner": shares,
        "not computable": answer.missing,
        "drift: the part of the shares that changed hands": drift,
        "overall share by partner": answer.overall,
        "effect of the weights": answer.effect,
        f"memberships in force on {answer.year}-12-31": memberships,
        "meetings and agreements": counts,
        "recorded votes cast alike": votes,
        "ties, with their use": ties,
    }


def _lines(answer: BalanceAnswer) -> list[str]:
    equal = len(set(answer.weights.values())) == 1
    how = "equal weights" if equal else ", ".join(f"{name}={weight:g}" for name, weight in answer.weights.items())
    if not answer.chosen:
        return [f"{answer.country} {answer.year}: no domain can be computed; see what is missing"]
    found = f"{len(answer.chosen)} of {len(answer.domains)} domains"
    line = f"{answer.country} {answer.year}, {found}, {how}: {answer.effective:.2g} effective partners"
    blocs = [f"{bloc} stands for its members" for bloc in answer.blocs if bloc in set(answer.overall["partner"])]
    return [f"{line}, first {answer.first}", *blocs]
