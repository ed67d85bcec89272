"""What a report says of outages: each connected part of a system solved once, and the pairs that lack most."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.reliability.answer import Question, RiskAnswer, answer_risk
from levier.analysis.reliability.figures import element_table
from levier.analysis.reliability.states import Sampling
from levier.errors import LevierError
from levier.show import card_of_fields, shown

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["SAMPLING", "PairRisk", "RiskReport", "ready_risk"]

SAMPLING = Sampling(order=2, samples=200, seed=0)
"""Small, so that a report is written in seconds; what the draws leave open stands beside each figure."""
LEAST = 1e-4
"""Share of the demand that is lacking on average, from which a pair of country and carrier is told of."""
MOST, EACH = 4, 2
"""Pairs told of in all, and of one family."""
HALF = 0.5
"""Share of what lacks, from which it is said to rest on something."""
SURE = 2.0
"""Standard errors that what a thing contributes must exceed."""
KEPT = ("expected", "standard_error", "lower", "upper", "var_95", "cvar_95", "monte_carlo", "deviation")


@shown(card_of_fields)
@dataclass(frozen=True, eq=False)
class PairRisk:
    """What outages do to one carrier of one country.

    Attributes:
        answer: of the connected part.
        country: whose demand.
        family: of carriers.
        measure: name of the volume not served.
        figure: its row of ``answer.figures``.
    """

    answer: RiskAnswer
    country: str
    family: str
    measure: str
    figure: pd.Series

    @cached_property
    def elements(self) -> pd.DataFrame:
        """What contributes to it beyond the noise of the draws, by what would be saved; see :func:`element_table`."""
        table = element_table(self.answer.states, self.answer.chances.elements, self.measure)
        table = table[table["saved"] > SURE * table["saved_error"]]
        return table.sort_values("saved", ascending=False, kind="stable", ignore_index=True)

    @property
    def assumed(self) -> bool:
        """Whether most of it comes from things whose rate or repair time is assumed."""
        return self._rests("assumed")

    @property
    def bundled(self) -> bool:
        """Whether most of it comes from lines and pipelines that count as one string each, however many they are."""
        return self._rests("bundle")

    def _rests(self, column: str) -> bool:
        """Whether things marked so contribute more than half of what all contribute."""
        table = self.elements
        return bool(table.loc[table[column].astype(bool), "saved"].sum() > HALF * table["saved"].sum())

    @cached_property
    def exceedance(self) -> pd.DataFrame:
        """One row a step: ``share`` of the demand that is lacking, ``probability`` of more than that."""
        states = self.answer.states.combined
        states = states[states[self.measure].notna()]
        amount = (states[self.measure] / self.figure["base"]).clip(0.0, 1.0).round(6)
        chance = states["probability"].groupby(amount.to_numpy()).sum()
        more = 1.0 - np.cumsum(chance.to_numpy()) / chance.sum()
        return pd.DataFrame({"share": chance.index.to_numpy(), "probability": more.clip(min=0.0)})


@dataclass(frozen=True, eq=False)
class RiskReport:
    """What outages do in every connected part.

    Attributes:
        answers: one a part.
        failed: families without an answer, with the reason.
    """

    answers: tuple[RiskAnswer, ...]
    failed: dict[str, str] = field(default_factory=dict)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a country and family with a demand, most lacking first.

        Columns: ``country``, ``family``, ``unit``, ``measure``, ``base`` (demand in the window), the figures of volume
        not served (``expected``, ``standard_error``, ``lower``, ``upper``, ``var_95``, ``cvar_95``, ``monte_carlo``,
        ``deviation``), ``share`` and ``tail_share`` (expected and conditional value at risk over the demand),
        ``part`` (place of the answer).
        """
        parts = []
        for place, answer in enumerate(self.answers):
            rows = answer.figures.query("kind == 'unserved' and country != '' and base > 0").assign(part=place)
            parts.append(rows[rows["family"].isin(answer.question.families or rows["family"])])
        columns = ["country", "family", "unit", "measure", "base", *KEPT, "share", "tail_share", "part"]
        if not parts:
            return pd.DataFrame(columns=columns)
        table = pd.concat(parts, ignore_index=True)
        table = table.assign(share=table["expected"] / table["base"], tail_share=table["cvar_95"] / table["base"])
        return table.sort_values("share", ascending=False, kind="stable", ignore_index=True)[columns]

    @cached_property
    def lacking(self) -> tuple[PairRisk, ...]:
        """Every pair that lacks anything worth telling of, most on average first."""
        return tuple(
            PairRisk(self.answers[int(row["part"])], row["country"], row["family"], row["measure"], pd.Series(row))
            for row in self.table[self.table["share"] >= LEAST].to_dict("records")
        )

    @cached_property
    def pairs(self) -> tuple[PairRisk, ...]:
        """The pairs to headline, a few in all and of each family.

        Those that rest on rates that were read come first, then those that rest on bundles, then those on assumed
        rates; of each kind those that lack most. One whose part of the draws is not told from nothing is left out.
        """
        sure = [pair for pair in self.lacking if pair.figure["expected"] > SURE * pair.figure["standard_error"]]
        ranked = sorted(sure, key=lambda pair: (pair.assumed, pair.bundled))
        taken = Counter[str]()
        chosen: list[PairRisk] = []
        for pair in ranked:
            taken[pair.family] += 1
            if taken[pair.family] <= EACH:
                chosen.append(pair)
        return tuple(chosen[:MOST])


def ready_risk(system: System, sampling: Sampling = SAMPLING, *, workers: int = 0) -> RiskReport:
    """Weigh the outages of every connected part in which something is used, in January.

    Args:
        system: one loaded year.
        sampling: order, samples and seed.
        workers: child processes; 0: this process.
    """
    answers: list[RiskAnswer] = []
    failed: dict[str, str] = {}
    for together in _parts(system):
        question = replace(Question(sampling=sampling), families=together)
        try:
            answers.append(answer_risk(system, question, workers=workers))
        except LevierError as error:
            failed |= dict.fromkeys(together, str(error))
    return RiskReport(tuple(answers), failed)


def _parts(system: System) -> list[tuple[str, ...]]:
    """Families with a demand; those whose part lies within that of another go together with it."""
    assets = system.assets
    families = sorted(set(assets.loc[assets["kind"] == "demand", "family"]))
    own = {family: set(system.part((family,)).assets.index) for family in families}
    together: dict[str, tuple[str, ...]] = {}
    for family in sorted(families, key=lambda each: -len(own[each])):
        home = next((other for other in together if own[family] <= own[other]), family)
        together[home] = (*together.get(home, ()), family)
    return list(together.values())
