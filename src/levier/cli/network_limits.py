"""Options of ``levier serve``: what a network of a user's own may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

if TYPE_CHECKING:
    from levier.analysis.desk.network import NetworkLimits

__all__ = ["NetworkMost"]


@Parameter(name="*")
@dataclass(frozen=True)
class NetworkMost:
    """The most that a PyPSA network may take that is uploaded to the workbench."""

    max_network_mb: Annotated[int, Parameter(help="An uploaded network: size of its file, in MB (at most 32).")] = 24
    max_snapshots: Annotated[int, Parameter(help="An uploaded network: snapshots.")] = 8_784
    max_assets: Annotated[int, Parameter(help="An uploaded network: generators, links, lines, stores and so on.")] = (
        5_000
    )
    max_reading: Annotated[int, Parameter(help="An uploaded network: seconds to read and solve it as it is.")] = 180
    max_solving: Annotated[int, Parameter(help="An uploaded network: seconds for one shock.")] = 60
    max_searching: Annotated[int, Parameter(help="An uploaded network: seconds to search its chokepoints.")] = 3_600
    max_memory: Annotated[int, Parameter(help="An uploaded network: memory of each of its processes, in GB.")] = 6

    def limits(self) -> NetworkLimits:
        """Return them as the workbench takes them.

        Raises:
            UsageError: one is below 1, or too large.
        """
        from levier.analysis.desk.network import NetworkLimits

        return NetworkLimits(
            megabytes=self.max_network_mb,
            snapshots=self.max_snapshots,
            assets=self.max_assets,
            reading=self.max_reading,
            solving=self.max_solving,
            searching=self.max_searching,
            gigabytes=self.max_memory,
        )
