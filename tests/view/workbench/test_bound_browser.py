"""One bound changed in a copy of the package, on no page by itself, changes the map and the numbers that are shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from levier.analysis import Runner, answer_stress
from levier.analysis.desk.opened import ready_answers
from levier.shock import Shock
from levier.system import System, load
from levier.view.quantities import money
from tests.dataset.conftest import SCHEMA, to_csv
from tests.view.conftest import hostile_tables
from tests.view.workbench.conftest import StillDesk, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DRAWN = "#map .scatterlayer .trace"
LINES = """() => document.querySelector('#map .js-plotly-plot').data.filter(each => each.meta === 'flow')
    .map(each => [each.line.width, each.hovertemplate])"""


@pytest.fixture(scope="module")
def altered(tmp_path_factory: pytest.TempPathFactory) -> System:
    """Give the tiny package with one capacity lowered."""
    folder: Path = tmp_path_factory.mktemp("altered") / "tiny"
    folder.mkdir()
    (folder / "datapackage.json").write_text(json.dumps(SCHEMA | {"name": "tiny", "version": "1"}), encoding="utf-8")
    tables = hostile_tables()
    tables["corridors"][1]["capacity"] = "30"
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(to_csv(name, rows))
    return load(folder, 2024)


@pytest.fixture(scope="module")
def other(altered: System) -> Iterator[str]:
    """Give the address of a workbench on it."""
    with running(StillDesk(ready_answers(altered))) as found:
        yield found


def seen(page: Page, address: str, query: str = "") -> list[Any]:
    page.goto(f"{address}/{query}")
    page.wait_for_selector(DRAWN)
    if query:
        page.wait_for_selector("#headline")
    page.wait_for_timeout(300)
    lines: list[Any] = page.evaluate(LINES)
    return lines


def test_one_bound_changes_the_map(browser: Browser, address: str, other: str, altered: System) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    before, after = seen(page, address), seen(page, other)
    assert len(before) == len(after)
    assert before != after
    shocked = seen(page, other, "?cut=cpc~50&months=2")
    assert shocked != after
    page.goto(f"{other}/?cut=cpc&months=2")
    page.wait_for_selector("#headline")
    loss = answer_stress(altered, Runner(altered).run(Shock.cut("cpc", months=2))).loss
    assert money(loss) in page.inner_text("#headline")
    assert money(loss) in page.inner_text("#lead")
    page.close()
