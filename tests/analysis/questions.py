"""Questions that tests ask of samples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from levier.analysis.figures import Figure
from levier.errors import SolveError
from levier.system import System

__all__ = ["Broken"]


@dataclass(frozen=True)
class Broken:
    """Fails on every sample, not on the system itself."""

    def figures(self, system: System) -> Iterator[Figure]:
        """Fail where there are no estimators, which only the system itself has."""
        if not system.base_year.estimators:
            message = "no answer here"
            raise SolveError(message)
        yield Figure("balances", "one", 1.0, "")
