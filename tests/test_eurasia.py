"""The shipped package: every year loads, comes back, and answers its shocks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from levier.analysis import Run, Runner, answer_stress, observed_dependence
from levier.dataset import data_path
from levier.engine import compile_network, solve_program
from levier.shock import Effect, Selector, Shock, read_shock
from levier.system import System, load

YEARS = [2024, *(pytest.param(year, marks=pytest.mark.slow) for year in (2023, 2025))]
SHOCKS = sorted((data_path("eurasia") / "shocks").glob("*.yaml"))


@pytest.fixture(scope="module", params=YEARS)
def year(request: pytest.FixtureRequest) -> System:
    """Give each base year in turn."""
    return load("eurasia", request.param)


@pytest.fixture(scope="module")
def crude(year: System) -> Runner:
    """Give the oil of the year."""
    return Runner(year.part(["crude"]))


@pytest.fixture(scope="module")
def runners(year: System) -> dict[tuple[str, ...], Runner]:
    """Give the runners of the year, by families."""
    wanted = {tuple(sorted(read_shock(file).families)) for file in SHOCKS}
    return {families: Runner(year.part(families) if families else year) for families in wanted}


def cut(*, months: int = 3, keep: float | None = None, **select: tuple[str, ...]) -> Shock:
    kind = "cut" if keep is None else "derate"
    effect = Effect(kind=kind, select=Selector(**select), keep=keep, of="capacity" if keep is None else "base")
    return Shock(name="test", effects=(effect,), months=months)


def group_share(run: Run, system: System, carrier: str) -> pd.Series:
    chosen = system.assets.index[(system.assets["group"] == "cpc") & (system.assets["carrier"] == carrier)]
    return run.shocked[chosen].sum() / run.reference[chosen].sum()


def test_mass_balances(year: System) -> None:
    base = year.base_year
    assert base.balance <= 1e-6
    assert np.abs(base.flows.to_numpy() @ year.topology.incidence.T.toarray()).max() <= 1e-6
    assert {"crude", "gas", "power"} <= set(year.assets["family"])


def test_reports_are_many_and_mostly_met(year: System) -> None:
    reports = year.base_year.reports
    for family in ("crude", "gas", "power"):
        size = reports.loc[reports["family"] == family, "residual"].abs()
        assert len(size) >= 25, family
        assert (size <= 2).mean() >= 0.7, family


def test_the_base_year_comes_back(year: System) -> None:
    network = year.network()
    outcome = solve_program(compile_network(network))
    parts = pd.concat([network.c.generators.static, network.c.links.static])
    parts = parts[parts["tranche"].isin(("base", "flex"))]
    found = (
        outcome.dispatch[parts.index]
        .T.groupby(parts["asset"])
        .sum()
        .T.reindex(columns=year.assets.index, fill_value=0.0)
    )
    ways = (year.assets["kind"] != "demand").to_numpy()
    base = year.base_year.flows.to_numpy()[:, ways]
    gap = np.abs(found.to_numpy()[:, ways] - base)
    assert (gap <= np.maximum(0.01 * base, 1e-4)).all()


@pytest.mark.parametrize("file", SHOCKS, ids=lambda f: Path(f).stem)
def test_every_ready_made_shock_is_answered(runners: dict[tuple[str, ...], Runner], file: Path) -> None:
    shock = read_shock(file)
    runner = runners[tuple(sorted(shock.families))]
    answer = answer_stress(runner.system, runner.run(shock))
    assert abs(answer.imbalance) <= 1e-6 * max(abs(answer.loss), 1.0)
    assert answer.by_country["loss"].sum() == pytest.approx(answer.loss, rel=1e-6, abs=1e-6)
    assert answer.damage >= -1e-6 * max(1.0, abs(answer.loss))


def test_most_kazakh_oil_leaves_through_cpc(year: System) -> None:
    found = observed_dependence(year, "KZ", "crude", "exports")
    assert found is not None
    share = found.table.set_index(["dimension", "key"])["share"]
    assert 0.75 <= share["group", "cpc"] <= 0.88
    assert share["group", "cpc"] <= share["territory", "RU"] <= 1


def test_closing_kazakh_shippers_on_cpc_leaves_russian_oil_alone(crude: Runner) -> None:
    run = crude.run(cut(group=("cpc",), carrier=("crude_kz",)))
    assert group_share(run, crude.system, "crude_kz").max() == pytest.approx(0, abs=1e-6)
    russian = group_share(run, crude.system, "crude_ru")
    assert russian.to_numpy() == pytest.approx(1, abs=1e-4)


def test_halving_cpc_halves_both_shippers(crude: Runner) -> None:
    run = crude.run(cut(group=("cpc",), keep=0.5))
    for carrier in ("crude_kz", "crude_ru"):
        assert group_share(run, crude.system, carrier).max() <= 0.5 + 1 / 12, carrier
        assert group_share(run, crude.system, carrier).min() >= 0.5 - 1 / 12, carrier


def test_closing_makhachkala_frees_berths_for_baku(crude: Runner) -> None:
    names = crude.system.assets.index
    closed = tuple(names[names.str.startswith("aktau_makhachkala")])
    open_still = list(names[names.str.startswith("aktau_baku")])
    run = crude.run(cut(id=closed))
    assert run.shocked[list(closed)].to_numpy().max() == 0
    assert run.reference[list(closed)].to_numpy().max() > 0
    assert (run.shocked[open_still] - run.reference[open_still]).to_numpy().max() > 1e-3
