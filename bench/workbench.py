"""The workbench under a user's hands: first load, click to redraw, several users at once, memory after many cuts.

Run: python bench/workbench.py [cuts]   (needs Chromium; about two minutes)
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from typing import Any

from levier.view.workbench.answerview import TARGETS

PORT = 8153
ADDRESS = f"http://127.0.0.1:{PORT}"
CLICKS, CUTS = 20, 200


def body(query: str) -> bytes:
    """Return what a browser sends for an address."""
    outputs = [dict(zip(("id", "property"), each.split("."), strict=True)) for each in TARGETS]
    asked = {
        "output": f"..{'...'.join(TARGETS)}..",
        "outputs": outputs,
        "inputs": [{"id": "where", "property": "search", "value": query}],
        "state": [{"id": "past", "property": "data", "value": []}],
        "changedPropIds": ["where.search"],
    }
    return json.dumps(asked).encode()


def asked(query: str) -> float:
    """Ask for one address; return the seconds until the whole answer is here."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{ADDRESS}/_dash-update-component", body(query), {"Content-Type": "application/json"}
    )
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - as above
        text = answer.read()
    assert b"headline" in text, text[:200]
    return time.perf_counter() - began


def told(name: str, seconds: list[float]) -> None:
    """Print median and 95th percentile."""
    high = sorted(seconds)[max(0, round(0.95 * len(seconds)) - 1)]
    print(f"{name}: median {statistics.median(seconds):.2f} s, 95th percentile {high:.2f} s, n = {len(seconds)}")


def users(count: int, each: int, groups: list[str]) -> list[float]:
    """Let users cut different things at the same time; return all times."""
    found: list[float] = []

    def one(user: int) -> None:
        for turn in range(each):
            place = (user * each + turn) % len(groups)
            found.append(asked(f"?cut={groups[place]}&months={2 + (count + turn) % 3}"))

    threads = [threading.Thread(target=one, args=(user,)) for user in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def clicks(groups: list[str]) -> None:
    """Click as a user does, in a browser; until the map and the headline are redrawn."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        began = time.perf_counter()
        page.goto(ADDRESS)
        page.wait_for_selector("#map .scatterlayer .trace", timeout=120_000)
        print(f"first page load until the map stands: {time.perf_counter() - began:.2f} s")
        found = []
        for group in groups[:CLICKS]:
            page.click("#pick")
            page.fill("#pick", f"({group})")
            page.wait_for_selector("[role=option]")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            page.wait_for_selector("#do-cut:not([disabled])")
            page.evaluate(
                "() => { window.drawn = 0; document.querySelector('#map .js-plotly-plot')"
                ".on('plotly_afterplot', () => { window.drawn = performance.now(); }); }"
            )
            start = page.evaluate("performance.now()")
            page.click("#do-cut")
            page.wait_for_selector("#headline")
            while not (end := page.evaluate("window.drawn")):
                time.sleep(0.01)
            found.append((max(end, page.evaluate("performance.now()")) - start) / 1000)
            page.click("#do-reset")
            page.wait_for_selector("#headline", state="detached")
        told("click to redraw, one user", found)
        browser.close()


def memory(pid: int) -> str:
    """Return the resident memory of the server and of its children, in MB."""
    import psutil

    process = psutil.Process(pid)
    sizes = [each.memory_info().rss / 1e6 for each in (process, *process.children(recursive=True))]
    return " + ".join(f"{size:.0f}" for size in sizes if size > 50)  # noqa: PLR2004 - helpers of Python are left out


def main(cuts: int) -> None:
    """Measure."""
    from levier.system import load

    table = load("eurasia", 2024).assets
    groups = sorted(set(table.loc[table["kind"].isin(("corridor", "supply")), "group"]))
    command = [sys.executable, "-c", "from levier.cli import main; main()"]
    server: Any = subprocess.Popen([*command, "serve", "--no-browser", "--port", str(PORT)], stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        began = time.perf_counter()
        while True:
            try:
                asked("?cut=cpc")
                break
            except (OSError, AssertionError):
                time.sleep(0.5)
        print(f"start until the first answer: {time.perf_counter() - began:.1f} s")
        before = memory(server.pid)
        clicks(groups)
        for count in (1, 5, 20):
            told(f"answer over HTTP, {count} users at once, all different", users(count, 4, groups))
        for turn in range(cuts):
            asked(f"?cut={groups[turn % len(groups)]}&months={1 + turn % 12}&start={1 + turn % 7}")
        print(f"memory in MB (server + children): {before} at first, {memory(server.pid)} after {cuts} cuts more")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CUTS)
