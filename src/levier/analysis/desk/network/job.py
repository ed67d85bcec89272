"""The background search of a network's chokepoints: heard while it runs, ended on request, partial results kept."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Literal

from levier.analysis.desk.child import Child, Limits
from levier.analysis.desk.network.search import NetworkSearch, WorstPairs
from levier.errors import LevierError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__all__ = ["Asked", "SearchJob"]

Status = Literal["running", "done", "failed", "cancelled"]
Asked = tuple[str | None, str | None, float | None]
"""First and last snapshot of the window, and the price of demand not served."""


class SearchJob:
    """One search: first every asset alone, then pairs.

    Attributes:
        asked: window and price.
        status: ``running``, ``done``, ``failed`` or ``cancelled``.
        doing: ``alone`` or ``pairs``.
        share: of the assets cut alone that are known, 0 to 1; None while that cannot be told.
        singles: what :meth:`NetworkSearch.singles` found; None before.
        pairs: what :meth:`NetworkSearch.pairs` found; None before, or where there is no pair.
        reason: why it failed.
    """

    def __init__(self, program: Path, assets: tuple[str, ...], asked: Asked, limits: Limits, longest: float) -> None:
        """Start nothing yet.

        Args:
            program: path of the compiled program.
            assets: full names of what is cut.
            asked: window and price.
            limits: of its process.
            longest: seconds after which it is ended.
        """
        self.asked = asked
        self.status: Status = "running"
        self.doing: Literal["alone", "pairs"] = "alone"
        self.share: float | None = None
        self.singles: pd.DataFrame | None = None
        self.pairs: WorstPairs | None = None
        self.reason = ""
        self._began, self._ended = time.monotonic(), 0.0
        self._assets, self._longest = assets, longest
        self._child = Child(NetworkSearch, program, limits=limits)
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin, in the background."""
        threading.Thread(target=self._run, daemon=True, name="chokepoints").start()

    def wait(self) -> None:
        """Run it here, to its end."""
        self._run()

    def cancel(self) -> None:
        """End it; what is known stays."""
        self._end("cancelled")
        self._child.close()

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        return (self._ended or time.monotonic()) - self._began

    def _run(self) -> None:
        start, end, _ = self.asked
        try:
            self.singles = self._child.call("singles", self._assets, start, end, limit=self._longest, told=self._told)
            self.doing, self.share = "pairs", None
            left = max(1.0, self._longest - self.seconds)
            self.pairs = self._child.call("pairs", self.singles, start, end, limit=left)
        except LevierError as error:
            self._end("failed", str(error))
        else:
            self._end("done")
        self._child.close()

    def _told(self, words: str) -> None:
        done, _, total = words.partition(" ")
        self.share = int(done) / max(1, int(total))

    def _end(self, status: Status, reason: str = "") -> None:
        with self._lock:
            if self.status == "running":
                self.status, self.reason, self._ended = status, reason, time.monotonic()
