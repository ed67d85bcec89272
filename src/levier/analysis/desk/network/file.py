"""Look at a netCDF before anything reads it: what it is, how large it would become, what kinds of values it holds."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from levier.errors import NetworkError

if TYPE_CHECKING:
    from pathlib import Path

    from levier.analysis.desk.network.limits import NetworkLimits

__all__ = ["NO_NETCDF", "SIGNATURES", "check_file"]

SIGNATURES = (b"\x89HDF\r\n\x1a\n", b"CDF\x01", b"CDF\x02", b"CDF\x05")
"""How a netCDF begins: HDF5, and the three classic formats."""
NO_NETCDF = "this is no netCDF; a network that PyPSA wrote with export_to_netcdf is needed"
MOST_VARIABLES = 2_000
PLAIN = "fiuSU"
"""Kinds of values that PyPSA writes: numbers and characters; words come as `str`."""
SHOWN = 80


def check_file(path: Path, limits: NetworkLimits) -> None:
    """Refuse a file that is no netCDF, holds what no network holds, or would grow too large.

    Only its head is read; sizes follow from the dimensions.

    Args:
        path: of the file.
        limits: what is taken.

    Raises:
        NetworkError: it is refused; the message says what is allowed.
    """
    import netCDF4

    with path.open("rb") as file:
        head = file.read(8)
    if not head.startswith(SIGNATURES):
        raise NetworkError(NO_NETCDF)
    try:
        with netCDF4.Dataset(str(path)) as dataset:
            _check(dataset, limits)
    except (OSError, RuntimeError, ValueError, UnicodeDecodeError, AttributeError) as error:
        message = "this netCDF is damaged or cut off: its head cannot be read"
        raise NetworkError(message) from error


def _check(dataset: Any, limits: NetworkLimits) -> None:
    if dataset.groups:
        message = f"this netCDF holds groups ({_said(next(iter(dataset.groups)))}); PyPSA writes none"
        raise NetworkError(message)
    if len(dataset.variables) > MOST_VARIABLES:
        message = f"this netCDF holds {len(dataset.variables)} variables; at most {MOST_VARIABLES} are taken here"
        raise NetworkError(message)
    snapshots = dataset.dimensions.get("snapshots")
    if snapshots is not None and len(snapshots) > limits.snapshots:
        message = f"the network has {len(snapshots)} snapshots; at most {limits.snapshots} are taken here"
        raise NetworkError(message)
    total = 0
    for name, variable in dataset.variables.items():
        kind = variable.datatype
        if variable.dtype is not str and getattr(kind, "kind", "?") not in PLAIN:
            found = _said(getattr(kind, "name", kind))
            message = f"the variable {_said(name)} holds values of the type {found}; numbers and words are taken"
            raise NetworkError(message)
        total += prod(variable.shape)
    if total > limits.values:
        message = f"the file would hold {total} values once read; at most {limits.values} are taken here"
        raise NetworkError(message)


def _said(name: object) -> str:
    text = str(name)
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")
