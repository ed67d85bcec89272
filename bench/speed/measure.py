"""Measure one case: how long each way takes for the same cuts, and that all find the same objectives."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from speed.cases import Case, Given
from speed.floor import Bounds, Floor
from speed.peers import BuildAlone, CopyAndOptimize, InPlace, Persistent
from speed.probe import peak, probe, workers_memory

from levier.engine import Engine, Program

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FLOOR", "LEVIER", "WHOLE", "measure"]

FLOOR, LEVIER, WHOLE = "floor: bare HiGHS", "Levier", "Levier, whole call"
PEER_SECONDS = 40.0
USED = 1e-6
SEED = 1
SAME = 1e-6

Progress = Callable[[str], None]


def measure(case: Case, tell: Progress) -> dict[str, Any]:
    """Measure a case.

    Args:
        case: what to measure.
        tell: called with what is done next.

    Returns:
        Numbers by name, all fit for JSON; see the keys set here.

    Raises:
        AssertionError: Two ways find different objectives, or a worker imports PyPSA.
    """
    tell("build")
    given = case.build()
    began = time.perf_counter()
    program = Program.from_network(given.network.copy())
    result: dict[str, Any] = {"name": case.name, "series": case.series, "compile_s": time.perf_counter() - began}
    assert program.constant == 0, "objectives are compared without PyPSA's constant"
    with Engine(program, workers=0, groups=given.groups) as engine:
        began = time.perf_counter()
        engine.base  # noqa: B018 - solved when first asked for
        result["base_s"] = time.perf_counter() - began
        result["peak_mib"] = peak()
        result |= _size(program, given)
        used = _used(engine, given)
        result["used"] = len(used)
        chosen = _chosen(used, case.cuts)
        tell(f"{len(chosen)} cuts: floor and Levier")
        result["methods"], objectives = _floor_and_levier(engine, given, chosen, case.rounds)
        deep = _chosen(used, case.deep)
        if deep:
            tell(f"sweeps of {len(deep)} elements to k = {case.depth}")
            result["sweeps"] = _sweeps(engine, deep, case.depth)
    tell("worker")
    result |= _worker(program)
    result["workers"] = [_workers(program, given, deep, count, tell) for count in case.workers]
    if case.peers:
        result["methods"] += _peers(given, chosen, case.peers, objectives, tell)
    return result


def _size(program: Program, given: Given) -> dict[str, int]:
    """How large a program is."""
    rows, columns = program.lp.shape
    return {
        "buses": len(given.network.buses),
        "elements": len(given.groups),
        "snapshots": len(program.snapshots),
        "rows": rows,
        "columns": columns,
        "nonzeros": int(program.lp.matrix.nnz),
    }


def _used(engine: Engine, given: Given) -> list[str]:
    """Elements with base flow: the others follow from the base without a solve."""
    flow = engine.base.flows.abs().max()
    return [name for name, assets in given.groups.items() if (flow[list(assets)] > USED).any()]


def _chosen(names: Sequence[str], count: int) -> list[str]:
    """Some names at random, in their order."""
    if len(names) <= count:
        return list(names)
    return [names[i] for i in sorted(np.random.default_rng(SEED).choice(len(names), size=count, replace=False))]


def _floor_and_levier(
    engine: Engine, given: Given, chosen: list[str], rounds: int
) -> tuple[list[dict[str, Any]], np.ndarray]:
    """Let floor and Levier take turns, so that a busy machine hits both; the best round of each cut counts."""
    basis = engine.base.solution.basis
    assert basis is not None
    floor = Floor(engine.program, basis)
    bounds = [Bounds.of(engine.program, given.groups[name]) for name in chosen]
    back = [cut.undone(engine.program) for cut in bounds]
    times: dict[str, list[list[float]]] = {FLOOR: [], LEVIER: []}
    whole = []
    expected = np.array([floor.solve(cut, undo) for cut, undo in zip(bounds, back, strict=True)])
    _check(LEVIER, engine.sweep(1, chosen, prune=False), expected)
    for _ in range(rounds):
        times[FLOOR].append([_timed(floor.solve, *pair)[0] for pair in zip(bounds, back, strict=True)])
        seconds, frame = _timed(engine.sweep, 1, chosen, prune=False)
        times[LEVIER].append(frame["ms"].tolist())
        whole.append(seconds / len(chosen))
    rows = [_row(name, np.min(found, axis=0)) for name, found in times.items()]
    rows.append({"method": WHOLE, "contingencies": len(chosen), "median_ms": None, "mean_ms": min(whole)})
    return rows, expected


def _timed(call: Callable[..., Any], *given: Any, **named: Any) -> tuple[float, Any]:
    """Call something; return the milliseconds it took and its result."""
    began = time.perf_counter()
    result = call(*given, **named)
    return 1e3 * (time.perf_counter() - began), result


def _row(name: str, times: Sequence[float] | np.ndarray) -> dict[str, Any]:
    """Sum up the times of one way."""
    return {
        "method": name,
        "contingencies": len(times),
        "median_ms": float(statistics.median(times)),
        "mean_ms": float(np.mean(times)),
    }


def _check(name: str, frame: pd.DataFrame, expected: np.ndarray) -> None:
    """Compare the objectives of a sweep with others."""
    assert (frame["status"] == "optimal").all(), f"{name}: {frame['status'].unique()}"
    _same(name, frame["objective"].to_numpy(), expected)


def _same(name: str, found: Sequence[float] | np.ndarray, expected: np.ndarray) -> None:
    """Compare objectives."""
    worst = float(np.max(np.abs(np.asarray(found) - expected) / np.maximum(np.abs(expected), 1.0)))
    assert worst <= SAME, f"{name}: objectives differ by {worst:.1e}"


def _sweeps(engine: Engine, chosen: list[str], depth: int) -> list[dict[str, Any]]:
    """Sweep all sets up to k, pruned, for growing k."""
    rows = []
    for k in range(1, depth + 1):
        ms, frame = _timed(engine.sweep, k, chosen)
        assert (frame["status"] == "optimal").all()
        rows.append(
            {
                "k": k,
                "elements": len(chosen),
                "cuts": len(frame),
                "solved": int(frame["solved"].sum()),
                "share_solved": float(frame["solved"].mean()),
                "seconds": ms / 1e3,
                "ms_per_cut": ms / len(frame),
            }
        )
    return rows


def _worker(program: Program) -> dict[str, Any]:
    """What a worker does with the saved program."""
    with tempfile.TemporaryDirectory() as folder:
        path = program.save(Path(folder) / "program.npz")
        size = path.stat().st_size / 2**20
        load_ms, imported = probe(path)
    assert not imported, f"a worker imported {', '.join(imported)}"
    return {"file_mib": size, "load_ms": load_ms}


def _workers(program: Program, given: Given, chosen: list[str], count: int, tell: Progress) -> dict[str, Any]:
    """Time all pairs on some workers, none pruned; a first call of the same starts and fills them."""
    tell(f"{count} worker{'s' * (count > 1)}")
    with Engine(program, workers=count, groups=given.groups) as engine:
        engine.sweep(2, chosen, prune=False)
        ms, frame = _timed(engine.sweep, 2, chosen, prune=False)
        memory = workers_memory()
    assert len(memory) in (0, count)
    return {
        "workers": count,
        "contingencies": len(frame),
        "ms_per_cut": ms / len(frame),
        "worker_mib": max(memory, default=None),
    }


def _peers(given: Given, chosen: list[str], count: int, expected: np.ndarray, tell: Progress) -> list[dict[str, Any]]:
    """Time PyPSA and linopy; each takes at least one cut and stops when its time is over."""
    rows = []
    for peer in (CopyAndOptimize, InPlace, BuildAlone, Persistent):
        tell(peer.name)
        way = peer(given.network)
        times: list[float] = []
        found: list[float] = []
        began = time.perf_counter()
        for name in chosen[: count * peer.patience]:
            ms, objective = _timed(way.solve, given.groups[name])
            times.append(ms)
            found.append(objective)
            if time.perf_counter() - began > PEER_SECONDS:
                break
        _same(peer.name, found, expected[: len(found)])
        rows.append(_row(peer.name, times))
    return rows
