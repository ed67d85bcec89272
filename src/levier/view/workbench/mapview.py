"""The map of an address: drawn for its family, overlaid with what its shock changes; its lines can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Input, Output, State, html, no_update

from levier.view.workbench.flowmap import overlay
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from dash import Dash

    from levier.view.words import Language
    from levier.view.workbench.context import Context, Shown
    from levier.view.workbench.desks import Desks
    from levier.view.workbench.state import State as Chosen

__all__ = ["overlay_of", "register_map", "titles"]


def register_map(app: Dash, desks: Desks) -> None:
    """Make the map follow the family, and its lines what is clicked."""
    _map(app, desks)
    _picking(app, desks)


def overlay_of(context: Context, shown: Shown, family: str) -> dict[str, Any] | None:
    """Return what the shock of a state changes on the map; None where nothing is cut."""
    if shown.answer is None or not family:
        return None
    groups = _cut_groups(context, shown)
    rates = shown.answer.rates
    base = context.map(family, shown.state.language)
    return {"family": family, **overlay(shown.page, base, rates["before"], rates["after"], groups)}


def titles(context: Context, state: Chosen, family: str) -> tuple[Any, Any, bool]:
    """Return the title of the map, its key, and whether the key is hidden."""
    if not family:
        return "", [], True
    language, page = state.language, context.page(state.language)
    lines = context.map(family, language).drawn.lines
    unit = lines[0].unit if lines else ""
    shocked = bool(state.cuts or state.shock)
    title = say("map_shock" if shocked else "map_base", language).format(
        family=page.names.family(family).capitalize(), year=context.desk.year, unit=unit
    )
    keys = [html.Li(say(f"key_{name}", language), className=name) for name in ("cut", "less", "more", "same")]
    return title, keys, not shocked


def _map(app: Dash, desks: Desks) -> None:
    def base(family: str | None, language: Language | None) -> Any:
        if not family or language is None or family not in desks.current().families():
            return no_update
        return desks.current().map(family, language).figure

    app.callback(
        Output("map-base", "data"), Input("family", "value"), State("language", "data"),
    )(base)  # fmt: skip


def _cut_groups(context: Context, shown: Shown) -> set[str]:
    """Return the physical things that are cut: by themselves, or by a joint limit they share."""
    assert shown.shock is not None  # noqa: S101 - asked of answers only
    table = context.desk.answers.flows
    chosen = {group for effect in shown.shock.effects for group in effect.select.group}
    return chosen | set(table.loc[table["slot"].isin(chosen), "group"])


def _picking(app: Dash, desks: Desks) -> None:
    """Tell which thing was clicked, and what it carries."""

    def clicked(data: dict[str, Any] | None, family: str | None, language: Language | None) -> Any:
        points = (data or {}).get("points") or [{}]
        trace = points[0].get("curveNumber")
        if not isinstance(trace, int) or language is None or family not in desks.current().families():
            return no_update
        return desks.current().map(str(family), language).group_at(trace) or no_update

    app.callback(
        Output("pick", "value"), Input("map", "clickData"), State("family", "value"), State("language", "data"),
        prevent_initial_call=True,
    )(clicked)  # fmt: skip

    def about(group: str | None, language: Language | None) -> tuple[Any, bool]:
        if not group or language is None or group not in desks.current().groups("en"):
            return [], True
        return _about(desks.current(), group, language), False

    app.callback(
        Output("picked-about", "children"), Output("do-cut", "disabled"), Input("pick", "value"),
        State("language", "data"),
    )(about)  # fmt: skip


def _about(context: Context, group: str, language: Language) -> list[Any]:
    """Say what a physical thing carries, with a link to each of its rows."""
    page, table = context.page(language), context.desk.answers.flows
    rows = table[table["group"] == group].sort_values("base", ascending=False).head(4)
    items = [
        html.Li([html.A(page.names.thing(row.asset), href=page.evidence.asset(row.asset)), ": ",
                 page.quantity(row.base, f"{row.unit}/a")])
        for row in rows.itertuples()
    ]  # fmt: skip
    return [html.Ul(items)] if items else []
