"""Run the example notebooks again and keep what came out: ``make notebooks``."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

__all__ = ["FOLDER", "cleaned", "executed", "shown", "strays"]

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "notebooks"
SECONDS = 300
KEPT = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
STRAY = re.compile(r"<script|plotly|(?<![\w.])/(?:home|root|work|tmp|usr|Users)/", re.IGNORECASE)


def executed(path: Path) -> Any:
    """Return a notebook as it comes out when it is run in an empty folder."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(notebook, timeout=SECONDS, resources={"metadata": {"path": folder}})
        client.execute()
    return cleaned(notebook)


def cleaned(notebook: Any) -> Any:
    """Take away what differs from run to run or from machine to machine, and says nothing."""
    notebook.metadata = nbformat.from_dict(KEPT)
    for cell in notebook.cells:
        if "outputs" in cell:
            cell.outputs = [each for each in cell.outputs if each.get("name") != "stderr"]  # warnings name paths
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = nbformat.from_dict({})
    return notebook


def shown(notebook: Any) -> list[str]:
    """Return what a reader sees of every output: printed text, and results as text and as HTML."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            found += [output[name] for name in ("text",) if name in output]
            found += [data[name] for name in ("text/plain", "text/html") if name in data]
    return found


def strays(notebook: Any) -> list[str]:
    """Return outputs that hold a script, or a path of the machine they were made on."""
    return [text[:200] for text in shown(notebook) if STRAY.search(text)]


def main() -> None:
    """Run every notebook and write it back."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        notebook = executed(path)
        nbformat.write(notebook, path)
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
