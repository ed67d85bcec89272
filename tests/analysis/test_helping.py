"""What more room would help: the gain is that of the shock solved again on a system with the larger capacity."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable

import pytest

from levier.analysis import Runner, answer_shock
from levier.analysis.desk.helps import Helps
from levier.analysis.helping import Full, Helped, full_assets, help_of, helps_table
from levier.errors import SolveError, UsageError
from levier.shock import Effect, Selector, Shock
from levier.system import System
from levier.system.widened import widened
from tests.system import toys, worlds


def raised(table: str, name: str, by: float) -> System:
    """Give the oil toy with one capacity raised in its package."""
    tables = copy.deepcopy(worlds.oil())
    for row in tables[table]:
        if row["id"] == name:
            row["capacity"] = float(row["capacity"]) + by
    return toys.system(tables)


@pytest.mark.parametrize(
    ("shock", "table", "name"),
    [
        (Shock.cut("trunk_line", months=3), "corridors", "rail_c"),
        (Shock.cut("trunk_line", start=7, months=6), "corridors", "rail_c"),
        (Shock.cut("south_oil", months=2), "supplies", "north_oil"),
        (Shock.cut("rail_c", months=2), "slots", "trunk"),
    ],
)
def test_the_gain_is_that_of_the_larger_capacity(
    oil: System, oil_runner: Runner, shock: Shock, table: str, name: str
) -> None:
    run = oil_runner.run(shock)
    for by in (0.5, 3.0):
        found = help_of(oil, run, Full(name, "", "crude", "Mt", by, 0.0))
        again = answer_shock(raised(table, name, by), shock)
        before = answer_shock(oil, shock)
        anew = 1e-4 if table == "supplies" else 1e-8  # a field's capacity enters the base year, which is made anew
        assert found.saved == pytest.approx(before.loss - again.loss, rel=anew, abs=1e-6)
        assert sum(found.by_country.values()) == pytest.approx(found.saved, abs=1e-6)


def test_full_assets_are_found_and_helping_never_raises_the_objective(oil: System, oil_runner: Runner) -> None:
    run = oil_runner.run(Shock.cut("trunk_line", months=3))
    chosen = full_assets(oil, run)
    assert [each.asset for each in chosen] == ["rail_c"]
    assert chosen[0].room == pytest.approx(1.2)
    assert help_of(oil, run, chosen[0]).saved > 0
    half = Shock(name="half", effects=(Effect(kind="derate", keep=0.5, select=Selector(group=("rail_c",))),))
    assert not [each for each in full_assets(oil, oil_runner.run(half)) if each.asset == "rail_c"]


def test_what_cannot_be_solved_is_a_row_with_its_reason(
    oil: System, oil_runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = oil_runner.run(Shock.cut("trunk_line", months=3))
    full = full_assets(oil, run)[0]

    def refuse(*_: object, **__: object) -> None:
        message = "no optimum"
        raise SolveError(message)

    monkeypatch.setattr("levier.analysis.helping.solve_program", refuse)
    table = helps_table([help_of(oil, run, full), Helped(full, 2.0, {"AA": 2.0})])
    assert list(table["reason"]) == ["", "no optimum"]
    assert table["saved"].isna().tolist() == [False, True]


def test_more_room_leaves_the_base_year_as_it_is(oil: System) -> None:
    wider = widened(oil, "trunk", 5.0)
    assert (wider.calibration.base == oil.calibration.base).all()
    assert (wider.calibration.slot_limit - oil.calibration.slot_limit).max() == pytest.approx(5.0)
    assert widened(oil, "tanks", 1.0).topology.storages.at["tanks", "volume"] == pytest.approx(
        oil.topology.storages.at["tanks", "volume"] + 1.0
    )
    with pytest.raises(UsageError, match="no asset"):
        widened(oil, "nothing", 1.0)


class Slow:
    """A desk whose every answer waits until it is let go on."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self.asked: list[str] = []

    def full(self, shock: Shock) -> list[Full]:
        self.asked.append(f"full {shock.months}")
        return [Full(name, "corridor", "crude", "Mt", 1.0, 1.0) for name in "abc"]

    def helped(self, shock: Shock, full: Full) -> Helped:
        self.asked.append(full.asset)
        time.sleep(0.02)
        if shock.months == 9:
            message = "the child died"
            raise SolveError(message)
        return Helped(full, 1.0)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    assert true()


def test_it_is_asked_once_told_bit_by_bit_and_goes_on_when_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Slow()
    helps = Helps(desk)  # type: ignore[arg-type]  # it answers what is asked of a desk
    shock = Shock.cut("x", months=2)
    monkeypatch.setattr("levier.analysis.desk.helps.PATIENCE", -1.0)
    helps.look(shock)
    until(lambda: not helps.look(shock).runs or "full 2" in desk.asked)
    monkeypatch.setattr("levier.analysis.desk.helps.PATIENCE", 60.0)
    until(lambda: helps.look(shock).finished)
    done = helps.look(shock)
    assert (done.done, done.total) == (3, 3)
    assert [each.full.asset for each in done.found] == ["a", "b", "c"]
    assert helps.known(shock) is done
    failed = Shock.cut("x", months=9)
    until(lambda: bool(helps.look(failed).failure))
    assert helps.look(failed).finished
