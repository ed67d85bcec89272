"""The autonomy answer in sentences, each with its interval, its sources, and what would change it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from levier.analysis.autonomy.drawn_costs import FEWEST
from levier.analysis.autonomy.points import TIED, binding
from levier.analysis.autonomy.told_cost import cost_told, hangs_told
from levier.analysis.autonomy.told_names import country_said, names_said
from levier.sentence import Listing, Name, sentence

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.autonomy.answer import Autonomy
    from levier.analysis.autonomy.levels import Level
    from levier.sentence import Sentence

__all__ = ["sentences"]


def sentences(answer: Autonomy) -> tuple[Sentence, ...]:
    """Say who could impose how much, what the limit costs, what it hangs on, and what a lower level would change.

    Each is a :class:`levier.sentence.Sentence`: English text, and the key and values other languages are made of.
    """
    told = [_imposed(answer)]
    if answer.limit is not None:
        told += [cost_told(answer, answer.limit), *hangs_told(answer, answer.limit)]
    return (*told, *_lower(answer))


def _imposed(answer: Autonomy) -> Sentence:
    board, asked = answer.board, answer.question
    nothing = board.losses([0] * len(board.offers))
    sources = dict.fromkeys(basis for _, _, basis in board.growth)
    base = sentence("autonomy_base_served", "what it was served in {year:d}", year=answer.system.year)
    if asked.sales:
        base = sentence(
            "autonomy_base_sold", "what it was served and sold of its own in {year:d}", year=answer.system.year
        )
    return sentence(
        "autonomy_imposed",
        "In {horizon:d}, with nothing more built, {who} could impose on {country} a loss of {worst:.1%} of {base} by a "
        "closure of {months:d} months{interval}. Demand: {demand}; a lower demand or fuller stocks would make it less.",
        horizon=asked.horizon,
        who=names_said(answer, binding(board, nothing)),
        country=country_said(answer),
        worst=float(nothing.max(initial=0.0)),
        base=base,
        months=asked.months,
        interval=_imposed_interval(answer),
        demand=Listing(sources) if sources else sentence("autonomy_base_demand", "as in the base year"),
    )


def _imposed_interval(answer: Autonomy) -> Sentence | str:
    """Say over what the loss was looked at, if over more than one case."""
    if answer.sampled is not None:
        row = answer.sampled.losses.iloc[0]
        values = {"low": row["low"], "high": row["high"], "samples": int(row["samples"])}
        if values["samples"] < FEWEST:
            return sentence(
                "autonomy_over_few",
                " ({low:.1%} to {high:.1%}, the range of {samples:d} draws of the inputs)",
                **values,
            )
        return sentence(
            "autonomy_over_draws", " ({low:.1%} to {high:.1%} in 90 % of {samples:d} draws of the inputs)", **values
        )
    worst = [each.losses([0] * len(each.offers)).max(initial=0.0) for each in answer.boards.values()]
    if len(worst) == 1:
        return ""
    if max(worst) - min(worst) <= TIED:
        return sentence("autonomy_every_deck", " (the same at every price deck)")
    return sentence(
        "autonomy_over_decks", " ({low:.1%} to {high:.1%} over price decks)", low=min(worst), high=max(worst)
    )


def _lower(answer: Autonomy) -> list[Sentence]:
    """Say what another level leaves of the options that follow it."""
    table = answer.levels
    if answer.lowered is None or not len(table):
        return []
    level, now, then = answer.lowered.level, answer.lowered.now, answer.lowered.then
    least = table.sort_values("share", kind="stable").iloc[0]
    nothing = [0] * len(now.offers)
    worst = [float(board.losses(nothing).max(initial=0.0)) for board in (now, then)]
    frontiers = [board.frontier() for board in (now, then)]
    ends = [frontier.points[-1].worst for frontier in frontiers]
    leaves = sentence("autonomy_any_set", "the least that any set of options leaves")
    if not all(math.isinf(frontier.complete_to) for frontier in frontiers):
        leaves = sentence("autonomy_any_evaluated", "the least that any set of options evaluated leaves")
    return [
        sentence(
            "autonomy_lower",
            "At a level of {value:g} {unit} ({basis}; {now:g} in the base year), {share:.0%} is left of what {asset} "
            "can carry{held}. With nothing built and nothing closed, {what} moves from {served_now:.1%} to "
            "{served:.1%} of the base year, the worst loss from {worst_now:.1%} to {worst:.1%}; {leaves} from "
            "{least_now:.1%} to {least:.1%}. Sources: {sources}; dredging or another level would change it.",
            value=round(level.value, 2),
            unit=level.unit,
            basis=level.basis,
            now=level.now,
            share=least["share"],
            asset=_asset(least),
            held=_held(level, table),
            what=_what(answer),
            served_now=now.served_share(nothing),
            served=then.served_share(nothing),
            worst_now=worst[0],
            worst=worst[1],
            leaves=leaves,
            least_now=ends[0],
            least=ends[1],
            sources=Listing(level.sources) if level.sources else sentence("autonomy_as_asked", "as asked"),
        )
    ]


def _asset(row: pd.Series) -> Name:
    return Name(str(row["name_en"]), "thing", str(row["asset"]))


def _held(level: Level, table: pd.DataFrame) -> Sentence | str:
    """Say of which assets nothing is told at so low a level."""
    rows = [row for _, row in table.iterrows() if level.held(str(row["asset"]))]
    if not rows:
        return ""
    return sentence(
        "autonomy_level_held",
        "; nothing is told below {last:g} {unit}, so the share there is held for {assets}",
        last=max(min(level.curves[str(row["asset"])][0]) for row in rows),
        unit=level.unit,
        assets=Listing(dict.fromkeys(_asset(row) for row in rows)),
    )


def _what(answer: Autonomy) -> Sentence:
    """Name what is counted: what the country is served, and its own sales where they were asked for."""
    if answer.question.sales:
        return sentence(
            "autonomy_what_sold", "what {country} is served and sells of its own", country=country_said(answer)
        )
    return sentence("autonomy_what_served", "what {country} is served", country=country_said(answer))
