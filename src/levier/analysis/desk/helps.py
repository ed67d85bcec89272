"""What would help most, asked in the background: one asset after the other, other questions in between."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from levier.errors import LevierError

if TYPE_CHECKING:
    from levier.analysis.desk.desk import Desk
    from levier.analysis.helping import Helped
    from levier.shock import Shock

__all__ = ["Helping", "Helps"]

KEPT = 32
PATIENCE = 12.0
"""Seconds after which what nobody has looked at ends; it goes on where it stopped when somebody looks again."""
PAUSE = 0.02


@dataclass
class Helping:
    """What is known so far of one shock.

    Attributes:
        done, total: assets tried, and to be tried; ``total`` is -1 before they are chosen.
        found: what each saves, in the order tried.
        failure: why there is no answer; blank if there is one or will be.
        seen: clock when somebody last looked.
    """

    done: int = 0
    total: int = -1
    found: list[Helped] = field(default_factory=list)
    failure: str = ""
    seen: float = field(default_factory=time.monotonic)
    runs: bool = False

    @property
    def finished(self) -> bool:
        """Whether everything was tried, or nothing can be."""
        return bool(self.failure) or self.done == self.total


class Helps:
    """Asks a desk; equal shocks are asked about once, one shock at a time, so that answers are never kept waiting."""

    def __init__(self, desk: Desk) -> None:
        """Begin with none."""
        self._desk = desk
        self._known: OrderedDict[str, Helping] = OrderedDict()
        self._lock, self._turn = threading.Lock(), threading.Semaphore(1)
        self._closed = False

    def look(self, shock: Shock) -> Helping:
        """Return what is known; begin, or go on, where it is not finished."""
        key = shock.model_dump_json()
        with self._lock:
            helping = self._known.setdefault(key, Helping())
            self._known.move_to_end(key)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            helping.seen = time.monotonic()
            if helping.finished or helping.runs or self._closed:
                return helping
            helping.runs = True
        threading.Thread(target=self._ask, args=(shock, helping), daemon=True, name="helps").start()
        return helping

    def known(self, shock: Shock) -> Helping | None:
        """Return what is known, without asking for more."""
        with self._lock:
            return self._known.get(shock.model_dump_json())

    def close(self) -> None:
        """Ask no more."""
        self._closed = True

    def _ask(self, shock: Shock, helping: Helping) -> None:
        try:
            with self._turn:
                chosen = self._desk.full(shock)
                helping.total = len(chosen)
                for full in chosen[helping.done :]:
                    if self._closed or time.monotonic() - helping.seen > PATIENCE:
                        return
                    helping.found.append(self._desk.helped(shock, full))
                    helping.done += 1
                    time.sleep(PAUSE)  # whoever waits for the child has it now
        except LevierError as error:
            helping.failure = str(error)
        finally:
            helping.runs = False
