"""Options that sweeps, searches and chokepoints share: when, what is cut, and who computes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

__all__ = ["Asked"]

Patterns = tuple[str, ...]
SEVERAL = Parameter(consume_multiple=True, negative="", show_default=False)


@Parameter(name="*")
@dataclass(frozen=True)
class Asked:
    """What is asked of a package or of a netCDF; the help of each option says which of them it is for."""

    year: Annotated[int, Parameter(help="Package: base year.")] = 2024
    start: Annotated[
        str | None,
        Parameter(
            help="Package: month of the onset, 1 to 12 or `peak` (1). NetCDF: first snapshot cut, or its beginning."
        ),
    ] = None
    end: Annotated[str | None, Parameter(help="NetCDF: last snapshot cut, or its beginning.")] = None
    months: Annotated[int | None, Parameter(help="Package: how long the cuts last (3).")] = None
    recovery: Annotated[int | None, Parameter(help="Package: months watched afterwards (0).")] = None
    assets: Annotated[Patterns, SEVERAL, Parameter(help="Only these: names, or patterns such as `Link:*`.")] = ()
    without: Annotated[Patterns, SEVERAL, Parameter(help="Not these: names or patterns.")] = ()
    group_by: Annotated[
        str | None,
        Parameter(
            help="What is cut together. Package: asset, corridor, territory, owner or operator. NetCDF: a column "
            "of its components, such as carrier."
        ),
    ] = None
    workers: Annotated[int, Parameter(help="Child processes; 0: solve in this one.")] = 2
    cluster: Annotated[str | None, Parameter(help="Address of a Dask scheduler instead, tcp://...")] = None
