"""``levier dependence``: what a country's exports or imports of a carrier hang on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from levier.analysis import DependenceAnswer
    from levier.analysis.dependence import Direction
    from levier.analysis.uncertainty import Uncertainty
    from levier.system import System

__all__ = ["dependence"]

WAYS: dict[str, Direction] = {"import": "imports", "export": "exports"}


def dependence(  # noqa: PLR0913 - the choices a user has
    country: str,
    carrier: str,
    *,
    package: str = "eurasia",
    direction: Literal["import", "export"] | None = None,
    year: int = 2024,
    capacity: Literal["effective", "paper"] | None = None,
    closed: list[str] | None = None,
    demand_side: float | None = None,
    samples: int | None = None,
    seed: int = 1,
    workers: int = 2,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Show what a country's trade hangs on: shares, what no rerouting replaces, N-1, flexibility.

    Parameters
    ----------
    country
        Id or name of a country.
    carrier
        A family of carriers (crude, gas, power, coal, uranium, products) or one of its carriers.
    package
        Name of a shipped package, a directory, or a zip.
    direction
        Import or export; the larger of the two if not given.
    year
        Base year.
    capacity
        Only effective or only paper capacities; both if not given.
    closed
        A territory, operator, owner or corridor to close; repeat for more. Those that carry most if not given.
    demand_side
        Demand-side measures that N-1 may count on, in the unit of its terms (gas: mcm a day).
    samples
        Draw every input so many times within its uncertainty: 90 % intervals beside all figures.
    seed
        Of the draws; the same seed gives the same intervals.
    workers
        Child processes for the draws; 0: compute in this one.
    json
        Print JSON.
    out
        Write the result to this file instead: .json, .txt, .md, or .csv (one row a figure).
    """
    from levier.analysis import answer_dependence, country_named, family_named, trade_of
    from levier.analysis.dependence_figures import with_intervals
    from levier.cli.dependence_tables import head_of, lines_of, tables_of, write_figures
    from levier.cli.output import ENDINGS, check_out, emit, progress, wants_json
    from levier.dataset import read
    from levier.system import load
    from levier.system.sampling import check_draws

    check_out(out, (*ENDINGS, ".csv"))
    if samples is not None:
        check_draws(samples, seed)
    data = read(package)
    home, family = country_named(data, country), family_named(data, carrier)
    with progress(f"{home} {family}") as tell:
        tell("reconciling the base year")
        system = load(data, year)
        way = trade_of(system, home, family, WAYS.get(direction or ""))
        answer = answer_dependence(
            system,
            home,
            family,
            way,
            closed=closed or (),
            capacities=None if capacity is None else (capacity,),
            measures=demand_side,
            progress=tell,
        )
    found = None if samples is None else _sampled(system, answer, samples, seed, workers)
    if found is not None:
        answer = with_intervals(answer, found)
    if out is not None and out.suffix == ".csv":
        write_figures(answer, out)
        return
    whole = wants_json(json=json, out=out)
    drawn = {} if found is None else {"samples": found.samples, "seed": found.seed}
    head = {"package": data.name, "hash": data.hash, "year": year, **drawn, **head_of(answer)}
    tables = tables_of(answer, found, whole=whole)
    emit(head, as_json=json, out=out, tables=tables, lines=lines_of(answer, found))


def _sampled(system: System, answer: DependenceAnswer, samples: int, seed: int, workers: int) -> Uncertainty:
    """Ask the same of samples."""
    from levier.analysis.dependence_figures import Dependence
    from levier.analysis.uncertainty import uncertainty_of
    from levier.cli.sample_bar import sample_bar

    with sample_bar("samples", samples) as tell:
        questions = [Dependence(answer.scope)]
        return uncertainty_of(system, questions, samples=samples, seed=seed, workers=workers, progress=tell)
