"""The command line called in this process, a small network in a file, and a tiny data package."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from levier.cli import main as entry
from tests.dataset.conftest import SCHEMA, VALID, to_csv

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command line in this process: exit code, output, errors."""

    def run(*words: str) -> tuple[int, str, str]:
        code = 0
        try:
            entry(words)
        except SystemExit as stop:
            code = int(stop.code or 0)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


@pytest.fixture(scope="session")
def netcdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a field, a port and a town over four hours; two ways to the port, one to the town."""
    import pandas as pd
    import pypsa

    network = pypsa.Network()
    network.set_snapshots(pd.date_range("2024-01-01", periods=4, freq="h"))
    network.add("Carrier", ["oil", "load", "pipe", "rail"])
    network.add("Bus", ["field", "port", "town"])
    network.add(
        "Generator", ["wells", "tanker"], bus=["field", "port"], p_nom=[12, 3], marginal_cost=[1, 9], carrier="oil"
    )
    shedding = {"p_nom": 99, "marginal_cost": 200, "carrier": "load"}
    network.add("Generator", ["port load shedding", "town load shedding"], bus=["port", "town"], **shedding)
    ways = {"p_nom": [5, 3], "marginal_cost": [0, 2], "carrier": ["pipe", "rail"]}
    network.add("Link", ["pipe", "rail"], bus0="field", bus1="port", **ways)
    network.add("Link", "spur", bus0="port", bus1="town", p_nom=4, carrier="pipe")
    network.add("Load", ["quay", "houses"], bus=["port", "town"], p_set=[3, 2])
    path = tmp_path_factory.mktemp("network") / "mine.nc"
    network.export_to_netcdf(path)
    return path


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the tiny package of the data tests."""
    folder = tmp_path_factory.mktemp("tiny") / "tiny"
    folder.mkdir()
    (folder / "datapackage.json").write_text(json.dumps(SCHEMA | {"name": "tiny", "version": "1"}), encoding="utf-8")
    for table, rows in VALID.items():
        (folder / f"{table}.csv").write_bytes(to_csv(table, rows))
    return str(folder)


def refused(answer: tuple[int, str, str], parts: Sequence[str]) -> None:
    """Hold that wrong input gave one message with these parts, exit code 2, and nothing else."""
    code, out, err = answer
    assert code == 2
    assert not out
    assert err.startswith("levier: ")
    assert err.count("\n") == 1
    for part in parts:
        assert part in err
