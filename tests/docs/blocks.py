"""The code blocks of the documentation: commands and Python, with the place they stand in."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

__all__ = ["DOCS", "ROOT", "Block", "blocks_of", "commands_of", "pages"]

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)[^\n]*\n(?P<body>.*?)^(?P=indent)```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(?: {4}|\t)? *(levier(?: [^\n]*)?)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A block of code, and where it stands."""

    where: str
    language: str
    code: str


def pages() -> list[Path]:
    """Give every hand-written page, and the README."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def blocks_of(page: Path) -> list[Block]:
    """Give the fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    name = page.relative_to(ROOT)
    return [
        Block(f"{name}:{text[: found.start()].count(chr(10)) + 1}", found["language"], dedent(found["body"]))
        for found in FENCE.finditer(text)
    ]


def commands_of(page: Path) -> list[tuple[str, list[str]]]:
    """Give every command a page shows, as a shell would split it, with its place."""
    text = page.read_text(encoding="utf-8")
    name = page.relative_to(ROOT)
    shown = [(found.start(1), found[1]) for found in COMMAND.finditer(text) if _in_code(text, found.start())]
    return [(f"{name}:{text[:at].count(chr(10)) + 1}", shlex.split(line, comments=True)[1:]) for at, line in shown]


def _in_code(text: str, at: int) -> bool:
    """Whether a line is code: inside a fence, or indented by four after an empty line or more code."""
    if text[:at].count("\n```") % 2 or re.search(r"^ +```(?!.*^ +```)", text[:at], re.MULTILINE | re.DOTALL):
        return True
    return text[at:].startswith("    ")
