"""Intervals of what a threat costs both sides, from samples of the base year, and the ratio where it means anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.analysis.asking import Answer, ask
from levier.analysis.case import case_of
from levier.analysis.figures import Figure
from levier.analysis.leverage.evaluate import evaluate
from levier.analysis.leverage.pair import DURATIONS, side_of
from levier.analysis.leverage.threat import control_of, threats_of
from levier.analysis.uncertainty import Uncertainty, uncertainty_of
from levier.show import card_of_fields, shown

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["Imposed", "LeverageIntervals", "leverage_intervals", "ratio_of"]

LOSS, OWN = "loss", "own loss"
FEWEST = 20
"""Samples below which the ends of an interval say too little to divide by."""


@dataclass(frozen=True)
class Imposed:
    """What an actor's closing of a country's flows costs both, from January; a question asked of samples.

    Attributes:
        actor, country: who closes, whose flows.
        months: durations.
    """

    actor: str
    country: str
    months: tuple[int, ...] = DURATIONS

    def figures(self, system: System) -> Iterator[Figure]:
        """Give the loss and the own loss for each duration; nothing where the actor controls none of the flows."""
        home = side_of(system, self.actor)
        control = control_of(system, self.actor)
        for months in self.months:
            case = case_of(system, by="asset", months=months)
            listed = threats_of(case, self.actor, control, [self.country])
            flows = [threat for threat in listed if threat.over == self.country and not threat.layer]
            if not flows:
                return
            found = evaluate(case, flows, workers=0, sales=False)
            for word, country in ((LOSS, self.country), (OWN, home)):
                yield Figure(
                    "losses", _figure(self.actor, self.country, months, word), float(found.loss(country)[0]), "M USD"
                )


@shown(card_of_fields)
@dataclass(frozen=True)
class LeverageIntervals:
    """What samples say of a threat.

    Attributes:
        table: one row a direction and duration: ``actor``, ``over``, ``months``, ``loss``, ``loss_low``,
            ``loss_high``, ``own``, ``own_low``, ``own_high`` (M USD, 5th and 95th percentile), ``ratio`` (loss for each
            unit of own loss; None where 0 lies within the interval of the own loss, or of fewer than 20 samples).
        uncertainty: figures with their drivers.
    """

    table: pd.DataFrame
    uncertainty: Uncertainty


def leverage_intervals(  # noqa: PLR0913 - one question with its options
    system: System,
    actor: str,
    country: str,
    *,
    samples: int,
    seed: int = 1,
    months: Sequence[int] = DURATIONS,
    workers: int = 2,
    progress: Callable[[int], None] | None = None,
    asking: Callable[..., dict[int, Answer]] = ask,
) -> LeverageIntervals:
    """Ask samples of the base year what a threat costs both sides, and what the country's answer does.

    Args:
        system: a whole system.
        actor: who closes.
        country: whose flows are closed.
        samples: how many draws.
        seed: of the draws.
        months: durations, from January.
        workers: child processes; 0: this process.
        progress: told how many samples are done.
        asking: asks the samples, with the arguments of :func:`levier.analysis.asking.ask`.

    Raises:
        UsageError: the actor controls none of the country's flows, or a number of samples out of range.
        SolveError: no sample has an answer.
    """
    home = side_of(system, actor)
    asked = [Imposed(actor, country, tuple(months)), Imposed(country, home, tuple(months))]
    found = uncertainty_of(system, asked, samples=samples, seed=seed, workers=workers, progress=progress, asking=asking)
    rows = found.table.set_index("figure")
    table = [
        _row(rows, each, count)
        for each in asked
        for count in months
        if _figure(each.actor, each.country, count, LOSS) in rows.index
    ]
    return LeverageIntervals(pd.DataFrame(table), found)


def _figure(actor: str, country: str, months: int, word: str) -> str:
    """Name of a figure among those of both directions."""
    return f"{actor} over {country}, {months} months: {word}"


def _row(rows: pd.DataFrame, asked: Imposed, months: int) -> dict[str, Any]:
    loss, own = (rows.loc[_figure(asked.actor, asked.country, months, word)] for word in (LOSS, OWN))
    told = {
        "actor": asked.actor,
        "over": asked.country,
        "months": months,
        "loss": loss["value"],
        "loss_low": loss["low"],
        "loss_high": loss["high"],
    }
    told |= {"own": own["value"], "own_low": own["low"], "own_high": own["high"]}
    enough = loss["samples"] >= FEWEST
    return {**told, "ratio": ratio_of(loss["value"], own["value"], own["low"], own["high"]) if enough else None}


def ratio_of(loss: float, own: float, low: float, high: float) -> float | None:
    """Return the loss imposed for each unit of own loss; None where the own loss may be nothing (methods 7).

    Args:
        loss: imposed.
        own: of the actor.
        low: 5th percentile of the own loss.
        high: its 95th percentile.

    Example:
        >>> ratio_of(60.0, 20.0, 15.0, 30.0), ratio_of(60.0, 20.0, -5.0, 30.0)
        (3.0, None)
    """
    return None if low <= 0.0 <= high else loss / own
