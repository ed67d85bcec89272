"""Print a page to PDF through a Chromium that is installed: found, started without a network, watched, checked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from levier.errors import UsageError
from levier.view.watched import run_watched, work_folder

__all__ = ["NAMES", "VARIABLE", "find_chromium", "print_to_pdf", "try_printing"]

VARIABLE = "LEVIER_CHROMIUM"
"""Environment variable that names the browser."""
NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge",
)  # fmt: skip
"""Commands tried, in this order."""
PLAYWRIGHT = (
    "chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
    "chromium-*/chrome-win*/chrome.exe",
)  # fmt: skip
"""Where playwright keeps its own, below its folder."""
WIDTH, HEIGHT = 680, 980
"""The part of an A4 page inside its margins, in px: charts are drawn at the width they are printed at."""
PATIENCE = 300.0
"""Seconds that a browser may take."""
TRIAL = 60.0
"""Seconds that it may take for a page of one line."""
TAIL = 1024
"""Bytes at the end of a PDF among which its end is marked."""
PATIENT = 20_000
"""Milliseconds of the page's own time in which its charts are drawn."""


def find_chromium() -> str:
    """Return the browser: the one that ``LEVIER_CHROMIUM`` names, one on the path, or playwright's.

    Raises:
        UsageError: there is none, or the variable names none.
    """
    named = os.environ.get(VARIABLE, "")
    if named:
        found = shutil.which(named)
        if found is None:
            message = (
                f"{VARIABLE} is {named!r}, which is no program that can be run; allowed: path or name of a Chromium"
            )
            raise UsageError(message)
        return found
    found = next(filter(None, map(shutil.which, NAMES)), None) or _playwright()
    if found is None:
        message = (
            f"--pdf needs an installed Chromium, and there is none: not in {VARIABLE}, not on the path "
            f"({', '.join(NAMES)}), not among playwright's; install one (Debian: apt-get install chromium), set "
            f"{VARIABLE}, or print the HTML file from any browser"
        )
        raise UsageError(message)
    return found


def _playwright() -> str | None:
    """Return the newest browser that playwright keeps, if any."""
    folders = [os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")]
    home = Path.home()
    folders += [str(home / inner) for inner in (".cache/ms-playwright", "Library/Caches/ms-playwright")]
    folders += [str(Path(os.environ.get("LOCALAPPDATA", home)) / "ms-playwright")]
    found = [each for folder in folders if folder for pattern in PLAYWRIGHT for each in Path(folder).glob(pattern)]
    return str(max(found, key=lambda each: each.stat().st_mtime)) if found else None


def print_to_pdf(browser: str, page: Path, target: Path, *, rows: bool = False) -> Path:
    """Print a report to PDF.

    Args:
        browser: see :func:`find_chromium`.
        page: the HTML file.
        target: the PDF; it appears only when it is whole.
        rows: print the rows behind the figures as well.

    Returns:
        The file written.

    Raises:
        UsageError: the browser gave no PDF; its last words are in the message.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    query = "?print=rows" if rows else "?print"
    with work_folder(target.parent) as folder:
        made = folder / target.name
        _print(browser, f"{page.absolute().as_uri()}{query}", made, PATIENCE)
        made.chmod(0o644)
        made.replace(target)
    return target


def try_printing(browser: str, beside: Path) -> None:
    """Print a page of one line, so that a browser that cannot print is known before anything is computed.

    Args:
        browser: see :func:`find_chromium`.
        beside: folder where the report is to stand; it is made if missing, and nothing stays in it.

    Raises:
        UsageError: the browser gave no PDF; its last words are in the message.
    """
    beside.mkdir(parents=True, exist_ok=True)
    with work_folder(beside) as folder:
        page = folder / "page.html"
        page.write_text("<!doctype html><title>Levier</title><p>Levier", encoding="utf-8")
        _print(browser, page.as_uri(), folder / "page.pdf", TRIAL)


def _print(browser: str, address: str, made: Path, patience: float) -> None:
    """Print an address into a folder of its own; refuse what is not whole."""
    words = [browser, *_options(made.parent), f"--print-to-pdf={made}", address]
    well, said = run_watched(words, made.parent / "said", patience)
    if not well or not _whole(made):
        message = f"{browser} wrote no PDF: {said or 'it said nothing'}"
        raise UsageError(message)


def _whole(made: Path) -> bool:
    """Whether a file is a PDF from its head to its end."""
    if not made.is_file():
        return False
    content = made.read_bytes()
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-TAIL:]


def _options(folder: Path) -> list[str]:
    """Headless, a profile of its own that goes with it, no name of the net resolved."""
    options = [
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-extensions",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder}/profile",
        f"--window-size={WIDTH},{HEIGHT}",
        "--hide-scrollbars",
        f"--virtual-time-budget={PATIENT}",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium does not start for root otherwise
    return options
