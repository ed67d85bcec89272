"""The chain, reconciled once."""

from __future__ import annotations

import pytest

from levier.system import System
from tests.analysis.power import worlds
from tests.system import toys


@pytest.fixture(scope="session")
def chain() -> System:
    """Give a producer, a transit state and a buyer."""
    return toys.system(worlds.chain())
