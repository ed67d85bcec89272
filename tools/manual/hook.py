"""What mkdocs calls while it builds: adds the generated pages, the list of decisions, the drawings of formulas."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tools.manual import examples  # noqa: E402 - the path comes first
from tools.manual.formulas import with_formulas  # noqa: E402 - as above
from tools.manual.markdown import plain_roles  # noqa: E402 - as above
from tools.manual.pages import decisions, generated  # noqa: E402 - as above

__all__ = ["on_config", "on_files", "on_page_content", "on_page_markdown", "on_post_build"]


def on_config(config: Any) -> Any:
    """List every decision in the menu."""
    config.nav = [{"Decisions": decisions()} if list(each) == ["Decisions"] else each for each in config.nav]
    return config


def on_files(files: Any, *, config: Any) -> Any:
    """Add the generated pages; nothing is written into the tree."""
    for address, text in (generated() | examples.pages()).items():
        files.append(File.generated(config, address, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Draw the formulas."""
    return with_formulas(markdown)


def on_page_content(html: str, **_: Any) -> str:
    """Drop the roles of docstrings."""
    return plain_roles(html)


def on_post_build(*, config: Any) -> None:
    """Put the index of the search into a script as well: a page read from a folder may load no JSON."""
    folder = Path(config.site_dir) / "search"
    index = (folder / "search_index.json").read_text(encoding="utf-8")
    (folder / "search_index.js").write_text(f"var __index = {index}", encoding="utf-8")
