"""Every game of tests/peers/coopgames has the answers of the literature."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from levier.analysis.games import Game, banzhaf, nucleolus, per_capita_nucleolus, prenucleolus, shapley
from tests.analysis.games.random_games import names

PEERS = Path(__file__).parents[2] / "peers" / "coopgames" / "reference_values.json"
PUBLISHED: list[dict[str, Any]] = json.loads(PEERS.read_text(encoding="utf-8"))["tu_games"]
SOLVED: dict[str, Callable[[Game], np.ndarray]] = {
    "nucleolus": lambda game: nucleolus(game).value,
    "prenucleolus": lambda game: prenucleolus(game).value,
    "per_capita_nucleolus": lambda game: per_capita_nucleolus(game).value,
    "shapley": shapley,
    "banzhaf_raw": banzhaf,
}
DESCRIBED = {"name", "players", "order", "coalitions", "values", "source"}


def read(entry: dict[str, Any]) -> Game:
    values = np.zeros(1 << entry["players"])
    for coalition, value in zip(entry["coalitions"], entry["values"], strict=True):
        values[sum(1 << int(player) for player in coalition)] = value
    return Game(names(entry["players"]), values)


@pytest.mark.parametrize("entry", PUBLISHED, ids=[entry["name"] for entry in PUBLISHED])
def test_published_answers_are_found(entry: dict[str, Any]) -> None:
    answers = set(entry) - DESCRIBED
    assert answers
    for answer in answers:
        expected = [float(Fraction(number)) for number in entry[answer]]
        np.testing.assert_allclose(SOLVED[answer](read(entry)), expected, atol=1e-12, err_msg=answer)
