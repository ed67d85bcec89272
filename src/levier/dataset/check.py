"""Collect everything that is wrong with a data package, and report it together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from levier.dataset import (
    rules_capacity,
    rules_claim,
    rules_count,
    rules_date,
    rules_network,
    rules_place,
    rules_reference,
    rules_report,
    rules_shape,
    rules_share,
    rules_source,
    rules_unit,
)
from levier.dataset.data_path import DESCRIPTOR
from levier.dataset.files import read_files
from levier.dataset.package import Package, build
from levier.dataset.problem import Problem
from levier.dataset.rules_frictionless import frictionless_problems
from levier.errors import DatasetError

if TYPE_CHECKING:
    from pathlib import Path

    from levier.dataset.cells import Fault

__all__ = ["RULES", "check"]

Rule = Callable[[Package], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    rules_shape.shape,
    rules_reference.references,
    rules_reference.names,
    rules_unit.capacity_units,
    rules_unit.report_units,
    rules_unit.price_units,
    rules_date.dates,
    rules_share.tiers,
    rules_share.stakes,
    rules_share.territory,
    rules_share.prices,
    rules_source.citations,
    rules_source.readings,
    rules_capacity.capacities,
    rules_capacity.slot_flows,
    rules_place.inside,
    rules_network.buses,
    rules_network.ends,
    rules_network.circles,
    rules_network.profiles,
    rules_claim.claims,
    rules_count.needed,
    rules_report.report,
)
"""Every rule of ours; each gives all problems it finds and stops at none."""


def check(source: str | Path = "eurasia", *, frictionless: bool = True) -> list[Problem]:
    """Look for everything that is wrong with a data package.

    Args:
        source: name of a shipped package, a folder, or a .zip.
        frictionless: also ask Frictionless itself, which takes as long as all other rules together.

    Returns:
        Every problem, in the order of the tables and rows; empty if the package is fine. What cannot be read as a
        package at all is one problem too, so nothing is raised. A cell is not told again by a rule that only
        follows from an earlier one (a number that is not one is not also missing).

    Example:
        >>> [problem.message for problem in check("atlantis.zip")][0][:15]
        'no data package'

    """
    try:
        files = read_files(source)
    except DatasetError as error:
        return [Problem(DESCRIPTOR, None, "", "", str(source), str(error), f"a folder or .zip with {DESCRIPTOR}")]
    untyped: list[Problem] = []

    def collect(file: str, fault: Fault) -> None:
        untyped.append(Problem(file, fault.row, "", fault.field, fault.value, fault.message, fault.allowed))

    package = build(files, collect)
    told = {(problem.file, problem.row, problem.field) for problem in untyped}
    lost = {(problem.file, problem.field) for problem in untyped if problem.row == 1}
    found = [_with_id(problem, package) for problem in untyped]
    for rule in RULES:
        found += [
            item
            for item in rule(package)
            if (item.file, item.row, item.field) not in told and (item.file, item.field) not in lost
        ]
    cells = {(problem.file, problem.row, problem.field) for problem in found}
    cells |= {(problem.file, None, problem.field) for problem in found}
    rows = {(problem.file, problem.row) for problem in found} | {(file, None) for file, _ in lost}
    for item in frictionless_problems(files) if frictionless else ():
        if (item.file, item.row, item.field) not in cells and (item.field or (item.file, item.row) not in rows):
            found.append(item)
    order = {resource["path"]: at for at, resource in enumerate(files.schema["resources"])}
    return sorted(found, key=lambda item: (order.get(item.file, -1), item.row or 0))


def _with_id(problem: Problem, package: Package) -> Problem:
    """Add the id of the row to a problem found while typing."""
    for resource in package.schema["resources"]:
        frame = package.tables[resource["name"]]
        if resource["path"] == problem.file and problem.row in frame.attrs["rows"] and "id" in frame:
            row_id = str(frame["id"].iloc[frame.attrs["rows"].index(problem.row)])
            return Problem(
                problem.file, problem.row, row_id, problem.field, problem.value, problem.message, problem.allowed
            )
    return problem
