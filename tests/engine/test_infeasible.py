"""Infeasible networks: which bus, which periods, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from levier.engine import Contingency, Engine, Outcome, compile_network, solve_program
from levier.engine.infeasible import explain_infeasible
from levier.errors import SolveError
from levier.lp import Solution, Status

if TYPE_CHECKING:
    import pypsa


def test_a_bus_that_lacks_supply_is_named(small: pypsa.Network) -> None:
    small.c.loads.dynamic["p_set"].loc["b", "use"] = 16.0
    text = explain_infeasible(compile_network(small))
    # Ten from the dear plant, two through the line: four are lacking, in the second period alone.
    assert "s lacks 4 in b (1 period" in text
    assert "n lacks" not in text
    assert "shed" in text


def test_too_much_is_said_too(small: pypsa.Network) -> None:
    small.c.generators.static.loc["cheap", "p_min_pu"] = 0.9
    small.c.stores.static.loc["tank", "e_initial"] = 6.0
    text = explain_infeasible(compile_network(small))
    assert "n cannot get rid of 5 in a to b (2 periods, 5 at the most)" in text


def test_a_cut_that_leaves_a_bus_alone(small: pypsa.Network) -> None:
    program = compile_network(small)
    text = explain_infeasible(program.altered(program.alteration(["dear", "line"])))
    assert "s lacks 4 in a to b (2 periods, 5 at the most)" in text


def test_limits_and_bounds_that_contradict(small: pypsa.Network) -> None:
    small.c.generators.static.loc["cheap", ["p_min_pu", "p_set"]] = [0.5, 2.0]
    text = explain_infeasible(compile_network(small))
    assert "A minimum lies above its maximum: Generator-p of cheap in a" in text


def test_nothing_is_lacking(small: pypsa.Network) -> None:
    assert explain_infeasible(compile_network(small)).startswith("Nothing is lacking")


def limited(sense: str, limit: float) -> pypsa.Network:
    """Give a town that is fed by gas through a link, by some wind, and a limit on emissions."""
    import pypsa

    network = pypsa.Network()
    network.set_snapshots(pd.Index(["a", "b"], name="snapshot"))
    network.add("Carrier", ["gas", "wind"], co2_emissions=[0.5, 0.0])
    network.add("Bus", ["field", "town"])
    network.add("Generator", "plant", bus="field", p_nom=10, marginal_cost=2, carrier="gas")
    network.add("Generator", "mill", bus="town", p_nom=1, carrier="wind")
    network.add("Link", "line", bus0="field", bus1="town", p_nom=8)
    network.add("Load", "use", bus="town", p_set=[3.0, 6.0])
    network.add("GlobalConstraint", "co2", type="primary_energy", sense=sense, constant=limit)
    return network


@pytest.mark.parametrize("workers", [0, 1])
def test_a_limit_of_the_whole_network_is_named_beside_the_bus(workers: int) -> None:
    # Nine are needed, two come from the wind and four from what may be emitted.
    words = "town lacks 3 .* In the way stands GlobalConstraint of co2"
    with (
        Engine(limited("<=", 2.0), workers=workers) as engine,
        pytest.raises(SolveError, match=f"the network as it is was not solved: infeasible.*{words}.*shed"),
    ):
        _ = engine.base


def test_a_limit_that_cannot_hold_is_named() -> None:
    # All that flows burns half of nine; the spare output of the plant has nowhere to go.
    text = explain_infeasible(compile_network(limited(">=", 20.0)))
    assert "These limits cannot hold either: GlobalConstraint of co2" in text


def test_solve_program_says_where_and_when(small: pypsa.Network) -> None:
    small.c.loads.dynamic["p_set"].loc["b", "use"] = 16.0
    with pytest.raises(SolveError, match=r"^my network was not solved: infeasible.*s lacks 4 in b.*shed"):
        solve_program(compile_network(small), what="my network")


@pytest.mark.parametrize("workers", [0, 1])
def test_an_outcome_says_why_when_asked(small: pypsa.Network, workers: int) -> None:
    with Engine(small, workers=workers) as engine:
        outcome = engine.solve(Contingency(cut=("dear", "line"), start="b"))
        assert outcome.status is Status.INFEASIBLE
        assert "why" not in outcome.__dict__
        assert "s lacks 5 in b (1 period" in outcome.why
        assert engine.base.why == ""


def test_an_outcome_without_time_says_so(small: pypsa.Network) -> None:
    program = compile_network(small)
    late = Outcome(program, Solution.without_numbers(Status.TIME_LIMIT, program.lp.shape))
    assert late.why == late.guarantee == "no optimum: no attempt"


def test_an_explanation_that_fails_is_no_second_error(small: pypsa.Network) -> None:
    def failing(_: object) -> str:
        message = "the worker died"
        raise SolveError(message)

    program = compile_network(small)
    outcome = Outcome(program, Solution.without_numbers(Status.INFEASIBLE, program.lp.shape), explain=failing)
    assert outcome.why == "What is lacking was not found: the worker died"
