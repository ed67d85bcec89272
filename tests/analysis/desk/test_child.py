"""A child process: answers, errors, progress; killed when it is slow, replaced when it dies."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

import pytest

from levier.analysis.desk.child import Child, Limits
from levier.errors import ShockError, SolveError


class Thing:
    """What the child holds."""

    def __init__(self, start: int) -> None:
        """Start counting."""
        self.count = start

    def add(self, more: int) -> int:
        self.count += more
        return self.count

    def count_down(self, tell: Callable[[str], None]) -> str:
        for number in (3, 2, 1):
            tell(str(number))
        return "gone"

    def sleep(self) -> None:
        time.sleep(60)

    def die(self) -> None:
        os._exit(3)

    def refuse(self) -> None:
        message = "no such asset"
        raise ShockError(message)

    def break_down(self) -> float:
        return 1 / 0

    def grow(self) -> int:
        return len(bytearray(3_000_000_000))


@pytest.fixture
def child() -> Iterator[Child]:
    held = Child(Thing, 1, limits=Limits(memory=2_000_000_000))
    yield held
    held.close()


def test_a_child_keeps_its_state_and_tells_its_errors(child: Child) -> None:
    assert child.call("add", 2, limit=30) == 3
    told: list[str] = []
    assert child.call("count_down", limit=30, told=told.append) == "gone"
    assert told == ["3", "2", "1"]
    with pytest.raises(ShockError, match="no such asset"):
        child.call("refuse", limit=30)
    with pytest.raises(SolveError, match="ZeroDivisionError"):
        child.call("break_down", limit=30)
    with pytest.raises(SolveError, match="memory"):
        child.call("grow", limit=30)
    assert child.call("add", 1, limit=30) == 4


def test_a_child_that_dies_or_hangs_is_replaced(child: Child) -> None:
    with pytest.raises(SolveError, match="unexpectedly"):
        child.call("die", limit=30)
    assert child.call("add", 1, limit=30) == 2
    with pytest.raises(SolveError, match=r"within 0 s"):
        child.call("sleep", limit=0.2)
    assert not child.alive
    assert child.call("add", 1, limit=30) == 2


class Closing:
    """Closes a child while it is being sent to it, as another thread may."""

    def __init__(self, child: Child) -> None:
        """Keep the child."""
        self.child = child

    def __reduce__(self) -> tuple[type, tuple[int]]:
        """Close the child, and travel as a number."""
        self.child.close()
        return int, (2,)


def test_a_child_closed_under_way_says_so(child: Child) -> None:
    assert child.call("add", 1, limit=30) == 2
    with pytest.raises(SolveError, match="unexpectedly"):
        child.call("add", Closing(child), limit=30)


def test_what_cannot_travel_is_an_error_of_its_own(child: Child) -> None:
    with pytest.raises(TypeError, match="pickle"):
        child.call("add", (number for number in ()), limit=30)
