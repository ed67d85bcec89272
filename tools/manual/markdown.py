"""Small pieces of Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

__all__ = ["cell", "plain_roles", "table"]

ROLE = re.compile(r":(?:class|func|meth|data|attr|mod|exc):(?=`|<code>)")


def cell(text: object) -> str:
    """Return text for one cell of a table: on one line, its bars and angle brackets harmless.

    Code in backticks stays as it is.
    """
    parts = str(text).replace("\n", " ").replace("``", "`").split("`")
    parts = [part if i % 2 else html.escape(part, quote=False) for i, part in enumerate(parts)]
    return "`".join(parts).replace("|", "\\|")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(cell(value) for value in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def plain_roles(text: str) -> str:
    """Drop the roles of docstrings (``:class:``), which Markdown does not know."""
    return ROLE.sub("", text)
