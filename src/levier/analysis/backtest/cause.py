"""The cause of an event, and nothing else: which assets were available how far, on which days, by which sources."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from levier.analysis.backtest.known import check_steps
from levier.errors import ShockError
from levier.shock import text_of, yaml_of

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["Basis", "Cause", "Step", "parse_cause", "read_cause", "shipped_causes"]

Basis = Literal["observed", "announced"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Step(_Strict):
    """How much of one asset was available, both days included.

    Attributes:
        asset: id of a supply, corridor, slot, storage or converter.
        start, to: first and last day; the file says ``from`` and ``to``.
        available: fraction left, 0 to 1.
        of: of the effective capacity, or of the base flow.
        sources: ids in sources.csv.
        estimate: what of this is estimated, and how.
    """

    asset: str
    start: Annotated[date, Field(alias="from")]
    to: date
    available: Annotated[float, Field(ge=0, le=1)]
    of: Literal["capacity", "base"] = "capacity"
    sources: tuple[str, ...] = ()
    estimate: str = ""

    @model_validator(mode="after")
    def _forward(self) -> Step:
        if self.to < self.start:
            message = f"the event ends ({self.to}) before it starts ({self.start})"
            raise ValueError(message)
        return self


class Cause(_Strict):
    """What is known of an event before anything is known of its effects.

    Attributes:
        event: id of the event; of events.csv, or a new one.
        also: further events of the same cause, whose outcomes are scored with it.
        name: for people; that of events.csv if not given.
        families: families of carriers it is about; those of the assets if not given.
        announced: what was said to come; observed: what was then available.
        note: anything a reader must know.
    """

    event: str
    also: tuple[str, ...] = ()
    name: str = ""
    families: tuple[str, ...] = ()
    announced: tuple[Step, ...] = ()
    observed: tuple[Step, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _something(self) -> Cause:
        if not self.announced and not self.observed:
            message = "nothing happens: give announced or observed steps, or both"
            raise ValueError(message)
        return self

    @property
    def events(self) -> tuple[str, ...]:
        """Every event of this cause."""
        return (self.event, *self.also)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Announced and observed steps together."""
        return self.announced + self.observed

    @property
    def bases(self) -> tuple[Basis, ...]:
        """What the file tells: observed first."""
        told: tuple[Basis, ...] = ("observed", "announced")
        return tuple(basis for basis in told if getattr(self, basis))

    @property
    def start(self) -> date:
        """First day."""
        return min(step.start for step in self.steps)

    @property
    def end(self) -> date:
        """Last day."""
        return max(step.to for step in self.steps)


def read_cause(path: str | Path, package: Package) -> Cause:
    """Read a cause from a YAML file and check it against a package.

    Raises:
        ShockError: a file that is missing, no YAML, not a cause, or names an outcome, an unknown asset or source.
    """
    return parse_cause(text_of(path, "event"), str(path), package)


def parse_cause(text: str, where: str, package: Package) -> Cause:
    """Read a cause from YAML text; ``where`` names it in messages.

    Raises:
        ShockError: as for `read_cause`.
    """
    data = yaml_of(text, where)
    try:
        cause = Cause.model_validate(data)
    except ValidationError as error:
        message = f"{where}: not the cause of an event\n" + "\n".join(f"  {line}" for line in _problems(error))
        raise ShockError(message) from error
    problems = check_steps(cause, package)
    if problems:
        message = f"{where}: not the cause of an event\n" + "\n".join(f"  {line}" for line in problems)
        raise ShockError(message)
    return cause


def shipped_causes(package: Package) -> list[Cause]:
    """Return the cases a package ships, by file name.

    Raises:
        ShockError: a file that is not a cause.
    """
    files = [name for name in sorted(package.extras) if PurePosixPath(name).parent.name == "cases"]
    chosen = [name for name in files if name.endswith((".yaml", ".yml"))]
    return [parse_cause(package.extras[name].decode("utf-8", "replace"), name, package) for name in chosen]


def _problems(error: ValidationError) -> list[str]:
    lines = []
    for item in error.errors():
        place = ".".join(map(str, item["loc"])) or "file"
        text = item["msg"].removeprefix("Value error, ")
        if item["type"] == "extra_forbidden":
            text = _foreign(item["loc"])
        lines.append(f"{place}: {text}")
    return lines


def _foreign(place: tuple[int | str, ...]) -> str:
    model = Step if len(place) > 1 else Cause
    allowed = [field.alias or name for name, field in model.model_fields.items()]
    near = difflib.get_close_matches(str(place[-1]), allowed, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return (
        "a case file holds the cause alone; what was observed of its effects stands in outcomes.csv, or in the "
        f"file given with --outcomes{hint} Allowed here: {', '.join(allowed)}"
    )
