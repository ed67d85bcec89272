"""The gas game of eurasia: players, programs solved against all coalitions, and the time of each step.

.venv/bin/python bench/power_game.py
"""

from __future__ import annotations

import logging
import sys
import time
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from levier.analysis.games import Game, nucleolus, shapley
from levier.analysis.power import Coalitions, Question, answer_power, ready_game, seats_of
from levier.dataset import read
from levier.system import load
from levier.system.long import long_flows, long_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.system import System

T = TypeVar("T")
YEAR, FAMILIES = 2024, ("gas", "crude")
WEST = ("trans_caspian", "trans_caspian_europe", "caspian_coastal")
SELLER, SECOND_BUYER = "TM", "CN"
HEAD = (
    "carrier", "players", "coalitions", "programs solved", "read off, same flows", "read off, larger optimum",
    "values, s", "values without pruning, s", "Shapley, s", "nucleolus, s", "largest difference of values",
)  # fmt: skip


def measured(system: System, family: str) -> list[str]:
    """Measure one game; the row of the table."""
    ready = ready_game(system.package, family)
    horizon = ready.horizon or system.year
    flows, joint = long_flows(system, horizon, family)
    program = long_program(flows, joint)
    seats = seats_of(system.package, flows, horizon, together=ready.together)
    pruned = Coalitions(program, seats.masks(), seats.players)
    values, seconds = _timed(pruned.all)
    unpruned = Coalitions(program, seats.masks(), seats.players, prune=False)
    every, long = _timed(unpruned.all)
    game = Game(seats.players, values)
    _, dividing = _timed(lambda: shapley(game))
    found, levelling = _timed(lambda: nucleolus(game))
    if not found.certificate.holds:
        message = f"{family}: the nucleolus is not certified: {found.certificate.reason}"
        raise AssertionError(message)
    counts = pruned.counts
    return [
        family, str(len(seats.players)), f"{values.size:,}", f"{counts.solved:,}", f"{counts.same:,}",
        f"{counts.fitted:,}", f"{seconds:.2f}", f"{long:.2f}", f"{dividing:.3f}", f"{levelling:.2f}",
        f"{np.abs(values - every).max():.1e}",
    ]  # fmt: skip


def signs(system: System) -> list[list[str]]:
    """Value the westward projects to the seller, with the second buyer and without it (Cobanli 2014)."""
    ready = ready_game(system.package, "gas")
    found = []
    for absent in ((), (SECOND_BUYER,)):
        question = Question(horizon=ready.horizon, together=ready.together, projects=WEST, absent=absent, cases=())
        table = answer_power(system, "gas", question).by_project
        found.append(table[table["player"] == SELLER].set_index("project")["value"])
    return [[name, *(f"{float(column.get(name, 0.0)):,.0f}" for column in found)] for name in WEST]


def main() -> None:
    """Print two Markdown tables."""
    logging.disable(logging.WARNING)
    package = read("eurasia")
    systems = {family: load(package, YEAR, families=[family]) for family in FAMILIES}
    _print(HEAD, [measured(system, family) for family, system in systems.items()])
    head = ("westward project", f"worth to {SELLER}, M USD a year", f"without {SECOND_BUYER}")
    _print(head, signs(systems["gas"]))


def _timed(call: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    found = call()
    return found, time.perf_counter() - start


def _print(head: tuple[str, ...], rows: list[list[str]]) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in ([*head], ["---"] * len(head), *rows)]
    sys.stdout.write("\n".join(lines) + "\n\n")


if __name__ == "__main__":
    main()
