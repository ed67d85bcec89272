"""What actors can impose under draws of everything but the costs of options: volumes, values, growth, prices."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import norm, qmc

from levier.analysis.autonomy.drawn_costs import spread_of
from levier.analysis.autonomy.sets import parts_of
from levier.dataset import UNCERTAINTY
from levier.errors import SolveError
from levier.system.deck import price_rows
from levier.system.sampling import MOST, Sampler
from levier.system.uncertain_inputs import Z90

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from levier.analysis.autonomy.board import Board
    from levier.system import System
    from levier.system.long import Flow

__all__ = ["Drawer", "DrawnLosses", "draw_losses"]

LEAST = 0.05
LOSSES = ("set", "limit", "built", "value", "low", "median", "high", "within", "binding", "samples", "failed")


@dataclass(frozen=True, eq=False)
class DrawnLosses:
    """Worst losses of some sets of offers under draws of the inputs.

    Attributes:
        worst: of each set in each draw, share of that draw's base-year value (samples, sets); NaN: failed.
        who: number of the closure that imposes it (samples, sets); -1: failed.
        failed: (sample, reason).
    """

    worst: np.ndarray
    who: np.ndarray
    failed: tuple[tuple[int, str], ...] = field(default=())

    def table(self, board: Board, sets: Sequence[tuple[str, float, tuple[str, ...], Sequence[int]]]) -> pd.DataFrame:
        """One row a set: its worst loss without draws (value), with draws, and who binds most often.

        Low, median and high are 5, 50 and 95 % of the draws; of fewer than twenty the least and the most.

        Columns: set, limit, built, value, low, median, high, within (share of draws within the limit), binding,
        samples, failed.
        """
        rows = []
        for at, (name, limit, built, sizes) in enumerate(sets):
            found = self.worst[:, at]
            found = found[~np.isnan(found)]
            quantiles = spread_of(found) if len(found) else (np.nan,) * 3
            who = self.who[:, at][self.who[:, at] >= 0]
            most = board.closures[int(np.bincount(who).argmax())].name if len(who) else ""
            value = float(board.losses(sizes).max(initial=0.0))
            within = float((found <= limit + 1e-9).mean()) if len(found) and not np.isnan(limit) else np.nan
            rows.append((name, limit, built, value, *quantiles, within, most, len(found), len(self.failed)))
        return pd.DataFrame(rows, columns=list(LOSSES))


def draw_losses(
    system: System,
    board: Board,
    sets: Sequence[Sequence[int]],
    samples: int,
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
) -> DrawnLosses:
    """Evaluate sets of offers under draws of the inputs.

    Drawn within the uncertainty the package states: base-year volumes (reports, through the reconciliation again),
    capacities, joint capacities, running costs, market rooms and prices; the value of each demand's tiers as an
    estimate (20 %, its tiers together); demand that forecasts speak of as a forecast (10 %). Costs and sizes of options
    are not. Draws are Latin hypercubes.

    Args:
        system: a whole system, with its reports.
        board: offers, closures, programs.
        sets: sizes of the offers.
        samples: number of draws.
        seed: of the draws.
        progress: told how many draws are done.

    Raises:
        UsageError: a number of samples out of range, or a part of a system.
    """
    sampler = Sampler(system, samples, seed)
    inputs, points = sampler.inputs, sampler.points
    drawer = Drawer(system, board)
    extra = qmc.LatinHypercube(d=max(1, drawer.own), seed=seed + 2 * MOST).random(samples)
    normal = norm.ppf(np.clip(extra, 1e-9, 1.0 - 1e-9))
    worst, who = np.full((samples, len(sets)), np.nan), np.full((samples, len(sets)), -1)
    failed = []
    for number in range(samples):
        try:
            state = sampler.state_at(points[number])
            volume = dataclasses.replace(system, base_year=state).volume
            drawn = {
                (kind, name): (spread, z)
                for kind, name, spread, z in zip(
                    inputs["kind"], inputs["id"], inputs["spread"], points[number], strict=True
                )
            }
            other = drawer.board(dict(zip(system.assets.index, volume, strict=True)), drawn, normal[number])
        except SolveError as error:
            failed.append((number, str(error)))
        else:
            for at, sizes in enumerate(sets):
                loss = other.losses(sizes)
                if not np.isfinite(loss).all():
                    failed.append((number, "a program of the draw has no optimum"))
                    worst[number], who[number] = np.nan, -1
                    break
                worst[number, at], who[number, at] = loss.max(initial=0.0), int(loss.argmax()) if len(loss) else -1
        if progress is not None:
            progress(number + 1)
    return DrawnLosses(worst, who, tuple(failed))


class Drawer:
    """Writes the program of a draw: the columns of the board with other numbers.

    Args:
        system: base-year volumes and the price deck.
        board: that is drawn from.
    """

    def __init__(self, system: System, board: Board) -> None:
        """Read what the draws move."""
        self.origin, self.flows = board, board.network.program.flows
        self.base = dict(zip(system.assets.index, system.volume, strict=True))
        self.demands = list(dict.fromkeys(flow.asset for flow in self.flows if flow.kind == "demand"))
        self.grown = {demand: basis for demand, _, basis in board.growth}
        self.forecasts = list(dict.fromkeys(self.grown.values()))
        markets = system.package.table("markets").drop_duplicates("id").set_index("id")
        self.price_of = markets["price"].to_dict()
        rates = price_rows(system.package, system.year)
        self.decks = {str(name): (row["low"], row["base"], row["high"]) for name, row in rates.iterrows()}

    @property
    def own(self) -> int:
        """Draws beside those of the system: a value a demand, one a forecast."""
        return len(self.demands) + len(self.forecasts)

    def board(
        self, volume: Mapping[str, float], drawn: Mapping[tuple[str, str], tuple[float, float]], normal: np.ndarray
    ) -> Board:
        """Return the board of one draw.

        Args:
            volume: of the base year, by asset.
            drawn: spread and standard normal value by kind and id of an input; those left out stay.
            normal: standard normal values of what is drawn besides (see :attr:`own`).
        """
        values = dict(zip(self.demands, 1.0 + UNCERTAINTY["estimate"] * normal, strict=False))
        growth = dict(zip(self.forecasts, 1.0 + UNCERTAINTY["plan"] * normal[len(self.demands) :], strict=False))
        network = self.origin.network
        flows = [self._flow(flow, volume, drawn, values, growth) for flow in self.flows]
        lp = network.program.lp
        upper = np.array([flow.upper for flow in flows])
        rows = [
            limit * _factor(drawn, "joint capacity", name.removeprefix("joint "))
            if name.startswith("joint ")
            else limit
            for name, limit in zip(network.program.rows, lp.row_upper, strict=True)
        ]
        moved = lp.replace(
            cost=[flow.cost for flow in flows],
            column_upper=upper,
            column_lower=np.minimum(lp.column_lower, upper),
            row_upper=np.array(rows),
        )
        own = [flow.cost / old.cost if old.cost else 1.0 for flow, old in zip(flows, self.flows, strict=True)]
        other = dataclasses.replace(
            network,
            program=dataclasses.replace(network.program, lp=moved, flows=tuple(flows)),
            worth=network.worth * np.array(own),
            base=self._base(volume, drawn, values),
        )
        parts = tuple(parts_of(other, self.origin.closures))
        return dataclasses.replace(self.origin, network=other, parts=parts, frontiers={})

    def _flow(
        self,
        flow: Flow,
        volume: Mapping[str, float],
        drawn: Mapping[tuple[str, str], tuple[float, float]],
        values: Mapping[str, float],
        growth: Mapping[str, float],
    ) -> Flow:
        before = self.base.get(flow.asset, 0.0)
        change = volume.get(flow.asset, before) / before if before > 0 else 1.0
        if flow.kind == "demand":
            more = change * growth.get(self.grown.get(flow.asset, ""), 1.0)
            value = max(LEAST, values.get(flow.asset, 1.0))
            return dataclasses.replace(flow, upper=flow.upper * max(LEAST, more), cost=flow.cost * value)
        if flow.kind == "market":
            room = max(0.0, flow.upper - before) * _factor(drawn, "room", flow.asset)
            upper = min(flow.upper, before) * change + room
            return dataclasses.replace(flow, upper=upper, cost=flow.cost * self._price(flow.asset, drawn))
        if flow.project or flow.kind == "storage":
            return flow
        size = _factor(drawn, "capacity", flow.asset)
        return dataclasses.replace(flow, upper=flow.upper * size, cost=flow.cost * _factor(drawn, "cost", flow.asset))

    def _price(self, market: str, drawn: Mapping[tuple[str, str], tuple[float, float]]) -> float:
        """Factor on a market's price: as far into its deck as the draw says."""
        name = self.price_of.get(market, "")
        low, base, high = self.decks.get(name, (1.0, 1.0, 1.0))
        z = drawn.get(("price", name), (0.0, 0.0))[1] / Z90
        price = base + (z * (base - low) if z < 0 else z * (high - base))
        return max(LEAST, price / base) if base else 1.0

    def _base(
        self,
        volume: Mapping[str, float],
        drawn: Mapping[tuple[str, str], tuple[float, float]],
        values: Mapping[str, float],
    ) -> float:
        """Value served in the base year of the draw: each buyer's own part of it, moved with volume and value."""
        total = 0.0
        for asset, worth in self.origin.served.items():
            before = self.base.get(asset, 0.0)
            change = volume.get(asset, before) / before if before > 0 else 1.0
            value = max(LEAST, values[asset]) if asset in values else self._price(asset, drawn)
            total += worth * change * value
        return total


def _factor(drawn: Mapping[tuple[str, str], tuple[float, float]], kind: str, name: str) -> float:
    spread, z = drawn.get((kind, name), (0.0, 0.0))
    return max(LEAST, 1.0 + spread * z)
