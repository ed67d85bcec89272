"""What a form on a page asks, read and checked before it runs: with the messages of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.analysis.autonomy import Question
from levier.analysis.autonomy.question import check_limit, check_question
from levier.analysis.trades import country_named, family_named
from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.system import System

__all__ = ["autonomy_question"]

LATEST = 2100


def autonomy_question(system: System, asked: Mapping[str, Any]) -> tuple[Question, float | None]:
    """Read a question of autonomy.

    Args:
        system: the base year.
        asked: ``country``, ``carriers`` (a list), ``by`` (a year), ``months``, ``limit`` (a share, or None for the
            whole frontier) and ``sales``; values come from anyone.

    Raises:
        UsageError: a field is missing, none of its kind, or out of range; what is allowed is said.
    """
    families = asked.get("carriers") or ()
    if not families or isinstance(families, str):
        message = "no carrier is chosen; choose at least one"
        raise UsageError(message)
    question = Question(
        country=country_named(system.package, str(asked.get("country") or "")),
        families=tuple(dict.fromkeys(family_named(system.package, str(each)) for each in families)),
        horizon=_whole(asked, "by", LATEST),
        months=_whole(asked, "months", 12),
        sales=bool(asked.get("sales")),
    )
    check_question(system, question)
    limit = asked.get("limit")
    if limit is None or limit == "":
        return question, None
    try:
        share = float(limit)
    except (TypeError, ValueError) as error:
        message = f"limit {limit!r} is not a number; a share of the base year's served value, 0 to 1, is allowed"
        raise UsageError(message) from error
    check_limit(share)
    return question, share


def _whole(asked: Mapping[str, Any], name: str, most: int) -> int:
    value = asked.get(name)
    try:
        number = int(str(value))
    except ValueError as error:
        message = f"{name} {value!r} is not a whole number"
        raise UsageError(message) from error
    if not 1 <= number <= most:
        message = f"{name} {number} is out of range; 1 to {most} is allowed"
        raise UsageError(message)
    return number
