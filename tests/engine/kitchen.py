"""A small network with one of everything the engine supports."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.engine import Program
from levier.engine.program import Invest

if TYPE_CHECKING:
    import pypsa

HOURS = 6


@functools.cache
def compiled(invest: Invest = "fixed") -> Program:
    """Compile the network, once for all tests."""
    return Program.from_network(network(), invest=invest)


def network() -> pypsa.Network:
    """Give a meshed grid with a transformer that shifts, ramps, sums, paths, stores, limits and free capacities."""
    import pypsa

    network = pypsa.Network()
    network.set_snapshots(pd.RangeIndex(HOURS, name="snapshot"))
    for column in ("objective", "generators"):
        network.snapshot_weightings[column] = [1.0, 2.0, 1.0, 3.0, 1.0, 1.0]
    for carrier, emissions in {"AC": 0.0, "DC": 0.0, "gas": 0.2, "coal": 0.4, "water": 0.0, "heat": 0.0}.items():
        network.add("Carrier", carrier, co2_emissions=emissions)
    _grid(network)
    _plants(network)
    _stores(network)
    network.add(
        "GlobalConstraint", "co2", type="primary_energy", carrier_attribute="co2_emissions", sense="<=", constant=190.0
    )
    network.add(
        "GlobalConstraint", "coal", type="operational_limit", carrier_attribute="coal", sense="<=", constant=300.0
    )
    return network


def _grid(network: pypsa.Network) -> None:
    buses = ["a", "b", "c", "d"]
    network.add("Bus", buses, v_nom=1.0, carrier="AC")
    network.add("Bus", "low", v_nom=1.0, carrier="AC")
    network.add("Bus", "gas", carrier="gas")
    network.add("Bus", "heat", carrier="heat")
    network.add("Line", "ab", bus0="a", bus1="b", x=0.1, r=0.01, s_nom=60.0, carrier="AC")
    network.add("Line", "bc", bus0="b", bus1="c", x=0.2, r=0.01, s_nom=40.0, carrier="AC", v_ang_max=400.0)
    network.add("Line", "ca", bus0="c", bus1="a", x=0.1, r=0.01, s_nom=50.0, carrier="AC")
    network.add(
        "Line",
        "ca 2",
        bus0="c",
        bus1="a",
        x=0.15,
        s_nom_extendable=True,
        s_nom_max=30.0,
        capital_cost=9.0,
        carrier="AC",
    )
    network.add("Line", "cd", bus0="c", bus1="d", x=0.1, s_nom=45.0, carrier="AC")
    network.add("Transformer", "b low", bus0="b", bus1="low", x=3.0, s_nom=30.0, tap_ratio=0.95, phase_shift=10.0)
    network.add(
        "Transformer", "low c", bus0="low", bus1="c", x=2.0, s_nom=20.0, phase_shift_min=-30.0, phase_shift_max=30.0
    )
    load = np.array([1.0, 1.3, 0.8, 1.6, 1.2, 0.9])
    for bus, size in {"b": 40.0, "c": 30.0, "d": 25.0, "low": 12.0, "heat": 10.0}.items():
        network.add("Load", f"use {bus}", bus=bus, p_set=pd.Series(size * load, index=network.snapshots))
    for bus in network.buses.index:
        network.add("Generator", f"shed {bus}", bus=bus, p_nom=500.0, marginal_cost=200.0)
        network.add("Generator", f"dump {bus}", bus=bus, p_nom=500.0, marginal_cost=1.0, sign=-1.0)


def _plants(network: pypsa.Network) -> None:
    wind = pd.Series([0.9, 0.2, 0.5, 0.1, 0.6, 0.8], index=network.snapshots)
    network.add("Generator", "wind", bus="a", p_nom=50.0, p_max_pu=wind, marginal_cost=0.5)
    network.add("Generator", "coal", bus="a", p_nom=80.0, p_min_pu=0.2, marginal_cost=20.0, carrier="coal",
                efficiency=0.4, ramp_limit_up=0.1, ramp_limit_down=0.15, p_init=30.0)  # fmt: skip
    network.add("Generator", "fixed", bus="b", p_nom=20.0, p_set=8.0, marginal_cost=30.0)
    network.add("Generator", "contract", bus="c", p_nom=30.0, marginal_cost=60.0, e_sum_min=90.0, e_sum_max=200.0)
    network.add("Generator", "new", bus="d", p_nom_extendable=True, p_nom_min=2.0, capital_cost=150.0, p_min_pu=0.1,
                marginal_cost=10.0, ramp_limit_up=0.5)  # fmt: skip
    network.add("Generator", "wells", bus="gas", p_nom=60.0, marginal_cost=15.0, carrier="gas")
    network.add("Generator", "off", bus="a", p_nom=99.0, marginal_cost=0.1, active=False)
    network.add("Link", "plant", bus0="gas", bus1="b", bus2="heat", efficiency=0.45, efficiency2=0.35, p_nom=70.0,
                ramp_limit_up=0.4)  # fmt: skip
    network.add("Link", "cable", bus0="a", bus1="d", p_nom=25.0, p_min_pu=-1.0, efficiency=0.97, marginal_cost=0.1)
    network.add("Process", "boiler", bus0="gas", bus1="heat", rate0=-1.0, rate1=0.9, p_nom=20.0, marginal_cost=1.0)


def _stores(network: pypsa.Network) -> None:
    inflow = pd.Series([8.0, 5.0, 9.0, 2.0, 0.0, 4.0], index=network.snapshots)
    network.add("StorageUnit", "dam", bus="d", p_nom=20.0, max_hours=4.0, inflow=inflow, spill_cost=0.3,
                state_of_charge_initial=30.0, efficiency_dispatch=0.9, carrier="water")  # fmt: skip
    path = pd.Series([np.nan, np.nan, 22.0, np.nan, np.nan, np.nan], index=network.snapshots)
    network.add("StorageUnit", "pump", bus="c", p_nom=10.0, max_hours=6.0, p_min_pu=-1.0, efficiency_store=0.85,
                cyclic_state_of_charge=True, state_of_charge_set=path)  # fmt: skip
    least = pd.Series([0.0, 0.0, 0.0, 0.0, 0.0, 0.4], index=network.snapshots)
    network.add("Store", "cavern", bus="gas", e_nom=80.0, e_initial=50.0, e_min_pu=least, carrier="gas",
                standing_loss=0.01)  # fmt: skip
    network.add("Store", "tank", bus="heat", e_nom_extendable=True, e_nom_max=60.0, e_min_pu=0.05, capital_cost=2.0,
                e_cyclic=True)  # fmt: skip
