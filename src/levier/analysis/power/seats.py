"""Who sits at the table: the players of a long-horizon network, and whose consent each flow needs."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from levier.analysis.balance.blocs import ROLES
from levier.dataset import parse_period, parse_validity
from levier.errors import UsageError
from levier.system.control import consents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.dataset import Package
    from levier.system.long import Flow

__all__ = ["Seats", "named", "seats_of"]

OPEN = "WW"
BUYERS = ("demand", "market")


@dataclass(frozen=True)
class Seats:
    """Players, and who must agree before each flow can run.

    Attributes:
        players: states or bodies, in the order of the data.
        needs: per flow, the players whose consent it needs; nobody: it is always available.
        passive: states that are no players: their consent is taken as given.
    """

    players: tuple[str, ...]
    needs: tuple[frozenset[str], ...]
    passive: tuple[str, ...] = ()

    def masks(self) -> list[int]:
        """Return the consent sets as bitmasks: player i is bit i.

        >>> Seats(("A", "B"), (frozenset({"B"}), frozenset(), frozenset({"A", "B"}))).masks()
        [2, 0, 3]
        """
        bit = {player: 1 << i for i, player in enumerate(self.players)}
        return [sum(bit[player] for player in need) for need in self.needs]


def seats_of(
    package: Package,
    flows: Sequence[Flow],
    horizon: int,
    *,
    together: Sequence[str] = (),
    players: Sequence[str] | None = None,
) -> Seats:
    """Find the players of some flows, and each flow's consent set (methods 8).

    An asset needs the states it stands on or crosses, the state that runs it and the state that holds a majority of
    it (see :func:`levier.system.control.consents`; a company nobody else decides over stands for its home state). A
    demand needs its country, a market its buyers' country; one with many buyers needs nobody. An option needs the
    states its row names.

    Args:
        package: stakes, memberships.
        flows: of the horizon year, options included.
        horizon: the year on whose first day stakes and memberships count.
        together: bodies whose member states act as one player.
        players: only these (ids of states or of bodies in ``together``); all others are passive.

    Raises:
        UsageError: a body nobody is a member of, or a player that no flow needs; the nearest names.
    """
    one = _member_of(package, together, horizon)
    states = list(dict.fromkeys(state for flow in flows for state in _states(flow)))
    table = consents(package, date(horizon, 1, 1), states, states=True)
    asset_needs: dict[str, set[str]] = {}
    for row in table.itertuples():
        asset_needs.setdefault(str(row.asset), set()).add(str(row.player))
    raw = [{one.get(state, state) for state in _needs(flow, asset_needs)} for flow in flows]
    known = list(dict.fromkeys(one.get(state, state) for state in states))
    chosen = known if players is None else [named(known, player) for player in players]
    kept = tuple(player for player in known if player in chosen)
    passive = tuple(player for player in known if player not in chosen)
    return Seats(kept, tuple(frozenset(need & set(kept)) for need in raw), passive)


def _states(flow: Flow) -> tuple[str, ...]:
    """States a flow names itself."""
    if flow.kind in BUYERS and not flow.project:
        return (flow.country,) if flow.country not in ("", OPEN) else ()
    return tuple(state for state in flow.territory if state != OPEN)


def _needs(flow: Flow, asset_needs: dict[str, set[str]]) -> set[str]:
    return set(_states(flow)) | (set() if flow.kind in BUYERS else asset_needs.get(flow.asset, set()))


def _member_of(package: Package, together: Sequence[str], horizon: int) -> dict[str, str]:
    """Body that stands for each member state."""
    if not together:
        return {}
    span = parse_period(f"{horizon}-01-01")
    table = package.table("memberships")
    table = table[table["role"].isin(ROLES)]
    found: dict[str, str] = {}
    for body in together:
        rows = table[table["body"] == body]
        if rows.empty:
            near = difflib.get_close_matches(body, sorted(set(table["body"])), n=3, cutoff=0.3)
            message = f"no members of {body!r} are known; nearest: {', '.join(near or sorted(set(table['body'])))}"
            raise UsageError(message)
        for actor, first, last in zip(rows["actor"], rows["from"], rows["to"], strict=True):
            if parse_validity(str(first), str(last)).overlap(span):
                found.setdefault(str(actor), body)
    return found


def named(known: Sequence[str], player: str) -> str:
    """Return a player as the data writes it.

    Raises:
        UsageError: no such player; the nearest names.

    >>> named(("KZ", "eu"), "kz")
    'KZ'
    """
    word = {name.casefold(): name for name in known}.get(player.casefold())
    if word is None:
        near = difflib.get_close_matches(player, known, n=3, cutoff=0.3) or known
        message = f"{player!r} is no player here; nearest: {', '.join(near)}"
        raise UsageError(message)
    return word
