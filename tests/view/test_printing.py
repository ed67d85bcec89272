"""Printing through an installed Chromium: found or refused in one message; pages whole; page one holds the summary."""

from __future__ import annotations

import re
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from levier.errors import UsageError
from levier.view import chromium
from levier.view.chromium import NAMES, VARIABLE, find_chromium, print_to_pdf, try_printing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = round((297 - 12 - 16) / 25.4 * 96)
"""Height of the first page inside its margins, px."""


def program(path: Path, text: str) -> Path:
    """Write a program that can be run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give a machine without any browser, and the folder its programs stand in."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return folder


def test_without_a_browser_one_message_says_what_is_allowed(alone: Path) -> None:
    assert alone.is_dir()
    with pytest.raises(UsageError) as refusal:
        find_chromium()
    for part in ("--pdf needs an installed Chromium", VARIABLE, *NAMES, "playwright", "apt-get install chromium"):
        assert part in str(refusal.value)


def test_the_variable_comes_first_then_the_path_then_playwright(
    alone: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = program(tmp_path / "home/.cache/ms-playwright/chromium-1200/chrome-linux/chrome", "")
    assert find_chromium() == str(kept)
    named = {name: program(alone / name, "") for name in ("msedge", "chromium")}
    assert find_chromium() == str(named["chromium"])
    own = program(tmp_path / "mine", "")
    monkeypatch.setenv(VARIABLE, str(own))
    assert find_chromium() == str(own)
    monkeypatch.setenv(VARIABLE, "nothing-of-that-name")
    with pytest.raises(UsageError, match=f"{VARIABLE} is 'nothing-of-that-name'.*allowed: path or name"):
        find_chromium()


def test_the_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    """A browser that writes a PDF, one that writes something else, one that says why it failed, one that is gone."""
    page, target = tmp_path / "r.html", tmp_path / "out" / "r.pdf"
    page.write_text("<p>", encoding="utf-8")
    writes = 'for a in "$@"; do case $a in --print-to-pdf=*) printf "%s" > "${a#--print-to-pdf=}";; esac; done'
    good = program(tmp_path / "good", writes.replace("%s", "%%PDF-1.4 whole %%%%EOF"))
    assert print_to_pdf(str(good), page, target).read_bytes() == b"%PDF-1.4 whole %%EOF"
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    bad = program(tmp_path / "bad", writes.replace("%s", "half"))
    silent = program(tmp_path / "silent", 'echo "no display" >&2; exit 1')
    for browser, words in ((bad, "it said nothing"), (silent, "no display"), (tmp_path / "gone", "No such file")):
        with pytest.raises(UsageError, match=f"wrote no PDF: .*{words}"):
            print_to_pdf(str(browser), page, target)
    assert target.read_bytes() == b"%PDF-1.4 whole %%EOF"
    assert [each.name for each in target.parent.iterdir()] == ["r.pdf"]


WRITES = 'for a in "$@"; do case $a in --print-to-pdf=*) o="${a#--print-to-pdf=}";; esac; done\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('printf "%%PDF-1.4 half" > "$o"; exec sleep 60', "more than 0 seconds"),
        ('printf "%%PDF-1.4 half" > "$o"; kill -SEGV $$', "ended with code -11"),
        ('printf "%%PDF-1.4 whole %%%%EOF" > "$o"; exit 3', "ended with code 3"),
        ('printf "%%PDF-1.4 half" > "$o"', "it said nothing"),
        ('printf "half %%%%EOF" > "$o"', "it said nothing"),
    ],
    ids=["in no time", "crashed", "ended badly", "cut short", "no head"],
)
def test_half_a_pdf_replaces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(chromium, "PATIENCE", 0.4)
    page, target = tmp_path / "r.html", tmp_path / "out" / "r.pdf"
    page.write_text("<p>", encoding="utf-8")
    target.parent.mkdir()
    target.write_bytes(b"before")
    browser = program(tmp_path / "b", WRITES + text)
    with pytest.raises(UsageError, match=f"wrote no PDF: .*{words}"):
        print_to_pdf(str(browser), page, target)
    assert target.read_bytes() == b"before"
    assert [each.name for each in target.parent.iterdir()] == ["r.pdf"]


def ends(process: int) -> bool:
    """Say whether a killed process is gone within seconds: the system ends it when it next has its turn."""
    stat, until = Path("/proc", str(process), "stat"), time.monotonic() + 5
    while time.monotonic() < until:
        try:
            if stat.read_text(encoding="utf-8").split(") ")[1][0] in "ZX":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def test_what_the_browser_leaves_running_ends_with_it_and_its_profile_goes(tmp_path: Path) -> None:
    """A child goes on writing into the profile after the browser has ended; the PDF is there, nothing else is."""
    page, target, child = tmp_path / "r.html", tmp_path / "out" / "r.pdf", tmp_path / "child"
    page.write_text("<p>", encoding="utf-8")
    writes = '(while mkdir -p "$d"; do i=$((i+1)); : > "$d/$i"; done) & echo $! > ' + f"{child}\n"
    last = 'sleep 0.1; printf "%%PDF-1.4 whole %%%%EOF" > "$o"'
    browser = program(tmp_path / "b", f'{WRITES}d=$(dirname "$o")/profile\n{writes}{last}')
    print_to_pdf(str(browser), page, target)
    assert [each.name for each in target.parent.iterdir()] == ["r.pdf"]
    assert ends(int(child.read_text(encoding="utf-8")))


def test_a_browser_is_tried_on_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    good = program(tmp_path / "good", WRITES + 'printf "%%PDF-1.4 whole %%%%EOF" > "$o"')
    bad = program(tmp_path / "bad", 'echo "no display" >&2; exit 1')
    try_printing(str(good), tmp_path / "out")
    with pytest.raises(UsageError, match="wrote no PDF: no display"):
        try_printing(str(bad), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_the_browser_gets_no_network_and_a_profile_of_its_own(tmp_path: Path) -> None:
    page = tmp_path / "r.html"
    page.write_text("<p>", encoding="utf-8")
    said = tmp_path / "said"
    browser = program(tmp_path / "b", f'printf "%s\\n" "$@" > {said}')
    with pytest.raises(UsageError):
        print_to_pdf(str(browser), page, tmp_path / "r.pdf", rows=True)
    words = said.read_text(encoding="utf-8").splitlines()
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in words
    assert words[-1] == f"{page.as_uri()}?print=rows"
    profile = next(word for word in words if word.startswith("--user-data-dir=")).partition("=")[2]
    assert not Path(profile).exists()


@pytest.mark.browser
def test_the_pdf_has_pages_and_leaves_the_rows_out(report: Path, tmp_path: Path) -> None:
    """Pages are counted in the file; with the rows there are more."""
    browser = find_chromium()
    without = print_to_pdf(browser, report, tmp_path / "a.pdf").read_bytes()
    with_rows = print_to_pdf(browser, report, tmp_path / "b.pdf", rows=True).read_bytes()
    counts = [len(re.findall(rb"/Type\s*/Page\b", content)) for content in (without, with_rows)]
    assert 5 < counts[0] < counts[1]


@pytest.mark.browser
def test_the_summary_fits_on_the_first_page_and_nothing_else_is_on_it(browser: Browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": 680, "height": 980})
    page.emulate_media(media="print")
    page.goto(f"{report.as_uri()}?print")
    page.wait_for_selector("html[data-ready=yes]")
    bottom = page.evaluate("document.querySelector('#summary').getBoundingClientRect().bottom + scrollY")
    assert bottom <= PAGE
    assert page.evaluate("getComputedStyle(document.querySelector('#reading')).breakBefore") == "page"
    hidden = (
        "[...document.querySelectorAll('nav, #rows > details, #flows .tall')].every(e => !e.getClientRects().length)"
    )
    assert page.evaluate(hidden)
    page.close()


@pytest.mark.browser
def test_nothing_is_cut_off_at_the_edge_of_the_paper(browser: Browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": 680, "height": 980})
    page.emulate_media(media="print")
    page.goto(f"{report.as_uri()}?print")
    page.wait_for_selector("html[data-ready=yes]")
    wide = "[...document.querySelectorAll('table, .js-plotly-plot')].filter(e => e.getClientRects().length"
    wide += " && e.getBoundingClientRect().right > 681).map(e => e.outerHTML.slice(0, 100))"
    assert page.evaluate(wide) == []
    page.close()


@pytest.mark.browser
def test_lines_and_bars_are_told_apart_without_colour(browser: Browser, report: Path) -> None:
    """On paper every drawn line of a chart has a dash of its own, and bars are outlined; on the screen neither."""
    page = browser.new_page(viewport={"width": 680, "height": 980})
    dashes = """() => [...document.querySelectorAll('.plot')].map(plot => (plot.data || [])
        .filter(t => t.type !== 'bar' && t.showlegend !== false && /lines/.test(t.mode || '') && t.line.dash !== 'dot')
        .map(t => t.line.dash || 'solid')).filter(each => each.length > 1)"""
    outlined = "[...document.querySelectorAll('.plot')].flatMap(p => p.data || []).filter(t => t.type === 'bar')"
    outlined += ".map(t => !!(t.marker.line && t.marker.line.width))"
    found = {}
    for query in ("", "?print"):
        page.goto(f"{report.as_uri()}{query}")
        page.wait_for_selector("html[data-ready=yes]")
        found[query] = (page.evaluate(dashes), page.evaluate(outlined))
    for each in found["?print"][0]:
        assert len(set(each)) == min(len(each), 6)
    assert all(found["?print"][1])
    assert found["?print"] != found[""]
    page.close()
