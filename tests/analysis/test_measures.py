"""Linear measures say what `loss_of` says, and the engine's cut of an element is the runner's."""

from __future__ import annotations

import pytest

from levier.analysis import Case, Runner, case_of, loss_of
from levier.analysis.volumes import lost_by_country
from levier.engine import Contingency, Engine
from levier.shock import Effect, Selector, Shock
from levier.system import System


def both(case: Case, runner: Runner, engine: Engine, name: str, months: int, recovery: int) -> None:
    """Compare the engine's cut of an asset with the runner's, and every measure with the loss of the run."""
    outcome = engine.solve(Contingency(cut=(name,), start=case.start, end=case.end))
    effect = Effect(kind="cut", select=Selector(id=(name,)))
    run = runner.run(Shock(name=name, effects=(effect,), months=months, recovery=recovery))
    assert outcome.objective == pytest.approx(run.shocked_outcome.objective, rel=1e-9, abs=1e-9)
    loss = loss_of(case.system, run)
    expected = {"loss": loss.system} | {
        f"loss {country}": loss.by_country.at[country, "loss"] for country in loss.by_country.index
    }
    for family, rows in lost_by_country(case.system, run).groupby("family"):
        expected |= {f"unserved {family}": rows["unserved"].sum(), f"output {family}": rows["output_lost"].sum()}
    moved = run.shocked_outcome.solution.x - run.reference_outcome.solution.x
    scale = max(1.0, *(abs(value) for value in expected.values()))
    for measure, vector in case.measures.vectors.items():
        assert vector @ moved == pytest.approx(expected.get(measure, 0.0), abs=1e-6 * scale), measure


@pytest.mark.parametrize(
    ("world", "months", "recovery"), [("oil", 2, 3), ("gas", 1, 2), ("power", 1, 0), ("transit", 3, 0)]
)
def test_every_single_of_a_toy(world: str, months: int, recovery: int, request: pytest.FixtureRequest) -> None:
    runner: Runner = request.getfixturevalue(f"{world}_runner")
    case = case_of(runner.system, by="asset", months=months, recovery=recovery)
    engine = Engine(case.program, workers=0, groups=case.groups)
    for name in case.elements.index:
        both(case, runner, engine, str(name), months, recovery)


def test_the_peak_hour_weighs_nothing(power_runner: Runner) -> None:
    case = case_of(power_runner.system, by="asset", start="peak", months=1)
    assert case.horizon.labels == ("peak",)
    moved = Engine(case.program, workers=0, groups=case.groups).solve(Contingency(cut=("line",))).solution.x
    assert case.measures.vectors["unserved power"] @ moved > 0


def test_units_and_kinds(oil: System) -> None:
    table = case_of(oil).measures.table
    assert table.loc["unserved crude"].to_list() == ["unserved", "crude", "Mt"]
    assert table.loc["loss AA"].to_list() == ["loss", "AA", "M USD"]


@pytest.mark.slow
def test_every_single_of_a_shipped_family() -> None:
    from levier.system import load

    system = load("eurasia", 2024, families=["power"])
    case = case_of(system, by="asset", recovery=1)
    runner, engine = Runner(system), Engine(case.program, workers=0, groups=case.groups)
    assert len(case.elements) > 20
    assert "slot" in set(case.elements["kind"])
    for name in case.elements.index:
        both(case, runner, engine, str(name), 3, 1)
