"""The report in a browser, at desktop and phone width: nothing loaded, nothing overflowing, no empty figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter(each =>
    !each.closest('.scroll') && !each.closest('svg') && each.getClientRects().length
    && each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML.slice(0, 120))"""
CUT_OFF = """() => [...document.querySelectorAll('td, th, p, li, h1, h2, h3, b, span')].filter(each =>
    each.getClientRects().length && !each.closest('svg') && getComputedStyle(each).display !== 'inline'
    && each.scrollWidth > each.clientWidth + 2).map(each => each.outerHTML.slice(0, 120))"""
EMPTY = """() => [...document.querySelectorAll('.plot, .fit')].filter(each =>
    !each.querySelector('.scatterlayer .trace, .barlayer .trace')).map(each => each.id || each.className)"""
OVERLAPPING = """() => [...document.querySelectorAll('.plot')].flatMap(plot =>
    ['.xtick text', '.ytick text', '.legendtext'].flatMap(kind => {
      const boxes = [...plot.querySelectorAll(kind)].map(each => each.getBoundingClientRect());
      return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => !kind.startsWith('.xtick')
        && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
        .map(() => plot.id + ' ' + kind));
    }))"""


def opened(browser: Browser, report: Path, width: int, wrong: list[str]) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("request", lambda asked: None if asked.url == report.as_uri() else wrong.append(asked.url))
    page.goto(report.as_uri())
    page.wait_for_selector("html[data-ready=yes]", timeout=60_000)
    page.wait_for_timeout(300)
    return page


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_overflows_or_is_loaded(browser: Browser, report: Path, width: int) -> None:
    wrong: list[str] = []
    page = opened(browser, report, width, wrong)
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(EMPTY) == []
    assert page.evaluate(OVERLAPPING) == []
    assert wrong == []
    page.close()


def test_a_click_on_a_figure_opens_its_row(browser: Browser, report: Path) -> None:
    page = opened(browser, report, 1280, [])
    page.click('#flows a[href="#asset-tengiz_oil"] >> nth=1')
    row = page.locator("#asset-tengiz_oil")
    assert row.is_visible()
    row.locator('a[href="#source-op"]').first.click()
    assert page.locator("#source-op").is_visible()
    page.close()


def test_the_table_of_flows_can_be_narrowed(browser: Browser, report: Path) -> None:
    page = opened(browser, report, 1280, [])
    page.fill(".filter input", "tanks")
    shown = page.locator("table.filtered tbody tr:visible")
    assert 0 < shown.count() < page.locator("table.filtered tbody tr").count()
    page.close()
