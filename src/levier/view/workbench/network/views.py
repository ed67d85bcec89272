"""What is shown of a network's address: shell, answer, map, components, chokepoints; each a callback."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Input, Output, State, html, no_update

from levier.errors import LevierError, UsageError
from levier.view.workbench.network.components import found_components
from levier.view.workbench.network.netmap import network_figure
from levier.view.workbench.network.places import plane_of
from levier.view.workbench.network.results import as_it_is, failed, results
from levier.view.workbench.network.searching import search_box
from levier.view.workbench.network.shell import nothing_here, shell
from levier.view.workbench.network.state import NetState, read_state, written
from levier.view.workbench.network.words import say
from levier.view.workbench.reading import language_of

if TYPE_CHECKING:
    from dash import Dash

    from levier.analysis.desk.network import NetworkAnswer, NetworkDesk, NetworkFacts
    from levier.view.words import Language
    from levier.view.workbench.network.places import Plane
    from levier.view.workbench.network.store import Networks

__all__ = ["read", "register_views"]


def register_views(app: Dash, networks: Networks) -> None:
    """Make everything follow the address."""
    for add in (_boot, _answer, _components, _search):
        add(app, networks)
    app.clientside_callback(
        ClientsideFunction("workbench", "copy"), Output("copied", "children"), Input("do-link", "n_clicks"),
        State("language", "data"), prevent_initial_call=True,
    )  # fmt: skip


def read(facts: NetworkFacts, query: object) -> tuple[NetState, str]:
    """Return the state of an address, or the usual one and what is wrong with the address."""
    text = query if isinstance(query, str) else ""
    try:
        return read_state(text, facts.assets.index), ""
    except UsageError as error:
        return NetState(language=language_of(text)), str(error)


def _boot(app: Dash, networks: Networks) -> None:
    def boot(query: str | None, drawn: str | None) -> tuple[Any, Any]:
        text = query if isinstance(query, str) else ""
        language = language_of(text)
        if drawn == language:
            return no_update, no_update
        desk = networks.current()
        if desk is None:
            return nothing_here(language), language
        try:
            return shell(desk.facts, _plane(desk), language, text), language
        except LevierError as error:
            return failed(str(error), language), language

    app.callback(
        Output("shell", "children"), Output("spoken", "data"), Input("address", "search"), State("spoken", "data"),
    )(boot)  # fmt: skip


def _answer(app: Dash, networks: Networks) -> None:
    def answered(query: str | None, past: list[str] | None) -> Any:
        desk = networks.current()
        if desk is None:
            language = language_of(query if isinstance(query, str) else "")
            return (html.P(say("none", language), role="alert"), *[no_update] * 9)
        facts = desk.facts
        state, wrong = read(facts, query)
        answer: NetworkAnswer | None = None
        try:
            if wrong:
                raise UsageError(wrong)
            body, answer = _body(desk, facts, state)
        except LevierError as error:
            body = [failed(str(error), state.language)]
        shown = answer if answer is not None and answer.solved else None
        controls = (state.start, state.end, "" if state.price is None else state.price)
        steps = (not past, not written(NetState(state.cuts, state.start, state.end, state.price)))
        title = say("map_base" if shown is None else "map_shock", state.language)
        figure = _figure(desk, facts, shown, state)
        return (body, figure, title, shown is None, _cut_list(state), *controls, *steps)

    targets = ("answer.children", "map.figure", "map-title.children", "map-key.hidden", "cuts.children", "from.value",
               "to.value", "price.value", "do-undo.disabled", "do-reset.disabled")  # fmt: skip
    app.callback(
        *(Output(*target.split(".")) for target in targets),
        Input("where", "search"), State("past", "data"),
    )(answered)  # fmt: skip


def _body(desk: NetworkDesk, facts: NetworkFacts, state: NetState) -> tuple[list[Any], NetworkAnswer | None]:
    shock = state.to_shock()
    if shock is None:
        return as_it_is(facts, state.language), None
    began = time.perf_counter()
    answer = desk.answer(shock, state.price)
    return results(answer, facts, time.perf_counter() - began, state.language), answer


def _plane(desk: NetworkDesk) -> Plane | None:
    found: Plane | None = desk.once("plane", lambda: plane_of(desk.facts))
    return found


def _figure(desk: NetworkDesk, facts: NetworkFacts, answer: NetworkAnswer | None, state: NetState) -> Any:
    plane = _plane(desk)
    if plane is None:
        return no_update
    return network_figure(facts, plane, answer, {cut.group for cut in state.cuts}, state.language)


def _cut_list(state: NetState) -> list[Any]:
    language, items = state.language, []
    for cut in state.cuts:
        how = say("is_kept", language).format(kept=cut.kept) if cut.kept else say("is_cut", language)
        label = {"aria-label": say("restore", language).format(name=cut.group)}
        button = html.Button("×", id={"type": "restore", "asset": cut.group}, className="restore", **label)
        items.append(html.Li([html.Span([cut.group, " ", html.Em(how)]), button]))
    return items or [html.Li(say("no_cuts", language), className="note")]


def _components(app: Dash, networks: Networks) -> None:
    def listed(words: Any, only: Any, language: Language | None) -> Any:
        desk = networks.current()
        if desk is None:
            return no_update
        return found_components(desk.facts, words, only, "fr" if language == "fr" else "en")

    app.callback(
        Output("found", "children"), Input("find", "value"), Input("only", "value"), State("language", "data"),
    )(listed)  # fmt: skip


def _search(app: Dash, networks: Networks) -> None:
    def shown(_: Any, query: str | None, seen: str | None) -> tuple[Any, Any, bool]:
        desk = networks.current()
        if desk is None:
            return [], "", True
        state, _wrong = read(desk.facts, query)
        job = desk.job
        running = job is not None and job.status == "running"
        mark = (
            "" if job is None else f"{job.status} {job.doing} {job.share} {int(job.seconds) if running else job.asked}"
        )
        mark = f"{mark} {written(NetState((), state.start, state.end, state.price, state.language))}"
        if mark == seen:
            return no_update, no_update, not running
        return search_box(job, state, desk.facts), mark, not running

    app.callback(
        Output("search", "children"), Output("searched", "data"), Output("job-pulse", "disabled"),
        Input("job-pulse", "n_intervals"), Input("where", "search"), State("searched", "data"),
    )(shown)  # fmt: skip
