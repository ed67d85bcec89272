"""The matrix of leverage: what each state can impose on each country, and pairs in which both can impose something."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from levier.system.economy import size_of
from levier.view.cells import Cell, Column, Record, Row, Section, Table, capital, text
from levier.view.quantities import finite
from levier.view.sections.leverage_pair import pair_section
from levier.view.sections.leverage_words import MONEY, amount, shares, threat_basis

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from levier.analysis.leverage import Matrix
    from levier.system.economy import Size
    from levier.view.page import Page

__all__ = ["LEAST", "leverage_section", "pair_section"]

LEAST = 1.0
"""Losses of no more than this, in M USD, are left out of the matrix."""
PALEST = 0.06
"""Shade of the smallest loss that is shown."""
BUYER = "*"


def leverage_section(page: Page) -> Section:
    """Return the section on the matrix; one sentence where it was not asked for."""
    found = page.answers.leverage
    if found is None:
        return Section([page.say("lev_not_asked")])
    case, shown = found.evaluated.case, _shown(found)
    about = [page.fill("lev_about", start=page.period(case.start), end=page.period(case.end))]
    if shown.empty:
        return Section([*about, page.fill("lev_nothing", least=page.money(LEAST))], small=_small(page, found))
    if shown["buyer_only"].any():
        about.append(page.say("lev_buyer_only"))
    small = f"{_left_out(page, found, shown)} {_small(page, found)}"
    return Section(about, [_grid(page, shown), _both_ways(page, shown)], [_listed(page, shown)], small)


def _shown(found: Matrix) -> pd.DataFrame:
    """Return the cells above the threshold, and those without an answer, larger losses first."""
    known = found.cells[~(found.cells["loss"] <= LEAST)]
    return known.sort_values("loss", ascending=False, kind="stable").reset_index(drop=True)


def _grid(page: Page, shown: pd.DataFrame) -> Table:
    """Return the matrix, actors down and countries across, those with the largest losses first."""
    countries, most = list(dict.fromkeys(shown["over"])), float(shown["loss"].max())
    rows = []
    for actor in dict.fromkeys(shown["actor"]):
        mine = {row["over"]: row for row in shown[shown["actor"] == actor].to_dict("records")}
        mark = BUYER if next(iter(mine.values()))["buyer_only"] else ""
        cells = [_cell(page, mine[over], most) if over in mine else Cell(kind="num") for over in countries]
        rows.append(Row([text(page.names.thing(actor) + mark), *cells]))
    columns = [Column(page.say("lev_actor")), *(Column(page.names.country(over), "num") for over in countries)]
    return Table(page.fill("lev_grid", unit=MONEY), columns, rows, kind="heat matrix")


def _cell(page: Page, row: Record, most: float) -> Cell:
    """Return one cell of the matrix: the loss, shaded by its order of magnitude, over the own loss."""
    href = _basis(page, row)
    told = shares(page, _size(page, row["over"]), row["loss"])
    hint = page.fill(
        "lev_hint",
        name=page.names.thing(row["actor"]),
        count=page.fill("lev_assets", count=row["assets"]),
        aim=_aim(page, row),
        shares="".join(f"{page.semicolon}{words}" for words in told),
    )
    if finite(row["loss"]) is None:
        return amount(page, None, href, small=str(row["status"]), hint=hint)
    shade = max(PALEST, log(row["loss"] / LEAST) / max(log(most / LEAST), 1.0))
    own = page.fill("lev_own_small", own=amount(page, row["own"], "", mark=_mark(row)).text)
    return Cell(page.number(row["loss"]).text, href=href, small=own, hint=hint, bar=shade, kind="num")


def _mark(row: Record) -> str:
    return BUYER if row["buyer_only"] else ""


def _aim(page: Page, row: Record) -> str:
    """Say whose flows are closed in a cell: not always those of the country that loses most by it."""
    whose = page.names.country(row["flows_of"])
    aim = page.fill("lev_aim_flows" if row["flows_of"] else "lev_aim_everything", country=whose)
    return f"{aim}, {page.names.family(row['layer'])}" if row["layer"] else aim


def _basis(page: Page, row: Record) -> str:
    return threat_basis(page, row["actor"], row["flows_of"], row["layer"])


def _size(page: Page, country: str) -> Size | None:
    package = page.answers.system.package
    if country not in set(package.table("countries")["id"]):
        return None
    return size_of(package, country, page.answers.system.year)


def _both_ways(page: Page, shown: pd.DataFrame) -> Table:
    """Return the pairs in which each side can impose something on the other, whoever can impose more first."""
    cells = {(row["actor"], row["over"]): row for row in shown.to_dict("records")}
    rows = []
    seen: set[frozenset[str]] = set()
    for (first, second), row in cells.items():
        back, sides = cells.get((second, first)), frozenset((first, second))
        if back is None or sides in seen:
            continue
        seen.add(sides)
        lead = [text(page.names.thing(first)), text(page.names.thing(second))]
        rows.append(Row([*lead, *_one_way(page, row), *_one_way(page, back)]))
    say = page.say
    columns = [Column(say("lev_first")), Column(say("lev_second")), Column(say("lev_imposes"), "num")]
    columns += [Column(say("lev_imposed_own"), "num", say("own_loss_hint")), Column(say("lev_answers"), "num")]
    columns += [Column(say("lev_answered_own"), "num", say("own_loss_hint"))]
    return Table(page.fill("lev_both_ways", unit=MONEY), columns, rows)


def _one_way(page: Page, row: Record) -> list[Cell]:
    """Return the loss one side can impose, with its shares of the other's economy, and the own loss."""
    href = _basis(page, row)
    told = ", ".join(shares(page, _size(page, row["over"]), row["loss"]))
    return [amount(page, row["loss"], href, small=told), amount(page, row["own"], href, mark=_mark(row))]


def _listed(page: Page, shown: pd.DataFrame) -> Table:
    """Return every cell that is shown, one a row, with what is closed and what others lose."""
    rows = []
    for row in shown.to_dict("records"):
        href = _basis(page, row)
        cells = [
            text(page.names.thing(row["actor"]) + _mark(row)),
            text(page.names.country(row["over"])),
            Cell(capital(_aim(page, row)), kind="words", small=page.fill("lev_assets", count=row["assets"])),
            amount(page, row["loss"], href),
            amount(page, row["own"], href, mark=_mark(row)),
            amount(page, row["others"], href),
            *(page.share(row[name], href) for name in ("loss_gdp", "loss_exports", "own_gdp")),
        ]
        rows.append(Row(cells))
    say = page.say
    columns = [Column(say("lev_actor")), Column(say("lev_over")), Column(say("lev_closes")), Column(say("loss"), "num")]
    columns += [Column(say("own_loss"), "num", say("own_loss_hint"))]
    columns += [Column(say("lev_others"), "num", say("lev_others_hint"))]
    columns += [Column(say(name), "num") for name in ("lev_gdp", "lev_exports", "lev_own_gdp")]
    return Table(page.fill("lev_cells", unit=MONEY), columns, rows)


def _left_out(page: Page, found: Matrix, shown: pd.DataFrame) -> str:
    """Name the rows and columns in which nothing is above the threshold, and who can close nothing."""
    blank = [actor for actor in found.actors if actor not in set(shown["actor"]) and actor not in found.idle]
    unhurt = [over for over in dict.fromkeys(found.cells["over"]) if over not in set(shown["over"])]
    words = page.fill(
        "lev_left_out", least=page.money(LEAST), actors=_names(page, blank), countries=_names(page, unhurt)
    )
    idle = page.fill("lev_idle", actors=_names(page, found.idle)) if found.idle else ""
    return f"{words} {idle}".strip()


def _names(page: Page, ids: Iterable[str]) -> str:
    return ", ".join(sorted(page.names.thing(each) for each in ids)) or page.say("lev_none")


def _small(page: Page, found: Matrix) -> str:
    system, table = found.evaluated.case.system, found.evaluated.table
    return page.fill(
        "lev_small",
        capacity=page.say(system.capacity),
        deck=page.say(f"deck_{system.deck}"),
        horizon=page.say(f"horizon_{system.horizon}"),
        count=page.number(len(table)).text,
        distinct=found.evaluated.distinct,
        solved=found.evaluated.solved,
        lost=int((table["status"] != "optimal").sum()),
    )
