"""Text and YAML of the files that say what happens: one message for whatever cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from levier.errors import ShockError

__all__ = ["text_of", "yaml_of"]


def text_of(path: str | Path, what: str) -> str:
    """Read a file.

    Args:
        path: of the file.
        what: the file is, for the message if there is none.

    Raises:
        ShockError: a file that is missing or is not text.
    """
    file = Path(path)
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = f"no such {what} file" if isinstance(error, FileNotFoundError) else str(error)
        message = f"{file}: {reason}"
        raise ShockError(message) from error


def yaml_of(text: str, where: str) -> Any:
    """Parse YAML; ``where`` names it in the message.

    Raises:
        ShockError: it is not YAML.

    Example:
        >>> yaml_of("start: 1", "my-shock.yaml")
        {'start': 1}
    """
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        message = f"{where}: cannot be read as YAML: {error}"
        raise ShockError(message) from error
