"""The pages beside the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier.view.sections import coverage
from levier.view.workbench.render import tables
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.view.page import Page

__all__ = ["PAGES", "BenchPage"]


@dataclass(frozen=True)
class BenchPage:
    """One page.

    Attributes:
        name: key of its title.
        show: makes its parts of a page's answers.
        job: what must be computed first; blank: nothing.
    """

    name: str
    show: Callable[[Page], list[Any]]
    job: str = ""

    def title(self, page: Page) -> str:
        """Return its title in the page's language."""
        return page.say(self.name)


def _coverage(page: Page) -> list[Any]:
    return tables([coverage.coverage(page), coverage.fit(page)], [coverage.estimates(page)])


PAGES = {"coverage": BenchPage("coverage", _coverage)}
