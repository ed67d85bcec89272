"""The autonomy answer in sentences, each with its interval, its sources, and what would change it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from levier.analysis.autonomy.points import binding, built

if TYPE_CHECKING:
    from levier.analysis.autonomy.answer import Autonomy

__all__ = ["sentences"]

SHOWN = 6


def sentences(answer: Autonomy) -> tuple[str, ...]:
    """Say who could impose how much, what the limit costs, and what it hangs on."""
    told = [_imposed(answer)]
    if answer.limit is not None:
        told += [_cost(answer, answer.limit), *_hangs(answer, answer.limit)]
    return tuple(told)


def _imposed(answer: Autonomy) -> str:
    board, asked = answer.board, answer.question
    worst = {deck: each.losses([0] * len(each.offers)).max(initial=0.0) for deck, each in answer.boards.items()}
    who = binding(board, board.losses([0] * len(board.offers)))
    sources = ", ".join(dict.fromkeys(basis for _, _, basis in board.growth))
    return (
        f"In {asked.horizon}, with nothing more built, {_names(who)} could impose on {asked.country} a loss of "
        f"{worst[answer.deck]:.1%} of what it was served in {answer.system.year} by a closure of {asked.months} months "
        f"({min(worst.values()):.1%} to {max(worst.values()):.1%} over price decks). Demand: "
        f"{sources or 'as in the base year'}; a lower demand or fuller stocks would make it less."
    )


def _cost(answer: Autonomy, limit: float) -> str:
    board, asked, best = answer.board, answer.question, answer.best
    row = answer.points[answer.points["limit"] == limit].iloc[0]
    if best is None:
        least = board.frontier().points[-1]
        what = _listed(board.offers, built(board, least.sizes)) or "nothing more built"
        return (
            f"No set of options that can be had by {asked.horizon} keeps it within {limit:.1%}: the least is "
            f"{least.worst:.1%}, at {least.cost:,.0f} M USD a year ({what}); "
            f"what was left out, for want of a cost or for its date, could change this."
        )
    now = built(board, best.sizes)
    sources = dict.fromkeys(source for offer in board.offers if offer.name in now for source in offer.sources)
    high = "out of reach in some cases" if math.isinf(row["cost_high"]) else f"{row['cost_high']:,.0f}"
    what = f"with {_listed(board.offers, now)}" if now else "with nothing more built"
    return (
        f"A limit of {limit:.1%} costs {asked.country} at least {best.cost:,.0f} M USD a year "
        f"({row['cost_low']:,.0f} to {high}, over stated costs and price decks), {what}; then {best.worst:.1%} is the "
        f"worst, by {_names(binding(board, best.loss))}." + (f" Sources: {', '.join(sources)}." if sources else "")
    )


def _hangs(answer: Autonomy, limit: float) -> list[str]:
    rows = answer.regret[answer.regret["limit"] == limit]
    said = []
    if len(rows):
        top = rows.sort_values("regret", ascending=False, kind="stable").iloc[0]
        never = "no set of the others would do" if top["sure"] else "no other set considered would do"
        more = f"the same limit would cost {top['regret']:,.0f} M USD a year more"
        without = more if math.isfinite(top["regret"]) else never
        offer = next(each for each in answer.board.offers if each.name == top["option"])
        said.append(
            f"It hangs most on {offer.name_en}: without it {without}; it can be had from "
            f"{offer.available}, at {offer.low:,.0f} to {offer.high:,.0f} M USD ({', '.join(offer.sources)}); a later "
            f"date or another price would change the choice."
        )
    return said


def _names(who: tuple[str, ...]) -> str:
    """Name a few, and say how many more.

    >>> _names(("RU", "gazprom")), _names(())
    ('RU and gazprom', 'nobody')
    """
    if not who:
        return "nobody"
    shown = [*who[:SHOWN], *([f"{len(who) - SHOWN} more"] if len(who) > SHOWN else [])]
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _listed(offers: tuple[object, ...], shares: dict[str, float]) -> str:
    names = {getattr(offer, "name", ""): getattr(offer, "name_en", "") for offer in offers}
    parts = [names[name] if share == 1.0 else f"{names[name]} ({share:.0%})" for name, share in shares.items()]
    return "; ".join(parts)
