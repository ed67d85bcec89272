"""Whose consent an asset needs: the states it stands on, whoever runs it, whoever holds a majority of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from levier.errors import UsageError
from levier.system.control.closable import closable, package_of
from levier.system.control.grounds import CONTROL, check_actor, reasons
from levier.system.control.link import HALF, sentence
from levier.system.control.reading import asset_sources, control_of, holdings_on, names_of
from levier.system.owners import country_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from levier.dataset import Package
    from levier.system.system import System

__all__ = ["consent_set", "consents"]


def consents(source: System | Package, date: date, players: Sequence[str], *, states: bool = False) -> pd.DataFrame:
    """Give every consent that every asset needs, out of a list of players (methods 8).

    A player's consent is needed where the asset stands on its soil or crosses it, where it runs the asset, or where
    it holds a majority of it; itself or through what it controls.

    Args:
        source: a system (its own assets) or a package (the assets of the year of the day).
        date: the day whose stakes count.
        players: ids of states, companies, consortia or funds.
        states: let a state stand also for the companies at home in it (operator and majority), where nobody else
            among the players decides over them. Off: an operator that nobody among the players decides over asks for
            no consent.

    Returns:
        One row an asset, player and ground: asset, player, ground (``territory``, ``operator``, ``majority``, or
        ``home`` where only the seat of a company ties the player), sentence.

    Raises:
        UsageError: a player that does not exist.

    """
    package = package_of(source)
    for player in players:
        check_actor(package, player)
    table, names, sources = closable(source, date), names_of(package), asset_sources(package)
    found = []
    for player in dict.fromkeys(players):
        control = control_of(package, date, player)
        for name, row in zip(table.index, table.itertuples(), strict=True):
            for ground, chain in reasons(player, str(name), row, control, sources):
                if ground in CONTROL:
                    found.append((str(name), player, ground, sentence(chain, names)))
    if states:
        found += _by_seat(package, date, table, players, found)
    return pd.DataFrame(found, columns=["asset", "player", "ground", "sentence"])


def consent_set(
    source: System | Package, asset: str, date: date, players: Sequence[str], *, states: bool = False
) -> frozenset[str]:
    """Name the players whose consent one asset needs; see :func:`consents`, which answers for all at once.

    Raises:
        UsageError: a player or an asset that does not exist.

    """
    name = asset.partition(":")[0]
    if name not in closable(source, date).index:
        message = f"no asset {asset!r} that could be closed in {date.year}; demands and markets are none"
        raise UsageError(message)
    table = consents(source, date, players, states=states)
    return frozenset(table.loc[table["asset"] == name, "player"])


def _by_seat(
    package: Package,
    date: date,
    table: pd.DataFrame,
    players: Sequence[str],
    found: Sequence[tuple[str, str, str, str]],
) -> list[tuple[str, str, str, str]]:
    """Consents of the home states of operators and majority holders that no player decides over."""
    told = {(asset, ground) for asset, _, ground, _ in found}
    home, names = country_of(package), names_of(package)
    largest = {
        holding: kinds["equity"][0] for holding, kinds in holdings_on(package, date).items() if "equity" in kinds
    }
    holder = {holding: link.subject for holding, link in largest.items() if (link.share or 0.0) > HALF}
    rows = []
    for name, operator in zip(table.index, table["operator"], strict=True):
        for ground, company, verb in (("operator", operator, "runs"), ("majority", holder.get(name), "holds")):
            state = home.get(str(company), "")
            if company and state in players and (str(name), ground) not in told:
                words = f"{names.get(company, company)}, which {verb} it, is at home in {names.get(state, state)}"
                rows.append((str(name), state, "home", words))
    return list(dict.fromkeys(rows))
