"""Outcomes into answers: dependence, losses, balances."""

from levier.analysis.answers import Answers, FailedShock, build_answers
from levier.analysis.dependence import observed_dependence, structural_dependence
from levier.analysis.loss import Loss, loss_of
from levier.analysis.run import Run, Runner
from levier.analysis.stress import StressAnswer, answer_shock, answer_stress

__all__ = [
    "Answers",
    "FailedShock",
    "Loss",
    "Run",
    "Runner",
    "StressAnswer",
    "answer_shock",
    "answer_stress",
    "build_answers",
    "loss_of",
    "observed_dependence",
    "structural_dependence",
]
