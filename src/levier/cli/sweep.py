"""``levier sweep``: every cut of up to k elements, exactly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from levier.cli.asked import Asked

if TYPE_CHECKING:
    import pandas as pd

    from levier.cli.target import Target

__all__ = ["sweep"]

SHOWN = 20
NOTHING = Asked()


def sweep(
    of: str = "eurasia",
    *,
    k: Annotated[int, Parameter(name=["-k", "--k"])] = 1,
    asked: Asked = NOTHING,
    keep: Path | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Cut every set of up to k elements and find the exact optimum of each; what follows from others is not solved.

    Parameters
    ----------
    of
        A data package (name, directory or zip), or a netCDF of any PyPSA network (`my-network.nc`).
    k
        Most elements cut together.
    keep
        A folder where finished work is kept; the same command goes on where it was stopped.
    json
        Print JSON, all rows.
    out
        Write all rows to this file: .csv, .parquet, .json or .xlsx.
    """
    from levier.cli.frames import check_format, save_frame
    from levier.cli.output import progress
    from levier.cli.sweeping import stopped, sweep_bar
    from levier.cli.target import target_for
    from levier.engine import Engine

    check_format(out)
    with progress("sweep") as tell:
        tell("reading and compiling")
        target = target_for(of, asked)
    with (
        Engine(target.program, asked.workers, cluster=asked.cluster, groups=target.groups) as engine,
        sweep_bar("sweep") as told,
    ):
        frame = engine.sweep(k, target.names, target.start, target.end, keep, on_progress=told)
    head = target.head | {"k": k} | _summary(frame)
    save_frame(frame, out, head, "cuts")
    _show(target, frame, head, as_json=json)
    if not head["complete"]:
        stopped(len(frame), keep)


def _summary(frame: pd.DataFrame) -> dict[str, Any]:
    return {
        "reference": frame.attrs["reference"],
        "cuts_known": len(frame),
        "solved": int(frame["solved"].sum()),
        "without_optimum": int((frame["status"] != "optimal").sum()),
        "complete": bool(frame.attrs["complete"]),
        "guarantee": "exact: each optimum solved and checked, or proved by others",
        "solver": frame.attrs["solver"],
    }


def _show(target: Target, frame: pd.DataFrame, head: dict[str, Any], *, as_json: bool) -> None:
    """Print all cuts as JSON, or the worst: first those without an optimum."""
    from levier.cli.output import emit

    worst = frame.sort_values("damage", ascending=False, kind="stable", na_position="first")
    lines = [
        f"{target.name}: {target.about}",
        (
            f"{len(frame):,} cuts of up to {head['k']} of {len(target.names)} elements: {head['solved']:,} solved, the "
            f"others follow from these; {head['without_optimum']:,} without an optimum; "
            f"reference {head['reference']:,.6g}"
        ),
    ]
    columns = ["cut", "damage", "objective", "status"]
    tables = {"cuts": frame} if as_json else {"worst cuts": worst[columns].head(SHOWN)}
    emit(head, as_json=as_json, out=None, tables=tables, lines=lines)
