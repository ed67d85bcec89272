"""The networks a power answer compares: what is stated, other tiers and prices, with and without a project."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from levier.sentence import Name, sentence
from levier.system.long import long_flows, long_program, project_flows
from levier.system.long.flows import horizon_topology

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.system import System
    from levier.system.long import Capital, Flow, LongProgram, Project
    from levier.system.long.flows import Joint
    from levier.system.topology import Topology

__all__ = ["CASES", "STATED", "Case", "Networks"]

Case = Literal["stated", "top_halved", "top_doubled", "low_prices", "high_prices"]
STATED: Case = "stated"
CASES: tuple[Case, ...] = (STATED, "top_halved", "top_doubled", "low_prices", "high_prices")
TOP: dict[Case, float] = {"top_halved": 0.5, "top_doubled": 2.0}
DECK: dict[Case, str] = {"low_prices": "low", "high_prices": "high"}


@dataclass(frozen=True)
class Networks:
    """Programs of one family of carriers in one horizon year, by case and project.

    Attributes:
        system: the base year; its deck is that of the stated case.
        family: of carriers.
        horizon: the year.
        capital: what a year of capital costs.
    """

    system: System
    family: str
    horizon: int
    capital: Capital

    @cached_property
    def topology(self) -> Topology:
        """Assets of the horizon year."""
        return horizon_topology(self.system.package, self.horizon)

    @cached_property
    def standing(self) -> dict[str, tuple[list[Flow], list[Joint]]]:
        """Flows and joint limits by price deck, as they were asked for."""
        return {}

    def deck(self, case: Case) -> str:
        """Return the price deck of a case."""
        return DECK.get(case, self.system.deck)

    def flows(self, case: Case = STATED, projects: Sequence[Project] = ()) -> tuple[list[Flow], list[Joint]]:
        """Return what stands in the horizon year, and what some projects add."""
        deck = self.deck(case)
        if deck not in self.standing:
            self.standing[deck] = long_flows(replace(self.system, deck=deck), self.horizon, self.family, self.topology)
        flows, joint = self.standing[deck]
        added: dict[str, Flow] = {}
        for project in projects:
            for flow in project_flows(self.system.package, project, flows, deck, self.capital, self.horizon):
                added.setdefault(flow.name, flow)
        return [*flows, *added.values()], joint

    def program(self, case: Case = STATED, projects: Sequence[Project] = ()) -> LongProgram:
        """Return the program of a case, with some projects."""
        program = long_program(*self.flows(case, projects))
        return program.with_top(TOP[case]) if case in TOP else program


def dead_ends(flows: Sequence[Flow], project: str) -> list[str]:
    """Name the buses at which a project begins without a supply or ends without an outlet.

    >>> from levier.system.long import Flow
    >>> line = Flow("line", "line", "corridor", (("a gas", -1.0), ("b gas", 1.0)), 0.0, 5.0, project="line")
    >>> dead_ends([Flow("field", "field", "supply", (("a gas", 1.0),), 1.0, 9.0), line], "line")
    ['nothing takes what arrives at b gas']
    """
    signs: dict[str, set[bool]] = {}
    for flow in flows:
        for bus, value in flow.ports:
            signs.setdefault(bus, set()).add(value > 0)
    touched = dict.fromkeys(bus for flow in flows if flow.project == project for bus, _ in flow.ports)
    return [_dead_end(bus, arrives=next(iter(signs[bus]))) for bus in touched if len(signs[bus]) == 1]


def _dead_end(bus: str, *, arrives: bool) -> str:
    """Say that something arrives at a bus and goes no further, or that nothing arrives there."""
    name = Name(bus, "bus", bus)
    if arrives:
        return sentence("not_taken", "nothing takes what arrives at {bus}", bus=name)
    return sentence("none_arrives", "nothing arrives at {bus}", bus=name)
