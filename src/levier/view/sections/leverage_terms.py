"""Tables of what two sides can impose on each other: by duration, by season, by layer, and with all they can close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.cells import Cell, Column, Record, Row, Table, capital, text
from levier.view.sections.leverage_words import MONEY, amount, closed_basis, month_name

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.leverage import Leverage
    from levier.view.page import Page

__all__ = ["duration_table", "layer_table", "season_table", "whole_table"]

AMOUNTS = ("loss", "own", "others")
COOPERATIVE, UNCOOPERATIVE = "cooperative", "uncooperative"
TITLES = ("pair_loss_help", "own_loss", "lev_others")
ALONE = ("pair_loss_alone", "pair_own_alone", "pair_others_alone")
HINTS = {"own_loss": "own_loss_hint", "lev_others": "lev_others_hint"}


def duration_table(page: Page, pair: Leverage, start: int) -> Table:
    """Return losses by direction and duration, with and without the help of others."""
    chosen = _flows(pair)
    rows = _rows(page, pair, chosen[chosen["start"] == start], ("months",))
    caption = page.fill("pair_terms", month=month_name(page, start), unit=MONEY)
    return Table(caption, _columns(page, ("pair_months",)), rows)


def season_table(page: Page, pair: Leverage) -> Table:
    """Return losses by direction, duration and month of the onset; blank where one season was asked."""
    chosen = _flows(pair)
    several = chosen.groupby("months")["start"].transform("nunique") > 1
    rows = _rows(page, pair, chosen[several], ("months", "start"))
    return Table(page.fill("pair_seasons", unit=MONEY), _columns(page, ("pair_months", "pair_onset")), rows)


def whole_table(page: Page, pair: Leverage, start: int) -> Table:
    """Return losses by direction and duration with all closed that each side can close."""
    table = pair.terms
    chosen = table[(table["aim"] == "everything") & (table["layer"] == "") & (table["start"] == start)]
    rows = _rows(page, pair, chosen, ("months",))
    caption = page.fill("pair_whole", month=month_name(page, start), unit=MONEY)
    return Table(caption, _columns(page, ("pair_months",)), rows)


def layer_table(page: Page, pair: Leverage, window: tuple[int, int]) -> Table:
    """Return losses by direction and layer in one window, with what all together add to their sum."""
    table = pair.terms
    inside = (table["months"] == window[0]) & (table["start"] == window[1]) & (table["thirds"] == COOPERATIVE)
    rows = []
    for _, direction in table[inside & (table["aim"] == "flows")].groupby("actor", sort=False):
        layers, whole = direction[direction["layer"] != ""], direction[direction["layer"] == ""]
        if layers.empty:
            continue
        rows += [_layer(page, pair, row) for row in layers.to_dict("records")]
        rows += _together(page, pair, whole.iloc[0].to_dict())
    say = page.say
    columns = [Column(say("pair_direction")), Column(say("pair_layer"))]
    columns += [Column(say(title), "num", say(HINTS.get(title, "loss_hint"))) for title in TITLES]
    caption = page.fill("pair_layers", months=window[0], month=month_name(page, window[1]), unit=MONEY)
    return Table(caption, columns, rows)


def _layer(page: Page, pair: Leverage, row: Record) -> Row:
    href = _basis(page, row)
    lead = [_who(page, row), text(capital(page.names.family(row["layer"])))]
    return Row([*lead, *(_money(page, pair, row, name, href) for name in AMOUNTS)])


def _together(page: Page, pair: Leverage, whole: Record) -> list[Row]:
    """Return the rows under the layers of a direction: their sum, all together, and the difference."""
    href, found = _basis(page, whole), []
    for key, values in pair.together(whole["actor"]).iterrows():
        cells = [amount(page, values[name], href) for name in AMOUNTS]
        found.append(Row([_who(page, whole), text(page.say(f"pair_{key}")), *cells], kind="total"))
    return found


def _flows(pair: Leverage) -> pd.DataFrame:
    """Return the rows of all layers at once: of the other's flows, or of everything where a side has none of them."""
    table = pair.terms[pair.terms["layer"] == ""]
    aimed = set(table.loc[table["aim"] == "flows", "actor"])
    return table[(table["aim"] == "flows") | ~table["actor"].isin(aimed)]


def _rows(page: Page, pair: Leverage, chosen: pd.DataFrame, keys: tuple[str, ...]) -> list[Row]:
    """Return a row a direction and key: losses with the help of others, then without."""
    chosen = chosen.sort_values("actor", key=lambda names: names != pair.actor, kind="stable")
    rows = []
    for _, group in chosen.groupby(["actor", *keys], sort=False):
        by = {row["thirds"]: row for row in group.to_dict("records")}
        first = by[COOPERATIVE]
        href = _basis(page, first)
        told = {"months": str(first["months"]), "start": month_name(page, int(first["start"]))}
        kinds = {"months": "num", "start": ""}
        lead = [_who(page, first), *(Cell(told[key], kind=kinds[key], href=href) for key in keys)]
        cells = [
            _money(page, pair, by[thirds], name, href) if thirds in by else Cell(kind="num")
            for thirds in (COOPERATIVE, UNCOOPERATIVE)
            for name in AMOUNTS
        ]
        rows.append(Row([*lead, *cells]))
    return rows


def _columns(page: Page, keys: tuple[str, ...]) -> list[Column]:
    say = page.say
    columns = [
        Column(say("pair_direction")),
        *(Column(say(key), "num" if key == "pair_months" else "") for key in keys),
    ]
    return columns + [Column(say(title), "num", say(HINTS.get(title, "loss_hint"))) for title in (*TITLES, *ALONE)]


def _who(page: Page, row: Record) -> Cell:
    key = "lev_threat" if row["aim"] == "flows" else "lev_whole"
    return text(page.fill(key, actor=page.names.thing(row["actor"]), over=page.names.country(row["over"])))


def _basis(page: Page, row: Record) -> str:
    return closed_basis(page, row["actor"], row["over"], row["aim"], row["layer"])


def _money(page: Page, pair: Leverage, row: Record, name: str, href: str) -> Cell:
    buyer = pair.buyer_only and row["actor"] == pair.actor and name == "own"
    failed = "" if row["status"] == "optimal" else str(row["status"])
    return amount(page, row[name], href, mark="*" if buyer else "", small=failed)
