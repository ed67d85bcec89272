"""The autonomy answer in sentences, each with its interval, its sources, and what would change it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from levier.analysis.autonomy.points import binding, built
from levier.sentence import Listing, Name, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.analysis.autonomy.answer import Autonomy
    from levier.analysis.autonomy.offer import Offer
    from levier.sentence import Sentence

__all__ = ["sentences"]

SHOWN = 6


def sentences(answer: Autonomy) -> tuple[Sentence, ...]:
    """Say who could impose how much, what the limit costs, what it hangs on, and what a lower level would change.

    Each is a :class:`levier.sentence.Sentence`: English text, and the key and values other languages are made of.
    """
    told = [_imposed(answer)]
    if answer.limit is not None:
        told += [_cost(answer, answer.limit), *_hangs(answer, answer.limit)]
    return (*told, *_lower(answer))


def _imposed(answer: Autonomy) -> Sentence:
    board, asked = answer.board, answer.question
    worst = {deck: each.losses([0] * len(each.offers)).max(initial=0.0) for deck, each in answer.boards.items()}
    value = worst[answer.deck]
    interval = sentence(
        "autonomy_over_decks", "({low:.1%} to {high:.1%} over price decks)", low=min(worst.values()),
        high=max(worst.values()),
    )  # fmt: skip
    if answer.sampled is not None:
        row = answer.sampled.losses.iloc[0]
        interval = sentence(
            "autonomy_over_draws", "({low:.1%} to {high:.1%} in 90 % of {samples:d} draws of the inputs)",
            low=row["low"], high=row["high"], samples=int(row["samples"]),
        )  # fmt: skip
    sources = dict.fromkeys(basis for _, _, basis in board.growth)
    return sentence(
        "autonomy_imposed",
        "In {horizon:d}, with nothing more built, {who} could impose on {country} a loss of {worst:.1%} of what it was "
        "served in {year:d} by a closure of {months:d} months {interval}. Demand: {demand}; a lower demand or fuller "
        "stocks would make it less.",
        horizon=asked.horizon,
        who=_names(answer, binding(board, board.losses([0] * len(board.offers)))),
        country=_country(answer),
        worst=value,
        year=answer.system.year,
        months=asked.months,
        interval=interval,
        demand=Listing(sources) if sources else sentence("autonomy_base_demand", "as in the base year"),
    )


def _cost(answer: Autonomy, limit: float) -> Sentence:
    board, asked, best = answer.board, answer.question, answer.best
    if best is None:
        least = board.frontier().points[-1]
        return sentence(
            "autonomy_no_set",
            "No set of options that can be had by {horizon:d} keeps it within {limit:.1%}: the least is {worst:.1%}, "
            "at {cost:,.0f} M USD a year ({built}); what was left out, for want of a cost or for its date, could "
            "change this.",
            horizon=asked.horizon,
            limit=limit,
            worst=least.worst,
            cost=least.cost,
            built=_listed(board.offers, built(board, least.sizes)),
        )
    now = built(board, best.sizes)
    sources = dict.fromkeys(source for offer in board.offers if offer.name in now for source in offer.sources)
    cited = sentence("autonomy_sources", " Sources: {sources}.", sources=Listing(sources)) if sources else ""
    return sentence(
        "autonomy_limit_costs",
        "A limit of {limit:.1%} costs {country} at least {cost:,.0f} M USD a year ({interval}), with {built}; then "
        "{worst:.1%} is the worst, by {who}{within}.{cited}",
        limit=limit,
        country=_country(answer),
        cost=best.cost,
        interval=_cost_interval(answer, limit),
        built=_listed(board.offers, now),
        worst=best.worst,
        who=_names(answer, binding(board, best.loss)),
        within=_within(answer),
        cited=cited,
    )


def _cost_interval(answer: Autonomy, limit: float) -> Sentence:
    if answer.sampled is not None:
        table = answer.sampled.costs
        row = table[table["limit"] == limit].iloc[0]
        if math.isfinite(row["high"]):
            return sentence(
                "autonomy_cost_draws",
                "{low:,.0f} to {high:,.0f} in 90 % of {samples:d} draws of the options' costs",
                low=row["low"],
                high=row["high"],
                samples=int(row["samples"]),
            )
    row = answer.points[answer.points["limit"] == limit].iloc[0]
    if not math.isfinite(row["cost_low"]):
        return sentence("autonomy_cost_unreached", "out of reach at every stated cost and price deck")
    if math.isinf(row["cost_high"]):
        return sentence(
            "autonomy_cost_open",
            "{low:,.0f} and more, over stated costs and price decks: out of reach in some",
            low=row["cost_low"],
        )
    return sentence(
        "autonomy_cost_decks",
        "{low:,.0f} to {high:,.0f}, over stated costs and price decks",
        low=row["cost_low"],
        high=row["cost_high"],
    )


def _within(answer: Autonomy) -> Sentence | str:
    """Say how often the set chosen keeps within the limit when inputs are drawn."""
    if answer.sampled is None or answer.best is None:
        return ""
    row = answer.sampled.losses.iloc[-1]
    share = row["within"] if any(answer.best.sizes) else float("nan")
    if math.isnan(share):
        return ""
    return sentence(
        "autonomy_kept",
        " ({low:.1%} to {high:.1%} in 90 % of the draws of the inputs; within the limit in {share:.0%} of them)",
        low=row["low"],
        high=row["high"],
        share=share,
    )


def _hangs(answer: Autonomy, limit: float) -> list[Sentence]:
    rows = answer.regret[answer.regret["limit"] == limit]
    if not len(rows):
        return []
    top = rows.sort_values("regret", ascending=False, kind="stable").iloc[0]
    offer = next(each for each in answer.board.offers if each.name == top["option"])
    if math.isfinite(top["regret"]):
        without = sentence(
            "autonomy_dearer", "the same limit would cost {regret:,.0f} M USD a year more", regret=top["regret"]
        )
    elif top["sure"]:
        without = sentence("autonomy_no_other", "no set of the others would do")
    else:
        without = sentence("autonomy_none_seen", "no other set considered would do")
    return [
        sentence(
            "autonomy_hangs",
            "It hangs most on {option}: without it {without}; it can be had from {available:d}, at {low:,.0f} to "
            "{high:,.0f} M USD ({sources}){often}; a later date or another price would change the choice.",
            option=_option(offer),
            without=without,
            available=offer.available,
            low=offer.low,
            high=offer.high,
            sources=Listing(offer.sources),
            often=_often(answer, offer.name, limit),
        )
    ]


def _often(answer: Autonomy, option: str, limit: float) -> Sentence | str:
    if answer.sampled is None:
        return ""
    table = answer.sampled.entries
    rows = table[(table["option"] == option) & (table["limit"] == limit)]
    share = float(rows["chosen"].iloc[0]) if len(rows) else 0.0
    return sentence("autonomy_often", ", and is chosen in {share:.0%} of the draws", share=share)


def _lower(answer: Autonomy) -> list[Sentence]:
    """Say what another level leaves of the options that follow it."""
    table = answer.levels
    if answer.lowered is None or not len(table):
        return []
    level, now, then = answer.lowered.level, answer.lowered.now, answer.lowered.then
    least = table.sort_values("share", kind="stable").iloc[0]
    nothing = [0] * len(now.offers)
    worst = [float(board.losses(nothing).max(initial=0.0)) for board in (now, then)]
    ends = [board.frontier().points[-1].worst for board in (now, then)]
    return [
        sentence(
            "autonomy_lower",
            "At a level of {value:g} {unit} ({basis}; {now:g} in the base year), {share:.0%} is left of what {asset} "
            "can carry. With nothing built and nothing closed, what {country} is served moves from {served_now:.1%} to "
            "{served:.1%} of the base year, the worst loss from {worst_now:.1%} to {worst:.1%}; the least that any set "
            "of options leaves from {least_now:.1%} to {least:.1%}. Sources: {sources}; dredging or another level "
            "would change it.",
            value=round(level.value, 2),
            unit=level.unit,
            basis=level.basis,
            now=level.now,
            share=least["share"],
            asset=Name(least["name_en"], "thing", least["option"] or least["asset"]),
            country=_country(answer),
            served_now=now.served_share(nothing),
            served=then.served_share(nothing),
            worst_now=worst[0],
            worst=worst[1],
            least_now=ends[0],
            least=ends[1],
            sources=Listing(level.sources) if level.sources else sentence("autonomy_as_asked", "as asked"),
        )
    ]


def _country(answer: Autonomy) -> Name:
    table = answer.system.package.table("countries").set_index("id")
    country = answer.question.country
    return Name(str(table.at[country, "name_en"]) or country, "country", country)


def _names(answer: Autonomy, who: Sequence[str]) -> Sentence | Listing | Name:
    """Name a few actors, and say how many more; those whose closures are the same stand in one name."""
    known: dict[str, str] = {}
    for table in ("actors", "countries"):
        known |= {row["id"]: row["name_en"] for row in answer.system.package.table(table).to_dict("records")}
    ids = list(dict.fromkeys(actor for name in who for actor in name.split("; ")))
    if not ids:
        return sentence("autonomy_nobody_said", "nobody")
    parts = [Name(known.get(actor, "") or actor, "thing", actor) for actor in ids[:SHOWN]]
    if len(ids) > SHOWN:
        more = sentence("autonomy_more", "{count:d} more", count=len(ids) - SHOWN)
        return sentence("autonomy_and", "{first} and {last}", first=Listing(parts), last=more)
    if len(parts) == 1:
        return parts[0]
    return sentence("autonomy_and", "{first} and {last}", first=Listing(parts[:-1]), last=parts[-1])


def _option(offer: Offer) -> Name:
    return Name(offer.name_en or offer.name, "option", offer.name)


def _listed(offers: Sequence[Offer], shares: Mapping[str, float]) -> Sentence | Listing:
    if not shares:
        return sentence("autonomy_none_built", "nothing more built")
    named = {offer.name: _option(offer) for offer in offers}
    return Listing(
        (
            named[name]
            if share == 1.0
            else sentence("autonomy_in_part", "{option} ({share:.0%})", option=named[name], share=share)
            for name, share in shares.items()
        ),
        between="; ",
    )
