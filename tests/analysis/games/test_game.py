"""A game holds what it was given, and refuses what is none."""

from __future__ import annotations

import math

import numpy as np
import pytest

from levier.analysis.games import MOST_PLAYERS, Game, excesses
from levier.analysis.games.coalitions import members, rows, sizes, sums
from levier.errors import UsageError


def test_bit_i_is_player_i() -> None:
    game = Game.of(("KZ", "RU", "TM"), lambda who: 100.0 * ("KZ" in who) + 10.0 * ("RU" in who) + ("TM" in who))
    assert game.values.tolist() == [0, 100, 10, 110, 1, 101, 11, 111]
    assert game.mask(["TM", "KZ"]) == 0b101
    assert game.value([]) == 0
    assert game.value(["RU", "TM"]) == 11
    assert game.alone.tolist() == [100, 10, 1]
    assert game.total == 111


def test_values_cannot_be_changed_from_outside() -> None:
    values = np.array([0.0, 1.0, 2.0, 5.0])
    game = Game(("a", "b"), values)
    values[3] = 7.0
    assert game.total == 5.0
    with pytest.raises(ValueError, match="read-only"):
        game.values[3] = 7.0


def test_a_restricted_game_keeps_values_and_order() -> None:
    game = Game(("a", "b", "c", "d"), np.arange(16.0) ** 2)
    part = game.restricted(["d", "b"])
    assert part.players == ("b", "d")
    assert [part.value(who) for who in (["b"], ["d"], ["b", "d"])] == [2.0**2, 8.0**2, 10.0**2]


def test_scale_is_what_acting_together_changes() -> None:
    assert Game(("a", "b"), [0, 1e6, 2e6, 3e6 + 50]).scale == 50
    assert Game(("a", "b"), [0, 1, 2, 3]).scale == pytest.approx(3e-6)
    assert Game(("a", "b"), [0, 0, 0, 0]).scale == 1


@pytest.mark.parametrize(
    ("players", "values", "says"),
    [
        ((), [0.0], "0 players; 1 to 24"),
        (tuple(map(str, range(MOST_PLAYERS + 1))), [0.0], "25 players; 1 to 24"),
        (("a", "b", "a"), np.zeros(8), "'a' stands more than once"),
        (("a", "b"), np.zeros(3), r"shape \(3,\); 2 players need shape \(4,\)"),
        (("a", "b"), [1.0, 0.0, 0.0, 0.0], "empty coalition is 1"),
        (("KZ", "RU"), [0.0, 0.0, 0.0, math.nan], r"coalition \{KZ, RU\} is nan"),
        (("KZ", "RU"), [0.0, 0.0, -math.inf, math.nan], r"coalition \{RU\} is -inf \(2 such\)"),
    ],
)
def test_what_is_no_game_is_refused(players: tuple[str, ...], values: list[float], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Game(players, values)


def test_an_unknown_player_is_named_with_the_nearest() -> None:
    game = Game(("Kazakhstan", "Russia"), np.zeros(4))
    with pytest.raises(UsageError, match="'Kazakstan' is no player of this game; nearest: Kazakhstan"):
        game.value(["Kazakstan"])


@pytest.mark.parametrize("payoff", [[1.0], [1.0, 2.0, 3.0], [1.0, math.nan]])
def test_a_payoff_must_fit(payoff: list[float]) -> None:
    with pytest.raises(UsageError, match="2 finite numbers are needed"):
        excesses(Game(("a", "b"), np.zeros(4)), payoff)


def test_coalitions_agree_with_their_members() -> None:
    weights = np.array([3.0, -1.0, 0.5, 7.0])
    inside = [list(members(mask)) for mask in range(16)]
    assert sums(weights).tolist() == [sum(weights[who]) for who in inside]
    assert sizes(4).tolist() == [len(who) for who in inside]
    assert [np.flatnonzero(row).tolist() for row in rows(range(16), 4).toarray()] == inside
