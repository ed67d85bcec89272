"""``levier export``: the network as netCDF or CSV, the package as a zip, ownership for FollowTheMoney."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

__all__ = ["export"]

YEAR = 2024


def export(
    package: str = "eurasia",
    *,
    what: Literal["netcdf", "csv", "package"] = "netcdf",
    year: int = YEAR,
    family: list[str] | None = None,
    out: Path | None = None,
    ftm: Path | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Write the calibrated network (opens in PyPSA), the data package, or its ownership.

    Parameters
    ----------
    package
        Name of a shipped package, a directory, or a zip.
    what
        netcdf: the network in one file; csv: the network as a folder; package: the tables as a zip.
    year
        Base year.
    family
        Only these families of carriers; repeat for more.
    out
        File or folder to write; by default `NAME-YEAR.nc`, `NAME-YEAR`, `NAME.zip`.
    ftm
        File for the ownership alone: FollowTheMoney, JSON lines; all stakes with their dates.
    json
        Print what was written as JSON.
    """
    from levier.dataset import read, write_zip

    if ftm is not None:
        other = (what, year, family, out) != ("netcdf", YEAR, None, None)
        _ownership(package, ftm, other=other, json=json)
        return
    data = read(package)
    names = {"netcdf": f"{data.name}-{year}.nc", "csv": f"{data.name}-{year}", "package": f"{data.name}.zip"}
    target = out or Path(names[what])
    if what == "package":
        write_zip(data, target)
    else:
        _network(data, year, family, target, folder=what == "csv")
    if json:
        import json as codec

        sys.stdout.write(codec.dumps({"written": str(target), "what": what}) + "\n")
    else:
        sys.stdout.write(f"{target} written\n")


def _ownership(package: str, target: Path, *, other: bool, json: bool) -> None:
    from levier.dataset import read
    from levier.errors import UsageError
    from levier.system.control.ftm import check_ftm, has_model, to_ftm, write_ftm

    if other:
        msg = "--ftm writes ownership alone; leave out --what, --year, --family and --out"
        raise UsageError(msg)
    entities = list(to_ftm(read(package)))
    checked = has_model()
    if checked:
        check_ftm(entities)
    count = write_ftm(entities, target)
    if json:
        import json as codec

        answer = {"written": str(target), "what": "ftm", "entities": count, "checked": checked}
        sys.stdout.write(codec.dumps(answer) + "\n")
    else:
        how = "checked" if checked else "unchecked (pip install 'levier[ftm]' lets it be checked)"
        sys.stdout.write(f"{target} written: {count} entities, {how} by FollowTheMoney's own model\n")


def _network(data: object, year: int, family: list[str] | None, target: Path, *, folder: bool) -> None:
    from levier.errors import UsageError
    from levier.system import load

    if folder and target.exists() and any(target.iterdir()):
        msg = f"{target} exists and is not empty; name another folder with --out"
        raise UsageError(msg)
    network = load(data, year, families=family).network()  # type: ignore[arg-type]
    temporary = target.with_name(f".{target.name}.tmp")
    target.parent.mkdir(parents=True, exist_ok=True)
    if folder:
        if temporary.exists():
            shutil.rmtree(temporary)
        network.export_to_csv_folder(temporary)
        if target.exists():
            target.rmdir()
    else:
        network.export_to_netcdf(temporary)
    os.replace(temporary, target)  # noqa: PTH105 - the atomic call, by name
