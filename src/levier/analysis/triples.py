"""The sets of three whose closing does most damage, with a proof that no other does more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.engine import Engine

if TYPE_CHECKING:
    from levier.analysis.case import Case
    from levier.engine.worst import WorstResult

__all__ = ["SIZE", "Triples", "worst_triples"]

SIZE = 3
TOP = 10


@dataclass(frozen=True)
class Triples:
    """Worst sets of up to three elements.

    Attributes:
        found: sets, damages (M USD, wedges included) and guarantee.
        start, end: labels of the window; elements: how many things were combined, a ``by`` each.
    """

    found: WorstResult
    start: str
    end: str
    by: str
    elements: int


def worst_triples(case: Case, *, top: int = TOP, workers: int = 2) -> Triples:
    """Search a case for the sets of up to three elements that do most damage (methods 4).

    Args:
        case: see :func:`levier.analysis.case_of`.
        top: sets wanted.
        workers: child processes; 0: this process.

    Raises:
        SolveError: the case has no reference.
    """
    names = [str(name) for name in case.elements.index]
    with Engine(case.program, workers, groups=case.groups) as engine:
        found = engine.worst(SIZE, top, assets=names, start=case.start, end=case.end)
    return Triples(found, case.start, case.end, case.by, len(names))
