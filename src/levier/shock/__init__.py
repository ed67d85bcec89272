"""What happens, declaratively: cut, derate, demand, price, sea level."""

from levier.shock.changes import Change, resolve
from levier.shock.model import Effect, Selector, Shock, read_shock
from levier.shock.select import choose

__all__ = ["Change", "Effect", "Selector", "Shock", "choose", "read_shock", "resolve"]
