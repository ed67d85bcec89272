"""The opening: what the report is about, and the few figures a reader came for."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

from levier.view.cells import Column, Row, Table, text
from levier.view.evidence import anchor
from levier.view.sections.bases import balance_basis, ways_basis
from levier.view.sections.stress import shock_anchor, shock_name

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.stress import StressAnswer
    from levier.view.page import Page

__all__ = ["Figure", "Opening", "opening"]

COUNTRY, FAMILY, DIRECTION, NEIGHBOUR, PIPELINE = "KZ", "crude", "exports", "RU", "cpc"
CLOSURES = {("cpc",), ("cpc_spm",)}
BEARERS = 3
SEEN, LEAST = 0.01, 0.01


@dataclass(frozen=True)
class Figure:
    """A headline figure: what is read, what it says, and where it comes from."""

    value: str
    label: str
    href: str


@dataclass(frozen=True)
class Opening:
    """The opening of the report."""

    figures: list[Figure]
    press: list[tuple[str, str]]
    claims: list[tuple[str, str]]
    as_of: Table


def opening(page: Page) -> Opening:
    """Return the headline figures that the answers hold, the press claim beside them, and the as-of dates."""
    figures = [*_observed(page), *_structural(page), *_closed(page)]
    return Opening(figures, _press(page), _claims(page), _as_of(page))


def _about(table: pd.DataFrame) -> pd.DataFrame:
    return table[(table["country"] == COUNTRY) & (table["family"] == FAMILY) & (table["direction"] == DIRECTION)]


def _share(page: Page, dimension: str, key: str) -> float | None:
    table = _about(page.answers.observed)
    found = table[(table["dimension"] == dimension) & (table["key"] == key)]
    return float(found["share"].iloc[0]) if len(found) else None


def _observed(page: Page) -> list[Figure]:
    found = []
    for dimension, key, label in (("group", PIPELINE, "through_cpc"), ("territory", NEIGHBOUR, "through_russia")):
        value = _share(page, dimension, key)
        if value is not None:
            href = ways_basis(page, FAMILY, dimension, key)
            found.append(Figure(page.percent(value), page.say(label), href))
    return found


def _structural(page: Page) -> list[Figure]:
    table = _about(page.answers.structural)
    lost = table[table["closed"] == NEIGHBOUR].set_index("capacity")["lost_share"]
    if not {"effective", "paper"} <= set(lost.index):
        return []
    shares = f"{page.percent(lost['effective'])} / {page.percent(lost['paper'])}"
    return [Figure(shares, page.say("not_rerouted"), balance_basis(page, COUNTRY, FAMILY))]


def closed_pipeline(page: Page) -> StressAnswer | None:
    """Return the answer to the shock that closes the main pipeline, if it was run."""
    for answer in page.answers.stresses:
        effects = answer.shock.effects
        if len(effects) == 1 and effects[0].kind == "cut" and effects[0].select.group in CLOSURES:
            return answer
    return None


def _closed(page: Page) -> list[Figure]:
    answer = closed_pipeline(page)
    if answer is None:
        return []
    href = f"#{shock_anchor(answer.shock)}"
    name = shock_name(page, answer.shock)
    found = []
    volumes = answer.countries
    lost = volumes[(volumes["country"] == COUNTRY) & (volumes["family"] == FAMILY)]
    if len(lost):
        row = lost.iloc[0]
        label = f"{name}: {page.say('output_less')}"
        found.append(Figure(page.quantity(row["output_lost"], row["unit"]), label, href))
    size = answer.by_country["loss"].abs()
    borne = answer.by_country[size > max(SEEN, LEAST * float(size.max()))].head(BEARERS)
    who = ", ".join(f"{page.names.country(row.country)} {page.money(row.loss)}" for row in borne.itertuples())
    found.append(Figure(page.money(answer.loss), f"{name}: {page.say('loss_borne')} {who}", href))
    days = answer.storages["days_to_full"].dropna()
    if len(days):
        value = f"{page.number(days.min()).text} {page.say('days')}"
        found.append(Figure(value, f"{name}: {page.say('shut_in')}", href))
    return found


def _press(page: Page) -> list[tuple[str, str]]:
    """Explain the number of the press beside ours, in pieces of text and link; nothing where we have none."""
    pipe, land = _share(page, "group", PIPELINE), _share(page, "territory", NEIGHBOUR)
    if pipe is None or land is None:
        return []
    figures = {
        "pipe": (page.percent(pipe), ways_basis(page, FAMILY, "group", PIPELINE)),
        "land": (page.percent(land), ways_basis(page, FAMILY, "territory", NEIGHBOUR)),
    }
    pieces = []
    for words, name, _, _ in Formatter().parse(page.say("press")):
        pieces.append((words, ""))
        if name:
            pieces.append(figures[name])
    return pieces


def _claims(page: Page) -> list[tuple[str, str]]:
    """Return the rows of the claims table on this share: who said it, and the link to the source."""
    claims = page.answers.system.package.tables.get("claims")
    if claims is None:
        return []
    through = (claims["check"] == "dependence") & claims["arguments"].str.contains(f"key={NEIGHBOUR}")
    chosen = claims[through & claims["paraphrase"].str.contains("fifths|80")]
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
