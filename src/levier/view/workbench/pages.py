"""The pages beside the map: the report's own sections, shown as they stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dash import html

from levier.view.cells import capital
from levier.view.charts import leverage_chart, residual_chart
from levier.view.sections import coverage, flows
from levier.view.sections.appendix import appendix
from levier.view.sections.autonomy import autonomy_sections
from levier.view.sections.backtest import backtest_section
from levier.view.sections.balance import balance_sections
from levier.view.sections.chokepoints import chokepoint_section
from levier.view.sections.claims import claim_section
from levier.view.sections.dependence import country_dependence, heat_table, security_grid
from levier.view.sections.leverage import leverage_section
from levier.view.sections.leverage_pair import pair_section
from levier.view.sections.pictured import Pictured
from levier.view.sections.power import power_sections
from levier.view.sections.risk import risk_about, risk_overview, risk_sections
from levier.view.sections.sanctions import sanction_sections
from levier.view.workbench.render import charts, inside, section, table, tables
from levier.view.workbench.wording import prose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from levier.view.cells import Chapter
    from levier.view.page import Page

__all__ = ["PAGES", "BenchPage"]

SOURCES = "rows-sources"


@dataclass(frozen=True)
class BenchPage:
    """One page.

    Attributes:
        title: key of its title.
        show: makes its parts of a page's answers.
        job: what must be computed first; blank: nothing.
        asks: whether a form says what is computed.
    """

    title: str
    show: Callable[[Page], list[Any]]
    job: str = ""
    asks: bool = False


def _balances(page: Page) -> list[Any]:
    shown, _, _ = flows.disagreements(page)
    parts: list[Any] = []
    for _, name, found in flows.balances(page):
        parts += [html.H2(capital(name)), *tables([found])] if found else []
    residuals = residual_chart(page, flows.families_of(page))
    return [*parts, html.H2(page.say("disagree")), charts([residuals], page.language), *tables([shown])]


def _dependence(page: Page) -> list[Any]:
    parts = tables([heat_table(page), security_grid(page)])
    for place, each in enumerate(country_dependence(page)):
        inner = [table(found, each.name) for found in (each.observed, each.structural) if found]
        parts.append(html.Details([html.Summary(html.H2(each.name)), *inner], open=place == 0, className="country"))
    return parts


def _leverage(page: Page) -> list[Any]:
    pair = page.answers.pair
    drawn = None if pair is None else leverage_chart(page, pair)
    parts = section(leverage_section(page))
    if pair is None:
        return parts
    return [*parts, html.H2(page.say("pair")), charts([drawn], page.language), *section(pair_section(page))]


def _chapters(page: Page, chapters: Sequence[Chapter]) -> list[Any]:
    parts: list[Any] = []
    for each in chapters:
        pictures = each.charts if isinstance(each, Pictured) else (each.chart,)
        told = [html.Li(inside(words)) for words in each.told] if isinstance(each, Pictured) else []
        parts += [html.H2(capital(each.name)), *([html.Ul(told)] if told else [])]
        parts += [charts(pictures, page.language), *section(each.section, each.name)]
    return parts


def _risk(page: Page) -> list[Any]:
    about = [html.P(prose(words)) for words in risk_about(page, page.answers.risk)]
    overview = tables(risk_overview(page, page.answers.risk))
    return [*about, *overview, *_chapters(page, risk_sections(page, page.answers.risk))]


def _sources(page: Page) -> list[Any]:
    return tables([found for name, _, found in appendix(page) if name == SOURCES])


PAGES = {
    "dependence": BenchPage("dependence", _dependence, "dependence"),
    "chokepoints": BenchPage("chokepoints", lambda page: section(chokepoint_section(page)), "chokepoints"),
    "leverage": BenchPage("leverage", _leverage, "leverage"),
    "sanctions": BenchPage(
        "sanctions", lambda page: _chapters(page, sanction_sections(page, page.answers.sanctions)), "sanctions"
    ),
    "power": BenchPage("bargaining", lambda page: _chapters(page, power_sections(page, page.answers.power)), "power"),
    "autonomy": BenchPage(
        "autonomy",
        lambda page: _chapters(page, autonomy_sections(page, page.answers.autonomy)),
        "autonomy",
        asks=True,
    ),
    "risk": BenchPage("risk", _risk, "risk"),
    "balance": BenchPage(
        "balance_ties", lambda page: _chapters(page, balance_sections(page, page.answers.balance)), "balance"
    ),
    "backtest": BenchPage("backtest", lambda page: section(backtest_section(page)), "backtest"),
    "claims": BenchPage("claims", lambda page: section(claim_section(page)), "claims"),
    "balances": BenchPage("balances", _balances),
    "coverage": BenchPage(
        "coverage",
        lambda page: tables([coverage.coverage(page), coverage.fit(page)], [coverage.estimates(page)]),
    ),
    "sources": BenchPage("rows_sources", _sources),
}
"""Pages by the path they stand at."""
