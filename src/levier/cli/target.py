"""What a sweep or a search is about: a data package or a netCDF, its window, and the elements to cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from levier.analysis import By, Case
    from levier.cli.asked import Asked
    from levier.engine import Program

__all__ = ["Target", "case_for", "is_network", "picked", "target_for"]

NETWORKS = (".nc", ".nc4", ".netcdf")
MONTHS = 3


@dataclass(frozen=True)
class Target:
    """What is asked of the engine.

    Attributes:
        name: as typed; ``about`` says more in words.
        groups: assets by element; ``None``: every asset is an element.
        names: elements to cut.
        start, end: labels of the window; ``None``: from the first, to the last snapshot.
    """

    name: str
    about: str
    program: Program
    groups: dict[str, tuple[str, ...]] | None
    names: list[str]
    start: str | None
    end: str | None

    @property
    def head(self) -> dict[str, Any]:
        """What was asked, for JSON."""
        labels = self.program.snapshots
        return {
            "of": self.name,
            "about": self.about,
            "program": self.program.hash,
            "window": [self.start or labels[0], self.end or labels[-1]],
            "snapshots": len(labels),
            "elements": len(self.names),
        }


def is_network(name: str) -> bool:
    """Return whether a name is that of a netCDF, not of a package.

    >>> is_network("my-network.nc"), is_network("eurasia")
    (True, False)
    """
    return name.lower().endswith(NETWORKS)


def target_for(name: str, asked: Asked) -> Target:
    """Read what the user named: a package, or the path of a netCDF.

    Raises:
        UsageError: an option that is not for this kind of input, or out of range.
        LevierError: what was named cannot be read.
    """
    if is_network(name):
        return _network(name, asked)
    case = case_for(name, asked, by="asset")
    about = f"{case.system.package.name}, base year {asked.year}, {case.start} to {case.end}, elements by {case.by}"
    return Target(name, about, case.program, case.groups, picked(case, asked), case.start, case.end)


def case_for(name: str, asked: Asked, *, by: By) -> Case:
    """Load a package and compile the run that is cut; `by` holds where nothing else is asked.

    Raises:
        UsageError: an option out of range.
        DatasetError: the package cannot be read.
    """
    from levier.analysis import case_of
    from levier.errors import UsageError
    from levier.system import load

    if asked.end is not None:
        message = f"--end is for a netCDF; {name} is a package: give --start (a month) and --months"
        raise UsageError(message)
    text = asked.start or "1"
    if text != "peak" and not text.isdecimal():
        message = f"--start {text} is no month; 1 to 12 or peak is needed"
        raise UsageError(message)
    return case_of(
        load(name, asked.year),
        by=by if asked.group_by is None else asked.group_by,  # type: ignore[arg-type]  # checked where it is used
        start="peak" if text == "peak" else int(text),
        months=MONTHS if asked.months is None else asked.months,
        recovery=asked.recovery or 0,
    )


def picked(case: Case, asked: Asked) -> list[str]:
    """Return the elements of a case that are asked for."""
    from levier.engine import pick

    return pick(list(case.elements.index), asked.assets, asked.without)


def _network(name: str, asked: Asked) -> Target:
    """Compile a netCDF."""
    from levier.engine import Program, groups_by, pick, read_network
    from levier.errors import UsageError

    if asked.months is not None or asked.recovery is not None:
        message = "--months and --recovery are for a package; in a netCDF --start and --end name snapshots"
        raise UsageError(message)
    network = read_network(name)
    program = Program.from_network(network)
    groups = None if asked.group_by is None else groups_by(network, asked.group_by, program.assets)
    names = pick(list(program.assets if groups is None else groups), asked.assets, asked.without)
    about = f"{len(program.assets)} assets, {len(program.snapshots)} snapshots"
    return Target(name, about, program, groups, names, asked.start, asked.end)
