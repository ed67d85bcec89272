"""Read listed contingencies from a CSV or YAML file."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from levier.engine.listed import CutList, NamedCut
from levier.errors import UsageError

__all__ = ["read_cuts"]

COLUMNS = ("contingency", "asset", "probability")
FIELDS = ("assets", "probability")


def read_cuts(path: str | Path) -> CutList:
    """Read contingencies from a CSV or YAML file.

    A CSV has one row an asset, with the columns ``contingency``, ``asset`` and, if wanted, ``probability`` (of the
    contingency, on its first row or on all). A YAML file maps each name to a list of assets, or to ``assets`` and
    ``probability``.

    Raises:
        UsageError: The file is not of this form; the message names the row or the contingency.
        OSError: The file cannot be read.
    """
    path = Path(path)
    readers = {".csv": _of_csv, ".yaml": _of_yaml, ".yml": _of_yaml}
    if path.suffix not in readers:
        message = f"{path}: contingencies are read from {', '.join(readers)}"
        raise UsageError(message)
    try:
        return readers[path.suffix](path)
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 text: {error}"
        raise UsageError(message) from error


def _of_csv(path: Path) -> CutList:
    """Read rows."""
    assets: dict[str, list[str]] = {}
    chance: dict[str, float] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        head = tuple(reader.fieldnames or ())
        if not set(COLUMNS[:2]) <= set(head) <= set(COLUMNS):
            message = f"{path}: the columns are {', '.join(head) or 'missing'}; {', '.join(COLUMNS)} are possible"
            raise UsageError(message)
        for row in reader:
            where = f"{path}, line {reader.line_num}"
            name, asset, text = (str(row.get(column) or "").strip() for column in COLUMNS)
            if not name or not asset or None in row:
                message = f"{where}: one contingency and one asset are needed, and no more cells than the head has"
                raise UsageError(message)
            assets.setdefault(name, []).append(asset)
            if text:
                value = _number(text, where)
                if chance.setdefault(name, value) != value:
                    message = f"{where}: {name!r} has the probability {text} here and {chance[name]} before"
                    raise UsageError(message)
    return _cut_list(path, {name: (cut, chance.get(name)) for name, cut in assets.items()})


def _of_yaml(path: Path) -> CutList:
    """Read a mapping."""
    import yaml

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        message = f"{path} is not YAML: {' '.join(str(error).split())}"
        raise UsageError(message) from error
    if not isinstance(content, dict):
        message = f"{path}: a mapping from names to lists of assets is needed"
        raise UsageError(message)
    found: dict[str, tuple[list[str], float | None]] = {}
    for name, entry in content.items():
        where = f"{path}, {name}"
        fields = entry if isinstance(entry, dict) else {"assets": entry}
        cut, value = fields.get("assets"), fields.get("probability")
        if set(fields) - set(FIELDS) or not isinstance(cut, list) or not all(isinstance(one, str) for one in cut):
            message = f"{where}: a list of names is needed, or assets (a list of names) and probability"
            raise UsageError(message)
        found[str(name)] = (cut, None if value is None else _number(value, where))
    return _cut_list(path, found)


def _cut_list(path: Path, found: Mapping[str, tuple[Sequence[str], float | None]]) -> CutList:
    """Put the list together; what is wrong with them is said with the file."""
    if not found:
        message = f"{path} holds no contingency"
        raise UsageError(message)
    try:
        return CutList(tuple(NamedCut(name, tuple(dict.fromkeys(cut)), value) for name, (cut, value) in found.items()))
    except UsageError as error:
        message = f"{path}: {error}"
        raise UsageError(message) from error


def _number(value: Any, where: str) -> float:
    """Read a probability."""
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        message = f"{where}: the probability is {value!r}; a number from 0 to 1 is needed"
        raise UsageError(message) from error
