"""Checks that compute: observed and structural dependence, and what a ready-made shock does to a country."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from levier.analysis.claims.evidence import FLOW_TABLES
from levier.analysis.claims.finding import Finding, unit_name
from levier.analysis.claims.flows import ends_of
from levier.analysis.claims.rows import kept
from levier.analysis.dependence import trade_ends
from levier.analysis.run import Runner
from levier.analysis.stress import answer_stress
from levier.analysis.structural import StructuralSolver, structural_dependence
from levier.analysis.tracing import Tracer
from levier.dataset import split
from levier.errors import LevierError
from levier.sentence import Amount, Name, said_by, sentence
from levier.shock import ready_made
from levier.system.selectable import selectable

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.claims.claim import Claim
    from levier.analysis.claims.evidence import Evidence
    from levier.analysis.dependence import Direction
    from levier.analysis.stress import StressAnswer
    from levier.system import System

__all__ = ["ALONG", "crossing", "dependence", "shock", "structural"]

SMALL = 1e-6
ALONG = ("territory", "group", "operator")
"""Dimensions of observed dependence that stand for flows on the way, not for partners."""


def dependence(claim: Claim, evidence: Evidence) -> Finding:
    """Return an observed share of a country's trade, in per cent."""
    country, family, by, key = (claim.get(name) for name in ("country", "family", "by", "key"))
    direction = cast("Direction", claim.get("direction"))
    try:
        system = evidence.system(claim.year, frozenset({family}))
    except LevierError as error:
        return Finding.none(said_by(error))
    answer = evidence.traded(system, country, family, direction)
    if answer is None:
        return Finding.none(_no_trade(claim))
    table = answer.table[(answer.table["dimension"] == by) & (answer.table["key"] == key)]
    value = float(table["share"].sum())
    low, high = _interval(system, claim, value)
    cited = _reports(system, evidence, claim)
    return Finding(
        value=100 * value,
        low=low,
        high=high,
        unit="%",
        period=str(claim.year),
        sources=tuple(dict.fromkeys(name for cell in cited["sources"] for name in split(cell))),
        rows=tuple(cited["id"]),
        remark=sentence(
            "claim_part_of",
            "{part} of {whole}",
            part=Amount(f"{value * answer.total:.4g}"),
            whole=Amount(f"{answer.total:.4g}", answer.unit),
        ),
    )


def _no_trade(claim: Claim) -> str:
    """Say that there is no such trade."""
    kinds = {"direction": "word", "family": "family", "country": "thing"}
    parts = {name: Name(claim.get(name), kind, claim.get(name)) for name, kind in kinds.items()}
    return sentence("claim_no_trade", "no {direction} of {family} by {country} in {year:d}", **parts, year=claim.year)


def crossing(system: System, by: str, key: str) -> np.ndarray:
    """Return the mask (assets,) of the ways on a territory, of a group or of an operator."""
    assets = system.assets
    ways = assets["kind"].isin(("corridor", "converter")).to_numpy()
    if by == "territory":
        return ways & np.array([key in states for states in assets["territory"]])
    return ways & (assets[by] == key).to_numpy()


def _interval(system: System, claim: Claim, value: float) -> tuple[float | None, float | None]:
    """Return the 90 % interval of a share of exports: the mix of goods at each end stays, its volume does not."""
    if claim.get("direction") != "exports":
        return None, None
    made, ends, home = trade_ends(system, system.volume, claim.get("country"), claim.get("family"), "exports")
    tracer = Tracer(system.topology, system.volume)
    carried = tracer.trace(made) * ends
    if claim.get("by") == "partner":
        crossed = carried * (home == claim.get("key"))
    else:
        crossed = carried - tracer.trace(made, crossing(system, claim.get("by"), claim.get("key"))) * ends
    slope = 100 * np.where(ends, (crossed - value * carried) / np.maximum(system.volume, SMALL), 0.0) / carried.sum()
    down, up = ends_of(system, slope)
    return max(0.0, 100 * value - down), min(100.0, 100 * value + up)


def _reports(system: System, evidence: Evidence, claim: Claim) -> pd.DataFrame:
    """Reports of the year on the flows in question: the ways of the key, or the partner's ends."""
    assets = system.assets
    if claim.get("by") in ALONG:
        chosen = crossing(system, claim.get("by"), claim.get("key"))
    else:
        chosen = (assets["bearer"] == claim.get("key")).to_numpy()
    names = set(assets.index[chosen & (assets["family"] == claim.get("family")).to_numpy()])
    reports = system.base_year.reports
    return kept(reports, (names & set(evidence.flows_of(str(subject))) for subject in reports["subject"]))


def structural(claim: Claim, evidence: Evidence) -> Finding:
    """Return the share of a trade lost after the best rerouting with a territory closed, effective capacities."""
    country, family, direction, key = (claim.get(name) for name in ("country", "family", "direction", "key"))
    try:
        system = evidence.system(claim.year, frozenset({family}))
        known = _known(claim, evidence, system)
        lost = _closed(system, claim) if known is None else known
    except LevierError as error:
        return Finding.none(said_by(error))
    traced = evidence.traded(system, country, family, cast("Direction", direction))
    if traced is None:
        return Finding.none(_no_trade(claim))
    cited = _reports(system, evidence, claim.asked(arguments={**claim.arguments, "by": "territory", "key": key}))
    return Finding(
        value=100 * lost,
        unit="%",
        period=str(claim.year),
        sources=tuple(dict.fromkeys(name for cell in cited["sources"] for name in split(cell))),
        rows=tuple(cited["id"]),
        remark=sentence("claim_effective", "effective capacities, ramps open"),
    )


def _known(claim: Claim, evidence: Evidence, system: System) -> float | None:
    """Return what the report's own table holds of it."""
    table = evidence.structural
    if table is None or not evidence.ready or system is not evidence.ready[0]:
        return None
    chosen = table[table["capacity"] == "effective"]
    for column, name in (("country", "country"), ("family", "family"), ("direction", "direction"), ("closed", "key")):
        chosen = chosen[chosen[column] == claim.get(name)]
    return None if chosen.empty else float(chosen["lost_share"].iloc[0])


def _closed(system: System, claim: Claim) -> float:
    part = system.part([claim.get("family")]).with_capacity("effective")
    table = selectable(part.package, part.topology)
    shut = table.index[[claim.get("key") in states for states in table["territory"]]]
    shut = shut[~table.loc[shut, "kind"].isin(("demand", "market"))]
    shut = shut[(table.loc[shut, "family"] == claim.get("family")) | (table.loc[shut, "kind"] == "slot")]
    direction = cast("Direction", claim.get("direction"))
    solver = StructuralSolver(part)
    found = structural_dependence(
        part, claim.get("country"), claim.get("family"), direction, {claim.get("key"): shut}, solver=solver
    )
    return found[0].lost_share


def shock(claim: Claim, evidence: Evidence) -> Finding:
    """Return what a country loses under a ready-made shock: demand not served, output, or money."""
    try:
        answer = _answered(claim, evidence)
    except LevierError as error:
        return Finding.none(said_by(error))
    if claim.get("what") == "loss":
        table = answer.by_country
        value, unit = float(table.loc[table["country"] == claim.get("country"), "loss"].sum()), "M USD"
        scale = 1.0
    else:
        table = answer.countries
        of_family = table["family"] == claim.get("family") if claim.get("family") else table["family"] != ""
        table = table[(table["country"] == claim.get("country")) & of_family]
        lost, before = {"unserved": ("unserved", "demand_before"), "output": ("output_lost", "output_before")}[
            claim.get("what")
        ]
        value, scale = float(table[lost].sum()), float(table[before].sum())
        unit = "%" if claim.unit == "%" else str(table["unit"].iloc[0]) if len(table) else claim.unit
        scale = 100.0 / scale if claim.unit == "%" and scale else 1.0
    if unit != claim.unit:
        units = {"given": unit_name(unit), "wanted": unit_name(claim.unit)}
        return Finding.none(sentence("claim_run_units", "the run gives {given}, the claim is in {wanted}", **units))
    sources, rows = _cited(answer, evidence)
    return Finding(
        value=value * scale,
        unit=unit,
        period=claim.period,
        sources=sources,
        rows=rows,
        remark=sentence(
            "claim_run",
            "a run of the model, not an observation: {shock}, {year:d}",
            shock=Name(answer.shock.name, "shock", answer.shock.name_fr or answer.shock.name),
            year=answer.year,
        ),
    )


def _cited(answer: StressAnswer, evidence: Evidence) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sources of a shock and of the rows it names, and these rows."""
    named = {name for effect in answer.shock.effects for name in effect.select.id}
    found, rows = list(answer.shock.sources), []
    for table in (*FLOW_TABLES, "slots"):
        ids = [name for name in evidence.package.tables[table]["id"] if name in named]
        rows += ids
        found += evidence.sources_of(table, ids)
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(rows))


def _answered(claim: Claim, evidence: Evidence) -> StressAnswer:
    """Run the shock, unless it is answered already; either way only where its families flow."""
    chosen = ready_made(evidence.package.extras, claim.get("shock"))
    for known in evidence.stresses:
        if known.shock.name == chosen.name and known.year == claim.year:
            return known
    families = frozenset(chosen.families) or frozenset({claim.get("family")})
    system = evidence.system(claim.year, families).part(sorted(families))
    return answer_stress(system, Runner(system).run(chosen))
