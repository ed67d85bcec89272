"""The engine: one network or program, and exact answers to many shocks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from numpy.typing import ArrayLike

from levier.engine.cards import engine_card
from levier.engine.contingency import Contingency, applied
from levier.engine.evaluate import base_answer
from levier.engine.executor import make_executor
from levier.engine.fitting import Fitting
from levier.engine.infeasible import explainer
from levier.engine.measures import NO_MEASURES, Measures
from levier.engine.outcome import Outcome, require_solved
from levier.engine.plan import Groups, Plan, refuse_bare
from levier.engine.read import read_program
from levier.engine.results import Store
from levier.engine.sweep import Cuts, Sweep
from levier.engine.tree import Known, Listed, Tree
from levier.engine.twins import twins
from levier.engine.worker import Setup
from levier.engine.workplace import Workplace
from levier.errors import UsageError
from levier.show import shown

if TYPE_CHECKING:
    import pandas as pd
    import pypsa

    from levier.engine.alteration import Mode
    from levier.engine.program import Program
    from levier.engine.progress import Progress
    from levier.engine.worst import WorstResult

__all__ = ["Engine"]

WORST_BATCH = 8


@shown(engine_card)
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
        self.program = read_program(source)
        self.groups = {} if groups is None else dict(groups)
        self._place = Workplace(self.program, make_executor(workers, cluster))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the workers go; called by itself when the engine is no longer used."""
        self._place.close()

    @cached_property
    def base(self) -> Outcome:
        """The reference: nothing cut.

        Raises:
            SolveError: The network has no optimum as it is; if it cannot be balanced, the message says where and when.
        """
        base = Outcome(self.program, self._place.solve(self.program), explain=explainer(self._place.executor))
        return require_solved(base, "the network as it is")

    def solve(self, shock: Contingency | Sequence[Contingency]) -> Outcome:
        """Solve one shock.

        Args:
            shock: what happens; several contingencies, each with its window, happen together.

        Returns:
            The outcome; look at its status: nothing is raised if the shock leaves no feasible state, and `Outcome.why`
            says what is lacking then.

        Raises:
            LevierError: A name is not known.
            SolveError: The worker died over it, three times.
        """
        contingencies = [shock] if isinstance(shock, Contingency) else list(shock)
        program = applied(self.program, contingencies, self.groups)
        base = self.base
        solution = self._place.solve(program, base.solution)
        return Outcome(program, solution, base.objective, explainer(self._place.executor))

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
        measures: Mapping[str, ArrayLike] | None = None,
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
            measures: weights of the program's columns by name, each of shape (columns,): the frame says how far each
                weighted sum lies from its value in the base. Where several optima exist, it is that of the one found.
            prune: solve every cut if False, to check the pruning.
            on_progress: called with a `Progress` a few times a second.

        Returns:
            One row a cut: ``cut`` (names), ``objective``, ``damage`` (NaN without an optimum), ``solved`` (False if it
            followed from others), ``status`` (as `Status`, or "crashed"), ``ms``, and one column a measure.

        Raises:
            LevierError: A name is not known.
            UsageError: An argument is out of range, or `out` holds another sweep.
            SolveError: The network has no optimum as it is.
        """
        groups = self.groups if groups is None else groups
        plan = Plan.of(self.program, assets, groups, start=start, end=end, keep=keep, mode=stock)
        fitting = Fitting.of(self.program, plan)
        listed = None if cuts is None else [_placed(plan, cut) for cut in cuts]
        read = Measures.of_vectors(measures, self.program.lp.shape[1])
        identity = self._identity(plan, k, listed, read, prune=prune)
        known = Known(len(plan.names), prune=prune)
        known.add(base_answer(self.base, fitting, read), 0)
        same = twins(self.program.lp, fitting.parts) if prune else None
        swept: Cuts = Tree(known, k, same) if listed is None else Listed(known, listed, same)
        store = None if out is None else Store(out, identity)
        setup = self._setup(plan, identity, store, read, sums=prune and listed is None)
        sweep = Sweep(
            setup, swept, known, self._place.executor, store=store, measures=read.names, on_progress=on_progress
        )
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
        setup = self._setup(plan, self._identity(plan, 0, None, NO_MEASURES, prune=True), None, NO_MEASURES, sums=True)
        oracle = WorkerOracle(self._place.executor, setup)
        pure = Fitting.of(self.program, plan).pure
        blocks = plan.parts(self.program.parts.assets)
        return worst_sets(
            oracle, plan.names, k, top, budget=budget, cost=cost, pure=pure, blocks=blocks, batch=WORST_BATCH
        )

    def _setup(
        self, plan: Plan, identity: dict[str, Any], store: Store | None, measures: Measures, *, sums: bool
    ) -> Setup:
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
        path = str(measures.save(self._place.folder / f"{measures.hash}.npz")) if measures.names else ""
        return Setup(identity["sweep"], self._place.path, plan, basis, sums=sums, measures=path)

    def _identity(
        self, plan: Plan, k: int, listed: list[tuple[int, ...]] | None, measures: Measures, *, prune: bool
    ) -> dict[str, Any]:
        """What makes a sweep this sweep."""
        import levier

        solution = self.base.solution
        what = json.dumps([plan.hash, k if listed is None else listed, measures.hash, prune])
        return {
            "program": self.program.hash,
            "sweep": hashlib.sha256(what.encode()).hexdigest(),
            "levier": levier.__version__,
            "solver": f"{solution.solver} {solution.version}",
        }


def _placed(plan: Plan, cut: Sequence[str]) -> tuple[int, ...]:
    """Positions of the elements of a cut, each once."""
    refuse_bare("one of the cuts", cut)
    return tuple(sorted({plan.position(name) for name in cut}))
