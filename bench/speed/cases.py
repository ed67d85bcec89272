"""Say which networks are measured, and how thoroughly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import generated

if TYPE_CHECKING:
    import pypsa

__all__ = ["Case", "Given", "cases"]

PIECES = ("supply", "corridor", "converter")


@dataclass(frozen=True)
class Given:
    """A network and what may be cut in it.

    Attributes:
        network: not solved yet.
        groups: full names of the assets that are cut together, by the name of the element.
    """

    network: pypsa.Network
    groups: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Case:
    """One network to measure.

    Attributes:
        name: shown in the tables.
        build: makes it.
        series: what it is a point of: "n" (size), "snapshots", or nothing.
        cuts: most single cuts for Levier and for the floor.
        peers: most single cuts for PyPSA and linopy.
        deep: elements for sweeps of growing k, and for the comparison of workers; no sweeps if 0.
        depth: the largest k of the sweeps.
        workers: numbers of workers to compare, on all pairs.
        rounds: how often floor and Levier take turns.
    """

    name: str
    build: Callable[[], Given]
    series: tuple[str, ...] = ()
    cuts: int = 100
    peers: int = 5
    deep: int = 20
    depth: int = 2
    workers: tuple[int, ...] = ()
    rounds: int = 3


def cases(*, quick: bool) -> list[Case]:
    """Give all networks, or few and small ones."""
    if quick:
        return [
            Case("eurasia 2024", eurasia, cuts=60, peers=1, workers=(1, 2)),
            Case("10 x 12", partial(made, 10, 12), ("n", "snapshots"), cuts=40, peers=2, depth=3),
            Case("40 x 12", partial(made, 40, 12), ("n",), cuts=40, peers=0),
            Case("10 x 1", partial(made, 10, 1), ("snapshots",), cuts=40, peers=0),
        ]
    return [
        Case("eurasia 2024", eurasia, cuts=200, deep=40, workers=(1, 2)),
        Case("10 x 12", partial(made, 10, 12), ("n",), deep=30, depth=3),
        Case("40 x 12", partial(made, 40, 12), ("n", "snapshots"), deep=40),
        Case("160 x 12", partial(made, 160, 12), ("n",), deep=30),
        Case("378 x 12", partial(made, 378, 12), ("n",), peers=3, workers=(1, 2)),
        Case("40 x 1", partial(made, 40, 1), ("snapshots",), deep=40),
        Case("40 x 168", partial(made, 40, 168), ("snapshots",), cuts=40, peers=2, deep=0),
        Case("4 x 8760", partial(made, 4, 8760), cuts=5, peers=0, deep=0, rounds=1),
    ]


def made(places: int, snapshots: int) -> Given:
    """Make a generated network; every asset is an element."""
    network = generated.network(generated.Size(places, snapshots))
    return Given(network, {name: (name,) for name in generated.elements(network)})


def eurasia(year: int = 2024) -> Given:
    """Load the system that Levier ships; an element is a supply, corridor or converter with all its parts."""
    from levier.system import load

    network = load(year=year).network()
    groups: dict[str, list[str]] = {}
    for kind in ("Generator", "Link"):
        table = network.components[kind].static
        for name, asset, what in zip(table.index, table["asset"], table["kind"], strict=True):
            if what in PIECES:
                groups.setdefault(asset, []).append(f"{kind}:{name}")
    return Given(network, {name: tuple(assets) for name, assets in groups.items()})
