"""Payments refused or slowed: the corridors whose sales a pair of countries settle, and what they keep.

Payments act only as a derate of these corridors (methods 7). A corridor counts with the part of its flow that comes
from the seller's own supplies and is used in the buyer's country; what only passes through is settled elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.linalg import spsolve

from levier.analysis.tracing import Tracer
from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.dataset import Package
    from levier.system import System

__all__ = ["Payments", "payment_reports", "payments_asked", "settled_corridors"]

IDLE = 1e-9
LEAST = 1e-3
"""Corridors of whose flow less is sold between the pair are left out."""
COLUMNS = ("corridor", "seller", "buyer", "settled", "kept", "volume", "unit")
PAIR = 2


@dataclass(frozen=True)
class Payments:
    """Which payments are refused, and how much of them still goes through: an assumption of the user.

    Attributes:
        pairs: countries that pay each other, in both directions.
        kept: share of the payments between them that still goes through.
    """

    pairs: tuple[tuple[str, str], ...]
    kept: float


def payments_asked(text: str, homes: Collection[str], partners: Collection[str]) -> Payments:
    """Read what a user typed: ``0.8``, or ``KZ-RU=0.8``.

    Args:
        text: share kept; alone, it holds between the homes of the actors looked at and every partner.
        homes: countries of the actors looked at.
        partners: modelled countries.

    Raises:
        UsageError: no such pair, or a share out of range.

    Example:
        >>> payments_asked("KZ-RU=0.8", (), ("KZ", "RU"))
        Payments(pairs=(('KZ', 'RU'),), kept=0.8)

    """
    pair, equals, number = text.rpartition("=")
    ends = tuple(part.strip().upper() for part in pair.split("-")) if equals else ()
    try:
        kept = float(number)
    except ValueError:
        kept = float("nan")
    if not 0.0 <= kept <= 1.0:
        message = f"--payments {text}: {number!r} is no share; 0 to 1 is needed, such as 0.8 or KZ-RU=0.8"
        raise UsageError(message)
    if not equals:
        pairs = tuple((home, other) for home in sorted(homes) for other in sorted(partners) if other != home)
        return Payments(pairs, kept)
    unknown = [name for name in ends if name not in partners]
    if len(ends) != PAIR or unknown or ends[0] == ends[1]:
        message = f"--payments {text}: {pair!r} is no pair; two of {', '.join(sorted(partners))} are needed, as KZ-RU"
        raise UsageError(message)
    return Payments(((ends[0], ends[1]),), kept)


def payment_reports(package: Package) -> pd.DataFrame:
    """Give what the package reports of payments: refusals and delays, beside a user's assumption.

    Returns:
        Columns subject, measure, period, value, unit, note, sources.
    """
    topics = package.table("topics")
    about = set(topics["id"][topics["domain"] == "payments"])
    table = package.table("observations")
    columns = ["subject", "measure", "period", "value", "unit", "note", "sources"]
    return table[table["subject"].isin(about)][columns].reset_index(drop=True)


def settled_corridors(system: System, asked: Payments) -> pd.DataFrame:
    """Give the corridors that bring goods from one country of a pair to the other, and what they keep.

    Returns:
        One row a corridor: corridor, seller, buyer, settled (fraction of its flow that is sold between the pair), kept
        (fraction of its flow that goes on), volume (of the base year, unit of the carrier), unit.
    """
    assets, volume = system.assets, system.volume
    used = {buyer: _used_in(system, buyer) for pair in asked.pairs for buyer in pair}
    tracer = Tracer(system.topology, volume)
    made = {
        seller: tracer.trace(((assets["kind"] == "supply") & (assets["country"] == seller)).to_numpy())
        for pair in asked.pairs
        for seller in pair
    }
    rows = []
    for seller, buyer in dict.fromkeys(way for a, b in asked.pairs for way in ((a, b), (b, a))):
        border = (assets["kind"] == "corridor") & (assets["target"] == buyer) & (assets["source"] != buyer)
        for j in np.flatnonzero(border.to_numpy() & (volume > IDLE)):
            settled = made[seller][j] / volume[j] * used[buyer][j]
            if settled >= LEAST:
                kept = 1.0 - (1.0 - asked.kept) * settled
                name, unit = str(assets.index[j]), str(assets["unit"].iloc[j])
                rows.append((name, seller, buyer, settled, kept, volume[j], unit))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _used_in(system: System, country: str) -> np.ndarray:
    """Fraction of each flow that ends in a demand of a country (assets,), goods mixing at every bus.

    What a stock takes it gives back at the same bus, so stocks are left out.
    """
    topology, assets = system.topology, system.assets
    demand = ((assets["kind"] == "demand") & (assets["country"] == country)).to_numpy()
    incidence = topology.incidence.tocoo()
    buses, flows = incidence.shape
    taken, given = incidence.data < 0, incidence.data > 0
    moved = np.where(assets["kind"].isin(("charge", "discharge")), 0.0, system.volume)
    amount = np.abs(incidence.data) * moved[incidence.col]
    out = np.bincount(incidence.row[taken], amount[taken], buses)
    made = np.bincount(incidence.col[given], amount[given], flows)
    weight = amount / np.maximum(np.where(taken, out[incidence.row], made[incidence.col]), IDLE)
    leaves = sparse.csr_array((weight[taken], (incidence.row[taken], incidence.col[taken])), shape=(buses, flows))
    arrives = sparse.csr_array((weight[given], (incidence.col[given], incidence.row[given])), shape=(flows, buses))
    inner = sparse.eye_array(buses, format="csc") - (leaves @ arrives).tocsc() * (1.0 - IDLE)
    share = spsolve(inner, leaves @ demand.astype(float))
    return np.clip(np.where(demand, 1.0, arrives @ share), 0.0, 1.0)
