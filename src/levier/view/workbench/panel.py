"""The side panel: the row behind a figure, as the tables hold it, and the sources it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from levier.view.workbench.render import inside
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from levier.view.cells import Cell, Row, Table
    from levier.view.page import Page
    from levier.view.workbench.context import Context

__all__ = ["panel"]

SOURCE = "source-"
MOST_SOURCES = 12


def panel(context: Context, page: Page, anchor: str) -> list[Any]:
    """Return what the panel shows of an anchor: its row, then the rows of its sources.

    Args:
        context: what pages share.
        page: the page the figure stands on; it knows what sums rest on.
        anchor: from the address, without its #; it may come from anyone.
    """
    language = page.language
    found = context.row(anchor, page)
    head = html.Div(
        [html.H2(say("row", language)), html.A(say("close", language), href="#", className="close", role="button")],
        className="panel-head",
    )
    if found is None:
        return [head, html.P(say("no_row", language))]
    table, row = found
    parts = [head, _described(table, row)]
    if not anchor.startswith(SOURCE):
        sources = [context.row(name, page) for name in _sources(row)[:MOST_SOURCES]]
        parts += [_described(*each) for each in sources if each is not None]
    return parts


def _described(table: Table, row: Row) -> html.Div:
    pairs: list[Any] = []
    for column, cell in zip(table.columns, row.cells, strict=False):
        if cell.text or cell.parts or cell.small:
            pairs += [html.Dt(column.title), html.Dd(inside(cell))]
    return html.Div([html.P(table.caption, className="brand"), html.Dl(pairs)], className="described")


def _sources(row: Row) -> list[str]:
    found: dict[str, None] = {}

    def look(cell: Cell) -> None:
        if cell.href.startswith(f"#{SOURCE}"):
            found[cell.href[1:]] = None
        for part in cell.parts:
            look(part)

    for cell in row.cells:
        look(cell)
    return list(found)
