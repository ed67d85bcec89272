"""Pages that need a job: a button that starts it, its progress, a way to end it, then what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, html, no_update
from flask import request

from levier.errors import LevierError
from levier.view.workbench.datapage import data_page
from levier.view.workbench.desks import SESSION
from levier.view.workbench.nav import DATA, page_of
from levier.view.workbench.pages import PAGES
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from dash import Dash

    from levier.view.words import Language
    from levier.view.workbench.context import Context
    from levier.view.workbench.desks import Desks
    from levier.view.workbench.uploads import Uploads

__all__ = ["register_pages"]


def register_pages(app: Dash, desks: Desks, uploads: Uploads) -> None:
    """Make the pages beside the map follow the address and their jobs."""

    def shown(path: str | None, language: Language | None, _: Any, seen: str | None) -> tuple[Any, Any, bool, bool]:
        name = page_of(path)
        if name == "map" or language is None:
            return [], "", True, True
        context = desks.current()
        if name == DATA:
            mark = f"{name} {language}"
            return (no_update if mark == seen else _data(desks, uploads, language)), mark, False, True
        job = context.jobs.get(PAGES[name].job) if PAGES[name].job else None
        running = job is not None and job.status == "running"
        mark = f"{name} {language} {job.status if job else ''} {int(job.seconds) if job and running else ''}"
        if mark == seen:
            return no_update, no_update, False, not running
        return _page(context, name, language), mark, False, not running

    app.callback(
        Output("page-other", "children"), Output("page-seen", "data"), Output("page-other", "hidden"),
        Output("job-pulse", "disabled"),
        Input("where", "pathname"), State("language", "data"), Input("job-pulse", "n_intervals"),
        State("page-seen", "data"),
    )(shown)  # fmt: skip

    def steer(clicks: list[Any], language: Language | None) -> tuple[Any, Any]:
        asked = ctx.triggered_id
        if not any(clicks) or not isinstance(asked, dict) or asked["kind"] not in PAGES:
            return no_update, no_update
        jobs, kind = desks.current().jobs, PAGES[asked["kind"]].job
        try:
            if asked["do"] == "start":
                jobs.start(kind)
            else:
                jobs.cancel(kind)
        except LevierError as error:
            return html.P(say("job_failed", language or "en").format(reason=error), role="alert"), no_update
        return no_update, False

    app.callback(
        Output("page-other", "children", allow_duplicate=True),
        Output("job-pulse", "disabled", allow_duplicate=True),
        Input({"type": "job", "do": ALL, "kind": ALL}, "n_clicks"), State("language", "data"),
        prevent_initial_call=True,
    )(steer)  # fmt: skip


def _page(context: Context, name: str, language: Language) -> list[Any]:
    page = context.page_for(name, language)
    title = html.H1(context.page(language).say(PAGES[name].title))
    if page is not None:
        parts = context.once(("parts", name, language), lambda: PAGES[name].show(page))
        return [title, html.Section(parts)]
    return [title, _job(context, name, language)]


def _data(desks: Desks, uploads: Uploads, language: Language) -> list[Any]:
    session = request.cookies.get(SESSION, "")
    shipped = desks.first.desk.source
    own = desks.current() is not desks.first
    parts = data_page(language, uploads.get(session), own=own, shipped=shipped)
    return [html.H1(say("data", language)), html.Section(parts)]


def _job(context: Context, name: str, language: Language) -> html.Div:
    """Return the box of a job that is not done."""
    job = context.jobs.get(PAGES[name].job)
    parts: list[Any] = [html.P(say("job_about", language))]
    if job is not None and job.status == "running":
        words = say("job_running", language).format(
            seconds=int(job.seconds), doing=job.doing or say("job_starting", language)
        )
        bar = dmc.Progress(value=100, animated=True, striped=True, **{"aria-label": words})
        return html.Div([*parts, bar, html.P(words, role="status"), _button("cancel", name, language)], className="job")
    if job is not None and job.status == "failed":
        parts.append(html.P(say("job_failed", language).format(reason=job.reason), role="alert"))
    if job is not None and job.status == "cancelled":
        parts.append(html.P(say("job_cancelled", language), role="status"))
    return html.Div([*parts, _button("start", name, language)], className="job")


def _button(do: str, name: str, language: Language) -> dmc.Button:
    words = say("compute" if do == "start" else "cancel", language)
    variant = "filled" if do == "start" else "default"
    return dmc.Button(words, id={"type": "job", "do": do, "kind": name}, variant=variant)
