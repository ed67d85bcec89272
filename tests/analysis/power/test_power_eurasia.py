"""The gas game of eurasia: fourteen players, exact; the sign tests of methods 8 (Cobanli 2014)."""

from __future__ import annotations

import pytest

from levier.analysis.power import Question, answer_power, ready_game
from levier.system import System, load

WEST = ("trans_caspian", "trans_caspian_europe", "caspian_coastal")


@pytest.fixture(scope="module")
def gas() -> System:
    """Give the base year of gas."""
    return load("eurasia", 2024, families=["gas"])


def worth_to(system: System, player: str, **changes: tuple[str, ...]) -> dict[str, float]:
    """Return what the westward projects are worth to a player."""
    together = ready_game(system.package, "gas").together
    answer = answer_power(system, "gas", Question(horizon=2030, together=together, projects=WEST, cases=(), **changes))
    table = answer.by_project
    table = table[table["player"] == player].set_index("project")["value"]
    return {name: float(table.get(name, 0.0)) for name in WEST}


@pytest.mark.slow
def test_fourteen_players_exactly_and_who_gains_from_the_caspian_line(gas: System) -> None:
    together = ready_game(gas.package, "gas").together
    answer = answer_power(gas, "gas", Question(horizon=2030, together=together, projects=("line_d",), cases=()))
    game = answer.stated
    assert len(game.players) == 14
    assert game.guarantee == "exact"
    assert game.certificate is not None
    assert game.certificate.holds
    assert game.counts.solved < game.coalitions / 10
    assert game.shapley.sum() == pytest.approx(game.total)
    assert (game.shapley >= game.alone - 1e-6 * game.total).all()
    value = answer.by_project.set_index("player")["value"]
    assert value["KZ"] < 0 < min(value["TM"], value["CN"], value["TJ"], value["KG"])


@pytest.mark.slow
def test_the_sign_tests_of_the_literature(gas: System) -> None:
    with_china, without = worth_to(gas, "TM"), worth_to(gas, "TM", absent=("CN",))
    assert max(with_china, key=lambda name: with_china[name]) == "trans_caspian"
    for name in WEST[:2]:
        assert with_china[name] == pytest.approx(without[name], rel=0.1)
        assert with_china[name] > 500
