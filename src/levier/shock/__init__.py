"""What happens, declaratively: cut, derate, demand, price, sea level."""

from levier.shock.changes import Change, resolve
from levier.shock.files import text_of, yaml_of
from levier.shock.library import all_ready_made, named_shock, ready_made
from levier.shock.model import Effect, Selector, Shock, parse_shock, read_shock, shock_of_cuts
from levier.shock.select import choose

__all__ = [
    "Change",
    "Effect",
    "Selector",
    "Shock",
    "all_ready_made",
    "choose",
    "named_shock",
    "parse_shock",
    "read_shock",
    "ready_made",
    "resolve",
    "shock_of_cuts",
    "text_of",
    "yaml_of",
]
