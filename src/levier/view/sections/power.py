"""Bargaining power: one part a carrier, with its bars, players and projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.sentence import Listing
from levier.view.cells import Cell, Chapter, Column, Row, Section, Table, text
from levier.view.evidence import anchor
from levier.view.power_chart import power_chart
from levier.view.quantities import interval, plain
from levier.view.sections.flows import source_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.power import PowerAnswer, ProjectPower, Solved
    from levier.view.cells import Record
    from levier.view.page import Page

__all__ = ["power_sections"]

BESIDE = {
    "top": ("value_top_halved", "value_top_doubled", "power_top_hint"),
    "prices": ("value_low_prices", "value_high_prices", ""),
}
"""Columns that show what lies between two cases: both of them, and the hint of the title."""


def power_sections(page: Page, answers: Sequence[PowerAnswer]) -> list[Chapter]:
    """Return the bargaining power over each carrier.

    Args:
        page: the report being made.
        answers: one a family of carriers, in the order they are shown.
    """
    return [
        Chapter(
            anchor("power", answer.family),
            page.names.family(answer.family),
            power_chart(page, answer),
            _section(page, answer),
        )
        for answer in answers
    ]


def _section(page: Page, answer: PowerAnswer) -> Section:
    say, game, family = page.say, answer.stated, page.names.family(answer.family)
    headline = page.fill(
        "power_headline",
        family=family,
        horizon=answer.horizon,
        year=answer.year,
        guarantee=_guarantee(page, game),
        gain=page.money(answer.joint_gain),
    )
    proof = (
        say("power_certified")
        if game.certificate is not None and game.certificate.holds
        else page.fill(
            "power_no_nucleolus", reason=page.told(game.reason or getattr(game.certificate, "reason", "")).text
        )
    )
    counted = page.fill(
        "power_counted",
        coalitions=plain(game.coalitions, page.language),
        solved=plain(game.counts.solved, page.language),
    )
    return Section(
        [page.fill("power_about", family=family.lower()), headline, f"{counted} {proof}"],
        [_players(page, answer), _projects(page, answer)],
        [_values(page, answer, each) for each in answer.projects],
        _assumptions(page, answer),
    )


def _guarantee(page: Page, game: Solved) -> str:
    if game.error is None:
        return page.say("power_exact")
    return page.fill("power_sampled", error=page.money(game.error.max()))


def _players(page: Page, answer: PowerAnswer) -> Table:
    say, table = page.say, answer.players
    largest = float(table["gain"].max()) if len(table) else 0.0
    columns = [
        Column(say("power_player")),
        Column(say("power_gain"), "num"),
        Column(say("power_share"), "num"),
        Column(say("power_nucleolus"), "num"),
        Column(say("power_alone"), "num", say("power_alone_hint")),
        Column(say("power_missed"), "num"),
        Column(say("power_top"), "num", say("power_top_hint")),
        Column(say("power_prices"), "num"),
    ]
    rows = [Row(_player(page, row, largest)) for row in table.to_dict("records")]
    return Table(_titled(page, "power_players", answer.horizon, answer.stated), columns, rows)


def _player(page: Page, row: Record, largest: float) -> list[Cell]:
    return [
        text(page.names.thing(row["player"])),
        Cell(page.money(row["gain"]), bar=row["gain"] / largest if largest > 0 else None, kind="num"),
        page.share(row["share"]),
        Cell(page.money(row["nucleolus_gain"]), kind="num"),
        Cell(page.money(row["alone"]), kind="num"),
        Cell(page.money(row["missed"]), kind="num"),
        Cell(interval(row.get("gain_top_halved"), row.get("gain_top_doubled"), page.language), kind="num"),
        Cell(interval(row.get("gain_low_prices"), row.get("gain_high_prices"), page.language), kind="num"),
    ]


def _projects(page: Page, answer: PowerAnswer) -> Table:
    say = page.say
    columns = [
        Column(say("power_project")),
        Column(say("power_joint"), "num"),
        Column(f"{say('power_cost')}, M USD", "num"),
        Column(say("power_most")),
        Column(say("power_least")),
        Column(say("power_notes")),
        Column(say("sources")),
    ]
    by_name = {each.project.name: each for each in answer.projects}
    rows = []
    for row in answer.worth.to_dict("records"):
        project = by_name[row["project"]].project
        cited = ";".join(dict.fromkeys(str(part["sources"]) for part in project.rows))
        cost = interval(project.low, project.high, page.language) or say("power_not_told")
        if project.low is not None and project.low == project.high:
            cost = plain(project.low, page.language)
        cells = [
            text(row[f"name_{page.language}"]),
            Cell(page.money(row["joint_gain"]), kind="num"),
            Cell(cost, kind="num"),
            text(", ".join(page.names.thing(player) for player in row["gains_most"])),
            text(", ".join(page.names.thing(player) for player in row["loses_most"])),
            page.told(Listing(by_name[row["project"]].notes, "; ")),
            source_cell(page, cited),
        ]
        rows.append(Row(cells))
    return Table(_titled(page, "power_projects", answer.horizon, answer.stated), columns, rows)


def _values(page: Page, answer: PowerAnswer, each: ProjectPower) -> Table:
    say, found = page.say, answer.by_project
    columns = [Column(say("power_player"))]
    columns += [Column(say(f"power_{key}"), "num") for key in ("worth", "nucleolus", "before", "with")]
    beside = [key for key, (low, _, _) in BESIDE.items() if low in found]
    columns += [Column(say(f"power_{key}"), "num", say(hint) if (hint := BESIDE[key][2]) else "") for key in beside]
    rows = [
        Row(
            [
                text(page.names.thing(row["player"])),
                *(Cell(page.money(row[name]), kind="num") for name in ("value", "nucleolus_value", "without", "with")),
                *(_beside(page, row, key) for key in beside),
            ]
        )
        for row in found[found["project"] == each.project.name].to_dict("records")
    ]
    name = each.project.name_fr if page.language == "fr" else each.project.name_en
    return Table(_titled(page, "power_value", answer.horizon, each.games["stated"], project=name), columns, rows)


def _beside(page: Page, row: Record, key: str) -> Cell:
    """Return the range of a value between two cases that stand beside the stated one."""
    low, high, _ = BESIDE[key]
    return Cell(interval(row.get(low), row.get(high), page.language), kind="num")


def _titled(page: Page, key: str, horizon: int, game: Solved, **words: str) -> str:
    return page.fill(key, horizon=horizon, guarantee=_guarantee(page, game), **words)


def _assumptions(page: Page, answer: PowerAnswer) -> str:
    asked = answer.question
    said = [page.fill("power_assume", rate=page.percent(asked.capital.rate), life=f"{asked.capital.life:g}")]
    groups = (("together", asked.together), ("passive", answer.seats.passive), ("absent", asked.absent))
    for key, names in groups:
        if names:
            listed = ", ".join(page.names.thing(name) for name in names)
            said.append(page.fill(f"power_{key}", names=listed))
    return " ".join(said)
