"""Rule: a place lies in its country, as far as the map's own precision allows."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from levier.dataset.data_path import data_path
from levier.dataset.facts import facts
from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from levier.dataset.package import Package
    from levier.dataset.problem import Problem

__all__ = ["inside"]

_TOLERANCE_KM = 30.0
_WATER_KM = 60.0
_SEA_KM = 120.0
_ALLOWED = {"sea": _SEA_KM, "offshore": _SEA_KM, "border": _WATER_KM, "port": _WATER_KM}
_KM_PER_DEGREE = 111.2
_CODES = ("id", "iso", "iso_a2", "ISO_A2_EH", "ISO_A2")


def inside(package: Package) -> Iterator[Problem]:
    """Tell of places outside their country by more than 30 km (60 km at ports and borders, 120 km at sea).

    Borders are those of Natural Earth, 1:50m. Nothing is told where the shapes are not installed, nor of a country
    they do not hold, nor of WW.
    """
    shapes = _shapes()
    for fact in facts(package, "places"):
        country, lat, lon = fact.text("country"), fact.number("lat"), fact.number("lon")
        if country not in shapes or math.isnan(lat + lon):
            continue
        away = _distance(shapes[country], lat, lon)
        allowed = _ALLOWED.get(fact.text("kind"), _TOLERANCE_KM)
        if away > allowed:
            found = _home(shapes, lat, lon)
            text = f"the point {lat:g}, {lon:g} lies {away:.0f} km outside {country}" + (
                f", in {found}" if found else ""
            )
            yield fact.problem("country", text, f"a point at most {allowed:.0f} km outside its country", found)


@cache
def _shapes() -> dict[str, BaseGeometry]:
    """Countries of the shipped map by ISO code; none where the map is not installed."""
    try:
        folder = data_path("geo")
    except DatasetError:
        return {}
    for path in sorted(
        [*folder.glob("*countries*.geojson"), *folder.glob("*countries*.json"), *folder.glob("*countries*.shp")]
    ):
        found = _from_geojson(path) if path.suffix != ".shp" else _from_shapefile(path)
        if found:
            return found
    return {}


def _from_geojson(path: Path) -> dict[str, BaseGeometry]:
    """Countries of a GeoJSON file."""
    from shapely.geometry import shape

    features = json.loads(path.read_text(encoding="utf-8")).get("features", [])
    return _join([(_code(item["properties"]) or str(item.get("id", "")), shape(item["geometry"])) for item in features])


def _from_shapefile(path: Path) -> dict[str, BaseGeometry]:
    """Countries of a shapefile."""
    import shapefile  # type: ignore[import-untyped,unused-ignore]
    from shapely.geometry import shape

    with shapefile.Reader(str(path)) as reader:
        return _join(
            [(_code(item.record.as_dict()), shape(item.shape.__geo_interface__)) for item in reader.iterShapeRecords()]
        )


def _join(parts: list[tuple[str, BaseGeometry]]) -> dict[str, BaseGeometry]:
    """One shape for each code, the pieces of one country put together."""
    found: dict[str, BaseGeometry] = {}
    for code, geometry in parts:
        if code and not geometry.is_empty:
            found[code] = found[code].union(geometry) if code in found else geometry
    return found


def _code(properties: dict[str, Any]) -> str:
    """ISO alpha-2 code among the attributes of a shape; blank if none."""
    codes = (str(properties.get(name, "")) for name in _CODES)
    return next((code for code in codes if re.fullmatch("[A-Z]{2}", code)), "")


def _distance(country: BaseGeometry, lat: float, lon: float) -> float:
    """Kilometres from a point to a country, 0 inside; a flat map around the point is near enough here."""
    from shapely import affinity
    from shapely.geometry import Point

    point = Point(lon, lat)
    if country.distance(point) == 0:
        return 0.0
    width = max(math.cos(math.radians(lat)), 1e-3)
    flat = affinity.scale(country, xfact=width, yfact=1.0, origin=(lon, lat))
    return float(flat.distance(point)) * _KM_PER_DEGREE


def _home(shapes: dict[str, BaseGeometry], lat: float, lon: float) -> str:
    """Country that holds a point; blank at sea."""
    from shapely.geometry import Point

    point = Point(lon, lat)
    return next((code for code, country in shapes.items() if country.covers(point)), "")
