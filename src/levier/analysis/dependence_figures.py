"""The figures of an answer on dependence, one by one, and their intervals put back beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.dependence_answer import DependenceAnswer, answer_scope
from levier.analysis.figures import Figure

if TYPE_CHECKING:
    from levier.analysis.dependence_scope import Scope
    from levier.analysis.uncertainty import Uncertainty
    from levier.system import System

__all__ = [
    "FIGURES",
    "TERMS",
    "TOTAL",
    "Dependence",
    "Key",
    "figures_of",
    "long_table",
    "name_of_result",
    "with_intervals",
]

Key = tuple[str, str, str]
"""Table, row, column."""
FIGURES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "observed": (("dimension", "key"), ("volume", "share")),
    "concentration": (("of",), ("herfindahl", "effective_number")),
    "structural": (("end", "country", "closed", "kind", "capacity"), ("base", "best", "lost_share")),
    "least_cost": (("closed", "kind", "capacity", "months"), ("base", "moved", "lost_share")),
    "flexibility": (
        ("closed", "kind", "capacity", "country"),
        ("remaining_flexibility", "disrupted_cooperative", "disrupted_uncooperative"),
    ),
}
"""By table of the answer: the columns that name a row, and those that are figures."""
TERMS = {"inputs": (("term",), ("value",)), "facilities": (("term", "name"), ("capacity",))}
"""The same by table of N-1."""
VOLUMES = {"volume", "base", "best", "moved"}
TOTAL: Key = ("trade", "", "total")
RESULTS = ("percent", "with_measures")


def figures_of(answer: DependenceAnswer) -> dict[Key, float]:
    """Return every figure of an answer; NaN where it is not defined, such as N-1 without a peak.

    Args:
        answer: see :func:`levier.analysis.answer_dependence`.

    Returns:
        Values by table, row and column. A row that is not there stands for zeros.
    """
    found = {TOTAL: answer.total}
    for name, (keys, columns) in FIGURES.items():
        found |= _figures(name, getattr(answer, name), keys, columns)
    for result in answer.n_minus_one:
        for column in RESULTS:
            value = getattr(result, column)
            found[name_of_result(result.capacity), "result", column] = np.nan if value is None else float(value)
        for name, (keys, columns) in TERMS.items():
            found |= _figures(name_of_result(result.capacity, name), getattr(result, name), keys, columns)
    return found


def name_of_result(capacity: str, table: str = "result") -> str:
    """Return the name of a table of N-1 in a :data:`Key`."""
    return f"n_minus_one {capacity} {table}"


def _figures(name: str, table: pd.DataFrame, keys: tuple[str, ...], columns: tuple[str, ...]) -> dict[Key, float]:
    rows = _rows(table, keys)
    return {
        (name, row, column): float(value)
        for column in columns
        for row, value in zip(rows, table[column].astype(float), strict=True)
    }


def _rows(table: pd.DataFrame, keys: tuple[str, ...]) -> list[str]:
    return [", ".join(map(str, row)) for row in table[list(keys)].itertuples(index=False, name=None)]


@dataclass(frozen=True)
class Dependence:
    """Every figure of an answer on dependence, as a question that can be asked of samples.

    Attributes:
        scope: the question, closures and partners fixed.
    """

    scope: Scope

    @property
    def families(self) -> tuple[str, ...]:
        """The families whose parts are enough to answer."""
        return (self.scope.family,)

    def figures(self, system: System) -> Iterator[Figure]:
        """Give one figure a row and column of the answer."""
        part = system.part(self.families)
        answer = answer_scope(part, self.scope)
        for key, value in figures_of(answer).items():
            yield Figure("trade", ": ".join(key), value, _unit(key, answer.unit))


def _unit(key: Key, unit: str) -> str:
    table, _, column = key
    if table.startswith("n_minus_one"):
        return "%" if column in RESULTS else "per day"
    return unit if column in VOLUMES or key == TOTAL else ""


def with_intervals(answer: DependenceAnswer, uncertainty: Uncertainty) -> DependenceAnswer:
    """Return an answer with ``low`` and ``high`` of every figure beside its value.

    Args:
        answer: of the base year.
        uncertainty: of :class:`Dependence` of its scope.

    Returns:
        The answer; for a figure ``x`` every table also has ``x_low`` and ``x_high``, and ``samples``, the number of
        samples in which all figures of the row are defined.
    """
    found = uncertainty.table.set_index("figure")
    tables = {
        name: _widened(name, getattr(answer, name), keys, columns, found) for name, (keys, columns) in FIGURES.items()
    }
    results = tuple(
        replace(
            result,
            **{
                name: _widened(name_of_result(result.capacity, name), getattr(result, name), keys, columns, found)
                for name, (keys, columns) in TERMS.items()
            },
        )
        for result in answer.n_minus_one
    )
    return replace(answer, **tables, n_minus_one=results, intervals=long_table(answer, uncertainty))


def _widened(
    name: str, table: pd.DataFrame, keys: tuple[str, ...], columns: tuple[str, ...], found: pd.DataFrame
) -> pd.DataFrame:
    rows, wide = _rows(table, keys), table.copy()
    samples = []
    for column in columns:
        own = found.loc[[f"{name}: {row}: {column}" for row in rows]]
        place = int(wide.columns.get_indexer([column])[0])
        wide.insert(place + 1, f"{column}_low", own["low"].to_numpy())
        wide.insert(place + 2, f"{column}_high", own["high"].to_numpy())
        samples.append(own["samples"].to_numpy())
    return wide.assign(samples=np.min(samples, axis=0))


def long_table(answer: DependenceAnswer, uncertainty: Uncertainty | None = None) -> pd.DataFrame:
    """Return one row a figure of an answer.

    Returns:
        ``table``, ``row``, ``figure``, ``value``, ``unit``; with samples ``low``, ``median``, ``high``, ``samples``
        (in how many it is defined) and ``drivers``.
    """
    values = figures_of(answer)
    columns = {
        "table": [key[0] for key in values],
        "row": [key[1] for key in values],
        "figure": [key[2] for key in values],
        "value": list(values.values()),
        "unit": [_unit(key, answer.unit) for key in values],
    }
    table = pd.DataFrame(columns)
    if uncertainty is None:
        return table
    found = uncertainty.table.set_index("figure").loc[[": ".join(key) for key in values]]
    return table.assign(**{name: found[name].to_numpy() for name in ("low", "median", "high", "samples", "drivers")})
