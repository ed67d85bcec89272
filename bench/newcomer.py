"""The workbench as a newcomer meets it: from opening it to what a three-month stop of a pipeline costs whom, timed.

Every step follows words that stand on the page; reading takes its time (4 words a second), as do aiming at a control
(1.2 s) and typing (0.2 s a letter).

Run: python bench/newcomer.py [address] [folder for pictures]   (needs Chromium and a workbench that runs)
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import Any

ADDRESS = "http://127.0.0.1:8050"
WORDS, AIM, LETTER = 4.0, 1.2, 0.2


class Newcomer:
    """Someone who reads before clicking."""

    def __init__(self, page: Any, folder: Path | None) -> None:
        """Begin the clock."""
        self.page, self.folder, self.began, self.steps = page, folder, time.perf_counter(), 0

    def told(self, what: str) -> None:
        """Print when a step was done, and keep a picture of it."""
        print(f"{time.perf_counter() - self.began:6.1f} s  {what}")
        self.steps += 1
        if self.folder is not None:
            self.page.screenshot(path=self.folder / f"newcomer-{self.steps}.png")

    def reads(self, place: str, most: int = 60) -> str:
        """Read what stands in a place."""
        text: str = self.page.locator(place).first.inner_text()
        self.page.wait_for_timeout(1000 * min(len(text.split()), most) / WORDS)
        return text

    def clicks(self, place: str) -> None:
        """Aim, and click."""
        self.page.wait_for_timeout(1000 * AIM)
        self.page.locator(place).first.click()

    def types(self, letters: str) -> None:
        """Type."""
        self.page.keyboard.type(letters, delay=1000 * LETTER)


def tried(page: Any, address: str, folder: Path | None) -> str:
    """Do what a newcomer does; return what they read in the end."""
    me = Newcomer(page, folder)
    page.goto(address)
    page.wait_for_selector("#map .scatterlayer .trace", timeout=120_000)
    me.told("the map stands")
    me.reads("#shell nav", 15)
    me.reads(".controls h2")
    me.reads(".controls label")
    me.told("read the links and the first control")
    me.clicks("#pick")
    me.types("caspian pipe")
    page.wait_for_selector("[role=option]")
    me.reads("[role=listbox]", 12)
    me.clicks("[role=option]")
    page.wait_for_selector("#do-cut:not([disabled])")
    me.reads("#picked-about", 30)
    me.told("chose the pipeline, read what it carries")
    me.reads(".when", 12)
    assert page.input_value("#months") == "3"
    me.clicks("#do-cut")
    page.wait_for_selector("#lead p")
    me.told("cut it; the answer stands beside the controls")
    said = me.reads("#lead")
    me.told(f"read: {' '.join(said.split())}")
    me.clicks("#lead a")
    page.wait_for_selector("#answer table")
    me.reads("#answer .headline")
    me.reads("#answer .also", 30)
    me.told("read who loses how much, and of what")
    return said


def main(address: str, folder: Path | None) -> None:
    """Try it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        began = time.perf_counter()
        tried(page, address, folder)
        print(f"{time.perf_counter() - began:.0f} s from opening the page to the answer")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ADDRESS, Path(sys.argv[2]) if len(sys.argv) > 2 else None)  # noqa: PLR2004 - two arguments
