"""How long exact Shapley values and the nucleolus of a random superadditive game take.

.venv/bin/python bench/games_speed.py                # 14 players, 5 games; Shapley alone with 20 players
.venv/bin/python bench/games_speed.py --players 12
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import dataclass

import numpy as np

from levier.analysis.games import Game, nucleolus, shapley

PLAYERS, MORE_PLAYERS, GAMES = 14, 20, 5

__all__ = ["Timing", "superadditive_cover", "superadditive_game", "timing"]


@dataclass(frozen=True)
class Timing:
    """Wall times of one game, in seconds; the certificate is part of the nucleolus.

    Attributes:
        shapley: exact Shapley values.
        nucleolus: nucleolus and certificate.
        rounds: levels lowered.
    """

    shapley: float
    nucleolus: float
    rounds: int


def superadditive_cover(values: np.ndarray) -> np.ndarray:
    """Raise the value of every coalition to the best that it gains by splitting up, shape (2**n,)."""
    result = values.copy()
    result[0] = 0.0
    for mask in range(1, values.size):
        parts = np.array(list(_parts(mask)))
        result[mask] = (result[parts] + result[mask ^ parts]).max()
    return result


def _parts(mask: int) -> list[int]:
    """List the parts of a coalition that hold its last player, itself first."""
    last = 1 << (mask.bit_length() - 1)
    rest, sub, found = mask ^ last, mask ^ last, [mask]
    while sub:
        sub = (sub - 1) & rest
        found.append(sub | last)
    return found


def superadditive_game(players: int, seed: int) -> Game:
    """Make a game from random values that grow with the members, and cover it."""
    rng = np.random.default_rng([seed, players])
    masks = np.arange(1 << players)
    values = rng.uniform(0, 1, masks.size) * np.bitwise_count(masks) ** 1.5
    return Game([f"player {i}" for i in range(players)], superadditive_cover(values))


def timing(game: Game) -> Timing:
    """Time both values of one game, and check that they hand out the total."""
    began = time.perf_counter()
    values = shapley(game)
    between = time.perf_counter()
    found = nucleolus(game)
    ended = time.perf_counter()
    assert np.isclose(values.sum(), game.total)
    assert np.isclose(found.value.sum(), game.total)
    return Timing(between - began, ended - between, found.rounds)


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--players", type=int, default=PLAYERS)
    players = parser.parse_args().players
    times = [timing(superadditive_game(players, seed)) for seed in range(GAMES)]
    for name in ("shapley", "nucleolus"):
        seconds = [getattr(one, name) for one in times]
        print(
            f"{name}, {players} players, {GAMES} games: median {1e3 * statistics.median(seconds):.1f} ms, "
            f"longest {1e3 * max(seconds):.1f} ms"
        )
    print(f"rounds: {', '.join(str(one.rounds) for one in times)}")
    large = Game(
        [f"player {i}" for i in range(MORE_PLAYERS)], np.append(0.0, np.random.default_rng(0).random((1 << 20) - 1))
    )
    began = time.perf_counter()
    shapley(large)
    print(f"shapley, {MORE_PLAYERS} players: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    _main()
