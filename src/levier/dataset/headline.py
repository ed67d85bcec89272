"""What a package's report leads with: the trade that stands first, its shares, what the press says of it."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FILE", "Headline", "ShareOf", "headline_of"]

FILE = "report.yaml"
"""The file of a package that says it."""


class ShareOf(BaseModel):
    """One share of the trade: by which dimension, and of whom."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dimension: Literal["partner", "territory", "operator", "group"]
    key: str


class Press(BaseModel):
    """A paragraph in both languages, the names of shares in braces."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str
    fr: str

    def names(self) -> set[str]:
        """Return the names in braces."""
        return {name for text in (self.en, self.fr) for _, name, _, _ in Formatter().parse(text) if name is not None}


class Headline(BaseModel):
    """What a report leads with; nothing is chosen for a package that says nothing.

    Attributes:
        country, family, direction: the trade that stands first.
        shares: shares of that trade, by name.
        closed: the territory whose closing is asked of it.
        press: what the press says of it; claims: ids of claims that stand beside it.
        map: the family that the small map shows.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: str = ""
    family: str = ""
    direction: Literal["exports", "imports"] = "exports"
    shares: dict[str, ShareOf] = Field(default_factory=dict)
    closed: str = ""
    press: Press | None = None
    claims: tuple[str, ...] = ()
    map: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Headline:
        """Refuse shares of no trade, and a paragraph that names shares which are not there."""
        if bool(self.country) != bool(self.family):
            message = "country and family belong together"
            raise ValueError(message)
        if (self.shares or self.closed) and not self.country:
            message = "shares and closed need country and family"
            raise ValueError(message)
        unknown = sorted(self.press.names() - set(self.shares)) if self.press else []
        if unknown:
            message = f"press names {', '.join(unknown)}; shares are {', '.join(self.shares) or 'none'}"
            raise ValueError(message)
        return self


def headline_of(extras: Mapping[str, bytes]) -> Headline:
    r"""Read what a package's report leads with.

    Args:
        extras: files of the package beside its tables.

    Raises:
        DatasetError: the file is not what it should be.

    Example:
        >>> headline_of({"report.yaml": b"country: KZ\nfamily: crude"}).direction, headline_of({}).country
        ('exports', '')

    """
    content = extras.get(FILE)
    if content is None:
        return Headline()
    try:
        return Headline.model_validate(yaml.safe_load(content.decode("utf-8")) or {})
    except (yaml.YAMLError, ValueError) as error:
        message = f"{FILE}: {_told(error)}; allowed: {', '.join(Headline.model_fields)}"
        raise DatasetError(message) from error


def _told(error: Exception) -> str:
    """What is wrong, in one line."""
    if isinstance(error, ValidationError):
        return "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'the whole'}: {each['msg'].removeprefix('Value error, ')}"
            for each in error.errors()
        )
    return " ".join(str(error).split())
