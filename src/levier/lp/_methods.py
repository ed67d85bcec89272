"""Name the rungs of the ladder and the options of HiGHS behind each."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType

from levier.lp import _bridge

__all__ = ["Method", "ladder"]


@dataclasses.dataclass(frozen=True)
class Method:
    """One way to solve: a name for the log and the options that make it.

    Attributes:
        name: Shown in attempts.
        options: HiGHS options.
        uses_basis: Whether a given basis is set first.
        cap: Longest time in seconds, whatever the caller allows.
    """

    name: str
    options: Mapping[str, _bridge.Option]
    uses_basis: bool = False
    cap: float = float("inf")


def _method(name: str, *, uses_basis: bool = False, cap: float = float("inf"), **options: _bridge.Option) -> Method:
    """Make a method; every option that another method changes is set, so that none leaks from rung to rung."""
    defaults: dict[str, _bridge.Option] = {
        "solver": "simplex",
        "presolve": "on",
        "simplex_strategy": 1,
        "simplex_dual_edge_weight_strategy": -1,
        "run_crossover": "on",
        "ipm_optimality_tolerance": 1e-8,
    }
    return Method(name, MappingProxyType(defaults | options), uses_basis, cap)


# Devex: with steepest edge HiGHS computes exact weights again after every setBasis.
WARM = _method("warm", uses_basis=True, presolve="off", simplex_dual_edge_weight_strategy=1)
COLD = _method("cold")
PLAIN = _method("cold without presolve", presolve="off")
INTERIOR_POINT = _method("interior point", solver="ipx")
# A vertex is never reached, so the gap must close by itself: docs/decisions/0002-quadratic-solver.md.
QUADRATIC = _method("quadratic interior point", solver="hipo", ipm_optimality_tolerance=1e-12)
# Near the end of so small a gap the numbers may break; what a larger one leaves is checked like any answer.
QUADRATIC_EASIER = _method("quadratic interior point, larger gap", solver="hipo", ipm_optimality_tolerance=1e-9)
ACTIVE_SET = _method("active set", solver="qpasm", cap=20.0)
ONLY_ACTIVE_SET = dataclasses.replace(ACTIVE_SET, name="active set (for a better method install highspy[extras])")


def ladder(*, quadratic: bool, warm: bool) -> list[Method]:
    """Return the methods to try, in order.

    Args:
        quadratic: Whether the program has a quadratic cost.
        warm: Whether a basis is given.

    Example:
        >>> [method.name for method in ladder(quadratic=False, warm=True)]
        ['warm', 'cold', 'interior point', 'cold without presolve']
    """
    if quadratic:
        return (
            [QUADRATIC, QUADRATIC_EASIER, ACTIVE_SET] if _bridge.has_quadratic_interior_point() else [ONLY_ACTIVE_SET]
        )
    return [*([WARM] if warm else []), COLD, INTERIOR_POINT, PLAIN]
