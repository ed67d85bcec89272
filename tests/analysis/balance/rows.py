"""A small package of ties, memberships, meetings and agreements, built in code."""

from __future__ import annotations

from typing import Any

from levier.dataset import Package
from tests.system import toys

Row = dict[str, Any]
STATES = ("AA", "BB", "CC", "DD", "EE")
SOURCES = {"press": "press", "office": "official"}


def tie(name: str, ends: str, value: float, period: str = "2024", **cells: Any) -> Row:
    """Give a reported turnover between two ends, such as ``AA-BB``, in USD bn."""
    sender, receiver = ends.split("-")
    row = {"id": name, "domain": "trade", "measure": "turnover", "from": sender, "to": receiver, "period": period}
    return {**row, "value": value, "unit": "USD bn", "kind": "reported", "sources": "press", **cells}


def member(name: str, actor: str, body: str, first: str = "", last: str = "", role: str = "member") -> Row:
    """Give the row of a membership."""
    return {"id": name, "actor": actor, "body": body, "role": role, "from": first, "to": last, "sources": "press"}


def meeting(name: str, day: str, participants: str) -> Row:
    """Give the row of a meeting."""
    return {"id": name, "date": day, "participants": participants, "format": "talks", "sources": "press"}


def agreement(name: str, day: str, parties: str, level: str = "treaty") -> Row:
    """Give the row of an agreement."""
    return {"id": name, "date": day, "parties": parties, "title": "T", "level": level, "sources": "press"}


def package(ties: list[Row], **rows: list[Row]) -> Package:
    """Give a package of ties, with the groups ``union`` and ``club`` among its actors."""
    tables: dict[str, list[Row]] = {
        "sources": [
            {"id": key, "kind": kind, "publisher": key, "title": key, "licence": "x", "reuse": "facts"}
            for key, kind in SOURCES.items()
        ],
        "countries": [{"id": state, "modelled": "true"} for state in STATES] + [{"id": "WW", "modelled": "false"}],
        "actors": [{"id": name, "kind": "bloc", "country": "WW"} for name in ("union", "club")],
        "ties": ties,
        **rows,
    }
    return toys.package(tables)
