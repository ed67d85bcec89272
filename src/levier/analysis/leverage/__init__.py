"""Leverage: what an actor can impose on a country by closing assets it controls, at what own loss (methods 7)."""

from levier.analysis.leverage.evaluate import Evaluated, evaluate
from levier.analysis.leverage.frontier import Frontier, frontier_of
from levier.analysis.leverage.helped import what_helps
from levier.analysis.leverage.interval import Imposed, LeverageIntervals, leverage_intervals, ratio_of
from levier.analysis.leverage.layers import Layers, joint_and_parts
from levier.analysis.leverage.matrix import Matrix, actors_of, countries_of, leverage_matrix
from levier.analysis.leverage.pair import DURATIONS, SEASONS, Leverage, leverage_of, side_of
from levier.analysis.leverage.thirds import uncooperative
from levier.analysis.leverage.threat import Threat, control_of, threats_of

__all__ = [
    "DURATIONS",
    "SEASONS",
    "Evaluated",
    "Frontier",
    "Imposed",
    "Layers",
    "Leverage",
    "LeverageIntervals",
    "Matrix",
    "Threat",
    "actors_of",
    "control_of",
    "countries_of",
    "evaluate",
    "frontier_of",
    "joint_and_parts",
    "leverage_intervals",
    "leverage_matrix",
    "leverage_of",
    "ratio_of",
    "side_of",
    "threats_of",
    "uncooperative",
    "what_helps",
]
