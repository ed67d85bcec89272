"""Which schema of FollowTheMoney stands for which kind of actor and stake, and how ids are written there.

Schemata and properties: followthemoney 4, https://followthemoney.tech/explorer/. An id may hold letters, digits, dots
and hyphens only, so an underscore of ours is written as two hyphens, a colon as two dots.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ACTORS", "ASSET", "HELD", "KINDS", "OTHER", "OWNERSHIP", "PREFIX", "SCHEMATA", "ftm_id", "own_id"]

Entity = dict[str, Any]
"""One line: ``id``, ``schema`` and ``properties``, each property a list of text."""

STATE = "state"
SCHEMATA: Mapping[str, str] = {
    STATE: "PublicBody",
    "body": "PublicBody",
    "bloc": "Organization",
    "company": "Company",
    "consortium": "Company",
    "bank": "Company",
    "fund": "Company",
}
"""Schema by kind of actor."""
ACTORS: Mapping[str, str] = {
    "Company": "company",
    "LegalEntity": "company",
    "Organization": "company",
    "PublicBody": "body",
}
"""Kind of actor by schema, where a line says no kind of ours."""
ASSET = "Asset"
OWNERSHIP = "Ownership"
OTHER = "UnknownLink"
"""The schema of votes and operatorship: neither owns, and no word for more than that is said."""
HELD = ("Company", ASSET)
"""What FollowTheMoney lets be owned; a stake in anything else is a link."""
KINDS: Mapping[str, str] = {"equity": OWNERSHIP, "majority": OWNERSHIP, "voting": OTHER, "operatorship": OTHER}
"""Schema by kind of stake."""
PREFIX = "levier-"
"""How the ids begin that were written here."""

_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")


def ftm_id(name: str, prefix: str = PREFIX) -> str:
    """Write an id of ours as FollowTheMoney allows it.

    Raises:
        DatasetError: an id that could not be read back.

    Example:
        >>> ftm_id("caspi_bitum_co"), own_id("levier-caspi--bitum--co")
        ('levier-caspi--bitum--co', 'caspi_bitum_co')

    """
    written = prefix + name.replace("_", "--").replace(":", "..")
    if _ID.fullmatch(written) is None or own_id(written, prefix) != name:
        allowed = "letters, digits, and single _ : . - between them are allowed"
        message = f"id {name!r} cannot be written for FollowTheMoney: {allowed}"
        raise DatasetError(message)
    return written


def own_id(name: str, prefix: str = PREFIX) -> str:
    """Read an id: one written here as it was, any other in lower case."""
    if not name.startswith(prefix):
        return name.lower()
    return name.removeprefix(prefix).replace("--", "_").replace("..", ":")
