"""Tasks that tests give to workers; a worker imports no more than this module for them."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from levier.errors import UsageError

if TYPE_CHECKING:
    from levier.engine.worker import Room

__all__ = ["Ask", "Die", "Fail"]


@dataclass(frozen=True)
class Die:
    """Kill the worker, each time or only if a file does not exist yet."""

    marker: str = ""

    def run(self, _: Room) -> str:
        if not self.marker or not Path(self.marker).exists():
            if self.marker:
                Path(self.marker).touch()
            os.kill(os.getpid(), signal.SIGSEGV)
        return "survived"


@dataclass(frozen=True)
class Ask:
    """Say what the worker has imported."""

    def run(self, _: Room) -> tuple[int, list[str]]:
        return os.getpid(), [name for name in ("pypsa", "linopy", "xarray", "pytest") if name in sys.modules]


@dataclass(frozen=True)
class Fail:
    """Raise."""

    def run(self, _: Room) -> None:
        message = "no good"
        raise UsageError(message)
