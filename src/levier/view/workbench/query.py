"""What stands in the query of an address: its fields, checked, whatever a page makes of them."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from urllib.parse import parse_qsl

from levier.errors import UsageError

__all__ = ["fields_of", "known", "single", "whole_number"]

NEAR_AMONG = 2000
"""Names among which the nearest is looked for; more would take long."""


def fields_of(query: str, fields: Collection[str], longest: int, most: int) -> dict[str, list[str]]:
    """Return the values of each field of a query, in its order.

    Args:
        query: with or without its question mark.
        fields: that are known.
        longest: characters that are read.
        most: pairs that are read.

    Raises:
        UsageError: too long, no query, or a field that is not known.

    Example:
        >>> fields_of("?cut=a&cut=b", ("cut",), 100, 10)
        {'cut': ['a', 'b']}
    """
    if len(query) > longest:
        message = f"this link is {len(query)} characters long; at most {longest} are read"
        raise UsageError(message)
    text = query.removeprefix("?")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), max_num_fields=most)
    except ValueError as error:
        message = "this link cannot be read: a query of name=value pairs is needed"
        raise UsageError(message) from error
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(known(name, fields, "field"), []).append(value)
    return given


def single(name: str, values: list[str]) -> str:
    """Return the value of a field that may be given once.

    Raises:
        UsageError: it is given more often.
    """
    if len(values) > 1:
        message = f"{name} is given {len(values)} times; once is allowed"
        raise UsageError(message)
    return values[0]


def known(name: str, allowed: Collection[str], what: str) -> str:
    """Return a name that is allowed.

    Raises:
        UsageError: it is not; the nearest are said.
    """
    if name in allowed:
        return name
    near = difflib.get_close_matches(name[:80], list(allowed)[:NEAR_AMONG], n=3)
    hint = f"; nearest: {', '.join(near)}" if near else ""
    message = f"{what} {name[:80]!r} is not known here{hint}"
    raise UsageError(message)


def whole_number(text: str, what: str, low: int, high: int) -> int:
    """Return a whole number within a range.

    Raises:
        UsageError: it is none, or lies outside.

    Example:
        >>> whole_number("12", "months", 1, 36)
        12
    """
    if text.isascii() and text.isdecimal() and len(text) <= len(str(high)) + 1 and low <= int(text) <= high:
        return int(text)
    message = f"{what} is {text[:40]!r}; a whole number from {low} to {high} is needed"
    raise UsageError(message)
