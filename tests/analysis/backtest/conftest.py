"""The toy with events, scored once."""

from __future__ import annotations

from pathlib import Path

import pytest

from levier.analysis.backtest import Scorecard, backtest
from levier.dataset import Package
from tests.analysis.backtest import toy


@pytest.fixture(scope="session")
def data() -> Package:
    """Give the package."""
    return toy.package()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of its predictions."""
    return tmp_path_factory.mktemp("predictions")


@pytest.fixture(scope="session")
def card(data: Package, folder: Path) -> Scorecard:
    """Give its scorecard."""
    return backtest(data, toy.causes(data), folder=folder)
