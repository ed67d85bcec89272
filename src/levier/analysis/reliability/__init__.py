"""Stochastic security: what fails by itself with what probability, and what that does on average and in the tail."""

from levier.analysis.reliability.answer import Question, RiskAnswer, answer_risk
from levier.analysis.reliability.chances import FLEETS, Chances, Fleets, chances_of
from levier.analysis.reliability.ready import PairRisk, RiskReport, ready_risk
from levier.analysis.reliability.states import Sampling, States, solve_states
from levier.analysis.reliability.yardsticks import Yardsticks, yardsticks_of

__all__ = [
    "FLEETS",
    "Chances",
    "Fleets",
    "PairRisk",
    "Question",
    "RiskAnswer",
    "RiskReport",
    "Sampling",
    "States",
    "Yardsticks",
    "answer_risk",
    "chances_of",
    "ready_risk",
    "solve_states",
    "yardsticks_of",
]
