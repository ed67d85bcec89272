"""Joint minus sum of parts: nothing where layers share no row, the hand value where gas makes power."""

from __future__ import annotations

import pytest

from levier.analysis import case_of
from levier.analysis.leverage import Layers, control_of, joint_and_parts, threats_of
from levier.errors import UsageError
from levier.system import System
from tests.system import toys, worlds

QUARTER = 90 / 365


def coupled(tables: toys.Tables) -> Layers:
    system = toys.system(tables)
    case = case_of(system, by="asset")
    threats = threats_of(case, "BB", control_of(system, "BB"), ["AA"])
    flows = [threat for threat in threats if threat.over == "AA"]
    return joint_and_parts(case, flows[0], flows[1:], "AA", workers=0)


def gas_and_power(*, plant: bool = True) -> toys.Tables:
    """BB sends gas and power to AA, where a plant can make power from gas, 4 TWh from 1 bcm.

    Base year: 1 bcm and 6 TWh, so that AA uses 10 TWh; the line and the pipe have room for all of it.
    """
    each = {"unit": "TWh"}
    tables = toys.tables(
        {"wells": "BB", "town": "AA"},
        supplies=[
            toys.supply("wells_gas", "wells", "gas", 5, cost=10, ramp=1),
            toys.supply("hydro", "wells", "power", 3000, cost=5, fuel="hydro") | {"unit": "MW"},
        ],
        corridors=[
            toys.corridor("pipe", "gas", ("wells", "town"), capacity=5, territory="AA;BB", ramp=1, owner="AA"),
            toys.corridor("line", "power", ("wells", "town"), mode="line", capacity=3000, territory="AA;BB", owner="AA")
            | {"unit": "MW"},
        ],
        converters=[
            toys.converter("plant", ("town", "town"), ("gas", "power"), efficiency=4, capacity=5, ramp=1),
        ],
        demands=[toys.demand("town_power", "town", "power", "1:1000")],
        stakes=[worlds.EQUITY],
        observations=[
            toys.report("pipe", 1, unit="bcm"),
            toys.report("line", 6, **each),
            toys.report("town_power", 10, **each),
        ],
    )
    if not plant:
        tables.pop("converters")
        tables["demands"] += [toys.demand("town_gas", "town", "gas", "1:1000")]
        tables["observations"] = [row for row in tables["observations"] if row["subject"] != "town_power"]
    return tables


def test_each_way_replaces_the_other_but_not_both() -> None:
    found = coupled(gas_and_power())
    assert not found.apart
    assert set(found.parts) == {"gas", "power"}
    # Cut alone, each is replaced by the other at a few USD/MWh; cut together, 10 TWh at 1000 USD/MWh are missing.
    assert found.joint == pytest.approx(10 * QUARTER * 1000, rel=0.02)
    assert max(abs(loss) for loss in found.parts.values()) < 0.02 * found.joint
    assert found.extra == pytest.approx(found.joint - sum(found.parts.values()), rel=1e-9)
    assert found.mechanism["extra"].sum() == pytest.approx(found.extra, rel=1e-6)
    assert found.mechanism["asset"].iloc[0] == "town_power"


def test_layers_that_share_no_row_add_nothing() -> None:
    found = coupled(gas_and_power(plant=False))
    assert found.apart
    assert found.joint == pytest.approx(sum(found.parts.values()), rel=1e-9)
    assert found.mechanism.empty


def test_layers_must_make_up_the_whole(oil: System) -> None:
    case = case_of(oil, by="asset")
    threats = threats_of(case, "BB", control_of(oil, "BB"), ["AA"])
    with pytest.raises(UsageError, match="do not close"):
        joint_and_parts(case, threats[0], threats[-1:], "AA", workers=0)
