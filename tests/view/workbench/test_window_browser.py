"""A ready-made shock in a window of one's own: the address holds it, one button leads back to the shock's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from levier.shock import Shock
from levier.view.quantities import money
from tests.view.workbench.conftest import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SPRING = Shock(name="Closed in spring", effects=Shock.cut("cpc").effects, start=4, months=2)


@pytest.fixture
def ready(desk: Any) -> Iterator[str]:
    """Give the address of a workbench whose package has a ready-made shock."""

    def with_shock(app: Any) -> None:
        app.server.extensions["levier"][0].first.once(("shocks",), lambda: {"spring": SPRING})

    with running(desk, with_shock) as found:
        yield found


def test_a_ready_made_shock_can_be_put_into_another_window_and_back(browser: Browser, ready: str, desk: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{ready}/?months=5&shock=spring")
    page.wait_for_selector("#lead p")
    assert (page.input_value("#start"), page.input_value("#months")) == ("April", "5")
    longer = desk.answer(SPRING.model_copy(update={"months": 5})).stress.loss
    assert money(longer) in page.inner_text("#lead")
    page.click("#do-window")
    page.wait_for_url(f"{ready}/?shock=spring")
    page.wait_for_selector("#own-window", state="hidden")
    assert page.input_value("#months") == "2"
    page.wait_for_selector(f"#lead >> text={money(desk.answer(SPRING).stress.loss)}")
    page.fill("#recovery", "1")
    page.wait_for_url(f"{ready}/?recovery=1&shock=spring")
    page.wait_for_selector("#own-window:not([hidden])")
    page.click("#do-reset")
    page.wait_for_url(f"{ready}/")
    page.close()
