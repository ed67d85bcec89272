"""From a ``pypsa.Network`` to a frozen program: PyPSA's own model, its one-variable rows as bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.engine.assets import KINDS, NOMINAL, Assets
from levier.engine.program import Invest, Program
from levier.errors import NetworkError, UsageError
from levier.lp import LinearProgram, require_optimal, solve

if TYPE_CHECKING:
    import pypsa

    from levier.engine.extract import Arrays

__all__ = ["compile_network"]


def compile_network(network: pypsa.Network, *, invest: Invest = "fixed") -> Program:
    """Freeze the linear program PyPSA makes of a network.

    The model is PyPSA's own. Limits of single columns become bounds, Kirchhoff's voltage law is written with voltage
    angles so that one line is one row, and capacities of extendable assets are fixed where the optimum has them.

    Args:
        network: Any network that PyPSA solves as a linear program. Its ``model`` is built anew.
        invest: "fixed" to fix extendable capacities at the optimum, at the cost of one solve; "free" to leave them to
            every solve.

    Returns:
        The program; its objective is PyPSA's total cost (reported objective plus objective constant).

    Raises:
        NetworkError: The network holds what makes a shock more than a change of bounds; component and attribute are
            named.
        SolveError: Capacities are to be fixed and the network has no optimum.
    """
    from levier.engine.angle import in_angle_form
    from levier.engine.extract import extract
    from levier.engine.fold import fold
    from levier.engine.refuse import refuse_model, refuse_network

    if invest not in ("fixed", "free"):
        message = f"invest is {invest!r}; 'fixed' or 'free' is needed"
        raise UsageError(message)
    refuse_network(network)
    try:
        model = network.optimize.create_model(include_objective_constant=True)
    except ValueError as error:
        message = f"PyPSA makes no model of this network: {error}"
        raise NetworkError(message) from error
    refuse_model(model)
    arrays = _without_constant(extract(model, network.optimize._window.model_index))  # noqa: SLF001
    arrays = fold(in_angle_form(arrays, network))
    names = _asset_names(network)
    capacity, capital = np.full(len(names), np.nan), np.zeros(len(names))
    if invest == "fixed":
        arrays = _fixed(arrays, names, capacity, capital)
    weights = network.snapshot_weightings
    return Program(
        lp=_program(arrays),
        column_labels=arrays.columns,
        row_labels=arrays.rows,
        assets=names,
        snapshots=tuple(str(s) for s in network.snapshots),
        weights=weights["objective"].to_numpy(np.float64),
        hours=weights["generators"].to_numpy(np.float64),
        constant=float(network.objective_constant or 0.0),
        capacity=capacity,
        capital=capital,
        initial=_initial(network, names),
        invest=invest,
    )


def _without_constant(arrays: Arrays) -> Arrays:
    """Take out the column by which PyPSA reports its objective without what existing capacities cost."""
    from levier.engine.fold import substitute

    column = arrays.columns.where("objective_constant")
    return substitute(arrays, column, arrays.lower[column], costs=False)


def _fixed(
    arrays: Arrays, names: tuple[str, ...], capacity: NDArray[np.float64], capital: NDArray[np.float64]
) -> Arrays:
    """Fix the capacities at an optimum; their values and costs are written into the two arrays by asset."""
    from levier.engine.fold import fold, substitute

    index = Assets.of(names, arrays.columns, arrays.rows)
    columns = np.flatnonzero(index.role == NOMINAL)
    if not columns.size:
        return arrays
    if (arrays.lower[columns] == arrays.upper[columns]).all():
        values = arrays.lower[columns]
    else:
        best = require_optimal(solve(_program(arrays)), "the network, for its capacities (invest='fixed'),")
        values = np.clip(best.x[columns], arrays.lower[columns], arrays.upper[columns])
    capacity[index.column[columns]] = values
    capital[index.column[columns]] = arrays.cost[columns] * values
    return fold(substitute(arrays, columns, values))


def _program(arrays: Arrays) -> LinearProgram:
    return LinearProgram(
        cost=arrays.cost,
        matrix=arrays.matrix.tocsc(),
        row_lower=arrays.row_lower,
        row_upper=arrays.row_upper,
        column_lower=arrays.lower,
        column_upper=arrays.upper,
        offset=arrays.offset,
    )


def _asset_names(network: pypsa.Network) -> tuple[str, ...]:
    """Full names of all assets, kind by kind in the network's order."""
    return tuple(f"{kind}:{name}" for kind in KINDS for name in network.components[kind].static.index)


def _initial(network: pypsa.Network, names: tuple[str, ...]) -> NDArray[np.float64]:
    """First stock of each store that is not cyclic."""
    found: dict[str, float] = {}
    for kind, level, cyclic in (
        ("Store", "e_initial", "e_cyclic"),
        ("StorageUnit", "state_of_charge_initial", "cyclic_state_of_charge"),
    ):
        static = network.components[kind].static
        if len(static):
            first = static[level].where(~static[cyclic].astype(bool), 0.0)
            found |= {f"{kind}:{name}": float(value) for name, value in first.items()}
    return np.array([found.get(name, 0.0) for name in names])
