"""Rule: every cell keeps the constraints of the schema, and every primary key is there once."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from levier.dataset.facts import Fact, facts
from levier.dataset.problem import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from levier.dataset.package import Package

__all__ = ["shape"]


def shape(package: Package) -> Iterator[Problem]:
    """Tell of blank required cells, values outside an enumeration, a pattern or bounds, and repeated keys."""
    for resource in package.schema["resources"]:
        fields = resource["schema"]["fields"]
        rows = list(facts(package, resource["name"]))
        for fact in rows:
            for field in fields:
                yield from _cell(fact, str(field["name"]), field.get("constraints") or {})
        yield from _keys(rows, resource["schema"].get("primaryKey") or [])


def _cell(fact: Fact, name: str, rules: Mapping[str, Any]) -> Iterator[Problem]:
    """Look at one cell."""
    text = fact.text(name)
    if not text:
        if rules.get("required"):
            yield fact.problem(name, "the cell is blank but must not be", _wanted(rules))
        return
    if "enum" in rules and text not in rules["enum"]:
        yield fact.problem(
            name, "not one of the allowed values", _wanted(rules), nearest(text, [str(item) for item in rules["enum"]])
        )
    if "pattern" in rules and not _matches(str(rules["pattern"]), text):
        yield fact.problem(name, "does not have the required form", _wanted(rules))
    number = fact.number(name)
    if number < rules.get("minimum", -math.inf) or number > rules.get("maximum", math.inf):
        yield fact.problem(name, "out of bounds", _wanted(rules))


def _keys(rows: list[Fact], key: list[str] | str) -> Iterator[Problem]:
    """Look for rows with the same primary key."""
    names = [key] if isinstance(key, str) else key
    first: dict[tuple[str, ...], int] = {}
    for fact in rows if names else []:
        value = tuple(fact.text(name) for name in names)
        if value in first:
            shown = ", ".join(value).strip(", ")
            yield fact.problem(
                names[-1],
                f"the key is already in row {first[value]}",
                f"one row for each {' and '.join(names)}",
                value=shown,
            )
        first.setdefault(value, fact.row)


def _matches(pattern: str, text: str) -> bool:
    """Match as Frictionless does; a broken pattern is the descriptor's fault, told elsewhere."""
    try:
        return re.fullmatch(pattern, text) is not None
    except re.error:
        return True


def _wanted(rules: Mapping[str, Any]) -> str:
    """Say what a field allows."""
    if "enum" in rules:
        return ", ".join(str(item) for item in rules["enum"])
    if "pattern" in rules:
        return f"text like {rules['pattern']}"
    bounds = [f"at least {rules['minimum']}"] if "minimum" in rules else []
    bounds += [f"at most {rules['maximum']}"] if "maximum" in rules else []
    return " and ".join(bounds) or "any value"
