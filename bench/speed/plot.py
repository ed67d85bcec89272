"""Draw what was measured: cost against size, against snapshots, and against k."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from speed.write import WAYS

__all__ = ["plot"]

MARKERS = "osD^vP"
TICKS = (1, 2, 3)
SINGLE = "eurasia"


def plot(results: Sequence[Mapping[str, Any]], path: Path) -> Path:
    """Draw three panels into one picture; generated networks are joined by lines, eurasia is hollow.

    Args:
        results: of `speed.measure.measure`, one a network.
        path: of a PNG.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(15, 5), layout="constrained")
    size, snapshots, k = figure.subplots(1, 3)
    _lines(size, [result for result in results if "n" in result["series"]], "columns")
    _lines(snapshots, [result for result in results if "snapshots" in result["series"]], "snapshots")
    for result in results:
        if result["name"].startswith(SINGLE):
            _points(size, result)
        sweeps = result.get("sweeps", ())
        if len(sweeps) > 1:
            ks = [sweep["k"] for sweep in sweeps]
            k.plot(ks, [sweep["ms_per_cut"] for sweep in sweeps], "o-", label=result["name"])
    size.set(title="One contingency against size (12 snapshots)", xlabel="columns", ylabel="ms", xscale="log")
    snapshots.set(title="One contingency against snapshots", xlabel="snapshots", ylabel="ms", xscale="log")
    k.set(title="Sweep of all sets up to k, pruned", xlabel="k", ylabel="ms a set", xticks=TICKS)
    for panel in (size, snapshots, k):
        panel.set_yscale("log")
        panel.grid(visible=True, which="major", alpha=0.3)
        if panel.get_legend_handles_labels()[0]:
            panel.legend(fontsize=7)
    figure.savefig(path, dpi=120)
    return path


def _points(panel: Any, result: Mapping[str, Any]) -> None:
    """Mark one network with the markers of the lines, hollow."""
    means = {row["method"]: row["mean_ms"] for row in result["methods"]}
    for marker, way in zip(MARKERS, WAYS, strict=False):
        if way in means:
            panel.plot(result["columns"], means[way], marker, color="black", fillstyle="none")
    panel.plot([], [], "o", color="black", fillstyle="none", label=f"hollow: {result['name']}")


def _lines(panel: Any, results: Sequence[Mapping[str, Any]], against: str) -> None:
    """Draw a line a way."""
    for marker, way in zip(MARKERS, WAYS, strict=False):
        points = sorted(
            (result[against], row["mean_ms"]) for result in results for row in result["methods"] if row["method"] == way
        )
        if points:
            panel.plot(*zip(*points, strict=True), marker=marker, label=way)
