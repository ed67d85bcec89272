"""The same cuts by PyPSA and linopy, each as fast as its own documentation allows.

Each way has a name, and its patience: how many times as many cuts it is given as the slowest.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from linopy.solvers import Solver

if TYPE_CHECKING:
    import pypsa

__all__ = ["BuildAlone", "CopyAndOptimize", "InPlace", "Persistent", "removed", "total"]

# Both are written out: a component of another kind is an error, not a cut that changes nothing.
NOMINAL = {"Generator": "p_nom", "Link": "p_nom", "Store": "e_nom"}
BOUNDED = {"Generator": "p", "Link": "p", "Store": "e"}
# Tried on eurasia: presolve off, dual simplex and interior point are slower or no faster than HiGHS's own choice.
FAST = {"io_api": "direct", "log_to_console": False, "threads": 1}


def removed(given: pypsa.Network, assets: Iterable[str]) -> pypsa.Network:
    """Copy a network without some assets (``Link:x`` and so on)."""
    result = given.copy()
    for kind, names in _by_kind(assets).items():
        result.remove(kind, names)
    return result


def total(given: pypsa.Network) -> float:
    """Optimise a network and return PyPSA's objective and constant together; infinite if it is infeasible."""
    status, condition = given.optimize(solver_name="highs", include_objective_constant=True, **FAST)
    if status != "ok":
        if condition not in ("infeasible", "infeasible_or_unbounded"):
            message = f"PyPSA says {condition}"
            raise RuntimeError(message)
        return float("inf")
    return float(given.objective + given.objective_constant)


class CopyAndOptimize:
    """What PyPSA users do: copy the network, remove the assets, optimise."""

    name = "PyPSA copy + optimize"
    patience = 1

    def __init__(self, given: pypsa.Network) -> None:
        """Keep the network."""
        self.network = given

    def solve(self, assets: tuple[str, ...]) -> float:
        """Return the objective without some assets."""
        changed = removed(self.network, assets)
        changed.optimize(solver_name="highs", log_to_console=False, include_objective_constant=False)
        return float(changed.objective)


class InPlace:
    """PyPSA without the copy: capacities to zero in place, direct interface, one thread."""

    name = "PyPSA in place, direct"
    patience = 1

    def __init__(self, given: pypsa.Network) -> None:
        """Take a network of its own."""
        self.network = given.copy()

    def solve(self, assets: tuple[str, ...]) -> float:
        """Return the objective with some capacities at zero."""
        with self._without(assets):
            self.network.optimize(solver_name="highs", include_objective_constant=False, **FAST)
            return float(self.network.objective)

    @contextlib.contextmanager
    def _without(self, assets: tuple[str, ...]) -> Iterator[None]:
        """Set capacities to zero for a while."""
        kept = []
        for kind, names in _by_kind(assets).items():
            static = self.network.components[kind].static
            kept.append((static, names, static.loc[names, NOMINAL[kind]].copy()))
            static.loc[names, NOMINAL[kind]] = 0.0
        try:
            yield
        finally:
            for static, names, values in kept:
                static.loc[names, values.name] = values


class BuildAlone(InPlace):
    """As in place, but results stay in the model: nothing is written back into the network's tables."""

    name = "PyPSA build + solve alone"

    def solve(self, assets: tuple[str, ...]) -> float:
        """Return the objective with some capacities at zero."""
        with self._without(assets):
            model = self.network.optimize.create_model(include_objective_constant=False)
            model.solve(solver_name="highs", **FAST)
            return float(model.objective.value)


class Persistent:
    """linopy's persistent solver: one model, other right-hand sides, and HiGHS goes on from its last basis."""

    name = "linopy persistent"
    patience = 10

    def __init__(self, given: pypsa.Network) -> None:
        """Build the model and solve it once."""
        self.model = given.copy().optimize.create_model(include_objective_constant=False)
        options = {"threads": 1, "output_flag": False}
        self.solver = Solver.from_name("highs", io_api="direct", track_updates=True, options=options)
        self.solver.solve(self.model, assign=True)
        self._own: dict[str, Any] = {}

    def solve(self, assets: tuple[str, ...]) -> float:
        """Return the objective with some bounds at zero, which stay so until the next call."""
        wanted = self._own.copy()
        for kind, names in _by_kind(assets).items():
            for side in ("lower", "upper"):
                row = f"{kind}-fix-{BOUNDED[kind]}-{side}"
                self._own.setdefault(row, self.model.constraints[row].rhs.copy())
                wanted[row] = self._own[row].copy()
                wanted[row].loc[{"name": names}] = 0.0
        for row, right in wanted.items():
            self.model.constraints[row].update(rhs=right)
        self.solver.solve(self.model, assign=True, disallow_rebuild=True)
        return float(self.model.objective.value)


def _by_kind(assets: Iterable[str]) -> dict[str, list[str]]:
    """Sort full names by the kind of component."""
    result: dict[str, list[str]] = defaultdict(list)
    for asset in assets:
        kind, name = asset.split(":", 1)
        result[kind].append(name)
    return dict(result)
