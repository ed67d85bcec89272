"""``levier report``: one self-contained HTML file, and the same tables as XLSX and Parquet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

__all__ = ["report"]


def report(  # noqa: PLR0913 - the choices a user has
    package: str = "eurasia",
    *,
    year: int = 2024,
    out: Path = Path("out/report.html"),
    tables: bool = True,
    lang: Literal["en", "fr"] = "en",
    backtest: bool = True,
    samples: int = 0,
    seed: int = 1,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Write the report: map, balances, disagreements, dependence, shocks, sources.

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
        Language of names and headings.
    backtest
        Run the back-test and show its scorecard; `--no-backtest` leaves it out.
    samples
        Also draw so many samples (300 take a few minutes), and show 90 % intervals and what drives them.
    seed
        Of the samples.
    json
        Print what was written, and the time, as JSON.
    """
    import time
    from dataclasses import replace

    from levier.analysis import build_answers
    from levier.cli.output import progress
    from levier.dataset import read
    from levier.shock import all_ready_made
    from levier.system import load
    from levier.view import write_report, write_tables

    started = time.perf_counter()
    with progress("report") as tell:
        tell("reading and reconciling")
        data = read(package)
        system = load(data, year)
        answers = build_answers(system, all_ready_made(data.extras), tell)
        if backtest:
            from levier.analysis.backtest import backtest as run
            from levier.analysis.backtest import shipped_causes

            answers = replace(answers, backtest=run(data, shipped_causes(data), workers=2, progress=tell))
        if samples:
            from levier.analysis.figures import headline_questions
            from levier.analysis.uncertainty import uncertainty_of

            questions = headline_questions(answers.observed, [answer.shock for answer in answers.stresses])
            answers = replace(
                answers,
                uncertainty=uncertainty_of(
                    system,
                    questions,
                    samples=samples,
                    seed=seed,
                    progress=lambda done: tell(f"{done} of {samples} samples"),
                ),
            )
        tell("writing")
        written = [write_report(answers, out, language=lang)]
        if tables:
            written += write_tables(answers, out.parent / "tables")
    seconds = time.perf_counter() - started
    if json:
        import json as codec

        failed = [{"shock": f.shock.name, "reason": f.reason} for f in answers.failed]
        body = {"written": [str(p) for p in written], "seconds": seconds, "failed": failed}
        sys.stdout.write(codec.dumps(body, indent=1) + "\n")
        return
    for failure in answers.failed:
        sys.stderr.write(f"not answered: {failure.shock.name}: {failure.reason}\n")
    sys.stdout.write(f"{written[0]} written in {seconds:.0f} s\n")
