"""Mean and tail of every measure over solved states: the tree with bounds, with what was drawn, and drawn alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.reliability.yardsticks import DAMAGE
from levier.engine import Risk

if TYPE_CHECKING:
    from levier.analysis.reliability.states import States
    from levier.analysis.reliability.yardsticks import Yardsticks

__all__ = ["LEVELS", "element_table", "figure_table"]

LEVELS = (0.90, 0.95, 0.99)
TINY = 1e-12


def figure_table(states: States, yardsticks: Yardsticks) -> pd.DataFrame:
    """Return one row a measure.

    Returns:
        ``measure``, ``kind``, ``country``, ``family``, ``unit``, ``base``; ``expected`` and its ``standard_error``;
        ``lower`` and ``upper``: bounds of the expectation from the tree alone, whatever the states beyond it do
        (blank for losses of countries, which have none; of damage no less than with everything at its mean
        availability, by Jensen's inequality); ``var_90`` and so on, ``cvar_90`` and so on (value at risk:
        smallest amount not exceeded with that probability; conditional: mean of the worst states of the rest, as in
        Rockafellar and Uryasev 2002), with what was drawn beyond the tree; ``monte_carlo`` and ``monte_carlo_error``:
        mean of states drawn from all and solved without the tree, and its standard error by the spread of the
        whole distribution or of the sample, whichever is larger (each says too little where one rare state does most
        and was not drawn); ``deviation``: its
        distance from `expected` in standard errors of their difference (blank where nothing does anything).
    """
    rows = []
    for name, about in yardsticks.table.iterrows():
        head = {"measure": str(name), **about.to_dict()}
        rows.append(head | _figures(states, str(name), _limits(states, str(name), about)))
    return pd.DataFrame(rows)


def _limits(states: States, name: str, about: pd.Series) -> tuple[float, float]:
    """Least and most that a state beyond the tree can do: nothing, and everything out, or the whole demand."""
    if about["kind"] == "loss":
        return -math.inf, math.inf
    known = states.combined[name]
    most = float(states.everything[name]) if about["kind"] == DAMAGE else float(about["base"])
    return min(0.0, float(known.min())), max(most, float(known.max()))


def _figures(states: States, name: str, limits: tuple[float, float]) -> dict[str, float]:
    tree = _risk(states.tree, name, states.neglected, limits)
    whole = _risk(states.combined, name, 0.0, limits)
    spread = states.neglected * _error(states.beyond[name])
    plain = float(states.plain[name].mean())
    plain_error = max(_spread(whole) / math.sqrt(len(states.plain)), _error(states.plain[name]))
    expected = whole.expected.upper
    both = math.hypot(spread, plain_error)
    figures = {
        "expected": expected,
        "standard_error": spread,
        "lower": _finite(max(tree.expected.lower, states.average if name == DAMAGE else -math.inf)),
        "upper": _finite(tree.expected.upper),
    }
    figures |= {f"var_{level:.0%}".rstrip("%"): whole.value_at_risk(level).upper for level in LEVELS}
    figures |= {f"cvar_{level:.0%}".rstrip("%"): whole.tail_mean(level).upper for level in LEVELS}
    return figures | {
        "monte_carlo": plain,
        "monte_carlo_error": plain_error,
        "deviation": (plain - expected) / both if both > TINY else math.nan,
    }


def _risk(states: pd.DataFrame, name: str, neglected: float, limits: tuple[float, float]) -> Risk:
    """Return the distribution of a measure; a state without a value counts as unknown."""
    values = states[["cut", "probability"]].assign(damage=states[name].to_numpy(float))
    known = values[values["damage"].notna() & (values["probability"] > 0.0)]
    missing = float(values.loc[values["damage"].isna(), "probability"].sum())
    return Risk(known.sort_values("damage", kind="stable", ignore_index=True), neglected + missing, *limits)


def _error(values: pd.Series) -> float:
    """Standard error of a mean; 0 of nothing."""
    known = values.dropna()
    return float(known.std(ddof=1) / math.sqrt(len(known))) if len(known) > 1 else 0.0


def _spread(risk: Risk) -> float:
    """Standard deviation of a distribution."""
    chance, value = (risk.states[name].to_numpy(float) for name in ("probability", "damage"))
    mean = float(chance @ value) / float(chance.sum())
    return math.sqrt(float(chance @ (value - mean) ** 2) / float(chance.sum())) if math.isfinite(mean) else math.nan


def _finite(value: float) -> float:
    return value if math.isfinite(value) else math.nan


def element_table(states: States, elements: pd.DataFrame, measure: str = DAMAGE) -> pd.DataFrame:
    """Return what each element that may fail does, largest part first.

    Args:
        states: solved.
        elements: of :class:`levier.analysis.reliability.Chances`.
        measure: what is weighed.

    Returns:
        The columns of `elements`, ``alone`` (damage if it, or one unit of it, alone is out), ``when_out`` (mean damage
        while it or any unit of it is out, others out or not), ``part`` (share of the expected damage that falls in
        states in which it is out; the shares overlap where several are out), ``saved`` (share of the expected damage
        that would not be if it never failed: the mean while it is in stays, as outages are independent) and its
        standard error by the draws, ``saved_error``.
    """
    alone = {
        cut[0]: value for cut, value in zip(states.tree["cut"], states.tree[measure], strict=True) if len(cut) == 1
    }
    whole = states.combined
    whole = whole[np.isfinite(whole[measure])]
    weight = whole["probability"].to_numpy(float)
    amount = weight * whole[measure].to_numpy(float)
    chance, harm = _summed(whole["cut"], weight), _summed(whole["cut"], amount)
    total = float(amount.sum())
    names = elements["element"]
    saved = [_saved(states, measure, name, total, harm.get(name, 0.0), inside) for name, inside in _inside(elements)]
    table = elements.assign(
        alone=[alone.get(name, math.nan) for name in names],
        when_out=[harm.get(name, 0.0) / chance[name] if chance.get(name) else math.nan for name in names],
        part=[harm.get(name, 0.0) / total if total > TINY else 0.0 for name in names],
        saved=[share for share, _ in saved],
        saved_error=[error for _, error in saved],
    )
    return table.sort_values("part", ascending=False, kind="stable", ignore_index=True)


def _inside(elements: pd.DataFrame) -> list[tuple[str, float]]:
    """Probability that no unit of each element is out."""
    pairs = zip(elements["element"], elements["probability"], elements["units"], strict=True)
    return [(str(name), (1.0 - float(out)) ** int(units)) for name, out, units in pairs]


def _saved(states: States, measure: str, name: str, total: float, harm: float, inside: float) -> tuple[float, float]:
    """Share of a total that would not be if an element never failed, and its standard error by the draws."""
    if total <= TINY or inside <= TINY:
        return 0.0, 0.0
    kept = np.array([name not in cut for cut in states.beyond["cut"]], dtype=float)
    drawn = pd.Series(states.beyond[measure].to_numpy(float) * (1.0 - kept / inside))
    return 1.0 - (total - harm) / inside / total, states.neglected * _error(drawn) / total


def _summed(cuts: pd.Series, values: np.ndarray) -> dict[str, float]:
    """Sum of the values of the states each element is out in."""
    found: dict[str, float] = {}
    for cut, value in zip(cuts, values, strict=True):
        for name in dict.fromkeys(cut):
            found[name] = found.get(name, 0.0) + value
    return found
