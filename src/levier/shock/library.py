"""The ready-made shocks that a data package ships."""

from __future__ import annotations

import difflib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from levier.errors import ShockError
from levier.shock.model import Shock, parse_shock, read_shock

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["all_ready_made", "named_shock", "ready_made"]


def _files(extras: Mapping[str, bytes]) -> dict[str, str]:
    return {
        PurePosixPath(name).stem: name
        for name in sorted(extras)
        if PurePosixPath(name).parent.name == "shocks" and name.endswith((".yaml", ".yml"))
    }


def ready_made(extras: Mapping[str, bytes], name: str) -> Shock:
    """Return one ready-made shock by its file name without the ending.

    Raises:
        ShockError: no such shock (the nearest names are given), or a file that is no shock.
    """
    files = _files(extras)
    if name not in files:
        near = difflib.get_close_matches(name, files, n=3) or sorted(files)
        msg = f"no ready-made shock {name!r}; there are {', '.join(near)}"
        raise ShockError(msg)
    return parse_shock(extras[files[name]].decode("utf-8", "replace"), files[name])


def named_shock(extras: Mapping[str, bytes], name: str) -> Shock:
    """Return the shock of a YAML file, or a ready-made one.

    Raises:
        ShockError: no such shock, or a file that is no shock.
    """
    if name.endswith((".yaml", ".yml")) or Path(name).exists():
        return read_shock(name)
    return ready_made(extras, name)


def all_ready_made(extras: Mapping[str, bytes]) -> list[Shock]:
    """Return every ready-made shock, in the order they ask for, then by file name."""
    found = [ready_made(extras, name) for name in _files(extras)]
    return sorted(found, key=lambda shock: shock.order)
