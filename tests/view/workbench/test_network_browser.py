"""A network of a user's own in a browser: upload, cut by keyboard, the numbers of the command line, no barrier."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from levier.analysis.desk.network.shedding import with_shedding
from levier.cli import main as entry
from levier.engine import Program, read_network
from levier.view.quantities import plain
from tests.analysis.desk.network.conftest import MESHED, two_ways

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter(each =>
    !each.closest('.scroll, svg, .unseen, nav, .skip, .modebar')
    && each.getClientRects().length && each.getBoundingClientRect().right > innerWidth + 1)
    .map(each => each.outerHTML.slice(0, 160))"""
PRICE = 50.0


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    with suppress(SystemExit):
        entry([*words, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def upload(page: Page, address: str, path: Path) -> None:
    page.goto(f"{address}/data")
    page.wait_for_selector("#upload-network input", state="attached")
    page.set_input_files("#upload-network input[type=file]", str(path))
    page.wait_for_selector("#to-network", timeout=120_000)
    page.click("#to-network")
    page.wait_for_selector("#as-it-is")


def cut(page: Page, words: str) -> None:
    """Choose and cut by the keyboard alone."""
    page.focus("#pick")
    page.keyboard.type(words)
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.wait_for_selector("#do-cut:not([disabled])")
    page.focus("#do-cut")
    page.keyboard.press("Enter")
    page.wait_for_selector("#headline", timeout=60_000)


def barriers(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    return [f"{each['id']}: {[node['html'][:140] for node in each['nodes']][:3]}" for each in serious]


def test_a_peers_network_cut_in_the_browser_gives_the_numbers_of_the_command_line(
    page: Page, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    upload(page, address, MESHED)
    page.wait_for_selector("#map .scatterlayer .trace")
    cut(page, "Line:0")
    assert page.url == f"{address}/network/?cut=Line%3A0"
    as_it_is = told(capsys, "stress", str(MESHED), "--cut", "Line:0")
    assert as_it_is["status"] == "infeasible"
    assert as_it_is["why"] in page.inner_text("#answer")

    network = read_network(MESHED)
    program = Program.from_network(network)
    relaxed = tmp_path / "relaxed.nc"
    with_shedding(network, PRICE, dict(zip(program.assets, program.capacity.tolist(), strict=True))).export_to_netcdf(
        relaxed
    )
    known = told(capsys, "stress", str(relaxed), "--cut", "Line:0")
    page.fill("#price", str(PRICE))
    page.wait_for_selector("#tabs", timeout=60_000)
    assert f"It costs {plain(known['damage'])} more" in page.inner_text("#headline")
    lost = sum(row["change"] for row in known["not served, by bus"])
    assert f"{plain(lost)} of demand not served in addition" in page.inner_text("#answer")
    page.click("[role=tab]:has-text('Flows')")
    first = known["flows that change most"][0]
    assert first["asset"] in page.inner_text("[role=tabpanel]:visible tbody tr:first-child")

    page.click("#search button")
    page.wait_for_selector("#search [role=progressbar], #certificate")
    page.reload()
    page.wait_for_selector("#certificate", timeout=60_000)
    with page.expect_download() as got:
        page.click("summary:has-text('Download')")
        page.click("#save-tables_xlsx")
    assert got.value.suggested_filename == "network.xlsx"
    assert barriers(page) == []

    page.click("#languages >> text=Français")
    page.wait_for_selector("html[lang=fr]", state="attached")
    page.goto(f"{address}/network/?cut=Line%3A0&price={PRICE:g}&lang=fr")
    page.wait_for_selector("#tabs")
    page.click(".components summary")
    for width in (768, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(400)
        assert page.evaluate(OVERFLOWING) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert barriers(page) == []


def test_hostile_names_stay_text_and_the_lists_do_without_a_map(page: Page, address: str, tmp_path: Path) -> None:
    network = two_ways()
    network.c.buses.static[["x", "y"]] = np.nan
    network.add("Link", "<img src=x onerror=alert(1)>", bus0="field", bus1="town", p_nom=1, marginal_cost=1)
    network.export_to_netcdf(tmp_path / "hostile.nc")
    upload(page, address, tmp_path / "hostile.nc")
    assert "no coordinates" in page.inner_text("main")
    page.click(".components summary")
    page.fill("#find", "onerror")
    page.wait_for_selector("#found tbody tr:only-child")
    page.focus("#found button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#headline")
    assert "<img src=x onerror=alert(1)>" in page.inner_text("#cuts")
    page.click("#do-undo")
    page.wait_for_selector("#as-it-is")
    assert "cut=" not in page.url
