"""Chokepoints: rankings, synergy, scopes, and what is refused."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from levier.analysis import Chokepoints, Runner, case_of, find_chokepoints, loss_of, measure_named
from levier.engine import Progress
from levier.errors import LevierError, UsageError
from levier.system import System
from tests.analysis.shocks import cut, shock


@pytest.fixture(scope="module")
def found(oil: System) -> Chokepoints:
    return find_chokepoints(case_of(oil, months=2), 2, workers=0)


def test_every_single_and_every_pair_is_there(found: Chokepoints) -> None:
    names = list(found.case.elements.index)
    assert set(found.cuts["cut"]) == {(name,) for name in names} | set(combinations(names, 2))
    assert set(found.cuts["status"]) == {"optimal"}
    assert found.complete
    assert "exact optima" in found.guarantee


def test_each_case_is_what_running_it_says(found: Chokepoints, oil_runner: Runner) -> None:
    rows = found.cuts.set_index("cut")
    for names in [("rail_c",), ("trunk_line",), ("trunk_line", "rail_c"), ("north_oil", "trunk_line")]:
        key = tuple(sorted(names, key=list(found.case.elements.index).index))
        run = oil_runner.run(shock(cut(group=list(names)), months=2))
        loss = loss_of(oil_runner.system, run)
        row = rows.loc[[key]].iloc[0]
        assert row["damage"] == pytest.approx(run.damage, rel=1e-6, abs=1e-6)
        assert row["loss"] == pytest.approx(loss.system, rel=1e-5, abs=1e-3)
        assert row["loss AA"] == pytest.approx(loss.by_country.at["AA", "loss"], rel=1e-4, abs=1e-2)


def test_rankings_go_down_and_add_up(found: Chokepoints) -> None:
    for by in ("damage", "loss", "loss AA", "output crude"):
        for size in (1, 2):
            table = found.ranked(by, size=size)
            assert (table["value"] > 0).all()
            assert (np.diff(table["value"]) <= 0).all()
            assert table["extra"].to_numpy() == pytest.approx((table["value"] - table["apart"]).to_numpy())
    assert found.ranked("loss", top=2).equals(found.ranked("loss").head(2))


def test_the_two_ways_out_do_more_together_than_apart(found: Chokepoints) -> None:
    """The railway takes over when the trunk line closes; with both closed nothing of AA leaves."""
    table = found.ranked("loss", size=2, extra=True)
    row = table[[set(each) == {"trunk_line", "rail_c"} for each in table["cut"]]].iloc[0]
    assert row["extra"] > 0.05 * row["value"]


def test_a_pair_with_an_idle_member_is_left_out(found: Chokepoints) -> None:
    pairs = {frozenset(each) for each in found.ranked("damage", size=2)["cut"]}
    assert frozenset({"north_oil", "north_hub"}) not in pairs


def test_only_some_kinds(found: Chokepoints) -> None:
    kind = found.case.elements["kind"]
    chosen = found.ranked("loss", size=2, kinds=("corridor",))
    every = found.ranked("loss", size=2)
    wanted = [all(kind[name] == "corridor" for name in each) for each in every["cut"]]
    assert chosen["cut"].tolist() == every["cut"][wanted].tolist()
    assert len(chosen)


def test_worst_for_each_country_and_family(found: Chokepoints) -> None:
    table = found.worst_by("loss", top=1).set_index("key")
    assert table.at["AA", "value"] == found.ranked("loss AA")["value"].iloc[0]
    assert set(found.worst_by("output")["unit"]) == {"Mt"}
    assert found.worst_by("nothing").empty


def test_only_some_elements_and_progress(oil: System) -> None:
    told: list[Progress] = []
    some = find_chokepoints(case_of(oil), 1, elements=["rail_c"], workers=0, on_progress=told.append)
    assert list(some.cuts["cut"]) == [("rail_c",)]
    assert told[-1].done == told[-1].total == 1


@pytest.mark.parametrize(
    ("text", "measure"),
    [("damage", "damage"), ("loss", "loss"), ("country:AA", "loss AA"), ("carrier:crude", "unserved crude")],
)
def test_what_a_user_ranks_by(found: Chokepoints, text: str, measure: str) -> None:
    assert measure_named(found.case, text) == measure


def test_what_is_refused(found: Chokepoints, oil: System) -> None:
    with pytest.raises(UsageError, match="country:AA"):
        measure_named(found.case, "country:A")
    with pytest.raises(UsageError, match="loss AA"):
        found.ranked("loss AX")
    with pytest.raises(LevierError, match="rail_d"):
        find_chokepoints(found.case, 1, elements=["rail_d"], workers=0)
    for wrong in ({"start": 13}, {"months": 0}, {"recovery": -1}):
        with pytest.raises(UsageError, match=next(iter(wrong))):
            case_of(oil, **wrong)
