"""The page where users bring data of their own: a data package, its problems, and work on it; or a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, dcc, html, no_update
from flask import request

from levier.analysis.desk import Desk, Limits
from levier.errors import LevierError
from levier.view.cells import Cell, Column, Row, Table, text
from levier.view.workbench.desks import SESSION
from levier.view.workbench.network.uploading import network_part, register_upload
from levier.view.workbench.network.words import say as say_network
from levier.view.workbench.render import table
from levier.view.workbench.uploads import MAX_MEGABYTES, Upload, Uploads
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from dash import Dash

    from levier.view.words import Language
    from levier.view.workbench.desks import Desks

__all__ = ["data_page", "register_data"]

USUAL_YEAR = 2024
"""Offered where the reports of a package do not tell a year."""
LIMITS = Limits(memory=8_000_000_000)


def data_page(language: Language, upload: Upload | None, *, own: bool, shipped: str) -> list[Any]:
    """Return the page.

    Args:
        language: of its words.
        upload: what this session uploaded before.
        own: whether this session works on it.
        shipped: name of the package everyone has.
    """
    button = html.Span(say("upload", language), className="pick-file")
    parts = [
        html.H2(say_network("package_head", language)),
        html.P(say("upload_about", language).format(size=MAX_MEGABYTES)),
        html.Label(
            dcc.Upload(button, id="upload", accept=".zip", max_size=MAX_MEGABYTES * 1_000_000), className="upload"
        ),
        dcc.Loading(html.Div(_found(upload, language), id="uploaded", role="status"), type="dot"),
    ]
    if own:
        words = say("use_shipped", language).format(package=shipped)
        parts.append(dmc.Button(words, id={"type": "work", "on": "shipped"}, variant="default"))
    return [*parts, html.Div(id="work-on"), *network_part(language)]


def register_data(app: Dash, desks: Desks, uploads: Uploads) -> None:
    """Make the page work."""
    register_upload(app)

    def uploaded(contents: Any, language: Language | None) -> Any:
        if not isinstance(contents, str) or not contents:
            return no_update
        try:
            upload = uploads.add(_session(), contents)
        except LevierError as error:
            return html.P(str(error), role="alert", className="reason")
        return _found(upload, language or "en")

    app.callback(
        Output("uploaded", "children"), Input("upload", "contents"), State("language", "data"),
        prevent_initial_call=True,
    )(uploaded)  # fmt: skip

    def work(clicks: list[Any], year: list[Any]) -> Any:
        asked = ctx.triggered_id
        if not any(clicks) or not isinstance(asked, dict):
            return no_update
        if asked["on"] == "shipped":
            desks.drop(_session())
        else:
            upload = uploads.get(_session())
            if upload is None or upload.checked.errors:
                return no_update
            chosen = int(year[0]) if year and str(year[0]).isdecimal() else max(upload.checked.years, default=0)
            desk = Desk(str(upload.path), chosen, LIMITS)
            desk.start()
            desks.put(_session(), desk)
        return dcc.Location(id="to-map", href="/", refresh=True)

    app.callback(
        Output("work-on", "children"), Input({"type": "work", "on": ALL}, "n_clicks"),
        State({"type": "year", "of": ALL}, "value"), prevent_initial_call=True,
    )(work)  # fmt: skip


def _session() -> str:
    return request.cookies.get(SESSION, "")


def _found(upload: Upload | None, language: Language) -> list[Any]:
    """Return what the check says."""
    if upload is None:
        return []
    checked = upload.checked
    words = say("upload_wrong", language).format(count=checked.errors + checked.warnings)
    parts: list[Any] = [html.P(words if checked.problems else say("upload_fine", language))]
    if checked.problems:
        parts.append(table(_problems(checked.problems, language)))
    if not checked.errors:
        years = [str(year) for year in sorted(checked.years, reverse=True)]
        place = {"id": {"type": "year", "of": "upload"}, "label": say("base_year", language), "w": 150}
        if years:
            parts.append(dmc.Select(**place, data=years, value=years[0], allowDeselect=False))
        else:
            parts.append(dmc.NumberInput(**place, value=USUAL_YEAR, min=1900, max=2100, allowDecimal=False))
        parts.append(dmc.Button(say("use_it", language), id={"type": "work", "on": "upload"}, mt=10))
    return parts


def _problems(problems: list[Any], language: Language) -> Table:
    rows = [
        Row([Cell(f"{each.file} {each.row or ''}", small=each.field), text(each.message), text(each.allowed)])
        for each in problems
    ]
    columns = [Column(say(f"problem_{name}", language)) for name in ("where", "what", "allowed")]
    return Table(say("upload_wrong", language).format(count=len(problems)), columns, rows)
