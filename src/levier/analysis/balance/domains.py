"""The domains of a balance and the user's weights over them, out of what was typed."""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["DOMAINS", "Domain", "domain_names", "domains_named", "weights_named"]


@dataclass(frozen=True)
class Domain:
    """A domain: where its shares come from.

    Attributes:
        kind: ``flows`` of the base year, ``ties``, ``institutions`` (memberships) or ``diplomacy`` (meetings).
        family: of carriers, for flows.
        routes: shared out by the neighbour a trade crosses to, not by its last partner.
        usual: in the balance unless domains are named.
    """

    name: str
    kind: Literal["flows", "ties", "institutions", "diplomacy"] = "ties"
    family: str = ""
    routes: bool = False
    usual: bool = True


DOMAINS = {
    domain.name: domain
    for domain in (
        Domain("oil", "flows", "crude", routes=True),
        Domain("gas", "flows", "gas"),
        Domain("power", "flows", "power"),
        Domain("uranium", "flows", "uranium"),
        Domain("trade"),
        Domain("payments"),
        Domain("investment"),
        Domain("arms"),
        Domain("students"),
        Domain("institutions", "institutions"),
        Domain("diplomacy", "diplomacy"),
        Domain("votes"),
        Domain("coal", "flows", "coal", usual=False),
        Domain("products", "flows", "products", usual=False),
        Domain("people", usual=False),
        Domain("transit", usual=False),
        Domain("culture", usual=False),
    )
}
"""Every domain by name, in the order they are shown."""


def domain_names(*, usual: bool = True) -> tuple[str, ...]:
    """Return the names of the usual domains, or of all.

    >>> domain_names()[:3]
    ('oil', 'gas', 'power')
    """
    return tuple(name for name, domain in DOMAINS.items() if domain.usual or not usual)


def domains_named(texts: Iterable[str]) -> tuple[str, ...]:
    """Return domains out of words such as ``oil,trade``, in the order they are shown; the usual ones out of none.

    Raises:
        UsageError: no such domain; the nearest.

    Example:
        >>> domains_named(["trade,Oil"])
        ('oil', 'trade')

    """
    words = [word.strip() for text in texts for word in text.split(",") if word.strip()]
    chosen = {_domain(word) for word in words}
    return tuple(name for name in DOMAINS if name in chosen) or domain_names()


def weights_named(texts: Iterable[str], domains: Sequence[str]) -> dict[str, float]:
    """Return the weight of each domain out of words such as ``trade=2,gas=1``; 1 where none is given.

    Args:
        texts: what was typed.
        domains: those of the balance.

    Raises:
        UsageError: no such domain in the balance, no number, a negative one, or nothing above 0.

    Example:
        >>> weights_named(["trade=2"], ["gas", "trade"])
        {'gas': 1.0, 'trade': 2.0}

    """
    given: dict[str, float] = {}
    for word in (word.strip() for text in texts for word in text.split(",") if word.strip()):
        name, equals, number = word.partition("=")
        if not equals:
            message = f"weight {word!r}: write domain=number, such as {domains[0]}=2"
            raise UsageError(message)
        given[_domain(name.strip())] = _number(word, number)
    return checked(given, domains)


def checked(given: Mapping[str, float], domains: Sequence[str]) -> dict[str, float]:
    """Return the weight of each domain; 1 where none is given.

    Raises:
        UsageError: a weight of a domain that is not in the balance, that is negative or no number; none above 0.
    """
    stray = [name for name in given if name not in domains]
    if stray:
        message = f"weight of {stray[0]}: it is not among the domains of this balance ({', '.join(domains)})"
        raise UsageError(message)
    wrong = [name for name, weight in given.items() if not (math.isfinite(weight) and weight >= 0)]
    if wrong:
        message = f"weight of {wrong[0]}: {given[wrong[0]]:g}; a weight is a number from 0 up"
        raise UsageError(message)
    weights = {name: float(given.get(name, 1.0)) for name in domains}
    if not any(weights.values()):
        message = "every weight is 0; give one domain a weight above 0"
        raise UsageError(message)
    return weights


def _number(word: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        message = f"weight {word!r}: {text.strip()!r} is no number; a weight is a number from 0 up"
        raise UsageError(message) from None


def _domain(word: str) -> str:
    name = word.casefold()
    if name in DOMAINS:
        return name
    near = difflib.get_close_matches(name, DOMAINS, n=3, cutoff=0.5)
    hint = f"nearest: {', '.join(near)}" if near else f"there are {', '.join(DOMAINS)}"
    message = f"no domain {word!r}; {hint}"
    raise UsageError(message)
