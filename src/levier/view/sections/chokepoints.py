"""Chokepoints: what loses most when it is closed, alone and in pairs, by country and by carrier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.cells import Cell, Column, Record, Row, Section, Table, capital, text
from levier.view.sections.stress_tables import SEEN

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.chokepoints import Chokepoints
    from levier.view.page import Page

__all__ = ["chokepoint_section"]

SINGLES, PAIRS, EACH = 15, 12, 3
WAYS = ("corridor", "slot", "charge", "discharge")
"""Kinds of what stands between a supply and its users; the others are fields, plants and conversions."""
SOURCES = ("supply", "converter")
BEARERS = 2
VOLUMES = {"unserved": "unserved", "output": "output_lost"}


def chokepoint_section(page: Page) -> Section:
    """Return the section on chokepoints; one sentence with the reason where there is no answer."""
    found = page.answers.chokepoints
    if isinstance(found, str):
        return Section([page.fill("choke_failed", reason=found)])
    about = page.fill("choke_about", start=_month(page, found.case.start), end=_month(page, found.case.end))
    tables = [_singles(page, found, "ways", WAYS)]
    tables += [_pairs(page, found, "ways", WAYS), _pairs(page, found, "ways", WAYS, extra=True)]
    details = [_singles(page, found, "sources", SOURCES), _pairs(page, found, "any", None, extra=True)]
    details += [_by_country(page, found), _by_carrier(page, found)]
    return Section([about], tables, details, _small(page, found))


def _month(page: Page, label: str) -> str:
    """Write a month of the window; in English as the tables do."""
    return label if page.language == "en" else page.period(label)


def _singles(page: Page, found: Chokepoints, what: str, kinds: tuple[str, ...]) -> Table:
    kind, cuts = found.case.elements["kind"], found.cuts.set_index("cut")
    rows = []
    for row in _seen(found.ranked("loss", top=SINGLES, kinds=kinds)).to_dict("records"):
        href = _basis(page, found, row["cut"])
        cells = [
            _ways(page, found, row["cut"]),
            text(page.say(str(kind[row["cut"][0]]))),
            Cell(page.money(row["value"]), href=href, kind="num"),
            text(_bearers(page, found, cuts.loc[[row["cut"]]])),
            Cell(page.money(row["damage"]), href=href, kind="num"),
        ]
        rows.append(Row(cells))
    say = page.say
    columns = [Column(say("choke_way")), Column(say("kind")), Column(say("loss"), "num", say("loss_hint"))]
    columns += [Column(say("bearer")), Column(say("damage"), "num", say("damage_hint"))]
    return Table(say(f"choke_singles_{what}"), columns, rows)


def _pairs(page: Page, found: Chokepoints, what: str, kinds: tuple[str, ...] | None, *, extra: bool = False) -> Table:
    rows = []
    ranked = found.ranked("loss", size=2, top=PAIRS, extra=extra, kinds=kinds)
    for row in _seen(ranked, "extra" if extra else "value").to_dict("records"):
        href = _basis(page, found, row["cut"])
        money = [_amount(page, row[key], href) for key in ("value", "apart", "extra", "damage")]
        rows.append(Row([_ways(page, found, row["cut"]), *money]))
    say = page.say
    columns = [Column(say("choke_way")), Column(say("together"), "num")]
    columns += [Column(say(key), "num", say(f"{key}_hint")) for key in ("apart", "beyond", "damage")]
    return Table(say(f"choke_{'extra' if extra else 'pairs'}_{what}"), columns, rows)


def _by_country(page: Page, found: Chokepoints) -> Table:
    """Return the worst single elements and pairs of each country."""
    rows = []
    alone, pairs = (found.worst_by("loss", size=size, top=EACH) for size in (1, 2))
    for country in sorted({*alone["key"], *pairs["key"]}, key=page.names.country):
        for table in (alone, pairs):
            for row in _seen(table[table["key"] == country]).to_dict("records"):
                href = _basis(page, found, row["cut"])
                money = [_amount(page, row[key], href) for key in ("value", "extra")]
                rows.append(Row([text(page.names.country(country)), _ways(page, found, row["cut"]), *money]))
    say = page.say
    columns = [Column(say("country")), Column(say("choke_way")), Column(say("loss"), "num", say("loss_hint"))]
    return Table(say("choke_countries"), [*columns, Column(say("beyond"), "num", say("beyond_hint"))], rows)


def _by_carrier(page: Page, found: Chokepoints) -> Table:
    """Return the single elements that leave most of each carrier not served, or not produced."""
    rows = []
    for kind, what in VOLUMES.items():
        for row in _seen(found.worst_by(kind, top=EACH)).to_dict("records"):
            href = _basis(page, found, row["cut"])
            cells = [text(capital(page.names.family(row["key"]))), text(page.say(what)), _ways(page, found, row["cut"])]
            rows.append(Row([*cells, Cell(page.quantity(row["value"], row["unit"]), href=href, kind="num")]))
    say = page.say
    columns = [Column(say("carrier")), Column(say("what_lost")), Column(say("choke_way"))]
    return Table(say("choke_carriers"), [*columns, Column(say("volume_lost"), "num")], rows)


def _amount(page: Page, value: float, href: str) -> Cell:
    """Return money in a cell; a dash for what is rounding."""
    return Cell(page.money(value if abs(value) > SEEN else None), href=href, kind="num")


def _seen(table: pd.DataFrame, column: str = "value") -> pd.DataFrame:
    """Leave out what is rounding."""
    return table[table[column] > SEEN]


def _ways(page: Page, found: Chokepoints, cut: tuple[str, ...]) -> Cell:
    """Return the names of what is closed, each with the link to its flows."""
    parts = tuple(Cell(page.names.group(name), href=_basis(page, found, (name,))) for name in cut)
    return parts[0] if len(parts) == 1 else Cell(parts=parts)


def _basis(page: Page, found: Chokepoints, cut: tuple[str, ...]) -> str:
    """Return the link to the flows that are closed by a cut."""
    flows = [flow for name in cut for flow in found.case.elements.at[name, "flows"]]
    title = " + ".join(page.names.group(name) for name in cut)
    return page.evidence.basis(f"closed-{'-'.join(cut)}", title, page.say("basis_closed"), flows)


def _bearers(page: Page, found: Chokepoints, row: Record | pd.DataFrame) -> str:
    """Return who loses most by a cut, with amounts."""
    table = found.case.measures.table
    names = table[(table["kind"] == "loss") & (table["key"] != "")]["key"]
    losses = row[list(names.index)].iloc[0].sort_values(ascending=False).head(BEARERS)
    return ", ".join(
        f"{page.names.country(names[name])} {page.money(loss)}" for name, loss in losses.items() if loss > SEEN
    )


def _small(page: Page, found: Chokepoints) -> str:
    system = found.case.system
    return page.fill(
        "choke_small",
        capacity=page.say(system.capacity),
        deck=page.say(f"deck_{system.deck}"),
        horizon=page.say(f"horizon_{system.horizon}"),
        count=page.number(len(found.cuts)).text,
        solved=page.number(int(found.cuts["solved"].sum())).text,
        lost=int((found.cuts["status"] != "optimal").sum()),
    )
