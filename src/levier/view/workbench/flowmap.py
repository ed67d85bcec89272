"""The map of the workbench: drawn once a family and language; what a shock changes of it is a small overlay."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from levier.view.flowtraces import SKETCH, UNUSED, arrow_trace, line_width
from levier.view.map import DrawnMap, drawn_map
from levier.view.report import NO_MAP
from levier.view.words import number, unit_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from levier.view.flowlines import FlowLine
    from levier.view.page import Page

__all__ = ["BaseMap", "base_map", "mapped_families", "overlay"]

SEEN = 5e-3
"""A flow that changes by a smaller share keeps its look."""
IDLE = 1e-9
LESS, MORE, CUT, HEAD = "#b3261e", "#1f6fb2", "#111111", "#444444"
QUIET, LOUD = 0.35, 0.95


@dataclass(frozen=True)
class BaseMap:
    """The map of the base year, and its figure as JSON."""

    drawn: DrawnMap
    figure: dict[str, Any]

    def group_at(self, trace: int) -> str:
        """Return the physical thing of a trace; blank if the trace is none."""
        place = trace - self.drawn.first
        return self.drawn.lines[place].group if 0 <= place < len(self.drawn.lines) else ""


def mapped_families(page: Page, families: list[str]) -> list[str]:
    """Return the families in which something flows from place to place."""
    table = page.answers.flows
    moving = set(table.loc[(table["kind"] == "corridor") & (table["base"] > 0), "family"])
    return [family for family in families if family in moving and family not in NO_MAP]


def base_map(page: Page, family: str) -> BaseMap:
    """Draw the base year of one family."""
    flows = page.answers.flows
    corridors = flows[flows["kind"] == "corridor"]
    corridors = corridors.assign(unit=[f"{unit}/a" for unit in corridors["unit"]])
    drawn = drawn_map(corridors, page.answers.system.package.table("places"), family=family, language=page.language)
    return BaseMap(drawn, json.loads(drawn.figure.to_json()))


def overlay(
    page: Page, base: BaseMap, before: Mapping[str, float], after: Mapping[str, float], cut: Collection[str]
) -> dict[str, Any]:
    """Return what differs from the base map under a shock.

    Args:
        page: for names and language.
        base: the map.
        before: mean rate of each asset inside the window without the shock, per year.
        after: the same under the shock.
        cut: groups that are cut or derated.

    Returns:
        ``lines``: one entry a flow: trace, width in px, dash, opacity, colour, hover text; ``ghosts``: trace and width
        of flows that carried more before; ``arrows``: the trace of arrow heads that takes the place of ``arrow``.
    """
    drawn = base.drawn
    lines, ghosts, moved = [], [], []
    for place, line in enumerate(drawn.lines):
        was, now = _with(line, before), _with(line, after)
        moved.append(now)
        trace = drawn.first + place
        look = _look(line, was.flow, now.flow, cut=line.group in cut, colour=drawn.colour)
        width = line_width(now.flow, drawn.largest)
        lines.append([trace, max(width, 3.0) if line.group in cut else width, *look, _text(page, line, was, now)])
        if was.flow - now.flow > SEEN * was.flow:
            ghosts.append([trace, line_width(was.flow, drawn.largest)])
    arrows = arrow_trace(moved, drawn.largest, HEAD, drawn.frame)
    arrow = next((n for n, each in enumerate(drawn.figure.data) if each.name == "direction"), -1)
    return {"lines": lines, "ghosts": ghosts, "arrow": arrow, "arrows": json.loads(arrows.to_json())}


def _with(line: FlowLine, rates: Mapping[str, float]) -> FlowLine:
    """Return a line with other flows on it; turned round where most goes the other way."""
    along = sum(float(rates.get(asset, 0.0)) for asset, forth in line.parts if forth)
    against = sum(float(rates.get(asset, 0.0)) for asset, forth in line.parts if not forth)
    along, against = max(along, 0.0), max(against, 0.0)
    if along >= against:
        return replace(line, along=along if along > IDLE else 0.0, against=against)
    return replace(line, start=line.stop, stop=line.start, way=line.way[::-1], along=against, against=along)


def _look(line: FlowLine, was: float, now: float, *, cut: bool, colour: str) -> tuple[str, float, str]:
    """Return dash, opacity and colour."""
    dash = UNUSED if now <= IDLE else SKETCH if line.schematic else "solid"
    if cut:
        return "10px,4px,2px,4px", LOUD, CUT
    change = now - was
    if abs(change) <= SEEN * max(was, now, IDLE):
        return dash, QUIET, colour
    return dash, LOUD, MORE if change > 0 else LESS


def _text(page: Page, line: FlowLine, was: FlowLine, now: FlowLine) -> str:
    title = line.text.split("<br>")[0]
    unit = escape(unit_name(line.unit, page.language))
    told = f"{number(was.flow, page.language)} → <b>{number(now.flow, page.language)}</b> {unit}"
    return f"{title}<br>{told}"
