"""The report: one file, nothing from the web, every link leads somewhere, names cannot break out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from levier.analysis import Answers
from levier.view.report import SECTIONS, render_report, write_report

BODY = ("balances", "flows", "disagree", "dependence", "chokepoints", "shocks", "leverage")


class Outline(HTMLParser):
    """What a page holds: elements, anchors, links, text, and numbers in cells that lead nowhere."""

    def __init__(self, text: str) -> None:  # noqa: D107 - the class says it
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.loose: list[str] = []
        self.section, self.silent, self.cell, self.linked = "", 0, False, 0
        self.feed(text)
        self.ids = [a["id"] for _, a in self.elements if a.get("id")]
        self.links = [str(a["href"]) for name, a in self.elements if name == "a" and "href" in a]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag == "section":
            self.section = found.get("id") or ""
        if tag in ("script", "style"):
            self.silent += 1
        if tag == "td":
            self.cell = "num" in (found.get("class") or "").split()
        self.linked += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.silent -= 1
        if tag == "td":
            self.cell = False
        self.linked -= tag == "a"

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        self.words.append(data)
        if self.cell and not self.linked and self.section in BODY and re.search(r"[1-9]", data):
            self.loose.append(data)


@pytest.fixture(scope="module")
def page(answers: Answers) -> str:
    return render_report(answers)


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    return Outline(page)


def test_nothing_is_loaded(page: str, outline: Outline) -> None:
    loading = {"img", "link", "iframe", "object", "embed", "video", "audio", "source", "base", "form"}
    assert not loading & {name for name, _ in outline.elements}
    assert not [a for name, a in outline.elements if name == "script" and "src" in a]
    assert "default-src 'none'" in page
    assert page.count("plotly.js v") == 1
    assert "url(" not in page[: page.index("</style>")]


def test_every_link_inside_the_page_leads_to_a_row(outline: Outline) -> None:
    inside = {link[1:] for link in outline.links if link.startswith("#")}
    assert inside <= set(outline.ids)
    assert len(outline.ids) == len(set(outline.ids))
    assert {"asset-tengiz_oil", "report-o1", "source-op"} <= inside


def test_every_figure_of_the_body_is_a_link(outline: Outline) -> None:
    assert outline.loose == []


def test_links_outside_are_web_addresses_of_sources(outline: Outline) -> None:
    outside = [link for link in outline.links if not link.startswith("#")]
    assert outside == ["https://example.org/atlas?a=1&b=<2>"]


def test_names_cannot_break_out(page: str, outline: Outline) -> None:
    assert "<script>alert" not in page
    assert "</script><b>" not in page
    assert "onerror" in "".join(outline.words)
    assert not [a for _, a in outline.elements if any(key.startswith("on") for key in a)]
    assert "javascript:alert(1)" not in outline.links


def test_no_blank_looks_like_a_bug(outline: Outline) -> None:
    text = " ".join(outline.words)
    assert not re.search(r"\b(nan|NaN|None|inf|undefined|NaT)\b", text)


def test_sections_and_contents(outline: Outline) -> None:
    sections = [a["id"] for name, a in outline.elements if name == "section"]
    assert [link[1:] for link in outline.links[: len(sections)]] == sections
    assert tuple(sections) == SECTIONS


def test_shocks_are_told_and_a_failed_one_has_its_reason(outline: Outline) -> None:
    text = "".join(outline.words)
    assert "Capacity goes to zero: Cpc_Slot (all its parts)." in text
    assert "From January 2024" in text
    assert "failed-nowhere.cut.for.1.months.from.month.1" in outline.ids
    assert "nowhere" in text


def test_french_names_and_numbers(answers: Answers) -> None:
    outline = Outline(render_report(answers, language="fr"))
    text = "".join(outline.words)
    assert "Bilans par pays" in text
    assert "Russie" in text
    assert "Gisement" in text
    assert outline.loose == []


def test_the_file_appears_whole(answers: Answers, tmp_path: Path) -> None:
    path = write_report(answers, tmp_path / "new" / "report.html")
    assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [each.name for each in path.parent.iterdir()] == ["report.html"]
    assert path.stat().st_size < 8e6
