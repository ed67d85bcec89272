"""The workbench in a browser: offline, cut and compare, languages, jobs over a reload, no overflow, no barrier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from levier.analysis.helping import full_assets, help_of
from levier.shock import Shock
from levier.view.quantities import money

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

DRAWN = "#map .scatterlayer .trace"


def cut(page: Page, words: str) -> None:
    page.click("#pick")
    page.fill("#pick", words)
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#do-cut:not([disabled])")
    page.click("#do-cut")
    page.wait_for_selector("#headline")


def test_a_cut_shows_the_numbers_of_stress_and_can_be_undone(page: Page, address: str, desk: Any) -> None:
    page.goto(address)
    page.wait_for_selector(DRAWN)
    before = page.evaluate(
        "document.querySelector('#map').querySelector('.js-plotly-plot').data.map(t => t.line?.color)"
    )
    cut(page, "(cpc)")
    assert page.url == f"{address}/?cut=cpc"
    expected = desk.answer(Shock.cut("cpc")).stress
    assert money(expected.loss) in page.inner_text("#headline")
    after = page.evaluate(
        "document.querySelector('#map').querySelector('.js-plotly-plot').data.map(t => t.line?.color)"
    )
    assert after != before
    for tab in ("What changed", "What binds", "From fields to markets", "Over time"):
        page.click(f"[role=tab]:has-text('{tab}')")
        page.wait_for_selector("[role=tabpanel]:visible > div > *")
    page.click("#headline a")
    page.wait_for_selector("#panel:not([hidden]) .described")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel", state="hidden")
    page.click("#do-undo")
    page.wait_for_selector("#headline", state="detached")
    assert "cut=" not in page.url


def test_a_link_reproduces_the_state_and_the_language_can_be_changed(page: Page, address: str) -> None:
    page.goto(f"{address}/?cut=cpc~50&months=2&start=4")
    page.wait_for_selector("#headline")
    assert page.input_value("#months") == "2"
    assert page.input_value("#start") == "April"
    page.click("text=Français")
    page.wait_for_selector("text=Qui perd, qui gagne")
    page.wait_for_selector("html[lang=fr]", state="attached")
    assert page.input_value("#start") == "avril"
    assert "cut=cpc~50" in page.url
    page.wait_for_selector(DRAWN)


def test_every_line_of_the_map_can_be_chosen_by_a_click(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(DRAWN)
    page.wait_for_timeout(300)
    spot = page.evaluate("""() => {
      const plot = document.querySelector('#map .js-plotly-plot'), l = plot._fullLayout;
      const line = plot._fullData.find(t => t.meta === 'flow' && t.name.includes(' - '));
      const n = Math.floor(line.x.length / 2), box = plot.getBoundingClientRect();
      return [box.left + l.xaxis._offset + l.xaxis.d2p(line.x[n]), box.top + l.yaxis._offset + l.yaxis.d2p(line.y[n])];
    }""")
    page.mouse.move(*spot)
    page.wait_for_timeout(200)
    page.mouse.click(*spot)
    page.wait_for_selector("#do-cut:not([disabled])")
    assert page.input_value("#pick")


def test_a_job_survives_a_reload(page: Page, address: str) -> None:
    page.goto(f"{address}/chokepoints")
    page.click(".job button")
    page.wait_for_selector(".job [role=progressbar], #page-other section")
    page.reload()
    page.wait_for_selector("#page-other section", timeout=45_000)
    assert page.locator("#page-other table").count() > 0


def test_what_would_help_is_told_with_its_progress(page: Page, address: str, desk: Any) -> None:
    page.goto(f"{address}/?cut=cpc&months=2")
    page.click("[role=tab]:has-text('What would help')")
    page.wait_for_selector("#helps p + p, #helps table")
    run = desk.runner.run(Shock.cut("cpc", months=2))
    best = max(
        (help_of(desk.answers.system, run, each).saved for each in full_assets(desk.answers.system, run)), default=0
    )
    if best > 0.01:
        assert money(best) in page.inner_text("#helps table")
    else:
        page.wait_for_selector("#helps >> text=Nothing that is full")


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG\r\n"), ("svg", b"<svg")])
def test_figures_are_saved(page: Page, address: str, kind: str, begins: bytes) -> None:
    page.goto(f"{address}/?cut=cpc&months=2")
    page.wait_for_selector("#headline")
    page.wait_for_selector(DRAWN)
    for place in ("figure.map", "#answer figure"):
        with page.expect_download() as saved:
            page.click(f"{place} [data-save={kind}] >> nth=0")
        file = saved.value.path()
        assert saved.value.suggested_filename.endswith(f".{kind}")
        assert file.read_bytes().startswith(begins)
        assert file.stat().st_size > 2000
