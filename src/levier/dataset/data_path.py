"""Where the data packages that ship with Levier lie on disk."""

from __future__ import annotations

import difflib
from pathlib import Path

from levier.errors import DatasetError

__all__ = ["data_path", "shipped"]

DESCRIPTOR = "datapackage.json"


def _roots() -> list[Path]:
    """Folders that may hold shipped packages: the wheel's own, then the checkout's."""
    package = Path(__file__).resolve().parents[1]
    return [package / "data", package.parents[1] / "data"]


def shipped() -> tuple[str, ...]:
    """Name the data packages that ship with Levier.

    Example:
        >>> "eurasia" in shipped()
        True

    """
    return tuple(sorted({file.parent.name for root in _roots() for file in root.glob(f"*/{DESCRIPTOR}")}))


def data_path(name: str) -> Path:
    """Find the folder of shipped data, such as a package or the map's shapes.

    Args:
        name: `eurasia`, `geo`, or a path below the data folder.

    Returns:
        The folder or file; in a wheel `levier/data/<name>`, in a checkout `data/<name>`.

    Raises:
        DatasetError: nothing of that name ships; the message names what does.

    Example:
        >>> data_path("eurasia").name
        'eurasia'

    """
    for root in _roots():
        if (root / name).exists():
            return root / name
    near = difflib.get_close_matches(name, shipped(), n=1)
    hint = f"; did you mean {near[0]!r}?" if near else "."
    message = f"no data named {name!r} ships with Levier{hint} Shipped packages: {', '.join(shipped()) or 'none'}"
    raise DatasetError(message)
