"""Voltage angles in the place of PyPSA's cycle rows, so that one line or transformer is one row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse import csgraph

from levier.engine.extract import Arrays
from levier.engine.labels import Codes, Labels

if TYPE_CHECKING:
    import pypsa

__all__ = ["CYCLES", "in_angle_form"]

CYCLES = "Kirchhoff-Voltage-Law"
DEGREE = np.pi / 180.0


@dataclass(frozen=True)
class _Mesh:
    """Branches that lie on cycles, the only ones whose flow Kirchhoff's voltage law binds.

    Attributes:
        branches: (component, name) of each branch, its buses, impedance and the scale of its part of the grid.
        buses: buses at their ends.
        ends: position of the bus at the start and at the end of each branch, (2, branches).
        reference: marks one bus in each part, whose angle is 0.
    """

    branches: pd.DataFrame
    buses: pd.Index[Any]
    ends: NDArray[np.intp]
    reference: NDArray[np.bool_]


def in_angle_form(arrays: Arrays, network: pypsa.Network) -> Arrays:
    """Replace the rows that sum voltage drops round cycles by one row a branch.

    For each branch on a cycle and each snapshot it runs: ``x s + shift = angle0 - angle1``, with PyPSA's effective
    series reactance (resistance in DC grids), tap ratio included, and its phase shift; all divided by the median
    reactance of the part of the grid, so an angle counts in units of power. Branches on no cycle need no row: any flow
    has its angles.

    Args:
        arrays: with PyPSA's cycle rows.
        network: whose model was just built, so that its topology is known.

    Returns:
        Arrays with columns ``Bus-v_ang`` and rows ``Line-kirchhoff`` and ``Transformer-kirchhoff``.
    """
    cycles = arrays.rows.where(CYCLES)
    if not cycles.size:
        return arrays
    kept = np.setdiff1d(np.arange(len(arrays.rows)), cycles)
    arrays = arrays.keep_rows(kept)
    mesh = _mesh(network)
    count = int(arrays.columns.snapshot.max()) + 1
    flow = _flow_columns(arrays.columns, mesh.branches.index, count)
    running = flow >= 0
    branch, snapshot = np.nonzero(running)
    rows, size = np.arange(branch.size), len(arrays.columns)
    impedance = (mesh.branches["impedance"] / mesh.branches["scale"]).to_numpy()
    shift = _shifts(network, mesh.branches, count) / mesh.branches["scale"].to_numpy()[:, None]
    parts = [(flow[running], impedance[branch])]
    parts += [
        (size + mesh.ends[e][branch] * count + snapshot, np.full(branch.size, s)) for e, s in ((0, -1.0), (1, 1.0))
    ]
    variable = _columns_of(arrays.columns, "Transformer-phase_shift", mesh.branches.index, count)[running]
    moving = variable >= 0
    fixed = np.where(moving, 0.0, -shift[running])
    entries = [(rows, at, value) for at, value in parts]
    entries.append((rows[moving], variable[moving], DEGREE / mesh.branches["scale"].to_numpy()[branch[moving]]))
    block = sp.coo_array(
        (np.concatenate([e[2] for e in entries]), tuple(np.concatenate([e[i] for e in entries]) for i in (0, 1))),
        shape=(branch.size, size + len(mesh.buses) * count),
    ).tocsr()
    return _joined(arrays, mesh, block, fixed, branch, snapshot)


def _joined(
    arrays: Arrays,
    mesh: _Mesh,
    block: sp.csr_array,
    fixed: NDArray[np.float64],
    branch: NDArray[np.intp],
    snapshot: NDArray[np.intp],
) -> Arrays:
    """Append the angles and their rows."""
    buses, count = len(mesh.buses), (block.shape[1] - len(arrays.columns)) // max(len(mesh.buses), 1)
    bound = np.where(np.repeat(mesh.reference, count), 0.0, np.inf)
    angles = Labels(
        ("Bus-v_ang",),
        tuple(mesh.buses.astype(str)),
        np.zeros(bound.size, dtype=np.int32),
        np.repeat(np.arange(buses, dtype=np.int32), count),
        np.tile(np.arange(count, dtype=np.int32), buses),
    )
    kinds = mesh.branches.index.get_level_values(0)
    blocks = tuple(dict.fromkeys(f"{kind}-kirchhoff" for kind in kinds))
    code = np.array([blocks.index(f"{kind}-kirchhoff") for kind in kinds], dtype=np.int32)
    names = tuple(mesh.branches.index.get_level_values(1).astype(str))
    rows = Labels(blocks, names, code[branch], branch.astype(np.int32), snapshot.astype(np.int32))
    wide = sp.csr_array(
        (arrays.matrix.data, arrays.matrix.indices, arrays.matrix.indptr),
        shape=(arrays.matrix.shape[0], block.shape[1]),
    )
    return replace(
        arrays,
        cost=np.concatenate([arrays.cost, np.zeros(bound.size)]),
        matrix=sp.vstack([wide, block], format="csr"),
        row_lower=np.concatenate([arrays.row_lower, fixed]),
        row_upper=np.concatenate([arrays.row_upper, fixed]),
        lower=np.concatenate([arrays.lower, -bound]),
        upper=np.concatenate([arrays.upper, bound]),
        columns=Labels.join(arrays.columns, angles),
        rows=Labels.join(arrays.rows, _unique_names(rows)),
    )


def _unique_names(labels: Labels) -> Labels:
    """Merge equal names (a line and a transformer may share one)."""
    names = tuple(dict.fromkeys(labels.names))
    code = np.array([names.index(name) for name in labels.names], dtype=np.int32)
    return replace(labels, names=names, name=code[labels.name])


def _mesh(network: pypsa.Network) -> _Mesh:
    """Find the branches on cycles, as PyPSA's topology has them."""
    found = []
    for sub in network.c.sub_networks.static["obj"]:
        cycles = getattr(sub, "C", None)
        if cycles is not None and cycles.size:
            on_cycle = np.asarray(abs(sp.csr_array(cycles)).sum(axis=1)).ravel() > 0
            found.append(sub.branches().index[on_cycle])
    index = pd.MultiIndex.from_tuples([pair for part in found for pair in part], names=["component", "name"])
    table = network.branches()
    table.index.names = ["component", "name"]
    table = table.loc[index]
    carrier = table["sub_network"].map(network.c.sub_networks.static["carrier"])
    branches = table[["bus0", "bus1"]].assign(impedance=table["x_pu_eff"].where(carrier == "AC", table["r_pu_eff"]))
    buses = pd.Index(pd.unique(branches[["bus0", "bus1"]].to_numpy().ravel()))
    ends = np.stack([buses.get_indexer(pd.Index(branches[end])) for end in ("bus0", "bus1")])
    graph = sp.coo_array((np.ones(len(branches)), tuple(ends)), shape=(len(buses), len(buses)))
    part = csgraph.connected_components(graph, directed=False)[1]
    reference = np.zeros(len(buses), dtype=bool)
    reference[np.unique(part, return_index=True)[1]] = True
    of_part = branches["impedance"].abs().groupby(part[ends[0]])
    scale = of_part.transform("median")
    return _Mesh(branches.assign(scale=scale.where(scale > 0, 1.0)), buses, ends, reference)


def _flow_columns(labels: Labels, branches: pd.Index[Any], count: int) -> NDArray[np.intp]:
    """Column of the flow of each branch in each snapshot, (branches, snapshots); -1 where it does not run."""
    result = np.full((len(branches), count), -1, dtype=np.intp)
    for kind in branches.get_level_values(0).unique():
        found = _columns_of(labels, f"{kind}-s", branches, count)
        here = branches.get_level_values(0) == kind
        result[here] = found[here]
    return result


def _columns_of(labels: Labels, block: str, branches: pd.Index[Any], count: int) -> NDArray[np.intp]:
    """Columns of one block by branch and snapshot; -1 for none."""
    component = block.partition("-")[0]
    place: Codes = np.full(len(labels.names) + 1, -1, dtype=np.int32)
    for i, (kind, name) in enumerate(branches):
        if kind == component and str(name) in labels.name_code:
            place[labels.name_code[str(name)]] = i
    at = labels.where(block)
    at = at[place[labels.name[at]] >= 0]
    result = np.full((len(branches), count), -1, dtype=np.intp)
    result[place[labels.name[at]], labels.snapshot[at]] = at
    return result


def _shifts(network: pypsa.Network, branches: pd.DataFrame, count: int) -> NDArray[np.float64]:
    """Phase shift of each branch in each snapshot, radians."""
    result = np.zeros((len(branches), count))
    is_transformer = branches.index.get_level_values(0) == "Transformer"
    if is_transformer.any():
        names = branches.index.get_level_values(1)[is_transformer]
        given: Any = network.c.transformers.da["phase_shift"].sel(name=list(names))
        result[is_transformer] = np.atleast_2d(given.to_numpy().T).reshape(len(names), -1) * DEGREE
    return result
