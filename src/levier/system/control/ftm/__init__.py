"""Ownership out to FollowTheMoney and in again: the JSON lines that investigators' tools read."""

from levier.system.control.ftm.model import check_ftm, has_model
from levier.system.control.ftm.read import FtmStakes, stakes_from_ftm
from levier.system.control.ftm.terms import Entity
from levier.system.control.ftm.write import to_ftm, write_ftm

__all__ = ["Entity", "FtmStakes", "check_ftm", "has_model", "stakes_from_ftm", "to_ftm", "write_ftm"]
