"""Give every corridor a line on the map: its own stretch of the published route, a sea lane, or a sketch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from levier.dataset.data_path import data_path
from levier.view.projection import REGION
from levier.view.sea import sea_way
from levier.view.sketch import sketch
from levier.view.trace import length_km, trace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["ROUTE_CREDIT", "Route", "read_routes", "route_line"]

ROUTE_CREDIT = "Global Energy Monitor (CC BY 4.0)"
"""Credit owed wherever a route is drawn."""

SEA_MODES = frozenset({"tanker", "ship", "mooring"})
DETOUR = 3.0
"""A way longer than this many times the straight distance is not believed."""

OFF_KM = 60.0
"""This much may always run beside the published line."""

OFF_SHARE = 0.4
"""Share of the straight distance that may run beside the published line."""


@dataclass(frozen=True, slots=True)
class Route:
    """A pipeline route as published; `lines` are in km on the map's plane, `schematic` marks a publisher's sketch."""

    id: str
    name: str
    release: str
    schematic: bool
    lines: tuple[NDArray[np.float64], ...]


@cache
def read_routes(path: Path | None = None) -> dict[str, Route]:
    """Read routes.geojson, by default the one shipped with eurasia.

    >>> read_routes()["P0644"].name
    'Baku-Tbilisi-Ceyhan Pipeline'
    """
    document = json.loads((path or data_path("eurasia/routes.geojson")).read_text(encoding="utf-8"))
    routes = (_route(feature["properties"], feature["geometry"]) for feature in document["features"])
    return {route.id: route for route in routes}


def _route(properties: dict[str, Any], geometry: dict[str, Any]) -> Route:
    parts = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
    lines = tuple(np.stack(REGION.forward(*np.asarray(part, dtype=np.float64).T), axis=1) for part in parts)
    return Route(properties["id"], properties["name"], properties["release"], bool(properties["schematic"]), lines)


def route_line(
    corridor: Mapping[str, Any] | pd.Series,
    places: pd.DataFrame,
    routes: Mapping[str, Route] | None = None,
    *,
    bend: float = 0.08,
) -> tuple[NDArray[np.float64], NDArray[np.float64], bool]:
    """Return longitudes, latitudes and whether the line is only schematic, from place to place.

    `corridor` has `from`, `to`, `mode`, and may have `route` (GEM ids) and `territory` (states), separated by `;`;
    `places` is indexed by id with `lon` and `lat`. The published lines are cut between the points nearest to both
    places. Without a published line, or when the cut is not credible (too long, or mostly beside the line), ways by
    sea keep to sea lanes and everything else is a gentle arc within its territory (`bend`: its usual height over its
    length).

    Raises KeyError for an unknown place.

    >>> import pandas as pd
    >>> places = pd.DataFrame({"lon": [49.48, 35.93], "lat": [40.2, 36.87]}, index=["baku", "ceyhan"])
    >>> btc = {"from": "baku", "to": "ceyhan", "mode": "pipeline", "route": "P0644"}
    >>> lon, lat, schematic = route_line(btc, places)
    >>> bool(lon[0] == 49.48), schematic, len(lon) > 100
    (True, False, True)
    """
    ends = places.loc[[corridor["from"], corridor["to"]], ["lon", "lat"]].to_numpy(dtype=np.float64)
    start, stop = np.stack(REGION.forward(*ends.T), axis=1)
    way, schematic = _way(corridor, start, stop, read_routes() if routes is None else routes, bend)
    lon, lat = REGION.inverse(*way.T)
    lon[[0, -1]], lat[[0, -1]] = ends.T
    return lon, lat, schematic


def _way(
    corridor: Mapping[str, Any] | pd.Series,
    start: NDArray[np.float64],
    stop: NDArray[np.float64],
    routes: Mapping[str, Route],
    bend: float,
) -> tuple[NDArray[np.float64], bool]:
    named = corridor.get("route")
    ids = [part.strip() for part in named.split(";")] if isinstance(named, str) else []
    published = [routes[part] for part in ids if part in routes]
    straight = float(np.hypot(*(stop - start)))
    found = _published_way(published, start, stop, straight)
    if found is not None:
        return found
    if corridor.get("mode") in SEA_MODES:
        over_water = sea_way(start, stop)
        if over_water is not None and length_km(over_water) > 0:
            return over_water, True
    states = corridor.get("territory")
    territory = {state.strip() for state in states.split(";") if state.strip()} if isinstance(states, str) else set()
    return sketch(start, stop, territory, bend), True


def _published_way(
    published: list[Route], start: NDArray[np.float64], stop: NDArray[np.float64], straight: float
) -> tuple[NDArray[np.float64], bool] | None:
    lines = [line for route in published for line in route.lines]
    found = trace(lines, start, stop, [route.schematic for route in published for _ in route.lines])
    if found is None:
        return None
    whole = length_km(found.points)
    credible = whole <= DETOUR * max(straight, 1.0) and found.off_km <= max(OFF_KM, OFF_SHARE * straight)
    if not credible or found.off_km > whole / 2:
        return None
    return found.points, found.sketch_km > whole / 2
