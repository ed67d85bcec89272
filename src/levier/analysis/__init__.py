"""Outcomes into answers: dependence, losses, balances."""

from levier.analysis.answers import Answers, FailedShock, build_answers
from levier.analysis.case import Case, case_of
from levier.analysis.chokepoints import Chokepoints, find_chokepoints, measure_named
from levier.analysis.dependence import observed_dependence
from levier.analysis.elements import By
from levier.analysis.loss import Loss, loss_of
from levier.analysis.network_stress import NetworkStress, answer_network
from levier.analysis.run import Run, Runner
from levier.analysis.stress import StressAnswer, answer_shock, answer_stress
from levier.analysis.structural import structural_dependence

__all__ = [
    "Answers",
    "By",
    "Case",
    "Chokepoints",
    "FailedShock",
    "Loss",
    "NetworkStress",
    "Run",
    "Runner",
    "StressAnswer",
    "answer_network",
    "answer_shock",
    "answer_stress",
    "build_answers",
    "case_of",
    "find_chokepoints",
    "loss_of",
    "measure_named",
    "observed_dependence",
    "structural_dependence",
]
