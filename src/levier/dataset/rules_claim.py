"""Rule: every claim names a check that can be made: its arguments, its measure, its value and tolerance."""

from __future__ import annotations

import math
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from levier.dataset.claim_checks import CHECKS, CHOICES, MANY, REFERENCES, parse_arguments
from levier.dataset.facts import facts
from levier.dataset.period import parse_period
from levier.dataset.problem import nearest
from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.facts import Fact
    from levier.dataset.package import Package
    from levier.dataset.problem import Problem

__all__ = ["claims"]

_SERIES = {"observation": "observations", "tie": "ties", "rank": "ties"}
_NAMED = 12
_ARGUMENTS_FORM = "name=value, separated by ;"


def claims(package: Package) -> Iterator[Problem]:
    """Tell of checks without what they need, and of unknown arguments, measures and ids."""
    known = _Known(package)
    for fact in facts(package, "claims"):
        if fact.text("check") in CHECKS:
            yield from _value(fact)
            yield from _columns(fact)
            yield from _measure(fact, known)
            yield from _arguments(fact, known)


class _Known:
    """What the arguments of a claim may name."""

    def __init__(self, package: Package) -> None:
        """Collect ids, measures, families of carriers and shocks."""
        self.ids = {name: {fact.id for fact in facts(package, name)} for name in package.tables}
        self.measures = {
            table: {fact.text("measure") for fact in facts(package, table)} for table in set(_SERIES.values())
        }
        self.families = {fact.text("family") for fact in facts(package, "carriers")}
        files = [PurePosixPath(name) for name in package.extras]
        self.shocks = {file.stem for file in files if file.parent.name == "shocks" and file.suffix in (".yaml", ".yml")}
        corridors = [*facts(package, "corridors"), *facts(package, "converters")]
        self.groups = {fact.text("group") or fact.id for fact in corridors}

    def of(self, name: str, given: dict[str, str]) -> tuple[set[str], str] | None:
        """Return the values an argument may have and how a message calls them; None: any text."""
        if name in CHOICES:
            return set(CHOICES[name]), ", ".join(CHOICES[name])
        if name == "family":
            return self.families, f"families of carriers: {', '.join(sorted(self.families))}"
        if name == "shock":
            return self.shocks, f"ready-made shocks: {', '.join(sorted(self.shocks)) or 'none in this package'}"
        tables = REFERENCES.get(name)
        if name == "key":
            by = given.get("by", "territory")
            if by == "group":
                return self.groups, "groups of corridors"
            tables = ("actors", "countries") if by == "operator" else ("countries",)
        if tables is None:
            return None
        return set().union(*(self.ids.get(table, set()) for table in tables)), f"ids of {', '.join(tables)}"


def _value(fact: Fact) -> Iterator[Problem]:
    """Look at value, direction and tolerance."""
    tolerance = fact.number("tolerance")
    if math.isnan(fact.number("value")):
        yield fact.problem("value", "the cell is blank but must not be", "the number that is claimed")
    if fact.text("direction") == "about" and (math.isnan(tolerance) or tolerance == 0):
        yield fact.problem("tolerance", "about needs a tolerance", "a number above 0, in the unit of the claim")


def _columns(fact: Fact) -> Iterator[Problem]:
    """Look for blank cells that the check needs."""
    needed = CHECKS[fact.text("check")].columns
    for column in needed:
        if not fact.text(column):
            yield fact.problem(column, f"the check {fact.text('check')} needs it", f"with {', '.join(needed)}")


def _measure(fact: Fact, known: _Known) -> Iterator[Problem]:
    """Look whether some row has the measure."""
    table = _SERIES.get(fact.text("check"))
    measure = fact.text("measure")
    if table and measure and measure not in known.measures[table]:
        listed = sorted(known.measures[table])
        shown = ", ".join(listed[:_NAMED]) + (f" and {len(listed) - _NAMED} more" if len(listed) > _NAMED else "")
        yield fact.problem("measure", f"no row of {table} has this measure", shown, nearest(measure, listed))


def _arguments(fact: Fact, known: _Known) -> Iterator[Problem]:
    """Look at each argument: its form, its name, its value; and for those that are missing."""
    form = CHECKS[fact.text("check")]
    given = parse_arguments(fact.text("arguments"))
    allowed = (*form.required, *form.optional)
    for piece in given.wrong:
        yield fact.problem("arguments", "not an argument, or one given twice", _ARGUMENTS_FORM, value=piece)
    for name, value in given.values.items():
        if name not in allowed:
            listed = ", ".join(allowed) or "none"
            text = f"the check {fact.text('check')} has no argument {name}"
            yield fact.problem("arguments", text, listed, nearest(name, allowed), value=name)
        else:
            yield from _one(fact, name, value, known, given.values)
    for name in form.required:
        if name not in given.values:
            yield fact.problem("arguments", f"the check {fact.text('check')} needs {name}", f"{name}=...")
    if fact.text("kind") == "pledge" and "start" in form.optional and "start" not in given.values:
        text = "a pledge is tracked from its start; the check needs start"
        yield fact.problem("arguments", text, "start=2024, with the check observation, flow or tie")
    if fact.text("check") == "sanction" and not {"target", "authority"} & given.values.keys():
        yield fact.problem("arguments", "the check sanction needs whom it is about", "target or authority")


def _one(fact: Fact, name: str, value: str, known: _Known, given: dict[str, str]) -> Iterator[Problem]:
    """Look at the value of one argument."""
    if name in ("since", "start"):
        try:
            parse_period(value)
        except DatasetError as error:
            yield fact.problem("arguments", str(error), value=f"{name}={value}")
        return
    options = known.of(name, given)
    if options is None:
        return
    valid, called = options
    for part in [piece.strip() for piece in value.split(",")] if name in MANY else [value]:
        if part not in valid:
            yield fact.problem(
                "arguments", f"no {name} of this name", called, nearest(part, sorted(valid)), value=f"{name}={part}"
            )
