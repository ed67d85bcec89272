"""Everything the report shows of one year, as frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.balances import balance_table, disagreement_table, flow_table
from levier.analysis.cards import answers_card
from levier.analysis.case import case_of
from levier.analysis.chokepoints import Chokepoints, find_chokepoints
from levier.analysis.claims import ClaimAnswers, check_claims
from levier.analysis.coverage import as_of_table, fit_table, system_table
from levier.analysis.dependence import Direction, observed_dependence
from levier.analysis.run import Runner
from levier.analysis.security import security_table
from levier.analysis.strategic import strategic_answers
from levier.analysis.stress import StressAnswer, answer_stress
from levier.analysis.structural import StructuralSolver, structural_dependence
from levier.errors import LevierError
from levier.show import shown
from levier.system.selectable import selectable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from levier.analysis.autonomy import Autonomy
    from levier.analysis.backtest import Scorecard
    from levier.analysis.balance import BalanceAnswer
    from levier.analysis.leverage import Leverage, LeverageIntervals, Matrix
    from levier.analysis.power import PowerAnswer
    from levier.analysis.reliability import RiskReport
    from levier.analysis.sanction import SanctionAnswer
    from levier.analysis.triples import Triples
    from levier.analysis.uncertainty import Uncertainty
    from levier.shock import Shock
    from levier.system import System

__all__ = [
    "Answers", "FailedShock", "build_answers", "observed_table", "stress_answers", "structural_table", "system_for",
]  # fmt: skip

DIRECTIONS: tuple[Direction, ...] = ("exports", "imports")
SMALL = 1e-3
LEAST_SHARE = 0.02
OBSERVED = (
    "dimension", "key", "volume", "share", "country", "family", "direction", "unit", "total",
    "effective_partners",
)  # fmt: skip
STRUCTURAL = (
    "country", "family", "direction", "closed", "capacity", "unit", "base", "best", "lost_share",
)  # fmt: skip


@dataclass(frozen=True)
class FailedShock:
    """A shock that could not be answered, and why: a row, never a gap."""

    shock: Shock
    reason: str


@shown(answers_card)
@dataclass(frozen=True)
class Answers:
    """What a report is made of.

    Attributes:
        system: the year it is about (its package gives every row and source).
        flows, balances, disagreements, fit, coverage, as_of: see the functions that make them.
        observed: one row a country, family, direction, dimension and key: volume, share.
        structural: one row a country, family, direction, closed territory and capacity kind.
        security: one row a country and family (gas, power) that it imports: N-1, flexibility, worst closure.
        stresses: answers to the shocks, in order.
        failed: shocks without an answer, with the reason.
        uncertainty: intervals of figures and their drivers; None if no samples were asked for.
        claims: the claims of the package with their verdicts; None if they were not checked.
        backtest: how far off the model was on events it did not know; None if it was not run.
        leverage, pair, sanctions, power, balance, autonomy: about actors, see `levier.analysis.strategic`.
        risk: what outages do, weighed by their probability; see there.
        unanswered: of these, what has no answer, and why.
        pair_intervals: samples of what the pair imposes on each other; None if none were drawn.
        triples: the sets of three whose closing does most damage; None if they were not searched.
        chokepoints: every corridor, field and plant closed, alone and in pairs; or why there is no answer.
        asked: what was asked beyond the ordinary answers: ``backtest``, ``samples``, ``full``.
    """

    system: System
    flows: pd.DataFrame
    balances: pd.DataFrame
    disagreements: pd.DataFrame
    fit: pd.DataFrame
    coverage: pd.DataFrame
    as_of: pd.DataFrame
    observed: pd.DataFrame
    structural: pd.DataFrame
    security: pd.DataFrame
    stresses: list[StressAnswer]
    failed: list[FailedShock] = field(default_factory=list)
    chokepoints: Chokepoints | str = "not asked"
    backtest: Scorecard | None = None
    claims: ClaimAnswers | None = None
    uncertainty: Uncertainty | None = None
    leverage: Matrix | None = None
    pair: Leverage | None = None
    sanctions: tuple[SanctionAnswer, ...] = ()
    power: tuple[PowerAnswer, ...] = ()
    balance: tuple[BalanceAnswer, ...] = ()
    autonomy: tuple[Autonomy, ...] = ()
    risk: RiskReport | None = None
    unanswered: Mapping[str, str] = field(default_factory=dict)
    pair_intervals: LeverageIntervals | None = None
    triples: Triples | None = None
    asked: tuple[str, ...] = ()


def build_answers(system: System, shocks: Sequence[Shock], progress: Callable[[str], None] | None = None) -> Answers:
    """Answer everything the report asks of a system.

    Args:
        system: one loaded year, all families.
        shocks: the ready-made shocks to run.
        progress: told what is being done.
    """
    tell = progress or (lambda _: None)
    tell("balances")
    balances = balance_table(system)
    tell("observed dependence")
    observed = observed_table(system, balances)
    structural = structural_table(system, observed, tell)
    tell("N-1 and flexibility")
    security = security_table(system, observed)
    stresses, failed = stress_answers(system, shocks, tell)
    tell("chokepoints")
    chokepoints = _chokepoints(system)
    tell("claims")
    claims = check_claims(system.package, system=system, structural=structural, stresses=stresses)
    actors = strategic_answers(system, tell)
    tell("coverage")
    return Answers(
        system,
        flow_table(system),
        balances,
        disagreement_table(system),
        fit_table(system),
        system_table(system.package),
        as_of_table(system.package),
        observed,
        structural,
        security,
        stresses,
        failed,
        chokepoints,
        claims=claims,
        **vars(actors),
    )


def _chokepoints(system: System) -> Chokepoints | str:
    try:
        return find_chokepoints(case_of(system))
    except LevierError as error:
        return str(error)


def observed_table(system: System, balances: pd.DataFrame) -> pd.DataFrame:
    """Return observed dependence of every modelled country: one row a family, direction, dimension and key."""
    modelled = system.package.table("countries").set_index("id")["modelled"]
    parts = []
    for row in balances.to_dict("records"):
        country, family = str(row["country"]), str(row["family"])
        if not modelled.get(country, False):
            continue
        for direction in DIRECTIONS:
            answer = observed_dependence(system, country, family, direction)
            if answer is None or answer.total <= SMALL:
                continue
            table = answer.table.assign(
                country=country,
                family=family,
                direction=direction,
                unit=answer.unit,
                total=answer.total,
                effective_partners=answer.effective,
            )
            parts.append(table)
    if not parts:
        return pd.DataFrame(columns=list(OBSERVED))
    return pd.concat(parts, ignore_index=True)


def structural_table(system: System, observed: pd.DataFrame, tell: Callable[[str], None]) -> pd.DataFrame:
    """Close each territory that carries a share of a country's trade; both capacity kinds."""
    rows = []
    crossing = observed[(observed["dimension"] == "territory") & (observed["share"] >= LEAST_SHARE)]
    table = selectable(system.package, system.topology)
    for family, group in crossing.groupby("family"):
        part = system_for(system, (str(family),))
        tell(f"structural dependence, {family}")
        paper = StructuralSolver(part.with_capacity("paper"))
        for solver in (paper.under(part.with_capacity("effective")), paper):
            for row in group.to_dict("records"):
                shut = table.index[[row["key"] in t for t in table["territory"]]]
                shut = shut[~table.loc[shut, "kind"].isin(("demand", "market"))]
                shut = shut[(table.loc[shut, "family"] == family) | (table.loc[shut, "kind"] == "slot")]
                rows += structural_dependence(
                    part, row["country"], str(family), row["direction"], {row["key"]: shut}, solver=solver
                )
    records = [
        {
            "country": r.country,
            "family": r.family,
            "direction": r.direction,
            "closed": r.closed,
            "capacity": r.capacity,
            "unit": r.unit,
            "base": r.base,
            "best": r.best,
            "lost_share": r.lost_share,
        }
        for r in rows
    ]
    return pd.DataFrame(records, columns=list(STRUCTURAL))


def stress_answers(
    system: System, shocks: Sequence[Shock], tell: Callable[[str], None]
) -> tuple[list[StressAnswer], list[FailedShock]]:
    """Answer each shock; those without an answer come with their reason."""
    found, failed = [], []
    runners: dict[tuple[str, ...], Runner] = {}
    for shock in shocks:
        tell(shock.name)
        families = tuple(sorted(shock.families))
        try:
            runner = runners.setdefault(families, Runner(system_for(system, families)))
            found.append(answer_stress(runner.system, runner.run(shock)))
        except LevierError as error:
            failed.append(FailedShock(shock, str(error)))
    return found, failed


def system_for(system: System, families: Sequence[str]) -> System:
    """Return the connected part of a system in which some families flow (all if none are named)."""
    return system.part(families) if families else system
