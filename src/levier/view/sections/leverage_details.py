"""Tables behind one threat: frontier, mechanism, third parties, gross sales, what would have helped, control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.system.control import GROUNDS
from levier.view.cells import Cell, Column, Record, Row, Table, text
from levier.view.chain import reason
from levier.view.evidence import anchor
from levier.view.leverage_names import NAMED, set_name, thing_name
from levier.view.sections.leverage_words import MONEY, amount, set_basis, shares, threat_basis
from levier.view.sections.stress_tables import SEEN

if TYPE_CHECKING:
    from levier.analysis.leverage import Leverage
    from levier.view.page import Page

__all__ = [
    "control_table", "frontier_table", "ground_table", "helped_table", "mechanism_table", "sales_table", "third_table",
]  # fmt: skip

LISTED, SOLD, EXAMPLES = 12, 15, 3


def mechanism_table(page: Page, pair: Leverage) -> Table:
    """Return the assets on which closing all layers together costs something else than one at a time."""
    caption = page.fill("pair_mechanism", over=page.names.country(pair.country), unit=MONEY)
    if pair.layers is None or pair.layers.apart:
        return Table(caption, [], [])
    rows = []
    for row in pair.layers.mechanism.head(LISTED).to_dict("records"):
        href = page.evidence.asset(row["asset"])
        lead = [Cell(page.names.thing(row["asset"]), href=href), text(page.say(row["kind"]))]
        lead.append(text(page.names.family(row["family"])))
        rows.append(Row([*lead, *(amount(page, row[name], href) for name in ("joint", "parts", "extra"))]))
    columns = [Column(page.say("pair_asset")), Column(page.say("kind")), Column(page.say("carrier"))]
    columns += [Column(page.say(key), "num") for key in ("pair_joint", "pair_parts", "pair_less")]
    return Table(caption, columns, rows)


def frontier_table(page: Page, pair: Leverage) -> Table:
    """Return the sets of things that no other beats, by own loss."""
    things = pair.frontier.things.set_index("thing")
    rows = []
    for position, row in enumerate(pair.frontier.best.to_dict("records"), start=1):
        assets = [asset for thing in row["cut"] for asset in things.at[thing, "assets"]]
        title = page.say("pair_closed") + f": {set_name(page, pair.frontier, row['cut'])}"
        href = set_basis(page, f"frontier-{pair.actor}-{pair.country}-{position}", title, assets)
        mark = "*" if pair.buyer_only else ""
        money = [amount(page, row["own"], href, mark=mark), amount(page, row["loss"], href)]
        rows.append(Row([_set(page, pair, row, href), *money]))
    say = page.say
    columns = [Column(say("pair_closed")), Column(say("own_loss"), "num", say("own_loss_hint"))]
    columns.append(Column(say("pair_loss_help"), "num"))
    caption = page.fill(
        "pair_frontier", actor=page.names.thing(pair.actor), over=page.names.country(pair.country), unit=MONEY
    )
    return Table(caption, columns, rows)


def _set(page: Page, pair: Leverage, row: Record, href: str) -> Cell:
    parts = [Cell(thing_name(page, pair.frontier, thing)) for thing in row["cut"][:NAMED]]
    if len(row["cut"]) > NAMED:
        more = page.fill("pair_beyond", count=len(row["cut"]) - NAMED)
        parts.append(Cell(more, href=href))
    return Cell(parts=tuple(parts), kind="lines")


def third_table(page: Page, pair: Leverage) -> Table:
    """Return what third parties lose and gain under the threat."""
    href = _headline(page, pair)
    table = pair.thirds[~pair.thirds["country"].isin((pair.country, pair.home))]
    table = table[table["loss"].abs() > SEEN]
    rows = [
        Row([text(page.names.country(row["country"])), amount(page, row["loss"], href)])
        for row in table.to_dict("records")
    ]
    if len(rows) > 1:
        rows.append(Row([text(page.say("pair_all_thirds")), amount(page, table["loss"].sum(), href)], kind="total"))
    columns = [Column(page.say("country")), Column(page.say("loss"), "num", page.say("loss_hint"))]
    return Table(page.fill("pair_thirds", unit=MONEY), columns, rows, kind="narrow")


def sales_table(page: Page, pair: Leverage) -> Table:
    """Return gross sales lost, by state of the fields and plants and by who holds them, largest first."""
    href = _headline(page, pair)
    sizes = {pair.country: pair.size, pair.home: pair.own_size}
    rows = []
    for by in ("host", "holder"):
        table = pair.sales[(pair.sales["by"] == by) & (pair.sales["lost"].abs() > SEEN)]
        order = table["lost"].abs().sort_values(ascending=False, kind="stable").index[:SOLD]
        for row in table.loc[order].to_dict("records"):
            told = ", ".join(shares(page, sizes.get(row["who"]) if by == "host" else None, row["lost"]))
            lead = [text(page.names.thing(row["who"])), text(page.say(f"pair_{by}"))]
            rows.append(Row([*lead, amount(page, row["lost"], href, small=told)]))
    columns = [Column(page.say("pair_who")), Column(page.say("pair_by"))]
    columns.append(Column(page.say("gross_sales"), "num", page.say("gross_sales_hint")))
    return Table(page.fill("pair_sales", unit=MONEY), columns, rows, kind="narrow")


def helped_table(page: Page, pair: Leverage) -> Table:
    """Return the assets whose room is used up under the threat, by what one more unit would have saved."""
    rows = []
    for row in pair.helped.head(LISTED).to_dict("records"):
        slot = row["kind"] == "slot"
        href = f"#{anchor('slot', row['asset'])}" if slot else page.evidence.asset(row["asset"])
        cells = [
            Cell(page.names.thing(row["asset"]), href=href),
            text(page.say(row["kind"])),
            text(page.unit(f"{row['unit']}/a")),
            amount(page, row["saved"], href),
            amount(page, row["saved_all"], href),
            Cell(page.say(f"pair_held_{str(row['held_by']).partition(' ')[0]}"), kind="words"),
        ]
        rows.append(Row(cells))
    say = page.say
    columns = [Column(say("pair_asset")), Column(say("kind")), Column(say("unit"))]
    columns += [Column(say("pair_saved"), "num"), Column(say("pair_saved_all"), "num"), Column(say("pair_held_by"))]
    return Table(page.fill("pair_helped", unit=MONEY), columns, rows)


def ground_table(page: Page, pair: Leverage) -> Table:
    """Return how much the actor can close on each ground, with a few reasons."""
    rows = []
    href = threat_basis(page, pair.actor, "", "")
    for ground in GROUNDS:
        told = pair.control[pair.control["ground"] == ground]
        if told.empty:
            continue
        told = told.drop_duplicates("asset").sort_values("sentence", key=lambda words: words.str.len(), kind="stable")
        parts = tuple(
            Cell(reason(page, row["chain"], row["sentence"]), href=page.evidence.asset(row["asset"]))
            for row in told.head(EXAMPLES).to_dict("records")
        )
        count = Cell(str(len(told)), href=href, kind="num")
        rows.append(Row([text(page.say(f"pair_ground_{ground}")), count, Cell(parts=parts, kind="lines")]))
    columns = [Column(page.say("pair_ground")), Column(page.say("pair_count"), "num")]
    caption = page.fill("pair_control", actor=page.names.thing(pair.actor))
    return Table(caption, [*columns, Column(page.say("pair_examples"))], rows)


def control_table(page: Page, pair: Leverage) -> Table:
    """Return every asset the actor can close, with ground and reason."""
    rows = [
        Row(
            [
                Cell(page.names.thing(row["asset"]), href=page.evidence.asset(row["asset"])),
                text(page.say(f"pair_ground_{row['ground']}")),
                text(reason(page, row["chain"], row["sentence"])),
            ]
        )
        for row in pair.control.to_dict("records")
    ]
    columns = [Column(page.say(key)) for key in ("pair_asset", "pair_ground", "pair_reason")]
    return Table(page.fill("pair_control_all", actor=page.names.thing(pair.actor)), columns, rows)


def _headline(page: Page, pair: Leverage) -> str:
    return threat_basis(page, pair.headline.actor, pair.headline.over, pair.headline.layer)
