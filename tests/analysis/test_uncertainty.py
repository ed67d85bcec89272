"""Intervals and drivers: what is asked of samples, and what is known of it beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from levier.analysis import asking
from levier.analysis.figures import Balances, Figure, Losses, Shares
from levier.analysis.uncertainty import _own_part, _ranks, uncertainty_of
from levier.errors import SolveError, UsageError
from levier.shock import shock_of_cuts
from levier.system import System, load
from tests.analysis.questions import Broken


@dataclass(frozen=True)
class Price:
    """One price of the deck, and a number that never moves."""

    name: str

    def figures(self, system: System) -> Iterator[Figure]:
        """Read it."""
        prices = system.package.table("prices").set_index("id")["base"]
        yield Figure("balances", "price", float(prices[self.name].iloc[0]), "USD")
        yield Figure("balances", "seven", 7.0, "")


@dataclass(frozen=True)
class Sometimes:
    """A price that is not defined below its base, and one that never is in a sample."""

    name: str
    base: float

    def figures(self, system: System) -> Iterator[Figure]:
        """Read it."""
        value = float(system.package.table("prices").set_index("id")["base"].loc[[self.name]].iloc[0])
        own = bool(system.base_year.estimators)
        yield Figure("balances", "above", value if value >= self.base else np.nan, "USD")
        yield Figure("balances", "never", 1.0 if own else np.nan, "")


@pytest.fixture(scope="module")
def system() -> System:
    return load("eurasia", 2023, families=["uranium"])


def test_a_price_is_driven_by_itself_alone(system: System) -> None:
    name = system.assets.loc[system.assets["kind"] == "market", "price"].iloc[0]
    found = uncertainty_of(system, [Price(name)], samples=64, workers=0)
    row = found.table.set_index("figure").loc["price"]
    deck = system.package.table("prices").set_index("id").loc[[name]].iloc[0]
    assert row["low"] == pytest.approx(deck["low"], rel=0.15)
    assert row["high"] == pytest.approx(deck["high"], rel=0.15)
    assert row["low"] < row["value"] < row["high"]
    strongest = found.drivers.iloc[0]
    assert (strongest["kind"], strongest["input"]) == ("price", name)
    assert strongest["correlation"] == pytest.approx(1.0)
    steady = found.table.set_index("figure").loc["seven"]
    assert (steady["low"], steady["high"], steady["drivers"]) == (7.0, 7.0, "")
    assert found.rebuilt == 2


def test_a_figure_says_in_how_many_samples_it_is_defined(oil: System, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the draws of a price lie above its base; a price is still driven by itself in these."""
    monkeypatch.setattr(asking, "_rebuilt", lambda *_: None)
    name = "port_a_price"
    found = uncertainty_of(oil, [Sometimes(name, 500.0)], samples=30, workers=0)
    table = found.table.set_index("figure")
    assert table.at["above", "samples"] == 15
    assert table.at["above", "low"] > table.at["above", "value"]
    assert table.at["never", "samples"] == 0
    assert np.isnan(table.at["never", "low"])
    assert set(found.drivers["figure"]) == {"above"}
    assert found.drivers.iloc[0]["input"] == name


def test_workers_do_not_matter(system: System) -> None:
    one, two = (uncertainty_of(system, [Balances()], samples=6, workers=workers) for workers in (0, 2))
    assert one.table.equals(two.table)
    assert len(one.table) >= 4
    assert (one.table["low"] <= one.table["high"]).all()


def test_shares_and_losses_are_figures(system: System) -> None:
    country = system.assets.loc[system.assets["kind"] == "supply", "country"].iloc[0]
    shock = shock_of_cuts(
        [str(system.assets.loc[system.assets["kind"] == "corridor", "group"].iloc[0])], start="1", months=3
    )
    questions = [Shares(country, "uranium", "exports"), Losses((shock,))]
    found = uncertainty_of(system, questions, samples=4, workers=0)
    table = found.table.set_index("figure")
    partners = table[table.index.str.contains("share of partner")]
    assert partners["value"].sum() == pytest.approx(100.0)
    losses = table[table.index.str.contains("loss of ")]
    every = losses.index.str.endswith("loss of all")
    assert losses.loc[~every, "value"].sum() == pytest.approx(float(losses.loc[every, "value"].iloc[0]), abs=1e-6)
    assert np.isfinite(table[["low", "high"]].to_numpy()).all()


def test_no_sample_with_an_answer_is_an_error(system: System) -> None:
    with pytest.raises(SolveError, match="none of 2 samples has an answer; the first: no answer here"):
        uncertainty_of(system, [Broken()], samples=2, workers=0)


def test_nothing_asked_is_an_error(system: System) -> None:
    with pytest.raises(UsageError, match="nothing was asked"):
        uncertainty_of(system, [], samples=2, workers=0)


def test_what_only_goes_along_with_a_driver_is_no_driver() -> None:
    rng = np.random.default_rng(4)
    driver, noise = rng.standard_normal((2, 400))
    along = driver + 0.5 * noise
    other = rng.standard_normal(400)
    given = _ranks(np.column_stack([driver, along, other]))
    figure = _ranks((driver + 0.4 * other)[:, None])[:, 0]
    kept = _own_part(given, figure, given.T @ figure, 0.2)
    assert abs(given[:, 1] @ figure) > 0.7
    assert kept.tolist() == [True, False, True]
