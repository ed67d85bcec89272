"""What the package covers, how well the reports fit, what is estimated, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from levier.view.cells import Cell, Column, Row, Table, capital, text

if TYPE_CHECKING:
    from levier.view.page import Page

__all__ = ["coverage", "estimates", "fit", "left_out"]

GAPS = "GAPS.md"
TOP_LEVEL = 2


def coverage(page: Page) -> Table:
    """Return one row a system: network or table, rows, sources, years."""
    say = page.say
    rows = []
    for row in page.answers.coverage.to_dict("records"):
        network = row["kind"] == "network"
        name = page.names.family(row["system"]) if network else page.fixed("covers", row["system"])
        cells = [text(capital(name)), text(say("network" if network else "table_only"))]
        cells += [page.number(row["rows"]), page.number(row["sources"]), text(row["years"] or "–")]
        rows.append(Row(cells))
    columns = [Column(say("system")), Column(say("kind")), Column(say("row_count"), "num")]
    columns += [Column(say("sources"), "num"), Column(say("years"))]
    return Table(say("covered"), columns, rows)


def fit(page: Page) -> Table:
    """Return one row a family: reports in use, share within one and two sigmas, flagged."""
    rows = []
    for row in page.answers.fit.to_dict("records"):
        cells = [text(page.names.family(row["family"]).capitalize())]
        cells += [page.number(row[key], "#disagree") for key in ("reports", "sources")]
        cells += [page.share(row[key], "#disagree") for key in ("within_1", "within_2")]
        rows.append(Row([*cells, page.number(row["flagged"], "#disagree")]))
    keys = ("reports", "sources", "within_1", "within_2", "flagged")
    columns = [Column(page.say("carrier")), *(Column(page.say(key), "num") for key in keys)]
    return Table(f"{page.say('fit')}, {page.answers.system.year}", columns, rows)


def estimates(page: Page) -> Table:
    """Return the flows with an estimated parameter, and what is estimated."""
    flows = page.answers.flows
    flows = flows[flows["estimate"] != ""].drop_duplicates(["name_en", "estimate"])
    rows = [
        Row([Cell(page.names.thing(row.asset), href=page.evidence.asset(row.asset)), page.noted(row.estimate)])
        for row in flows.itertuples()
    ]
    return Table(page.say("estimates"), [Column(page.say("flow")), Column(page.say("estimated"))], rows)


def left_out(page: Page) -> str:
    """Return what the package says is missing, as HTML made of its notes; markup inside the notes stays text."""
    package = page.answers.system.package
    raw = package.extras.get(GAPS)
    if raw is None and package.path.is_dir() and (package.path / GAPS).is_file():
        raw = (package.path / GAPS).read_bytes()
    if raw is None:
        return ""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink"])
    tokens = parser.parse(raw.decode("utf-8", errors="replace"))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + TOP_LEVEL)}"
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html
