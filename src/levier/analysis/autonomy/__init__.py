"""Autonomy: the least-cost investments that leave no actor more than a limit to impose (methods 10)."""

from levier.analysis.autonomy.answer import Autonomy, answer_autonomy, with_samples
from levier.analysis.autonomy.board import Board, board_of
from levier.analysis.autonomy.closures import Closure
from levier.analysis.autonomy.frontier import Best, Frontier, frontier_of
from levier.analysis.autonomy.network import Network
from levier.analysis.autonomy.offer import LeftOut, Offer
from levier.analysis.autonomy.own_first import OwnFirst, own_first
from levier.analysis.autonomy.question import Question
from levier.analysis.autonomy.ready import ready_questions

__all__ = [
    "Autonomy",
    "Best",
    "Board",
    "Closure",
    "Frontier",
    "LeftOut",
    "Network",
    "Offer",
    "OwnFirst",
    "Question",
    "answer_autonomy",
    "board_of",
    "frontier_of",
    "own_first",
    "ready_questions",
    "with_samples",
]
