"""The hourly network: zones, plants, water, lines and exchange as plain components."""

from __future__ import annotations

import numpy as np
import pandas as pd

from levier.errors import UsageError
from levier.system.draft import Draft
from levier.system.hourly.inputs import BUDGETED, THERMAL, VARIABLE, HourlyInputs
from levier.system.hourly.shapes import daily_load, hours_of, monthly, sunshine, wind, with_means

__all__ = ["EXCHANGE", "UNSERVED", "WATER", "hourly_draft"]

EXCHANGE = {1.0: "import", -1.0: "export"}
UNSERVED = "unserved"
WATER = "water"
STAMP = "%Y-%m-%d %H:%M"


def hourly_draft(inputs: HourlyInputs, *, start: str = "", hours: int | None = None, seed: int = 1) -> Draft:
    """Draft the network of a year or of a stretch of it; ``draft.network()`` gives the PyPSA network.

    Every hour weighs its share of the year, so volumes are TWh also of a stretch. Each component's ``carrier`` is
    its fuel, or ``import``, ``export``, ``unserved``.

    Args:
        inputs: the year's inputs.
        start: the first day, such as ``2024-01-08``; the year's first if empty.
        hours: how many hours; to the end of the year if none.
        seed: of the synthetic wind.

    Returns:
        The components; hydro power has a budget for each month, of which a stretch has its part.

    Raises:
        UsageError: the stretch is empty or not inside the year.
    """
    year = hours_of(inputs.year)
    chosen = _stretch(year, start, hours)
    stamps = year[chosen]
    share = np.full(len(stamps), 1.0 / len(year))
    draft = Draft(f"Kazakh power {inputs.year} by the hour", tuple(stamps.strftime(STAMP)), share, share)
    zones = list(inputs.demand.index)
    draft.add("Bus", zones, carrier="power")
    _add_load(draft, inputs, year, chosen)
    _add_thermal(draft, inputs, stamps)
    _add_variable(draft, inputs, year, chosen, seed)
    _add_hydro(draft, inputs, stamps)
    _add_ways(draft, inputs, stamps)
    return draft


def _stretch(year: pd.DatetimeIndex, start: str, hours: int | None) -> slice:
    first = int(year.searchsorted(pd.Timestamp(start))) if start else 0
    last = len(year) if hours is None else first + hours
    if not 0 <= first < last <= len(year) or (start and year[first] != pd.Timestamp(start)):
        message = f"start={start!r}, hours={hours}: a stretch of at least one hour inside {year[0].year} is needed"
        raise UsageError(message)
    return slice(first, last)


def _add_load(draft: Draft, inputs: HourlyInputs, year: pd.DatetimeIndex, chosen: slice) -> None:
    level = monthly(inputs.demand_shape.to_numpy(), year) * daily_load(year, inputs.load_factor)[:, None]
    load = inputs.demand.to_numpy() * level / level.mean(axis=0)
    zones = list(inputs.demand.index)
    draft.add("Load", [f"{zone} demand" for zone in zones], bus=zones, p_set=load[chosen])
    draft.add(
        "Generator",
        [f"{zone} {UNSERVED}" for zone in zones],
        bus=zones,
        carrier=UNSERVED,
        p_nom=load.max(axis=0).tolist(),
        marginal_cost=inputs.unserved,
    )


def _add_thermal(draft: Draft, inputs: HourlyInputs, stamps: pd.DatetimeIndex) -> None:
    plants = inputs.plants[inputs.plants["fuel"].isin(THERMAL)]
    most = monthly(inputs.available[plants.index].to_numpy(), stamps)
    heat = monthly(inputs.heat, stamps)
    _add_plants(draft, plants, p_max_pu=most, p_min_pu=most * heat[:, None] * plants["heat"].to_numpy())


def _add_plants(draft: Draft, plants: pd.DataFrame, **series: np.ndarray) -> None:
    draft.add(
        "Generator",
        list(plants.index),
        bus=plants["zone"].tolist(),
        carrier=plants["fuel"].tolist(),
        p_nom=plants["capacity"].tolist(),
        marginal_cost=plants["cost"].tolist(),
        **series,
    )


def _add_variable(draft: Draft, inputs: HourlyInputs, year: pd.DatetimeIndex, chosen: slice, seed: int) -> None:
    plants = inputs.plants[inputs.plants["fuel"].isin(VARIABLE)]
    seeds = np.random.SeedSequence(seed).generate_state(len(plants))
    days = year.month.value_counts().sort_index().to_numpy()
    series = []
    for (name, plant), own in zip(plants.iterrows(), seeds, strict=True):
        mean = float(inputs.yearly[plant["fuel"]])
        if plant["fuel"] == "solar":
            raw = sunshine(year, float(inputs.latitude[plant["zone"]]))
        else:
            raw = wind(year, mean, int(own))
        shape = inputs.available[name].to_numpy()
        series.append(with_means(raw, mean * shape / np.average(shape, weights=days), year))
    if series:
        _add_plants(draft, plants, p_max_pu=np.column_stack(series)[chosen])


def _add_hydro(draft: Draft, inputs: HourlyInputs, stamps: pd.DatetimeIndex) -> None:
    """Add water that may be used at any hour of its month, and in no other month.

    A plant's month is its capacity times its seasonal share; all plants and months are scaled to the yearly total.
    """
    plants = inputs.plants[inputs.plants["fuel"] == BUDGETED]
    shape = inputs.available[plants.index].to_numpy() * plants["capacity"].to_numpy()
    year = monthly(shape, hours_of(inputs.year))
    inflow = monthly(shape, stamps) * inputs.yearly[BUDGETED] / year.mean(axis=0).sum()
    closed = np.append(stamps.month[1:] != stamps.month[:-1], [True])[:, None]
    for zone, group in plants.groupby("zone"):
        bus = f"{zone} {WATER}"
        water = inflow[:, plants.index.get_indexer(group.index)].sum(axis=1, keepdims=True)
        draft.add("Bus", [bus], carrier=WATER)
        top = float(water.max())
        draft.add("Generator", [f"{bus} inflow"], bus=bus, carrier=WATER, p_nom=top, p_max_pu=water / top)
        room = np.where(closed, 0.0, 1.0)
        draft.add("Store", [f"{bus} of the month"], bus=bus, e_nom=top, e_max_pu=room, e_min_pu=-room, e_cyclic=True)
        draft.add(
            "Link",
            list(group.index),
            bus0=bus,
            bus1=zone,
            carrier=BUDGETED,
            p_nom=group["capacity"].tolist(),
            marginal_cost=group["cost"].tolist(),
        )


def _add_ways(draft: Draft, inputs: HourlyInputs, stamps: pd.DatetimeIndex) -> None:
    lines, exchanges = inputs.lines, inputs.exchanges
    draft.add(
        "Link",
        list(lines.index),
        bus0=lines["source"].tolist(),
        bus1=lines["target"].tolist(),
        carrier="line",
        p_nom=lines["capacity"].tolist(),
        marginal_cost=lines["cost"].tolist(),
    )
    limit = inputs.limits.to_numpy()
    draft.add(
        "Generator",
        list(exchanges.index),
        bus=exchanges["zone"].tolist(),
        carrier=[EXCHANGE[sign] for sign in exchanges["sign"]],
        sign=exchanges["sign"].tolist(),
        p_nom=limit.max(axis=0).tolist(),
        p_max_pu=monthly(limit / limit.max(axis=0), stamps),
        marginal_cost=exchanges["cost"].tolist(),
    )
