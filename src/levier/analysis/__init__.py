"""Outcomes into answers: dependence, losses, balances."""

from levier.analysis.answers import Answers, FailedShock, build_answers
from levier.analysis.case import Case, case_of
from levier.analysis.chokepoints import Chokepoints, find_chokepoints, measure_named
from levier.analysis.claims import ClaimAnswers, check_claims
from levier.analysis.dependence import observed_dependence
from levier.analysis.dependence_answer import DependenceAnswer, answer_dependence
from levier.analysis.elements import By
from levier.analysis.loss import Loss, loss_of
from levier.analysis.n_minus_one import NMinusOne, n_minus_one, n_minus_one_of
from levier.analysis.network_stress import NetworkStress, answer_network
from levier.analysis.run import Run, Runner
from levier.analysis.stress import StressAnswer, answer_shock, answer_stress
from levier.analysis.structural import structural_dependence
from levier.analysis.trades import actor_named, country_named, family_named, trade_of

__all__ = [
    "Answers",
    "By",
    "Case",
    "Chokepoints",
    "ClaimAnswers",
    "DependenceAnswer",
    "FailedShock",
    "Loss",
    "NMinusOne",
    "NetworkStress",
    "Run",
    "Runner",
    "StressAnswer",
    "actor_named",
    "answer_dependence",
    "answer_network",
    "answer_shock",
    "answer_stress",
    "build_answers",
    "case_of",
    "check_claims",
    "country_named",
    "family_named",
    "find_chokepoints",
    "loss_of",
    "measure_named",
    "n_minus_one",
    "n_minus_one_of",
    "observed_dependence",
    "structural_dependence",
    "trade_of",
]
