"""``levier report``: one self-contained HTML file, the same as PDF, and its tables as XLSX and Parquet."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from levier.analysis import Answers
    from levier.analysis.cache import Cache

__all__ = ["Printing", "Slow", "report"]

PAGES = (".html", ".htm")
SEED = 1


@Parameter(name="*")
@dataclass(frozen=True)
class Slow:
    """What takes minutes.

    Parameters
    ----------
    samples
        Also draw so many samples (300 take a few minutes), and show 90 % intervals and what drives them.
    seed
        Of the samples; 1 if not given.
    full
        Add what is slow: 300 samples, intervals of the pair, autonomy of every country with options, worst triples.
    cache
        With --full: folder where answers are kept, yours alone; the user's cache folder if not given.
    no_cache
        With --full: keep nothing, and take nothing that was kept.
    """

    samples: int = 0
    seed: int | None = None
    full: Annotated[bool, Parameter(negative="")] = False
    cache: Path | None = None
    no_cache: Annotated[bool, Parameter(name="--no-cache", negative="")] = False

    @property
    def sown(self) -> int:
        """The seed that is used."""
        return SEED if self.seed is None else self.seed


@Parameter(name="*")
@dataclass(frozen=True)
class Printing:
    """What is printed.

    Parameters
    ----------
    pdf
        Also write it as PDF beside the HTML file, through an installed Chromium.
    rows
        With --pdf: also print the flows, the rows behind the figures and their sources.
    """

    pdf: Annotated[bool, Parameter(negative="")] = False
    rows: Annotated[bool, Parameter(negative="")] = False


ORDINARY, SCREEN = Slow(), Printing()


def report(  # noqa: PLR0913 - the choices a user has
    package: str = "eurasia",
    *,
    year: int = 2024,
    out: Path = Path("out/report.html"),
    tables: bool = True,
    lang: Literal["en", "fr"] = "en",
    backtest: bool = True,
    slow: Slow = ORDINARY,
    printing: Printing = SCREEN,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Write the report: one page of findings, map, balances, dependence, shocks, leverage, sources.

    Parameters
    ----------
    package
        Name of a shipped package, a directory, or a zip.
    year
        Base year.
    out
        The HTML file; tables go to a folder `tables` beside it.
    tables
        Also write XLSX and Parquet.
    lang
        Language of the report.
    backtest
        Run the back-test and show its scorecard; `--no-backtest` leaves it out.
    json
        Print what was written, and the time, as JSON.
    """
    import time

    from levier.analysis.compose import Request, compose
    from levier.analysis.provenance import provenance_of, still
    from levier.cli.output import progress
    from levier.dataset import read
    from levier.system import load
    from levier.view import write_report, write_tables

    started = time.perf_counter()
    request = Request(backtest, slow.samples, slow.sown, slow.full)
    browser = _checked(out, slow, printing)
    command = _command(package, year, lang, slow, backtest=backtest)
    made = provenance_of(command, seed=slow.sown, samples=request.drawn, given=_named(package))
    with progress("report") as tell:
        cache = _cache(slow, tell)
        tell("reading and reconciling")
        data = read(package)
        answers = compose(load(data, year), request, cache, tell)
        tell("writing")
        written = [write_report(answers, out, language=lang, made=still(made))]
        if tables:
            written += write_tables(answers, out.parent / "tables")
        if printing.pdf:
            tell("printing")
            written.append(_printed(browser, out, written, rows=printing.rows))
    _told(answers, written, cache, time.perf_counter() - started, json=json)


def _checked(out: Path, slow: Slow, printing: Printing) -> str:
    """Refuse, before anything is computed, what cannot be written or would be ignored; return the browser."""
    from levier.cli.output import check_out
    from levier.errors import UsageError
    from levier.view.chromium import find_chromium, try_printing

    check_out(out, PAGES)
    if printing.rows and not printing.pdf:
        message = "--rows is for --pdf: it says what is printed"
        raise UsageError(message)
    if (slow.cache is not None or slow.no_cache) and not slow.full:
        message = "--cache and --no-cache are for --full: nothing else is kept"
        raise UsageError(message)
    if slow.cache is not None and slow.no_cache:
        message = "--cache and --no-cache exclude each other"
        raise UsageError(message)
    if slow.seed is not None and not (slow.samples or slow.full):
        message = "--seed is for --samples or --full: nothing else is drawn"
        raise UsageError(message)
    if not printing.pdf:
        return ""
    browser = find_chromium()
    try_printing(browser, out.parent)
    return browser


def _printed(browser: str, out: Path, written: list[Path], *, rows: bool) -> Path:
    """Print the page; a browser that fails is named together with what is written already."""
    from levier.errors import UsageError
    from levier.view.chromium import print_to_pdf

    try:
        return print_to_pdf(browser, out, out.with_suffix(".pdf"), rows=rows)
    except UsageError as error:
        tables = " and its tables" if len(written) > 1 else ""
        message = f"{error}; written all the same: {out}{tables}"
        raise UsageError(message) from error


def _cache(slow: Slow, tell: Any) -> Cache:
    from levier.analysis.cache import Cache, default_folder

    return Cache((slow.cache or default_folder()) if slow.full and not slow.no_cache else None, tell)


def _command(package: str, year: int, lang: str, slow: Slow, *, backtest: bool) -> str:
    """Return the command that makes the report again, without what concerns this machine alone."""
    words = ["levier report", shlex.quote(_named(package)), f"--year {year}", f"--lang {lang}"]
    words += ["--full"] if slow.full else []
    words += [f"--samples {slow.samples}"] if slow.samples else []
    words += [f"--seed {slow.sown}"] if slow.samples or slow.full else []
    return " ".join([*words, *([] if backtest else ["--no-backtest"])])


def _named(package: str) -> str:
    """Return the name of a package as given, without the folders it lies in; a folder named by dots by its own name.

    >>> _named("eurasia"), _named("data/mine.zip"), _named(".") == Path.cwd().name
    ('eurasia', 'mine.zip', True)
    """
    return Path(package).resolve().name


def _told(answers: Answers, written: list[Path], cache: Cache, seconds: float, *, json: bool) -> None:
    """Say what was written, what has no answer, and what was kept from before."""
    if json:
        import json as codec

        failed = [{"shock": f.shock.name, "reason": f.reason} for f in answers.failed]
        body: dict[str, Any] = {"written": [str(p) for p in written], "seconds": seconds, "failed": failed}
        if cache.folder is not None:
            body["cache"] = {"folder": str(cache.folder), "taken": len(cache.taken), "found": len(cache.found)}
            body["cache"] |= {"unkept": cache.unkept} if cache.unkept else {}
        sys.stdout.write(codec.dumps(body, indent=1) + "\n")
        return
    if cache.unkept:
        sys.stderr.write(f"{cache.unkept}\n")
    for failure in answers.failed:
        sys.stderr.write(f"not answered: {failure.shock.name}: {failure.reason}\n")
    named = " and ".join(str(path) for path in written if path.suffix in (*PAGES, ".pdf"))
    kept = f"; {len(cache.taken)} answers kept from before, {len(cache.found)} found" if cache.folder else ""
    sys.stdout.write(f"{named} written in {seconds:.0f} s{kept}\n")
