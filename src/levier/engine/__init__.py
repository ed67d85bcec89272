"""Any PyPSA network and many shocks: compile once, solve exactly."""

from levier.engine.compile import compile_network
from levier.engine.contingency import Contingency
from levier.engine.engine import Engine
from levier.engine.outcome import Outcome, solve_program
from levier.engine.plan import Plan
from levier.engine.program import Program
from levier.engine.progress import Progress
from levier.engine.results import read_sweep

__all__ = [
    "Contingency",
    "Engine",
    "Outcome",
    "Plan",
    "Program",
    "Progress",
    "compile_network",
    "read_sweep",
    "solve_program",
]
