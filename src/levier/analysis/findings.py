"""The few findings a reader came for, chosen from the answers by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.analysis.chokepoints import Chokepoints
from levier.analysis.strategic import mutual_pair
from levier.dataset import headline_of
from levier.system.economy import size_of

if TYPE_CHECKING:
    from levier.analysis.answers import Answers

__all__ = ["WAYS", "Finding", "Scope", "findings", "leading_trade", "scope_of"]

MOST = 8
WAYS = ("corridor", "slot", "charge", "discharge")
"""Kinds of what stands between a supply and its users."""
BEARERS, NAMED, LEAST, SEEN = 2, 3, 0.01, 0.05
FULL = 100.0
LOWERED = 0.01
"""Least share that building must take away from what an actor can impose, to be told."""
FIRST_CASE, LICENSED = "without licences", "with licences"


@dataclass(frozen=True)
class Finding:
    """One finding: what it is about, and its figures.

    Attributes:
        kind: ``trade``, ``chokepoint``, ``together``, ``shock``, ``leverage``, ``security``, ``sanctions`` or
            ``autonomy``.
        figures: figures and ids by name; money in M USD, shares as fractions.
        interval: 5th and 95th percentile of the first figure; None where no samples speak of it.
    """

    kind: str
    figures: Mapping[str, Any]
    interval: tuple[float, float] | None = field(default=None)


@dataclass(frozen=True)
class Scope:
    """What the findings are silent on.

    Attributes:
        missing: families of which the base year holds nothing, as too few reports speak of them.
        parts: families of which it holds less than there is.
        reports: largest parts left out: families, reports, and the supplies, demands and markets to be told.
        failed: shocks without an answer; shocks: all that were asked.
    """

    missing: tuple[str, ...]
    parts: tuple[str, ...]
    reports: tuple[tuple[tuple[str, ...], int, int], ...]
    failed: int
    shocks: int


def scope_of(answers: Answers) -> Scope:
    """Return which carriers and shocks the findings cannot speak of.

    Args:
        answers: everything the report shows.
    """
    held = set(answers.system.assets["family"])
    counts: dict[tuple[str, ...], tuple[int, int]] = {}
    for part in answers.system.left_out:
        reports, ends = counts.get(part.families, (0, 0))
        counts[part.families] = (reports + part.reports, ends + part.ends)
    left = {family for families in counts for family in families}
    largest = sorted(counts.items(), key=lambda each: (-each[1][1], each[0]))[:NAMED]
    return Scope(
        tuple(sorted(left - held)),
        tuple(sorted(left & held)),
        tuple((families, *count) for families, count in largest),
        len(answers.failed),
        len(answers.failed) + len(answers.stresses),
    )


def findings(answers: Answers, most: int = MOST) -> list[Finding]:
    """Choose what a report leads with; what has no answer is not among it.

    Rules: the trade the package names, else the one most concentrated on a territory; the way across a border whose
    closing costs most, and the pair of such ways that adds most; the ready-made shock that costs most; the pair of
    states with the largest loss that one can impose on the other; the lowest N-1; the authority whose designations
    reach most; each question of autonomy at the tightest limit that can be kept, where that takes away most first, and
    none where it takes away less than a hundredth.

    Args:
        answers: everything the report shows.
        most: findings wanted.
    """
    rules: tuple[Callable[[Answers], Iterator[Finding]], ...] = (
        _trade, _chokepoints, _shock, _leverage, _security, _sanctions, _autonomy,
    )  # fmt: skip
    return [finding for rule in rules for finding in rule(answers)][:most]


def leading_trade(answers: Answers) -> tuple[str, str, str, str] | None:
    """Return country, family, direction and territory of the trade that stands first; None if nothing crosses any."""
    asked = headline_of(answers.system.package.extras)
    observed = answers.observed
    crossed = observed[observed["dimension"] == "territory"].sort_values(
        ["share", "total", "country", "family"], ascending=[False, False, True, True], kind="stable"
    )
    if asked.country:
        mine = (crossed["country"] == asked.country) & (crossed["family"] == asked.family)
        crossed = crossed[mine & (crossed["direction"] == asked.direction)]
        if asked.closed:
            crossed = crossed[crossed["key"] == asked.closed]
    if crossed.empty:
        return None
    row = crossed.iloc[0]
    return str(row["country"]), str(row["family"]), str(row["direction"]), str(row["key"])


def _trade(answers: Answers) -> Iterator[Finding]:
    trade = leading_trade(answers)
    if trade is None:
        return
    country, family, direction, territory = trade
    about = {"country": country, "family": family, "direction": direction, "territory": territory}
    table = _of(answers.observed, country, family, direction)
    share = table.loc[(table["dimension"] == "territory") & (table["key"] == territory), "share"].iloc[0]
    lost = _of(answers.structural, country, family, direction)
    lost = lost[lost["closed"] == territory].set_index("capacity")["lost_share"]
    named = f"{direction} of {country}, {family}"
    values = {
        **about,
        "share": float(share),
        "total": float(table["total"].iloc[0]),
        "unit": str(table["unit"].iloc[0]),
    }
    values |= {kind: float(lost[kind]) if kind in lost.index else None for kind in ("effective", "paper")}
    yield Finding("trade", values, _sampled(answers, f"{named}: not reroutable, {territory} closed", 0.01))


def _of(table: pd.DataFrame, country: str, family: str, direction: str) -> pd.DataFrame:
    mine = (table["country"] == country) & (table["family"] == family) & (table["direction"] == direction)
    return table[mine]


def _sampled(answers: Answers, figure: str, factor: float = 1.0) -> tuple[float, float] | None:
    """Return the interval that samples give a figure; None where they say nothing of it."""
    if answers.uncertainty is None:
        return None
    table = answers.uncertainty.table
    row = table[table["figure"] == figure]
    if row.empty or row[["low", "high"]].isna().to_numpy().any():
        return None
    return factor * float(row["low"].iloc[0]), factor * float(row["high"].iloc[0])


def _chokepoints(answers: Answers) -> Iterator[Finding]:
    found = answers.chokepoints
    if not isinstance(found, Chokepoints):
        return
    across = _across(found)
    window = {"months": found.case.inside, "start": found.case.start, "end": found.case.end}
    alone = found.ranked("loss", kinds=WAYS)
    alone = alone[(alone["value"] > SEEN) & alone["cut"].map(across.issuperset)].head(NAMED)
    if len(alone):
        first = {"cut": alone["cut"].iloc[0], "loss": float(alone["value"].iloc[0])}
        after = [cut[0] for cut in alone["cut"].iloc[1:]]
        yield Finding("chokepoint", {**window, **first, "bearers": _bearers(found, first["cut"]), "next": after})
    pairs = found.ranked("loss", size=2, extra=True, kinds=WAYS)
    pairs = pairs[(pairs["extra"] > SEEN) & pairs["cut"].map(across.issuperset)]
    if len(pairs):
        row = pairs.iloc[0]
        yield Finding("together", {**window, "cut": row["cut"], "loss": row["value"], "extra": row["extra"]})


def _across(found: Chokepoints) -> set[str]:
    """Return the elements that stand on the territory of more than one state, or lead from one into another."""
    assets = found.case.system.assets
    ends = (assets["source"] != assets["target"]) if {"source", "target"} <= set(assets) else False
    crossing = set(assets.index[(assets["territory"].map(len) > 1) | ends])
    return {str(name) for name, flows in found.case.elements["flows"].items() if crossing.intersection(flows)}


def _bearers(found: Chokepoints, cut: tuple[str, ...]) -> list[tuple[str, float]]:
    """Return who loses most by a cut, and how much."""
    table = found.case.measures.table
    names = table[(table["kind"] == "loss") & (table["key"] != "")]["key"]
    losses = found.cuts[found.cuts["cut"] == cut].iloc[0][list(names.index)].astype(float)
    losses = losses.sort_values(ascending=False).head(BEARERS)
    return [(str(names[name]), float(loss)) for name, loss in losses.items() if loss > SEEN]


def _shock(answers: Answers) -> Iterator[Finding]:
    costly = [answer for answer in answers.stresses if answer.loss > SEEN]
    if not costly:
        return
    worst = max(costly, key=lambda answer: answer.loss)
    table = worst.by_country.sort_values("loss", ascending=False, kind="stable")
    borne = table[table["loss"] > LEAST * table["loss"].abs().max()].head(BEARERS)
    days = worst.storages["days_to_full"].dropna()
    values = {
        "shock": worst.shock,
        "loss": worst.loss,
        "bearers": list(zip(borne["country"].astype(str), borne["loss"].astype(float), strict=True)),
        "days": float(days.min()) if len(days) else None,
    }
    yield Finding("shock", values, _sampled(answers, f"{worst.shock.name}: loss of all"))


def _leverage(answers: Answers) -> Iterator[Finding]:
    if answers.leverage is None:
        return
    ends = mutual_pair(answers.leverage)
    if ends is None:
        return
    cells, case = answers.leverage.cells, answers.leverage.evaluated.case
    row = cells[(cells["actor"] == ends[0]) & (cells["over"] == ends[1])].iloc[0]
    values = {key: row[key] for key in ("actor", "over", "loss", "own", "loss_gdp", "flows_of", "layer")}
    size = size_of(answers.system.package, str(row["over"]), answers.system.year)
    values |= {"months": case.inside, "start": case.start, "gdp_year": size.period_gdp}
    yield Finding("leverage", values, _imposed(answers, values))


def _imposed(answers: Answers, values: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return the interval of what the pair's actor imposes, where samples were drawn of the same closure."""
    sampled = answers.pair_intervals
    if sampled is None or values["flows_of"] != values["over"] or values["layer"]:
        return None
    table = sampled.table
    same = [table[key] == values[key] for key in ("actor", "over", "months")]
    rows = table[np.logical_and.reduce(same)]
    return None if rows.empty else (float(rows["loss_low"].iloc[0]), float(rows["loss_high"].iloc[0]))


def _security(answers: Answers) -> Iterator[Finding]:
    table = answers.security[answers.security["n_minus_one_effective"].notna()]
    if table.empty:
        return
    below = table[table["n_minus_one_effective"] < FULL]
    if below.empty:
        return
    row = below.loc[below["n_minus_one_effective"].idxmin()]
    values = {"country": row["country"], "family": row["family"], "percent": float(row["n_minus_one_effective"])}
    yield Finding(
        "security", {**values, "below": len(below), "of": len(table), "largest": row["largest"], "label": row["label"]}
    )


def _sanctions(answers: Answers) -> Iterator[Finding]:
    known = [(_case_loss(each.cases, FIRST_CASE), number) for number, each in enumerate(answers.sanctions)]
    reached = [(loss, -number) for loss, number in known if loss is not None and loss > SEEN]
    if not reached:
        return
    loss, number = max(reached)
    worst = answers.sanctions[-number]
    values = {"authority": worst.found.authority, "loss": loss, "months": worst.months, "year": worst.year}
    yield Finding(
        "sanctions",
        {**values, "licensed": _case_loss(worst.cases, LICENSED), "stops": int(worst.stops["in_network"].sum())},
    )


def _case_loss(cases: pd.DataFrame, case: str) -> float | None:
    row = cases[cases["case"] == case]
    return None if row.empty or pd.isna(row["loss"].iloc[0]) else float(row["loss"].iloc[0])


def _autonomy(answers: Answers) -> Iterator[Finding]:
    """Give the questions in which building takes away most of what one actor can impose, first."""
    found = [each for each in _autonomies(answers) if each.figures["nothing"] - each.figures["worst"] >= LOWERED]
    yield from sorted(found, key=lambda each: each.figures["worst"] - each.figures["nothing"])


def _autonomies(answers: Answers) -> Iterator[Finding]:
    for answer in answers.autonomy:
        points = answer.points[np.isfinite(answer.points["cost"].astype(float))]
        if points.empty:
            continue
        open_, best = points.iloc[0], points.loc[points["worst"].idxmin()]
        asked = answer.question
        values = {
            "country": asked.country, "families": asked.families, "horizon": asked.horizon, "months": asked.months,
            "nothing": float(open_["worst"]), "binding": tuple(open_["binding"]),
            "worst": float(best["worst"]), "cost": float(best["cost"]), "built": len(best["built"]),
            "sure": bool(best["sure"]), "sales": bool(asked.sales),
        }  # fmt: skip
        low, high = float(best["cost_low"]), float(best["cost_high"])
        yield Finding("autonomy", values, (low, high) if np.isfinite([low, high]).all() else None)
