"""The desk behind the workbench: one loaded system in a child process, asked for shocks and for longer jobs."""

from levier.analysis.desk.answer import DeskAnswer
from levier.analysis.desk.checking import Checked, check_apart
from levier.analysis.desk.child import Limits
from levier.analysis.desk.desk import Desk
from levier.analysis.desk.helps import Helping, Helps
from levier.analysis.desk.jobs import Job, Jobs
from levier.analysis.desk.told import Tell, Told

__all__ = [
    "Checked", "Desk", "DeskAnswer", "Helping", "Helps", "Job", "Jobs", "Limits", "Tell", "Told", "check_apart",
]  # fmt: skip
