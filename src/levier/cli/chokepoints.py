"""``levier chokepoints``: what does most harm when it is closed, alone and in pairs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from levier.cli.asked import Asked

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis import Chokepoints

__all__ = ["chokepoints"]

NOTHING = Asked()


def chokepoints(
    package: str = "eurasia",
    *,
    by: str = "damage",
    top: int = 15,
    pairs: bool = True,
    asked: Asked = NOTHING,
    keep: Path | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Rank what does most harm when it is closed: single corridors, fields and plants, and pairs of them.

    Parameters
    ----------
    package
        Name of a shipped package, a directory, or a zip.
    by
        Rank by `damage` (the engine's objective, certified), `loss` (all together), `country:KZ` (what a country
        loses), `carrier:gas` (demand not served) or `output:gas` (output lost).
    top
        Rows of each table.
    pairs
        Also all pairs.
    keep
        A folder where finished work is kept; the same command goes on where it was stopped.
    json
        Print JSON.
    out
        Write every cut with all its measures to this file: .csv, .parquet, .json or .xlsx.
    """
    from levier.analysis import find_chokepoints, measure_named
    from levier.cli.frames import check_format, save_frame
    from levier.cli.output import emit, progress
    from levier.cli.sweeping import stopped, sweep_bar
    from levier.cli.target import case_for, is_network, picked
    from levier.errors import UsageError

    check_format(out)
    if is_network(package):
        message = (
            f"chokepoints weighs losses by country, which {package} does not hold; use levier sweep {package} -k 2"
        )
        raise UsageError(message)
    if top < 1:
        message = f"--top is {top}; 1 or more is needed"
        raise UsageError(message)
    with progress("chokepoints") as tell:
        tell("reading and compiling")
        case = case_for(package, asked, by="corridor")
        names, measure = picked(case, asked), measure_named(case, by)
    with sweep_bar("chokepoints") as told:
        found = find_chokepoints(
            case,
            2 if pairs else 1,
            elements=names,
            workers=asked.workers,
            cluster=asked.cluster,
            keep=keep,
            on_progress=told,
        )
    head = _head(found, by, measure)
    save_frame(found.cuts, out, head, "cuts")
    emit(head, as_json=json, out=None, tables=_tables(found, measure, top), lines=_lines(found, head))
    if not found.complete:
        stopped(len(found.cuts), keep)


def _head(found: Chokepoints, by: str, measure: str) -> dict[str, Any]:
    case = found.case
    units = case.measures.table["unit"]
    return {
        "package": case.system.package.name,
        "hash": case.system.package.hash,
        "year": case.system.year,
        "window": [case.start, case.end],
        "snapshots": list(case.horizon.labels),
        "horizon": case.system.horizon,
        "capacity": case.system.capacity,
        "deck": case.system.deck,
        "elements_by": case.by,
        "ranked_by": by,
        "unit": str(units.get(measure, "M USD")),
        "cuts_known": len(found.cuts),
        "complete": found.complete,
        "guarantee": found.guarantee,
    }


def _tables(found: Chokepoints, measure: str, top: int) -> dict[str, pd.DataFrame]:
    """The rankings of single elements and of pairs, and the pairs that do more together than apart."""
    kinds = found.case.elements["kind"]
    single = found.ranked(measure, top=top)
    single.insert(1, "kind", [kinds[cut[0]] for cut in single["cut"]])
    tables = {"single elements": single.drop(columns=["apart", "extra"])}
    if found.k > 1:
        tables["pairs"] = found.ranked(measure, size=2, top=top)
        tables["pairs that do more together than apart"] = found.ranked(measure, size=2, top=top, extra=True)
    return tables


def _lines(found: Chokepoints, head: dict[str, Any]) -> list[str]:
    case = found.case
    return [
        (
            f"{head['package']} {head['year']}, closed from {case.start} to {case.end} ({head['horizon']} horizon, "
            f"{head['capacity']} capacities), by {head['ranked_by']}, {head['unit']}"
        ),
        f"{found.guarantee[0].upper()}{found.guarantee[1:]}.",
    ]
