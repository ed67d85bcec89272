"""Any PyPSA network and many shocks: compile once, solve exactly."""

from levier.engine.compile import compile_network
from levier.engine.outcome import Outcome, solve_program
from levier.engine.program import Program

__all__ = ["Outcome", "Program", "compile_network", "solve_program"]
