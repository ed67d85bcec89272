"""Pick elements by name or by pattern."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from levier.errors import UsageError

__all__ = ["pick"]

WILD = "*?["


def pick(names: Sequence[str], wanted: Iterable[str] = (), without: Iterable[str] = ()) -> list[str]:
    """Pick names, in their order.

    A pattern is compared with the whole name (``Link:cpc``) and with the name alone (``cpc``).

    Args:
        names: to pick from.
        wanted: names or patterns (``*``, ``?``, ``[ab]``); all names if there is none.
        without: names or patterns of what is left out.

    Raises:
        UsageError: A name or pattern fits nothing, or nothing is left.

    Example:
        >>> pick(["Link:cpc", "Link:btc", "Generator:gas"], ["Link:*"], ["btc"])
        ['Link:cpc']
    """
    wanted = list(wanted)
    chosen = {name for pattern in wanted for name in _fitting(names, pattern)} if wanted else set(names)
    chosen -= {name for pattern in without for name in _fitting(names, pattern)}
    if not chosen:
        message = f"nothing is left of the {len(names)} elements; leave out fewer"
        raise UsageError(message)
    return [name for name in names if name in chosen]


def _fitting(names: Sequence[str], pattern: str) -> list[str]:
    """Names that a pattern fits."""
    if pattern in names:
        return [pattern]
    found = [name for name in names if fnmatchcase(name, pattern) or fnmatchcase(_bare(name), pattern)]
    if found:
        return found
    if any(sign in pattern for sign in WILD):
        message = f"no element fits {pattern!r}; the first of {len(names)}: {', '.join(names[:5])}"
        raise UsageError(message)
    near = difflib.get_close_matches(pattern, dict.fromkeys([*names, *map(_bare, names)]), n=3, cutoff=0.4)
    hint = f"nearest: {', '.join(near)}" if near else f"the first of {len(names)}: {', '.join(names[:5])}"
    message = f"there is no element {pattern!r}; {hint}"
    raise UsageError(message)


def _bare(name: str) -> str:
    return name.split(":", 1)[-1]
