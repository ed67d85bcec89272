"""A program in which things of several units come apart into them, so that each can be out by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
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

    A thing of n units with k out has (n - k) / n of its room, whichever they are: the pieces of an asset are alike. So
    a state is cut as its first k units.

    Attributes:
        program: same rows, and each column of such a thing n times, with an nth of its bounds.
        source: column of the whole program that each column is a piece of, shape (columns,).
        groups: assets of the program by unit, and of things of one unit by their name.
        units: names of the units of each thing in `groups`, the first to be taken out first.
    """

    program: Program
    source: np.ndarray
    groups: Mapping[str, tuple[str, ...]]
    units: Mapping[str, tuple[str, ...]]

    def cut(self, state: Iterable[str]) -> tuple[str, ...]:
        """Names in `groups` that are cut in a state, which names a thing once for each unit out."""
        return tuple(unit for name, times in Counter(state).items() for unit in self.units[name][:times])

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


def split(program: Program, groups: Mapping[str, Sequence[str]], counts: Mapping[str, int]) -> Fleet:
    """Take things of several units apart.

    Args:
        program: the whole.
        groups: names of the assets of each thing.
        counts: number of units of those of more than one.

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
    """
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
    return Fleet(apart, source, apart_groups, units)


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
