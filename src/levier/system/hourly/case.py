"""Which country's power a package describes by the hour, and which of its rows say what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from levier.errors import DatasetError, UsageError

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["HourlyCase", "hourly_case"]

FILE = "hourly.yaml"


class Generation(BaseModel):
    """Subjects of the reports of what is generated from each fuel that the seasons or the sky decide."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hydro: str
    wind: str
    solar: str


class HourlyCase(BaseModel):
    """A package's ``hourly.yaml``.

    Attributes:
        country: whose zones; a zone is a place of it with a demand for the carrier.
        carrier: id.
        consumption: subject of the reports of what the country consumes.
        generation: subject of the reports of what it generates, by fuel.
        heat: profile of the heat load.
        free_ties: imports up to the limit of the line: the neighbour is several times as large.
        reported_ties: up to the largest flow reported for the month: the neighbour is short of power itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: str
    carrier: str = "power"
    consumption: str
    generation: Generation
    heat: str
    free_ties: tuple[str, ...] = ()
    reported_ties: tuple[str, ...] = ()


def hourly_case(package: Package) -> HourlyCase:
    """Read what a package says of its hourly year.

    Raises:
        UsageError: the package describes none.
        DatasetError: the file is wrong.
    """
    if FILE not in package.extras:
        message = f"package {package.name!r} has no {FILE}: it does not say whose power to build by the hour"
        raise UsageError(message)
    try:
        return HourlyCase.model_validate(yaml.safe_load(package.extras[FILE].decode("utf-8")) or {})
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        first = " ".join(line.strip() for line in str(error).splitlines()[:3])
        message = f"{FILE}: {first}; allowed: {', '.join(HourlyCase.model_fields)}"
        raise DatasetError(message) from error
