"""``levier report``: files written, options that do not fit refused before anything is computed, answers kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from levier.cli.report import _printed
from levier.errors import UsageError

from .conftest import Call, refused


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be computed: reading the package fails the test."""

    def never(*_: object) -> None:
        pytest.fail("the package was read before the options were looked at")

    monkeypatch.setattr("levier.dataset.read", never)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("--rows",), ("--rows is for --pdf",)),
        (("--cache", "x"), ("--cache and --no-cache are for --full",)),
        (("--no-cache",), ("--cache and --no-cache are for --full",)),
        (("--full", "--cache", "x", "--no-cache"), ("exclude each other",)),
        (("--out", "report.docx"), ("--out report.docx", ".html")),
        (("--samples", "-1"), ("-1 samples",)),
        (("--samples", "20000"), ("20000 samples", "16,384")),
        (("--full", "--seed", "-1"), ("seed -1",)),
        (("--seed", "3"), ("--seed is for --samples or --full",)),
    ],
)
def test_what_does_not_fit_is_refused_at_once(call: Call, words: tuple[str, ...], parts: tuple[str, ...]) -> None:
    refused(call("report", *words), parts)


@pytest.mark.usefixtures("at_once")
def test_pdf_without_a_browser_is_refused_at_once(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEVIER_CHROMIUM", str(tmp_path / "none"))
    refused(call("report", "--pdf"), ("LEVIER_CHROMIUM", "is no program that can be run", "allowed: "))


@pytest.mark.usefixtures("at_once")
def test_a_browser_that_cannot_print_is_refused_at_once(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = tmp_path / "b"
    browser.write_text("#!/bin/sh\necho no display >&2\nexit 1\n", encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("LEVIER_CHROMIUM", str(browser))
    refused(call("report", "--pdf", "--out", str(tmp_path / "r.html")), ("wrote no PDF", "no display"))


def test_a_browser_that_fails_late_is_told_with_what_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*_: object, **__: object) -> Path:
        message = "b wrote no PDF: it crashed"
        raise UsageError(message)

    monkeypatch.setattr("levier.view.chromium.print_to_pdf", fails)
    out = tmp_path / "r.html"
    with pytest.raises(UsageError, match=r"it crashed; written all the same: .*r\.html and its tables"):
        _printed("b", out, [out, tmp_path / "tables.xlsx"], rows=False)


@pytest.mark.usefixtures("at_once")
def test_a_cache_that_others_can_write_to_is_refused_at_once(call: Call, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    refused(call("report", "--full", "--cache", str(tmp_path)), ("can be written by others", "--no-cache"))


@pytest.mark.slow
def test_a_full_report_is_taken_from_the_cache_the_second_time(
    call: Call, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same page to the letter; the second time every answer is taken. The code counts as unchanged meanwhile."""
    for module in ("cache", "provenance"):
        monkeypatch.setattr(f"levier.analysis.{module}.code_hash", lambda *_, **__: "the same")
    words = ("report", package, "--full", "--samples", "2", "--no-backtest", "--no-tables", "--json")
    kept = ("--cache", str(tmp_path / "c"))
    pages, told = [], []
    for name in ("a", "b"):
        out = tmp_path / f"{name}.html"
        code, text, _ = call(*words, *kept, "--out", str(out))
        assert code == 0
        pages.append(out.read_text(encoding="utf-8"))
        told.append(json.loads(text)["cache"])
    assert told[0]["taken"] == 0
    assert told[1]["found"] == 0
    assert told[1]["taken"] == told[0]["found"] > 2
    assert pages[0] == pages[1]
    assert "--full --samples 2 --seed 1 --no-backtest" in pages[0]
    assert "Worst sets of up to three" in pages[0]
