"""Ready-made questions of autonomy: those a package's ``autonomy`` folder asks in its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from levier.analysis.autonomy.question import Question
from levier.errors import DatasetError
from levier.system.deck import DECKS

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["ready_questions"]

FOLDER = "autonomy/"


class _Asked(BaseModel):
    """One file: what is asked, and how far."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: str
    families: tuple[str, ...] = Field(min_length=1)
    horizon: int
    months: int = Question.months
    steps: int = Question.steps
    most: int = Question.most
    sales: bool = False
    level: str = ""
    decks: tuple[str, ...] = DECKS
    order: int = 0


def ready_questions(package: Package) -> dict[str, Question]:
    """Read every ``autonomy/<name>.yaml`` of a package.

    Returns:
        Questions by name, in the order the files state, then of the names; none where the package asks nothing.

    Raises:
        DatasetError: a file is no such question.
    """
    names = sorted(name for name in package.extras if name.startswith(FOLDER) and name.endswith(".yaml"))
    asked = {name.removeprefix(FOLDER).removesuffix(".yaml"): _read(name, package.extras[name]) for name in names}
    ordered = sorted(asked.items(), key=lambda item: item[1].order)
    return {name: Question(**each.model_dump(exclude={"order"})) for name, each in ordered}


def _read(name: str, content: bytes) -> _Asked:
    try:
        return _Asked.model_validate(yaml.safe_load(content.decode("utf-8")) or {})
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        first = " ".join(line.strip() for line in str(error).splitlines()[:3])
        message = f"{name}: {first}; allowed: {', '.join(_Asked.model_fields)}"
        raise DatasetError(message) from error
