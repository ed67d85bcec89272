"""The sentence that says why something is reached or spared, and until when a licence lets it go on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.system.control import Link
    from levier.system.sanctions.record import Designation, Licence
    from levier.system.sanctions.rule import Rule

__all__ = [
    "designated_sentence",
    "frozen_sentence",
    "licence_words",
    "listed",
    "operated_sentence",
    "reached_sentence",
    "spared_sentence",
    "stake_sentence",
]


def listed(parts: Sequence[str]) -> str:
    """Join parts with commas and a last "and".

    Example:
        >>> listed(["a", "b", "c"])
        'a, b and c'

    """
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def designated_sentence(each: Designation, names: Mapping[str, str], authority: str) -> str:
    """Say since when, by whom and by which act an actor is blocked; or that a user assumes it."""
    who = names.get(each.target, each.target)
    if not each.row:
        return f"{who} is taken as designated by {authority} on {each.since}: an assumption of the user."
    return f"{who} is designated since {each.since} by {authority}: {each.instrument}."


def reached_sentence(
    name: str, links: Sequence[Link], who: Mapping[str, str], names: Mapping[str, str], rule: Rule | None = None
) -> str:
    """Say which blocked owners reach a holding.

    Args:
        name: the holding.
        links: the direct links counted.
        who: what each blocked owner is, such as "designated 2025-10-22 by OFAC" or "reached".
        names: what to call each id.
        rule: said where several owners are added up.
    """
    if len(links) == 1:
        (link,) = links
        return f"{names.get(name, name)} is reached: {_owner(link, who, names)} {_holds(link).removesuffix(' of')}."
    each = [f"{_owner(link, who, names)} {link.share or 0.0:.6g} %" for link in links]
    verb = "vote" if links[0].relation == "votes" else "hold"
    total = math.fsum(link.share or 0.0 for link in links)
    enough = "" if rule is None else f" ({'more than' if rule.strict else 'at least'} {rule.share:g} % reaches)"
    return f"{names.get(name, name)} is reached: {listed(each)}, together they {verb} {total:.6g} %{enough}."


def spared_sentence(name: str, links: Sequence[Link], names: Mapping[str, str], rule: Rule) -> str:
    """Say what blocked owners hold of a holding, and that it is not enough."""
    total = math.fsum(link.share or 0.0 for link in links)
    parts = " + ".join(f"{link.share or 0.0:.6g} % ({names.get(link.subject, link.subject)})" for link in links)
    summed = f" = {total:.6g} %" if len(links) > 1 else ""
    verb = "vote" if links and links[0].relation == "votes" else "hold"
    limit = f"not more than {rule.share:g} %" if rule.strict else f"below {rule.share:g} %"
    who = f"blocked owners {verb}" if rule.aggregated else f"those of one designated person at most {verb}"
    alone = "" if rule.aggregated else "; holdings of different designated persons are not added up"
    return f"{names.get(name, name)} is spared: {who} {parts}{summed}, {limit}{alone}."


def frozen_sentence(name: str, share: float, chain: Sequence[Link], names: Mapping[str, str]) -> str:
    """Say how much of an asset stands behind blocked owners without its being reached."""
    via = [
        f"{names.get(link.subject, link.subject)} {_holds(link)} {names.get(link.object, link.object)}"
        for link in chain
    ]
    return f"{names.get(name, name)} is not reached; {100 * share:.6g} % of it is frozen: {'; '.join(via)}."


def stake_sentence(link: Link, who: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Say that the stake of a blocked owner is frozen while the company is not."""
    held = names.get(link.object, link.object)
    return f"The {link.share or 0.0:.6g} % of {held} that {_owner(link, who, names)} holds are frozen; {held} is not."


def operated_sentence(name: str, runs: Sequence[str], who: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Say that blocked actors run an asset."""
    each = [f"{names.get(one, one)}{f' ({who[one]})' if one in who else ''}" for one in runs]
    return f"{names.get(name, name)} is reached: {listed(each)} {'operates' if len(each) == 1 else 'operate'} it."


def licence_words(licences: Sequence[Licence]) -> str:
    """Say which licences let the running go on, and until when."""
    parts = []
    for each in licences:
        end = "no end stated" if each.until is None else f"until {each.until}"
        after = f", then {each.replaced_by}" if each.replaced_by else ""
        parts.append(f"{each.instrument} (since {each.since}, {end}{after})")
    return f" {listed(parts)} lets its running go on." if parts else ""


def _owner(link: Link, who: Mapping[str, str], names: Mapping[str, str]) -> str:
    status = who.get(link.subject, "")
    return f"{names.get(link.subject, link.subject)}{f' ({status})' if status else ''}"


def _holds(link: Link) -> str:
    if link.relation == "operates":
        return "operates"
    if link.share is None:
        return "is reported to hold a majority of"
    return f"{'votes' if link.relation == 'votes' else 'holds'} {link.share:.6g} % of"
