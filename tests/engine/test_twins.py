"""Twins have one optimum whatever is cut besides; cuts that differ in anything are no twins."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pypsa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.engine import Engine, Program
from levier.engine.fitting import Fitting
from levier.engine.plan import Plan
from levier.engine.twins import twins
from tests.engine.frozen import web


@pytest.fixture(scope="module")
def chain() -> pypsa.Network:
    """A field, a pipe in three sections with an outlet after the second, a rival supply, and a tank on the way."""
    network = pypsa.Network()
    network.set_snapshots(pd.Index(["a", "b"], name="snapshot"))
    network.add("Bus", ["field", "one", "two", "port"])
    network.add("Generator", "wells", bus="field", p_nom=9, marginal_cost=1)
    network.add("Link", "first", bus0="field", bus1="one", p_nom=8)
    network.add("Link", "second", bus0="one", bus1="two", p_nom=7)
    network.add("Link", "third", bus0="two", bus1="port", p_nom=6)
    network.add("Generator", "tanker", bus="port", p_nom=20, marginal_cost=5)
    network.add("Generator", "rail", bus="two", p_nom=2, marginal_cost=8)
    network.add("Generator", "shortfall", bus="port", p_nom=99, marginal_cost=99)
    network.add("Load", "town", bus="port", p_set=[5.0, 7.0])
    return network


def standing(program: Program, *, keep: float = 0.0, window: tuple[str, str] | None = None) -> dict[str, str]:
    """Name of the element that stands for each."""
    start, end = window or (None, None)
    plan = Plan.of(program, start=start, end=end, keep=keep)
    found = twins(program.lp, Fitting.of(program, plan).parts)
    return {name: plan.names[stands] for name, stands in zip(plan.names, found, strict=True)}


def test_sections_without_a_branch_are_twins(chain: pypsa.Network) -> None:
    found = standing(Program.from_network(chain))
    alike = {name for name, stands in found.items() if stands == found["Link:first"]}
    assert alike == {"Generator:wells", "Link:first", "Link:second"}
    assert found["Link:third"] == "Link:third"  # rail still feeds it
    assert found["Generator:tanker"] == "Generator:tanker"


def test_a_derate_forces_nothing_further(chain: pypsa.Network) -> None:
    found = standing(Program.from_network(chain), keep=0.5)
    assert all(name == stands for name, stands in found.items())


def test_a_tank_between_two_sections_parts_them_in_a_window(chain: pypsa.Network) -> None:
    network = chain.copy()
    network.add("Store", "tank", bus="one", e_nom=50, e_initial=3)
    program = Program.from_network(network)
    assert standing(program)["Link:second"] == "Link:second"


def test_an_element_that_loosens_a_row_is_not_followed(chain: pypsa.Network) -> None:
    network = chain.copy()
    network.generators.loc["rail", "p_min_pu"] = 0.1
    program = Program.from_network(network)
    found = standing(program)
    assert found["Generator:rail"] == "Generator:rail"


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), minimum=st.sampled_from([0.0, 0.3]))
def test_a_sweep_reads_twins_off_and_stays_exact(seed: int, minimum: float) -> None:
    engine = Engine(web(seed, minimum=minimum), workers=0)
    pruned, full = engine.sweep(k=2), engine.sweep(k=2, prune=False)
    assert pruned["cut"].tolist() == full["cut"].tolist()
    assert pruned["objective"].to_numpy() == pytest.approx(full["objective"].to_numpy(), rel=1e-9, nan_ok=True)


def test_rows_of_twins_are_equal_and_not_solved(chain: pypsa.Network) -> None:
    engine = Engine(chain, workers=0)
    frame = engine.sweep(k=3).set_index("cut")
    full = engine.sweep(k=3, prune=False).set_index("cut")
    assert len(frame) == len(full) == 7 + 21 + 35
    assert frame.index.equals(full.index)
    assert frame["status"].equals(full["status"])
    assert frame["damage"].to_numpy() == pytest.approx(full["damage"].to_numpy(), nan_ok=True)
    one, other = ("Link:first", "Generator:tanker"), ("Link:second", "Generator:tanker")
    rows = frame.loc[[tuple(sorted(one)), tuple(sorted(other))]]
    assert rows["damage"].iloc[0] == rows["damage"].iloc[1]
    assert rows["solved"].sum() <= 1


def test_listed_cuts_are_read_off_too(chain: pypsa.Network) -> None:
    engine = Engine(chain, workers=0)
    frame = engine.sweep(cuts=[("first",), ("second",), ("wells", "second"), ("third",)])
    assert frame["damage"].tolist() == pytest.approx([frame["damage"][0]] * 3 + [frame["damage"][3]])
    assert frame["solved"].sum() == np.unique(frame["damage"]).size
