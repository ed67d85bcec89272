"""What differs between two packages' base years, or between two answers written as JSON."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.analysis.balances import balance_table, flow_table
from levier.errors import UsageError
from levier.system import load

if TYPE_CHECKING:
    from pathlib import Path

    from levier.dataset import Package

__all__ = ["compare_answers", "compare_systems"]

SMALL = 1e-6
COLUMNS = ("key", "field", "before", "after")


def compare_systems(before: Package, after: Package, year: int) -> dict[str, pd.DataFrame]:
    """Return what differs in flows and balances of one base year of two packages."""
    systems = [load(before, year), load(after, year)]
    flows = [flow_table(s).set_index("asset")[["base", "low", "high", "capacity"]] for s in systems]
    balances = [balance_table(s).set_index(["country", "family"]).drop(columns="unit") for s in systems]
    return {"flows": _frames(*flows), "balances": _frames(*balances)}


def compare_answers(before: Path, after: Path) -> dict[str, pd.DataFrame]:
    """Return what differs between two answers written as JSON, table by table.

    Raises:
        UsageError: a file that is missing or no answer.
    """
    first, second = _answer(before), _answer(after)
    found = {}
    heads = [{k: v for k, v in body.items() if not isinstance(v, list)} for body in (first, second)]
    rows = [
        {"key": "", "field": key, "before": str(heads[0].get(key, "")), "after": str(heads[1].get(key, ""))}
        for key in sorted({*heads[0], *heads[1]})
        if heads[0].get(key) != heads[1].get(key)
    ]
    found["head"] = pd.DataFrame(rows, columns=list(COLUMNS))
    for name in [k for k in first if isinstance(first[k], list) and isinstance(second.get(k), list)]:
        found[name] = _frames(_keyed(first[name]), _keyed(second[name]))
    return {name: frame for name, frame in found.items() if len(frame)}


def _answer(path: Path) -> dict[str, Any]:
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"{path} is not an answer written by levier: {error}"
        raise UsageError(msg) from error
    if not isinstance(body, dict):
        msg = f"{path} is not an answer written by levier: not an object"
        raise UsageError(msg)
    return body


def _keyed(rows: list[Any]) -> pd.DataFrame:
    frame = pd.DataFrame([r if isinstance(r, dict) else {"value": r} for r in rows])
    text = [c for c in frame.columns if frame[c].map(lambda v: isinstance(v, str)).all()]
    return frame.set_index(text) if text else frame


def _frames(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return one row a cell that differs; rows are matched by their index."""
    rows: list[dict[str, Any]] = []
    first = before[~before.index.duplicated()].to_dict("index")
    second = after[~after.index.duplicated()].to_dict("index")
    for key in [*first, *(k for k in second if k not in first)]:
        a, b = first.get(key, {}), second.get(key, {})
        for field in [*a, *(f for f in b if f not in a)]:
            x, y = a.get(field), b.get(field)
            if _same(x, y):
                continue
            label = " / ".join(map(str, key)) if isinstance(key, tuple) else str(key)
            rows.append({"key": label, "field": str(field), "before": _text(x), "after": _text(y)})
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _same(x: object, y: object) -> bool:
    if isinstance(x, (int, float)) and isinstance(y, (int, float)):
        if math.isnan(x) or math.isnan(y):
            return math.isnan(x) and math.isnan(y)
        return abs(float(x) - float(y)) <= SMALL * max(1.0, abs(float(x)))
    return x == y
