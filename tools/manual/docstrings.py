"""Docstrings as Markdown: examples as code, without the roles that Markdown does not know; an extension of griffe."""

from __future__ import annotations

import re
from typing import Any

import griffe

from tools.manual.markdown import plain_roles

__all__ = ["Docstrings", "readable"]

SECTION = re.compile(r"^Examples?:\s*$")


class Docstrings(griffe.Extension):
    """Make every docstring readable before it is parsed."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Replace the text of one docstring."""
        if obj.docstring is not None:
            obj.docstring.value = readable(obj.docstring.value)


def readable(text: str) -> str:
    """Return a docstring with its section of examples named as griffe wants it, and other examples fenced."""
    lines: list[str] = []
    inside_section = inside_code = False
    for line in plain_roles(text).splitlines():
        bare = line.strip()
        if SECTION.match(line):
            inside_section = True
            lines.append("Examples:")
            continue
        if inside_section and bare and not line.startswith(" "):
            inside_section = False
        if not inside_section and bare.startswith(">>>") and not inside_code:
            inside_code = True
            lines.append("```pycon")
        elif inside_code and not bare:
            inside_code = False
            lines.append("```")
        lines.append(line)
    return "\n".join([*lines, "```"] if inside_code else lines)
