"""Turn the parts of a report (cells, tables, sections, charts) into Dash components: same words, links, classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html

from levier.view.workbench.wording import prose, wording
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.view.cells import Cell, Row, Section, Table
    from levier.view.words import Language

__all__ = ["CHART_CONFIG", "chart", "charts", "inside", "save_buttons", "section", "table", "tables"]

WEB = ("http://", "https://")
CHART_CONFIG: dict[str, Any] = {"displaylogo": False, "displayModeBar": False}
FORMATS = ("svg", "png")


def section(found: Section, within: str = "") -> list[Any]:
    """Return a section: paragraphs, tables, folded tables, small print; ``within`` tells its tables from others'."""
    about = [html.P(prose(words)) for words in found.about]
    return [*about, *tables(found.tables, found.details, found.small, within)]


def tables(shown: Sequence[Table], folded: Sequence[Table] = (), small: str = "", within: str = "") -> list[Any]:
    """Return tables, those folded away under their captions."""
    parts: list[Any] = [table(each, within) for each in shown if each]
    parts += [
        html.Details([html.Summary(f"{each.caption} ({len(each.rows)})"), table(each, within)])
        for each in folded
        if each
    ]
    return [*parts, html.P(prose(small), className="note")] if small else parts


def table(found: Table, within: str = "") -> html.Div:
    """Return one table in a frame that scrolls, and can be reached by keyboard; two of one caption are told apart."""
    head = html.Thead(
        html.Tr([html.Th(c.title, scope="col", className=c.kind, **_hint(c.hint)) for c in found.columns])
    )
    body = html.Tbody([_row(row) for row in found.rows])
    marked = {"aria-label": f"{within}: {found.caption}" if within else found.caption}
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
    kind, words = "mark" if cell.kind == "mark" else "", wording(cell.text, cell.runs)
    tongue = {"lang": cell.hint_lang or cell.lang} if cell.hint_lang or cell.lang else {}
    about = {**_hint(cell.hint), **tongue}
    if cell.href.startswith("#"):
        parts: list[Any] = [html.A(words, href=cell.href, className=kind, **about)]
    elif cell.href.startswith(WEB):
        parts = [html.A(words, href=cell.href, target="_blank", rel="noopener noreferrer", **about)]
    elif kind or about:
        parts = [html.Span(words, className=kind, **about)]
    else:
        parts = words
    return [*parts, html.Small(wording(cell.small, cell.small_runs))] if cell.small else parts


def _hint(words: str) -> dict[str, str]:
    return {"title": words} if words else {}


def charts(found: Sequence[dict[str, Any] | None], language: Language, kind: str = "charts") -> html.Div:
    """Return the charts that hold something: side by side where there is room (``charts``), or ``stacked``."""
    drawn = [chart(each, language, wide=kind == "stacked") for each in found if each is not None]
    return html.Div(drawn, className=kind)


def save_buttons(title: str, language: Language, name: str = "levier") -> html.Span:
    """Return the buttons that save the figure they stand in; the browser's own script makes the file."""
    return html.Span(
        [
            html.Button(
                kind.upper(),
                className="save",
                type="button",
                title=say(f"save_{kind}", language).format(title=title),
                **{
                    "data-save": kind,
                    "data-name": name,
                    "aria-label": say(f"save_{kind}", language).format(title=title),
                },
            )
            for kind in FORMATS
        ],
        className="savers",
    )


def chart(found: dict[str, Any], language: Language, *, wide: bool = False) -> html.Figure:
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
    head = html.Figcaption([html.Span(found["title"]), save_buttons(found["title"], language)])
    return html.Figure([head, graph], className="chart")
