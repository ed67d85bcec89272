"""A user's own ledger of claims: a CSV with the columns of a package's table, checked by the same rules."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from levier.analysis.claims.claim import claims_of
from levier.dataset.cells import Fault, parse_table
from levier.dataset.rules_claim import claims as claim_rule
from levier.dataset.rules_date import dates
from levier.dataset.rules_reference import references
from levier.dataset.rules_shape import shape
from levier.dataset.rules_source import citations
from levier.errors import DatasetError

if TYPE_CHECKING:
    from pathlib import Path

    from levier.analysis.claims.claim import Claim
    from levier.dataset import Package, Problem

__all__ = ["read_claims"]

RULES = (shape, references, dates, citations, claim_rule)
SHOWN = 10


def read_claims(path: Path, package: Package) -> list[Claim]:
    """Read a CSV of claims about a package.

    Args:
        path: the file; its columns are those of ``claims.csv``, blank columns may be left out.
        package: what its ids refer to.

    Raises:
        DatasetError: the file is missing or wrong; the message names row, field, value and what is allowed.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{path}: {error.strerror or error}; a CSV with the columns of claims.csv is needed"
        raise DatasetError(message) from None
    fields = package.fields("claims")
    wrong: list[str] = []

    def collect(fault: Fault) -> None:
        place = f"{path.name} row {fault.row}, field {fault.field!r}, value {fault.value!r}"
        wrong.append(f"{place}: {fault.message}; allowed: {fault.allowed}")

    table = parse_table(data, fields, collect)
    if not wrong:
        own = replace(package, tables=MappingProxyType({**package.tables, "claims": table}))
        wrong = [str(replace(problem, file=path.name)) for problem in _problems(own)]
    if wrong:
        rest = f"\n... and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
        raise DatasetError("\n".join(wrong[:SHOWN]) + rest)
    return claims_of(own)


def _problems(package: Package) -> list[Problem]:
    """Return what is wrong with the claims of a package; problems of other tables are not the file's."""
    file = next(resource["path"] for resource in package.schema["resources"] if resource["name"] == "claims")
    found = [problem for rule in RULES for problem in rule(package) if problem.file == file]
    return sorted((each for each in found if each.severity == "error"), key=lambda each: each.row or 0)
