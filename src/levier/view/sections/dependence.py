"""Who depends on whom: observed shares, and what no rerouting could replace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.view.cells import Cell, Column, Row, Table, capital, text
from levier.view.quantities import finite
from levier.view.sections.bases import balance_basis, ways_basis
from levier.view.sections.flows import families_of

if TYPE_CHECKING:
    import pandas as pd

    from levier.view.page import Page

__all__ = ["CountryDependence", "country_dependence", "heat_table", "security_grid"]

FIRST = ("KZ", "UZ", "KG")
DIRECTIONS = ("exports", "imports")
DIMENSIONS = ("partner", "territory", "operator")
LEAST_SHARE = 0.005
DISRUPTED = ("disrupted_cooperative", "disrupted_uncooperative")
MOST = 7
STATES = 10


@dataclass(frozen=True)
class CountryDependence:
    """One country: what it is called, its observed and its structural dependence."""

    country: str
    name: str
    observed: Table
    structural: Table


def _countries(page: Page) -> list[str]:
    found = set(page.answers.observed["country"])
    return [*(c for c in FIRST if c in found), *sorted(found - set(FIRST))]


def _trades(page: Page, country: str) -> list[tuple[str, str, pd.DataFrame]]:
    """Return a country's trades: family, direction, rows."""
    table = page.answers.observed
    table = table[table["country"] == country]
    trades = []
    for family in families_of(page):
        for direction in DIRECTIONS:
            chosen = table[(table["family"] == family) & (table["direction"] == direction)]
            if len(chosen):
                trades.append((family, direction, chosen))
    return trades


def heat_table(page: Page) -> Table:
    """Return the share of each trade that crosses each territory, as one grid."""
    crossing = page.answers.observed
    crossing = crossing[(crossing["dimension"] == "territory") & (crossing["share"] >= LEAST_SHARE)]
    often = crossing.groupby("key")["share"].sum().sort_values(ascending=False)
    states = list(often.index[:STATES])
    columns = [Column(page.say("trade")), *(Column(page.names.country(state), "num") for state in states)]
    rows = []
    for country in _countries(page):
        for family, direction, trade in _trades(page, country):
            shares = trade[trade["dimension"] == "territory"].set_index("key")["share"]
            name = f"{page.names.country(country)}, {page.names.family(family)}, {page.say(direction)}"
            cells = [_heat(page, family, state, shares) for state in states]
            if any(cell.text for cell in cells):
                rows.append(Row([Cell(name, href=balance_basis(page, country, family)), *cells]))
    return Table(page.say("heat"), columns, rows, kind="heat")


def _heat(page: Page, family: str, state: str, shares: pd.Series) -> Cell:
    value = float(shares.get(state, 0.0))
    if value < LEAST_SHARE:
        return Cell(kind="num")
    return page.share(value, ways_basis(page, family, "territory", state), bar=True)


def security_grid(page: Page) -> Table:
    """Return N-1, remaining flexibility and the worst closure of every country and family that is imported."""
    say = page.say
    table = page.answers.security
    rows = []
    for country in _countries(page):
        for row in table[table["country"] == country].to_dict("records"):
            family = str(row["family"])
            href, worst = balance_basis(page, country, family), str(row["worst_closed"])
            way = ways_basis(page, family, "territory", worst) if worst else href
            missing = page.told(row["missing"])
            cells = [
                Cell(f"{page.names.country(country)}, {page.names.family(family)}", href=href),
                *(page.number(row[f"n_minus_one_{kind}"], href) for kind in ("effective", "paper")),
                Cell(say(f"label_{row['label']}"), small=missing.text, small_runs=missing.runs),
                text(page.names.group(str(row["largest"])) if row["largest"] else None),
                page.share(row["remaining_flexibility"], href),
                text(page.names.country(worst) if worst else None),
                *(page.share(row[name] if worst else None, way, bar=bool(worst)) for name in DISRUPTED),
            ]
            rows.append(Row(cells))
    columns = [Column(say("trade"))]
    columns += [Column(say(name), "num") for name in ("n_minus_one_effective", "n_minus_one_paper")]
    columns += [Column(say("weakest")), Column(say("largest")), Column(say("remaining_flexibility"), "num")]
    columns += [Column(say("worst_closed")), *(Column(say(name), "num") for name in DISRUPTED)]
    return Table(say("security"), columns, rows)


def country_dependence(page: Page) -> list[CountryDependence]:
    """Return the dependence of each country, those the report is about first."""
    return [
        CountryDependence(country, page.names.country(country), _observed(page, country), _structural(page, country))
        for country in _countries(page)
    ]


def _observed(page: Page, country: str) -> Table:
    say = page.say
    rows = []
    for family, direction, trade in _trades(page, country):
        first = trade.iloc[0]
        href = balance_basis(page, country, family)
        cells = [
            Cell(capital(f"{page.names.family(family)}, {say(direction)}"), href=href),
            Cell(page.quantity(first["total"], str(first["unit"])), href=href, kind="num"),
            page.number(first["effective_partners"], href),
            *(_shares(page, family, dimension, trade) for dimension in DIMENSIONS),
        ]
        rows.append(Row(cells))
    columns = [Column(say("trade")), Column(say("total"), "num"), Column(say("effective_partners"), "num")]
    columns += [Column(say(dimension)) for dimension in DIMENSIONS]
    return Table(f"{page.names.country(country)}{page.colon} {say('observed')}", columns, rows, kind="shares")


def _shares(page: Page, family: str, dimension: str, trade: pd.DataFrame) -> Cell:
    chosen = trade[(trade["dimension"] == dimension) & (trade["share"] >= LEAST_SHARE)]
    chosen = chosen.sort_values("share", ascending=False).head(MOST)
    parts = tuple(
        Cell(
            f"{_key(page, dimension, str(row.key))} {page.percent(row.share)}",
            href=ways_basis(page, family, dimension, str(row.key)),
            bar=finite(row.share),
        )
        for row in chosen.itertuples()
    )
    return Cell(parts=parts, kind="bars") if parts else Cell("–", kind="quiet")


def _key(page: Page, dimension: str, key: str) -> str:
    return page.names.thing(key) if dimension == "operator" else page.names.country(key)


def _structural(page: Page, country: str) -> Table:
    say = page.say
    table = page.answers.structural
    table = table[table["country"] == country]
    keys = ["family", "direction", "closed"]
    order = {family: position for position, family in enumerate(families_of(page))}
    table = table.assign(order=table["family"].map(order)).sort_values(["order", "direction"], kind="stable")
    rows = [_structural_row(page, country, group) for _, group in table.groupby(keys, sort=False)]
    columns = [
        Column(say("trade")), Column(say("closed")), Column(say("crosses"), "num"), Column(say("base"), "num"),
        Column(say("lost_effective"), "num wide"), Column(say("lost_paper"), "num wide"),
        Column(say("best_effective"), "num"), Column(say("best_paper"), "num"),
    ]  # fmt: skip
    return Table(f"{page.names.country(country)}{page.colon} {say('structural')}", columns, rows)


def _structural_row(page: Page, country: str, group: pd.DataFrame) -> Row:
    first = group.iloc[0]
    family, direction, closed = str(first["family"]), str(first["direction"]), str(first["closed"])
    by = group.drop_duplicates("capacity").set_index("capacity")
    observed = page.answers.observed
    crossing = observed[
        (observed["country"] == country) & (observed["family"] == family) & (observed["direction"] == direction)
        & (observed["dimension"] == "territory") & (observed["key"] == closed)
    ]["share"]  # fmt: skip
    href, way = balance_basis(page, country, family), ways_basis(page, family, "territory", closed)

    def value(column: str, kind: str) -> object:
        return by.at[kind, column] if kind in by.index else None

    unit = str(first["unit"])
    cells = [
        Cell(capital(f"{page.names.family(family)}, {page.say(direction)}"), href=href),
        text(page.names.country(closed)),
        page.share(crossing.iloc[0] if len(crossing) else None, way),
        Cell(page.quantity(first["base"], unit), href=href, kind="num"),
        *(page.share(value("lost_share", kind), way, bar=True) for kind in ("effective", "paper")),
        *(Cell(page.quantity(value("best", kind), unit), href=way, kind="num") for kind in ("effective", "paper")),
    ]
    return Row(cells)
