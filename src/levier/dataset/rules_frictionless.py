"""Rule: Frictionless itself, the reference reader of data packages, finds the package valid."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from levier.dataset.data_path import DESCRIPTOR
from levier.dataset.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.files import Files

__all__ = ["frictionless_problems"]


def frictionless_problems(files: Files) -> Iterator[Problem]:
    """Tell what `frictionless.validate` finds; a missing table counts as an empty one.

    The tables are laid out in a temporary folder, so that a zip and a folder are read alike.
    """
    from frictionless import FrictionlessException
    from frictionless import Package as Descriptor

    with tempfile.TemporaryDirectory() as folder:
        for resource in files.schema["resources"]:
            path = Path(folder) / resource["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            header = ",".join(field["name"] for field in resource["schema"]["fields"]) + "\n"
            path.write_bytes(files.content.get(resource["path"]) or header.encode())
        try:
            report = Descriptor.from_descriptor(json.loads(json.dumps(files.schema)), basepath=folder).validate()
        except FrictionlessException as error:
            yield _problem(DESCRIPTOR, error.error.to_descriptor())
            return
        for whole in report.errors:
            yield _problem(DESCRIPTOR, whole.to_descriptor())
        for task in report.tasks:
            file = str(task.place)
            for part in task.errors:
                yield _problem(Path(file).name if Path(file).is_absolute() else file, part.to_descriptor())


def _problem(file: str, error: dict[str, Any]) -> Problem:
    """One error of Frictionless as a problem of ours."""
    field = str(error.get("fieldName") or error.get("label") or "")
    row = error.get("rowNumber")
    cells = error.get("cells") or [""]
    return Problem(
        file=file,
        row=int(row) if row else None,
        id=str(cells[0]),
        field=field,
        value=str(error.get("cell") or ""),
        message=f"frictionless, {error.get('type', 'error')}: {error.get('note') or error.get('message', '')}",
        allowed=str(error.get("description", "")),
    )
