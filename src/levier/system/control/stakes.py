"""The stakes that hold on a day, and those that a source tells without a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from levier.dataset import parse_period, split

if TYPE_CHECKING:
    from datetime import date

    from levier.dataset import Package

__all__ = ["COLUMNS", "stakes_at", "stakes_left_out"]

COLUMNS = ("id", "owner", "holding", "share", "kind", "sources", "note")
NEEDS_SHARE = ("equity", "voting")
"""Kinds that say nothing without a number."""


def stakes_at(package: Package, date: date) -> pd.DataFrame:
    """Give the stakes that hold on a day.

    Args:
        package: its table ``stakes``.
        date: the day; a stake's first and last day both count.

    Returns:
        One row a stake, index 0.., columns: id; owner; holding (a company, or the id of an asset); share (percent;
        NaN for kinds that need none); kind; sources (tuple of ids); note. Kinds: ``equity``; ``voting`` (votes, where
        they differ from equity or someone else casts them); ``majority`` (a source says more than half, or state-owned,
        without a figure); ``operatorship`` (who runs it). Equity and votes without a share do not enter:
        see :func:`stakes_left_out`.

    Raises:
        DatasetError: a row with broken dates.

    """
    table = _on(package, date)
    return table[~_untold(table)].reset_index(drop=True)


def stakes_left_out(package: Package, date: date) -> pd.DataFrame:
    """Give the stakes of a day that do not enter, because no source read gives their share.

    Returns:
        As :func:`stakes_at`; every share is NaN.

    Raises:
        DatasetError: a row with broken dates.

    """
    table = _on(package, date)
    return table[_untold(table)].reset_index(drop=True)


def _on(package: Package, day: date) -> pd.DataFrame:
    span = parse_period(day.isoformat())
    table = package.valid("stakes", span.start, span.stop)[list(COLUMNS)]
    return pd.DataFrame(table.assign(sources=[split(text) for text in table["sources"]]))


def _untold(table: pd.DataFrame) -> pd.Series:
    return table["share"].isna() & table["kind"].isin(NEEDS_SHARE)
