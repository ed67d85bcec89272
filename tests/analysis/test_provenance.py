"""How a report was made: versions, code, commit and tolerance, of this very program."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

import levier
from levier.analysis import provenance
from levier.analysis.provenance import extras_hash, provenance_of, still
from levier.lp import Residuals


def test_versions_are_those_installed() -> None:
    found = dict(provenance_of().versions)
    assert found["levier"] == levier.__version__
    assert found["highspy"] == version("highspy")


def test_the_tolerance_is_the_one_solves_keep() -> None:
    limit = provenance_of().tolerance
    assert Residuals(primal=limit, dual=0.0, complementarity=0.0).within(limit)
    assert limit == 1e-6


def test_the_commit_is_that_of_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a checkout of its own: the commit it is at, and whether something was changed since."""
    package = tmp_path / "levier"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(provenance.levier, "__file__", str(package / "__init__.py"))
    assert provenance_of().commit == ""

    def git(*words: str) -> str:
        settings = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
        words = ("git", "-C", str(tmp_path), *settings, *words)
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 - git

    git("init", "-q")
    assert provenance_of().commit == ""
    git("add", ".")
    git("commit", "-q", "-m", "first")
    assert (provenance_of().commit, provenance_of().changed) == (git("rev-parse", "HEAD"), False)
    before = provenance_of(given="tiny")
    assert still(before) == before
    (package / "__init__.py").write_text("x = 1\n", encoding="utf-8")
    assert provenance_of().changed
    assert still(before) == replace(before, meanwhile=True)


def test_extras_are_hashed_by_name_and_content() -> None:
    hashes = {
        extras_hash(each) for each in ({}, {"a": b""}, {"b": b""}, {"a": b"b"}, {"ab": b""}, {"a": b"", "b": b""})
    }
    assert len(hashes) == 6
