"""The part of the page about chokepoints: a button, progress, a way to end it, and what it found so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import html

from levier.view.quantities import plain, share
from levier.view.workbench.network.tables import in_parts, pairs_table, singles_table
from levier.view.workbench.network.words import say
from levier.view.workbench.render import table, tables

if TYPE_CHECKING:
    from levier.analysis.desk.network import NetworkFacts, SearchJob
    from levier.view.words import Language
    from levier.view.workbench.network.state import NetState

__all__ = ["asked_by", "search_box"]


def asked_by(state: NetState) -> tuple[str | None, str | None, float | None]:
    """Return window and price of a state, as a search is asked for."""
    return state.start or None, state.end or None, state.price


def search_box(job: SearchJob | None, state: NetState, facts: NetworkFacts) -> list[Any]:
    """Return the box of the search, and what it found so far."""
    language = state.language
    parts: list[Any] = [html.H2(say("chokepoints", language))]
    if job is None:
        return [*parts, html.P(say("search_about", language)), _button("start", "compute", language)]
    parts.append(html.P(_asked(job, language), className="note"))
    if job.status == "running":
        parts += _progress(job, language)
    elif job.status == "failed":
        parts.append(html.P(say("failed", language).format(reason=job.reason), role="alert"))
    elif job.status == "cancelled":
        parts.append(html.P(say("cancelled", language), role="status"))
    parts += _found(job, facts, language)
    if job.status in ("failed", "cancelled"):
        parts.append(_button("start", "compute", language))
    elif job.asked != asked_by(state):
        parts.append(_button("start", "compute_again", language))
    return parts


def _asked(job: SearchJob, language: Language) -> str:
    start, end, price = job.asked
    window = f"{start or '…'} – {end or '…'}" if start or end else say("whole", language)
    paid = say("no_price", language) if price is None else plain(price, language)
    return say("search_of", language).format(window=window, price=paid)


def _progress(job: SearchJob, language: Language) -> list[Any]:
    doing, seconds = say(f"doing_{job.doing}", language), int(job.seconds)
    if job.share is None:
        words = say("running", language).format(seconds=seconds, doing=doing)
        bar = dmc.Progress(value=100, animated=True, striped=True, **{"aria-label": doing})
    else:
        told = share(job.share, language)
        words = say("running_share", language).format(seconds=seconds, doing=doing, share=told)
        bar = dmc.Progress(value=round(100 * job.share, 1), **{"aria-label": doing})
    return [bar, html.P(words, role="status"), _button("cancel", "cancel", language)]


def _found(job: SearchJob, facts: NetworkFacts, language: Language) -> list[Any]:
    if job.singles is None:
        return []
    found = in_parts(singles_table(job, facts, language), len(job.singles), language)
    return [*tables(*found), *_pairs(job, language)]


def _pairs(job: SearchJob, language: Language) -> list[Any]:
    found = job.pairs
    if found is None:
        return [html.P(say("no_pairs", language))] if job.status == "done" else []
    assert job.singles is not None  # noqa: S101 - pairs are searched among them
    words = [
        say(found.guarantee, language).format(count=found.searched),
        say("of_sets", language).format(solved=found.solved, sets=found.combinations),
    ]
    left = len(job.singles) - found.searched
    words += [say("left_out", language).format(count=left)] if left else []
    return [table(pairs_table(job, language)), html.P(" ".join(words), className="note", id="certificate")]


def _button(do: str, words: str, language: Language) -> dmc.Button:
    variant = "filled" if do == "start" else "default"
    return dmc.Button(say(words, language), id={"type": "search", "do": do}, variant=variant)
