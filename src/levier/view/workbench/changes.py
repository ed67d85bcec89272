"""The table of what changed under a shock, one family of carriers at a time, largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.cells import Cell, Column, Row, Table, text
from levier.view.quantities import scaled
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from levier.analysis.stress import StressAnswer
    from levier.view.page import Page

__all__ = ["changed_table"]

LISTED = 30
SEEN = 1e-3


def changed_table(page: Page, answer: StressAnswer, family: str) -> Table:
    """Return the flows of a family that change over the run: before, after, change; largest first."""
    rows = answer.assets[answer.assets["family"] == family]
    size = rows["lost"].abs()
    rows = rows[size > SEEN * max(1e-9, float(size.max()))] if len(rows) else rows
    rows = rows.iloc[(-rows["lost"].abs()).argsort(kind="stable")].head(LISTED)
    rows = rows[rows["lost"].abs() > SEEN * SEEN]
    cells = []
    for row in rows.to_dict("records"):
        href = page.evidence.asset(row["asset"])
        factor, unit = scaled([row["before"], row["after"]], row["unit"])
        sign = "+" if row["lost"] < 0 else ""
        change = page.number(-row["lost"] * factor, href)
        cells.append(
            Row(
                [
                    Cell(page.names.thing(row["asset"]), href=href, small=page.say(row["kind"])),
                    text(page.names.country(row["country"])),
                    page.number(row["before"] * factor, href),
                    page.number(row["after"] * factor, href),
                    Cell(f"{sign}{change.text}", href=href, kind="num"),
                    text(page.unit(unit)),
                ]
            )
        )
    columns = [
        Column(page.say("flow")), Column(page.say("country")), Column(page.say("before"), "num"),
        Column(page.say("after"), "num"), Column(say("change", page.language), "num"), Column(page.say("unit")),
    ]  # fmt: skip
    return Table(say("changed", page.language).format(family=page.names.family(family)), columns, cells)
