"""Cooperative games: who gets which share of what players gain together; knows nothing of systems (methods 8)."""

from levier.analysis.games.core import LeastCore, core_empty, in_core, least_core
from levier.analysis.games.game import MOST_PLAYERS, Game
from levier.analysis.games.kohlberg import Certificate, excesses, kohlberg
from levier.analysis.games.nucleolus import Nucleolus, nucleolus, per_capita_nucleolus, prenucleolus
from levier.analysis.games.sampling import SampledShapley, sampled_shapley
from levier.analysis.games.shapley import banzhaf, shapley

__all__ = [
    "MOST_PLAYERS",
    "Certificate",
    "Game",
    "LeastCore",
    "Nucleolus",
    "SampledShapley",
    "banzhaf",
    "core_empty",
    "excesses",
    "in_core",
    "kohlberg",
    "least_core",
    "nucleolus",
    "per_capita_nucleolus",
    "prenucleolus",
    "sampled_shapley",
    "shapley",
]
