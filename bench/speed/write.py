"""Write what was measured: Markdown and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from speed.measure import FLOOR, LEVIER, WHOLE
from speed.peers import BuildAlone, CopyAndOptimize, InPlace, Persistent

__all__ = ["WAYS", "markdown", "methods_frame", "table", "write"]

WAYS = (CopyAndOptimize.name, InPlace.name, BuildAlone.name, Persistent.name, FLOOR, LEVIER, WHOLE)
Result = Mapping[str, Any]


def write(results: Sequence[Result], head: str, folder: Path) -> list[Path]:
    """Write ``sweep_speed.md`` and ``sweep_speed.csv``.

    Args:
        results: of `speed.measure.measure`, one a network.
        head: what was measured where, in Markdown.
        folder: where to.

    Returns:
        The files.
    """
    page, sheet = folder / "sweep_speed.md", folder / "sweep_speed.csv"
    page.write_text(markdown(results, head), encoding="utf-8")
    methods_frame(results).to_csv(sheet, index=False, lineterminator="\n")
    return [page, sheet]


def methods_frame(results: Sequence[Result]) -> pd.DataFrame:
    """One row a network and way: sizes, contingencies, median and mean milliseconds."""
    sizes = ("name", "buses", "elements", "snapshots", "rows", "columns", "nonzeros")
    rows = [{key: result[key] for key in sizes} | row for result in results for row in result["methods"]]
    return pd.DataFrame(rows)


def markdown(results: Sequence[Result], head: str) -> str:
    """All tables, each under its title."""
    parts = [head]
    for title, rows in (
        ("Milliseconds a contingency (mean), and how many", _times(results)),
        ("Ratios", _ratios(results)),
        ("Sweeps of growing k, pruned, over elements with base flow", _sweeps(results)),
        ("Workers", _workers(results)),
        ("Networks", _networks(results)),
    ):
        parts.append(f"## {title}\n\n{table(rows)}")
    return "\n\n".join(parts) + "\n"


def table(rows: Iterable[Mapping[str, object]]) -> str:
    """Lay rows of equal keys out."""
    rows = list(rows)
    if not rows:
        return "Nothing was measured."
    lines = ["| " + " | ".join(rows[0]) + " |", "|" + " --- |" * len(rows[0])]
    lines += ["| " + " | ".join(map(str, row.values())) + " |" for row in rows]
    return "\n".join(lines)


def _means(result: Result) -> dict[str, tuple[float, int]]:
    """Mean milliseconds and number of contingencies of each way."""
    return {row["method"]: (row["mean_ms"], row["contingencies"]) for row in result["methods"]}


def _times(results: Sequence[Result]) -> list[dict[str, object]]:
    rows = []
    for result in results:
        means = _means(result)
        cells = {way: f"{means[way][0]:,.2f} ({means[way][1]})" if way in means else "" for way in WAYS}
        rows.append({"network": result["name"], "columns": f"{result['columns']:,}", **cells})
    return rows


def _ratios(results: Sequence[Result]) -> list[dict[str, object]]:
    """Compare means; the fastest of PyPSA's own ways stands for PyPSA at its fastest."""
    rows = []
    for result in results:
        means = {way: mean for way, (mean, _) in _means(result).items()}
        own = means[LEVIER]
        fastest = min((means[way] for way in (InPlace.name, BuildAlone.name) if way in means), default=None)
        compared = {
            "PyPSA copy + optimize / Levier": means.get(CopyAndOptimize.name),
            "PyPSA at its fastest / Levier": fastest,
            "linopy persistent / Levier": means.get(Persistent.name),
        }
        cells = {name: "" if mean is None else f"{mean / own:,.0f}" for name, mean in compared.items()}
        rows.append({"network": result["name"], "Levier / floor": f"{own / means[FLOOR]:.2f}", **cells})
    return rows


def _sweeps(results: Sequence[Result]) -> list[dict[str, object]]:
    return [
        {
            "network": result["name"],
            "elements": sweep["elements"],
            "k": sweep["k"],
            "cuts": f"{sweep['cuts']:,}",
            "solved": f"{sweep['solved']:,}",
            "pruned": f"{1 - sweep['share_solved']:.0%}",
            "seconds": f"{sweep['seconds']:.2f}",
            "ms a cut": f"{sweep['ms_per_cut']:.2f}",
        }
        for result in results
        for sweep in result.get("sweeps", ())
    ]


def _workers(results: Sequence[Result]) -> list[dict[str, object]]:
    rows = []
    for result in results:
        for found in result["workers"]:
            alone = result["workers"][0]["ms_per_cut"]
            memory = found["worker_mib"]
            rows.append(
                {
                    "network": result["name"],
                    "workers": found["workers"],
                    "cuts": found["contingencies"],
                    "ms a cut, whole call": f"{found['ms_per_cut']:.2f}",
                    "speed-up": f"{alone / found['ms_per_cut']:.2f}",
                    "memory a worker, MiB": "" if memory is None else f"{memory:.0f}",
                }
            )
    return rows


def _networks(results: Sequence[Result]) -> list[dict[str, object]]:
    return [
        {
            "network": result["name"],
            "buses": result["buses"],
            "elements": result["elements"],
            "with base flow": result["used"],
            "snapshots": result["snapshots"],
            "rows": f"{result['rows']:,}",
            "columns": f"{result['columns']:,}",
            "compile, s": f"{result['compile_s']:.1f}",
            "base solve, s": f"{result['base_s']:.2f}",
            "peak memory of both, MiB": f"{result['peak_mib']:.0f}",
            "saved, MiB": f"{result['file_mib']:.1f}",
            "load in a worker, ms": f"{result['load_ms']:.1f}",
        }
        for result in results
    ]
