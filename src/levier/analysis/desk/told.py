"""What a job says it does: in a word that a page has a phrase for, and how much of it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from levier.engine import Progress

__all__ = ["Tell", "Told", "counted", "swept"]


@dataclass(frozen=True)
class Told:
    """One message.

    Attributes:
        what: the step, a word such as ``structural``.
        about: what it is about: the id of a country, family or event; blank: nothing.
        done, total: how much of the step is done; ``total`` is 0 where nobody knows.
    """

    what: str
    about: str = ""
    done: int = 0
    total: int = 0


Tell: TypeAlias = Callable[[Told], None]


def counted(tell: Tell, what: str, total: int) -> Callable[[str], None]:
    """Return a hearer of analyses that name each of their steps as they begin it.

    >>> heard = []
    >>> hear = counted(heard.append, "claims", 2)
    >>> hear("c1"), hear("c2"), hear("c3")
    (None, None, None)
    >>> [(each.about, each.done) for each in heard]
    [('c1', 0), ('c2', 1), ('c3', 2)]
    """
    steps = iter(range(10**9))
    return lambda about: tell(Told(what, about, min(next(steps), total), total))


def swept(tell: Tell, what: str) -> Callable[[Progress], None]:
    """Return a hearer of sweeps."""
    return lambda progress: tell(Told(what, "", progress.done, progress.total))
