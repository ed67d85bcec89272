"""The folded tables of a balance: effect of the weights, memberships, counts, conflicting ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.cells import Cell, Column, Row, Table, text
from levier.view.sections.flows import source_cell

if TYPE_CHECKING:
    from levier.analysis.balance import BalanceAnswer
    from levier.view.page import Page

__all__ = ["conflict_table", "count_table", "effect_table", "membership_table", "what_of"]

REPORT = ["domain", "measure", "direction", "period", "unit", "told_of"]


def what_of(page: Page, measure: str, direction: str) -> str:
    """Say what is shared out, and which way it goes."""
    named = page.say(f"measure_{measure}")
    words = measure.replace("_", " ") if named == f"measure {measure}".replace("_", " ") else named
    return f"{words}, {page.say(f'balance_dir_{direction}')}"


def effect_table(page: Page, answer: BalanceAnswer) -> Table:
    """Return how the overall ranking moves with the weight of each domain."""
    say = page.say
    rows = []
    for row in answer.effect.to_dict("records"):
        domain = say(f"balance_{row['domain']}") if row["domain"] else say("balance_overall")
        cells = [
            Cell(domain),
            Cell(say(f"balance_times_{row['times']:g}")),
            Cell(page.names.thing(row["first"]), small=_share(page, row)) if row["first"] else page.told(row["reason"]),
            text(page.names.thing(row["second"]) if row["second"] else None),
            page.share(row["moved"], bar=True),
            page.number(row["ranks_changed"]),
            page.number(row["effective"]),
        ]
        rows.append(Row(cells))
    columns = [Column(say("balance_domain")), Column(say("balance_weight")), Column(say("balance_first"))]
    columns += [Column(say("balance_second"))]
    columns += [Column(say(name), "num") for name in ("balance_moved", "balance_ranks", "balance_effective")]
    return Table(say("balance_effect"), columns, rows)


def _share(page: Page, row: dict[object, object]) -> str:
    return page.percent(row["first_share"]) if row["first"] else ""


def membership_table(page: Page, answer: BalanceAnswer) -> Table:
    """Return the memberships of the country in force on the last day of the year."""
    say = page.say
    rows = [
        Row(
            [
                Cell(page.names.thing(row["body"])),
                text(page.fixed("role", row["role"])),
                text(page.period(row["from"])),
                text(page.period(row["to"])),
                Cell(say("balance_yes" if row["counted"] else "balance_no")),
                page.number(row["others"]),
                source_cell(page, row["sources"]),
            ]
        )
        for row in answer.memberships.to_dict("records")
    ]
    columns = [Column(say(f"balance_{name}")) for name in ("body", "role", "from", "to", "counted")]
    columns += [Column(say("balance_members"), "num"), Column(say("sources"))]
    return Table(page.fill("balance_memberships", day=page.period(f"{answer.year}-12-31")), columns, rows)


def count_table(page: Page, answer: BalanceAnswer) -> Table:
    """Return the meetings and agreements of the year by partner."""
    say = page.say
    chosen = answer.counts[answer.counts["year"] == answer.year]
    rows = [
        Row(
            [
                Cell(say(f"measure_{row['what']}")),
                Cell(page.names.thing(row["partner"])),
                page.number(row["count"]),
                page.number(row["bilateral"]),
            ]
        )
        for row in chosen.to_dict("records")
    ]
    columns = [Column(say("balance_what")), Column(say("partner"))]
    columns += [Column(say("balance_count"), "num"), Column(say("balance_bilateral"), "num")]
    return Table(say("balance_counts"), columns, rows)


def conflict_table(page: Page, answer: BalanceAnswer) -> Table:
    """Return the ties that several reports tell differently, all of them, with their use."""
    say, ties = page.say, answer.ties
    shared = ties[ties["rank"].notna() & ties.duplicated(REPORT, keep=False)]
    shared = shared[shared.groupby(REPORT)["value"].transform("nunique") > 1] if len(shared) else shared
    rows = []
    for row in shared.sort_values(REPORT, kind="stable").to_dict("records"):
        use = "mean" if str(row["why"]).startswith("averaged") else "yes" if row["used"] else "no"
        cells = [
            Cell(say(f"balance_{row['domain']}"), small=what_of(page, str(row["measure"]), str(row["direction"]))),
            Cell(page.names.thing(row["told_of"])),
            text(page.period(row["period"])),
            Cell(f"{page.number(row['value']).text} {page.unit(str(row['unit']))}", kind="num"),
            Cell(say(f"balance_use_{use}"), small=page.fixed("kind", row["kind"])),
            source_cell(page, row["sources"]),
        ]
        rows.append(Row(cells))
    columns = [Column(say("balance_domain")), Column(say("partner")), Column(say("period"))]
    columns += [Column(say("reported"), "num"), Column(say("balance_used")), Column(say("sources"))]
    return Table(say("balance_conflicts"), columns, rows)
