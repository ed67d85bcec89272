"""The example notebooks run, and what they show comes out the same."""

from __future__ import annotations

import math
import re
from itertools import zip_longest
from pathlib import Path

import nbformat
import pytest

from tools.notebooks import FOLDER, executed, shown, strays

NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?")
CLOSE = 2e-3
"""Share by which a figure may differ: ties between optima, other processors."""
NOTHING = 1e-6


def differing(before: str, after: str) -> list[tuple[str, str]]:
    """Give what two outputs differ in: words exactly, numbers beyond what rounding explains."""
    if NUMBER.sub("#", before) != NUMBER.sub("#", after):
        return [(before, after)]
    pairs = zip_longest(NUMBER.findall(before), NUMBER.findall(after), fillvalue="nan")
    return [(a, b) for a, b in pairs if not math.isclose(_value(a), _value(b), rel_tol=CLOSE, abs_tol=NOTHING)]


def _value(text: str) -> float:
    return float(text.replace(",", ""))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_comes_out_as_it_stands(path: Path) -> None:
    """If a figure changed for a reason: ``make notebooks``."""
    before, after = shown(nbformat.read(path, as_version=4)), shown(executed(path))
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        assert differing(one, other) == []


def test_there_are_three() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["back_test", "cut_cpc", "your_network"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_is_small_and_holds_no_script_or_path(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert path.stat().st_size < 300_000
    assert strays(notebook) == []
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert sum(bool(cell.outputs) for cell in code) >= 5
    assert any("levier-card" in text for text in shown(notebook))


def test_a_changed_figure_is_found() -> None:
    assert differing("loss 7,313 M USD", "loss 7,314 M USD") == []
    assert differing("loss 7,313 M USD", "loss 7,413 M USD") == [("7,313", "7,413")]
    assert differing("imbalance 5e-12", "imbalance 7e-13") == []
    assert differing("optimal 1", "infeasible 1") != []
    assert differing("1 2", "1") != []
