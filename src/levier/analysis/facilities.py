"""Capacities of the facilities a country's supply or exports go through, as far as its own network can use them.

A facility is a physical thing (``group``), so flows that share it count once. Its capacity is the most it alone could
bring to the country's places of use (for an exit: could take from its supplies) over the country's own network, uses
and supplies without limit: an interconnector that cannot reach a use counts nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from levier.analysis.dependence import SMALL, made_per_unit
from levier.dataset.units import YEAR_DAYS
from levier.lp import LinearProgram, require_optimal, solve

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["Facility", "inlets", "outlets", "per_day"]

UNITS = {
    "bcm": ("mcm/d", 1000.0 / YEAR_DAYS),
    "Mt": ("kt/d", 1000.0 / YEAR_DAYS),
    "TWh": ("MW", 1e6 / (24.0 * YEAR_DAYS)),
    "tU": ("tU/d", 1.0 / YEAR_DAYS),
}
SHIPS = ("ship", "tanker")
ESTIMATED = re.compile(r"capacity|effective|withdrawal", re.IGNORECASE)
GUESSED = re.compile(r"estimat|no figure|judgement|rough|^[^:]*$", re.IGNORECASE)
"""An estimate that says so, or that does not say how it was made."""
BEHIND = 0.999
GATHERED = re.compile(
    r"\b(and|others?|small|plants|fields|mines|units|chps|output|group)\b|^(hydro|wind|solar)\b", re.IGNORECASE
)
"""English names of rows that gather several fields or plants."""
UNKNOWN = "no capacity is stated: the most it carried in a month"
FED = "no capacity is stated: what feeds it and the network behind it bound it"
HELD = "held by the network behind it"
MANY = "stands for several fields or plants, so it is no single infrastructure"


@dataclass(frozen=True)
class Facility:
    """One physical thing and what it can bring or take.

    Attributes:
        term: ``entry``, ``production``, ``storage``, ``lng`` or ``exit``.
        name: the physical thing.
        capacity: per day (power: MW), see :func:`per_day`.
        label: ``sourced``, ``derived`` (the row says how its capacity was worked out, or a plant is bounded by what
            feeds it), or ``proxy`` (an estimate without that, or no capacity is stated: the most it carried in a
            month).
        single: whether it is one infrastructure; a production row that gathers several fields or plants, by its name
            or as the country's only one, is none. A cascade on one river is one (it shares what is upstream).
        note: how an estimate was made, and whether the network behind it carries less.
        sources: ids, separated by semicolons.
    """

    term: str
    name: str
    capacity: float
    label: str
    single: bool
    note: str
    sources: str


def per_day(system: System, family: str) -> tuple[str, float]:
    """Return the unit of a day's rate of a family, and how many of it one unit per year is."""
    unit = str(system.assets.loc[system.assets["family"] == family, "unit"].iloc[0])
    return UNITS[unit]


def inlets(system: System, country: str, family: str, position: int) -> list[Facility]:
    """Return what can supply a country: entry points, production, storage, terminals; largest first.

    Args:
        system: the base year; its capacities (effective or paper) count.
        country: whose supply.
        family: which carriers.
        position: snapshot whose capacities count.
    """
    net = _Net.of(system, country, family, position)
    kind, assets = net.kind, system.assets
    of_family = (assets["family"] == family).to_numpy()
    entering = (kind == "corridor") & of_family & ~net.at_source & net.at_target
    shipped = entering & (assets["mode"].isin(SHIPS) | (assets["carrier"] == "lng")).to_numpy() & (family == "gas")
    inside = net.at_source & net.at_target
    making = inside & (made_per_unit(system, family) > 0)
    drawn = inside & of_family & (kind == "discharge")
    uses = inside & of_family & (kind == "demand") & (assets["sector"] != "losses").to_numpy()
    sources = entering | making | drawn
    passed = inside & ~sources & (kind != "demand") & (kind != "market") & (kind != "charge")
    passed &= ~(of_family & (kind == "supply"))
    found = []
    for term, chosen in (("entry", entering & ~shipped), ("production", making), ("storage", drawn), ("lng", shipped)):
        groups = _groups(system, chosen)
        for name, mask in groups.items():
            gathered = len(groups) == 1 or any(map(GATHERED.search, assets.loc[mask, "name_en"]))
            single = term != "production" or not gathered
            found.append(net.facility(term, name, mask, net.most(mask, passed | mask, uses), single=single))
    return _ranked(found)


def outlets(system: System, country: str, family: str) -> list[Facility]:
    """Return the border exits that a country's own output can reach, at their best snapshot; largest first.

    Args:
        system: the base year; its capacities (effective or paper) count.
        country: whose exports.
        family: which carriers.
    """
    energy = np.flatnonzero(system.topology.calendar.energy)
    net = _Net.of(system, country, family, int(energy[0]))
    kind, assets = net.kind, system.assets
    of_family = (assets["family"] == family).to_numpy()
    abroad = (kind == "market") & (assets["bearer"] != country).to_numpy()
    leaving = of_family & net.at_source & (((kind == "corridor") & ~net.at_target) | abroad)
    inside = net.at_source & net.at_target
    made = inside & (kind == "supply")
    passed = inside & ~leaving & (kind != "market") & (kind != "discharge")
    found = [
        net.facility("exit", name, mask, net.most(mask, passed, mask, unlimited=made), single=True)
        for name, mask in _groups(system, leaving).items()
    ]
    return _ranked(found)


def _ranked(found: list[Facility]) -> list[Facility]:
    return sorted((f for f in found if f.capacity > SMALL), key=lambda f: (f.term, -f.capacity, f.name))


def _groups(system: System, chosen: np.ndarray) -> dict[str, np.ndarray]:
    groups = system.assets["group"].to_numpy(object)
    return {str(name): chosen & (groups == name) for name in sorted(set(groups[chosen]))}


@dataclass(frozen=True)
class _Net:
    """A country's own network in one snapshot.

    Attributes:
        kind: (assets,); ``at_source``, ``at_target``: whether each end lies in the country.
        upper: (assets,), most of each flow; inf where no capacity is stated.
        carried: (assets,), the most it carried in a month.
        home: (buses,), whether the bus lies in the country.
        joint: (slots,), the joint limits; ``scale``: one unit per year in that of a day.
    """

    system: System
    kind: np.ndarray
    at_source: np.ndarray
    at_target: np.ndarray
    upper: np.ndarray
    carried: np.ndarray
    home: np.ndarray
    joint: np.ndarray
    scale: float

    @classmethod
    def of(cls, system: System, country: str, family: str, position: int) -> _Net:
        assets, room, topology = system.assets, system.calibration, system.topology
        place = system.package.table("places").set_index("id")["country"]
        own = room.base[position] + room.spare[position]
        return cls(
            system,
            assets["kind"].to_numpy(object),
            (assets["source"] == country).to_numpy(),
            (assets["target"] == country).to_numpy(),
            np.where(room.limited[position] | (assets["kind"] == "supply").to_numpy(), own, np.inf),
            room.base[topology.calendar.energy].max(axis=0),
            np.array([place[bus.split(" ")[0]] == country for bus in topology.buses]),
            np.maximum(room.slot_limit[position], room.slot_base[position]),
            per_day(system, family)[1],
        )

    def most(
        self, chosen: np.ndarray, passed: np.ndarray, sinks: np.ndarray, unlimited: np.ndarray | None = None
    ) -> float:
        """Return the most that sinks can take, in the carrier's unit per year.

        Args:
            chosen: (assets,), the facility's own flows, held to their capacities.
            passed: (assets,), what may flow besides.
            sinks: (assets,), what is counted; without limit unless chosen.
            unlimited: (assets,), flows whose own capacity does not count.
        """
        free = sinks & ~chosen if unlimited is None else unlimited & ~chosen
        return self._solved(passed | sinks | chosen, sinks, np.where(free, np.inf, self._held(chosen)), self.home)

    def _held(self, chosen: np.ndarray) -> np.ndarray:
        """Capacities (assets,); a facility whose own is not stated is held to what it carried, a plant to its feed."""
        unknown = chosen & ~np.isfinite(self.upper) & (self.kind != "converter")
        return np.where(unknown, self.carried, self.upper)

    def _solved(self, used: np.ndarray, counted: np.ndarray, upper: np.ndarray, buses: np.ndarray) -> float:
        """Most of what is counted over the flows in use; a bus may keep what arrives."""
        topology, at = self.system.topology, np.flatnonzero(used)
        balance, joint = topology.incidence[buses][:, at], topology.membership[:, at]
        limited = np.isfinite(self.joint) & (np.diff(joint.tocsr().indptr) > 0)
        program = LinearProgram(
            cost=-counted[at].astype(float),
            matrix=sparse.csc_array(sparse.vstack([balance, joint[limited]])),
            row_lower=np.concatenate([np.zeros(balance.shape[0]), np.full(int(limited.sum()), -np.inf)]),
            row_upper=np.concatenate([np.full(balance.shape[0], np.inf), self.joint[limited]]),
            column_lower=np.zeros(len(at)),
            column_upper=upper[at],
        )
        return -require_optimal(solve(program), "what a facility can bring").objective

    def facility(self, term: str, name: str, chosen: np.ndarray, most: float, *, single: bool) -> Facility:
        """Put a facility together with the words of its rows."""
        rows, slots = self.system.assets[chosen], self.system.topology.slots
        shared = slots[slots.index.isin({s for names in rows["slot"] for s in names})]
        said = [piece.strip() for text in (*rows["estimate"], *shared["estimate"]) for piece in str(text).split(";")]
        told = [piece for piece in dict.fromkeys(said) if ESTIMATED.search(piece)]
        stated, fed = np.isfinite(self.upper[chosen]).all(), (self.kind[chosen] == "converter").all()
        alone = self._held(chosen)
        bounded = bool(np.isfinite(alone[chosen]).all())
        nowhere = np.zeros(len(self.home), dtype=bool)
        behind = bounded and most < BEHIND * self._solved(chosen, chosen, alone, nowhere)
        words = {FED if fed else UNKNOWN: not stated, HELD: behind, MANY: not single}
        note = "; ".join([*told, *(word for word, holds in words.items() if holds)])
        sources = {s for text in (*rows["sources"], *shared["sources"]) for s in str(text).split(";") if s}
        guessed = (not stated and not fed) or any(GUESSED.search(piece) for piece in told)
        label = "proxy" if guessed else "derived" if told or fed else "sourced"
        return Facility(term, name, most * self.scale, label, single, note, ";".join(sorted(sources)))
