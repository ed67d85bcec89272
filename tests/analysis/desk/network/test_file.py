"""What is no network, or one that would burst the server, is refused by a look at its head: one clear message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import netCDF4
import numpy as np
import pytest

from levier.analysis.desk.network import NetworkLimits
from levier.analysis.desk.network.file import check_file
from levier.errors import NetworkError, UsageError
from tests.analysis.desk.network.conftest import MESHED


def write(path: Path, fill: Callable[[Any], None]) -> Path:
    with netCDF4.Dataset(str(path), "w") as dataset:
        fill(dataset)
    return path


def huge(dataset: Any) -> None:
    """Three variables of 4e9 zeros each, which take a few kB in the file."""
    dataset.createDimension("buses_i", 2_000_000)
    dataset.createDimension("more", 2_000)
    for name in ("a", "b", "c"):
        dataset.createVariable(name, "f8", ("buses_i", "more"), zlib=True)


def many_snapshots(dataset: Any) -> None:
    dataset.createDimension("snapshots", 100_000)


def grouped(dataset: Any) -> None:
    dataset.createGroup("more")


def compound(dataset: Any) -> None:
    kind = dataset.createCompoundType(np.dtype([("a", "f8"), ("b", "i4")]), "pair")
    dataset.createDimension("buses_i", 1)
    dataset.createVariable("buses_x", kind, ("buses_i",))


def lists(dataset: Any) -> None:
    kind = dataset.createVLType(np.int32, "list")
    dataset.createDimension("buses_i", 1)
    dataset.createVariable("buses_x", kind, ("buses_i",))


def crowded(dataset: Any) -> None:
    for number in range(2_001):
        dataset.createVariable(f"v{number}", "f8")


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (huge, "would hold 12000000000 values"),
        (many_snapshots, "100000 snapshots; at most 8784"),
        (grouped, "holds groups"),
        (compound, "'buses_x' holds values of the type"),
        (lists, "'buses_x' holds values of the type"),
        (crowded, "2001 variables"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_no_network_holds_is_refused(tmp_path: Path, fill: Callable[[Any], None], said: str) -> None:
    path = write(tmp_path / "x.nc", fill)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(NetworkError, match=said):
        check_file(path, NetworkLimits())


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", b"%PDF-1.7", b"\x89HDF"])
def test_what_is_no_netcdf_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.nc"
    path.write_bytes(data)
    with pytest.raises(NetworkError, match="no netCDF"):
        check_file(path, NetworkLimits())


@pytest.mark.parametrize("kept", [8, 64, 600])
def test_a_file_cut_off_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "x.nc"
    path.write_bytes(MESHED.read_bytes()[:kept])
    with pytest.raises(NetworkError, match="damaged or cut off"):
        check_file(path, NetworkLimits())


def test_a_network_of_a_peer_passes() -> None:
    check_file(MESHED, NetworkLimits())


def test_limits_are_whole_and_above_zero() -> None:
    with pytest.raises(UsageError, match="the limit assets is -1"):
        NetworkLimits(assets=-1)
    with pytest.raises(UsageError, match="at most 32"):
        NetworkLimits(megabytes=33)
