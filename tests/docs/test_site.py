"""The built documentation in a browser: read from a folder, nothing fetched, nothing overflowing, search works."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.docs.blocks import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = (
    "index", "tutorial", "methods", "howto/shock", "reference/commands", "reference/shocks", "reference/errors",
    "reference/python/levier.engine", "data/tables", "data/gaps", "notebooks/cut_cpc", "measurements",
)  # fmt: skip
WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pages, strictly."""
    folder = tmp_path_factory.mktemp("site")
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


@pytest.fixture
def wrong() -> list[str]:
    """Collect what a page may not do."""
    return []


@pytest.fixture
def page(browser: Browser, wrong: list[str]) -> Iterator[Page]:
    """Give a page that notes errors and foreign addresses."""
    opened = browser.new_page()
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    opened.on(
        "request", lambda asked: None if asked.url.startswith(("file:", "data:", "blob:")) else wrong.append(asked.url)
    )
    yield opened
    opened.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_open_from_a_folder(site: Path, page: Page, wrong: list[str], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name in PAGES:
        page.goto((site / f"{name}.html").as_uri())
        page.wait_for_selector("h1")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert wrong == []


def test_formulas_are_drawn_in_the_colour_of_the_text(site: Path, page: Page) -> None:
    page.goto((site / "methods.html").as_uri())
    formulas = page.locator(".formula svg")
    assert formulas.count() > 15
    size = formulas.first.bounding_box()
    assert size is not None
    assert size["width"] > 100
    assert size["height"] > 10
    colours = "e => [getComputedStyle(e.querySelector('g g g')).fill, getComputedStyle(e).color]"
    drawn, around = formulas.first.evaluate(colours)
    assert drawn == around
    assert "```" not in page.inner_text("article")


def test_search_finds_a_word_without_a_server(site: Path, page: Page, wrong: list[str]) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((site / "index.html").as_uri())
    page.click("[data-md-component=search-query]")
    page.keyboard.type("nucleolus")
    page.wait_for_selector(".md-search-result__item")
    assert "nucleolus" in page.inner_text("[data-md-component=search-result]").lower()
    assert wrong == []


def test_a_card_is_shown_on_the_page_of_its_notebook(site: Path, page: Page) -> None:
    page.goto((site / "notebooks" / "cut_cpc.html").as_uri())
    cards = page.locator(".levier-card")
    assert cards.count() >= 2
    assert "StressAnswer" in cards.nth(1).inner_text()
    assert page.locator(".output table").count() >= 6
