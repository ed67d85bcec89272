"""The leverage of one pair of actors, in both directions: how much, for how long, through what, at what own loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.errors import UsageError
from levier.view.cells import Section
from levier.view.sections import leverage_details as details
from levier.view.sections import leverage_terms as terms
from levier.view.sections.leverage_words import month_name, shares

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.leverage import Leverage
    from levier.view.page import Page

__all__ = ["pair_section"]

MAIN = 3
"""Assets named in the sentence on what tying layers together adds."""


def pair_section(page: Page) -> Section:
    """Return the section on one pair, both directions; one sentence where it was not asked for."""
    pair = page.answers.pair
    if pair is None:
        return Section([page.say("pair_not_asked")])
    window = pair.window
    about = [*_headlines(page, pair, window), _layers(page, pair), page.say("pair_words")]
    if pair.buyer_only:
        about.append(page.say("lev_buyer_only"))
    tables = [
        terms.duration_table(page, pair, window[1]), terms.layer_table(page, pair, window),
        details.mechanism_table(page, pair), details.frontier_table(page, pair), details.third_table(page, pair),
        details.sales_table(page, pair), details.helped_table(page, pair), details.ground_table(page, pair),
    ]  # fmt: skip
    folded = [
        terms.season_table(page, pair), terms.whole_table(page, pair, window[1]), details.control_table(page, pair),
    ]  # fmt: skip
    return Section(about, tables, folded, _small(page, pair))


def _headlines(page: Page, pair: Leverage, window: tuple[int, int]) -> list[str]:
    """Say what each side can impose on the other, at what own loss; that a side can close nothing, if so."""
    found = []
    for actor, home, over, size, own_size in (
        (pair.actor, pair.home, pair.country, pair.size, pair.own_size),
        (pair.country, pair.country, pair.home, pair.own_size, pair.size),
    ):
        row = _term(pair, window, over)
        if row is None:
            found.append(page.fill("pair_no_answer", actor=page.names.thing(actor)))
            continue
        words = page.fill(
            f"pair_{row['aim']}",
            actor=page.names.thing(actor),
            over=page.names.country(over),
            home=page.names.country(home),
            months=window[0],
            month=month_name(page, window[1]),
            count=int(row["assets"]),
            loss=page.money(row["loss"]),
            own=page.money(row["own"]),
            others=page.money(row["others"]),
            shares=_bracketed(shares(page, size, row["loss"])),
            own_shares=_bracketed(shares(page, own_size, row["own"])),
        )
        found.append(words)
    return found


def _term(pair: Leverage, window: tuple[int, int], over: str) -> pd.Series | None:
    try:
        return pair.term(*window, over=over)
    except UsageError:
        return None


def _bracketed(told: list[str]) -> str:
    return f" ({', '.join(told)})" if told else ""


def _layers(page: Page, pair: Leverage) -> str:
    """Say what tying layers together adds, and on which assets it arises."""
    names = {"actor": page.names.thing(pair.actor), "over": page.names.country(pair.country)}
    layers = pair.layers
    if layers is None:
        return page.fill("pair_one_layer", **names)
    if layers.apart:
        return page.fill("pair_apart", **names)
    main = layers.mechanism.head(MAIN)
    where = [f"{page.names.thing(row.asset)} {page.money(row.extra)}" for row in main.itertuples()]
    return page.fill(
        "pair_extra",
        **names,
        joint=page.money(layers.joint),
        sum=page.money(sum(layers.parts.values())),
        extra=page.money(layers.extra),
        where=", ".join(where) or page.say("lev_none"),
    )


def _small(page: Page, pair: Leverage) -> str:
    system, sets = pair.system, pair.frontier.sets
    return page.fill(
        "pair_small",
        capacity=page.say(system.capacity),
        deck=page.say(f"deck_{system.deck}"),
        horizon=page.say(f"horizon_{system.horizon}"),
        count=page.number(len(pair.terms)).text,
        lost=int((pair.terms["status"] != "optimal").sum()),
        sets=page.number(len(sets)).text,
        solved=page.number(int(sets["solved"].sum())).text,
        things=pair.frontier.single,
        paired=pair.frontier.paired,
    )
