"""Both sides of a pair in one window after the other: what each closing costs whom, and as shares of economies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.leverage.evaluate import Evaluated, evaluate
from levier.analysis.leverage.thirds import uncooperative
from levier.analysis.leverage.threat import EVERYTHING, Threat, threats_of
from levier.errors import UsageError

if TYPE_CHECKING:
    from levier.analysis.case import Case
    from levier.system.economy import Size

__all__ = ["YEAR", "Sides", "asked_of", "windows_of", "with_shares"]

YEAR = 12


@dataclass(frozen=True)
class Sides:
    """Who closes what over whom, and who answers."""

    actor: str
    control: pd.DataFrame
    home: str
    country: str
    counter: pd.DataFrame

    def threats(self, case: Case) -> list[Threat]:
        """Threats of the actor, and those of the country in answer."""
        answer = threats_of(case, self.country, self.counter, [self.home])
        return [*threats_of(case, self.actor, self.control, [self.country]), *answer]


def windows_of(durations: Sequence[int], seasons: Sequence[int]) -> list[tuple[int, int]]:
    """Months and month of the onset of every closure that is asked.

    Raises:
        UsageError: no duration or no season.
    """
    found = [(months, start) for months in durations for start in (seasons if months < YEAR else seasons[:1])]
    if not found:
        message = "a duration and a month of onset are needed"
        raise UsageError(message)
    return found


def asked_of(case: Case, sides: Sides, workers: int) -> tuple[Evaluated, pd.DataFrame]:
    """Evaluate the threats of both sides in one window, with third parties that help and that do not."""
    threats, home, country = sides.threats(case), sides.home, sides.country
    found = evaluate(case, threats, workers=workers)
    alone = evaluate(uncooperative(case, {home, country}), threats, workers=workers, sales=False)
    terms = [_terms(each, home, country, name) for each, name in ((found, "cooperative"), (alone, "uncooperative"))]
    return found, pd.concat(terms, ignore_index=True)


def _terms(found: Evaluated, home: str, country: str, thirds: str) -> pd.DataFrame:
    """Losses of both sides, whichever of them closes."""
    table = found.table
    ours, theirs = found.loss(home), found.loss(country)
    answered = table["actor"] == country
    loss, own = ours.where(answered, theirs), theirs.where(answered, ours)
    aimed = pd.Series(home, table.index).where(answered, country)
    return pd.DataFrame(
        {
            "actor": table["actor"],
            "over": table["over"].where(table["over"] != EVERYTHING, aimed),
            "aim": table["over"].map(lambda over: "flows" if over else "everything"),
            "layer": table["layer"],
            "thirds": thirds,
            "assets": table["assets"],
            "loss": loss,
            "own": own,
            "others": table["loss"] - loss - own,
            "total": table["loss"],
            "damage": table["damage"],
            "status": table["status"],
        }
    )


def with_shares(terms: pd.DataFrame, country: str, size: Size, own_size: Size) -> pd.DataFrame:
    """Add losses as shares of a year's output and goods exports; blank where these are not told."""
    answered = (terms["actor"] == country).to_numpy()
    found = terms.copy()
    for name, loser in (("loss", ~answered), ("own", answered)):
        for what in ("gdp", "exports"):
            both = [getattr(each, f"share_of_{what}")(1.0) for each in (size, own_size)]
            share = [float("nan") if each is None else each for each in both]
            found[f"{name}_{what}"] = terms[name] * np.where(loser, share[0], share[1])
    return found
