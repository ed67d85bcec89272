"""Ownership and control: economic interest and control stand apart; sanction reach has its own package.

Economic interest is a share of the gain (:func:`economic_interest`); control is who can close an asset, by territory,
operatorship or majority (:func:`controlled_assets`). Neither says anything about the other.
"""

from levier.system.control.closable import closable
from levier.system.control.consent import consent_set, consents
from levier.system.control.graph import graph_of, ownership_graph
from levier.system.control.grounds import GROUNDS, check_actor, controlled_assets
from levier.system.control.interest import NOT_TOLD, TOLD_TWICE, economic_interest, ultimate_interest
from levier.system.control.link import Chain, Link, sentence
from levier.system.control.majority import Control, controlled_by, controllers
from levier.system.control.stakes import stakes_at, stakes_left_out

__all__ = [
    "GROUNDS",
    "NOT_TOLD",
    "TOLD_TWICE",
    "Chain",
    "Control",
    "Link",
    "check_actor",
    "closable",
    "consent_set",
    "consents",
    "controlled_assets",
    "controlled_by",
    "controllers",
    "economic_interest",
    "graph_of",
    "ownership_graph",
    "sentence",
    "stakes_at",
    "stakes_left_out",
    "ultimate_interest",
]
