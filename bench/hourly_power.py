"""Kazakh power by the hour, uncalibrated, against the statistics of the year.

.venv/bin/python bench/hourly_power.py                   # a year: about a minute
.venv/bin/python bench/hourly_power.py --variants        # and how the answer moves with four assumptions
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
from speed.probe import peak
from speed.write import table

from levier.analysis.fuel_mix import FUELS, against, at_most, by_carrier, statistics
from levier.dataset import read
from levier.engine import Program, solve_program
from levier.system.hourly import HourlyInputs, hourly_draft, hourly_inputs, stated_flow

YEAR = 2024
PEER = {"coal": (75.0, 74.5), "gas": (21.9, 21.7), "hydro": (7.9, 9.5)}
"""PyPSA-Earth's published Kazakhstan case for 2020: model and statistics, TWh."""
OTHER = ("import", "export", "unserved")
POINTS = 0.05


def main() -> None:
    """Solve the year, print the comparison, time and memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--variants", action="store_true", help="solve four variants too")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    package = read("eurasia")
    inputs = hourly_inputs(package, YEAR)
    energy, line = solved(inputs)
    most = at_most(hourly_draft(inputs))
    sys.stdout.write(comparison(energy, most, statistics(package, YEAR)) + "\n\n")
    sys.stdout.write(table(conflict(statistics(package, YEAR - 1))) + "\n\n")
    sums = {"generation": energy[list(FUELS)].sum(), "generation, stated": stated_flow(package, "kz_generation", YEAR)}
    sums |= {carrier: energy.get(carrier, 0.0) for carrier in OTHER}
    sys.stdout.write(table([{name: f"{value:.1f}" for name, value in sums.items()}]) + "\n\n")
    sys.stdout.write(table([line]) + "\n")
    if asked.variants:
        rows = [{"variant": name} | mix(solved(change(inputs))[0]) for name, change in VARIANTS.items()]
        sys.stdout.write("\n" + table(rows) + "\n")


def solved(inputs: HourlyInputs) -> tuple[pd.Series, dict[str, str]]:
    """Return TWh by carrier, and what the solve took."""
    began = time.perf_counter()
    draft = hourly_draft(inputs)
    program = Program.from_network(draft.network())
    compiled = time.perf_counter()
    outcome = solve_program(program)
    ended = time.perf_counter()
    rows, columns = program.lp.shape
    return by_carrier(draft, outcome), {
        "hours": str(len(program.snapshots)),
        "rows": f"{rows:,}",
        "columns": f"{columns:,}",
        "build and compile, s": f"{compiled - began:.1f}",
        "solve, s": f"{ended - compiled:.1f}",
        "peak memory, MiB": f"{peak():.0f}",
        "answer": outcome.guarantee,
        "load average": f"{os.getloadavg()[0]:.1f}",
    }


def comparison(energy: pd.Series, most: pd.Series, reported: pd.DataFrame) -> str:
    """Lay out model, what plants could give at most, statistics and errors by fuel, and the peer's."""
    frame = against(energy, reported)
    rows = []
    for fuel in FUELS:
        row = {"TWh": fuel, "model": f"{frame.at[fuel, 'model']:.1f}"}
        row["at most"] = f"{most[fuel]:.1f}" if fuel in most else ""
        for publisher in reported.columns:
            name = f"{publisher}, shares" if publisher in reported.attrs["shares"] else publisher
            value, error = frame.at[fuel, publisher], frame.at[fuel, f"error: {publisher}"]
            row[name] = "" if pd.isna(value) else f"{value:.1f} ({error:+.0%})"
        ours, theirs = PEER.get(fuel, (None, None))
        row["PyPSA-Earth 2020, its statistics"] = "" if ours is None else f"{ours}, {theirs} ({ours / theirs - 1:+.0%})"
        rows.append(row)
    return table(rows)


def conflict(reported: pd.DataFrame) -> list[dict[str, str]]:
    """Lay out how statistics of the year before differ, where two speak of one fuel."""
    both = reported[reported.notna().sum(axis=1) > 1]
    return [
        {"the year before, TWh": str(fuel)}
        | {publisher: f"{value:.1f}" for publisher, value in row.items()}
        | {"apart": f"{row.max() / row.min() - 1:.0%}"}
        for fuel, row in both.iterrows()
    ]


def mix(energy: pd.Series) -> dict[str, str]:
    """TWh of each fuel and of what crosses the border, as text."""
    return {carrier: f"{energy.get(carrier, 0.0):.1f}" for carrier in (*FUELS, *OTHER)}


def more_demand(inputs: HourlyInputs) -> HourlyInputs:
    """Take the consumption that Ember works out: 120.92 instead of 119 TWh."""
    return replace(inputs, demand=inputs.demand * 120.92 / inputs.demand.sum())


def fewer_hours_of_coal(inputs: HourlyInputs) -> HourlyInputs:
    """Make each coal plant five points less available."""
    coal = inputs.plants.index[inputs.plants["fuel"] == "coal"]
    return replace(
        inputs, available=inputs.available.assign(**{name: inputs.available[name] - POINTS for name in coal})
    )


def free_heat(inputs: HourlyInputs) -> HourlyInputs:
    """Let combined heat and power plants stand still in winter."""
    return replace(inputs, heat=inputs.heat * 0.0)


def last_year_of_water(inputs: HourlyInputs) -> HourlyInputs:
    """Take the water of the year before, 8.8 TWh, instead of the mean of ten years."""
    return replace(inputs, yearly=pd.Series({**inputs.yearly, "hydro": 8.8}))


VARIANTS: dict[str, Callable[[HourlyInputs], HourlyInputs]] = {
    "consumption 120.92 TWh (Ember)": more_demand,
    "coal five points less available": fewer_hours_of_coal,
    "no heat to follow": free_heat,
    "water of the year before": last_year_of_water,
}


if __name__ == "__main__":
    main()
