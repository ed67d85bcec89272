"""``levier stress``: one shock, who loses what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from levier.cli.stress_network import shares, stress_network

if TYPE_CHECKING:
    from levier.analysis import StressAnswer
    from levier.dataset import Package
    from levier.engine import Contingency
    from levier.shock import Shock

__all__ = ["stress"]

SHOWN = 1e-4
SHOWN_MONEY = 0.05


def stress(  # noqa: PLR0913 - the choices a user has
    shock: str | None = None,
    *,
    package: str = "eurasia",
    year: int = 2024,
    cut: list[str] | None = None,
    derate: list[str] | None = None,
    demand: list[str] | None = None,
    start: str | None = None,
    end: str | None = None,
    months: int | None = None,
    recovery: int | None = None,
    capacity: Literal["effective", "paper"] = "effective",
    deck: Literal["low", "base", "high"] = "base",
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Apply a shock to a base year: losses by country, volumes, rerouting, what binds, stocks.

    Parameters
    ----------
    shock
        A YAML file, or the name of a ready-made shock of the package (`cpc_closed`); or a netCDF of any PyPSA
        network (`my-network.nc`), with --cut, --derate or --demand.
    package
        Name of a shipped package, a directory, or a zip.
    year
        Base year.
    cut
        Instead of a file: a group to cut, such as `cpc`; repeat for more. NetCDF: an asset, such as `Link:cpc`.
    derate
        NetCDF: an asset and the share of its capacity that is left, such as `Link:cpc=0.5`; repeat for more.
    demand
        NetCDF: a bus and the factor on its demand, such as `Berlin=1.2`; repeat for more.
    start
        With --cut: first month (1 to 12) or `peak` (1). NetCDF: first snapshot of the shock, or its beginning.
    end
        NetCDF: last snapshot of the shock, or its beginning.
    months
        With --cut: how long (3).
    recovery
        With --cut: months watched afterwards (0).
    capacity
        Spare room under effective or paper capacities.
    deck
        Price deck.
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.analysis import Runner, answer_stress
    from levier.cli.output import check_out, emit, progress, wants_json
    from levier.cli.target import is_network
    from levier.dataset import read
    from levier.system import load

    check_out(out)
    if shock is not None and is_network(shock):
        _refuse({"--months": months, "--recovery": recovery}, "a package; in a netCDF --start and --end name snapshots")
        contingency = _contingency(cut, derate, demand, start, end)
        stress_network(shock, contingency, as_json=json, out=out)
        return
    _refuse({"--derate": derate, "--demand": demand, "--end": end}, "a netCDF; write a shock file for a package")
    data = read(package)
    chosen = _shock(data, shock, cut, start or "1", 3 if months is None else months, recovery or 0)
    with progress(chosen.name) as tell:
        tell("reconciling the base year")
        system = load(data, year, families=chosen.families or None, capacity=capacity, deck=deck)
        tell("solving")
        answer = answer_stress(system, Runner(system).run(chosen))
    whole = wants_json(json=json, out=out)
    emit(_head(answer), as_json=json, out=out, tables=_tables(answer, whole=whole), lines=_lines(answer))


def _refuse(given: dict[str, object], what_for: str) -> None:
    """Refuse options that are for the other kind of input."""
    from levier.errors import UsageError

    for option, value in given.items():
        if value is not None:
            message = f"{option} is for {what_for}"
            raise UsageError(message)


def _contingency(
    cut: list[str] | None, derate: list[str] | None, demand: list[str] | None, start: str | None, end: str | None
) -> Contingency:
    from levier.engine import Contingency
    from levier.errors import UsageError

    if not (cut or derate or demand):
        message = "nothing happens: give --cut ASSET, --derate ASSET=SHARE or --demand BUS=FACTOR"
        raise UsageError(message)
    kept, factors = shares("--derate", derate or ()), shares("--demand", demand or ())
    return Contingency(tuple(cut or ()), kept, factors, start=start, end=end)


def _shock(data: Package, name: str | None, cut: list[str] | None, start: str, months: int, recovery: int) -> Shock:
    from levier.errors import UsageError
    from levier.shock import named_shock, shock_of_cuts

    if (name is None) == (not cut):
        msg = "give either a shock (a YAML file or a ready-made name) or --cut GROUP"
        raise UsageError(msg)
    if cut:
        return shock_of_cuts(cut, start=start, months=months, recovery=recovery)
    return named_shock(data.extras, str(name))


def _head(answer: StressAnswer) -> dict[str, Any]:
    return {
        "shock": answer.shock.model_dump(),
        "year": answer.year,
        "capacity": answer.capacity,
        "deck": answer.deck,
        "horizon": answer.horizon,
        "snapshots": list(answer.labels),
        "loss_musd": answer.loss,
        "damage_musd": answer.damage,
        "imbalance_musd": answer.imbalance,
        "guarantee": answer.guarantee,
    }


def _tables(answer: StressAnswer, *, whole: bool) -> dict[str, Any]:
    """Every row for a file; on a terminal only what differs visibly."""
    assets, who = answer.assets, answer.by_country
    columns = ["asset", "kind", "carrier", "before", "after", "lost", "lost_share", "unit"]
    if not whole:
        assets = assets[assets["lost"].abs() > SHOWN * assets["before"].abs().clip(lower=1.0)]
        who = who[who["loss"].abs() > SHOWN_MONEY]
    return {
        "loss by who bears it (M USD)": who,
        "volumes by country": answer.countries,
        "assets that change": assets[columns],
        "lost output by shareholder": answer.holders,
        "rerouted, and what holds it back": answer.rerouted,
        "storages": answer.storages.drop(columns=["name_fr"]),
    }


def _lines(answer: StressAnswer) -> list[str]:
    span = f"{answer.labels[0]} to {answer.labels[-1]}"
    return [
        f"{answer.shock.name} ({span}, {answer.horizon} horizon, {answer.capacity} capacities)",
        (
            f"True loss of the whole system: {answer.loss:,.0f} M USD "
            f"(countries add up to it within {abs(answer.imbalance):.1e}); {answer.guarantee}"
        ),
    ]
