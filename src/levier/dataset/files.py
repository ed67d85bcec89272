"""Get the bytes of a data package, from a shipped name, a folder or a zip, without trusting any of them."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from levier.dataset.data_path import DESCRIPTOR, data_path, shipped
from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MAX_BYTES", "MAX_FILES", "Files", "digest", "read_files"]

MAX_BYTES = 200_000_000
"""Largest package that is read, unpacked."""
MAX_FILES = 200
"""Most files a package may have."""


@dataclass(frozen=True)
class Files:
    """The bytes of a package.

    Attributes:
        path: the folder or zip.
        schema: the parsed datapackage.json.
        content: bytes of every file by its path inside the package.

    """

    path: Path
    schema: Mapping[str, Any]
    content: Mapping[str, bytes]


def read_files(source: str | Path) -> Files:
    """Read every file of a package.

    Args:
        source: name of a shipped package, a folder, or a .zip.

    Raises:
        DatasetError: nothing there, no or a broken datapackage.json, a zip that is broken, too large or has
            entries outside its own folder.

    Example:
        >>> read_files("eurasia").schema["name"]
        'eurasia'

    """
    path = _locate(source)
    content = _from_zip(path) if path.is_file() else _from_folder(path)
    return Files(path, _schema(content, path), content)


def digest(content: Mapping[str, bytes]) -> str:
    """Hash datapackage.json and the CSV files, in the order of their names.

    Returns:
        sha256 as 64 hexadecimal digits.

    Example:
        >>> digest({"a.csv": b"id"}) == digest({"notes.md": b"", "a.csv": b"id"})
        True

    """
    total = sha256()
    for name in sorted(content):
        if name == DESCRIPTOR or name.endswith(".csv"):
            total.update(f"{name}\n{len(content[name])}\n".encode())
            total.update(content[name])
    return total.hexdigest()


def _locate(source: str | Path) -> Path:
    """Folder or zip that a source means; a shipped name wins over a folder of the same name."""
    if isinstance(source, str) and source in shipped():
        return data_path(source)
    path = Path(source)
    if path.name == DESCRIPTOR:
        path = path.parent
    if path.is_dir() or path.is_file():
        return path
    if isinstance(source, str) and PurePosixPath(source).name == source and not path.suffix:
        return data_path(source)
    names = ", ".join(shipped())
    message = f"no data package at {str(source)!r}; give a folder with {DESCRIPTOR}, a .zip, or one of: {names}"
    raise DatasetError(message)


def _from_folder(path: Path) -> dict[str, bytes]:
    """Files of a folder and of its folders, hidden ones left out."""
    content: dict[str, bytes] = {}
    total = 0
    for file in sorted(path.rglob("*")):
        inner = file.relative_to(path)
        if any(part.startswith(".") for part in inner.parts) or not file.is_file():
            continue
        total += file.stat().st_size
        _guard(path, len(content) + 1, total)
        content[inner.as_posix()] = file.read_bytes()
    return content


def _from_zip(path: Path) -> dict[str, bytes]:
    """Files of a zip, below the folder that holds the descriptor."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _guard(path, len(entries), sum(entry.file_size for entry in entries))
            for entry in entries:
                _refuse_escape(path, entry.filename)
            content: dict[str, bytes] = {}
            left = MAX_BYTES
            for entry in entries:
                with archive.open(entry) as stream:
                    content[entry.filename] = stream.read(left + 1)
                left -= len(content[entry.filename])
                _guard(path, 0, MAX_BYTES - left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        message = f"{path.name} is not a zip that can be read ({error}); allowed: a folder, or a plain .zip of one"
        raise DatasetError(message) from None
    roots = sorted(
        (name for name in content if PurePosixPath(name).name == DESCRIPTOR), key=lambda name: name.count("/")
    )
    prefix = roots[0].removesuffix(DESCRIPTOR) if roots else ""
    return {
        name.removeprefix(prefix): data
        for name, data in content.items()
        if name.startswith(prefix) and not any(part.startswith(".") for part in PurePosixPath(name).parts)
    }


def _guard(path: Path, files: int, size: int) -> None:
    """Refuse a package that is too large to be one."""
    if files > MAX_FILES or size > MAX_BYTES:
        limits = f"at most {MAX_FILES} files and {MAX_BYTES // 1_000_000} MB unpacked"
        message = f"{path.name} is too large for a data package: {limits}"
        raise DatasetError(message)


def _refuse_escape(path: Path, name: str) -> None:
    """Refuse a file name that points outside the package."""
    inner = PurePosixPath(name.replace("\\", "/"))
    if inner.is_absolute() or ".." in inner.parts or ":" in name or "\0" in name:
        message = (
            f"{path.name}: the file name {name!r} points outside the package; allowed: relative names without `..`"
        )
        raise DatasetError(message)


def _schema(content: Mapping[str, bytes], path: Path) -> Mapping[str, Any]:
    """Parse the descriptor and look that it describes tables as Levier needs them."""
    if DESCRIPTOR not in content:
        message = f"{path.name} holds no {DESCRIPTOR}; it is not a data package"
        raise DatasetError(message)
    try:
        schema = json.loads(content[DESCRIPTOR])
    except (ValueError, RecursionError) as error:
        message = f"{DESCRIPTOR} of {path.name} is not JSON: {error}"
        raise DatasetError(message) from None
    if not isinstance(schema, dict) or not isinstance(schema.get("resources"), list):
        message = f"{DESCRIPTOR} of {path.name} has no list `resources`"
        raise DatasetError(message)
    for number, resource in enumerate(schema["resources"], 1):
        if not _sound(resource):
            needs = "`name`, `path` (one file), `schema.fields` with names, and well-formed constraints"
            message = f"{DESCRIPTOR} of {path.name}: resource {number} needs {needs}"
            raise DatasetError(message)
        _refuse_escape(path, resource["path"])
    return schema


def _sound(resource: Any) -> bool:
    """Tell whether a resource has every part that is read here, in the right shape."""
    if not isinstance(resource, dict) or not all(isinstance(resource.get(key), str) for key in ("name", "path")):
        return False
    schema = resource.get("schema")
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
        return False
    key = schema.get("primaryKey", [])
    return (isinstance(key, str) or _texts(key)) and all(_sound_field(field) for field in schema["fields"])


def _sound_field(field: Any) -> bool:
    """Tell whether a field has a name and constraints of the right shape."""
    if not isinstance(field, dict) or not isinstance(field.get("name"), str):
        return False
    rules = field.get("constraints", {})
    lists = [field.get(name, []) for name in ("levier:reference", "levier:references")]
    return (
        isinstance(rules, dict)
        and isinstance(rules.get("enum", []), list)
        and isinstance(rules.get("pattern", ""), str)
        and all(isinstance(rules.get(name, 0), int | float) for name in ("minimum", "maximum"))
        and all(_texts(item) for item in lists)
    )


def _texts(value: Any) -> bool:
    """Tell whether a value is a list of text."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
