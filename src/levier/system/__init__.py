"""From tables to one balanced base year and a calibrated network."""

from levier.system.calendar import Calendar, Snapshot
from levier.system.reconcile import BaseYear, reconcile
from levier.system.system import System, load
from levier.system.topology import Topology, build_topology

__all__ = [
    "BaseYear",
    "Calendar",
    "Snapshot",
    "System",
    "Topology",
    "build_topology",
    "load",
    "reconcile",
]
