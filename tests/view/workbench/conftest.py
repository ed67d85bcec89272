"""A workbench on the tiny hostile package, and a server that runs it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from levier.analysis import Answers, Runner
from levier.analysis.desk import DeskAnswer
from levier.analysis.desk.answer import desk_answer, origins
from levier.analysis.helping import Full, Helped, full_assets, help_of
from levier.shock import Shock
from levier.view.workbench import Guard, make_app
from levier.view.workbench.context import Context

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class StillDesk:
    """A desk that answers in this process: what a child would say, without one."""

    doing, failure, ready = "", "", True

    def __init__(self, answers: Answers) -> None:
        """Keep the answers."""
        self.answers, self.year, self.source = answers, answers.system.year, "tiny"
        self.runner = Runner(answers.system)
        self.asked: list[str] = []

    def answer(self, shock: Shock) -> DeskAnswer:
        self.asked.append(shock.name)
        return desk_answer(self.answers.system, self.runner.run(shock))

    def origins(self, shock: Shock, family: str) -> pd.DataFrame:
        return origins(self.answers.system, self.runner.run(shock), family)

    def full(self, shock: Shock) -> list[Full]:
        return full_assets(self.answers.system, self.runner.run(shock))

    def helped(self, shock: Shock, full: Full) -> Helped:
        return help_of(self.answers.system, self.runner.run(shock), full)

    def wait(self) -> None:
        return

    def close(self) -> None:
        return


@pytest.fixture(scope="session")
def desk(answers: Answers) -> StillDesk:
    """Give the desk of the hostile package."""
    return StillDesk(answers)


@pytest.fixture(scope="session")
def context(desk: StillDesk) -> Context:
    """Give what its pages share."""
    return Context(desk)  # type: ignore[arg-type]  # it does what a desk does


@pytest.fixture
def app(desk: StillDesk) -> Any:
    """Give the application for this machine."""
    return make_app(desk)  # type: ignore[arg-type]  # as above


@pytest.fixture
def guarded(desk: StillDesk) -> Any:
    """Give the application as other machines see it: a token is demanded."""
    return make_app(desk, Guard("correct horse battery staple", ("levier.example",)))  # type: ignore[arg-type]


@contextmanager
def running(desk: Any, alter: Callable[[Any], None] = lambda _: None) -> Iterator[str]:
    """Serve a desk's workbench, and give its address.

    Args:
        desk: what answers.
        alter: is given the application before it is served.
    """
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = make_app(desk)
    alter(app)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    for each in app.server.extensions["levier"]:
        each.close()


@pytest.fixture(scope="session")
def address(desk: StillDesk) -> Iterator[str]:
    """Give the address of a running workbench."""
    with running(desk) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Give a page that fails the test on any error, dialog, or request to another machine."""
    wrong: list[str] = []
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("dialog", lambda shown: wrong.append(f"dialog {shown.message}"))
    opened.on(
        "request", lambda asked: None if asked.url.startswith((address, "data:", "blob:")) else wrong.append(asked.url)
    )
    opened.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    yield opened
    opened.close()
    assert wrong == []
