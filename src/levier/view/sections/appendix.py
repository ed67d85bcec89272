"""The rows behind the figures: sums, assets, joint limits, reports, prices, stakes, sources."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from levier.dataset import split
from levier.system.deck import price_rows
from levier.view.cells import Cell, Column, Record, Row, Table, text
from levier.view.evidence import anchor
from levier.view.sections.flows import report_row, source_cell

if TYPE_CHECKING:
    from levier.view.page import Page

__all__ = ["appendix"]

ASSETS = ("supplies", "demands", "markets", "storages", "corridors", "converters")
ELSEWHERE = {"id", "name_en", "name_fr", "sources", "note", "estimate"}
"""Fields of a row that have a column of their own, or stand in its name."""
REFERENCES = {"slot": "slot", "price": "price", "tariff_price": "price"}


def appendix(page: Page) -> list[tuple[str, str, Table]]:
    """Return the tables of the appendix: anchor, title, table. Sources come last: all others cite them."""
    tables = [
        ("rows-sums", "rows_sums", _bases(page)),
        ("rows-assets", "rows_assets", _assets(page)),
        ("rows-slots", "rows_slots", _slots(page)),
        ("rows-reports", "rows_reports", _reports(page)),
        ("rows-prices", "rows_prices", _prices(page)),
        ("rows-stakes", "rows_stakes", _stakes(page)),
    ]
    tables.append(("rows-sources", "rows_sources", _sources(page)))
    return [(name, page.say(title), table) for name, title, table in tables if table]


def _bases(page: Page) -> Table:
    rows = []
    for basis in page.evidence.bases.values():
        links = [Cell(page.names.thing(name), href=page.evidence.asset(name)) for name in basis.assets]
        links += [Cell(name, href=f"#{anchor('price', name)}") for name in basis.prices]
        links += [Cell(name, href=f"#{anchor('stake', name)}") for name in basis.stakes]
        cells = [Cell(basis.title, small=basis.how), Cell(parts=tuple(links), kind="inline")]
        rows.append(Row(cells, anchor=basis.anchor))
    return Table(page.say("rows_sums"), [Column(page.say("figure")), Column(page.say("rests_on"))], rows)


def _columns(page: Page, *keys: str) -> list[Column]:
    return [Column(page.say(key), "num" if key in ("reported", "reconciled", "residual") else "") for key in keys]


def _assets(page: Page) -> Table:
    records = _records(page, ASSETS)
    said = {str(row["id"]): _short(page, row) for row in page.answers.disagreements.to_dict("records")}
    rows = []
    for flow in page.answers.flows.to_dict("records"):
        name = str(flow["asset"])
        table, record = records.get(name.partition(":")[0], (str(flow["table"]), flow))
        reports = page.evidence.reports_of.get(name, [])
        links = tuple(Cell(said[each], href=page.evidence.report(each)) for each in reports)
        says = Cell(parts=links, kind="inline") if links else Cell(page.say("follows"), kind="quiet")
        rows.append(
            Row(
                [
                    Cell(page.names.thing(name), small=f"{table}.csv: {name}"),
                    _stated(page, record),
                    _remarks(page, record),
                    says,
                    source_cell(page, record["sources"]),
                ],
                anchor=anchor("asset", name),
            )
        )
    return Table(page.say("rows_assets"), _columns(page, "row", "states", "remarks", "reports", "sources"), rows)


def _slots(page: Page) -> Table:
    records = _records(page, ("slots",))
    used = [str(name) for name in page.answers.system.topology.slots.index]
    rows = [
        Row(
            [
                Cell(page.names.thing(name), small=f"slots.csv: {name}"),
                _stated(page, records[name][1]),
                _remarks(page, records[name][1]),
                source_cell(page, records[name][1]["sources"]),
            ],
            anchor=anchor("slot", name),
        )
        for name in used
        if name in records
    ]
    return Table(page.say("rows_slots"), _columns(page, "row", "states", "remarks", "sources"), rows)


def _records(page: Page, tables: tuple[str, ...]) -> dict[str, tuple[str, Record]]:
    """Return the rows that hold in the base year, by id, with the table each stands in."""
    package, year = page.answers.system.package, page.answers.system.year
    found = {}
    for table in tables:
        for record in package.valid(table, date(year, 1, 1), date(year + 1, 1, 1)).to_dict("records"):
            found[str(record["id"])] = (table, record)
    return found


def _stated(page: Page, record: Record) -> Cell:
    """Return a row's own cells, as the tables have them: with the names of their fields, which are English."""
    parts = []
    for field, value in record.items():
        if field in ELSEWHERE or value is None or value == "" or (isinstance(value, float) and pd.isna(value)):
            continue
        shown = f"{value:g}" if isinstance(value, float) else str(value)
        target = REFERENCES.get(field)
        href = f"#{anchor(target, split(value)[0])}" if target and split(value) else ""
        parts.append(Cell(f"{field.replace('_', ' ')}: {shown}", href=href, lang=page.foreign))
    return Cell(parts=tuple(parts), kind="inline stated")


def _short(page: Page, row: Record) -> str:
    """Say a report in a few words: its period and its value."""
    return f"{page.period(row['period'])}{page.colon} {page.quantity(row['reported'], str(row['unit']))}"


def _remarks(page: Page, record: Record) -> Cell:
    estimate = record.get("estimate", "")
    parts = []
    if estimate:
        lead = page.say("estimated_as")
        parts.append(Cell(f"{lead} {estimate}", kind="mark-text", runs=((f"{lead} ", ""), (estimate, page.foreign))))
    if record.get("note", ""):
        parts.append(page.noted(record["note"]))
    return Cell(parts=tuple(parts), kind="lines")


def _reports(page: Page) -> Table:
    given = page.answers.system.package.table("observations").set_index("id")
    rows = []
    for record in page.answers.disagreements.sort_values(["family", "subject", "period"]).to_dict("records"):
        row = report_row(page, record)
        original = given.loc[record["id"]] if record["id"] in given.index else None
        said = "" if original is None else f"{original['value']:g} {original['unit']}"
        lead = Cell(row.cells[0].text, small=f"observations.csv: {record['id']}")
        weight = Cell(f"± {page.percent(record['relative'])}", small=page.fixed("kind", record["kind"]), kind="num")
        cells = [
            lead,
            row.cells[1],
            Cell(said, kind="num"),
            *row.cells[2:6],
            weight,
            row.cells[6],
            page.noted(record["note"]),
        ]
        rows.append(Row(cells, anchor=anchor("report", record["id"]), kind=row.kind))
    keys = ("report", "period", "said", "reported", "reconciled", "unit", "residual", "uncertainty", "sources", "note")
    return Table(page.say("rows_reports"), _columns(page, *keys), rows)


def _prices(page: Page) -> Table:
    system = page.answers.system
    table = price_rows(system.package, system.year)
    corridors = system.package.table("corridors")
    used = set(page.answers.flows["price"]) | set(corridors["tariff_price"]) | set(table.index[table["place"] != ""])
    rows = []
    for row in table[table.index.isin(used)].reset_index().to_dict("records"):
        cells = [
            Cell(str(row["id"]), small="prices.csv"),
            text(row["year_of"]),
            *(page.number(row[deck]) for deck in ("low", "base", "high")),
            text(row["unit"]),
            text(page.fixed("kind", row["kind"])),
            _remarks(page, row),
            source_cell(page, row["sources"]),
        ]
        rows.append(Row(cells, anchor=anchor("price", row["id"])))
    columns = [Column(page.say("price")), Column(page.say("year"))]
    columns += [Column(page.say(f"deck_{deck}"), "num") for deck in ("low", "base", "high")]
    columns += _columns(page, "unit", "kind", "remarks", "sources")
    return Table(page.say("rows_prices"), columns, rows)


def _stakes(page: Page) -> Table:
    used = {stake for basis in page.evidence.bases.values() for stake in basis.stakes}
    table = page.answers.system.package.table("stakes")
    rows = []
    for row in table[table["id"].isin(used)].to_dict("records"):
        span = " – ".join(page.period(row[end]) if row[end] else "…" for end in ("from", "to"))
        cells = [
            Cell(page.names.thing(row["owner"]), small=f"stakes.csv: {row['id']}"),
            text(page.names.thing(row["holding"])),
            page.number(row["share"]),
            text(page.fixed("kind", row["kind"])),
            text(span if row["from"] or row["to"] else "–"),
            page.noted(row["note"]),
            source_cell(page, row["sources"]),
        ]
        rows.append(Row(cells, anchor=anchor("stake", row["id"])))
    keys = ("holder", "holding", "percent", "kind", "valid", "note", "sources")
    return Table(page.say("rows_stakes"), _columns(page, *keys), rows)


def _dated(page: Page, date: str) -> Cell:
    """Return the date of a source; words where the day was not printed."""
    return page.noted(date) if any(letter.isalpha() for letter in date) else text(page.period(date))


def _sources(page: Page) -> Table:
    table = page.answers.system.package.table("sources")
    rows = []
    for row in table[table["id"].isin(page.evidence.sources)].to_dict("records"):
        url = str(row["url"])
        href = url if url.startswith(("https://", "http://")) else ""
        cells = [
            Cell(str(row["publisher"]) or str(row["id"]), small=f"sources.csv: {row['id']}", lang=page.foreign),
            page.noted(row["title"]),
            _dated(page, str(row["date"])),
            Cell(url, href=href, kind="url"),
            text(page.fixed("kind", row["kind"])),
            page.noted(row["licence"]),
            page.noted(row["note"]),
        ]
        rows.append(Row(cells, anchor=anchor("source", row["id"])))
    keys = ("publisher", "title", "date", "url", "kind", "licence", "note")
    return Table(page.say("rows_sources"), _columns(page, *keys), rows)
