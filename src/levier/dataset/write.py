"""Write a data package: a folder or a zip, complete or not at all."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from levier.dataset.data_path import DESCRIPTOR
from levier.errors import DatasetError

if TYPE_CHECKING:
    from levier.dataset.package import Package

__all__ = ["package_files", "write_directory", "write_zip"]

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_EXACT = 1e15
"""Whole numbers below this are written without a decimal point."""


def package_files(package: Package) -> dict[str, bytes]:
    r"""Give the bytes of every file of a package, by its path inside.

    Returns:
        datapackage.json, one CSV per table (UTF-8, `\n`, header row, blanks for NaN) and the other files. The
        same package always gives the same bytes.

    Example:
        >>> from levier.dataset import read
        >>> package_files(read("eurasia"))["countries.csv"][:10]
        b'id,name_en'

    """
    content = {DESCRIPTOR: (json.dumps(package.schema, indent=1, ensure_ascii=False) + "\n").encode()}
    for resource in package.schema["resources"]:
        table = package.tables[resource["name"]]
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([_cell(value) for value in row] for row in table.itertuples(index=False, name=None))
        content[resource["path"]] = text.getvalue().encode()
    return {**package.extras, **content}


def write_directory(package: Package, path: str | Path) -> Path:
    """Write a package as a folder.

    Args:
        package: what to write.
        path: a folder that does not exist yet, or is empty.

    Returns:
        The folder.

    Raises:
        DatasetError: the folder holds something, or cannot be written.

    Example:
        >>> import tempfile
        >>> from levier.dataset import read
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     read(write_directory(read("eurasia"), f"{folder}/copy")).name
        'eurasia'

    """
    target = Path(path)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            message = f"{target} is there already and not an empty folder; give a new name"
            raise DatasetError(message)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            for name, data in package_files(package).items():
                (draft / name).parent.mkdir(parents=True, exist_ok=True)
                (draft / name).write_bytes(data)
            draft.chmod(0o755)
            if target.exists():
                target.rmdir()
            draft.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        message = f"the package cannot be written to {target}: {error.strerror or error}"
        raise DatasetError(message) from None
    return target


def write_zip(package: Package, path: str | Path) -> Path:
    """Write a package as a zip; an older file of that name is replaced in one step.

    Args:
        package: what to write.
        path: the file, usually `<name>.zip`.

    Returns:
        The file. The same package always gives the same bytes.

    Raises:
        DatasetError: the file cannot be written.

    Example:
        >>> import tempfile
        >>> from levier.dataset import read
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     read(write_zip(read("eurasia"), f"{folder}/copy.zip")).name
        'eurasia'

    """
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, data in sorted(package_files(package).items()):
                    entry = zipfile.ZipInfo(name, _ZIP_DATE)
                    entry.external_attr = 0o644 << 16
                    archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
            Path(draft).chmod(0o644)
            Path(draft).replace(target)
        finally:
            Path(draft).unlink(missing_ok=True)
    except OSError as error:
        message = f"the package cannot be written to {target}: {error.strerror or error}"
        raise DatasetError(message) from None
    return target


def _cell(value: object) -> str:
    """One cell as text: the shortest that reads back as the same value."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(float(value))
    return str(value)
