"""One actor over one country, and the country in answer: durations, seasons, layers, frontier, what would help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.actor_cards import leverage_card
from levier.analysis.case import case_of
from levier.analysis.leverage.evaluate import Evaluated
from levier.analysis.leverage.frontier import Frontier, frontier_of
from levier.analysis.leverage.helped import what_helps
from levier.analysis.leverage.layers import Layers, joint_and_parts
from levier.analysis.leverage.sales import HOLDER, HOST
from levier.analysis.leverage.sides import Sides, asked_of, windows_of, with_shares
from levier.analysis.leverage.threat import Threat, control_of
from levier.errors import UsageError
from levier.show import shown
from levier.system.economy import Size, size_of
from levier.system.owners import country_of

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["DURATIONS", "SEASONS", "Leverage", "leverage_of", "side_of"]

DURATIONS = (1, 3, 12)
SEASONS = (1, 4, 7, 10)
HEADLINE = (3, 1)
"""Months and month of the onset that details are given of."""
TERMS = (
    "actor", "over", "aim", "layer", "months", "start", "thirds", "assets", "loss", "own", "others", "total", "damage",
    "loss_gdp", "loss_exports", "own_gdp", "own_exports", "status",
)  # fmt: skip


@shown(leverage_card)
@dataclass(frozen=True)
class Leverage:
    """What an actor can impose on a country.

    Losses are money at the stated prices over the run (window and recovery), wedges left out, positive: lost.

    Attributes:
        system: of which base year.
        actor, country: who closes, and on whom the loss is imposed.
        home: country whose loss counts as the actor's own (itself, for a state).
        control: what the actor can close, on which ground, with a sentence and its chain.
        terms: one row a direction (``actor``, ``over``), aim (``flows`` of the country alone, or ``everything``),
            layer (blank: all), duration ``months``, ``start`` (month), ``thirds`` (``cooperative`` or
            ``uncooperative``): ``assets`` closed, ``loss``, ``own``, ``others`` (sum over third parties), ``total``,
            ``damage``, M USD; ``loss_gdp``, ``loss_exports``, ``own_gdp``, ``own_exports`` (shares of a year's output
            and goods exports of whoever loses); ``status``.
        window: months and month of the onset that details are given of.
        headline: the threat that details are given of: the country's flows, or everything where it has none there.
        thirds: one row a country under the headline threat: ``country``, ``loss`` (negative: gains).
        sales: gross sales lost under it: ``by`` (``host`` or ``holder``), ``who``, ``lost`` (M USD).
        layers: joint loss less the sum of the layers', with the assets that make the difference; None for one layer.
        frontier: sets of things closed together, by own loss.
        helped: what would have saved most.
        size: of the country's economy; ``own_size``: of the home's.
        buyer_only: the home has no demand in the model: what it pays to replace goods is not in its own loss.
    """

    system: System
    actor: str
    country: str
    home: str
    control: pd.DataFrame
    terms: pd.DataFrame
    window: tuple[int, int]
    headline: Threat
    thirds: pd.DataFrame
    sales: pd.DataFrame
    layers: Layers | None
    frontier: Frontier
    helped: pd.DataFrame
    size: Size
    own_size: Size
    buyer_only: bool

    @property
    def guarantee(self) -> str:
        """How sure the losses are, in words."""
        lost = int((self.terms["status"] != "optimal").sum())
        return (
            f"each threat solved to an optimum ({len(self.terms)} rows, {lost} without one); losses are read at the "
            f"optimum found; horizon {self.system.horizon}, deck {self.system.deck}"
        )

    def term(self, months: int, start: int, *, over: str | None = None, thirds: str = "cooperative") -> pd.Series:
        """Return the row of one duration, season and direction: the country's flows if told, all layers together."""
        over = self.country if over is None else over
        table = self.terms
        chosen = table[
            (table["over"] == over)
            & (table["layer"] == "")
            & (table["months"] == months)
            & (table["start"] == start)
            & (table["thirds"] == thirds)
        ]
        if chosen.empty:
            message = f"nothing was asked of {months} months from month {start}"
            raise UsageError(message)
        row: pd.Series = chosen.sort_values("aim", key=lambda aim: aim != "flows", kind="stable").iloc[0]
        return row

    def together(self, actor: str, thirds: str = "cooperative") -> pd.DataFrame:
        """Return what closing a side's layers at once adds to closing each alone, in the window of the details.

        Args:
            actor: one of the two sides.
            thirds: whether third parties help.

        Returns:
            Index ``sum``, ``together``, ``difference``; columns ``loss``, ``own``, ``others``, M USD. Empty where the
            side's closing is of one layer.
        """
        table, (months, start) = self.terms, self.window
        mine = table[(table["actor"] == actor) & (table["months"] == months) & (table["start"] == start)]
        mine = mine[(mine["aim"] == "flows") & (mine["thirds"] == thirds)]
        layers, whole = mine[mine["layer"] != ""], mine[mine["layer"] == ""]
        amounts = ["loss", "own", "others"]
        if layers.empty:
            return pd.DataFrame(columns=amounts)
        total, at_once = layers[amounts].sum(), whole[amounts].iloc[0]
        extra = at_once - total
        if actor == self.actor and self.layers is not None:
            extra["loss"] = self.layers.extra
        return pd.DataFrame({"sum": total, "together": at_once, "difference": extra}).T


def side_of(system: System, actor: str) -> str:
    """Return the country whose loss counts as an actor's own: itself, or its home."""
    return country_of(system.package).get(actor, actor)


def leverage_of(
    system: System,
    actor: str,
    country: str,
    *,
    durations: Sequence[int] = DURATIONS,
    seasons: Sequence[int] = SEASONS,
    recovery: int = 0,
    workers: int = 2,
    progress: Callable[[str], None] | None = None,
) -> Leverage:
    """Ask what an actor can impose on a country by closing what it controls, and what the country can answer.

    Args:
        system: the base year.
        actor: id of a state, company or consortium.
        country: id of a country.
        durations: months of closure; 12 is asked from January alone.
        seasons: months of onset for shorter ones.
        recovery: months watched after the closure.
        workers: child processes; 0: this process.
        progress: told what is being done.

    Raises:
        UsageError: an unknown actor or country, an actor over its own home, or one that can close nothing.
        SolveError: the system has no reference.
    """
    tell = progress or (lambda _: None)
    control, home = control_of(system, actor), side_of(system, actor)
    _check(system, actor, country, home, control)
    sides = Sides(actor, control, home, country, control_of(system, country))
    windows = windows_of(durations, seasons)
    window = HEADLINE if HEADLINE in windows else windows[0]
    parts = {}
    # The window that details are given of comes last, so that its run is the one at hand.
    for months, start in sorted(windows, key=lambda each: each == window):
        tell(f"{months} months from month {start}")
        case = case_of(system, by="asset", start=start, months=months, recovery=recovery)
        found, asked = asked_of(case, sides, workers)
        parts[months, start] = asked.assign(months=months, start=start)
    tell("layers, frontier, what helps")
    at = _headline(found, actor, country)
    size, own_size = (size_of(system.package, state, system.year) for state in (country, home))
    terms = with_shares(pd.concat([parts[each] for each in windows], ignore_index=True), country, size, own_size)
    threat = found.threats[at]
    tied = [t for t in found.threats if (t.actor, t.over) == (threat.actor, threat.over) and t.layer]
    return Leverage(
        system,
        actor,
        country,
        home,
        control,
        terms[list(TERMS)],
        window,
        threat,
        _thirds(found, at),
        _sales(found, at),
        joint_and_parts(case, threat, tied, country, workers=workers) if tied else None,
        frontier_of(case, control, home, country, threats=_mine(found, actor), workers=workers),
        what_helps(case, threat, country, workers=workers),
        size,
        own_size,
        not ((system.assets["kind"] == "demand") & (system.assets["country"] == home)).any(),
    )


def _check(system: System, actor: str, country: str, home: str, control: pd.DataFrame) -> None:
    if country not in set(system.assets["bearer"]) | set(system.assets["country"]):
        countries = ", ".join(sorted(set(system.assets["country"])))
        message = f"nothing of {country!r} flows in {system.year}; countries with flows: {countries}"
        raise UsageError(message)
    if home == country:
        who = actor if actor == country else f"{actor}, at home in {home},"
        message = f"{who} and {country} are one side; name another country"
        raise UsageError(message)
    if control.empty:
        message = f"{actor} can close nothing that flows in {system.year}: nothing on its soil, run or held by it"
        raise UsageError(message)


def _headline(found: Evaluated, actor: str, country: str) -> int:
    """Position of the threat to the country's flows; of everything, if the actor controls none of them."""
    table = found.table
    mine = table[(table["actor"] == actor) & (table["layer"] == "")]
    flows = mine[mine["over"] == country]
    return int((flows if len(flows) else mine).index[0])


def _mine(found: Evaluated, actor: str) -> list[Threat]:
    """Threats of the actor itself."""
    return [threat for threat in found.threats if threat.actor == actor]


def _thirds(found: Evaluated, at: int) -> pd.DataFrame:
    measures = found.case.measures.table
    names = measures[(measures["kind"] == "loss") & (measures["key"] != "")]
    values = found.table.loc[at, list(names.index)].to_numpy(float)
    table = pd.DataFrame({"country": names["key"].to_numpy(), "loss": values})
    return table.sort_values("loss", ascending=False, kind="stable").reset_index(drop=True)


def _sales(found: Evaluated, at: int) -> pd.DataFrame:
    rows = [
        {"by": by, "who": str(name).removeprefix(prefix), "lost": float(found.table.at[at, name])}
        for by, prefix in (("host", HOST), ("holder", HOLDER))
        for name in found.table.columns
        if str(name).startswith(prefix)
    ]
    table = pd.DataFrame(rows, columns=["by", "who", "lost"])
    table = table[table["lost"].abs() > 1e-6]  # noqa: PLR2004 - a dollar
    return table.sort_values(["by", "lost"], ascending=[False, False], kind="stable").reset_index(drop=True)
