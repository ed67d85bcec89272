"""The consequence of designations in the network: losses and volumes if what is reached stopped, by case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pandas as pd

from levier.analysis.actor_cards import sanction_card
from levier.analysis.run import Runner
from levier.analysis.sanction.payments import settled_corridors
from levier.analysis.sanction.stops import shock_of, stops_of
from levier.analysis.stress import StressAnswer, answer_stress
from levier.errors import LevierError
from levier.show import shown
from levier.system.sanctions import licences_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.analysis.sanction.payments import Payments
    from levier.shock import Shock
    from levier.system import System
    from levier.system.sanctions import Licence, Reach

__all__ = ["ASSUMPTION", "SanctionAnswer", "answer_sanction"]

ASSUMPTION = (
    "If what is reached stopped: an asset that blocked persons own or run stops; of a field in which they only have a "
    "part, that part of its flow stops; lines, plants and stores that are not reached run on. This is an assumption: "
    "what a designation does to goods is not known beforehand, and nothing here says that it happened."
)
CASES = ("without licences", "with licences")
CASE = ("case", "status", "assets", "loss", "damage", "guarantee", "reason")
VOLUME = ("case", "country", "family", "unit", "output_lost", "unserved", "net_exports_lost")
NOTHING = "nothing stops"


@shown(sanction_card)
@dataclass(frozen=True)
class SanctionAnswer:
    """What would be lost, with and without the licences.

    Attributes:
        found: the reach; ``before``: what other designations of the authority reach by themselves.
        stops: assets that the designations looked at add (see :func:`levier.analysis.sanction.stops_of`), with
            ``in_network``: whether the base year has it.
        payments: corridors whose sales are settled less (see :func:`levier.analysis.sanction.settled_corridors`).
        cases: one row a case: case, status (``optimal``, ``nothing stops``, ``failed``), assets (number that stop or
            carry less), loss (true loss of all, M USD), damage, guarantee, reason.
        losses: one row a country: country, one column a case, M USD, and ``difference``: what the licences
            save.
        volumes: one row a case, country and family: unit, output_lost, unserved, net_exports_lost.
        history: every licence of the authority that the package records, by date.
        stresses: the whole answer of each case that was solved.
        year, start, months, capacity, deck, horizon: what the network was asked.
    """

    found: Reach
    before: Reach | None
    stops: pd.DataFrame
    payments: pd.DataFrame
    cases: pd.DataFrame
    losses: pd.DataFrame
    volumes: pd.DataFrame
    history: tuple[Licence, ...]
    stresses: dict[str, StressAnswer] = field(repr=False)
    year: int
    start: int | str
    months: int
    capacity: str
    deck: str
    horizon: str


def answer_sanction(
    system: System,
    found: Reach,
    before: Reach | None = None,
    *,
    payments: Payments | None = None,
    start: int | Literal["peak"] = 1,
    months: int = 3,
) -> SanctionAnswer:
    """Run what is reached as a shock, once without and once with the licences of the day.

    Args:
        system: one base year.
        found: the reach with the designations looked at.
        before: the reach without them; None: nothing is blocked already.
        payments: payments that are refused too, in both cases: an assumption of the user.
        start: month in which what is reached stops.
        months: for how long.

    Returns:
        See :class:`SanctionAnswer`. A case without an optimum is a row with its reason.
    """
    stops = stops_of(found, before)
    known = {str(name).split(":")[0] for name in system.assets.index} | set(system.topology.slots.index)
    stops = stops.assign(in_network=stops["asset"].isin(known))
    settled = _no_payments() if payments is None else settled_corridors(system, payments)
    paid = dict(zip(settled["corridor"], settled["kept"], strict=True))
    present = stops[stops["in_network"]]
    runner = Runner(system)
    solved: dict[tuple[object, ...], StressAnswer] = {}
    rows, stresses = [], {}
    for case, column in zip(CASES, ("kept_without", "kept_with"), strict=True):
        kept = dict(zip(present["asset"], present[column], strict=True))
        shock = shock_of(kept, paid, name=f"what is reached stops, {case}", start=start, months=months)
        row, stress = _case(runner, case, shock, solved)
        rows.append(row)
        if stress is not None:
            stresses[case] = stress
    cases = pd.DataFrame(rows, columns=list(CASE))
    return SanctionAnswer(
        found,
        before,
        stops,
        settled,
        cases,
        _losses(cases, stresses),
        _volumes(stresses),
        licences_at(system.package, found.authority),
        stresses,
        system.year,
        start,
        months,
        system.capacity,
        system.deck,
        system.horizon,
    )


def _case(
    runner: Runner, case: str, shock: Shock | None, solved: dict[tuple[object, ...], StressAnswer]
) -> tuple[tuple[object, ...], StressAnswer | None]:
    """Solve one case; the same effects are solved once."""
    if shock is None:
        return (case, NOTHING, 0, 0.0, 0.0, "no solve needed", ""), None
    count = sum(len(effect.select.id) for effect in shock.effects)
    try:
        if shock.effects not in solved:
            solved[shock.effects] = answer_stress(runner.system, runner.run(shock))
    except LevierError as error:
        return (case, "failed", count, None, None, "", str(error)), None
    answer = solved[shock.effects]
    return (case, "optimal", count, answer.loss, answer.damage, answer.guarantee, ""), answer


def _losses(cases: pd.DataFrame, stresses: Mapping[str, StressAnswer]) -> pd.DataFrame:
    """Put the losses of the cases side by side; a case without an answer stays blank."""
    columns = {}
    for case, status in zip(cases["case"], cases["status"], strict=True):
        if case in stresses:
            columns[case] = stresses[case].by_country.set_index("country")["loss"]
        elif status == NOTHING:
            columns[case] = pd.Series(dtype=float)
    table = pd.DataFrame(columns)
    for case in columns:
        table[case] = table[case].fillna(0.0)
    table = table.reindex(columns=list(CASES))
    table["difference"] = table[CASES[0]] - table[CASES[1]]
    table = table.sort_values(CASES[0], ascending=False, kind="stable")
    return table.rename_axis("country").reset_index()


def _volumes(stresses: Mapping[str, StressAnswer]) -> pd.DataFrame:
    frames = [answer.countries.assign(case=case) for case, answer in stresses.items()]
    return pd.concat(frames, ignore_index=True)[list(VOLUME)] if frames else pd.DataFrame(columns=list(VOLUME))


def _no_payments() -> pd.DataFrame:
    return pd.DataFrame(columns=["corridor", "seller", "buyer", "settled", "kept", "volume", "unit"])
