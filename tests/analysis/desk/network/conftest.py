"""Networks of users: peers' files, toys, and files that mean harm."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypsa
import pytest

from levier.analysis.desk.network import NetworkLimits
from levier.analysis.desk.network.worker import NetworkWorker

PEERS = Path(__file__).parents[3] / "peers" / "pypsa"
MESHED = PEERS / "ac-dc-meshed.nc"


@pytest.fixture(autouse=True)
def _options() -> Iterator[None]:
    """Give PyPSA's own options and logs back after what a worker sets for its whole process."""
    loggers = [logging.getLogger(name) for name in ("pypsa", "linopy")]
    levels = [logger.level for logger in loggers]
    names = ("general.allow_network_requests", "api.legacy_string_dtype")
    before = [pypsa.options.get_option(name) for name in names]
    yield
    for name, value in zip(names, before, strict=True):
        pypsa.options.set_option(name, value)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


class Inside:
    """A child that is none: the same calls, answered in this process."""

    alive, pid = True, 0

    def __init__(self, make: Callable[..., Any], *args: Any, limits: object = None) -> None:
        """Make nothing yet."""
        self._make, self._args, self._thing = make, args, None
        self.limits = limits

    def call(self, method: str, *args: Any, limit: float, told: Callable[[str], None] | None = None) -> Any:
        assert limit > 0
        if self._thing is None:
            self._thing = self._make(*self._args)
        return getattr(self._thing, method)(*args, *([told] if told else []))

    def close(self) -> None:
        self._thing = None


def two_ways() -> pypsa.Network:
    """Return a town with a cheap pipe and a dear one; both together do more than each alone."""
    network = pypsa.Network(snapshots=[0, 1])
    network.add("Carrier", ["gas", "load"])
    network.add("Bus", ["field", "town"], carrier="gas", x=[0.0, 1.0], y=[50.0, 51.0])
    network.add("Generator", "wells", bus="field", p_nom=20, marginal_cost=1)
    network.add("Link", "cheap", bus0="field", bus1="town", p_nom=6)
    network.add("Link", "dear", bus0="field", bus1="town", p_nom=6, marginal_cost=2)
    network.add("Load", "people", bus="town", p_set=[6.0, 4.0])
    network.add("Generator", "town load shedding", bus="town", p_nom=6, marginal_cost=100, carrier="load")
    return network


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of the town with two pipes."""
    path = tmp_path_factory.mktemp("toy") / "toy.nc"
    two_ways().export_to_netcdf(path)
    return path


@pytest.fixture(scope="session")
def own(toy: Path) -> NetworkWorker:
    """Give the town with two pipes, read once."""
    return NetworkWorker(toy, NetworkLimits())
