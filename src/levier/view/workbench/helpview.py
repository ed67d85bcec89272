"""The tab of what would help most: asked bit by bit while it is open, with its progress, then a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Input, Output, State, dcc, html, no_update

from levier.analysis.helping import SHARE, helps_table
from levier.errors import LevierError
from levier.view.cells import Cell, Column, Row, Table
from levier.view.quantities import finite
from levier.view.workbench.progress import bar
from levier.view.workbench.reading import read
from levier.view.workbench.render import tables
from levier.view.workbench.words import say

if TYPE_CHECKING:
    import pandas as pd
    from dash import Dash

    from levier.analysis.desk import Helping
    from levier.view.cells import Record
    from levier.view.page import Page
    from levier.view.workbench.desks import Desks

__all__ = ["helps_place", "register_helps", "shown_helps"]

PULSE = 600
SEEN = 1e-2
"""Loss avoided in M USD (ten thousand dollars) below which nothing is."""
WHOM = 4
FIRST = "saved "


def helps_place(*_: Any) -> list[Any]:
    """Return the place where it is told; it asks when it is there."""
    return [
        dcc.Interval(id="help-pulse", interval=PULSE),
        html.Div(id="helps"),
    ]


def register_helps(app: Dash, desks: Desks) -> None:
    """Make the tab ask, and tell."""

    def told(_: Any, query: str | None) -> tuple[Any, Any]:
        context = desks.current()
        state, wrong = read(context, query)
        try:
            shown = None if wrong else context.shown(state)
        except LevierError as error:
            return html.P(str(error), role="alert"), True
        if shown is None or shown.shock is None:
            return no_update, True
        helping = context.helps.look(shown.shock)
        return shown_helps(shown.page, helping), helping.finished

    app.callback(
        Output("helps", "children"), Output("help-pulse", "disabled"),
        Input("help-pulse", "n_intervals"), State("where", "search"),
    )(told)  # fmt: skip


def shown_helps(page: Page, helping: Helping) -> list[Any]:
    """Return what is known: progress while it is asked, then the table."""
    language = page.language
    about = html.P(say("helps_about", language).format(share=page.percent(SHARE)), className="note")
    if helping.failure:
        return [about, html.P(helping.failure, role="alert")]
    if not helping.finished:
        words = say("helps_choosing", language)
        if helping.total >= 0:
            words = say("helps_doing", language).format(done=helping.done, total=helping.total)
        return [about, bar(helping.done, helping.total, words), html.P(words, role="status")]
    frame = helps_table(helping.found)
    gains = frame["saved"].fillna(0.0) > SEEN
    lead, rest = _table(page, frame[gains]), _others(page, frame[~gains])
    if not lead:
        return [about, html.P(say("helps_nothing", language)), *tables([], [rest])]
    return [about, *tables([lead], [rest])]


def _table(page: Page, frame: pd.DataFrame) -> Table:
    language = page.language
    most = float(frame["saved"].max()) if len(frame) else 1.0
    rows = [
        Row(
            [
                _thing(page, row),
                Cell(
                    page.money(row["saved"]),
                    bar=row["saved"] / most,
                    kind="num",
                    href=_row_of(page, str(row["asset"]), str(row["kind"])),
                ),
                Cell(_whom(page, row), kind="words"),
            ]
        )
        for row in frame.to_dict("records")
    ]
    columns = [
        Column(say("helps_thing", language)), Column(say("helps_saved", language), "num wide"),
        Column(say("helps_whom", language)),
    ]  # fmt: skip
    return Table(say("helps_caption", language), columns, rows)


def _others(page: Page, frame: pd.DataFrame) -> Table:
    """What was tried in vain, and what could not be solved, with its reason."""
    language = page.language
    rows = [Row([_thing(page, row), Cell(str(row["reason"] or ""), kind="words")]) for row in frame.to_dict("records")]
    columns = [Column(say("helps_thing", language)), Column(say("helps_reason", language))]
    return Table(say("helps_rest", language), columns, rows)


def _thing(page: Page, row: Record) -> Cell:
    asset, kind = str(row["asset"]), str(row["kind"])
    named = say(f"{kind}_kind", page.language) if kind in ("slot", "storage") else page.say(kind)
    return Cell(page.names.thing(asset), href=_row_of(page, asset, kind), small=f"{named}, +{_room(page, row)}")


def _row_of(page: Page, asset: str, kind: str) -> str:
    """Return the link to the row of an asset; of a joint limit: to those that share it."""
    if kind != "slot":
        return page.evidence.asset(f"{asset}:charge" if kind == "storage" else asset)
    topology = page.answers.system.topology
    shared = topology.membership[[topology.slots.index.get_loc(asset)]].toarray()[0] > 0
    how = say("helps_shared", page.language)
    return page.evidence.basis(f"slot-{asset}", page.names.thing(asset), how, topology.assets.index[shared])


def _room(page: Page, row: Record) -> str:
    unit = str(row["unit"])
    return page.quantity(row["room"], unit if row["kind"] == "storage" else f"{unit}/a")


def _whom(page: Page, row: Record) -> str:
    """Name who gains most of it, and who loses by it; the rest is small."""
    sums = {str(key)[len(FIRST) :]: finite(value) or 0.0 for key, value in row.items() if str(key).startswith(FIRST)}
    order = sorted((key for key in sums if abs(sums[key]) > SEEN), key=lambda key: -abs(sums[key]))[:WHOM]
    return ", ".join(f"{page.names.country(key)} {_signed(page, sums[key])}" for key in order)


def _signed(page: Page, value: float) -> str:
    """Write money with its sign; a plus is what a country keeps."""
    return f"{'+' if value > 0 else '−'}{page.money(abs(value))}"
