"""Load a system for the workbench: what every page needs at once, the rest is left to jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.answers import OBSERVED, STRUCTURAL, Answers
from levier.analysis.balances import balance_table, disagreement_table, flow_table
from levier.analysis.coverage import as_of_table, fit_table, system_table
from levier.system import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from levier.system import System

__all__ = ["opened", "ready_answers"]


def opened(source: str | Path, year: int, tell: Callable[[str], None]) -> Answers:
    """Load one year of a package and gather its base year.

    Args:
        source: name of a shipped package, a folder, or a zip.
        year: base year.
        tell: told what is being done, in a word that the page has a phrase for.

    Raises:
        DatasetError: the package cannot be read.
        UsageError: the year cannot be modelled.
    """
    tell("reconciling")
    system = load(source, year)
    tell("calibrating")
    system.calibration.base  # noqa: B018 - a cached property: computed here, once, for every later shock
    return ready_answers(system)


def ready_answers(system: System) -> Answers:
    """Return answers that take no solve: base year, reports, coverage; the rest is empty.

    What jobs find later is put in with :func:`dataclasses.replace`.
    """
    package = system.package
    return Answers(
        system,
        flow_table(system),
        balance_table(system),
        disagreement_table(system),
        fit_table(system),
        system_table(package),
        as_of_table(package),
        pd.DataFrame(columns=list(OBSERVED)),
        pd.DataFrame(columns=list(STRUCTURAL)),
        pd.DataFrame(),
        [],
    )
