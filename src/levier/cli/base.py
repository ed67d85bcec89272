"""``levier base``: the reconciled base year, its fit and balances."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

__all__ = ["base"]

FLOWS = (
    "asset", "kind", "carrier", "from", "to", "base", "low", "high", "unit", "capacity", "reports",
    "determined",
)  # fmt: skip


def base(
    package: str = "eurasia",
    *,
    year: int = 2024,
    family: list[str] | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Show the base year: fit of the reports, balances by country, flows with 90 % intervals.

    Parameters
    ----------
    package
        Name of a shipped package, a directory, or a zip.
    year
        Base year.
    family
        Only these families of carriers (crude, gas, power, ...); repeat for more.
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.analysis.balances import balance_table, disagreement_table, flow_table
    from levier.analysis.coverage import fit_table
    from levier.cli.output import check_out, emit, progress
    from levier.system import load

    check_out(out)
    with progress(f"base year {year}") as tell:
        tell("reconciling")
        system = load(package, year, families=family)
    flows = flow_table(system)
    columns = list(FLOWS)
    reports = disagreement_table(system)
    flagged = reports[reports["flagged"]]
    shown = ["id", "subject", "period", "reported", "estimate", "unit", "residual", "sources"]
    emit(
        {"package": system.package.name, "hash": system.package.hash, "year": year},
        as_json=json,
        out=out,
        tables={
            "fit": fit_table(system),
            "balances": balance_table(system),
            "flows": flows[columns],
            "flagged reports": flagged[shown],
        },
        lines=[f"{system.package.name} {system.package.version}, base year {year}"],
    )
