"""The engine: one network or program, and exact answers to many shocks."""

from __future__ import annotations

import hashlib
import json
import tempfile
import weakref
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from levier.engine.contingency import Contingency, applied
from levier.engine.evaluate import Answer
from levier.engine.executor import CrashError, Serial, make_executor
from levier.engine.fitting import Fitting
from levier.engine.outcome import Outcome
from levier.engine.plan import Groups, Plan
from levier.engine.program import Program
from levier.engine.results import Store
from levier.engine.sweep import Cuts, Sweep
from levier.engine.tree import Known, Listed, Tree
from levier.engine.worker import Setup, Solve
from levier.errors import UsageError
from levier.lp import Point, Solution, Status, require_optimal

if TYPE_CHECKING:
    import pandas as pd
    import pypsa

    from levier.engine.alteration import Mode
    from levier.engine.progress import Progress
    from levier.engine.worst import WorstResult

__all__ = ["Engine"]

WORST_BATCH = 4
CHANGING = ("cost", "row_lower", "row_upper", "column_lower", "column_upper")


class Engine:
    """Exact answers to many shocks on one network.

    Args:
        source: a ``pypsa.Network``, a `Program`, or the path of a saved program or of a netCDF of PyPSA.
        workers: child processes; with 0 all is solved in this process, which a crash of the solver would end.
        cluster: address of a Dask scheduler instead (extra ``cluster``).
        groups: assets that are cut together, by the name of the group.

    Raises:
        NetworkError: The network holds something the engine does not support.

    Example:
        >>> import pypsa
        >>> network = pypsa.Network()
        >>> network.add("Bus", ["field", "port"])
        >>> network.add("Generator", "wells", bus="field", p_nom=9, marginal_cost=1)
        >>> network.add("Generator", "tanker", bus="port", p_nom=9, marginal_cost=5)
        >>> network.add("Link", "pipe", bus0="field", bus1="port", p_nom=4)
        >>> network.add("Load", "town", bus="port", p_set=6)
        >>> engine = Engine(network, workers=0)
        >>> engine.base.objective
        14.0
        >>> engine.solve(Contingency(cut=("pipe",))).damage
        16.0
        >>> engine.sweep(k=1)[["cut", "damage", "status"]].to_dict("records")[2]
        {'cut': ('Link:pipe',), 'damage': 16.0, 'status': 'optimal'}
    """

    def __init__(
        self,
        source: pypsa.Network | Program | str | Path,
        workers: int = 2,
        *,
        cluster: Any = None,
        groups: Groups | None = None,
    ) -> None:
        """Compile; nothing is solved yet."""
        self.program = _program(source)
        self.groups = {} if groups is None else dict(groups)
        self._executor = make_executor(workers, cluster)
        self._folder = tempfile.TemporaryDirectory(prefix="levier-")
        self._close = weakref.finalize(self, _close, self._executor, self._folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the workers go; called by itself when the engine is no longer used."""
        self._close()

    @cached_property
    def base(self) -> Outcome:
        """The reference: nothing cut.

        Raises:
            SolveError: The network has no optimum as it is.
        """
        return Outcome(self.program, require_optimal(self._solved(self.program), "the network as it is"))

    def solve(self, shock: Contingency | Sequence[Contingency]) -> Outcome:
        """Solve one shock.

        Args:
            shock: what happens; several contingencies, each with its window, happen together.

        Returns:
            The outcome; look at its status: nothing is raised if the shock leaves no feasible state.

        Raises:
            LevierError: A name is not known.
            SolveError: The worker died over it, three times.
        """
        contingencies = [shock] if isinstance(shock, Contingency) else list(shock)
        program = applied(self.program, contingencies, self.groups)
        base = self.base
        return Outcome(program, self._solved(program, base.solution), base.objective)

    def sweep(  # noqa: PLR0913 - all but the first are optional, most keyword-only
        self,
        k: int = 1,
        assets: Iterable[str] | None = None,
        start: str | None = None,
        end: str | None = None,
        out: str | Path | None = None,
        *,
        cuts: Iterable[Sequence[str]] | None = None,
        groups: Groups | None = None,
        keep: float = 0.0,
        stock: Mode = "lost",
        prune: bool = True,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> pd.DataFrame:
        """Find the exact optimum of every cut of up to `k` elements.

        What follows from a smaller cut is not solved (methods 4): a cut of what an optimum does not use, and cuts whose
        known primal and dual solutions together prove the sum. The answers do not depend on order, number of workers
        or restarts. With `out`, finished work is kept and a second call with the same arguments goes on where the
        first was stopped. Ctrl-C ends the sweep and returns what is known (``frame.attrs["complete"]`` is False).

        Args:
            k: largest number of elements cut together.
            assets: names of assets or groups; all groups if not given, or all assets without groups.
            start: label of the first snapshot of the window, or its beginning; the first of all if not given.
            end: label of its last snapshot; the last of all if not given.
            out: folder for results; nothing is kept if not given.
            cuts: the cuts to look at, each some names, instead of all up to `k`.
            groups: in place of those of the engine.
            keep: share of the capacity that is left; 0 is a cut.
            stock: whether the stock of a store that is cut is "lost", or "frozen" until the window ends.
            prune: solve every cut if False, to check the pruning.
            on_progress: called with a `Progress` a few times a second.

        Returns:
            One row a cut: ``cut`` (names), ``objective``, ``damage`` (NaN without an optimum), ``solved`` (False if it
            followed from others), ``status`` (as `Status`, or "crashed"), ``ms``.

        Raises:
            LevierError: A name is not known.
            UsageError: An argument is out of range, or `out` holds another sweep.
            SolveError: The network has no optimum as it is.
        """
        groups = self.groups if groups is None else groups
        plan = Plan.of(self.program, assets, groups, start=start, end=end, keep=keep, mode=stock)
        listed = None if cuts is None else [tuple(sorted({plan.position(name) for name in cut})) for cut in cuts]
        identity = self._identity(plan, k, listed, prune=prune)
        store = None if out is None else Store(out, identity)
        setup = self._setup(plan, identity, store, sums=prune and listed is None)
        known = Known(len(plan.names), prune=prune)
        known.add(self._base_answer(plan), 0)
        swept: Cuts = Tree(known, k) if listed is None else Listed(known, listed)
        sweep = Sweep(setup, swept, known, self._executor, store=store, on_progress=on_progress)
        complete = sweep.run()
        frame = sweep.frame()
        frame.attrs.update(identity, complete=complete, reference=self.base.objective)
        if store is not None:
            store.finish(frame, complete=complete, rows=len(frame), evaluated=len(known.answers) - 1)
        return frame

    def worst(  # noqa: PLR0913 - all optional, most keyword-only
        self,
        k: int = 3,
        top: int = 10,
        budget: float | None = None,
        cost: Sequence[float] | None = None,
        *,
        assets: Iterable[str] | None = None,
        start: str | None = None,
        end: str | None = None,
        groups: Groups | None = None,
        keep: float = 0.0,
        stock: Mode = "lost",
    ) -> WorstResult:
        """Find the sets of up to `k` elements that do most damage, with a certificate (methods 5).

        Args:
            k: most elements in a set.
            top: sets wanted.
            budget: most that a set may cost; no limit if not given.
            cost: cost of each element, in their order; 1 each if not given.
            assets: as in `sweep`.
            start: as in `sweep`.
            end: as in `sweep`.
            groups: as in `sweep`.
            keep: as in `sweep`.
            stock: as in `sweep`.

        Returns:
            The sets, their damages, the bound and the guarantee.

        Raises:
            LevierError: A name is not known.
            UsageError: An argument is out of range.
            SolveError: The network has no optimum as it is, or a worker dies over a set.
        """
        from levier.engine.oracle import WorkerOracle
        from levier.engine.worst import worst_sets

        groups = self.groups if groups is None else groups
        plan = Plan.of(self.program, assets, groups, start=start, end=end, keep=keep, mode=stock)
        setup = self._setup(plan, self._identity(plan, 0, None, prune=True), None, sums=True)
        oracle = WorkerOracle(self._executor, setup)
        pure = Fitting.of(self.program, plan).pure
        blocks = _parts(plan, self.program.blocks())
        batch = WORST_BATCH * max(self._executor.workers, 1)
        return worst_sets(oracle, plan.names, k, top, budget=budget, cost=cost, pure=pure, blocks=blocks, batch=batch)

    @cached_property
    def _path(self) -> str:
        """Where workers find the program."""
        if isinstance(self._executor, Serial):
            self._executor.room.put(self.program.hash, self.program)
            return self.program.hash
        return str(self.program.save(Path(self._folder.name) / f"{self.program.hash}.npz"))

    def _solved(self, program: Program, base: Solution | None = None) -> Solution:
        """Solve a program that differs from the engine's in its vectors."""
        own, new = self.program.lp, program.lp
        changes = {name: getattr(new, name) for name in CHANGING if getattr(new, name) is not getattr(own, name)}
        task = Solve(self._path, changes, None if base is None else base.basis)
        result: Solution | CrashError = next(iter(self._executor.map([task])))[1]
        if isinstance(result, CrashError):
            raise result
        return result

    def _setup(self, plan: Plan, identity: dict[str, Any], store: Store | None, *, sums: bool) -> Setup:
        """Put together what workers need; a resumed sweep starts from the basis it started from before."""
        basis = None if store is None else store.basis()
        if basis is None:
            basis = self.base.solution.basis
            if basis is None:
                message = "the base has no basis to start from"
                raise UsageError(message)
            if store is not None:
                store.keep_basis(basis)
                store.note()
        return Setup(identity["sweep"], self._path, plan, basis, sums=sums)

    def _base_answer(self, plan: Plan) -> Answer:
        """Return what the tree needs of the base."""
        solution = self.base.solution
        fitting = Fitting.of(self.program, plan)
        point = Point(
            Status.OPTIMAL,
            solution.objective,
            solution.objective,
            solution.x,
            solution.row_dual,
            solution.column_dual,
            solution.residuals.worst,
            "base",
            0,
            None,
        )
        return Answer((), solution.objective, "optimal", "base", 0, 0.0, np.packbits(fitting.fits(point)).tobytes())

    def _identity(self, plan: Plan, k: int, listed: list[tuple[int, ...]] | None, *, prune: bool) -> dict[str, Any]:
        """What makes a sweep this sweep."""
        import levier

        solution = self.base.solution
        what = json.dumps([plan.hash, k if listed is None else listed, prune])
        return {
            "program": self.program.hash,
            "sweep": hashlib.sha256(what.encode()).hexdigest(),
            "levier": levier.__version__,
            "solver": f"{solution.solver} {solution.version}",
        }


def _program(source: pypsa.Network | Program | str | Path) -> Program:
    """Load or compile a program."""
    if isinstance(source, Program):
        return source
    if not isinstance(source, str | Path):
        return Program.from_network(source)
    if str(source).endswith(".npz"):
        return Program.load(source)
    import pypsa

    return Program.from_network(pypsa.Network(str(source)))


def _parts(plan: Plan, blocks: NDArray[np.int32]) -> list[int]:
    """Independent part of each element; elements whose assets lie in a common block are in one part."""
    part = list(range(len(plan.assets)))

    def root(element: int) -> int:
        while part[element] != element:
            element = part[element]
        return element

    first: dict[int, int] = {}
    for element, assets in enumerate(plan.assets):
        for asset in assets:
            other = first.setdefault(int(blocks[asset]), element)
            part[root(element)] = root(other)
    return [root(element) for element in range(len(part))]


def _close(executor: Any, folder: tempfile.TemporaryDirectory[str]) -> None:
    """End workers and remove the folder."""
    executor.close()
    folder.cleanup()
