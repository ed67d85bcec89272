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

__all__ = ["Effect", "Selector", "Shock", "parse_shock", "read_shock", "shock_of_cuts"]

Names = tuple[str, ...]
DECEMBER = 12


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Selector(_Strict):
    """Which assets: every given list must hold (and), any of its members suffices (or).

    ``id`` an asset, ``group`` a physical thing, ``territory`` a state it stands on or crosses,
    ``operator`` who runs it, ``owner`` who bears its gain and loss (or a shareholder of it),
    ``shipper`` whose goods, ``carrier`` a carrier or family, ``kind`` supply, corridor, slot, ...,
    ``source`` or ``target`` the country at its ends.
    """

    id: Names = ()
    group: Names = ()
    territory: Names = ()
    operator: Names = ()
    owner: Names = ()
    shipper: Names = ()
    carrier: Names = ()
    kind: Names = ()
    source: Names = ()
    target: Names = ()

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
    """One thing that happens.

    ``cut`` takes all capacity away, ``derate`` keeps the fraction ``keep`` (of the effective
    capacity, or of the base flow with ``of: base``), ``demand`` and ``price`` multiply by
    ``factor``, ``level`` sets a driver (sea level) to ``value`` (or moves it by ``change``) and
    derates what follows it.
    """

    kind: Literal["cut", "derate", "demand", "price", "level"]
    select: Selector = Selector()
    keep: Annotated[float, Field(ge=0, le=1)] | None = None
    of: Literal["capacity", "base"] = "capacity"
    factor: Annotated[float, Field(ge=0)] | None = None
    driver: str | None = None
    value: float | None = None
    change: float | None = None

    @model_validator(mode="after")
    def _complete(self) -> Effect:
        need = {
            "cut": (),
            "derate": ("keep",),
            "demand": ("factor",),
            "price": ("factor",),
            "level": ("driver",),
        }[self.kind]
        missing = [name for name in need if getattr(self, name) is None]
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

    ``start`` is a month of the base year: 1 to 12, or ``peak`` for the winter peak hour. ``order``
    sorts ready-made shocks.

    >>> Shock.cut("cpc", start=1, months=3).name
    'cpc cut for 3 months from month 1'
    """

    name: str
    name_fr: str = ""
    effects: Annotated[tuple[Effect, ...], Field(min_length=1)]
    start: int | Literal["peak"] = 1
    months: Annotated[int, Field(ge=1, le=36)] = 3
    recovery: Annotated[int, Field(ge=0, le=24)] = 0
    families: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()
    order: int = 100

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
        name = f"{', '.join(groups)} cut for {months} months from month {start}"
        return cls(
            name=name,
            effects=(Effect(kind="cut", select=Selector(group=groups)),),
            start=start,
            months=months,
        )


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
    data = {
        "name": f"{', '.join(names)} cut for {months} months from month {start}",
        "effects": [{"kind": "cut", "select": {"group": list(names)}}],
        "start": first,
        "months": months,
        "recovery": recovery,
    }
    return _checked(data, "the cut asked for")
