"""Cut by alteration = removed in PyPSA and solved again, for every component of PyPSA's example networks."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from levier.engine import Program
from levier.engine.assets import FLOW, NOMINAL
from levier.engine.fitting import Fitting
from levier.engine.plan import Plan
from levier.lp import Highs, Point, Status
from tests.engine import removals

KNOWN = pd.read_csv(removals.TABLE, dtype={"asset": str}, keep_default_na=False, na_values=["nan"])
CASES = [(file, invest) for file in removals.NETWORKS for invest in ("fixed", "free")]


def known(file: str) -> pd.DataFrame:
    """Give the table of one network by asset; the base is under ""."""
    return KNOWN[KNOWN["network"] == file].set_index("asset")


def compiled(file: str, invest: str) -> Program:
    """Compile a network, with free capacities or with the capacities of the table."""
    network = removals.network(file)
    if invest == "free":
        return Program.from_network(network, invest="free")
    capacity = pd.to_numeric(known(file)["capacity"], errors="coerce")
    return Program.from_network(removals.fixed(network, capacity))


def own_capital(program: Program, asset: str, x: np.ndarray) -> float:
    """Capital cost of an asset whose capacity is free."""
    columns = program.index.columns_of[program.asset(asset)]
    columns = columns[program.index.role[columns] == NOMINAL]
    return float(program.lp.cost[columns] @ x[columns])


@pytest.mark.parametrize(("file", "invest"), CASES)
def test_every_single_component(file: str, invest: str) -> None:
    program, table = compiled(file, invest), known(file)
    none = (f"Generator:{removals.SHED}", f"Generator:{removals.DUMP}")
    cut = [name for name in program.assets if not name.startswith(none)]
    assert set(cut) == set(table.index) - {""}
    base = Highs(program.lp).solve()
    assert base.objective == pytest.approx(table.at["", invest], rel=1e-8)
    different = {}
    for name in cut:
        expected = float(table.at[name, invest])
        solution = Highs(program.altered(program.alteration(name)).lp).solve(base.basis)
        if solution.status is Status.OPTIMAL:
            found = solution.objective - own_capital(program, name, solution.x)
        else:
            assert solution.status in (Status.INFEASIBLE, Status.UNBOUNDED_OR_INFEASIBLE), name
            found = math.inf
        if found != pytest.approx(expected, rel=1e-6):
            different[name] = (found, expected)
    assert not different


@pytest.mark.parametrize("file", removals.NETWORKS)
def test_only_cuts_that_are_not_pure_pay(file: str) -> None:
    program = compiled(file, "fixed")
    base = Highs(program.lp).solve()
    fits = dict(zip(program.assets, Fitting.of(program, Plan.of(program)).fits(Point.of(base)), strict=True))
    gains = set()
    for at, name in enumerate(program.assets):
        flows = program.index.columns_of[at][program.index.role[program.index.columns_of[at]] == FLOW]
        alteration = program.alteration(name)
        solution = Highs(program.altered(alteration).lp).solve(base.basis)
        damage = solution.objective - base.objective
        if damage < -1e-6 * abs(base.objective):
            gains.add(name.split(":")[0])
            assert not fits[name]
            assert not alteration.pure
            assert alteration.reason.startswith(name)
        if fits[name]:
            assert damage == pytest.approx(0.0, abs=1e-6 * abs(base.objective))
        if alteration.pure and np.abs(base.x[flows]).max(initial=0.0) < 1e-9:
            assert fits[name]
    # Voltage rows and fixed dispatch cost something; a cut releases them.
    assert gains >= {"Line"} or file != removals.KITCHEN


@pytest.mark.slow
@pytest.mark.parametrize("file", removals.NETWORKS)
def test_the_table_is_what_pypsa_says(file: str) -> None:
    base, table = removals.network(file), known(file)
    capacity = pd.to_numeric(table["capacity"], errors="coerce")
    for component, name in removals.components(base):
        for column, start in (("free", base.copy()), ("fixed", removals.fixed(base, capacity))):
            start.remove(component, name)
            assert removals.total(start) == pytest.approx(table.at[f"{component}:{name}", column], rel=1e-6)
