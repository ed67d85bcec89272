"""Read a network or a saved program that a user names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from levier.errors import NetworkError

if TYPE_CHECKING:
    import pypsa

    from levier.engine.program import Program

__all__ = ["read_network", "read_program"]


def read_network(path: str | Path) -> pypsa.Network:
    """Read a netCDF file that PyPSA wrote.

    Args:
        path: of the file.

    Raises:
        NetworkError: There is no such file, or PyPSA finds no network in it.
    """
    import pypsa

    file = Path(path)
    if not file.is_file():
        message = f"{file}: there is no such file"
        raise NetworkError(message)
    try:
        with pypsa.option_context("api.legacy_string_dtype", True):  # noqa: FBT003 - PyPSA's own signature
            network = pypsa.Network(str(file))
    except Exception as error:  # whatever the reader of netCDF makes of bytes that are none
        message = f"{file} cannot be read as a netCDF that PyPSA wrote: {str(error).splitlines()[0]}"
        raise NetworkError(message) from error
    if network.c.buses.static.empty:
        message = f"{file} holds no bus, so it is no network of PyPSA"
        raise NetworkError(message)
    return network


def read_program(source: pypsa.Network | Program | str | Path) -> Program:
    """Load or compile a program.

    Args:
        source: a network, a program, or the path of a netCDF of PyPSA or of a saved program (``.npz``).

    Raises:
        NetworkError: There is no such netCDF, or the network holds something the engine does not support.
        LevierError: The file is not a saved program, or was damaged.
    """
    from levier.engine.program import Program

    if isinstance(source, Program):
        return source
    if not isinstance(source, str | Path):
        return Program.from_network(source)
    if str(source).endswith(".npz"):
        return Program.load(source)
    return Program.from_network(read_network(source))
