"""The assets an actor can close, on which ground, with the chain of reasons."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pandas as pd

from levier.errors import UsageError
from levier.system.control.closable import closable, package_of
from levier.system.control.link import Chain, Link, sentence
from levier.system.control.reading import asset_sources, control_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from levier.dataset import Package
    from levier.system.control.majority import Control
    from levier.system.system import System

__all__ = ["GROUNDS", "check_actor", "controlled_assets", "reasons"]

GROUNDS = ("territory", "operator", "majority", "market")
"""Why an actor can close an asset; a state's own market is asked for by name."""
CONTROL = ("territory", "operator", "majority")
COLUMNS = ("asset", "table", "group", "ground", "shipper", "beneficiary", "chain", "sentence")


def controlled_assets(
    source: System | Package, actor: str, date: date, grounds: Sequence[str] = CONTROL
) -> pd.DataFrame:
    """Give the assets an actor can close on a day (methods 7, column "control").

    A state can close what stands on its soil or crosses it. Anyone can close what it runs or holds a majority of,
    itself or through companies it controls; a state so gets what its companies can close. A share of half or less
    closes nothing. Demands and markets are never assets; on the ground ``market`` a state refuses what arrives on its
    own market, and the rows are the assets that deliver there and nowhere else.

    Args:
        source: a system (its own assets) or a package (the assets of the year of the day).
        actor: id of a state, company, consortium, fund or body.
        date: the day whose stakes count.
        grounds: which of ``territory``, ``operator``, ``majority`` and ``market``; all but the last unless told.

    Returns:
        One row an asset and ground, in the order of `GROUNDS`, columns: asset; table; group; ground; shipper (whose
        goods; blank: not told apart); beneficiary (country that bears gain and loss of the flow; blank for joint
        limits); chain (tuple of :class:`Link`); sentence (English). Empty where the actor can close nothing.

    Raises:
        UsageError: an actor or a ground that does not exist, with the nearest names.

    """
    package = package_of(source)
    check_actor(package, actor)
    for ground in grounds:
        if ground not in GROUNDS:
            message = f"no ground {ground!r} of control; there are {', '.join(GROUNDS)}"
            raise UsageError(message)
    table, names = closable(source, date), names_of(package)
    control, sources = control_of(package, date, actor), asset_sources(package)
    rows = [
        (name, row.table, row.group, ground, row.shipper, row.beneficiary, chain, sentence(chain, names))
        for name, row in zip(table.index, table.itertuples(), strict=True)
        for ground, chain in reasons(actor, str(name), row, control, sources)
        if ground in grounds
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    order = frame["ground"].map({ground: k for k, ground in enumerate(GROUNDS)})
    return frame.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def reasons(
    actor: str,
    name: str,
    asset: object,
    control: tuple[Mapping[str, Control], Mapping[str, Control]],
    sources: Mapping[str, tuple[str, ...]],
) -> Iterator[tuple[str, Chain]]:
    """Yield every ground on which an actor can close an asset, with its chain.

    Args:
        actor: id of the actor.
        name: id of the asset.
        asset: its row in :func:`closable`.
        control: what the actor controls by majorities, and by majorities or by running it.
        sources: sources of the rows of assets, see :func:`asset_sources`.
    """
    majority, running = control
    territory, operator = tuple(getattr(asset, "territory", ())), str(getattr(asset, "operator", ""))
    cited = sources.get(name, ())
    if actor in territory:
        yield "territory", (Link(name, "crosses" if len(territory) > 1 else "stands on", actor, None, cited),)
    if operator and (operator == actor or operator in running):
        before = running[operator].chain if operator in running else ()
        yield "operator", (*before, Link(operator, "operates", name, None, cited))
    elif name in running and any(link.relation == "operates" for link in running[name].chain):
        yield "operator", running[name].chain
    if name in majority:
        yield "majority", majority[name].chain
    if getattr(asset, "buyer", "") == actor:
        yield "market", (Link(name, "delivers to", actor, None, cited),)


def check_actor(package: Package, actor: str) -> None:
    """Refuse an actor that the package does not know.

    Raises:
        UsageError: names the nearest actors.

    """
    known = [*package.table("countries")["id"], *package.table("actors")["id"]]
    if actor not in known:
        near = difflib.get_close_matches(actor, known, n=4, cutoff=0.4)
        near = near or difflib.get_close_matches(actor.lower(), known, n=4, cutoff=0.4)
        hint = f"nearest: {', '.join(near)}" if near else "a state is two capitals such as KZ, others as in actors.csv"
        message = f"no actor {actor!r} in {package.name}; {hint}"
        raise UsageError(message)
