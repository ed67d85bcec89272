"""What outages do on average and in the tail: expected damage, value at risk, with bounds for what was not swept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from levier.engine.cards import risk_card
from levier.engine.probability import ROUNDING, remainder
from levier.errors import UsageError
from levier.show import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

__all__ = ["Bounds", "Likelihood", "Risk"]

Vector = NDArray[np.float64]
NEAR = 1e-7


class Bounds(NamedTuple):
    """Between which values something lies; the two are equal if every state is known."""

    lower: float
    upper: float


class Likelihood(Protocol):
    """What gives the probability of states: `Outages` (independent) or `CutList` (listed)."""

    def exact(self, cuts: Sequence[Sequence[str]]) -> Vector:
        """Probability that just these elements are out, shape (cuts,)."""


@shown(risk_card)
@dataclass(frozen=True, eq=False)
class Risk:
    """The distribution of damage over states of outages.

    States that were not swept, or were not solved, are not left out: their whole probability lies somewhere between
    `least` and `most`, and every answer is a pair of bounds that says what that may change.

    Attributes:
        states: one row a known state with a probability, least damage first: ``cut``, ``probability``, ``damage``.
        unknown: probability of all other states together.
        least: damage of each of those at least.
        most: damage of each of those at most.
    """

    states: pd.DataFrame
    unknown: float
    least: float
    most: float

    @classmethod
    def of(
        cls,
        frame: pd.DataFrame,
        likelihood: Likelihood,
        *,
        measure: str = "damage",
        least: float = 0.0,
        most: float = np.inf,
    ) -> Risk:
        """Put the results of a sweep together with the probability of each state.

        Args:
            frame: of `Engine.sweep`; its cuts are states, and nothing cut is one too, with damage 0.
            likelihood: `Outages` or `CutList`.
            measure: column of the frame to look at: ``damage``, or a measure of the sweep, such as a volume unserved.
            least: lowest damage of states that are not in the frame; 0 is right if all cuts are pure.
            most: highest; for pure cuts, the damage of everything cut at once, ``engine.solve(...).damage``.

        Returns:
            The distribution. An infeasible state does damage without end; of another measure it is unknown.

        Raises:
            UsageError: The frame has no such column, an element has no probability, or a state lies outside `least`
                and `most`.

        Example:
            >>> import pandas as pd
            >>> from levier.engine.probability import Outages
            >>> frame = pd.DataFrame({"cut": [("pipe",), ("port",)], "damage": [10.0, 40.0], "status": "optimal"})
            >>> risk = Risk.of(frame, Outages({"pipe": 0.1, "port": 0.5}), most=60.0)
            >>> [round(value, 9) for value in risk.expected]
            [18.5, 21.5]
            >>> risk.value_at_risk(0.9)
            Bounds(lower=40.0, upper=40.0)
        """
        import pandas as pd

        if measure not in frame.columns:
            message = f"the frame has no column {measure!r}; it has {', '.join(map(str, frame.columns))}"
            raise UsageError(message)
        frame = frame[~frame["cut"].map(frozenset).duplicated() & (frame["cut"].map(len) > 0)]
        cuts = [(), *frame["cut"]]
        damage = np.append(0.0, frame[measure].to_numpy(dtype=np.float64))
        if measure == "damage":
            damage[1:][(frame["status"] == "infeasible").to_numpy()] = np.inf
        states = pd.DataFrame(
            {"cut": pd.Series(cuts, dtype=object), "probability": likelihood.exact(cuts), "damage": damage}
        )
        states = states[(states["probability"] > 0) & states["damage"].notna()]
        states = states.sort_values("damage", kind="stable", ignore_index=True)
        _check(states, least, most)
        return cls(states, remainder(states["probability"]), least, most)

    @property
    def expected(self) -> Bounds:
        """Mean damage over all states."""
        return Bounds(self._mean(self.least, 1.0), self._mean(self.most, 1.0))

    def exceedance(self, damage: float) -> Bounds:
        """Probability of more than this damage."""
        known = float(self.states.loc[self.states["damage"] > damage, "probability"].sum())
        return Bounds(
            known + (self.unknown if self.least > damage else 0.0),
            known + (self.unknown if self.most > damage else 0.0),
        )

    def value_at_risk(self, level: float) -> Bounds:
        """Smallest damage that is not exceeded with this probability (a quantile).

        Args:
            level: from 0 up to, but not, 1, such as 0.95.

        Raises:
            UsageError: The level is out of range.
        """
        _check_level(level)
        return Bounds(self._quantile(self.least, level), self._quantile(self.most, level))

    def tail_mean(self, level: float) -> Bounds:
        """Mean damage in the worst states of probability ``1 - level`` together (conditional value at risk).

        Where the limit falls within a state, the part of it beyond the limit counts (Rockafellar and Uryasev 2002).

        Args:
            level: from 0 (the mean of all) up to, but not, 1.

        Raises:
            UsageError: The level is out of range.
        """
        _check_level(level)
        share = 1.0 - level
        return Bounds(self._mean(self.least, share), self._mean(self.most, share))

    def _ordered(self, other: float) -> tuple[Vector, Vector]:
        """Damages, most first, and probabilities, if all unknown states did `other`."""
        damage, probability = self.states["damage"].to_numpy(), self.states["probability"].to_numpy()
        if self.unknown:
            damage, probability = np.append(damage, other), np.append(probability, self.unknown)
        order = np.argsort(-damage, kind="stable")
        return damage[order], probability[order]

    def _mean(self, other: float, share: float) -> float:
        """Mean over the worst states of probability `share`."""
        damage, probability = self._ordered(other)
        before = np.cumsum(probability) - probability
        counted = np.clip(share - before, 0.0, probability)
        inside = counted > 0
        return float(counted[inside] @ damage[inside] / counted[inside].sum())

    def _quantile(self, other: float, level: float) -> float:
        """Quantile."""
        damage, probability = self._ordered(other)
        upwards = np.cumsum(probability[::-1])
        at = int(np.searchsorted(upwards, level * upwards[-1] * (1.0 - ROUNDING)))
        return float(damage[::-1][min(at, damage.size - 1)])


def _check(states: pd.DataFrame, least: float, most: float) -> None:
    """Refuse bounds that the known states already break."""
    if not least <= most:
        message = f"least is {least} and most is {most}; least comes first"
        raise UsageError(message)
    finite = states[np.isfinite(states["damage"])]
    room = NEAR * (1.0 + float(finite["damage"].abs().max()))
    for name, limit, beyond in (
        ("least", least, finite["damage"] < least - room),
        ("most", most, finite["damage"] > most + room),
    ):
        if beyond.any():
            row = finite[beyond].iloc[0]
            message = f"{', '.join(row['cut']) or 'nothing cut'} does {row['damage']:.6g}, beyond {name}={limit:.6g}"
            raise UsageError(message)


def _check_level(level: float) -> None:
    """Refuse what is no level."""
    if not 0.0 <= level < 1.0:
        message = f"level is {level}; a number from 0 up to, but not, 1 is needed"
        raise UsageError(message)
