"""What an autonomy answer rests on, and how sure its frontier is, in sentences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from levier.analysis.autonomy.question import decision_year
from levier.sentence import Amount, Listing, Name, sentence

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.autonomy.board import Board
    from levier.analysis.autonomy.lowered import Lowered
    from levier.analysis.autonomy.question import Question
    from levier.analysis.autonomy.sampled import Sampled
    from levier.sentence import Sentence
    from levier.system import System

__all__ = ["assumptions_of", "drawn_of", "guarantee_of"]


def guarantee_of(board: Board) -> Sentence:
    """Say how sure a frontier is."""
    to, steps = board.frontier().complete_to, board.asked.steps
    if math.isinf(to):
        return sentence(
            "autonomy_exact_all",
            "exact: every set that could matter was evaluated, continuous options in steps of 1/{steps:d}",
            steps=steps,
        )
    return sentence(
        "autonomy_exact_up_to",
        "exact up to {cost:,.0f} M USD a year: every cheaper set was evaluated, continuous options in steps of "
        "1/{steps:d}; beyond, sets near the best were looked for, and others may do better",
        cost=to,
        steps=steps,
    )


def assumptions_of(system: System, board: Board, lowered: Lowered | None = None) -> tuple[Sentence, ...]:
    """Say what an answer rests on."""
    asked = board.asked
    return tuple(
        said
        for said in (
            _horizon(asked),
            _fuels(system, board),
            _loss(system, asked),
            sentence(
                "autonomy_closure",
                "the closed state is a yearly program of its own, weighed by its months; the least-cost solution is "
                "read, ties (costs within a millionth of the served value) in the country's favour; an actor closes "
                "all it can of one part of the network and may leave another; own losses do not hold it back",
            ),
            sentence(
                "autonomy_stocks",
                "stocks stand at their mean level of the base year when something is closed, and are drawn once",
            ),
            sentence("autonomy_vendors_hold", "a vendor, who controls it and the state it is at home in can stop what "
                     "it built"),
            sentence(
                "autonomy_capital",
                "capital at {rate:.0%} over {life:g} years; decided in {decided:d}; demand by the forecasts the "
                "package holds, else as in the base year; fields give what stands today",
                rate=asked.capital.rate,
                life=asked.capital.life,
                decided=decision_year(system, asked),
            ),
            _level(lowered),
        )
        if said is not None
    )  # fmt: skip


def _horizon(asked: Question) -> Sentence:
    return sentence(
        "autonomy_horizon",
        "long horizon, {horizon:d}: yearly flows at physical costs, without ramps, peaks and calibration",
        horizon=asked.horizon,
    )


def _fuels(system: System, board: Board) -> Sentence:
    """Say which plants are on the fuel of the network, and which are not."""
    table = board.fuels
    joined = table[table["linked"]] if len(table) else table
    if not len(joined):
        return sentence(
            "autonomy_not_linked",
            "carriers meet only where an asset joins them; no plant in question draws its fuel from the network",
        )
    apart = table[~table["linked"].astype(bool)]
    said = sentence(
        "autonomy_linked",
        "{plants:d} plants and options draw their fuel from the network ({burnt} in {country} in the base year, at the "
        "rates of `fuels`): a closure of the fuel stops their power; the demands they burnt it from are less by that, "
        "all tiers alike, and served value counts final fuel and power",
        plants=joined["plant"].nunique(),
        burnt=_burnt(system, board.asked.country, joined),
        country=_country(system, board.asked.country),
    )
    if not len(apart):
        return said
    left = sentence(
        "autonomy_linked_apart",
        "; not on it, wholly or in part: {plants}",
        plants=Listing(dict.fromkeys(apart["plant"])),
    )
    return sentence("autonomy_joined", "{first}{second}", first=said, second=left)


def _country(system: System, country: str) -> Name:
    table = system.package.table("countries").set_index("id")
    return Name(str(table.at[country, "name_en"]) or country, "country", country)


def _burnt(system: System, country: str, joined: pd.DataFrame) -> Listing | Sentence:
    """Say how much of each fuel plants burnt out of a country's demands, in the fuel's own unit."""
    places, carriers, demands = (
        system.package.table(name).set_index("id") for name in ("places", "carriers", "demands")
    )
    demands = demands[~demands.index.duplicated()]
    amounts: dict[str, float] = {}
    for row in joined.to_dict("records"):
        demand = demands.loc[row["demand"]]
        if places.at[demand["place"], "country"] == country:
            unit = str(carriers.at[demand["carrier"], "unit"])
            amounts[unit] = amounts.get(unit, 0.0) + float(row["burnt"])
    if not amounts:
        return sentence("autonomy_no_fuel", "nothing")
    return Listing(Amount(f"{amount:,.1f}", unit) for unit, amount in amounts.items())


def _loss(system: System, asked: Question) -> Sentence:
    if asked.sales:
        return sentence(
            "autonomy_loss_sales",
            "a loss is the fall of what it is served at its stated value, and its own sales at stated prices, over "
            "{months:d} months of closure, against the same options without any closure; as a share of "
            "both in {year:d}",
            months=asked.months,
            year=system.year,
        )
    return sentence(
        "autonomy_loss",
        "a loss is the fall of what it is served at its stated value, over {months:d} months of closure, against the "
        "same options without any closure; as a share of what {year:d} served in a year",
        months=asked.months,
        year=system.year,
    )


def _level(lowered: Lowered | None) -> Sentence | None:
    if lowered is None:
        return None
    level = lowered.level
    return sentence(
        "autonomy_level",
        "stated capacities hold at a level of {now:g} {unit} ({driver}); at {value:g} {unit} ({basis}) those that "
        "follow it fall along their curves, without dredging or other works; beyond what is told the last share holds",
        now=level.now,
        value=level.value,
        unit=level.unit,
        driver=level.driver,
        basis=level.basis,
    )


def drawn_of(sampled: Sampled) -> Sentence:
    """Say what was drawn."""
    return sentence(
        "autonomy_drawn",
        "{samples:d} draws (seed {seed:d}) of the cost of each option, evenly between what is stated (5 % about a "
        "single figure), sets chosen anew from those evaluated; and {samples:d} of everything else: base-year volumes, "
        "capacities, running costs, prices and market rooms as uncertain as the package says, values of demand by "
        "20 %, forecast demand by 10 %; costs, sizes and dates of options held; {failed:d} draws failed",
        samples=sampled.samples,
        seed=sampled.seed,
        failed=len(sampled.failed),
    )
