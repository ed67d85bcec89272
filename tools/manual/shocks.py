"""The page of shocks: kinds of effects, fields and selectors out of the model, ready-made shocks out of the package."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from levier.shock import Effect, Selector, Shock, read_shock
from levier.shock.model import KINDS, NEEDS
from tools.manual.markdown import table
from tools.manual.tables import DATA

__all__ = ["kinds", "shocks_page", "undocumented"]


def kinds() -> tuple[str, ...]:
    """Return the kinds of effect that the model allows."""
    return tuple(get_args(Effect.model_fields["kind"].annotation))


def shocks_page() -> str:
    """Return the page."""
    ready = [(path.stem, read_shock(path)) for path in DATA.glob("shocks/*.yaml")]
    ready.sort(key=lambda pair: (pair[1].order, pair[0]))
    parts = [
        "# Shocks",
        "",
        "Generated from the model that reads shock files. How to write one: [Write a shock](../howto/shock.md).",
        "",
        "## Kinds of effect",
        "",
        table(["kind", "what happens", "needs"], [(f"`{k}`", KINDS[k], _needs(k)) for k in kinds()]),
        "## A shock",
        "",
        _fields(Shock),
        "## An effect",
        "",
        _fields(Effect),
        "## What is selected",
        "",
        "Several words of one selector: any of them. Several selectors: all of them at once.",
        "",
        _fields(Selector),
        "## Ready-made shocks of eurasia",
        "",
        "`levier stress NAME`.",
        "",
        table(["name", "what happens"], [(f"`{name}`", shock.name) for name, shock in ready]),
    ]
    return "\n".join(parts)


def undocumented() -> list[str]:
    """Return kinds and fields that nothing is said of."""
    missing = [kind for kind in kinds() if not KINDS.get(kind)]
    for model in (Shock, Effect, Selector):
        missing += [f"{model.__name__}.{n}" for n, field in model.model_fields.items() if not field.description]
    return missing


def _needs(kind: str) -> str:
    named = [f"`{name}`" for name in NEEDS.get(kind, ())]
    if kind == "level":
        return f"{' and '.join(named)}, and `value` or `change`"
    return " and ".join([*named, "`select`"])


def _fields(model: type[BaseModel]) -> str:
    rows = []
    for name, field in model.model_fields.items():
        default = "needed" if field.is_required() else _default(field.default)
        rows.append((f"`{name}`", default, field.description or ""))
    return table(["field", "default", "what it says"], rows)


def _default(value: Any) -> str:
    return "" if value in (None, "", ()) or isinstance(value, BaseModel) else f"`{value}`"
