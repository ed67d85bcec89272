"""``levier intervals``: how sure figures are, and which inputs drive them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.figures import Question
    from levier.dataset import Package
    from levier.system import System

__all__ = ["intervals"]

LEAST = 1e-3
TRADE = 3
SAMPLES, BASE = 300, 64
"""Numbers of draws, and of base points, where none is given."""
SEEN = 0.01
"""Groups that explain less of a figure are not shown on a terminal."""
Result = tuple[dict[str, object], "dict[str, pd.DataFrame]", str]
"""Head, tables and sentence of an answer."""


def intervals(  # noqa: PLR0913 - the choices a user has
    package: str = "eurasia",
    *,
    year: int = 2024,
    trade: list[str] | None = None,
    shock: list[str] | None = None,
    sobol: int | None = None,
    samples: int | None = None,
    seed: int = 1,
    workers: int = 2,
    cluster: str | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Sample every input within its uncertainty: 90 % intervals of figures, and what drives them.

    Balances of every country and carrier are always among the figures, but with --sobol only where no trade and no
    shock is named.

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
    sobol
        Sobol' indices instead of intervals: the inputs put into at most so many groups (2 to 24), by kind and family
        of carriers; needs the extra levier[sensitivity].
    samples
        Number of draws (300); with --sobol of base points (64), a power of 2: each asks for the groups and two more.
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
    from levier.cli.output import check_out, emit, progress, wants_json
    from levier.dataset import read
    from levier.system import load
    from levier.system.sampling import check_draws

    check_out(out)
    count = (SAMPLES if sobol is None else BASE) if samples is None else samples
    check_draws(count, seed)
    data = read(package)
    asked = _questions(data, trade or [], shock or [])
    with progress(f"samples of {year}") as tell:
        tell("reconciling")
        system = load(data, year)
    many = {"seed": seed, "workers": workers, "cluster": cluster}
    if sobol is None:
        answer, tables, line = _sampled(system, asked, samples=count, **many)
    else:
        answer, tables, line = _explained(system, asked[1:] or asked, groups=sobol, base=count, **many)
    if sobol is not None and not wants_json(json=json, out=out):
        indices = tables["Sobol' indices"]
        tables["Sobol' indices"] = indices[indices["total"] > SEEN]
    head = {"package": data.name, "hash": data.hash, "year": year, "seed": seed, **answer}
    emit(head, as_json=json, out=out, tables=tables, lines=[f"{data.name} {year}: {line}"])


def _sampled(system: System, questions: list[Question], *, samples: int, **many: Any) -> Result:
    """Intervals and drivers."""
    from levier.analysis.uncertainty import uncertainty_of
    from levier.cli.sample_bar import sample_bar

    with sample_bar("samples", samples) as tell:
        found = uncertainty_of(system, questions, samples=samples, progress=tell, **many)
    table = found.table
    sizes = table[["value", "low", "high"]].abs().max(axis=1)
    failed = f"; {len(found.failed)} samples without an answer" if len(found.failed) else ""
    line = (
        f"value, and the 5th, 50th and 95th percentile of {samples} samples (seed {found.seed}); "
        f"{found.rebuilt} of them built again through PyPSA and equal{failed}"
    )
    tables = {"figures": table[sizes > LEAST], "drivers": found.drivers, "samples without an answer": found.failed}
    return {"samples": samples}, tables, line


def _explained(system: System, questions: list[Question], *, groups: int, base: int, **many: Any) -> Result:
    """Sobol' indices."""
    from levier.analysis.sobol import sobol_of
    from levier.cli.sample_bar import sample_bar

    with sample_bar("systems", base * (groups + 2)) as tell:
        found = sobol_of(system, questions, groups=groups, base=base, progress=tell, **many)
    sizes = found.groups.groupby("group", sort=False).agg(kinds=("kind", "nunique"), inputs=("input", "size"))
    failed = f"; {len(found.failed)} base points without an answer" if len(found.failed) else ""
    line = (
        f"shares of the variance of each figure that groups of inputs explain, alone (first) and with all they do "
        f"together with others (total), 90 % confidence; {base} base points (seed {found.seed}), "
        f"{found.asked:,} systems{failed}"
    )
    tables = {
        "Sobol' indices": found.table.sort_values(["figure", "total"], ascending=[True, False], kind="stable"),
        "groups of inputs": sizes.reset_index(),
        "base points without an answer": found.failed,
    }
    return {"base_points": base, "systems": found.asked}, tables, line


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
