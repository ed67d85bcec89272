"""What the child of a network's desk holds: the network, its compiled programs, and their solved bases."""

from __future__ import annotations

import difflib
import logging
from typing import TYPE_CHECKING, Any

from levier.analysis.desk.network.answer import NetworkAnswer, network_answer
from levier.analysis.desk.network.facts import NetworkFacts, facts_of
from levier.analysis.desk.network.file import check_file
from levier.analysis.desk.network.room import files_in, room_of
from levier.analysis.desk.network.shedding import with_shedding
from levier.engine import Contingency, Engine, Program, read_network
from levier.engine.assets import KINDS
from levier.errors import LevierError, NetworkError

if TYPE_CHECKING:
    from pathlib import Path

    import pypsa

    from levier.analysis.desk.network.limits import NetworkLimits

__all__ = ["NetworkWorker"]

LONGEST_NAME = 200
SAID = "the file"


class NetworkWorker:
    """Answers shocks on one network; with a price of unserved demand, on the network that may leave demand unserved."""

    def __init__(self, path: Path, limits: NetworkLimits) -> None:
        """Remember what to read; it is read with the first question."""
        self._path, self._limits = path, limits
        self._network: pypsa.Network | None = None
        self._engines: dict[float | None, tuple[pypsa.Network, Engine]] = {}

    def open(self) -> NetworkFacts:
        """Read, check, compile and solve the network as it is.

        Raises:
            NetworkError: the file is no network, or holds what is not supported or too much.
            SolveError: the network has no optimum as it is.
        """
        network, engine = self._engine(None)
        return facts_of(network, engine.base)

    def answer(self, shock: Contingency, price: float | None) -> NetworkAnswer:
        """Solve a shock against the network as it is."""
        network, engine = self._engine(price)
        sunk = 0.0 if price is None else float(self._engine(None)[1].program.capital.sum())
        return network_answer(network, engine.base, engine.solve(shock), shock, sunk)

    def save(self, path: Path, price: float | None) -> None:
        """Write the compiled program, for a search in another process."""
        self._engine(price)[1].program.save(path)

    def _engine(self, price: float | None) -> tuple[pypsa.Network, Engine]:
        if price not in self._engines:
            try:
                network = self._read() if price is None else self._relaxed(price)
                with files_in(room_of(self._path)):
                    engine = Engine(Program.from_network(network), workers=0)
                engine.base  # noqa: B018 - a cached property: solved here, so that what is wrong is told here
            except (LevierError, MemoryError) as error:
                raise _renamed(error, str(self._path)) from error
            except Exception as error:  # whatever PyPSA or linopy make of data that fit together badly
                message = f"no model can be made of this network: {type(error).__name__}: {_first_line(error)}"
                raise NetworkError(message) from error
            self._engines = {key: value for key, value in self._engines.items() if key is None}
            self._engines[price] = network, engine
        return self._engines[price]

    def _relaxed(self, price: float) -> pypsa.Network:
        """The network with everything built as it is, and demand that may go unserved."""
        network, engine = self._engine(None)
        program = engine.program
        built = {name: float(value) for name, value in zip(program.assets, program.capacity, strict=True) if value >= 0}
        return with_shedding(network, price, built)

    def _read(self) -> pypsa.Network:
        if self._network is None:
            import pypsa

            pypsa.options.set_option("general.allow_network_requests", False)  # noqa: FBT003 - PyPSA's own signature
            pypsa.options.set_option("api.legacy_string_dtype", True)  # noqa: FBT003 - as above
            for name in ("pypsa", "linopy"):
                logging.getLogger(name).setLevel(logging.ERROR)
            check_file(self._path, self._limits)
            network = read_network(self._path)
            _check_network(network, self._limits)
            self._network = network
        return self._network


def _check_network(network: pypsa.Network, limits: NetworkLimits) -> None:
    """Refuse what is too much, and names and buses that do not fit together."""
    count = sum(len(network.components[kind].static) for kind in KINDS)
    if count > limits.assets:
        message = f"the network has {count} assets; at most {limits.assets} are taken here"
        raise NetworkError(message)
    if len(network.snapshots) > limits.snapshots:
        message = f"the network has {len(network.snapshots)} snapshots; at most {limits.snapshots} are taken here"
        raise NetworkError(message)
    buses = network.c.buses.static.index
    for component in network.components:
        static = component.static
        twice = static.index[static.index.duplicated()]
        if len(twice):
            message = f"{component.name} {_short(twice[0])} stands in the network twice; each name is needed once"
            raise NetworkError(message)
        long = [name for name in static.index if len(str(name)) > LONGEST_NAME or not str(name).strip()]
        if long:
            message = f"{component.name} {_short(long[0])}: a name of 1 to {LONGEST_NAME} characters is needed"
            raise NetworkError(message)
        for column in (name for name in static if name == "bus" or (name[:3] == "bus" and name[3:].isdecimal())):
            _check_buses(component.name, static[column], buses, may_be_blank=column not in ("bus", "bus0", "bus1"))


def _check_buses(kind: str, given: Any, buses: Any, *, may_be_blank: bool) -> None:
    if kind not in (*KINDS, "Load", "ShuntImpedance"):
        return
    unknown = given[~given.isin(buses)]
    unknown = unknown[unknown.astype(str) != ""] if may_be_blank else unknown
    if len(unknown):
        bus = str(unknown.iloc[0])
        near = difflib.get_close_matches(bus[:LONGEST_NAME], [str(each) for each in buses[:LONGEST_NAME]], n=3)
        hint = f"; nearest: {', '.join(near)}" if near else ""
        message = f"{kind} {_short(unknown.index[0])} (attribute {given.name}): there is no bus {_short(bus)}{hint}"
        raise NetworkError(message)


def _short(name: object) -> str:
    text = str(name)
    return repr(text if len(text) <= LONGEST_NAME else f"{text[:80]}…")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:300]


def _renamed(error: BaseException, path: str) -> BaseException:
    """Return an error without our own path in it."""
    if not isinstance(error, LevierError) or path not in str(error):
        return error
    return type(error)(str(error).replace(path, SAID))
