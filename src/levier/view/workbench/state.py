"""What a user has chosen on the workbench: read from and written to the query of its address, and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, urlencode

from levier.errors import UsageError
from levier.shock import Effect, Selector, Shock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from levier.view.words import Language

__all__ = ["Cut", "State", "read_state", "written"]

LONGEST = 8000
MOST_CUTS = 40
MONTHS, RECOVERY = 36, 24
FIELDS = ("cut", "start", "months", "recovery", "family", "shock", "lang")
LANGUAGES: tuple[Language, ...] = ("en", "fr")
DECEMBER = 12
WHOLE = 100
PEAK: Literal["peak"] = "peak"


@dataclass(frozen=True)
class Cut:
    """A physical thing that is cut or derated: its group, and the percentage kept (0: cut)."""

    group: str
    kept: int = 0


@dataclass(frozen=True)
class State:
    """What is shown.

    Attributes:
        cuts: in the order they were made.
        start: first month (1 to 12), or ``peak``.
        months: how long the cuts last; recovery: months watched afterwards.
        family: of carriers, on the map; blank: the first.
        shock: key of a ready-made shock, instead of cuts; blank: none.
        language: ``en`` or ``fr``.
    """

    cuts: tuple[Cut, ...] = ()
    start: int | Literal["peak"] = 1
    months: int = 3
    recovery: int = 0
    family: str = ""
    shock: str = ""
    language: Language = "en"

    def with_cut(self, group: str, kept: int) -> State:
        """Return this state with a group cut; one that is cut already keeps its place."""
        cut = Cut(group, min(WHOLE, max(0, kept)))
        if any(each.group == group for each in self.cuts):
            return replace(self, cuts=tuple(cut if each.group == group else each for each in self.cuts))
        return replace(self, cuts=(*self.cuts, cut), shock="")

    def without(self, group: str) -> State:
        """Return this state with a group restored."""
        return replace(self, cuts=tuple(each for each in self.cuts if each.group != group))

    def cleared(self) -> State:
        """Return this state with nothing cut."""
        return replace(self, cuts=(), shock="")

    def to_shock(self) -> Shock | None:
        """Return the cuts as a shock, the same as that of ``levier stress --cut``; None if nothing is cut.

        >>> State((Cut("cpc"),)).to_shock() == Shock.cut("cpc", start=1, months=3)
        True
        """
        if not self.cuts:
            return None
        gone = tuple(each.group for each in self.cuts if each.kept == 0)
        effects = [Effect(kind="cut", select=Selector(group=gone))] if gone else []
        effects += [
            Effect(kind="derate", keep=each.kept / WHOLE, select=Selector(group=(each.group,)))
            for each in self.cuts
            if each.kept
        ]
        said = [f"{', '.join(gone)} cut"] if gone else []
        said += [f"{each.group} kept at {each.kept} %" for each in self.cuts if each.kept]
        name = f"{', '.join(said)} for {self.months} months from month {self.start}"
        return Shock(name=name, effects=tuple(effects), start=self.start, months=self.months, recovery=self.recovery)


def written(state: State) -> str:
    """Return the query of the address that stands for a state; what is as usual is left out.

    >>> written(State((Cut("cpc"), Cut("tengiz_oil", 50)), months=6))
    '?cut=cpc&cut=tengiz_oil~50&months=6'
    >>> written(State())
    ''
    """
    usual = State()
    pairs = [("cut", _said(each)) for each in state.cuts]
    plain = ("start", "months", "recovery", "family", "shock")
    pairs += [(name, str(getattr(state, name))) for name in plain if getattr(state, name) != getattr(usual, name)]
    if state.language != usual.language:
        pairs.append(("lang", state.language))
    return f"?{urlencode(pairs, safe='~')}" if pairs else ""


def _said(cut: Cut) -> str:
    return f"{cut.group}~{cut.kept}" if cut.kept or "~" in cut.group else cut.group


def read_state(
    query: str, groups: Collection[str], families: Collection[str] = (), shocks: Collection[str] = ()
) -> State:
    """Read the query of an address.

    Args:
        query: with or without its question mark; it may come from anyone.
        groups: what can be cut.
        families: of carriers that have a map.
        shocks: ready-made ones, by key.

    Raises:
        UsageError: anything that is not a state of this workbench; what is allowed is said.
    """
    if len(query) > LONGEST:
        message = f"this link is {len(query)} characters long; at most {LONGEST} are read"
        raise UsageError(message)
    try:
        pairs = parse_qsl(
            query.removeprefix("?"), keep_blank_values=True, strict_parsing=bool(query.strip("?")), max_num_fields=80
        )
    except ValueError as error:
        message = "this link cannot be read: a query of name=value pairs is needed"
        raise UsageError(message) from error
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(_known(name, FIELDS, "field"), []).append(value)
    cuts = _cuts(given.pop("cut", []), groups)
    single = {name: _single(name, values) for name, values in given.items()}
    start = single.get("start", "1")
    return State(
        cuts,
        PEAK if start == PEAK else _number(start, "start", 1, DECEMBER),
        _number(single.get("months", "3"), "months", 1, MONTHS),
        _number(single.get("recovery", "0"), "recovery", 0, RECOVERY),
        _known(single["family"], families, "family") if single.get("family") else "",
        _known(single["shock"], shocks, "shock") if single.get("shock") and not cuts else "",
        "fr" if _known(single.get("lang", "en"), LANGUAGES, "lang") == "fr" else "en",
    )


def _cuts(texts: list[str], groups: Collection[str]) -> tuple[Cut, ...]:
    if len(texts) > MOST_CUTS:
        message = f"{len(texts)} cuts; at most {MOST_CUTS} at once"
        raise UsageError(message)
    found: dict[str, Cut] = {}
    for text in texts:
        group, tilde, kept = text.rpartition("~")
        name = _known(group if tilde else text, groups, "cut")
        found[name] = Cut(name, _number(kept, "share kept, in per cent", 0, WHOLE) if tilde else 0)
    return tuple(found.values())


def _single(name: str, values: list[str]) -> str:
    if len(values) > 1:
        message = f"{name} is given {len(values)} times; once is allowed"
        raise UsageError(message)
    return values[0]


def _number(text: str, what: str, low: int, high: int) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= len(str(high)) + 1 and low <= int(text) <= high:
        return int(text)
    message = f"{what} is {text[:40]!r}; a whole number from {low} to {high} is needed"
    raise UsageError(message)


def _known(name: str, allowed: Iterable[str], what: str) -> str:
    if name in allowed:
        return name
    import difflib

    near = difflib.get_close_matches(name[:80], list(allowed), n=3)
    hint = f"; nearest: {', '.join(near)}" if near else ""
    message = f"{what} {name[:80]!r} is not known here{hint}"
    raise UsageError(message)
