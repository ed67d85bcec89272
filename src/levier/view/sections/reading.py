"""The words a reader needs: each term with its explanation, at a fixed anchor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier.view.page import Page

__all__ = ["TERMS", "Term", "terms"]

TERMS: dict[str, tuple[str, ...]] = {
    "reconciled": ("disagree",),
    "interval": ("flows",),
    "observed": ("dependence",),
    "structural": ("dependence",),
    "security": ("dependence",),
    "capacity": (),
    "spare": (),
    "loss": ("shocks",),
    "wedge": ("coverage",),
}
"""Terms in their order, with the sections that use them most."""


@dataclass(frozen=True)
class Term:
    """One term: its key, its name, what it means, and sections to see (title, anchor)."""

    key: str
    name: str
    words: str
    see: list[tuple[str, str]]


def terms(page: Page) -> list[Term]:
    """Return the terms in the page's language."""
    say = page.say
    return [
        Term(key, say(f"term_{key}"), say(f"term_{key}_about"), [(say(target), target) for target in see])
        for key, see in TERMS.items()
    ]
