"""Tables of a power answer: players, projects by player, projects by joint gain."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.analysis.power.cases import CASES, STATED, Case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.power.answer import ProjectPower
    from levier.analysis.power.solve import Solved
    from levier.system.long import Capital, Project

__all__ = ["cost_text", "player_table", "project_table", "worth_table"]

BESIDE = tuple(case for case in CASES if case != STATED)
NOT_TOLD = "not told"
SMALL = 1e-6
LEVEL = 1e-6


def player_table(games: dict[Case, Solved], horizon: int) -> pd.DataFrame:
    """Return one row a player, largest part of the joint gain first.

    Columns, in M USD a year: ``alone`` (what the player has without anybody), ``missed`` (what all lose without it),
    ``shapley``, ``gain`` (Shapley value less what it has alone), ``share`` (of all gains), ``nucleolus`` and
    ``nucleolus_gain`` (blank: not computed), ``standard_error`` (0: exact), ``gain_`` and a case for the gains beside;
    ``guarantee``, ``horizon``.
    """
    game = games[STATED]
    gain = game.shapley - game.alone
    total = float(gain.sum())
    rows = []
    for i, player in enumerate(game.players):
        nucleolus = None if game.nucleolus is None else float(game.nucleolus[i])
        row: dict[str, Any] = {
            "player": player,
            "alone": float(game.alone[i]),
            "missed": float(game.missed[i]),
            "shapley": float(game.shapley[i]),
            "gain": float(gain[i]),
            "share": float(gain[i]) / total if total > SMALL else None,
            "nucleolus": nucleolus,
            "nucleolus_gain": None if nucleolus is None else nucleolus - float(game.alone[i]),
            "standard_error": game.error_of(player),
        }
        row |= {f"gain_{case}": _gain(games[case], player) for case in BESIDE if case in games}
        rows.append(row | {"guarantee": game.guarantee, "horizon": horizon})
    frame = pd.DataFrame(rows)
    return frame.sort_values("gain", ascending=False, kind="stable", ignore_index=True) if rows else frame


def project_table(games: dict[Case, Solved], projects: Sequence[ProjectPower], horizon: int) -> pd.DataFrame:
    """Return one row a project and player: what the project is worth to the player, largest first.

    Columns, in M USD a year: ``without`` and ``with`` (Shapley values), ``value`` (their difference),
    ``nucleolus_value``, ``standard_error`` of the difference (0: exact), ``value_`` and a case for the same beside;
    ``guarantee``, ``horizon``. Players whom a project neither helps nor harms in any case are left out.
    """
    rows: list[dict[str, Any]] = []
    for each in projects:
        found = [_project_row(games, each, player) for player in _everybody(games[STATED], each.games[STATED])]
        moved = [row for row in found if max(abs(row[key] or 0.0) for key in row if "value" in key) > SMALL]
        rows += sorted(moved, key=lambda row: -row["value"])
    for row in rows:
        row["horizon"] = horizon
    columns = ["project", "player", "without", "with", "value", "nucleolus_value", "standard_error"]
    columns += [f"value_{case}" for case in BESIDE if case in games and all(case in each.games for each in projects)]
    return pd.DataFrame(rows, columns=[*columns, "guarantee", "horizon"])


def worth_table(game: Solved, projects: Sequence[ProjectPower], capital: Capital, horizon: int) -> pd.DataFrame:
    """Return one row a project, largest joint gain first.

    Columns: ``project``, ``name_en``, ``name_fr``, ``joint_gain`` (M USD a year, its capital paid), ``cost`` (stated,
    M USD), ``annual_low`` and ``annual_high`` (of the whole capacity, M USD a year; blank: none stated),
    ``gains_most`` and ``loses_most`` (tuples of the players level at the top, by Shapley value), ``notes``,
    ``guarantee``, ``horizon``.
    """
    rows = []
    for each in projects:
        after = each.games[STATED]
        change = {player: after.of(player)[0] - game.of(player)[0] for player in _everybody(game, after)}
        project = each.project
        rows.append(
            {
                "project": project.name,
                "name_en": project.name_en,
                "name_fr": project.name_fr,
                "joint_gain": after.total - game.total,
                "cost": cost_text(project),
                "annual_low": None if project.low is None else capital.annual(project.low),
                "annual_high": None if project.high is None else capital.annual(project.high),
                "gains_most": _first(change),
                "loses_most": _first({player: -value for player, value in change.items()}),
                "notes": "; ".join(each.notes),
                "guarantee": after.guarantee,
                "horizon": horizon,
            }
        )
    frame = pd.DataFrame(rows)
    return frame.sort_values("joint_gain", ascending=False, kind="stable", ignore_index=True) if rows else frame


def cost_text(project: Project) -> str:
    """Return the stated cost of what is still to be built, in words."""
    if project.low is None or project.high is None:
        return NOT_TOLD
    if project.low == project.high:
        return f"{project.low:,.0f}"
    return f"{project.low:,.0f} to {project.high:,.0f}"


def _project_row(games: dict[Case, Solved], each: ProjectPower, player: str) -> dict[str, Any]:
    before, nucleolus_before = games[STATED].of(player)
    after, nucleolus_after = each.games[STATED].of(player)
    both = nucleolus_before is not None and nucleolus_after is not None
    row: dict[str, Any] = {"project": each.project.name, "player": player, "without": before, "with": after}
    row["value"] = after - before
    row["nucleolus_value"] = (nucleolus_after or 0.0) - (nucleolus_before or 0.0) if both else None
    row["standard_error"] = math.hypot(games[STATED].error_of(player), each.games[STATED].error_of(player))
    for case in BESIDE:
        if case in games and case in each.games:
            row[f"value_{case}"] = each.games[case].of(player)[0] - games[case].of(player)[0]
    return row | {"guarantee": each.games[STATED].guarantee}


def _first(change: dict[str, float]) -> tuple[str, ...]:
    """Return the players who gain most, level within rounding; nobody if nobody gains.

    >>> _first({"A": 3.0, "B": 3.0, "C": -6.0}), _first({"A": 0.0})
    (('A', 'B'), ())
    """
    most = max(change.values(), default=0.0)
    level = most - LEVEL * max(most, 1.0)
    return tuple(player for player, value in change.items() if most > SMALL and value >= level)


def _everybody(before: Solved, after: Solved) -> list[str]:
    return list(dict.fromkeys([*before.players, *after.players]))


def _gain(game: Solved, player: str) -> float:
    if player not in game.players:
        return 0.0
    i = game.players.index(player)
    return float(game.shapley[i] - game.alone[i])
