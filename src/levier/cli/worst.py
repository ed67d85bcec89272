"""``levier worst``: the sets of up to k elements that do most damage, with a proof."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from levier.cli.asked import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from levier.engine.worst import WorstResult

__all__ = ["read_costs", "worst"]

NOTHING = Asked()
REST = "*"
MEANING = {
    "certified": "certified: bounds prove that no other set does more",
    "enumerated": "enumerated: every combination of the cuts that release something was solved",
    "lower bound": "lower bound only: some set was not settled, so another may do more",
}


def worst(
    of: str = "eurasia",
    *,
    k: Annotated[int, Parameter(name=["-k", "--k"])] = 3,
    top: int = 10,
    budget: float | None = None,
    cost: Path | None = None,
    asked: Asked = NOTHING,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Find the sets of up to k elements that do most damage; no set is left out without a proof.

    Parameters
    ----------
    of
        A data package (name, directory or zip), or a netCDF of any PyPSA network (`my-network.nc`).
    k
        Most elements in a set.
    top
        Sets wanted.
    budget
        Most that a set may cost.
    cost
        CSV with the columns element and cost; a row `*` is for all others. Without it each element costs 1.
    json
        Print JSON.
    out
        Write the sets to this file: .csv, .parquet, .json or .xlsx.
    """
    from levier.cli.frames import check_format, save_frame
    from levier.cli.output import emit, progress
    from levier.cli.target import target_for
    from levier.engine import Engine

    check_format(out)
    with progress("worst sets") as tell:
        tell("reading and compiling")
        target = target_for(of, asked)
        costs = None if cost is None else read_costs(cost, target.names)
        tell("searching")
        with Engine(target.program, asked.workers, cluster=asked.cluster, groups=target.groups) as engine:
            found = engine.worst(k, top, budget, costs, assets=target.names, start=target.start, end=target.end)
    head = target.head | {
        "k": k,
        "budget": budget,
        "reference": found.reference,
        "bound": found.bound if math.isfinite(found.bound) else None,
        "guarantee": found.guarantee,
        "sets": found.combinations,
        "solved": found.solved,
        "failed": [list(names) for names in found.failed],
    }
    lines = [
        f"{target.name}: {target.about}",
        f"{_claim(found)}; {MEANING[found.guarantee]}.",
        (
            f"{found.combinations:,} sets of up to {k} of {len(target.names)} elements, {found.solved:,} solved; "
            f"reference {found.reference:,.6g}"
        ),
    ]
    table = _table(found)
    save_frame(table, out, head, "worst sets")
    emit(head, as_json=json, out=None, tables={"worst sets": table}, lines=lines)


def read_costs(path: Path, names: Sequence[str]) -> list[float]:
    """Read the cost of each element.

    Args:
        path: CSV with the columns ``element`` and ``cost``; a row ``*`` is for all that have no row.
        names: elements, in order.

    Raises:
        UsageError: the file is not such a table, names what is no element, or leaves one out.
    """
    import pandas as pd

    from levier.engine import pick
    from levier.errors import UsageError

    try:
        table = pd.read_csv(path)
    except (ValueError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read as CSV: {error}"
        raise UsageError(message) from error
    if not {"element", "cost"} <= set(table.columns):
        message = f"{path} has the columns {', '.join(map(str, table.columns))}; element and cost are needed"
        raise UsageError(message)
    given = dict(zip(table["element"].astype(str), pd.to_numeric(table["cost"], errors="coerce"), strict=True))
    wrong = [name for name, value in given.items() if not value >= 0]
    if wrong:
        message = f"{path}: the cost of {wrong[0]!r} is no number of 0 or more"
        raise UsageError(message)
    by_name = {name: value for key, value in given.items() if key != REST for name in pick(names, [key])}
    missing = [name for name in names if name not in by_name]
    if missing and REST not in given:
        message = (
            f"{path} has no row for {len(missing)} elements, such as {missing[0]!r}; a row {REST!r} is for the rest"
        )
        raise UsageError(message)
    return [float(by_name[name] if name in by_name else given[REST]) for name in names]


def _claim(found: WorstResult) -> str:
    """Say in words what the bound means."""
    if math.isfinite(found.bound):
        return f"No set does more damage than {found.bound:,.6g}"
    endless = sum(map(math.isinf, found.damages))
    return f"{endless} of the sets below leave no feasible state" if endless else "No bound is known"


def _table(found: WorstResult) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            "rank": range(1, len(found.sets) + 1),
            "cut": pd.Series(list(found.sets), dtype=object),
            "damage": pd.Series(list(found.damages), dtype=float),
            "status": ["optimal" if math.isfinite(damage) else "infeasible" for damage in found.damages],
        }
    )
