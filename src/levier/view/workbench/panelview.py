"""The side panel follows the fragment of the address: the row behind a figure, and its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Input, Output, State

from levier.errors import LevierError
from levier.view.workbench.desks import this_session
from levier.view.workbench.helpview import shown_helps
from levier.view.workbench.nav import DATA, page_of
from levier.view.workbench.panel import panel
from levier.view.workbench.reading import read
from levier.view.workbench.results import ANSWER, results

if TYPE_CHECKING:
    from dash import Dash

    from levier.view.words import Language
    from levier.view.workbench.context import Context
    from levier.view.workbench.desks import Desks
    from levier.view.workbench.state import State as Chosen

__all__ = ["page_behind", "register_panel"]


def register_panel(app: Dash, desks: Desks) -> None:
    """Open and close the panel."""

    def opened(place: str | None, path: str | None, query: str | None, language: Language | None) -> tuple[Any, bool]:
        anchor = (place or "").removeprefix("#")
        if not anchor or anchor in ("main", ANSWER) or language is None:
            return [], True
        context = desks.current()
        state, _ = read(context, query)
        return panel(context, page_behind(context, path, state), anchor), False

    app.callback(
        Output("panel", "children"), Output("panel", "hidden"),
        Input("where", "hash"), State("where", "pathname"), State("where", "search"), State("language", "data"),
    )(opened)  # fmt: skip


def page_behind(context: Context, path: str | None, state: Chosen) -> Any:
    """Return the page whose figures are shown: that of the shock, or that of the base year."""
    name = page_of(path)
    if name == "map":
        try:
            shown = context.shown(state)
            if shown.answer is not None:
                results(shown)  # its sums are met while it is made
                helping = context.helps.known(shown.shock) if shown.shock else None
                if helping is not None and helping.finished:
                    shown_helps(shown.page, helping)
        except LevierError:
            return context.page(state.language)
        return shown.page
    return (None if name == DATA else context.page_for(name, state.language, this_session())) or context.page(
        state.language
    )
