"""Read the shapes that ship with the package: countries, borders and disputed areas (Natural Earth)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from typing import TYPE_CHECKING, Any

import numpy as np
import shapefile
from shapely import Point, Polygon, STRtree
from shapely.affinity import scale
from shapely.geometry import shape

from levier.dataset.data_path import data_path

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "Borders",
    "Countries",
    "CountryName",
    "DisputedArea",
    "read_borders",
    "read_countries",
    "read_disputed",
]

KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class CountryName:
    """A country's names and points inside it (degrees east, north) where the name may stand, best first."""

    english: str
    french: str
    points: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Borders:
    """Land borders and coasts as lines of (degrees east, north), and names of countries by ISO code."""

    borders: tuple[NDArray[np.float64], ...]
    coasts: tuple[NDArray[np.float64], ...]
    names: dict[str, CountryName]


@dataclass(frozen=True, slots=True)
class DisputedArea:
    """An area that Natural Earth lists as disputed or breakaway; `shape` is in degrees."""

    id: str
    name_en: str
    name_fr: str
    shape: Polygon


@dataclass(frozen=True, slots=True)
class Countries:
    """Country polygons by ISO 3166-1 alpha-2 code, as administered today (Natural Earth's default view)."""

    codes: tuple[str, ...]
    shapes: tuple[BaseGeometry, ...]
    tree: STRtree

    def at(self, lon: float, lat: float) -> str | None:
        """Return the code of the country at a point; None at sea and outside the shipped view.

        >>> read_countries().at(76.9, 43.25)
        'KZ'
        """
        found = self.tree.query(Point(lon, lat), predicate="intersects")
        return self.codes[int(found[0])] if len(found) else None

    def distance_km(self, code: str, lon: float, lat: float) -> float | None:
        """Distance in km from a point to a country: 0 inside, None if its shape is not shipped.

        >>> countries = read_countries()
        >>> round(countries.distance_km("KZ", 50.3, 43.6) or 0)
        63
        >>> countries.distance_km("BR", 0, 0) is None
        True
        """
        squeeze = cos(radians(lat))
        point = Point(lon * squeeze, lat)
        own = (each for known, each in zip(self.codes, self.shapes, strict=True) if known == code)
        gaps = [scale(each, xfact=squeeze, yfact=1.0, origin=(0, 0)).distance(point) for each in own]
        return min(gaps) * KM_PER_DEGREE if gaps else None


@cache
def read_countries(folder: Path | None = None) -> Countries:
    """Read the country polygons (countries.shp) of the shipped view.

    >>> "KZ" in read_countries().codes
    True
    """
    codes: list[str] = []
    shapes: list[BaseGeometry] = []
    with shapefile.Reader(str((folder or data_path("geo")) / "countries")) as reader:
        for record in reader.iterShapeRecords():
            codes.append(str(record.record["ISO_A2"]))
            shapes.append(shape(record.shape.__geo_interface__))
    return Countries(tuple(codes), tuple(shapes), STRtree(shapes))


@cache
def read_borders(folder: Path | None = None) -> Borders:
    """Read the simplified lines that maps draw (borders.json).

    >>> read_borders().names["KZ"].french
    'Kazakhstan'
    """
    document = _read_json((folder or data_path("geo")) / "borders.json")
    names = {
        code: CountryName(entry["en"], entry["fr"], np.asarray(entry["points"], dtype=np.float64).reshape(-1, 2))
        for code, entry in document["labels"].items()
    }
    return Borders(_lines(document["borders"]), _lines(document["coasts"]), names)


@cache
def read_disputed(folder: Path | None = None) -> tuple[DisputedArea, ...]:
    """Read the disputed areas in view (disputed_areas.geojson).

    >>> len(read_disputed())
    18
    """
    features = _read_json((folder or data_path("geo")) / "disputed_areas.geojson")["features"]
    shapes = (Polygon(feature["geometry"]["coordinates"][0]) for feature in features)
    return tuple(
        DisputedArea(**feature["properties"], shape=each) for feature, each in zip(features, shapes, strict=True)
    )


def _read_json(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def _lines(flat: list[list[float]]) -> tuple[NDArray[np.float64], ...]:
    return tuple(np.asarray(line, dtype=np.float64).reshape(-1, 2) for line in flat)
