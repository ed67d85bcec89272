"""Remove each component of PyPSA's example networks in PyPSA itself, and write down what the rest costs.

Column "free": capacities are chosen anew. Column "fixed": they stay as the base has them (rounded upwards), and at
every bus demand may be shed and what is too much taken, else hardly any network would survive a cut.

`python -m tests.engine.removals` writes `removals.csv` (some minutes). `test_removals.py` holds the engine against it.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tests.engine import kitchen

if TYPE_CHECKING:
    import pypsa

PEERS = Path(__file__).parents[1] / "peers" / "pypsa"
KITCHEN = "kitchen"
NETWORKS = ("ac-dc-meshed.nc", "storage-hvdc.nc", KITCHEN)
SHED, DUMP = "shed", "dump"
TABLE = Path(__file__).with_name("removals.csv")
NOMINAL = {
    "Generator": "p_nom",
    "Link": "p_nom",
    "Process": "p_nom",
    "Line": "s_nom",
    "Transformer": "s_nom",
    "Store": "e_nom",
    "StorageUnit": "p_nom",
}


def network(file: str) -> pypsa.Network:
    """Read one of the networks."""
    import pypsa

    return kitchen.network() if file == KITCHEN else pypsa.Network(PEERS / file)


def components(given: pypsa.Network) -> Iterator[tuple[str, str]]:
    """Give component and name of every asset; what sheds or takes what is too much is none."""
    for component in NOMINAL:
        for name in given.components[component].static.index:
            if not str(name).startswith((SHED, DUMP)):
                yield component, str(name)


def fixed(given: pypsa.Network, capacity: pd.Series) -> pypsa.Network:
    """Copy a network with every extendable capacity fixed, and shedding; capacities by `Component:name`."""
    result = given.copy()
    for component, nominal in NOMINAL.items():
        static = result.components[component].static
        for name in static.index[static[f"{nominal}_extendable"].astype(bool)]:
            static.loc[name, nominal] = capacity[f"{component}:{name}"]
        static[f"{nominal}_extendable"] = False
    for what, sign, cost in ((SHED, 1.0, 500.0), (DUMP, -1.0, 1.0)):
        buses = [bus for bus in result.buses.index if f"{what} {bus}" not in result.generators.index]
        names = [f"{what} {bus}" for bus in buses]
        result.add("Generator", names, bus=buses, p_nom=1e4, marginal_cost=cost, sign=sign)
    return result


def total(given: pypsa.Network) -> float:
    """Solve with PyPSA: reported objective and constant together; infinite if infeasible."""
    status, condition = given.optimize(
        solver_name="highs", include_objective_constant=True, log_to_console=False, threads=1
    )
    if status != "ok":
        assert condition in ("infeasible", "infeasible_or_unbounded"), condition
        return float("inf")
    return float(given.objective + given.objective_constant)


def capacities(solved: pypsa.Network) -> pd.Series:
    """Optimal capacities of a solved network by `Component:name`."""
    found = {
        f"{component}:{name}": float(solved.components[component].static.at[name, f"{nominal}_opt"])
        for component, nominal in NOMINAL.items()
        for name in solved.components[component].static.index
    }
    # Rounded upwards, so that what they were just enough for stays possible.
    return np.ceil(pd.Series(found) * 1e6 - 1e-3) / 1e6 + 0.0


def main() -> None:
    """Write the table."""
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    rows: list[dict[str, str | float]] = []
    for file in NETWORKS:
        base = network(file)
        solved = base.copy()
        rows.append({"network": file, "asset": "", "free": total(solved)})
        best = capacities(solved)
        rows[-1]["fixed"] = total(fixed(base, best))
        for component, name in components(base):
            row: dict[str, str | float] = {"network": file, "asset": f"{component}:{name}"}
            row["capacity"] = best[f"{component}:{name}"]
            for column, start in (("free", base.copy()), ("fixed", fixed(base, best))):
                start.remove(component, name)
                row[column] = total(start)
            rows.append(row)
            print(row, flush=True)  # noqa: T201 - progress of a script
    pd.DataFrame(rows).to_csv(TABLE, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
