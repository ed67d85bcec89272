"""The long horizon: one year at physical costs, with what stands then or could be built."""

from levier.system.long.flows import TIERED, Flow, long_flows
from levier.system.long.fuel import Burn, Fuels, fuels_of
from levier.system.long.program import LongProgram, long_program
from levier.system.long.projects import Capital, Project, find_projects, project_flows, projects_of

__all__ = [
    "TIERED",
    "Burn",
    "Capital",
    "Flow",
    "Fuels",
    "LongProgram",
    "Project",
    "find_projects",
    "fuels_of",
    "long_flows",
    "long_program",
    "project_flows",
    "projects_of",
]
