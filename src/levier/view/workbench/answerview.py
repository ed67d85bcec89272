"""The answer to an address: solved when the address changes, told in words, tables and charts, drawn on the map."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal
from dash import Input, Output, State, dcc, html

from levier.errors import LevierError, UsageError
from levier.view.workbench.mapview import overlay_of, titles
from levier.view.workbench.reading import family_shown, read
from levier.view.workbench.results import lead, results
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from dash import Dash

    from levier.view.workbench.context import Context
    from levier.view.workbench.desks import Desks
    from levier.view.workbench.state import State as Chosen

__all__ = ["TARGETS", "register_answer"]

TARGETS = (
    "answer.children", "lead.children", "map-over.data", "map-title.children", "map-key.children", "map-key.hidden",
    "cuts.children", "start.value", "months.value", "recovery.value", "own-window.hidden", "family.value",
    "ready.value", "do-undo.disabled", "do-reset.disabled",
)  # fmt: skip
"""What follows the address, in the order it is answered."""


def register_answer(app: Dash, desks: Desks) -> None:
    """Make answer, map, list of cuts and controls follow the address."""

    def answered(query: str | None, past: list[str] | None) -> tuple[Any, ...]:
        context = desks.current()
        started = time.perf_counter()
        state, wrong = read(context, query)
        family = family_shown(context, state)
        start, months, recovery = state.window(context.shocks().get(state.shock))
        own = not (state.shock and state.has_window)
        controls = (str(start), months, recovery, own, family, state.shock or None)
        cuts = _cut_list(context, state)
        steps = (not past, not (state.cuts or state.shock))
        try:
            if wrong:
                raise UsageError(wrong)
            shown = context.shown(state)
        except LevierError as error:
            words = [html.P(say("wrong", state.language))]
            return (_failed(state, str(error)), words, None, *titles(context, state, family), cuts, *controls, *steps)
        over = overlay_of(context, shown, family)
        body = results(shown)
        if shown.answer is not None:
            seconds = format_decimal(time.perf_counter() - started, "0.00", locale=state.language)
            body.append(html.P(say("solved_in", state.language).format(seconds=seconds), className="note"))
        return (body, lead(shown), over, *titles(context, state, family), cuts, *controls, *steps)

    app.callback(
        *(Output(*target.split(".")) for target in TARGETS),
        Input("where", "search"), State("past", "data"),
    )(answered)  # fmt: skip


def _cut_list(context: Context, state: Chosen) -> list[Any]:
    language, names = state.language, context.groups(state.language)
    items = []
    for cut in state.cuts:
        name = names[cut.group]
        how = say("is_kept", language).format(kept=cut.kept) if cut.kept else say("is_cut", language)
        label = {"aria-label": say("restore", language).format(name=name)}
        button = html.Button("×", id={"type": "restore", "group": cut.group}, className="restore", **label)
        items.append(html.Li([html.Span([name, " ", html.Em(how)]), button]))
    if not items and not state.shock:
        items = [html.Li(say("no_cuts", language), className="note")]
    return items


def _failed(state: Chosen, reason: str) -> html.Div:
    words = [html.H2(say("wrong", state.language)), html.P(reason, className="reason")]
    path = "/?lang=fr" if state.language == "fr" else "/"
    return html.Div([*words, dcc.Link(say("start_over", state.language), href=path)], role="alert")
