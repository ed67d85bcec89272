"""The box of a job that is not done: what it does and how far it is, why it stopped, a button to start or end it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import html

from levier.view.workbench.progress import bar
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from levier.analysis.desk import Job, Told
    from levier.view.words import Language

__all__ = ["doing", "job_box"]


def doing(told: Told | None, language: Language) -> str:
    """Say what a job does.

    >>> from levier.analysis.desk import Told
    >>> doing(Told("claims", "", 3, 12), "en"), doing(None, "fr")
    ('claims: 3 of 12', 'démarrage')
    """
    if told is None:
        return say("job_starting", language)
    what = say(f"doing_{told.what}", language).format(about=told.about)
    if told.total <= 0:
        return what
    return say("job_of", language).format(what=what, done=told.done, total=told.total)


def job_box(job: Job | None, name: str, language: Language, form: list[Any] | None = None) -> html.Div:
    """Return the box.

    Args:
        job: the session's last of this kind; None: it asked for none.
        name: of the page.
        language: of the words.
        form: what is asked before it starts; it stands in the place of the plain button.
    """
    about = html.P(say("job_about", language))
    if job is not None and job.status == "running":
        words, told = doing(job.told, language), job.told
        shown = bar(told.done, told.total, words) if told is not None else bar(0, 0, words)
        seconds = say("job_running", language).format(seconds=int(job.seconds))
        return html.Div(
            [about, shown, html.P(words, role="status"), html.P(seconds, className="note"),
             _button("cancel", name, language)],
            className="job",
        )  # fmt: skip
    parts: list[Any] = [about]
    if job is not None and job.status == "failed":
        parts.append(html.P(say("job_failed", language).format(reason=job.reason), role="alert"))
    if job is not None and job.status == "cancelled":
        parts.append(html.P(say("job_cancelled", language), role="status"))
    return html.Div([*parts, *(form if form is not None else [_button("start", name, language)])], className="job")


def _button(do: str, name: str, language: Language) -> dmc.Button:
    words = say("compute" if do == "start" else "cancel", language)
    variant = "filled" if do == "start" else "default"
    return dmc.Button(words, id={"type": "job", "do": do, "kind": name}, variant=variant)
