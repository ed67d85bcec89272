"""Small networks and the networks of peers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

if TYPE_CHECKING:
    import pypsa

PEERS = Path(__file__).parents[1] / "peers" / "pypsa"
CASES = {case["file"]: case for case in json.loads((PEERS / "objectives.json").read_text(encoding="utf-8"))["cases"]}


@pytest.fixture(scope="session", params=list(CASES))
def peer(request: pytest.FixtureRequest) -> tuple[pypsa.Network, dict[str, Any]]:
    """Give an example network of PyPSA and the objective its developers stored."""
    import pypsa

    return pypsa.Network(PEERS / request.param), CASES[request.param]


@pytest.fixture
def small() -> pypsa.Network:
    """Give two buses, a line between them, a store and two hours of different length."""
    import pypsa

    network = pypsa.Network()
    network.set_snapshots(pd.Index(["a", "b"], name="snapshot"))
    network.snapshot_weightings = pd.DataFrame(
        {"objective": [1.0, 3.0], "stores": [1.0, 3.0], "generators": [1.0, 3.0]}, index=network.snapshots
    )
    network.add("Carrier", "x")
    network.add("Bus", ["n", "s"], carrier="x")
    network.add("Generator", "cheap", bus="n", p_nom=10, marginal_cost=2, carrier="x")
    network.add("Generator", "dear", bus="s", p_nom=10, marginal_cost=7, carrier="x")
    network.add("Link", "line", bus0="n", bus1="s", p_nom=4, efficiency=0.5, carrier="x")
    network.add("Load", "use", bus="s", p_set=[3.0, 5.0])
    network.add("Store", "tank", bus="n", e_nom=6, e_initial=1, carrier="x")
    return network
