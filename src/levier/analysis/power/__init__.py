"""Bargaining power: who holds which part of the joint surplus of a long-horizon network."""

from levier.analysis.power.answer import CASES, PowerAnswer, ProjectPower, Question, answer_power, check_question
from levier.analysis.power.coalitions import Coalitions, Counts
from levier.analysis.power.ready import ReadyGame, is_ready, ready_game
from levier.analysis.power.seats import Seats, seats_of
from levier.analysis.power.solve import EXACT, Solved, solve_game

__all__ = [
    "CASES",
    "EXACT",
    "Coalitions",
    "Counts",
    "PowerAnswer",
    "ProjectPower",
    "Question",
    "ReadyGame",
    "Seats",
    "Solved",
    "answer_power",
    "check_question",
    "is_ready",
    "ready_game",
    "seats_of",
    "solve_game",
]
