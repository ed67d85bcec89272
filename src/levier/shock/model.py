"""What happens, declaratively: effects on chosen assets, over a window, and the recovery after it."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from levier.errors import ShockError
from levier.shock.files import text_of, yaml_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["KINDS", "NEEDS", "Effect", "Selector", "Shock", "parse_shock", "read_shock", "shock_of_cuts"]

Names = tuple[str, ...]
DECEMBER = 12
KINDS = {
    "cut": "all capacity is gone",
    "derate": "the fraction `keep` is left, of the effective capacity or, with `of: base`, of the base flow",
    "demand": "demand is multiplied by `factor`",
    "price": "the price of a market is multiplied by `factor`",
    "level": "a driver, such as the level of a sea, stands at `value` or moves by `change`; what follows it is derated",
}
"""What each kind of effect does."""
NEEDS: dict[str, tuple[str, ...]] = {
    "derate": ("keep",),
    "demand": ("factor",),
    "price": ("factor",),
    "level": ("driver",),
}
"""Fields without which a kind says nothing."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Selector(_Strict):
    """Which assets: every given list must hold (and), any of its members suffices (or)."""

    id: Annotated[Names, Field(description="assets, by their id")] = ()
    group: Annotated[Names, Field(description="physical things, such as one pipeline with all that flows in it")] = ()
    territory: Annotated[Names, Field(description="states the asset stands on or crosses")] = ()
    operator: Annotated[Names, Field(description="who runs it")] = ()
    owner: Annotated[Names, Field(description="who bears its gain and loss, or holds a share of it")] = ()
    shipper: Annotated[Names, Field(description="whose goods it carries")] = ()
    carrier: Annotated[Names, Field(description="carriers, or families of them")] = ()
    kind: Annotated[
        Names, Field(description="supply, demand, market, charge or discharge (of a stock), corridor, converter, slot")
    ] = ()
    source: Annotated[Names, Field(description="country at its beginning")] = ()
    target: Annotated[Names, Field(description="country at its end")] = ()

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {key: (value,) if isinstance(value, str) else value for key, value in data.items()}

    @property
    def empty(self) -> bool:
        """Whether nothing was asked for."""
        return not any(getattr(self, name) for name in type(self).model_fields)


class Effect(_Strict):
    """One thing that happens; :data:`KINDS` says what each kind does."""

    kind: Annotated[Literal["cut", "derate", "demand", "price", "level"], Field(description="what happens")]
    select: Annotated[Selector, Field(description="to which assets; a level names a driver instead")] = Selector()
    keep: Annotated[float | None, Field(ge=0, le=1, description="derate: the fraction that is left")] = None
    of: Annotated[
        Literal["capacity", "base"], Field(description="derate: a fraction of effective capacity, or of the base flow")
    ] = "capacity"
    factor: Annotated[float | None, Field(ge=0, description="demand, price: what it is multiplied by")] = None
    driver: Annotated[str | None, Field(description="level: what moves, such as the level of a sea")] = None
    value: Annotated[float | None, Field(description="level: where it stands; either this or `change`")] = None
    change: Annotated[float | None, Field(description="level: how far it moves from the base year")] = None

    @model_validator(mode="after")
    def _complete(self) -> Effect:
        missing = [name for name in NEEDS.get(self.kind, ()) if getattr(self, name) is None]
        if missing:
            msg = f"{self.kind} needs {' and '.join(missing)}"
            raise ValueError(msg)
        if self.kind == "level" and (self.value is None) == (self.change is None):
            msg = "level needs either value or change"
            raise ValueError(msg)
        if self.kind != "level" and self.select.empty:
            msg = f"{self.kind} selects nothing: give at least one of {', '.join(Selector.model_fields)}"
            raise ValueError(msg)
        return self

    @property
    def kept(self) -> float:
        """Fraction left of what is cut or derated."""
        return 0.0 if self.kind == "cut" or self.keep is None else self.keep


class Shock(_Strict):
    """A named shock: its effects, when it starts, how long it lasts, how long is watched after.

    >>> Shock.cut("cpc", start=1, months=3).name
    'cpc cut for 3 months from month 1'
    """

    name: Annotated[str, Field(description="English name")]
    name_fr: Annotated[str, Field(description="French name")] = ""
    effects: Annotated[tuple[Effect, ...], Field(min_length=1, description="what happens, all of it in one window")]
    start: Annotated[
        int | Literal["peak"], Field(description="month of the base year, 1 to 12, or `peak`: the winter peak hour")
    ] = 1
    months: Annotated[int, Field(ge=1, le=36, description="how long it lasts")] = 3
    recovery: Annotated[int, Field(ge=0, le=24, description="months watched afterwards")] = 0
    families: Annotated[tuple[str, ...], Field(description="families of carriers to load; all if none")] = ()
    note: Annotated[str, Field(description="what a reader should know")] = ""
    note_fr: Annotated[str, Field(description="the same in French")] = ""
    sources: Annotated[tuple[str, ...], Field(description="ids of the sources it rests on")] = ()
    order: Annotated[int, Field(description="sorts ready-made shocks")] = 100

    @field_validator("start")
    @classmethod
    def _month(cls, start: int | str) -> int | str:
        if isinstance(start, int) and not 1 <= start <= DECEMBER:
            msg = f"start {start} is not a month (1 to 12) or peak"
            raise ValueError(msg)
        return start

    @classmethod
    def cut(cls, group: str | Iterable[str], *, start: int | Literal["peak"] = 1, months: int = 3) -> Shock:
        """Return the cut of one or more physical things."""
        groups = (group,) if isinstance(group, str) else tuple(group)
        english, french = _named(groups, start, months)
        return cls(
            name=english,
            name_fr=french,
            effects=(Effect(kind="cut", select=Selector(group=groups)),),
            start=start,
            months=months,
        )


def _named(groups: Iterable[str], start: object, months: int) -> tuple[str, str]:
    """Name a cut of some groups, in English and French."""
    names, whole = ", ".join(groups), start == "peak"
    french = f"{names} : coupure à la pointe" if whole else f"{names} : coupure de {months} mois dès le mois {start}"
    return f"{names} cut for {months} months from month {start}", french


def read_shock(path: str | Path) -> Shock:
    """Read a shock from a YAML file.

    Raises:
        ShockError: a file that is missing, no YAML, or not a shock; every problem is named.
    """
    return parse_shock(text_of(path, "shock"), str(path))


def parse_shock(text: str, where: str) -> Shock:
    """Read a shock from YAML text; ``where`` names it in messages.

    Raises:
        ShockError: no YAML, or not a shock; every problem is named.
    """
    return _checked(yaml_of(text, where), where)


def _checked(data: object, where: str) -> Shock:
    try:
        return Shock.model_validate(data)
    except ValidationError as error:
        msg = f"{where}: not a shock\n" + "\n".join(f"  {line}" for line in _problems(error))
        raise ShockError(msg) from error


def _problems(error: ValidationError) -> list[str]:
    """One line a problem: where, what, and the nearest field; what only follows from another is left out."""
    found = error.errors()
    places = [item["loc"] for item in found]
    lines = []
    for item in found:
        place = item["loc"]
        deeper = any(len(other) > len(place) and other[: len(place)] == place for other in places)
        if item["type"] == "too_short" and deeper:
            continue
        hint = _nearest_field(place) if item["type"] == "extra_forbidden" else ""
        lines.append(f"{'.'.join(map(str, place)) or 'file'}: {item['msg']}{hint}")
    return lines


def _nearest_field(place: tuple[int | str, ...]) -> str:
    owner = Selector if "select" in place[:-1] else Effect if "effects" in place[:-1] else Shock
    allowed = list(owner.model_fields)
    near = difflib.get_close_matches(str(place[-1]), allowed, n=1)
    return f"; did you mean {near[0]}?" if near else f"; allowed: {', '.join(allowed)}"


def shock_of_cuts(groups: Iterable[str], *, start: str, months: int, recovery: int = 0) -> Shock:
    """Return the cut of some groups, out of what a user typed.

    Raises:
        ShockError: a start or a length out of range.
    """
    names = tuple(groups)
    first: object = int(start) if start.isdecimal() else start
    english, french = _named(names, start, months)
    data = {
        "name": english,
        "name_fr": french,
        "effects": [{"kind": "cut", "select": {"group": list(names)}}],
        "start": first,
        "months": months,
        "recovery": recovery,
    }
    return _checked(data, "the cut asked for")
