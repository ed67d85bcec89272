"""Turn the parts of a report (cells, tables, sections, charts) into Dash components: same words, links, classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.view.cells import Cell, Row, Section, Table

__all__ = ["CHART_CONFIG", "chart", "charts", "section", "table", "tables"]

WEB = ("http://", "https://")
CHART_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": "hover",
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d"],
    "toImageButtonOptions": {"format": "svg", "filename": "levier"},
}
"""Plotly's own button saves the figure, inside the page."""


def section(found: Section) -> list[Any]:
    """Return a section: paragraphs, tables, folded tables, small print."""
    return [*(html.P(words) for words in found.about), *tables(found.tables, found.details, found.small)]


def tables(shown: Sequence[Table], folded: Sequence[Table] = (), small: str = "") -> list[Any]:
    """Return tables, those folded away under their captions."""
    parts: list[Any] = [table(each) for each in shown if each]
    parts += [
        html.Details([html.Summary(f"{each.caption} ({len(each.rows)})"), table(each)]) for each in folded if each
    ]
    return [*parts, html.P(small, className="note")] if small else parts


def table(found: Table) -> html.Div:
    """Return one table in a frame that scrolls, and can be reached by keyboard."""
    head = html.Thead(
        html.Tr([html.Th(c.title, scope="col", className=c.kind, **_hint(c.hint)) for c in found.columns])
    )
    body = html.Tbody([_row(row) for row in found.rows])
    marked = {"aria-label": found.caption}
    return html.Div(
        html.Table([html.Caption(found.caption), head, body], className=found.kind),
        className="scroll",
        tabIndex=0,
        role="region",
        **marked,
    )


def _row(row: Row) -> html.Tr:
    return html.Tr([_data(cell) for cell in row.cells], className=row.kind)


def _data(cell: Cell) -> html.Td:
    more: dict[str, Any] = {}
    if cell.bar is not None:
        more = {"style": {"--w": cell.width}, "data-bar": ""}
    return html.Td(inside(cell), className="" if cell.parts else cell.kind, **more)


def inside(cell: Cell) -> list[Any]:
    """Return what stands in a cell."""
    if not cell.parts:
        return _piece(cell)
    items = [html.Li(_piece(part), style=None if part.bar is None else {"--w": part.width}) for part in cell.parts]
    return [html.Ul(items, className=f"parts {cell.kind}")]


def _piece(cell: Cell) -> list[Any]:
    kind = "mark" if cell.kind == "mark" else ""
    if cell.href.startswith("#"):
        parts: list[Any] = [html.A(cell.text, href=cell.href, className=kind, **_hint(cell.hint))]
    elif cell.href.startswith(WEB):
        parts = [html.A(cell.text, href=cell.href, target="_blank", rel="noopener noreferrer", **_hint(cell.hint))]
    elif cell.hint or kind:
        parts = [html.Span(cell.text, className=kind, **_hint(cell.hint))]
    else:
        parts = [cell.text]
    return [*parts, html.Small(cell.small)] if cell.small else parts


def _hint(words: str) -> dict[str, str]:
    return {"title": words} if words else {}


def charts(found: Sequence[dict[str, Any] | None], kind: str = "charts") -> html.Div:
    """Return the charts that hold something: side by side where there is room (``charts``), or ``stacked``."""
    return html.Div([chart(each, wide=kind == "stacked") for each in found if each is not None], className=kind)


def chart(found: dict[str, Any], *, wide: bool = False) -> html.Figure:
    """Return one chart under its title; a wide one scrolls where there is little room."""
    layout = {**found["layout"], "autosize": True}
    graph = dcc.Graph(
        figure={"data": found["data"], "layout": layout},
        config=CHART_CONFIG,
        responsive=True,
        style={"height": f"{layout['height']}px"},
    )
    if wide:
        graph = html.Div(graph, className="wide", tabIndex=0, role="region", **{"aria-label": found["title"]})
    return html.Figure([html.Figcaption(found["title"]), graph], className="chart")
