"""Toy systems and a browser, made once for all tests that use them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from levier.analysis import Answers, Runner, build_answers
from levier.shock import Shock
from levier.system import System
from tests.system import toys, worlds

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def oil() -> System:
    """Give two fields, two routes and a joint limit with two identities."""
    return toys.system(worlds.oil())


@pytest.fixture(scope="session")
def gas() -> System:
    """Give a flat field, a cavern and a seasonal demand."""
    return toys.system(worlds.gas())


@pytest.fixture(scope="session")
def power() -> System:
    """Give two zones, a line and a peak hour."""
    return toys.system(worlds.power())


@pytest.fixture(scope="session")
def transit() -> System:
    """Give a field, a line through another state and a market."""
    return toys.system(worlds.transit())


@pytest.fixture(scope="session")
def oil_runner(oil: System) -> Runner:
    """Give the runner of the oil toy; it keeps what it compiled."""
    return Runner(oil)


@pytest.fixture(scope="session")
def oil_answers(oil: System) -> Answers:
    """Give what a report says of the oil toy, with two shocks that act and one that selects nothing."""
    shocks = [Shock.cut("trunk_line", months=2), Shock.cut("rail_c", months=2), Shock.cut("nowhere", months=1)]
    return build_answers(oil, shocks)


@pytest.fixture(scope="session")
def gas_runner(gas: System) -> Runner:
    """Give the runner of the gas toy."""
    return Runner(gas)


@pytest.fixture(scope="session")
def power_runner(power: System) -> Runner:
    """Give the runner of the power toy."""
    return Runner(power)


@pytest.fixture(scope="session")
def transit_runner(transit: System) -> Runner:
    """Give the runner of the transit toy."""
    return Runner(transit)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a headless Chromium; fail, with what to do, where there is none."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.fail("no Chromium on this machine; install it (Debian: apt-get install chromium) and run again")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        running = playwright.chromium.launch(executable_path=found, args=arguments)
        yield running
        running.close()
