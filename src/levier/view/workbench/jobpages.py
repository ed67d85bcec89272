"""Pages that need a job: what it found where it is done, its box where it is not; they follow address and pulse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import ALL, Input, Output, State, ctx, html, no_update

from levier.analysis.desk.asked import autonomy_question
from levier.errors import LevierError
from levier.view.workbench.askform import FIELDS, asked_of, autonomy_form, field_id
from levier.view.workbench.datapage import data_page
from levier.view.workbench.desks import this_session
from levier.view.workbench.jobbox import job_box
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
    _shown(app, desks, uploads)
    _steered(app, desks)
    _asked(app, desks)


def _shown(app: Dash, desks: Desks, uploads: Uploads) -> None:
    def shown(path: str | None, language: Language | None, _: Any, seen: str | None) -> tuple[Any, Any, bool, bool]:
        name = page_of(path)
        if name == "map" or language is None:
            return [], "", True, True
        context = desks.current()
        if name == DATA:
            mark = f"{name} {language}"
            return (no_update if mark == seen else _data(desks, uploads, language)), mark, False, True
        job = context.jobs.get(PAGES[name].job, this_session()) if PAGES[name].job else None
        running = job is not None and job.status == "running"
        mark = f"{name} {language}"
        if job is not None:
            mark = f"{mark} {job.key} {job.status} {int(job.seconds) if running else ''}"
        if mark == seen:
            return no_update, no_update, False, not running
        return _page(context, name, language), mark, False, not running

    app.callback(
        Output("page-other", "children"), Output("page-seen", "data"), Output("page-other", "hidden"),
        Output("job-pulse", "disabled"),
        Input("where", "pathname"), State("language", "data"), Input("job-pulse", "n_intervals"),
        State("page-seen", "data"),
    )(shown)  # fmt: skip


def _steered(app: Dash, desks: Desks) -> None:
    def steer(clicks: list[Any], language: Language | None) -> tuple[Any, Any]:
        asked = ctx.triggered_id
        if not any(clicks) or not isinstance(asked, dict) or asked["kind"] not in PAGES:
            return no_update, no_update
        jobs, kind = desks.current().jobs, PAGES[asked["kind"]].job
        try:
            if asked["do"] == "start":
                jobs.start(kind, this_session())
            else:
                jobs.cancel(kind, this_session())
        except LevierError as error:
            return html.P(say("job_failed", language or "en").format(reason=error), role="alert"), no_update
        return no_update, False

    app.callback(
        Output("page-other", "children", allow_duplicate=True),
        Output("job-pulse", "disabled", allow_duplicate=True),
        Input({"type": "job", "do": ALL, "kind": ALL}, "n_clicks"), State("language", "data"),
        prevent_initial_call=True,
    )(steer)  # fmt: skip


def _asked(app: Dash, desks: Desks) -> None:
    def ask(clicks: Any, *values: Any) -> tuple[Any, Any]:
        if not clicks:
            return no_update, no_update
        context, asked = desks.current(), asked_of(dict(zip(FIELDS, values, strict=True)))
        try:
            question, limit = autonomy_question(context.desk.answers.system, asked)
            clear = {
                "country": question.country, "carriers": list(question.families), "by": question.horizon,
                "months": question.months, "limit": limit, "sales": question.sales,
            }  # fmt: skip
            context.jobs.start("autonomy", this_session(), clear)
        except LevierError as error:
            return str(error), no_update
        return "", False

    app.callback(
        Output("ask-wrong", "children"), Output("job-pulse", "disabled", allow_duplicate=True),
        Input("ask-start", "n_clicks"),
        *(State(field_id(name), "checked" if name == "sales" else "value") for name in FIELDS),
        prevent_initial_call=True,
    )(ask)  # fmt: skip


def _page(context: Context, name: str, language: Language) -> list[Any]:
    session, base = this_session(), context.page(language)
    page = context.page_for(name, language, session)
    title = html.H1(base.say(PAGES[name].title))
    job = context.jobs.get(PAGES[name].job, session) if PAGES[name].job else None
    form = autonomy_form(base, job.asked if job else None) if PAGES[name].asks else None
    if page is None:
        return [title, job_box(job, name, language, form)]
    parts = context.parts_for(name, page, session)
    again = [] if form is None else [html.Details([html.Summary(say("ask_again", language)), *form], className="job")]
    return [title, *again, html.Section(parts or [html.P(say("nothing_here", language))])]


def _data(desks: Desks, uploads: Uploads, language: Language) -> list[Any]:
    shipped = desks.first.desk.source
    own = desks.current() is not desks.first
    parts = data_page(language, uploads.get(this_session()), own=own, shipped=shipped)
    return [html.H1(say("data", language)), html.Section(parts)]
