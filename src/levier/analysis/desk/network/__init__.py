"""A PyPSA network of a user's own behind the workbench: read in a process with limits, asked for shocks, searched."""

from levier.analysis.desk.network.answer import NetworkAnswer
from levier.analysis.desk.network.desk import NetworkDesk
from levier.analysis.desk.network.facts import NetworkFacts
from levier.analysis.desk.network.file import NO_NETCDF, SIGNATURES
from levier.analysis.desk.network.job import SearchJob
from levier.analysis.desk.network.limits import NetworkLimits
from levier.analysis.desk.network.search import WorstPairs

__all__ = [
    "NO_NETCDF",
    "SIGNATURES",
    "NetworkAnswer",
    "NetworkDesk",
    "NetworkFacts",
    "NetworkLimits",
    "SearchJob",
    "WorstPairs",
]
