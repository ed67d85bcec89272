"""The first page: what stands out, a small map, how far to trust it, and what it does not say."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from levier.analysis.findings import leading_trade, scope_of
from levier.dataset import headline_of
from levier.view.cells import Column, Row, Table, capital, text
from levier.view.evidence import anchor
from levier.view.map import network_map
from levier.view.responsive import map_html
from levier.view.sections.bases import ways_basis
from levier.view.sections.front import Line, front_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.analysis.backtest import Scorecard
    from levier.dataset import Headline
    from levier.view.page import Page

__all__ = ["Opening", "SmallMap", "opening"]

SILENT = ("front_silent_chance", "front_silent_world", "front_silent_time")
LINKED = (("front_left_out", "left-out"), ("front_not_computed", "omitted"))
"""Pages on what is missing, with their anchors."""
CREDIT_PX = 12
"""Height of a line of the map's credits."""


@dataclass(frozen=True)
class SmallMap:
    """The map of the first page, and its title."""

    title: str
    html: Markup


@dataclass(frozen=True)
class Opening:
    """The first page.

    Attributes:
        lines: what stands out.
        scope: what of the system the lines cannot speak of.
        map: None where no family moves from place to place.
        trust: how far to trust it, each sentence with the anchor of its section.
        silent: what the report does not say; more: pages on what is missing, titles with anchors.
        press: a paragraph in pieces of text and link; claims: rows of claims beside it, with the link to the source.
        as_of: last day reported, by carrier.
    """

    lines: list[Line]
    scope: list[str]
    map: SmallMap | None
    trust: list[tuple[str, str]]
    silent: list[str]
    more: list[tuple[str, str]]
    press: list[tuple[str, str]]
    claims: list[tuple[str, str]]
    as_of: Table


def opening(page: Page) -> Opening:
    """Return the first page; what has no answer is not on it."""
    asked = headline_of(page.answers.system.package.extras)
    more = [(page.say(key), target) for key, target in LINKED]
    return Opening(
        front_lines(page),
        _scope(page),
        _map(page, asked),
        [*_fit(page), _backtest(page), _samples(page)],
        [page.say(key) for key in SILENT],
        more,
        _press(page, asked),
        _claims(page, asked),
        _as_of(page),
    )


def _scope(page: Page) -> list[str]:
    """Say which carriers are missing and why, and how many shocks have no answer."""
    scope, year = scope_of(page.answers), page.answers.system.year
    reasons = page.semicolon.join(
        page.fill("front_scope_reports", families=_families(page, families), reports=reports, ends=ends)
        for families, reports, ends in scope.reports
    )
    said = [
        page.fill(key, families=_families(page, families), year=year, reasons=reasons)
        for key, families in (("front_scope_missing", scope.missing), ("front_scope_parts", scope.parts))
        if families
    ]
    if scope.failed:
        said.append(page.fill("front_scope_shocks", shocks=scope.shocks, failed=scope.failed))
    return said


def _families(page: Page, families: Sequence[str]) -> str:
    return ", ".join(page.names.family(family) for family in families)


def _map(page: Page, asked: Headline) -> SmallMap | None:
    """Draw the family that the package names, else that of the leading trade."""
    trade = leading_trade(page.answers)
    family = asked.map or (trade[1] if trade else "")
    flows = page.answers.flows
    chosen = flows[(flows["kind"] == "corridor") & (flows["family"] == family)]
    if not (chosen["base"] > 0).any():
        return None
    figure = network_map(
        chosen.assign(unit=[f"{unit}/a" for unit in chosen["unit"]]),
        page.answers.system.package.table("places"),
        family=family,
        language=page.language,
    )
    _without_key(figure)
    title = capital(page.say("front_map").format(family=page.names.family(family), year=page.answers.system.year))
    return SmallMap(title, Markup(map_html(figure, "map-front")))  # noqa: S704 - Plotly escapes what stands in its JSON


def _without_key(figure: Any) -> None:
    """Take the key away, and the room it needs: the large map has it."""
    fitting = figure.layout.meta["levier"]
    for size in fitting["sizes"]:
        size["bottom"] = CREDIT_PX * (1 + str(size["annotations"][-1]["text"]).count("<br>")) + CREDIT_PX
    figure.update_layout(showlegend=False, meta={"levier": fitting})


def _fit(page: Page) -> list[tuple[str, str]]:
    """Say how well the reports fit, all families together."""
    table = page.answers.fit[page.answers.fit["within_2"].notna()]
    count = int(table["reports"].sum())
    if not count:
        return []
    within = round(float((table["within_2"] * table["reports"]).sum()))
    said = page.say("front_fit").format(within=within, count=count, flagged=int(table["flagged"].sum()))
    return [(said, "disagree")]


def _backtest(page: Page) -> tuple[str, str]:
    card = page.answers.backtest
    if card is None or card.events.empty:
        return page.say("front_no_backtest"), "backtest"
    told = card.headline
    said = page.fill("front_backtest", events=told["events"], strict=_strict(page, card), **_errors(page, told))
    return said, "backtest"


def _strict(page: Page, card: Scorecard) -> str:
    """Say how far off it was on the events that lean on nothing published later; nothing where those are all."""
    told = card.without_hindsight
    if told["events"] in (0, card.headline["events"]):
        return ""
    return page.say("front_strict").format(events=told["events"], **_errors(page, told))


def _errors(page: Page, told: Mapping[str, float]) -> dict[str, str]:
    named = {"error": "error", "nothing": "error_nothing", "inside": "inside"}
    return {name: page.share(told[key]).text for name, key in named.items()}


def _samples(page: Page) -> tuple[str, str]:
    found = page.answers.uncertainty
    if found is None:
        return page.say("front_no_samples"), "intervals"
    return page.say("front_samples").format(samples=found.samples), "intervals"


def _press(page: Page, asked: Headline) -> list[tuple[str, str]]:
    """Explain the number of the press beside ours, in pieces of text and link; nothing where we have none."""
    if asked.press is None:
        return []
    table = page.answers.observed
    mine = (table["country"] == asked.country) & (table["family"] == asked.family)
    table = table[mine & (table["direction"] == asked.direction)]
    figures = {}
    for name, share in asked.shares.items():
        found = table[(table["dimension"] == share.dimension) & (table["key"] == share.key)]
        if len(found):
            href = ways_basis(page, asked.family, share.dimension, share.key)
            figures[name] = (page.percent(float(found["share"].iloc[0])), href)
    if not asked.press.names() <= set(figures):
        return []
    pieces: list[tuple[str, str]] = []
    for before, key, _, _ in Formatter().parse(getattr(asked.press, page.language)):
        pieces += [(before, ""), *([figures[key]] if key else [])]
    return pieces


def _claims(page: Page, asked: Headline) -> list[tuple[str, str]]:
    """Return the claims that the package puts beside the paragraph: who said it, and the link to the source."""
    claims = page.answers.system.package.tables.get("claims")
    if claims is None:
        return []
    chosen = claims[claims["id"].isin(asked.claims)]
    return [
        (str(row.paraphrase), f"#{anchor('source', source)}")
        for row in chosen.itertuples()
        for source in page.evidence.cite(row.sources)
    ]


def _as_of(page: Page) -> Table:
    rows = [
        Row([text(page.names.family(row.family)), text(row.last_report), page.number(row.reports)])
        for row in page.answers.as_of.itertuples()
    ]
    columns = [Column(page.say("carrier")), Column(page.say("last_report")), Column(page.say("reports_all"), "num")]
    return Table(page.say("as_of"), columns, rows, kind="narrow")
