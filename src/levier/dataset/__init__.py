"""Data packages: read, validate and write tables, units, sources and claims."""

from __future__ import annotations

from levier.dataset.cells import split
from levier.dataset.check import check
from levier.dataset.data_path import data_path, shipped
from levier.dataset.diff import diff
from levier.dataset.headline import Headline, headline_of
from levier.dataset.package import Package, read
from levier.dataset.period import ALWAYS, Period, parse_period, parse_validity
from levier.dataset.problem import Problem, format_problems
from levier.dataset.rules_capacity import UNCERTAINTY
from levier.dataset.units import (
    YEAR_DAYS,
    Unit,
    allowed_units,
    fits,
    parse_unit,
    rate,
    volume,
)
from levier.dataset.write import write_directory, write_zip

__all__ = [
    "ALWAYS",
    "UNCERTAINTY",
    "YEAR_DAYS",
    "Headline",
    "Package",
    "Period",
    "Problem",
    "Unit",
    "allowed_units",
    "check",
    "data_path",
    "diff",
    "fits",
    "format_problems",
    "headline_of",
    "parse_period",
    "parse_unit",
    "parse_validity",
    "rate",
    "read",
    "shipped",
    "split",
    "volume",
    "write_directory",
    "write_zip",
]
