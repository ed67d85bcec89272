"""What the child of a desk holds: one system, its compiled programs, and the last runs."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from levier.analysis.desk.answer import DeskAnswer, desk_answer, origins
from levier.analysis.desk.opened import opened
from levier.analysis.helping import Full, Helped, full_assets, help_of
from levier.analysis.run import Run, Runner
from levier.shock import Effect, Selector, Shock

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from levier.analysis.answers import Answers

__all__ = ["Worker"]

KEPT_RUNS = 8
WINDOWS = 24


class Worker:
    """Answers shocks on one year of one package."""

    def __init__(self, source: str, year: int) -> None:
        """Remember what to load; it is loaded with the first question."""
        self._source, self._year = source, year
        self._answers: Answers | None = None
        self._runner: Runner | None = None
        self._runs: OrderedDict[str, Run] = OrderedDict()
        self._windows: set[tuple[object, int, int]] = set()

    def open(self, tell: Callable[[str], None]) -> Answers:
        """Load the system, compile the first window, and return what every page needs."""
        if self._answers is None:
            self._answers = opened(self._source, self._year, tell)
        return self._answers

    def warm(self) -> None:
        """Solve once in the window that is asked for first, so that its program is there."""
        system = self._system_runner().system
        corridors = system.assets.index[system.assets["kind"] == "corridor"]
        if len(corridors):
            effect = Effect(kind="cut", select=Selector(id=(str(corridors[0]),)))
            self.answer(Shock(name="warm", effects=(effect,)))

    def answer(self, shock: Shock) -> DeskAnswer:
        """Solve a shock against its reference."""
        run = self._run(shock)
        return desk_answer(self._system_runner().system, run)

    def origins(self, shock: Shock, family: str) -> pd.DataFrame:
        """Follow one family's goods before and under a shock."""
        return origins(self._system_runner().system, self._run(shock), family)

    def full(self, shock: Shock) -> list[Full]:
        """Choose the full assets that are given more room (see :func:`levier.analysis.helping.full_assets`)."""
        return full_assets(self._system_runner().system, self._run(shock))

    def helped(self, shock: Shock, full: Full) -> Helped:
        """Give one of them its room and solve the shock again."""
        return help_of(self._system_runner().system, self._run(shock), full)

    def _run(self, shock: Shock) -> Run:
        key = shock.model_dump_json()
        if key not in self._runs:
            self._windows.add((shock.start, shock.months, shock.recovery))
            self._runs[key] = self._system_runner().run(shock)
            while len(self._runs) > KEPT_RUNS:
                self._runs.popitem(last=False)
        self._runs.move_to_end(key)
        return self._runs[key]

    def _system_runner(self) -> Runner:
        if self._runner is None:
            self._runner = Runner(self.open(lambda _: None).system)
        if len(self._windows) > WINDOWS:
            self._runner, self._windows = Runner(self._runner.system), set()
        return self._runner
