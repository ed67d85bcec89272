"""Short ways to say what happens."""

from __future__ import annotations

from typing import Any

from levier.shock import Effect, Shock

Onset = int | str


def shock(*effects: dict[str, Any], start: Onset = 1, months: int = 3, recovery: int = 0) -> Shock:
    """Give a shock of some effects."""
    made = tuple(Effect.model_validate(effect) for effect in effects)
    return Shock(name="test", effects=made, start=start, months=months, recovery=recovery)  # type: ignore[arg-type]


def cut(**select: Any) -> dict[str, Any]:
    """Give a cut of what is selected."""
    return {"kind": "cut", "select": select}


def half(**select: Any) -> dict[str, Any]:
    """Give a derate to half of the base flow."""
    return keep(0.5, **select)


def keep(share: float, **select: Any) -> dict[str, Any]:
    """Give a derate to a share of the base flow."""
    return {"kind": "derate", "keep": share, "of": "base", "select": select}


def factor(kind: str, value: float, **select: Any) -> dict[str, Any]:
    """Give a demand or price shock."""
    return {"kind": kind, "factor": value, "select": select}
