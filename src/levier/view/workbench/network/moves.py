"""What the controls of a network's page do: each leads to another state, which is put into the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dash import ALL, Input, Output, State, ctx, html, no_update, set_props

from levier.errors import LevierError
from levier.view.workbench.network.searching import asked_by
from levier.view.workbench.network.state import MOST_KEPT, NetState, read_state, written
from levier.view.workbench.network.views import read
from levier.view.workbench.network.words import say

if TYPE_CHECKING:
    from dash import Dash

    from levier.view.workbench.network.store import Networks

__all__ = ["register_moves"]

REMEMBERED = 100
HERE, PAST = State("where", "search"), State("past", "data")
Change = Callable[[NetState], NetState]
Move = Callable[[object, object, Change], None]


def register_moves(app: Dash, networks: Networks) -> None:
    """Make the controls work."""

    def move(query: object, past: object, change: Change) -> None:
        """Put the changed state into the address; leave it if it says the same already."""
        desk = networks.current()
        if desk is None:
            return
        state, wrong = read(desk.facts, query)
        try:
            target = written(read_state(written(change(state)), desk.facts.assets.index))
        except LevierError as error:
            set_props("copied", {"children": str(error)})
            return
        if target == written(state) and not wrong:
            return
        here = query if isinstance(query, str) else ""
        set_props("where", {"search": target})
        set_props("past", {"data": [*(past if isinstance(past, list) else []), here][-REMEMBERED:]})

    _choosing(app, networks)
    _cuts(app, move)
    _window(app, move)
    _back(app, move)
    _search(app, networks)


def _choosing(app: Dash, networks: Networks) -> None:
    def clicked(data: Any, chosen: Any) -> Any:
        desk = networks.current()
        points = data.get("points") if isinstance(data, dict) else None
        asset = (
            points[0].get("customdata") if isinstance(points, list) and points and isinstance(points[0], dict) else None
        )
        if desk is None or not isinstance(asset, str) or asset not in desk.facts.assets.index:
            return no_update
        already = [each for each in chosen if isinstance(each, str)] if isinstance(chosen, list) else []
        return already if asset in already else [*already, asset]

    app.callback(
        Output("pick", "value"), Input("map", "clickData"), State("pick", "value"), prevent_initial_call=True,
    )(clicked)  # fmt: skip
    app.callback(Output("do-cut", "disabled"), Input("pick", "value"))(lambda chosen: not chosen)


def _cuts(app: Dash, move: Move) -> None:
    def cut(clicks: Any, chosen: Any, kept: Any, query: Any, past: Any) -> None:
        names = [each for each in chosen if isinstance(each, str)] if isinstance(chosen, list) else []
        if clicks and names:
            move(query, past, lambda state: state.with_cuts(names, _whole(kept)))
            set_props("pick", {"value": []})
            set_props("kept", {"value": 0})

    app.callback(
        Input("do-cut", "n_clicks"), State("pick", "value"), State("kept", "value"), HERE, PAST,
        prevent_initial_call=True,
    )(cut)  # fmt: skip

    def one(clicks: list[Any], kept: Any, query: Any, past: Any) -> None:
        asked = ctx.triggered_id
        if any(clicks) and isinstance(asked, dict):
            move(query, past, lambda state: state.with_cuts([str(asked["asset"])], _whole(kept)))

    app.callback(
        Input({"type": "cut-one", "asset": ALL}, "n_clicks"), State("kept", "value"), HERE, PAST,
        prevent_initial_call=True,
    )(one)  # fmt: skip

    def restore(clicks: list[Any], query: Any, past: Any) -> None:
        asked = ctx.triggered_id
        if any(clicks) and isinstance(asked, dict):
            move(query, past, lambda state: state.without(str(asked["asset"])))

    app.callback(
        Input({"type": "restore", "asset": ALL}, "n_clicks"), HERE, PAST, prevent_initial_call=True,
    )(restore)  # fmt: skip


def _window(app: Dash, move: Move) -> None:
    def window(start: Any, end: Any, price: Any, query: Any, past: Any) -> None:
        def change(state: NetState) -> NetState:
            return replace(state, start=_said(start), end=_said(end), price=_price(price))

        if ctx.triggered_id is not None:
            move(query, past, change)

    app.callback(
        Input("from", "value"), Input("to", "value"), Input("price", "value"), HERE, PAST, prevent_initial_call=True,
    )(window)  # fmt: skip

    def tried(clicks: list[Any], query: Any, past: Any) -> None:
        asked = ctx.triggered_id
        if any(clicks) and isinstance(asked, dict):
            move(query, past, lambda state: replace(state, price=_price(asked["price"])))

    app.callback(
        Input({"type": "try", "price": ALL}, "n_clicks"), HERE, PAST, prevent_initial_call=True,
    )(tried)  # fmt: skip


def _back(app: Dash, move: Move) -> None:
    def reset(clicks: Any, query: Any, past: Any) -> None:
        if clicks:
            move(query, past, lambda state: NetState(language=state.language))

    app.callback(Input("do-reset", "n_clicks"), HERE, PAST, prevent_initial_call=True)(reset)

    def undo(clicks: Any, past: Any) -> None:
        if clicks and isinstance(past, list) and past:
            set_props("where", {"search": str(past[-1])})
            set_props("past", {"data": past[:-1]})

    app.callback(Input("do-undo", "n_clicks"), PAST, prevent_initial_call=True)(undo)


def _search(app: Dash, networks: Networks) -> None:
    def steer(clicks: list[Any], query: Any) -> tuple[Any, Any]:
        desk, asked = networks.current(), ctx.triggered_id
        if not any(clicks) or not isinstance(asked, dict) or desk is None:
            return no_update, no_update
        state, wrong = read(desk.facts, query)
        try:
            if asked["do"] == "cancel" and desk.job is not None:
                desk.job.cancel()
            elif asked["do"] == "start" and not wrong:
                networks.search(desk, *asked_by(state))
        except LevierError as error:
            return html.P(say("failed", state.language).format(reason=error), role="alert"), no_update
        return no_update, False

    app.callback(
        Output("search", "children", allow_duplicate=True), Output("job-pulse", "disabled", allow_duplicate=True),
        Input({"type": "search", "do": ALL}, "n_clicks"), HERE, prevent_initial_call=True,
    )(steer)  # fmt: skip


def _said(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _price(value: Any) -> float | None:
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if found > 0 else None


def _whole(value: Any) -> int:
    try:
        return min(MOST_KEPT, max(0, int(value)))
    except (TypeError, ValueError, OverflowError):
        return 0
