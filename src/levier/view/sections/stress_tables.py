"""The tables of one shock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.view.cells import Cell, Column, Record, Row, Table, text
from levier.view.evidence import anchor
from levier.view.quantities import THIN, finite, scaled
from levier.view.sections.shock_text import shock_name

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.stress import StressAnswer
    from levier.view.page import Page

__all__ = [
    "SEEN", "cut_table", "failed_table", "holder_table", "loss_table", "other_gains_table", "rerouted_table",
    "shock_basis", "storage_table", "volume_table",
]  # fmt: skip

SEEN = 1e-3
"""Amounts in M USD (a thousand dollars) below which a loss is rounding."""

LEAST_SHARE = 1e-3
PARTS = ("sales", "unserved", "tariffs", "costs", "stock")
LISTED = 14
MEGAWATTS = 1e6 / 8760
"""Megawatts of one terawatt-hour a year."""
HELD = 30


def shock_basis(page: Page, answer: StressAnswer, name: str) -> str:
    """Return the link to the rows behind a shock: flows that change, and their prices."""
    changed = list(answer.monthly.columns)
    flows = page.answers.flows.set_index("asset")
    known = [asset for asset in changed if asset in flows.index]
    prices = sorted({str(price) for price in flows.loc[known, "price"] if price})
    how = page.say("basis_shock")
    key = f"shock-{answer.shock.name.lower().replace(' ', '-')}"
    return page.evidence.basis(key, name, how, known, prices=prices)


def loss_table(page: Page, answer: StressAnswer, basis: str) -> Table:
    """Return the loss by who bears it, with its parts."""
    table = answer.by_country
    table = table[table[["loss", *PARTS]].abs().max(axis=1) > SEEN]
    factor, unit = scaled(table["loss"], "M USD")
    rows = []
    for row in table.to_dict("records"):
        cells = [page.number(row[part] * factor, basis) for part in ("loss", *PARTS)]
        rows.append(Row([text(page.names.country(row["country"])), *cells]))
    if rows:
        total = [page.number(table[part].sum() * factor, basis) for part in PARTS]
        cells = [text(page.say("everyone")), page.number(answer.loss * factor, basis), *total]
        rows.append(Row(cells, kind="total"))
    columns = [Column(page.say("bearer"))]
    columns += [Column(page.say(part), "num", page.say(f"{part}_hint")) for part in ("loss", *PARTS)]
    return Table(f"{page.say('loss_by')}, {page.unit(unit).replace(' ', THIN)}", columns, rows)


def volume_table(page: Page, answer: StressAnswer, basis: str) -> Table:
    """Return volumes lost by country and family."""
    keys = ("output_lost", "unserved", "net_exports_lost", "output_before", "demand_before")
    rows = []
    for row in answer.countries.to_dict("records"):
        factor, unit = scaled([row[key] for key in keys[:3]], row["unit"])
        lead = [text(page.names.country(row["country"])), text(page.names.family(row["family"])), text(page.unit(unit))]
        rows.append(Row([*lead, *(page.number(row[key] * factor, basis) for key in keys)]))
    columns = [Column(page.say("country")), Column(page.say("carrier")), Column(page.say("unit"))]
    columns += [Column(page.say(key), "num") for key in keys]
    return Table(page.say("volumes"), columns, rows)


def cut_table(page: Page, answer: StressAnswer) -> Table:
    """Return the fields and plants that give less, largest first."""
    table = answer.assets
    table = table[(table["kind"] == "supply") & (table["lost_share"] > LEAST_SHARE)]
    rows = []
    for row in table.sort_values("lost", ascending=False).head(LISTED).to_dict("records"):
        href = page.evidence.asset(row["asset"])
        factor, unit = scaled([row["lost"]], row["unit"])
        cells = [
            Cell(page.names.thing(row["asset"]), href=href),
            text(page.names.country(row["country"])),
            *(page.number(row[key] * factor, href) for key in ("before", "after", "lost")),
            text(page.unit(unit)),
            page.share(row["lost_share"], href, bar=True),
        ]
        rows.append(Row(cells))
    say = page.say
    columns = [Column(say("supply")), Column(say("country"))]
    columns += [Column(say(key), "num") for key in ("before", "after", "lost")]
    columns += [Column(say("unit")), Column(say("lost_share"), "num wide")]
    return Table(say("cut_fields"), columns, rows)


def rerouted_table(page: Page, answer: StressAnswer) -> Table:
    """Return the corridors that carry more, what holds each back, and the room left."""
    return _gains(page, answer.rerouted[answer.rerouted["kind"] == "corridor"], "rerouted")


def other_gains_table(page: Page, answer: StressAnswer) -> Table:
    """Return markets, supplies and converters that take up more."""
    return _gains(page, answer.rerouted[answer.rerouted["kind"] != "corridor"], "other_gains")


def _gains(page: Page, table: pd.DataFrame, caption: str) -> Table:
    factors = {unit: scaled(table.loc[table["unit"] == unit, "gain"], unit) for unit in set(table["unit"])}
    rows = []
    for row in table.to_dict("records"):
        href = page.evidence.asset(row["asset"])
        factor, unit = factors[row["unit"]]
        kind = "" if row["kind"] == "corridor" else page.say(row["kind"])
        cells = [
            Cell(page.names.thing(row["asset"]), href=href, small=kind),
            page.number(row["gain"] * factor, href),
            text(page.unit(unit)),
            Cell(_room(page, row), href=href, kind="num"),
            Cell(page.say(f"limit_{row['limit'] or 'none'}"), kind="words"),
        ]
        rows.append(Row(cells))
    say = page.say
    columns = [
        Column(say("flow")), Column(say("gain"), "num", say("gain_hint")), Column(say("unit")),
        Column(say("spare_left"), "num"), Column(say("limit")),
    ]  # fmt: skip
    return Table(say(caption), columns, rows[:LISTED])


def _room(page: Page, row: Record) -> str:
    """Say the room left; electricity as power, the way its lines are rated."""
    left = finite(row["spare_left"])
    if left is None:
        return page.say("unlimited")
    if row["unit"] == "TWh":
        return page.quantity(left * MEGAWATTS, "MW")
    return page.quantity(left, f"{row['unit']}/a")


def storage_table(page: Page, answer: StressAnswer) -> Table:
    """Return how long each stock lasts."""
    rows = []
    units = page.answers.flows.set_index("asset")["unit"]
    for row in answer.storages.to_dict("records"):
        href = page.evidence.asset(f"{row['storage']}:charge")
        unit = str(units.get(f"{row['storage']}:charge", ""))
        cells = [Cell(page.names.thing(row["storage"]), href=href)]
        cells += [
            Cell(page.quantity(row[key], unit), href=href, kind="num")
            for key in ("volume", "stock", "lowest", "highest")
        ]
        cells += [page.number(row[key], href) for key in ("days_to_full", "days_to_empty")]
        rows.append(Row(cells))
    keys = ("volume", "stock", "lowest", "highest", "days_to_full", "days_to_empty")
    columns = [Column(page.say("storage")), *(Column(page.say(key), "num", page.say(f"{key}_hint")) for key in keys)]
    return Table(page.say("storages"), columns, rows)


def holder_table(page: Page, answer: StressAnswer) -> Table:
    """Return lost output by shareholder of each field or plant, largest gross sales first."""
    table = answer.holders
    table = table.iloc[np.argsort(-table["gross_sales"].abs().to_numpy(float), kind="stable")]
    rows = []
    for row in table.head(HELD).to_dict("records"):
        href = page.evidence.asset(row["supply"])
        factor, unit = scaled([row["lost"]], row["unit"])
        cells = [
            text(page.names.thing(row["holder"])),
            Cell(page.names.thing(row["supply"]), href=href),
            page.share(row["share"], _stake(page, row)),
            page.number(row["lost"] * factor, href),
            text(page.unit(unit)),
            Cell(page.money(row["gross_sales"]), href=href, kind="num"),
        ]
        rows.append(Row(cells))
    say = page.say
    columns = [
        Column(say("holder")), Column(say("supply")), Column(say("stake"), "num"), Column(say("lost"), "num"),
        Column(say("unit")), Column(say("gross_sales"), "num", say("gross_sales_hint")),
    ]  # fmt: skip
    return Table(say("holders"), columns, rows)


def _stake(page: Page, row: Record) -> str:
    """Return the link to the stakes behind a share: those of the field and of its operator, and up the chain."""
    key = f"stakes-{row['supply']}"
    if met := page.evidence.met(key):
        return met
    flows = page.answers.flows
    operator = flows.loc[flows["asset"] == row["supply"], "operator"]
    stakes = page.answers.system.package.table("stakes")
    open_, found = [str(row["supply"]), *operator.astype(str)], []
    seen: set[str] = set()
    while open_:
        holding = open_.pop()
        if holding in seen:
            continue
        seen.add(holding)
        held = stakes[stakes["holding"] == holding]
        found += list(held["id"])
        open_ += list(held["owner"])
    if not found:
        return page.evidence.asset(row["supply"])
    name = page.names.thing(row["supply"])
    title = f"{name}{page.colon} {page.say('holders')}"
    return page.evidence.basis(key, title, page.say("basis_stakes"), [row["supply"]], stakes=found)


def failed_table(page: Page) -> Table:
    """Return the shocks that could not be answered, each with its reason."""
    rows = [
        Row([text(shock_name(page, each.shock)), page.told(each.reason)], anchor=anchor("failed", each.shock.name))
        for each in page.answers.failed
    ]
    return Table(page.say("failed"), [Column(page.say("shock")), Column(page.say("reason"))], rows)
