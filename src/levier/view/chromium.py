"""Print a page to PDF through a Chromium that is installed: found, started without a network, watched, checked."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from levier.errors import UsageError

__all__ = ["NAMES", "VARIABLE", "find_chromium", "print_to_pdf"]

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
    with tempfile.TemporaryDirectory(prefix="levier-print-") as folder:
        made = Path(folder) / "report.pdf"
        words = [browser, *_options(folder), f"--print-to-pdf={made}", f"{page.absolute().as_uri()}{query}"]
        said = _run(words)
        if not made.exists() or not made.read_bytes().startswith(b"%PDF-"):
            message = f"{browser} wrote no PDF: {said or 'it said nothing'}"
            raise UsageError(message)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        os.close(handle)
        partial = Path(name)
        try:
            shutil.copyfile(made, partial)
            partial.chmod(0o644)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    return target


def _options(folder: str) -> list[str]:
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


def _run(words: list[str]) -> str:
    """Run the browser to its end; return its last words."""
    try:
        done = subprocess.run(  # noqa: S603 - a browser the user installed, arguments made here
            words, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return f"it took more than {PATIENCE:.0f} seconds"
    except OSError as error:
        return str(error)
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return lines[-1] if lines else ""
