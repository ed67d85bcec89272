"""How sure the figures are: 90 % intervals of samples, and which inputs drive them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.cells import Cell, Column, Row, Section, Table, text

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.uncertainty import Uncertainty
    from levier.view.page import Page

__all__ = ["interval_section"]

LEADING, FOLDED = ("losses", "trade"), ("balances",)
"""Topics of figures, shown at once and folded away."""
LEAST = 1e-3
SEEN = {"M USD": 1.0, "%": 1.0}
"""Figures that stay below this are not shown: in millions, in percent; in other units a thousandth."""


def interval_section(page: Page) -> Section:
    """Return the section on uncertainty; one sentence where no samples were asked for."""
    found = page.answers.uncertainty
    if found is None:
        return Section([page.say("intervals_not_asked")])
    about = [page.fill("intervals_about", samples=found.samples, seed=found.seed)]
    if len(found.failed):
        reason = str(found.failed["reason"].iloc[0])
        about.append(page.because("intervals_failed", reason, count=len(found.failed)))
    by_topic = dict(tuple(_shown(found).groupby("topic")))
    tables = {
        topic: _table(page, f"intervals_{topic}", by_topic[topic]) for topic in (*LEADING, *FOLDED) if topic in by_topic
    }
    return Section(
        about,
        [tables[topic] for topic in LEADING if topic in tables],
        [tables[topic] for topic in FOLDED if topic in tables],
    )


def _shown(found: Uncertainty) -> pd.DataFrame:
    table = found.table
    size = table[["value", "low", "high"]].abs().max(axis=1)
    return table[size > table["unit"].map(SEEN).fillna(LEAST)]


def _table(page: Page, title: str, table: pd.DataFrame) -> Table:
    rows = [
        Row(
            [
                page.told(row["figure"]),
                *(_number(page, row[column], str(row["unit"])) for column in ("value", "low", "high")),
                text(row["drivers"], lang=page.foreign),
            ]
        )
        for row in table.to_dict("records")
    ]
    say = page.say
    columns = [
        Column(say("figure")),
        Column(say("value"), "num"),
        Column(say("low"), "num"),
        Column(say("high"), "num"),
    ]
    return Table(say(title), [*columns, Column(say("drivers"))], rows)


def _number(page: Page, value: float, unit: str) -> Cell:
    if unit == "M USD":
        return Cell(page.money(value), kind="num")
    return Cell(page.quantity(value, unit), kind="num")
