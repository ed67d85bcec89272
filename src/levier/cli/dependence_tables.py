"""The tables, sentences and JSON of an answer on dependence; with samples, the interval of every figure beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.analysis.dependence_figures import FIGURES, TERMS, TOTAL, Key, long_table, name_of_result

if TYPE_CHECKING:
    from pathlib import Path

    from levier.analysis import DependenceAnswer, NMinusOne
    from levier.analysis.uncertainty import Uncertainty

__all__ = ["head_of", "lines_of", "tables_of", "write_figures"]

SHOWN_SHARE = 0.005
STANDARD = "Regulation (EU) 2017/1938, Annex II"
Interval = tuple[float, float, int]
"""5th and 95th percentile, and the number of samples in which the figure is defined."""


def head_of(answer: DependenceAnswer) -> dict[str, Any]:
    """Return the JSON-ready head of an answer."""
    return {
        "country": answer.country,
        "family": answer.family,
        "direction": answer.direction,
        "unit": answer.unit,
        "total": answer.total,
        **_beside("total", _interval(answer, TOTAL)),
        "n_minus_one": [_n_minus_one(answer, found) for found in answer.n_minus_one],
    }


def _n_minus_one(answer: DependenceAnswer, found: NMinusOne) -> dict[str, Any]:
    table = name_of_result(found.capacity)
    plain, with_measures = (_interval(answer, (table, "result", name)) for name in ("percent", "with_measures"))
    return {
        "method": STANDARD if found.direction == "imports" else f"{STANDARD}, applied to exports",
        "capacity": found.capacity,
        "percent": found.percent,
        **_beside("percent", plain),
        "percent_with_measures": found.with_measures,
        **(_beside("percent_with_measures", with_measures) if found.with_measures is not None else {}),
        "label": found.label,
        "largest": found.largest,
        "missing": list(found.missing),
    }


def _interval(answer: DependenceAnswer, key: Key) -> Interval | None:
    """The interval of a figure; none without samples, or where it is defined in none."""
    table = answer.intervals
    if table is None:
        return None
    row = table[(table["table"] == key[0]) & (table["row"] == key[1]) & (table["figure"] == key[2])].iloc[0]
    return (float(row["low"]), float(row["high"]), int(row["samples"])) if row["samples"] else None


def _beside(name: str, found: Interval | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {f"{name}_low": found[0], f"{name}_high": found[1], f"{name}_samples": found[2]}


def tables_of(answer: DependenceAnswer, found: Uncertainty | None = None, *, whole: bool) -> dict[str, pd.DataFrame]:
    """Return every row and column for a file; for a terminal only shares that are visible, intervals in one cell.

    Args:
        answer: with intervals or without.
        found: what samples said.
        whole: whether it is for a file.
    """
    frames = {name: getattr(answer, name) for name in FIGURES}
    inputs = pd.concat([found.inputs.assign(capacities=found.capacity) for found in answer.n_minus_one])
    facilities = pd.concat([found.facilities.assign(capacities=found.capacity) for found in answer.n_minus_one])
    if not whole:
        shares = frames["observed"]
        frames["observed"] = shares[shares["share"] >= SHOWN_SHARE]
        frames = {name: _folded(frame, FIGURES[name][1]) for name, frame in frames.items()}
        inputs = _folded(inputs.drop(columns=["sources"]), TERMS["inputs"][1])
        facilities = _folded(facilities.drop(columns=["sources"]), TERMS["facilities"][1])
    sampled: dict[str, pd.DataFrame] = {}
    if found is not None and answer.intervals is not None:
        sampled = {"figures": answer.intervals, "drivers": found.drivers} if whole else {}
        sampled["samples without an answer"] = found.failed
    return {
        "observed shares": frames["observed"],
        "concentration": frames["concentration"],
        "structural dependence, over the year, ramps open": frames["structural"],
        "least-cost outcome, from January": frames["least_cost"],
        "remaining flexibility and disrupted rate": frames["flexibility"],
        "terms of N-1": inputs,
        "facilities of N-1": facilities,
        **sampled,
    }


def _folded(table: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Write each figure with its interval in one cell; tables without intervals stay as they are."""
    if "samples" not in table:
        return table
    found = table.copy()
    for name in columns:
        found[name] = [
            "" if value != value else f"{value:.3g} ({low:.3g} to {high:.3g})"  # noqa: PLR0124 - not-a-number
            for value, low, high in zip(found[name], found[f"{name}_low"], found[f"{name}_high"], strict=True)
        ]
    found = found.drop(columns=[f"{name}_{end}" for name in columns for end in ("low", "high")])
    # Where every figure is defined in every sample there is nothing to say.
    return found if found["samples"].min() < found["samples"].max() else found.drop(columns=["samples"])


def lines_of(answer: DependenceAnswer, drawn: Uncertainty | None = None) -> list[str]:
    """Return the sentences above the tables."""
    trade = f"{answer.country}, {answer.family}, {answer.direction} {answer.year}"
    lines = [f"{trade}: {answer.total:,.4g} {answer.unit}{_text(_interval(answer, TOTAL), '.4g')}"]
    if drawn is not None:
        failed = f"; {len(drawn.failed)} of them without an answer" if len(drawn.failed) else ""
        lines.append(
            f"In brackets the 5th and 95th percentile of {drawn.samples} samples of every input (seed {drawn.seed}); "
            f"{drawn.rebuilt} of them built again through PyPSA and equal{failed}"
        )
    for found in answer.n_minus_one:
        if found.percent is None:
            lines.append(f"N-1, {found.capacity} capacities: not computable; {'; '.join(found.missing)}")
            continue
        with_measures = (
            "" if found.with_measures is None else f"; {found.with_measures:.0f} % with demand-side measures"
        )
        between = _text(_interval(answer, (name_of_result(found.capacity), "result", "percent")), ".0f")
        lines.append(
            f"N-1, {found.capacity} capacities: {found.percent:.0f} %{between}{with_measures} "
            f"(without {found.largest}; weakest term: {found.label})"
        )
    return lines


def _text(found: Interval | None, form: str) -> str:
    return "" if found is None else f" ({found[0]:{form}} to {found[1]:{form}})"


def write_figures(answer: DependenceAnswer, path: Path) -> None:
    """Write one row a figure as CSV, whole or not at all."""
    import sys

    from levier.cli.output import write_text

    table = long_table(answer) if answer.intervals is None else answer.intervals
    write_text(path, table.to_csv(index=False))
    sys.stderr.write(f"written: {path}\n")
