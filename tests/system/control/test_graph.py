"""The ownership graph carries every stake, with names."""

from __future__ import annotations

from datetime import date

from levier.system.control import ownership_graph
from tests.system.control.frames import package


def test_edges_carry_share_kind_and_sources() -> None:
    read = package(("op_a", "x", 30), ("op_a", "x", 5), ("op_a", "x", 60, "voting"), ("AA", "op_a", None, "majority"))
    graph = ownership_graph(read, date(2023, 1, 1))
    assert graph.edges["op_a", "x"] == {
        "share": 35.0,
        "kind": "equity",
        "sources": ("s",),
        "kinds": {"equity": 35.0, "voting": 60.0},
    }
    assert graph.edges["AA", "op_a"]["share"] is None
    assert {name: data["kind"] for name, data in graph.nodes(data=True)} == {
        "op_a": "company",
        "x": "asset",
        "AA": "state",
    }
    assert graph.nodes["op_a"]["country"] == "AA"
