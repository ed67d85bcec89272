"""The example notebooks as pages: text, code and what came out, without a script."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

__all__ = ["NOTEBOOKS", "page_of", "pages"]

STYLED = re.compile(r"<style.*?</style>|(?<=<table)[^>]*|(?<=<tr)[^>]*", re.DOTALL)
NOTEBOOKS = Path(__file__).resolve().parents[2] / "docs" / "notebooks"


def pages() -> dict[str, str]:
    """Return the pages by their address."""
    return {f"notebooks/{path.stem}.md": page_of(path) for path in sorted(NOTEBOOKS.glob("*.ipynb"))}


def page_of(path: Path) -> str:
    """Return one notebook as a page."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    parts = []
    for each in notebook["cells"]:
        source = "".join(each["source"])
        if each["cell_type"] == "markdown":
            parts.append(source)
            continue
        parts.append(f"```python\n{source}\n```")
        parts += [_output(output) for output in each["outputs"]]
    parts.append(f"[This notebook]({path.name}) can be downloaded and run.")
    return "\n\n".join(parts) + "\n"


def _output(output: dict[str, Any]) -> str:
    data = output.get("data", {})
    if "text/html" in data:
        # One line: Markdown would end the block at an empty one. The page styles all tables alike.
        inside = STYLED.sub("", "".join(data["text/html"])).replace("\n", " ")
        return f'<div class="output">{inside}</div>'
    text = "".join(data.get("text/plain", output.get("text", "")))
    return f"```text\n{text.rstrip()}\n```"
