"""An hourly year of eurasia's power system: does it compile and solve, how long and in how much memory.

.venv/bin/python bench/hourly_year.py                    # some minutes
.venv/bin/python bench/hourly_year.py --hours 168        # its first week

Each hour takes the values of its month, and demand swings by day. Then one corridor is cut for one day. Writes
``out/bench/hourly_year.md``. Power alone: it is the carrier for which an hour means something.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from speed.probe import peak
from speed.write import table

from levier.engine import Contingency, Engine, Program
from levier.system import load

if TYPE_CHECKING:
    import pypsa

ROOT = Path(__file__).resolve().parents[1]
YEAR, FAMILY = 2024, "power"
DAY, SWING, DUSK = 24, 0.1, 19


def main() -> None:
    """Build, compile, solve, cut; write one line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=int, default=8784, help="from the beginning of the year (8784: all of it)")
    hours = parser.parse_args().hours
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    network = hourly(load(year=YEAR).part((FAMILY,)).network(), hours)
    before = peak()
    seconds = [time.perf_counter()]
    program = Program.from_network(network)
    seconds.append(time.perf_counter())
    with Engine(program, workers=0) as engine:
        base = engine.base
        seconds.append(time.perf_counter())
        flow = base.flows.filter(like="Link:").iloc[:DAY].abs().sum()
        first, last = program.snapshots[0], program.snapshots[min(DAY, hours) - 1]
        cut = engine.solve(Contingency(cut=(str(flow.idxmax()),), start=first, end=last))
        seconds.append(time.perf_counter())
    rows, columns = program.lp.shape
    compiled, solved, again = np.diff(seconds)
    line = {
        "hours": hours,
        "rows": f"{rows:,}",
        "columns": f"{columns:,}",
        "compile, s": f"{compiled:.1f}",
        "base solve, s": f"{solved:.1f}",
        "base": base.guarantee,
        "one corridor cut for a day, s": f"{again:.1f}",
        "its damage": f"{cut.damage:.4g} ({cut.status})",
        "memory before, MiB": f"{before:.0f}",
        "peak memory, MiB": f"{peak():.0f}",
        "load average": f"{os.getloadavg()[0]:.1f}",
    }
    folder = ROOT / "out" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hourly_year.md").write_text(table([line]) + "\n", encoding="utf-8")
    sys.stdout.write(table([line]) + "\n")


def hourly(monthly: pypsa.Network, hours: int) -> pypsa.Network:
    """Give each hour the values of its month, in place; demand swings around them by day.

    Args:
        monthly: a network of eurasia, whose snapshots are months (and a peak hour, which is left out).
        hours: how many, from the beginning of the year.
    """
    snapshots = pd.date_range(f"{YEAR}-01-01", periods=hours, freq="h")
    month = snapshots.strftime("%Y-%m")
    kept = {
        (component.name, attribute): frame.loc[month].set_axis(snapshots)
        for component in monthly.components
        for attribute, frame in component.dynamic.items()
        if frame.size
    }
    monthly.set_snapshots(snapshots)
    monthly.snapshot_weightings.loc[:, :] = 1.0 / hours
    swing = 1.0 + SWING * np.cos(2 * np.pi * (snapshots.hour.to_numpy() - DUSK) / DAY)
    for (component, attribute), frame in kept.items():
        factor = swing[:, np.newaxis] if (component, attribute) == ("Load", "p_set") else 1.0
        monthly.components[component].dynamic[attribute] = frame * factor
    return monthly


if __name__ == "__main__":
    main()
