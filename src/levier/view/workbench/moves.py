"""What controls do: each leads from the state in the address to another one, which is put into the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dash import ALL, Input, State, ctx, set_props

from levier.errors import UsageError
from levier.view.workbench.reading import usual_family
from levier.view.workbench.state import State as Chosen
from levier.view.workbench.state import written

if TYPE_CHECKING:
    from dash import Dash

    from levier.view.workbench.desks import Desks

__all__ = ["register_moves"]

REMEMBERED = 100
HERE, PAST = State("where", "search"), State("past", "data")


Move = Callable[[str, "list[str] | None", Callable[[Chosen], Chosen]], None]


def register_moves(app: Dash, desks: Desks) -> None:
    """Make the controls work."""

    def move(query: str | None, past: list[str] | None, change: Callable[[Chosen], Chosen]) -> None:
        """Put the changed state into the address; leave it if it says the same already."""
        query, context = query or "", desks.current()
        try:
            state = context.state(query)
        except UsageError:
            state = Chosen()
        target = written(change(state))
        if target == written(state):
            return
        context.state(target)
        set_props("where", {"search": target})
        set_props("past", {"data": [*(past or []), query][-REMEMBERED:]})

    _cuts(app, move)
    _window(app, move, desks)
    _choices(app, move, desks)
    _back(app, move)


def _cuts(app: Dash, move: Move) -> None:
    def cut(_: Any, group: str | None, kept: Any, query: str, past: list[str]) -> None:
        if group and ctx.triggered_id == "do-cut":
            move(query, past, lambda state: state.with_cut(group, _whole(kept, 0)))
            set_props("pick", {"value": None})
            set_props("kept", {"value": 0})

    app.callback(Input("do-cut", "n_clicks"), State("pick", "value"), State("kept", "value"), HERE, PAST)(cut)

    def restore(clicks: list[Any], query: str, past: list[str]) -> None:
        if any(clicks) and isinstance(ctx.triggered_id, dict):
            group = str(ctx.triggered_id["group"])
            move(query, past, lambda state: state.without(group))

    app.callback(Input({"type": "restore", "group": ALL}, "n_clicks"), HERE, PAST)(restore)


def _window(app: Dash, move: Move, desks: Desks) -> None:
    def window(start: Any, months: Any, recovery: Any, query: str, past: list[str]) -> None:
        def change(state: Chosen) -> Chosen:
            own = desks.current().shocks().get(state.shock)
            before = state.window(own)
            begin: Any = start if start == "peak" else _whole(start, 1)
            return state.in_window((begin, _whole(months, before[1]), _whole(recovery, 0)), own)

        if ctx.triggered_id is not None:
            move(query, past, change)

    app.callback(
        Input("start", "value"), Input("months", "value"), Input("recovery", "value"), HERE, PAST,
        prevent_initial_call=True,
    )(window)  # fmt: skip

    def own_window(clicks: Any, query: str, past: list[str]) -> None:
        if clicks:
            move(query, past, lambda state: replace(state, start=None, months=None, recovery=None))

    app.callback(Input("do-window", "n_clicks"), HERE, PAST, prevent_initial_call=True)(own_window)


def _choices(app: Dash, move: Move, desks: Desks) -> None:
    def family(value: str | None, query: str, past: list[str]) -> None:
        if value and ctx.triggered_id is not None:
            context = desks.current()
            move(
                query, past, lambda state: replace(state, family="" if value == usual_family(context, state) else value)
            )

    app.callback(Input("family", "value"), HERE, PAST, prevent_initial_call=True)(family)

    def ready(value: str | None, query: str, past: list[str]) -> None:
        if ctx.triggered_id is not None:
            move(query, past, lambda state: state.with_shock(value or ""))

    app.callback(Input("ready", "value"), HERE, PAST, prevent_initial_call=True)(ready)


def _back(app: Dash, move: Move) -> None:
    def reset(clicks: Any, query: str, past: list[str]) -> None:
        if clicks:
            move(query, past, Chosen.cleared)

    app.callback(Input("do-reset", "n_clicks"), HERE, PAST, prevent_initial_call=True)(reset)

    def undo(clicks: Any, past: list[str] | None) -> None:
        if clicks and past:
            set_props("where", {"search": str(past[-1])})
            set_props("past", {"data": past[:-1]})

    app.callback(Input("do-undo", "n_clicks"), PAST, prevent_initial_call=True)(undo)


def _whole(value: Any, otherwise: int) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return otherwise
