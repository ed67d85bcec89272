"""What a user has chosen on the workbench: read from and written to the query of its address, and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

from levier.errors import UsageError
from levier.shock import Effect, Selector, Shock
from levier.view.workbench.query import fields_of, known, single, whole_number

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.view.words import Language

__all__ = ["MOST_CUTS", "Cut", "State", "cuts_of", "read_state", "written"]

LONGEST = 8000
MOST_CUTS = 40
MONTHS, RECOVERY = 36, 24
FIELDS = ("cut", "start", "months", "recovery", "family", "shock", "lang")
LANGUAGES: tuple[Language, ...] = ("en", "fr")
DECEMBER = 12
WHOLE = 100
PEAK: Literal["peak"] = "peak"
Window = tuple[int | Literal["peak"], int, int]
"""First month or ``peak``, months, months watched afterwards."""
USUAL: Window = (1, 3, 0)
WINDOW = ("start", "months", "recovery")


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
        start: first month (1 to 12), or ``peak``; months: how long it lasts; recovery: months watched afterwards. None:
            as usual, which is the ready-made shock's own, or three months from January.
        family: of carriers, on the map; blank: the first.
        shock: key of a ready-made shock, instead of cuts; blank: none.
        language: ``en`` or ``fr``.
    """

    cuts: tuple[Cut, ...] = ()
    start: int | Literal["peak"] | None = None
    months: int | None = None
    recovery: int | None = None
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
        """Return this state with nothing cut, and the usual window."""
        return replace(self, cuts=(), shock="").in_window(USUAL)

    def with_shock(self, shock: str) -> State:
        """Return this state with a ready-made shock in its own window instead of cuts; without one, cuts stay."""
        if shock == self.shock:
            return self
        return replace(self, cuts=(), shock=shock).in_window(USUAL) if shock else replace(self, shock="")

    @property
    def has_window(self) -> bool:
        """Whether a window was chosen that is not the usual one."""
        return any(getattr(self, name) is not None for name in WINDOW)

    def window(self, own: Shock | None = None) -> Window:
        """Return when it happens; ``own`` is the ready-made shock, if there is one."""
        start, months, recovery = _usual(own)
        return (
            start if self.start is None else self.start,
            months if self.months is None else self.months,
            recovery if self.recovery is None else self.recovery,
        )

    def in_window(self, chosen: Window, own: Shock | None = None) -> State:
        """Return this state in another window; what is as usual is not kept.

        >>> State().in_window((1, 6, 0)).months, State(months=6).in_window((1, 3, 0)).months
        (6, None)
        """
        kept: Any = [None if value == usual else value for value, usual in zip(chosen, _usual(own), strict=True)]
        return replace(self, start=kept[0], months=kept[1], recovery=kept[2])

    def under(self, own: Shock) -> Shock:
        """Return a ready-made shock in the window that is chosen.

        >>> shock = Shock.cut("cpc", months=2)
        >>> State().under(shock) == shock, State(months=5).under(shock).months
        (True, 5)
        """
        if not self.has_window:
            return own
        start, months, recovery = self.window(own)
        said = f" ({months} months from month {start})"
        names = {
            "name": f"{own.name}{said}",
            "name_fr": own.name_fr and f"{own.name_fr} ({months} mois dès le mois {start})",
        }
        return own.model_copy(update={**names, "start": start, "months": months, "recovery": recovery})

    def to_shock(self) -> Shock | None:
        """Return the cuts as a shock, the same as that of ``levier stress --cut``; None if nothing is cut.

        >>> State((Cut("cpc"),)).to_shock() == Shock.cut("cpc", start=1, months=3)
        True
        """
        if not self.cuts:
            return None
        start, months, recovery = self.window()
        gone = tuple(each.group for each in self.cuts if each.kept == 0)
        left = [each for each in self.cuts if each.kept]
        cuts = (Effect(kind="cut", select=Selector(group=gone)),) if gone else ()
        derates = tuple(
            Effect(kind="derate", keep=each.kept / WHOLE, select=Selector(group=(each.group,))) for each in left
        )
        if not derates:
            return Shock.cut(gone, start=start, months=months).model_copy(update={"recovery": recovery})
        english = ", ".join(
            [*(f"{name} cut" for name in gone), *(f"{each.group} kept at {each.kept} %" for each in left)]
        )
        french = ", ".join(
            [*(f"{name} coupé" for name in gone), *(f"{each.group} gardé à {each.kept} %" for each in left)]
        )
        return Shock(
            name=f"{english} for {months} months from month {start}",
            name_fr=f"{french} : {months} mois dès le mois {start}",
            effects=(*cuts, *derates),
            start=start,
            months=months,
            recovery=recovery,
        )


def _usual(own: Shock | None) -> Window:
    return USUAL if own is None else (own.start, own.months, own.recovery)


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
    given = fields_of(query, FIELDS, LONGEST, 80)
    cuts = cuts_of(given.pop("cut", []), groups)
    alone = {name: single(name, values) for name, values in given.items()}
    return State(
        cuts,
        PEAK if alone.get("start") == PEAK else _number(alone.get("start"), "start", 1, DECEMBER),
        _number(alone.get("months"), "months", 1, MONTHS),
        _number(alone.get("recovery"), "recovery", 0, RECOVERY),
        known(alone["family"], families, "family") if alone.get("family") else "",
        known(alone["shock"], shocks, "shock") if alone.get("shock") and not cuts else "",
        "fr" if known(alone.get("lang", "en"), LANGUAGES, "lang") == "fr" else "en",
    )


def cuts_of(texts: list[str], names: Collection[str], most_kept: int = WHOLE) -> tuple[Cut, ...]:
    """Read the cuts of an address: a name, or a name, ``~`` and the percentage kept; the last one of a name counts.

    Raises:
        UsageError: too many, a name that is not among those given, or no such percentage.
    """
    if len(texts) > MOST_CUTS:
        message = f"{len(texts)} cuts; at most {MOST_CUTS} at once"
        raise UsageError(message)
    found: dict[str, Cut] = {}
    for text in texts:
        name, tilde, kept = text.rpartition("~")
        name = known(name if tilde else text, names, "cut")
        found[name] = Cut(name, whole_number(kept, "share kept, in per cent", 0, most_kept) if tilde else 0)
    return tuple(found.values())


def _number(text: str | None, what: str, low: int, high: int) -> int | None:
    """Read a whole number; None where none is given."""
    return None if text is None else whole_number(text, what, low, high)
