"""Balances, the flows of the base year, and where reports disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.cells import Cell, Column, Record, Row, Table, capital, text
from levier.view.evidence import anchor
from levier.view.quantities import endless, interval
from levier.view.sections.bases import balance_basis

if TYPE_CHECKING:
    from levier.view.page import Page

__all__ = ["balances", "disagreements", "families_of", "flow_rows"]

FIRST = ("crude", "gas", "power", "products", "coal", "uranium", "water")
PARTS = ("output", "imports", "exports", "use", "losses", "stock_change", "unexplained")
ONE_SIGMA = 1.0


def families_of(page: Page) -> list[str]:
    """Return the families that flow, those a reader asks for first in front."""
    found = set(page.answers.flows["family"])
    return [*(name for name in FIRST if name in found), *sorted(found - set(FIRST))]


def balances(page: Page) -> list[tuple[str, str, Table]]:
    """Return one table a family: its id, its name, and one row a country."""
    answers = page.answers
    found = []
    for family in families_of(page):
        chosen = answers.balances[answers.balances["family"] == family]
        if chosen.empty:
            continue
        unit = page.unit(str(chosen["unit"].iloc[0]))
        rows = [_balance_row(page, row) for row in chosen.sort_values("output", ascending=False).to_dict("records")]
        columns = [Column(page.say("country"))]
        columns += [Column(capital(page.say(part)), "num", page.say(f"{part}_hint")) for part in PARTS]
        name = page.names.family(family)
        found.append((family, name, Table(f"{capital(name)}, {unit}, {answers.system.year}", columns, rows)))
    return found


def _balance_row(page: Page, row: Record) -> Row:
    country, family = str(row["country"]), str(row["family"])
    href = balance_basis(page, country, family)
    flows = page.answers.flows
    supplies = flows[(flows["country"] == country) & (flows["family"] == family) & (flows["kind"] == "supply")]
    known = interval(supplies["low"].iloc[0], supplies["high"].iloc[0], page.language) if len(supplies) == 1 else ""
    cells = [page.number(row[part], href, small=known if part == "output" else "") for part in PARTS]
    return Row([text(page.names.country(country)), *cells])


def flow_rows(page: Page) -> Table:
    """Return the table of all flows of the base year."""
    flows = page.answers.flows.copy()
    order = {family: position for position, family in enumerate(families_of(page))}
    flows["order"] = flows["family"].map(order)
    flows["size"] = -flows["base"].abs()
    flows = flows.sort_values(["order", "size"], kind="stable")
    say = page.say
    columns = [Column(say("flow")), Column(say("base"), "num"), Column(say("interval"), "num"), Column(say("unit"))]
    columns += [Column(say(key), "num") for key in ("effective_capacity", "paper_capacity", "sources_count")]
    columns.append(Column(say("marks")))
    slots = _joint_limits(page)
    rows = [_flow_row(page, row, slots) for row in flows.to_dict("records")]
    return Table(f"{say('flows')}, {page.answers.system.year}", columns, rows, kind="filtered")


def _flow_row(page: Page, row: Record, slots: dict[str, dict[str, float]]) -> Row:
    href = page.evidence.asset(row["asset"])
    here, there = page.names.place(row["place"]), page.names.place(row["to_place"])
    way = here if here == there else f"{here} → {there}"
    marks = []
    if not row["determined"]:
        marks.append(Cell(page.say("undetermined"), kind="mark", hint=page.say("undetermined_hint")))
    if row["estimate"]:
        words, hint = page.say("estimate"), str(row["estimate"])
        runs = ((words, page.language),) if page.foreign else ()
        marks.append(Cell(words, href=href, kind="mark", hint=hint, hint_lang=page.foreign, runs=runs))
    if not row["reports"]:
        marks.append(Cell(page.say("no_report"), kind="mark", hint=page.say("no_report_hint")))
    cells = [
        Cell(page.names.thing(row["asset"]), href=href, small=f"{page.say(str(row['kind']))}{page.colon} {way}"),
        page.number(row["base"], href),
        Cell(interval(row["low"], row["high"], page.language), href=href, kind="num"),
        text(page.unit(str(row["unit"]))),
        _capacity(page, row, "capacity", href, slots),
        _capacity(page, row, "capacity_paper", href, slots),
        page.number(row["reports"], href),
        Cell(parts=tuple(marks), kind="inline"),
    ]
    return Row(cells, data={"family": str(row["family"])})


def _capacity(page: Page, row: Record, column: str, href: str, slots: dict[str, dict[str, float]]) -> Cell:
    """A capacity; the joint limit where the flow has none of its own."""
    if not endless(row[column]):
        return page.number(row[column], href)
    joint = [name for name in str(row["slot"]).split(";") if name in slots]
    if joint:
        limit = f"{page.number(slots[joint[0]][column]).text} {page.say('joint')}"
        return Cell(limit, href=f"#{anchor('slot', joint[0])}", hint=page.names.thing(joint[0]), kind="num")
    return Cell(page.say("not_stated"), kind="num quiet")


def _joint_limits(page: Page) -> dict[str, dict[str, float]]:
    """Return the mean capacity of each joint limit over the year."""
    topology = page.answers.system.topology
    energy = topology.calendar.energy
    weights = topology.calendar.weights[energy]
    effective, paper = weights @ topology.slot_effective[energy], weights @ topology.slot_paper[energy]
    return {
        str(name): {"capacity": float(effective[i]), "capacity_paper": float(paper[i])}
        for i, name in enumerate(topology.slots.index)
    }


def disagreements(page: Page) -> tuple[Table, int, int]:
    """Return the reports that stand out (flagged first), their number, and the number of all."""
    table = page.answers.disagreements
    chosen = table[table["flagged"] | (table["residual"].abs() >= ONE_SIGMA)]
    chosen = chosen.sort_values("flagged", ascending=False, kind="stable")
    say = page.say
    columns = [
        Column(say("report")), Column(say("period")), Column(say("reported"), "num"),
        Column(say("reconciled"), "num"), Column(say("unit")), Column(say("residual"), "num", say("residual_hint")),
        Column(say("sources")),
    ]  # fmt: skip
    rows = [report_row(page, row) for row in chosen.to_dict("records")]
    return Table(say("disagree"), columns, rows), len(chosen), len(table)


def report_row(page: Page, row: Record) -> Row:
    """Return the row of one report: reported and reconciled value, residual, sources."""
    href = page.evidence.report(row["id"])
    name = page.names.thing(row["subject"])
    small = page.say("flagged") if row["flagged"] else ""
    measure = "" if row["measure"] == "flow" else f" ({page.fixed('measure', row['measure'])})"
    cells = [
        Cell(f"{name}{measure}", href=href, small=small),
        Cell(page.period(row["period"]), kind="period"),
        page.number(row["reported"], href),
        page.number(row["estimate"], href),
        text(page.unit(str(row["unit"]))),
        page.number(row["residual"], href),
        source_cell(page, row["sources"]),
    ]
    return Row(cells, kind="flagged" if row["flagged"] else "")


def source_cell(page: Page, sources: object) -> Cell:
    """Return a cell that links to each source named."""
    return Cell(
        parts=tuple(
            Cell(page.evidence.label(name), href=f"#{anchor('source', name)}", lang=page.foreign)
            for name in page.evidence.cite(sources)
        ),
        kind="inline",
    )
