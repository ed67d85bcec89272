"""A program in which things of several units come apart into them, so that each can be out by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from levier.engine import Program
    from levier.engine.labels import Labels

__all__ = ["Fleet", "split"]


@dataclass(frozen=True, eq=False)
class Fleet:
    """A program with its things of several units in as many equal pieces.

    A thing of n units of which m are needed has min(1, (n - k) / m) of its room with k out, whichever they are: it is
    in m pieces, all alike, and the first n - m units out take none of them. So a state is cut as its first pieces.

    Attributes:
        program: same rows, and each column of such a thing n times, with an nth of its bounds.
        source: column of the whole program that each column is a piece of, shape (columns,).
        groups: assets of the program by unit, and of things of one unit by their name.
        units: names of the pieces of each thing in `groups`, the first to be taken out first.
        spare: units of a thing that stand by, where there are any.
    """

    program: Program
    source: np.ndarray
    groups: Mapping[str, tuple[str, ...]]
    units: Mapping[str, tuple[str, ...]]
    spare: Mapping[str, int] = field(default_factory=dict)

    def cut(self, state: Iterable[str]) -> tuple[str, ...]:
        """Names in `groups` that are cut in a state, which names a thing once for each unit out."""
        return tuple(
            unit for name, times in Counter(state).items() for unit in self.units[name][: self._pieces(name, times)]
        )

    def left(self, name: str, chance: float) -> float:
        """Mean share of the room of a thing whose units are out with this probability each.

        Args:
            name: of the thing.
            chance: of one unit, 0 to 1.
        """
        pieces = len(self.units[name])
        count = pieces + self.spare.get(name, 0)
        states = ((k, comb(count, k) * chance**k * (1.0 - chance) ** (count - k)) for k in range(count + 1))
        return sum(weight * (1.0 - self._pieces(name, k) / pieces) for k, weight in states)

    def _pieces(self, name: str, times: int) -> int:
        """Pieces that are out with so many units out."""
        return max(times - self.spare.get(name, 0), 0)

    def vector(self, whole: np.ndarray) -> np.ndarray:
        """Weights of the columns of the program from those of the whole one."""
        return np.asarray(whole[self.source])

    def ordered(self, x: np.ndarray) -> Fleet:
        """Return the same with the pieces that an optimum uses least as those that are out first.

        Their order changes no optimum; it spares solves, as a state that takes out idle pieces alone needs none.

        Args:
            x: the optimum, shape (columns,).
        """
        columns = self.program.index.columns_of
        use = {name: float(np.abs(x[columns[at]]).sum()) for name, at in self.program.index.code.items()}
        groups = dict(self.groups)
        for units in self.units.values():
            if len(units) > 1:
                pieces = [sorted(part, key=use.__getitem__) for part in _by_asset(units, self.groups)]
                groups |= {unit: tuple(part[i] for part in pieces) for i, unit in enumerate(units)}
        return replace(self, groups=groups)


def split(
    program: Program,
    groups: Mapping[str, Sequence[str]],
    counts: Mapping[str, int],
    needed: Mapping[str, int] | None = None,
) -> Fleet:
    """Take things of several units apart.

    Args:
        program: the whole.
        groups: names of the assets of each thing.
        counts: number of units of those of more than one.
        needed: how many of them make the whole capacity; all where nothing is said.

    Raises:
        UsageError: such a thing has limits of its own, such as ramps, which its pieces would not share.

    Example:
        >>> import pypsa
        >>> network = pypsa.Network()
        >>> network.add("Bus", "port")
        >>> network.add("Generator", "moorings", bus="port", p_nom=9, marginal_cost=1)
        >>> network.add("Generator", "rail", bus="port", p_nom=9, marginal_cost=5)
        >>> network.add("Load", "tanker", bus="port", p_set=6)
        >>> from levier.engine import Program
        >>> groups = {"moorings": ["Generator:moorings"], "rail": ["Generator:rail"]}
        >>> fleet = split(Program.from_network(network), groups, {"moorings": 3})
        >>> fleet.program.lp.column_upper.tolist(), fleet.source.tolist()
        ([3.0, 3.0, 3.0, 9.0], [0, 0, 0, 1])
        >>> fleet.cut(("moorings", "moorings", "rail"))
        ('moorings #1', 'moorings #2', 'rail')

        With one of the three to spare, the first out takes nothing away:

        >>> fleet = split(Program.from_network(network), groups, {"moorings": 3}, {"moorings": 2})
        >>> [fleet.cut(("moorings",) * out) for out in range(4)]
        [(), (), ('moorings #1',), ('moorings #1', 'moorings #2')]
    """
    spare = {name: count - (needed or {}).get(name, count) for name, count in counts.items()}
    counts = {name: count - spare[name] for name, count in counts.items()}
    pieces = np.ones(len(program.assets), dtype=np.intp)
    for name, count in counts.items():
        for asset in groups[name]:
            at = program.asset(asset)
            if program.index.rows_of[at].size:
                message = f"{asset} has limits of its own, so {name} cannot come apart into {count} units"
                raise UsageError(message)
            pieces[at] = count
    owner = program.index.column
    times = np.where(owner >= 0, pieces[owner], 1)
    source = np.repeat(np.arange(times.size), times)
    piece = np.arange(source.size) - np.repeat(np.cumsum(times) - times, times)
    whole = np.repeat(np.arange(pieces.size), pieces)
    number = np.arange(whole.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    lp, share = program.lp, times[source]
    apart = replace(
        program,
        lp=lp.replace(
            cost=lp.cost[source],
            matrix=lp.matrix[:, source],
            column_lower=lp.column_lower[source] / share,
            column_upper=lp.column_upper[source] / share,
            quadratic=None if lp.quadratic is None else lp.quadratic[source] * share,
        ),
        column_labels=_labels(program.column_labels.take(source), piece, share),
        assets=tuple(_piece(program.assets[at], i, int(pieces[at])) for at, i in zip(whole, number, strict=True)),
        capacity=program.capacity[whole] / pieces[whole],
        capital=program.capital[whole] / pieces[whole],
        initial=program.initial[whole] / pieces[whole],
        _own={},
    )
    units = {name: tuple(_piece(name, i, counts.get(name, 1)) for i in range(counts.get(name, 1))) for name in groups}
    apart_groups = {
        unit: tuple(_piece(program.assets[program.asset(asset)], i, len(own)) for asset in groups[name])
        for name, own in units.items()
        for i, unit in enumerate(own)
    }
    return Fleet(apart, source, apart_groups, units, {name: free for name, free in spare.items() if free})


def _piece(name: str, number: int, count: int) -> str:
    """Name of a piece, counted from 0; a thing in one piece keeps its name."""
    return name if count == 1 else f"{name} #{number + 1}"


def _labels(labels: Labels, piece: np.ndarray, share: np.ndarray) -> Labels:
    """Labels in which the pieces have names of their own."""
    names = list(labels.names)
    code: dict[str, int] = {name: i for i, name in enumerate(names)}
    renamed = labels.name.copy()
    for at in np.flatnonzero(share > 1):
        name = _piece(labels.names[labels.name[at]], int(piece[at]), int(share[at]))
        if name not in code:
            code[name] = len(names)
            names.append(name)
        renamed[at] = code[name]
    return replace(labels, names=tuple(names), name=renamed)


def _by_asset(units: Sequence[str], groups: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Pieces of each asset of a thing."""
    return list(zip(*(groups[unit] for unit in units), strict=True))
