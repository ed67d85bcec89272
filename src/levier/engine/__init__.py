"""Any PyPSA network and many shocks: compile once, solve exactly."""

from levier.engine.compile import compile_network
from levier.engine.contingency import Contingency
from levier.engine.engine import Engine
from levier.engine.generate import every_cut, random_cuts
from levier.engine.grouping import groups_by
from levier.engine.listed import CutList, NamedCut
from levier.engine.listed_file import read_cuts
from levier.engine.outcome import Outcome, solve_program
from levier.engine.pick import pick
from levier.engine.plan import Plan
from levier.engine.probability import Outages
from levier.engine.program import Program
from levier.engine.progress import Progress
from levier.engine.read import read_network
from levier.engine.results import read_sweep
from levier.engine.risk import Bounds, Risk

__all__ = [
    "Bounds",
    "Contingency",
    "CutList",
    "Engine",
    "NamedCut",
    "Outages",
    "Outcome",
    "Plan",
    "Program",
    "Progress",
    "Risk",
    "compile_network",
    "every_cut",
    "groups_by",
    "pick",
    "random_cuts",
    "read_cuts",
    "read_network",
    "read_sweep",
    "solve_program",
]
