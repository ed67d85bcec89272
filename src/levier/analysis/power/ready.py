"""Ready-made games: who acts together and which projects are asked about, as a package's ``games`` folder says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from levier.errors import DatasetError

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["ReadyGame", "is_ready", "ready_game"]


class ReadyGame(BaseModel):
    """What a package says about the game of one family of carriers.

    Attributes:
        horizon: the year; None: six years after the base year.
        together: bodies whose members act as one player.
        projects: those shown in reports.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    horizon: int | None = None
    together: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()


def is_ready(package: Package, family: str) -> bool:
    """Return whether a package says anything about the game of a family of carriers."""
    return _file(family) in package.extras


def ready_game(package: Package, family: str) -> ReadyGame:
    """Read ``games/<family>.yaml``; a package without one says nothing.

    Raises:
        DatasetError: the file is no such game.
    """
    name = _file(family)
    content = package.extras.get(name)
    if content is None:
        return ReadyGame()
    try:
        return ReadyGame.model_validate(yaml.safe_load(content.decode("utf-8")) or {})
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        first = str(error).splitlines()
        message = (
            f"{name}: {' '.join(line.strip() for line in first[:3])}; allowed: {', '.join(ReadyGame.model_fields)}"
        )
        raise DatasetError(message) from error


def _file(family: str) -> str:
    return f"games/{family}.yaml"
