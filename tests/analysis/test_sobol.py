"""Sobol' indices: known shares of variance come back, groups hold every input once, wrong input is one message."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from levier.analysis import sobol
from levier.analysis.figures import Balances, Figure
from levier.analysis.input_groups import OTHERS, groups_of
from levier.analysis.sobol import sobol_of
from levier.errors import SolveError, UsageError
from levier.system import System
from levier.system.sampling import Sampler
from tests.analysis.questions import Broken


def test_known_shares_of_variance(oil: System) -> None:
    """Independent normal parts of 3 and 4: 9 and 16 of 25 alone; a product has nothing alone, all together."""
    base = 1024
    sample, analyze = sobol._salib()
    sampler = Sampler(oil, sobol.DRAWS * base)
    group = groups_of(sampler, 4)
    names = list(dict.fromkeys(group))
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    points = sobol._points(sampler, group, names, sample(problem, base, calc_second_order=False, seed=1))
    first, second = (int(np.flatnonzero(group == name)[0]) for name in names[:2])
    x, y = points[:, first], points[:, second]
    values = np.stack([3 * x + 4 * y, x * y, np.full(len(x), 7.0)], axis=1)
    own = [Figure("trade", name, 0.0, "") for name in ("sum", "product", "seven")]
    table = sobol._table(values.reshape(base, len(names) + 2, 3), own, group, lambda v: analyze(problem, v, seed=1))
    assert set(table["figure"]) == {"sum", "product"}
    indices = table.set_index(["figure", "group"])
    for figure, name, alone, together in (
        ("sum", names[0], 9 / 25, 9 / 25),
        ("sum", names[1], 16 / 25, 16 / 25),
        ("product", names[0], 0.0, 1.0),
        ("product", names[1], 0.0, 1.0),
        ("sum", names[2], 0.0, 0.0),
    ):
        row = indices.loc[(figure, name)]
        assert row["first"] == pytest.approx(alone, abs=0.1), (figure, name)
        assert row["total"] == pytest.approx(together, abs=0.15), (figure, name)


@pytest.mark.slow
def test_workers_do_not_matter(oil: System) -> None:
    one, two = (sobol_of(oil, [Balances()], groups=3, base=4, workers=workers) for workers in (0, 2))
    assert one.table.equals(two.table)
    assert one.groups.equals(two.groups)


def test_groups_hold_every_input_once_and_those_asked_about_first(oil: System) -> None:
    sampler = Sampler(oil, 2)
    every = groups_of(sampler, 24)
    assert len(every) == len(sampler.inputs)
    assert {"report crude", "capacity crude", "price crude", "ramp"} <= set(every)
    assert OTHERS not in every
    few = groups_of(sampler, 3, ["crude"])
    assert len(set(few)) == 3
    assert OTHERS in few
    assert "ramp" not in few
    kept = few != OTHERS
    assert (few[kept] == every[kept]).all()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"base": 48}, "48 base points; a power of 2 from 4 to 4,096"),
        ({"base": 0}, "0 base points; a power of 2"),
        ({"groups": 1}, "1 groups of inputs; 2 to 24 are possible"),
    ],
)
def test_numbers_out_of_range(oil: System, options: dict[str, int], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        sobol_of(oil, [Balances()], workers=0, **{"base": 4, "groups": 3, **options})


def test_nothing_asked_and_no_answer_are_errors(oil: System) -> None:
    with pytest.raises(UsageError, match="nothing was asked"):
        sobol_of(oil, [], base=4, workers=0)
    with pytest.raises(SolveError, match="4 of 4 base points have no answer; the first: no answer here"):
        sobol_of(oil, [Broken()], groups=2, base=4, workers=0)


def test_without_salib_the_message_says_what_to_install(oil: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    with pytest.raises(UsageError, match=r"pip install levier\[sensitivity\]"):
        sobol_of(oil, [Balances()], base=4, workers=0)


def test_points_of_a_group_move_together(oil: System) -> None:
    """Between the first system of a block and the next, one group of inputs has changed, and no other."""
    sampler = Sampler(oil, 8)
    group = groups_of(sampler, 4)
    names = list(dict.fromkeys(group))
    factors = np.array([[0.1] * len(names), [0.9, *[0.1] * (len(names) - 1)]])
    first, second = sobol._points(sampler, group, names, factors)
    assert (first[group != names[0]] == second[group != names[0]]).all()
    assert (first[group == names[0]] != second[group == names[0]]).all()
