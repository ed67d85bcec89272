"""What an address asks for: its language, its state or what is wrong with it, its family of carriers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.errors import UsageError
from levier.view.workbench.state import State

if TYPE_CHECKING:
    from levier.view.words import Language
    from levier.view.workbench.context import Context

__all__ = ["family_shown", "language_of", "read", "usual_family"]


def language_of(query: str | None) -> Language:
    """Return the language an address asks for, even where the rest of it is wrong."""
    return "fr" if "lang=fr" in (query or "").removeprefix("?").split("&") else "en"


def read(context: Context, query: str | None) -> tuple[State, str]:
    """Return the state of an address, or the usual one and what is wrong with the address."""
    try:
        return context.state(query or ""), ""
    except UsageError as error:
        return State(language=language_of(query)), str(error)


def family_shown(context: Context, state: State) -> str:
    """Return the family on the map: the chosen one, else the usual one."""
    return state.family or usual_family(context, state)


def usual_family(context: Context, state: State) -> str:
    """Return the family that shows most of a state: of the first cut, of the ready-made shock, else the first."""
    families = context.families()
    if state.shock:
        struck = list(context.shocks()[state.shock].families)
    else:
        struck = [context.family_of(cut.group) for cut in state.cuts[:1]]
    return next((family for family in struck if family in families), next(iter(families), ""))
