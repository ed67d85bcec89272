"""The errors a user can meet, in one tree.

LevierError
    DatasetError   a data package is wrong: file, row, field, value, what is allowed
    ShockError     a shock cannot be applied: which selector, nearest names
    NetworkError   a network holds something the engine does not support
    SolveError     a program was not solved: status and the attempts made
    UsageError     an argument of a command or a function is out of range
"""

from __future__ import annotations

__all__ = ["DatasetError", "LevierError", "NetworkError", "ShockError", "SolveError", "UsageError"]


class LevierError(Exception):
    """Base of every error that is the user's to mend; the command line prints it and exits 2."""


class DatasetError(LevierError):
    """A data package is wrong; the message names file, row, field, value and what is allowed."""


class ShockError(LevierError):
    """A shock cannot be applied; the message names the selector and the nearest names."""


class NetworkError(LevierError):
    """A network holds something the engine does not support; component and attribute are named."""


class SolveError(LevierError):
    """A program could not be solved; the message holds the status and the attempts made."""


class UsageError(LevierError):
    """An argument is out of range; the message says what is allowed."""
