"""A compiled program means what PyPSA's own model means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from levier.engine import compile_network, solve_program

if TYPE_CHECKING:
    import pypsa


def test_peers_networks_have_their_stored_objective(peer: tuple[pypsa.Network, dict[str, Any]]) -> None:
    network, case = peer
    program = compile_network(network)
    constant = network.optimize.create_model(include_objective_constant=False) and network._objective_constant  # type: ignore[attr-defined]
    found = solve_program(program).objective
    assert min(abs(found - case["stored"]), abs(found + constant - case["stored"]), abs(found - constant - case["stored"])) <= 1e-6 * abs(case["stored"])
    assert len(program.snapshots) == case["snapshots"]
