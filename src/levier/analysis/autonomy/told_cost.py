"""What a limit costs and what that hangs on, in sentences: what is proven is told apart from what was only found."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.autonomy.drawn_costs import FEWEST
from levier.analysis.autonomy.points import TIED, binding, built
from levier.analysis.autonomy.told_names import built_said, country_said, names_said, option_said
from levier.sentence import Listing, sentence

if TYPE_CHECKING:
    from levier.analysis.autonomy.answer import Autonomy
    from levier.analysis.autonomy.offer import Offer
    from levier.sentence import Sentence

__all__ = ["cost_told", "hangs_told"]

SAME = 0.5
"""Costs closer than this, M USD a year, are told as one."""


def cost_told(answer: Autonomy, limit: float) -> Sentence:
    """Say what a limit costs: exactly where that is proven, else at most and at least."""
    board, best = answer.board, answer.best
    if best is None:
        return _no_set(answer, limit)
    now = built(board, best.sizes)
    sources = dict.fromkeys(source for offer in board.offers if offer.name in now for source in offer.sources)
    cited = sentence("autonomy_sources", " Sources: {sources}.", sources=Listing(sources)) if sources else ""
    values = {
        "limit": limit,
        "country": country_said(answer),
        "cost": best.cost,
        "interval": _cost_interval(answer, limit),
        "built": built_said(board.offers, now),
        "worst": best.worst,
        "who": names_said(answer, binding(board, best.loss)),
        "within": _within(answer),
        "cited": cited,
    }
    if best.sure:
        return sentence(
            "autonomy_limit_costs",
            "A limit of {limit:.1%} costs {country} {cost:,.0f} M USD a year at mean stated costs ({interval}), with "
            "{built}; then {worst:.1%} is the worst, by {who}{within}.{cited}",
            **values,
        )
    return sentence(
        "autonomy_limit_at_most",
        "A limit of {limit:.1%} costs {country} at most {cost:,.0f} M USD a year at mean stated costs; at least "
        "{bound:,.0f} is proven ({interval}). At most, with {built}; then {worst:.1%} is the worst, by "
        "{who}{within}.{cited}",
        bound=min(best.cost, board.frontier().complete_to),
        **values,
    )


def _no_set(answer: Autonomy, limit: float) -> Sentence:
    """Say that no set is enough, or that none of those evaluated is."""
    board, frontier = answer.board, answer.board.frontier()
    least = frontier.points[-1]
    values = {
        "horizon": answer.question.horizon,
        "limit": limit,
        "worst": least.worst,
        "cost": least.cost,
        "built": built_said(board.offers, built(board, least.sizes)),
    }
    if math.isinf(frontier.complete_to):
        return sentence(
            "autonomy_no_set",
            "No set of options that can be had by {horizon:d} keeps it within {limit:.1%}: the least is {worst:.1%}, "
            "at {cost:,.0f} M USD a year ({built}); what was left out, for want of a cost or for its date, could "
            "change this.",
            **values,
        )
    return sentence(
        "autonomy_none_evaluated",
        "None of the {sets:,d} sets of options evaluated for {horizon:d} keeps it within {limit:.1%}: the least found "
        "is {worst:.1%}, at {cost:,.0f} M USD a year ({built}). Every set below {to:,.0f} M USD a year was evaluated; "
        "a dearer one, or what was left out for want of a cost or for its date, could change this.",
        sets=frontier.sets,
        to=frontier.complete_to,
        **values,
    )


def _cost_interval(answer: Autonomy, limit: float) -> Sentence:
    if answer.sampled is not None:
        table = answer.sampled.costs
        row = table[table["limit"] == limit].iloc[0]
        if math.isfinite(row["high"]):
            return _drawn(int(row["samples"]), float(row["low"]), float(row["high"]), float(row["proven"]))
    return _stated(answer, limit)


def _stated(answer: Autonomy, limit: float) -> Sentence:
    """Say what a limit costs at the ends of what is stated, and whether that is proven."""
    over = sentence("autonomy_over_costs", "over stated costs")
    if len(answer.boards) > 1:
        over = sentence("autonomy_over_both", "over stated costs and price decks")
    row = answer.points[answer.points["limit"] == limit].iloc[0]
    low, high, sure = float(row["cost_low"]), float(row["cost_high"]), bool(row["interval_sure"])
    if not math.isfinite(low):
        if sure:
            return sentence("autonomy_cost_unreached", "out of reach {over}", over=over)
        return sentence("autonomy_cost_unfound", "no set evaluated is enough {over}", over=over)
    if math.isinf(high):
        if sure:
            return sentence(
                "autonomy_cost_open", "{low:,.0f} and more, {over}: out of reach in some", low=low, over=over
            )
        return sentence(
            "autonomy_cost_open_found",
            "{low:,.0f} and more as found, {over}: in some no set evaluated is enough",
            low=low,
            over=over,
        )
    found = "" if sure else sentence("autonomy_as_found", ", as found, not proven")
    if high - low < SAME:
        return sentence("autonomy_cost_same", "the same {over}{found}", over=over, found=found)
    return sentence(
        "autonomy_cost_decks", "{low:,.0f} to {high:,.0f}, {over}{found}", low=low, high=high, over=over, found=found
    )


def _open(low: float, over: Sentence, *, sure: bool) -> Sentence:
    """Say that some cases, or all, have no set that is enough, or none among those evaluated."""
    if not math.isfinite(low):
        if sure:
            return sentence("autonomy_cost_unreached", "out of reach {over}", over=over)
        return sentence("autonomy_cost_unfound", "no set evaluated is enough {over}", over=over)
    if sure:
        return sentence("autonomy_cost_open", "{low:,.0f} and more, {over}: out of reach in some", low=low, over=over)
    return sentence(
        "autonomy_cost_open_found",
        "{low:,.0f} and more as found, {over}: in some no set evaluated is enough",
        low=low,
        over=over,
    )


def _drawn(samples: int, low: float, high: float, proven: float) -> Sentence:
    """Say what draws of the options' costs give: 90 % of them, or their range if they are few."""
    sure = "" if proven >= 1.0 else sentence("autonomy_draws_proven", ", proven in {share:.0%} of them", share=proven)
    if samples < FEWEST:
        return sentence(
            "autonomy_cost_few",
            "{low:,.0f} to {high:,.0f}, the range of {samples:d} draws of the options' costs{sure}",
            low=low,
            high=high,
            samples=samples,
            sure=sure,
        )
    return sentence(
        "autonomy_cost_draws",
        "{low:,.0f} to {high:,.0f} in 90 % of {samples:d} draws of the options' costs{sure}",
        low=low,
        high=high,
        samples=samples,
        sure=sure,
    )


def _within(answer: Autonomy) -> Sentence | str:
    """Say how often the set chosen keeps within the limit when inputs are drawn."""
    if answer.sampled is None or answer.best is None:
        return ""
    row = answer.sampled.losses.iloc[-1]
    share = row["within"] if any(answer.best.sizes) else float("nan")
    if math.isnan(share):
        return ""
    values = {"low": row["low"], "high": row["high"], "share": share}
    if row["samples"] < FEWEST:
        return sentence(
            "autonomy_kept_few",
            " ({low:.1%} to {high:.1%}, the range of the draws of the inputs; within the limit in {share:.0%} of them)",
            **values,
        )
    return sentence(
        "autonomy_kept",
        " ({low:.1%} to {high:.1%} in 90 % of the draws of the inputs; within the limit in {share:.0%} of them)",
        **values,
    )


def hangs_told(answer: Autonomy, limit: float) -> list[Sentence]:
    """Say without which option, or which of several alike, the limit would cost most more."""
    rows = answer.regret[answer.regret["limit"] == limit]
    if not len(rows):
        return []
    most = float(rows["regret"].max())
    top = rows[np.isinf(rows["regret"])] if math.isinf(most) else rows[rows["regret"] >= most - TIED * max(1.0, most)]
    if math.isfinite(most):
        without = sentence("autonomy_dearer", "the same limit would cost {regret:,.0f} M USD a year more", regret=most)
        if not top["sure"].all():
            without = sentence(
                "autonomy_dearer_found",
                "the same limit would cost {regret:,.0f} M USD a year more with the best set found",
                regret=most,
            )
    elif top["sure"].all():
        without = sentence("autonomy_no_other", "no set of the others would do")
    else:
        without = sentence("autonomy_none_seen", "no other set considered would do")
    offers = [offer for offer in answer.board.offers if offer.name in set(top["option"])]
    said = [_to_be_had(answer, offer, limit) for offer in offers]
    if len(said) == 1:
        return [
            sentence(
                "autonomy_hangs",
                "It hangs most on {option}: without it {without}; a later date or another price would change the "
                "choice.",
                option=said[0],
                without=without,
            )
        ]
    return [
        sentence(
            "autonomy_hangs_alike",
            "It hangs most, and alike, on each of {options}: without any one of them {without}; a later date or "
            "another price would change the choice.",
            options=Listing(said, between="; "),
            without=without,
        )
    ]


def _to_be_had(answer: Autonomy, offer: Offer, limit: float) -> Sentence:
    """Name an option, from when it can be had, and what the whole of it costs."""
    cost = sentence("autonomy_whole_range", "{low:,.0f} to {high:,.0f}", low=offer.low, high=offer.high)
    if offer.high - offer.low < SAME:
        cost = sentence("autonomy_whole_one", "{cost:,.0f}", cost=offer.high)
    return sentence(
        "autonomy_to_be_had",
        "{option} (from {available:d}; the whole at {cost} M USD{sources}{often})",
        option=option_said(offer),
        available=offer.available,
        cost=cost,
        sources=sentence("autonomy_by_sources", ": {sources}", sources=Listing(offer.sources)) if offer.sources else "",
        often=_often(answer, offer.name, limit),
    )


def _often(answer: Autonomy, option: str, limit: float) -> Sentence | str:
    if answer.sampled is None:
        return ""
    table = answer.sampled.entries
    rows = table[(table["option"] == option) & (table["limit"] == limit)]
    share = float(rows["chosen"].iloc[0]) if len(rows) else 0.0
    return sentence("autonomy_often", "; chosen in {share:.0%} of the draws", share=share)
