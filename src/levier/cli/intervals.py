"""``levier intervals``: how sure figures are, and which inputs drive them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

if TYPE_CHECKING:
    from levier.analysis.figures import Question
    from levier.dataset import Package

__all__ = ["intervals"]

LEAST = 1e-3
TRADE = 3


def intervals(  # noqa: PLR0913 - the choices a user has
    package: str = "eurasia",
    *,
    year: int = 2024,
    trade: list[str] | None = None,
    shock: list[str] | None = None,
    samples: int = 300,
    seed: int = 1,
    workers: int = 2,
    cluster: str | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Sample every input within its uncertainty: 90 % intervals of figures, and what drives them.

    Balances of every country and carrier are always among the figures.

    Parameters
    ----------
    package
        Name of a shipped package, a directory, or a zip.
    year
        Base year.
    trade
        Shares of a trade, such as KZ:crude:export, or KZ:crude:export:RU to ask as well what could not be rerouted
        with that territory closed; repeat for more.
    shock
        Losses under a shock: a YAML file, or a ready-made name (cpc_closed); repeat for more.
    samples
        Number of draws.
    seed
        Of the draws; the same seed gives the same intervals.
    workers
        Child processes; 0: compute in this one.
    cluster
        Address of a Dask scheduler instead, tcp://...
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.analysis.uncertainty import uncertainty_of
    from levier.cli.output import emit, progress
    from levier.dataset import read
    from levier.system import load

    data = read(package)
    questions = _questions(data, trade or [], shock or [])
    with progress(f"{samples} samples of {year}") as tell:
        tell("reconciling")
        system = load(data, year)
        found = uncertainty_of(
            system,
            questions,
            samples=samples,
            seed=seed,
            workers=workers,
            cluster=cluster,
            progress=lambda done: tell(f"{done} of {samples}"),
        )
    table = found.table
    sizes = table[["value", "low", "high"]].abs().max(axis=1)
    failed = f"; {len(found.failed)} samples without an answer" if len(found.failed) else ""
    emit(
        {"package": data.name, "hash": data.hash, "year": year, "samples": samples, "seed": seed},
        as_json=json,
        out=out,
        tables={
            "figures": table[sizes > LEAST],
            "drivers": found.drivers,
            "samples without an answer": found.failed,
        },
        lines=[
            (
                f"{data.name} {year}: value, and the 5th, 50th and 95th percentile of {samples} samples (seed {seed}); "
                f"{found.rebuilt} of them built again through PyPSA and equal{failed}"
            )
        ],
    )


def _questions(data: Package, trades: list[str], shocks: list[str]) -> list[Question]:
    from levier.analysis.figures import Balances, Losses
    from levier.shock import named_shock

    found: list[Question] = [Balances()]
    for text in trades:
        found += _trade(data, text)
    if shocks:
        found.append(Losses(tuple(named_shock(data.extras, name) for name in shocks)))
    return found


def _trade(data: Package, text: str) -> list[Question]:
    from levier.analysis import country_named, family_named
    from levier.analysis.figures import NotReroutable, Shares
    from levier.cli.dependence import WAYS
    from levier.errors import UsageError

    parts = text.split(":")
    if len(parts) not in (TRADE, TRADE + 1) or parts[2] not in WAYS:
        message = f"--trade {text!r}: a country, a carrier and {' or '.join(WAYS)} are needed, as in KZ:crude:export"
        raise UsageError(message)
    country, family, way = country_named(data, parts[0]), family_named(data, parts[1]), WAYS[parts[2]]
    closed = [NotReroutable(country, family, way, country_named(data, name)) for name in parts[TRADE:]]
    return [Shares(country, family, way), *closed]
