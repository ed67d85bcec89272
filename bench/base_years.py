"""Acceptance of the base years: fit, balance, the base coming back, a cost change that moves flow.

.venv/bin/python bench/base_years.py            # 2023, 2024, 2025
"""

from __future__ import annotations

import logging
import sys
import time

import numpy as np
import pandas as pd

from levier.analysis.coverage import fit_table
from levier.analysis.rates import rates_of
from levier.engine import Program, compile_network, solve_program
from levier.system import System, load

FAMILIES = ("crude", "gas", "power")
SMALL = 0.05


def main() -> None:
    """Print one Markdown table a question."""
    logging.disable(logging.WARNING)
    rows = []
    for year in (2023, 2024, 2025):
        started = time.perf_counter()
        system = load(year=year)
        loaded = time.perf_counter() - started
        fit = fit_table(system).set_index("family")
        for family in FAMILIES:
            part = system.part((family,))
            back, moved = acceptance(part, family)
            rows.append(
                {
                    "year": year,
                    "family": family,
                    "reports": int(fit.at[family, "reports"]),
                    "sources": int(fit.at[family, "sources"]),
                    "within 1 sigma": f"{fit.at[family, 'within_1']:.0%}",
                    "within 2 sigma": f"{fit.at[family, 'within_2']:.0%}",
                    "flagged": int(fit.at[family, "flagged"]),
                    "flows back within 1 %": f"{back:.1%}",
                    "flow moved by a 10 % dearer cost": moved,
                    "imbalance": f"{system.base_year.balance:.0e}",
                    "load, s": f"{loaded:.1f}",
                }
            )
    frame = pd.DataFrame(rows)
    sys.stdout.write("| " + " | ".join(frame.columns) + " |\n")
    sys.stdout.write("|" + " --- |" * len(frame.columns) + "\n")
    for row in frame.itertuples(index=False):
        sys.stdout.write("| " + " | ".join(map(str, row)) + " |\n")


def acceptance(system: System, family: str) -> tuple[float, str]:
    """Return the share of base flows that come back, and the flow one cost change moves."""
    network = system.network()
    program = compile_network(network)
    base = _volumes(system, network, program)
    wanted = system.topology.calendar.weights @ system.base_year.flows.to_numpy(float)
    mine = (system.assets["family"] == family).to_numpy() & (wanted > SMALL)
    back = np.abs(base - wanted)[mine] <= 0.01 * wanted[mine]
    kinds = system.assets["kind"].to_numpy()
    moves = np.flatnonzero(mine & (kinds == "corridor") & (system.assets["cost"].to_numpy(float) > 0))
    best = "none"
    most = 0.0
    for j in moves[np.argsort(-wanted[moves])][:12]:
        name = str(system.assets.index[j])
        columns = _columns(network, program, name)
        dearer = program.lp.cost.copy()
        extra = 0.1 * float(system.assets["cost"].iloc[j])
        weight = program.columns["snapshot"].map(dict(zip(program.snapshots, program.weights, strict=True)))
        dearer[columns] += extra * weight.to_numpy(float)[columns]
        changed = _volumes(system, network, program.costed(np.arange(len(dearer)), dearer))
        shift = float(wanted[j] - changed[j])
        if abs(shift) > most:
            most, best = abs(shift), f"{name} {-shift:+.2f} {system.assets['unit'].iloc[j]}"
        if most > SMALL:
            break
    return float(back.mean()), best


def _columns(network: object, program: Program, asset: str) -> np.ndarray:
    links = network.c.links.static  # type: ignore[attr-defined]
    names = set(links.index[links["asset"] == asset])
    table = program.columns
    return np.flatnonzero((table["attribute"] == "p") & table["name"].isin(names))


def _volumes(system: System, network: object, program: Program) -> np.ndarray:
    outcome = solve_program(program)
    rates = rates_of(system, network, outcome)
    return system.topology.calendar.weights @ rates.to_numpy(float)


if __name__ == "__main__":
    main()
