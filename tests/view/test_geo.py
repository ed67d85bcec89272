"""The shipped shapes: points find their countries, disputed areas are valid, hatching stays inside."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon, unary_union

from levier.dataset.data_path import data_path
from levier.view.geo import read_borders, read_countries, read_disputed
from levier.view.hatch import hatch
from levier.view.projection import REGION
from levier.view.sea import read_lanes

FAR = {"AU", "BR", "CA", "CU", "ID", "MY", "NA", "SG", "US", "WW", "ZA"}
"""Countries of the package whose shapes lie outside the shipped view."""


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [
        (71.45, 51.17, "KZ"),
        (69.24, 41.3, "UZ"),
        (50.15, 53.2, "RU"),
        (49.85, 40.4, "AZ"),
        (50.5, 42.5, None),
        (2.35, 48.85, "FR"),
        (10.75, 59.9, "NO"),
    ],
)
def test_point_in_country(lon: float, lat: float, country: str | None) -> None:
    assert read_countries().at(lon, lat) == country


def test_every_country_of_the_package_in_view_has_a_shape() -> None:
    table = pd.read_csv(data_path("eurasia") / "countries.csv", keep_default_na=False)
    assert set(table["id"]) - set(read_countries().codes) <= FAR


def test_country_names_stand_inside_their_countries() -> None:
    countries = read_countries()
    for code, name in read_borders().names.items():
        for lon, lat in name.points.tolist():
            assert (countries.distance_km(code, lon, lat) or 0.0) < 10, (code, lon, lat)


def test_distance_to_a_country() -> None:
    countries = read_countries()
    assert countries.distance_km("KZ", 71.45, 51.17) == 0
    assert countries.distance_km("BR", 71.45, 51.17) is None
    assert 50 < (countries.distance_km("KZ", 69.24, 41.3) or 0.0) + 40 < 100


def test_disputed_areas_are_valid_and_apart() -> None:
    shapes = [area.shape for area in read_disputed()]
    assert all(shape.is_valid for shape in shapes)
    assert unary_union(shapes).area == pytest.approx(sum(shape.area for shape in shapes), rel=1e-4)
    assert {"Crimea", "Abkhazia", "Nagorno-Karabakh"} <= {area.name_en for area in read_disputed()}


@settings(max_examples=25)
@given(st.integers(0, 17), st.floats(0.05, 1.0), st.floats(0, 180))
def test_hatching_stays_inside(number: int, spacing: float, degrees: float) -> None:
    shape = read_disputed()[number].shape
    for segment in hatch(shape, spacing, degrees):
        assert LineString(segment).difference(shape.buffer(1e-6)).is_empty


def test_hatching_fills_a_square() -> None:
    square = Polygon([(0, 0), (10, 0), (10, 10), (0, 10)])
    strokes = hatch(square, 1.0, 45.0)
    length = sum(LineString(stroke).length for stroke in strokes)
    assert length == pytest.approx(square.area / 1.0, rel=0.05)
    assert hatch(square, 0.0) == []


def test_sea_lanes_lie_at_sea() -> None:
    countries = read_countries()
    for name, at in read_lanes().nodes(data="at"):
        lon, lat = (float(value) for value in REGION.inverse(*at))
        assert countries.at(lon, lat) is None, name
        assert Point(lon, lat).is_valid
