"""Back-test: how far off the model was on events it did not know, misses first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.view.cells import Cell, Column, Row, Section, Table, text

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.backtest import LeftOut
    from levier.view.page import Page

__all__ = ["backtest_section"]

SHOWN = 15


def backtest_section(page: Page) -> Section:
    """Return the section on back-tests; one sentence where none was run."""
    card = page.answers.backtest
    if card is None:
        return Section([page.say("backtest_not_run")])
    head = [page.say("backtest_none")]
    if len(card.events):
        head = [_headline(page, "backtest_headline", card.headline)]
        if card.without_hindsight["events"]:  # an error of no event is no number
            head.append(_headline(page, "backtest_strict", card.without_hindsight))
    tables = [_misses(page, card.scores, "backtest_misses"), _events(page, card.events, "backtest_events")]
    details = [
        _announced(page, card.announced),
        _misses(page, card.inside_scores, "backtest_inside"),
        _left(page, card.left_out),
    ]
    return Section([page.say("backtest_about"), *head], tables, details)


def _headline(page: Page, phrase: str, figures: dict[str, float]) -> str:
    shares = {key: page.share(figures[key]).text for key in ("error", "direction", "inside")}
    return page.fill(
        phrase,
        events=figures["events"],
        observables=figures["observables"],
        nothing=page.share(figures["error_nothing"]).text,
        lost=page.share(figures["error_lost"]).text,
        **shares,
    )


def _misses(page: Page, scores: pd.DataFrame, caption: str) -> Table:
    """Return the outcomes with the largest errors."""
    rows = []
    for row in scores.head(SHOWN).to_dict("records"):
        low, high = (_amount(page, row[key], row["unit"]) for key in ("low", "high"))
        amounts = [_value(page, row, key) for key in ("observed", "predicted")]
        naive = [_value(page, row, key) for key in ("nothing", "lost")]
        lead = [_event(page, row["event"], row["name"]), _subject(page, row)]
        cells = [*amounts, Cell(f"{low} – {high}", kind="num"), *naive]
        rows.append(Row([*lead, *cells, page.share(row["error"])]))
    say = page.say
    columns = [Column(say("backtest_event")), Column(say("backtest_subject"))]
    named = ("observed", "predicted", "range", "nothing", "lost", "error")
    return Table(say(caption), columns + [Column(say(f"backtest_{name}"), "num") for name in named], rows)


def _events(page: Page, events: pd.DataFrame, caption: str) -> Table:
    keys = ("error", "error_nothing", "error_lost", "direction")
    rows = [
        Row(
            [
                _event(page, row["event"], row["name"]),
                text(str(row["base_year"]), "num"),
                page.number(row["observables"]),
                *(page.share(row[key]) for key in keys),
            ]
        )
        for row in events.to_dict("records")
    ]
    named = ("base_year", "count", "error", "nothing", "lost", "direction")
    columns = [Column(page.say("backtest_event")), *(Column(page.say(f"backtest_{name}"), "num") for name in named)]
    return Table(page.say(caption), columns, rows)


def _announced(page: Page, announced: pd.DataFrame) -> Table:
    keys = ("observed", "as_announced", "discounted")
    rows = [
        Row(
            [
                _event(page, row["event"], row["name"]),
                text(f"{page.names.thing(row['subject'])}, {page.period(row['period'])}"),
                *(_value(page, row, key) for key in keys),
            ]
        )
        for row in announced.to_dict("records")
    ]
    columns = [Column(page.say("backtest_event")), Column(page.say("backtest_subject"))]
    columns += [Column(page.say(f"backtest_{name}"), "num") for name in keys]
    return Table(page.say("backtest_announced"), columns, rows)


def _left(page: Page, left: list[LeftOut]) -> Table:
    rows = [Row([_event(page, case.event, case.name), page.told(case.reason)]) for case in left]
    columns = [Column(page.say("backtest_event")), Column(page.say("backtest_reason"))]
    return Table(page.say("backtest_left"), columns, rows)


def _event(page: Page, event: str, name: str) -> Cell:
    """Name an event; a case of the user's own has one name only."""
    known = page.names.event(event)
    return text(known or name, lang="" if known else page.foreign)


def _subject(page: Page, row: dict[Any, Any]) -> Cell:
    quantity = page.say(f"quantity_{row['quantity']}")
    return text(f"{page.names.thing(row['subject'])}, {quantity}, {page.period(row['period'])}")


def _value(page: Page, row: dict[Any, Any], key: str) -> Cell:
    return Cell(_amount(page, row[key], row["unit"]), kind="num")


def _amount(page: Page, value: float, unit: str) -> str:
    return page.share(value / 100.0).text if unit == "%" else page.quantity(value, unit)
