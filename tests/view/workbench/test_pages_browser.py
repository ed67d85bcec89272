"""Every page in both languages at three widths: nothing overflows, is cut off or overlaps, and nothing bars the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from levier.analysis.desk.jobs import Job, Jobs
from levier.analysis.desk.kinds import JobRunner
from levier.view.workbench.nav import DATA
from levier.view.workbench.pages import PAGES
from levier.view.workbench.words import say
from tests.view.workbench.conftest import running
from tests.view.workbench.looks import barriers, faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WIDTHS = (1280, 768, 390)
QUICK = ("dependence", "chokepoints", "leverage", "sanctions", "power", "balance", "claims")
"""Jobs the tiny package answers at once; the others show their box."""


class DoneJobs(Jobs):
    """Jobs that are done for every session, found in this process."""

    def get(self, kind: str, session: str = "") -> Job | None:  # noqa: ARG002 - everyone has them
        if kind not in QUICK:
            return None
        with self._lock:
            if kind not in self._jobs:
                found = JobRunner(self._desk.answers.system).run(kind, {}, lambda _: None)
                self._jobs[kind] = Job(kind, status="done", found=found)
            return self._jobs[kind]


@pytest.fixture(scope="module")
def served(desk: Any) -> Iterator[str]:
    """Give the address of a workbench whose jobs are done."""

    def done(app: Any) -> None:
        app.server.extensions["levier"][0].first.jobs = DoneJobs(desk)

    with running(desk, done) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page that fails the test on any error."""
    wrong: list[str] = []
    opened = browser.new_page(viewport={"width": WIDTHS[0], "height": 900})
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    yield opened
    opened.close()
    assert wrong == []


def looked_at(page: Page, name: str, *, hard: bool = True) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for _ in range(20):  # figures follow the width; what stays too wide is named below
            page.wait_for_timeout(100)
            if page.evaluate("document.documentElement.scrollWidth") <= width:
                break
        found += [f"{name} at {width}: {each}" for each in faults(page, width)]
    if hard:  # the structure of a page is one in both languages
        found += [f"{name}: {each}" for each in barriers(page)]
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_stands_at_every_width(page: Page, served: str, language: str) -> None:
    query = "lang=fr" if language == "fr" else ""
    page.goto(f"{served}/?cut=cpc&{query}".rstrip("&"))
    page.wait_for_selector("#headline")
    page.wait_for_selector("#map .scatterlayer .trace")
    found = looked_at(page, "map")
    spoken: Any = language
    for tab in ("changes", "binds", "helps", "ways", "time"):
        page.click(f"[role=tab]:has-text('{say(f'tab_{tab}', spoken)}')")
        page.wait_for_selector("[role=tabpanel]:visible > div > *")
    found += looked_at(page, "map, last tab")
    for name in (*PAGES, DATA):
        page.click(f"nav a[href^='/{name}?']")
        page.wait_for_selector(f"nav [aria-current] a[href^='/{name}?']")
        page.wait_for_selector("#page-other h1")
        page.wait_for_selector("#page-other section, #page-other .job")
        found += looked_at(page, name, hard=language == "en")
    assert found == [], "\n".join(found)
