"""All generated pages by their address, and what of the program no page could describe."""

from __future__ import annotations

from pathlib import Path

from tools.manual import commands, errors, python_api, shocks, tables

__all__ = ["DOCS", "decisions", "generated", "undocumented"]

DOCS = Path(__file__).resolve().parents[2] / "docs"


def generated() -> dict[str, str]:
    """Return the pages, Markdown by address."""
    return {
        "reference/commands.md": commands.commands_page(),
        "reference/errors.md": errors.errors_page(),
        "reference/shocks.md": shocks.shocks_page(),
        "data/tables.md": tables.tables_page(),
        "data/sources.md": tables.sources_page(),
        "data/gaps.md": tables.gaps_page(),
    } | python_api.api_pages()


def undocumented() -> dict[str, list[str]]:
    """Return what has no words, by where it is missing."""
    return {
        "commands and parameters without help": commands.undocumented(),
        "error classes without a docstring": errors.undocumented(),
        "kinds and fields of shocks without a description": shocks.undocumented(),
        "tables without a title, fields without a description": tables.undocumented(),
        "public Python names without a docstring": python_api.undocumented(),
    }


def decisions() -> list[str]:
    """Return the pages of decisions, in their order."""
    return [f"decisions/{path.name}" for path in sorted((DOCS / "decisions").glob("*.md"))]
