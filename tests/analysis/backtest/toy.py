"""The oil toy with events: reports of 2023, a railway cut and a trunk line halved in 2024, a cut before any report."""

from __future__ import annotations

from levier.analysis.backtest import Cause, parse_cause
from levier.dataset import Package
from tests.system import toys, worlds

RAIL = """
event: rail-cut
observed:
  - {asset: rail_c, from: 2024-03-01, to: 2024-03-31, available: 0, sources: [s]}
"""
ALARM = """
event: alarm
announced:
  - {asset: trunk, from: 2024-06-01, to: 2024-06-30, available: 0.5, sources: [s]}
observed:
  - {asset: trunk, from: 2024-06-01, to: 2024-06-30, available: 1, sources: [s]}
"""
EARLY = """
event: early
observed:
  - {asset: rail_c, from: 2023-04-01, to: 2023-04-30, available: 0, sources: [s]}
"""
OUTCOMES = (
    ("rail-1", "rail-cut", "rail_c", "volume", "2024-02/2024-03", 0.4),
    ("rail-2", "rail-cut", "trunk_a", "gain", "2024-03", 0.2),
    ("rail-3", "rail-cut", "rail_c", "volume", "2024-03", 0.0),
    ("rail-4", "rail-cut", "north_oil", "volume", "2024-12", 2.5),
    ("alarm-1", "alarm", "trunk_total", "volume", "2024-06", 3.4),
    ("early-1", "early", "trunk_a", "gain", "2023-04", 0.1),
)


def package(outcomes: tuple[tuple[str, str, str, str, str, float], ...] = OUTCOMES) -> Package:
    """Type the toy with some outcomes."""
    tables = worlds.oil()
    tables["events"] = [
        {"id": name, "start": start, "assets": asset, "cause": "c"}
        for name, start, asset in (
            ("rail-cut", "2024-03-01", "rail_c"),
            ("alarm", "2024-06-01", "trunk"),
            ("early", "2023-04-01", "rail_c"),
        )
    ]
    keys = ("id", "event", "subject", "observable", "period", "value")
    tables["outcomes"] = [
        {**dict(zip(keys, row, strict=True)), "measure": "flow", "unit": "Mt", "sources": "s"} for row in outcomes
    ]
    return toys.package(tables)


def causes(data: Package) -> list[Cause]:
    """Read the three causes."""
    return [parse_cause(text, "case", data) for text in (RAIL, ALARM, EARLY)]
