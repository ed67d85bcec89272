"""``levier stress`` for a netCDF: one shock on any PyPSA network."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from levier.analysis import NetworkStress
    from levier.engine import Contingency

__all__ = ["shares", "stress_network"]

SHOWN = 20


def stress_network(path: str, shock: Contingency, *, as_json: bool, out: Path | None) -> None:
    """Solve a network as it is and under a shock, and show what differs.

    Args:
        path: of a netCDF that PyPSA wrote.
        shock: what happens.
        as_json: print JSON, all rows.
        out: a file to write instead.

    Raises:
        LevierError: the file is no network, or a name is not known.
        SolveError: the network has no optimum as it is.
    """
    from levier.analysis import answer_network
    from levier.cli.output import emit, progress, wants_json
    from levier.engine import Engine, read_network

    with progress(path) as tell:
        tell("reading and compiling")
        network = read_network(path)
        _check_buses(shock.demand, network.c.buses.static.index)
        with Engine(network, workers=1) as engine:
            tell("solving")
            answer = answer_network(network, engine.base, engine.solve(shock))
            why = answer.outcome.why
    outcome = answer.outcome
    head = {
        "network": path,
        "cut": list(shock.cut),
        "derate": dict(shock.derate),
        "demand": dict(shock.demand),
        "window": [shock.start, shock.end],
        "status": str(outcome.status),
        "objective": outcome.objective,
        "reference": outcome.reference,
        "damage": outcome.damage,
        "guarantee": outcome.guarantee,
        "why": why,
    }
    whole = wants_json(json=as_json, out=out)
    emit(_finite(head), as_json=as_json, out=out, tables=_tables(answer, whole=whole), lines=_lines(answer, why))


def shares(option: str, words: Sequence[str]) -> dict[str, float]:
    """Read words such as ``Link:cpc=0.5``.

    Args:
        option: as typed, for the message.
        words: a name and a number each, with ``=`` between.

    Raises:
        UsageError: a word is not of that form, or its number is below zero.

    Example:
        >>> shares("--derate", ["Link:cpc=0.5"])
        {'Link:cpc': 0.5}
    """
    from levier.errors import UsageError

    found = {}
    for word in words:
        name, _, number = word.rpartition("=")
        try:
            value = float(number)
        except ValueError:
            value = -1.0
        if not name or not 0.0 <= value < float("inf"):
            message = f"{option} {word}: NAME=NUMBER is needed, with a number of 0 or more"
            raise UsageError(message)
        found[name] = value
    return found


def _check_buses(demand: Any, buses: pd.Index) -> None:
    from levier.errors import ShockError

    for bus in demand:
        if bus not in buses:
            near = difflib.get_close_matches(bus, list(buses), n=3, cutoff=0.4)
            hint = f"nearest: {', '.join(near)}" if near else f"the first of {len(buses)}: {', '.join(buses[:5])}"
            message = f"there is no bus {bus!r} in this network; {hint}"
            raise ShockError(message)


def _tables(answer: NetworkStress, *, whole: bool) -> dict[str, pd.DataFrame]:
    """Every row for a file or JSON; on a terminal the largest changes."""
    columns = ["before", "after", "change"]
    tables = {
        "flows that change most": answer.flows[["asset", *columns]],
        "prices that change most": answer.prices[["bus", *columns]],
    }
    if answer.unserved is not None:
        tables["not served, by bus"] = answer.unserved[["bus", *columns]]
    return tables if whole else {name: table.head(SHOWN) for name, table in tables.items()}


def _lines(answer: NetworkStress, why: str) -> list[str]:
    outcome = answer.outcome
    if why:
        return [f"Status: {outcome.status}. {why}"]
    return [
        f"Damage {outcome.damage:,.6g}: objective {outcome.objective:,.6g}, without the shock {outcome.reference:,.6g}",
        f"Status: {outcome.status}; {outcome.guarantee}. Flows may be one optimum of several; the objective is not.",
    ]


def _finite(head: dict[str, Any]) -> dict[str, Any]:
    """Missing numbers as null."""
    return {key: None if isinstance(value, float) and value != value else value for key, value in head.items()}  # noqa: PLR0124
