"""The tabs of an answer, each filled when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import MATCH, Input, Output, State, html, no_update

from levier.errors import LevierError
from levier.view.workbench.reading import family_shown, read
from levier.view.workbench.render import charts
from levier.view.workbench.results import FIRST_TAB, tab_body
from levier.view.workbench.sankey import sankeys
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from dash import Dash

    from levier.view.workbench.context import Context, Shown
    from levier.view.workbench.desks import Desks

__all__ = ["register_tabs"]


def register_tabs(app: Dash, desks: Desks) -> None:
    """Fill a tab when it is opened."""

    def filled(tab: str | None, query: str | None, place: dict[str, str]) -> Any:
        context = desks.current()
        state, wrong = read(context, query)
        name = place["name"]
        if wrong or name != tab or tab == FIRST_TAB:
            return no_update
        family = family_shown(context, state)
        try:
            shown = context.shown(state)
            return _sankeys(context, shown, family) if name == "ways" else tab_body(shown, name, family)
        except LevierError as error:
            return html.P(str(error), role="alert")

    app.callback(
        Output({"type": "tab", "name": MATCH}, "children"),
        Input("tabs", "value"), State("where", "search"), State({"type": "tab", "name": MATCH}, "id"),
        prevent_initial_call=True,
    )(filled)  # fmt: skip


def _sankeys(context: Context, shown: Shown, family: str) -> list[Any]:
    """Ask where the goods of a family go, and draw it."""
    if shown.shock is None:
        return []
    page, language = shown.page, shown.state.language
    drawn = sankeys(page, context.desk.origins(shown.shock, family), family)
    if not drawn:
        return [html.P(say("nothing_changed", language).format(family=page.names.family(family)))]
    table = context.desk.answers.flows
    unit = page.unit(str(table.loc[table["family"] == family, "unit"].iloc[0]))
    return [
        html.P(say("sankey_about", language).format(unit=unit), className="note"),
        charts(drawn, language, kind="stacked"),
    ]
