"""What a network of a user's own may take: size, values, snapshots, components, seconds, memory."""

from __future__ import annotations

from dataclasses import dataclass, fields

from levier.errors import UsageError

__all__ = ["NetworkLimits"]

MOST_MEGABYTES = 32
"""A request of the workbench holds no more, once a file is written as text."""


@dataclass(frozen=True)
class NetworkLimits:
    """The limits of one server; all are whole numbers of 1 or more.

    Attributes:
        megabytes: of the file.
        values: numbers and words in the file, counted by its dimensions.
        snapshots: of the network.
        assets: generators, links, lines, transformers, stores and so on.
        reading: seconds to read, check, compile and solve the network as it is.
        solving: seconds to answer one shock.
        searching: seconds for the background search of chokepoints.
        gigabytes: memory (address space) of each process that holds a network.

    Example:
        >>> NetworkLimits(snapshots=24).snapshots
        24
        >>> NetworkLimits(snapshots=0)
        Traceback (most recent call last):
        levier.errors.UsageError: the limit snapshots is 0; a whole number of 1 or more is needed
    """

    megabytes: int = 24
    values: int = 20_000_000
    snapshots: int = 8_784
    assets: int = 5_000
    reading: int = 180
    solving: int = 60
    searching: int = 3_600
    gigabytes: int = 6

    def __post_init__(self) -> None:
        """Refuse what is no limit."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value < 1:
                message = f"the limit {field.name} is {value}; a whole number of 1 or more is needed"
                raise UsageError(message)
        if self.megabytes > MOST_MEGABYTES:
            message = f"the limit megabytes is {self.megabytes}; at most {MOST_MEGABYTES} can be sent by a browser here"
            raise UsageError(message)
