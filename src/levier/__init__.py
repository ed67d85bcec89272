"""Levier: leverage in cross-border energy and trade systems.

Heavy parts are imported when they are first used:

>>> import levier
>>> levier.Shock.cut("cpc", months=2).months
2
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from levier.analysis import answer_shock as stress
    from levier.dataset import check, read
    from levier.engine import Contingency, Engine
    from levier.shock import Effect, Selector, Shock, read_shock
    from levier.system import System, load

__all__ = [
    "Contingency",
    "Effect",
    "Engine",
    "Selector",
    "Shock",
    "System",
    "check",
    "load",
    "read",
    "read_shock",
    "stress",
]

__version__ = "0.1.0"

_HOMES = {
    "Contingency": ("levier.engine", "Contingency"),
    "Effect": ("levier.shock", "Effect"),
    "Engine": ("levier.engine", "Engine"),
    "Selector": ("levier.shock", "Selector"),
    "Shock": ("levier.shock", "Shock"),
    "System": ("levier.system", "System"),
    "check": ("levier.dataset", "check"),
    "load": ("levier.system", "load"),
    "read": ("levier.dataset", "read"),
    "read_shock": ("levier.shock", "read_shock"),
    "stress": ("levier.analysis", "answer_shock"),
}


def __getattr__(name: str) -> Any:
    """Import a public name from its home when it is first asked for."""
    if name not in _HOMES:
        msg = f"module 'levier' has no attribute {name!r}"
        raise AttributeError(msg)
    module, attribute = _HOMES[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value
