"""A system's run from an onset, frozen for the engine: program, window, and what can be cut."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from levier.analysis.assemble import assemble
from levier.analysis.cards import case_card
from levier.analysis.elements import By, elements_of
from levier.analysis.measures import Measures, measures_of
from levier.analysis.rates import tranches_of
from levier.engine import Program
from levier.errors import UsageError
from levier.show import shown

if TYPE_CHECKING:
    import pandas as pd

    from levier.system import System
    from levier.system.horizon import Horizon

__all__ = ["Case", "case_of"]

DECEMBER = 12


@shown(case_card)
@dataclass(frozen=True)
class Case:
    """A run of a system in which things can be cut, in the window of a shock (methods 2, Time).

    Attributes:
        system: whose run.
        program: the compiled run, nothing cut; the ramps of its onset are open.
        components: its tranches.
        horizon: its snapshots, window and recovery together.
        inside: number of snapshots of the window, from the first on.
        by: what an element is (see :func:`elements_of`).
        elements: what can be cut.
    """

    system: System
    program: Program
    components: pd.DataFrame
    horizon: Horizon
    inside: int
    by: By
    elements: pd.DataFrame

    @property
    def start(self) -> str:
        """Label of the first snapshot of the window."""
        return self.horizon.labels[0]

    @property
    def end(self) -> str:
        """Label of the last snapshot of the window."""
        return self.horizon.labels[self.inside - 1]

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Assets of the program by element, as the engine wants them."""
        return {str(name): parts for name, parts in self.elements["parts"].items()}

    @cached_property
    def measures(self) -> Measures:
        """What is measured of every cut."""
        return measures_of(self.system, self.program, self.components)


def case_of(
    system: System,
    *,
    by: By = "corridor",
    start: int | Literal["peak"] = 1,
    months: int = 3,
    recovery: int = 0,
) -> Case:
    """Compile the run of a system that sweeps and searches of it go through.

    Args:
        system: the system.
        by: what is cut together: ``asset``, ``corridor``, ``territory``, ``owner`` or ``operator``.
        start: month of the onset, 1 to 12, or ``peak`` for the winter peak hour.
        months: how long the cuts last.
        recovery: months watched afterwards.

    Raises:
        UsageError: an argument is out of range.
    """
    _check(start, months, recovery)
    calendar = system.topology.calendar
    onset, inside = calendar.window(start, months)
    _, steps = calendar.window(start, months + recovery)
    draft = system.draft(onset, steps)
    components = tranches_of(draft)
    elements = elements_of(system, components, by)
    return Case(system, assemble(draft), components, system.run(onset, steps), inside, by, elements)


def _check(start: int | str, months: int, recovery: int) -> None:
    if start != "peak" and not (isinstance(start, int) and 1 <= start <= DECEMBER):
        message = f"start is {start!r}; a month (1 to {DECEMBER}) or peak is needed"
        raise UsageError(message)
    for name, value, least, most in (("months", months, 1, 36), ("recovery", recovery, 0, 24)):
        if not least <= value <= most:
            message = f"{name} is {value}; {least} to {most} are possible"
            raise UsageError(message)
