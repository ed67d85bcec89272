"""Intervals of every figure on dependence: what is known of them beforehand, and that nothing else decides them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from levier.analysis import DependenceAnswer, Runner, answer_dependence, asking
from levier.analysis.closures import closure_named
from levier.analysis.dependence_figures import FIGURES, TERMS, Dependence, figures_of, with_intervals
from levier.analysis.least_cost import LeastCost
from levier.analysis.peaks import peak_demand
from levier.analysis.uncertainty import Uncertainty, uncertainty_of
from levier.dataset.units import YEAR_DAYS
from levier.system import System
from levier.system.sampling import Sampler
from tests.system import toys, worlds


def sampled(system: System, answer: DependenceAnswer, samples: int, seed: int = 1, workers: int = 0) -> Uncertainty:
    return uncertainty_of(system, [Dependence(answer.scope)], samples=samples, seed=seed, workers=workers)


def fields(uncertainty: float) -> System:
    """Give two fields that share nothing: AA sells by a line through BB, CC next to its own field."""
    return toys.system(
        toys.tables(
            {"field": "AA", "sea": "BB", "other": "CC", "quay": "WW"},
            supplies=[toys.supply("oil", "field", "oil_a", 30), toys.supply("oil_c", "other", "oil_b", 30)],
            corridors=[
                toys.corridor("line", "oil_a", ("field", "sea"), 3, territory="AA;BB", capacity=40),
                toys.corridor("line_c", "oil_b", ("other", "quay"), 3, territory="CC", capacity=40),
            ],
            markets=[toys.market("sales", "sea", "oil_a", country="BB"), toys.market("sales_c", "quay", "oil_b")],
            prices=[toys.price("sales_price", "oil_a", 500), toys.price("sales_c_price", "oil_b", 500)],
            observations=[toys.report("oil", 10, uncertainty=uncertainty), toys.report("oil_c", 10, uncertainty=0.02)],
        )
    )


@pytest.fixture(scope="module")
def answer(oil: System) -> DependenceAnswer:
    return answer_dependence(oil, "AA", "crude", "exports", closed=["BB"])


@pytest.fixture(scope="module")
def found(oil: System, answer: DependenceAnswer) -> Iterator[Uncertainty]:
    """Ask five samples, none of which is built again through PyPSA: test_uncertainty has that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "_rebuilt", lambda *_: None)
        yield sampled(oil, answer, 5)


@pytest.fixture(scope="module")
def wide(answer: DependenceAnswer, found: Uncertainty) -> DependenceAnswer:
    return with_intervals(answer, found)


def test_every_number_of_every_table_is_a_figure(answer: DependenceAnswer) -> None:
    for name, (keys, columns) in FIGURES.items():
        table = getattr(answer, name)
        numbers = {column for column in table if pd.api.types.is_float_dtype(table[column])}
        assert numbers == set(columns), name
        assert not table.duplicated(list(keys)).any(), name
    for result in answer.n_minus_one:
        for name, (keys, _) in TERMS.items():
            assert not getattr(result, name).duplicated(list(keys)).any(), name


def test_low_and_high_stand_beside_every_value(wide: DependenceAnswer, found: Uncertainty) -> None:
    assert not len(found.failed)
    for name, (_, columns) in FIGURES.items():
        table = getattr(wide, name)
        for column in columns:
            low, high = table[f"{column}_low"], table[f"{column}_high"]
            assert (low <= high).all(), (name, column)
            assert list(table.columns).index(f"{column}_low") == list(table.columns).index(column) + 1
        assert (table["samples"] == 5).all()
    for result in wide.n_minus_one:
        assert {"value_low", "value_high", "samples"} <= set(result.inputs)
        assert {"capacity_low", "capacity_high"} <= set(result.facilities)
    assert wide.intervals is not None
    assert len(wide.intervals) == len(figures_of(wide))


def test_what_must_hold_in_every_sample(wide: DependenceAnswer) -> None:
    """Shares of partners add up; nothing is lost with nothing closed; more months of closure never move less."""
    assert wide.observed["share_high"].max() <= 1 + 1e-9
    nothing = wide.flexibility[wide.flexibility["closed"] == "nothing"]
    assert nothing["disrupted_cooperative_high"].max() < 1e-6
    moved = wide.least_cost[wide.least_cost["capacity"] == "effective"].sort_values("months")
    assert moved["moved_low"].is_monotonic_increasing
    assert moved["moved_high"].is_monotonic_increasing
    assert moved["lost_share_low"].min() > 0


def test_the_seed_decides_alone(oil: System, answer: DependenceAnswer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_rebuilt", lambda *_: None)
    one, again, other = (sampled(oil, answer, 2, seed) for seed in (1, 1, 2))
    assert one.table.equals(again.table)
    assert not np.allclose(one.table["low"], other.table["low"], equal_nan=True)


@pytest.mark.slow
def test_workers_do_not_matter(oil: System, answer: DependenceAnswer) -> None:
    one, two = (sampled(oil, answer, 4, workers=workers) for workers in (0, 2))
    assert one.table.equals(two.table)
    assert one.drivers.equals(two.drivers)


def test_doubling_one_report_widens_what_depends_on_it_alone() -> None:
    """The only report of AA's field decides what AA sells; CC's field is another system."""
    spreads: list[dict[str, dict[str, float]]] = []
    for uncertainty in (0.02, 0.04):
        system = fields(uncertainty)
        sampler, both = Sampler(system, 4), {}
        for country, line in (("AA", "line"), ("CC", "line_c")):
            answer = answer_dependence(system, country, "crude", "exports", closed=[line], capacities=("effective",))
            question = Dependence(answer.scope)
            drawn = [sampler.system_of(number, question.families) for number in range(4)]
            values = pd.DataFrame([{each.name: each.value for each in question.figures(part)} for part in drawn])
            both[country] = (values.max() - values.min()).dropna().to_dict()
        spreads.append(both)
    once, twice = spreads
    untouched = [name for name in once["CC"] if ", BB: " not in name]
    assert len(untouched) > 30
    assert [once["CC"][name] for name in untouched] == [twice["CC"][name] for name in untouched]
    volumes = [name for name in once["AA"] if name.endswith((": total", "partner, BB: volume", "year: base"))]
    assert len(volumes) >= 2
    for name in volumes:
        assert twice["AA"][name] == pytest.approx(2 * once["AA"][name], rel=1e-3), name
    # All of it goes one way in every sample, however much it is.
    shares = [name for name in once["AA"] if name.startswith("observed") and name.endswith(": share")]
    assert shares
    assert max(twice["AA"][name] for name in shares) < 1e-9


def test_a_reported_peak_is_an_input_of_its_own() -> None:
    """A day of 60 mcm, known to 5 %, is more than any month of the city; it moves and no flow does."""
    tables = worlds.gas()
    day = toys.report("heating", 60, "2023-01-10", measure="peak_rate", unit="mcm/d", uncertainty=0.05, use="false")
    tables["observations"] = [*tables["observations"], {**day, "reason": "one day"}]
    system = toys.system(tables)
    sampler, peaks = moved_by_peaks(system, "heating-2023-01-10")
    before, after = (sampler.system_at(point) for point in peaks)
    assert (before.base_year.flows == after.base_year.flows).all(axis=None)
    first, second = (peak_demand(drawn, "BB", "gas").value for drawn in (before, after))
    assert first == pytest.approx(0.06 * YEAR_DAYS, rel=1e-6)
    assert second == pytest.approx(1.1 * 0.06 * YEAR_DAYS, rel=1e-6)


def test_the_peak_of_a_profile_is_an_input_of_its_own(gas: System) -> None:
    """Without a report the peak hour of the profile counts: twice the mean of 9, known to 5 %."""
    sampler, peaks = moved_by_peaks(gas, "winter")
    first, second = (peak_demand(sampler.system_at(point), "BB", "gas").value for point in peaks)
    assert first == pytest.approx(18, rel=1e-3)
    assert second == pytest.approx(1.1 * 18, rel=1e-3)


def moved_by_peaks(system: System, name: str) -> tuple[Sampler, list[np.ndarray]]:
    """Give the middle of all inputs, and the point where one peak is two standard deviations higher."""
    sampler = Sampler(system, 2)
    chosen = (sampler.inputs["kind"].eq("peak") & sampler.inputs["id"].eq(name)).to_numpy()
    assert chosen.sum() == 1
    return sampler, [np.zeros(len(chosen)), np.where(chosen, 2.0, 0.0)]


@pytest.mark.parametrize(("name", "closed"), [("oil", "BB"), ("oil", "rail_c"), ("gas", "gas_line")])
def test_volumes_are_those_of_the_runner(name: str, closed: str, request: pytest.FixtureRequest) -> None:
    system: System = request.getfixturevalue(name)
    closure = closure_named(system, closed, {"oil": "crude"}.get(name, name))
    solver, runner = LeastCost(system), Runner(system)
    for months in (1, 3, 12):
        run = runner.run(closure.shock(months))
        reference, shocked = solver.volumes(closure.shut, months)
        assert reference == pytest.approx(run.weights @ run.reference.to_numpy(float), abs=1e-6)
        assert shocked == pytest.approx(run.weights @ run.shocked.to_numpy(float), abs=1e-6)
