"""Sanction reach: how far designations go through ownership, by each authority's own rule, and what licences spare.

Economic interest and control stand apart (:mod:`levier.system.control`); reach says nothing about either.
"""

from levier.system.sanctions.frozen import frozen_shares
from levier.system.sanctions.graph import chain_graph
from levier.system.sanctions.names import actors_named
from levier.system.sanctions.reach import Reach, reach
from levier.system.sanctions.record import Designation, Licence, designations_at, known_to, licences_at
from levier.system.sanctions.rule import Rule, authorities, authority_named, rule_at
from levier.system.sanctions.spread import Spread, spread

__all__ = [
    "Designation",
    "Licence",
    "Reach",
    "Rule",
    "Spread",
    "actors_named",
    "authorities",
    "authority_named",
    "chain_graph",
    "designations_at",
    "frozen_shares",
    "known_to",
    "licences_at",
    "reach",
    "rule_at",
    "spread",
]
