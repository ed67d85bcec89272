"""Sweep many cuts: plan rounds, hand batches out, keep what comes back, and put the frame together."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from levier.engine.evaluate import Answer, Cut
from levier.engine.executor import CrashError, Executor
from levier.engine.progress import Clock, Progress
from levier.engine.race import choose
from levier.engine.tree import Known, Round
from levier.engine.worker import Batch, Setup

if TYPE_CHECKING:
    import pandas as pd

    from levier.engine.results import Store

__all__ = ["Cuts", "Sweep"]

BATCH_SECONDS = 0.3
MOST_IN_BATCH = 32
NO_FITS = b""


class Cuts(Protocol):
    """What is swept: a tree, or a list."""

    total: int

    def rounds(self) -> Iterator[Round]:
        """Give rounds of cuts to evaluate."""

    def rows(self) -> Iterator[tuple[Cut, int, bool]]:
        """Give each cut known so far, its entry, and whether it was evaluated itself."""


class Sweep:
    """One run of a sweep.

    Args:
        setup: program, plan and basis.
        cuts: what is swept.
        known: what `cuts` reads; holds the base.
        executor: where it runs.
        store: where it is kept; nowhere if not given.
        measures: names of what is read off each optimum.
        on_progress: called a few times a second.
    """

    def __init__(
        self,
        setup: Setup,
        cuts: Cuts,
        known: Known,
        executor: Executor,
        *,
        store: Store | None = None,
        measures: tuple[str, ...] = (),
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        """Read what a run before this one has finished."""
        self.setup, self.cuts, self.known = setup, cuts, known
        self.executor, self.store, self.measures = executor, store, measures
        self._clock = Clock(on_progress, cuts.total)
        self._kept = {} if store is None else store.batches()
        self._next = 0
        self._batch = 0
        self._evaluated = 0
        self._waiting = 0

    def run(self) -> bool:
        """Evaluate all rounds; return whether it came to the end (False after Ctrl-C)."""
        try:
            for todo in self.cuts.rounds():
                self._prepare(todo)
                self._round(todo)
        except KeyboardInterrupt:
            return False
        finally:
            if self.store is not None:
                self.store.flush()
        self._tick(0, final=True)
        return True

    def frame(self) -> pd.DataFrame:
        """One row a cut: cut, objective, damage, solved, status, ms, and the measures."""
        import pandas as pd

        names, answers = self.setup.plan.names, self.known.answers
        base = answers[0].objective
        rows = [
            (tuple(names[i] for i in cut), answers[entry].objective, own, entry) for cut, entry, own in self.cuts.rows()
        ]
        frame = pd.DataFrame(
            {
                "cut": pd.Series([row[0] for row in rows], dtype=object),
                "objective": pd.Series([row[1] for row in rows], dtype=float),
            }
        )
        frame["damage"] = frame["objective"] - base
        frame["solved"] = [own and answers[entry].method != "sum" for *_, own, entry in rows]
        frame["status"] = pd.Series([answers[entry].status for *_, entry in rows], dtype=object)
        frame["ms"] = [answers[entry].ms if own else 0.0 for *_, own, entry in rows]
        if self.measures:
            values = np.array([answer.measures or (np.nan,) * len(self.measures) for answer in answers])
            at = np.array([entry for *_, entry in rows], dtype=np.intp)
            frame[list(self.measures)] = values[at]
        return frame

    def _prepare(self, todo: Round) -> None:
        """Before the first round, race warm against cold and size the batches; a resumed sweep keeps its choice."""
        if self._batch:
            return
        manifest: dict[str, Any] = {} if self.store is None else self.store.manifest
        if "mode" not in manifest:
            chosen = choose(self.executor, self.setup, [cut for _, cut in todo.steps])
            seconds = chosen.pop("seconds")
            size = max(1, min(MOST_IN_BATCH, int(BATCH_SECONDS / max(seconds, 1e-6))))
            manifest = {**chosen, "batch": size}
            if self.store is not None:
                self.store.note(**manifest)
        self._batch = manifest["batch"]
        self.setup = dataclasses.replace(
            self.setup, warm=manifest["mode"] == "warm", key=f"{self.setup.key} {manifest['mode']}"
        )

    def _round(self, todo: Round) -> None:
        """Evaluate a round, and add its answers in the order of its steps, whatever order they came in.

        What was answered is added even if the round is broken off.
        """
        batches = self._batches(todo)
        open_ = [batch for batch in batches if batch.number not in self._kept]
        left = sum(len(batch.cuts) for batch in open_)
        self._waiting = sum(len(batch.cuts) for batch in batches) - left
        try:
            for place, result in self.executor.map(open_):
                batch = open_[place]
                answers = self._alone(batch) if isinstance(result, CrashError) else result
                self._kept[batch.number] = answers
                if self.store is not None:
                    self.store.keep(batch.number, answers)
                left -= len(answers)
                self._evaluated += len(answers)
                self._waiting += len(answers)
                self._tick(left)
        finally:
            self._waiting = 0
            parents = {cut: parent for parent, cut in todo.steps}
            for batch in batches:
                for answer in self._kept.pop(batch.number, ()):
                    self.known.add(answer, parents[answer.cut])

    def _alone(self, batch: Batch) -> list[Answer]:
        """Run the cuts of a batch that took workers down one by one, so that one bad cut costs no other."""
        single = [dataclasses.replace(batch, cuts=(cut,)) for cut in batch.cuts]
        if len(single) == 1:
            return [_failed(batch.cuts[0])]
        found: dict[int, Answer] = {}
        for place, result in self.executor.map(single):
            cut = single[place].cuts[0]
            found[place] = _failed(cut) if isinstance(result, CrashError) else result[0]
        return [found[place] for place in range(len(single))]

    def _batches(self, todo: Round) -> list[Batch]:
        """Split a round into batches of one parent; the same round always gives the same batches."""
        batches: list[Batch] = []
        at = 0
        steps = todo.steps
        while at < len(steps):
            parent, end = steps[at][0], at
            while end < len(steps) and end - at < self._batch and steps[end][0] == parent:
                end += 1
            cuts = tuple(cut for _, cut in steps[at:end])
            batches.append(Batch(self.setup, self._next, self.known.chain(parent), cuts, fits=not todo.last))
            self._next += 1
            at = end
        return batches

    def _tick(self, left: int, *, final: bool = False) -> None:
        """Tell how far it is."""
        evaluated = len(self.known.answers) - 1 + self._waiting
        done = self.cuts.total if final else evaluated
        solved = sum(answer.method != "sum" for answer in self.known.answers[1:]) if final else evaluated
        self._clock.tick(done=done, solved=solved, evaluated=self._evaluated, left=left, final=final)


def _failed(cut: Cut) -> Answer:
    """A row that says so."""
    return Answer(cut, float("nan"), "crashed", "", 0, 0.0, NO_FITS)
