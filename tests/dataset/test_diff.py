"""Differences between packages: every changed cell, added and removed row, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.dataset import diff, read
from levier.dataset.diff import COLUMNS

if TYPE_CHECKING:
    from .conftest import Builder, Tables


def test_diff(build: Builder, tables: Tables) -> None:
    """Cells and rows that changed are listed; the order of rows does not count."""
    before = read(build(tables))
    assert diff(before, before).empty
    tables["supplies"][0]["capacity"] = "810"
    tables["corridors"].reverse()
    tables["corridors"][0]["note"] = "new berth"
    tables["stakes"].pop()
    tables["actors"].append({**tables["actors"][0], "id": "ptc"})
    found = diff(before, read(build(tables)))
    assert tuple(found.columns) == COLUMNS
    assert sorted(found.itertuples(index=False, name=None)) == [
        ("actors", "ptc", "", "", "", "added"),
        ("corridors", "cpc_old 2024", "note", "", "new berth", "changed"),
        ("stakes", "st3", "", "", "", "removed"),
        ("supplies", "tengiz_oil", "capacity", "800", "810", "changed"),
    ]


def test_repeated_keys_do_not_hide_rows(build: Builder, tables: Tables) -> None:
    """Two rows with one key are two rows."""
    before = read(build(tables))
    tables["topics"].append(dict(tables["topics"][0]))
    (row,) = diff(before, read(build(tables))).itertuples(index=False, name=None)
    assert row == ("topics", "caspian_level #2", "", "", "", "added")
