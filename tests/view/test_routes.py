"""Corridors get their stretch of the published route, a way by sea, or a sketch."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from levier.dataset.data_path import data_path
from levier.view.geo import read_countries
from levier.view.projection import REGION
from levier.view.routes import Route, read_routes, route_line
from levier.view.trace import length_km, middle, trace

PLACES = pd.DataFrame(
    {
        "baku": (49.48, 40.2),
        "ceyhan": (35.93, 36.87),
        "aktau": (51.2, 43.6),
        "makhachkala": (47.52, 42.98),
        "turkmenbashi": (52.97, 40.02),
        "atyrau": (51.92, 47.1),
        "samara": (50.15, 53.2),
        "kumkol": (65.65, 46.47),
    },
    index=["lon", "lat"],
).T


def ways(corridor: dict[str, str], routes: dict[str, Route] | None = None) -> tuple[np.ndarray, bool]:
    lon, lat, schematic = route_line(corridor, PLACES, routes)
    return np.stack([lon, lat], axis=1), schematic


def plane_km(degrees: np.ndarray) -> float:
    return length_km(np.stack(REGION.forward(*degrees.T), axis=1))


def straight(start: str, stop: str) -> float:
    return plane_km(PLACES.loc[[start, stop]].to_numpy())


def test_published_route_is_followed_both_ways() -> None:
    there, schematic = ways({"from": "baku", "to": "ceyhan", "mode": "pipeline", "route": "P0644"})
    back, _ = ways({"from": "ceyhan", "to": "baku", "mode": "pipeline", "route": "P0644"})
    assert not schematic
    assert 1400 < plane_km(there) < 1800
    assert there[0].tolist() == list(PLACES.loc["baku"])
    assert np.allclose(there, back[::-1], atol=1e-6)


def test_a_part_is_cut_from_a_longer_line() -> None:
    way, schematic = ways({"from": "atyrau", "to": "samara", "mode": "pipeline", "route": "P0649"})
    assert not schematic
    assert plane_km(way) < 1.3 * straight("atyrau", "samara")


def test_pieces_of_a_chain_join() -> None:
    lines = [np.array([[0.0, 0.0], [100.0, 0.0]]), np.array([[210.0, 0.0], [110.0, 0.0]])]
    found = trace(lines, np.array([0.0, 5.0]), np.array([210.0, 5.0]))
    assert found is not None
    assert found.points[[0, -1]].tolist() == [[0.0, 5.0], [210.0, 5.0]]
    assert found.off_km == pytest.approx(20.0)
    assert length_km(found.points) == pytest.approx(220.0)


def test_a_branch_is_taken() -> None:
    trunk, branch = np.array([[0.0, 0.0], [100.0, 0.0]]), np.array([[50.0, 0.0], [50.0, 80.0]])
    found = trace([trunk, branch], np.array([0.0, 0.0]), np.array([50.0, 80.0]))
    assert found is not None
    assert length_km(found.points) == pytest.approx(130.0)


def test_a_route_elsewhere_is_not_believed() -> None:
    way, schematic = ways({"from": "samara", "to": "kumkol", "mode": "pipeline", "route": "P0644"})
    assert schematic
    assert plane_km(way) < 1.05 * straight("samara", "kumkol")


def test_a_detour_is_not_believed() -> None:
    loop = np.array([[0.0, 0.0], [0.0, 400.0], [100.0, 400.0], [100.0, 0.0]])
    route = Route("X", "loop", "", schematic=False, lines=(loop,))
    places = pd.DataFrame(
        [REGION.inverse(0.0, 0.0), REGION.inverse(100.0, 0.0)], index=["a", "b"], columns=["lon", "lat"]
    ).astype(float)
    _, _, schematic = route_line({"from": "a", "to": "b", "mode": "pipeline", "route": "X"}, places, {"X": route})
    assert schematic


def test_a_publishers_sketch_is_marked() -> None:
    sketches = [route for route in read_routes().values() if route.schematic]
    assert sketches
    route = sketches[0]
    ends = route.lines[0][[0, -1]]
    places = pd.DataFrame(np.stack(REGION.inverse(*ends.T), axis=1), index=["a", "b"], columns=["lon", "lat"])
    _, _, schematic = route_line({"from": "a", "to": "b", "mode": "pipeline", "route": route.id}, places)
    assert schematic


@pytest.mark.parametrize(("start", "stop"), [("aktau", "baku"), ("aktau", "makhachkala"), ("turkmenbashi", "baku")])
def test_caspian_tankers_stay_on_water(start: str, stop: str) -> None:
    way, schematic = ways({"from": start, "to": stop, "mode": "tanker", "route": ""})
    assert schematic
    step = np.linspace(0.0, len(way) - 1.0, 200)
    lon, lat = (np.interp(step, np.arange(len(way)), column) for column in way.T)
    ashore = [read_countries().at(float(east), float(north)) is not None for east, north in zip(lon, lat, strict=True)]
    assert np.mean(ashore) < 0.2


def test_unknown_and_missing_routes_are_sketched() -> None:
    for route in ("P9999", "", None):
        _, schematic = ways({"from": "aktau", "to": "kumkol", "mode": "rail", "route": route})  # type: ignore[dict-item]
        assert schematic


def test_middle_points_along_the_way() -> None:
    assert middle(np.array([[0.0, 0.0], [0.0, 10.0]]))[2] == pytest.approx(0.0)
    assert middle(np.array([[10.0, 0.0], [0.0, 0.0]]))[2] == pytest.approx(-90.0)


def test_routes_file_states_its_origin() -> None:
    document = json.loads((data_path("eurasia") / "routes.geojson").read_text(encoding="utf-8"))
    assert document["metadata"]["licence"] == "CC-BY-4.0"
    assert "Global Energy Monitor" in document["metadata"]["attribution"]
    for feature in document["features"]:
        assert set(feature["properties"]) >= {"id", "name", "release", "schematic"}


def test_corridors_name_routes_that_exist() -> None:
    table = pd.read_csv(data_path("eurasia") / "corridors.csv", dtype=str, keep_default_na=False)
    named = {part.strip() for entry in table["route"] for part in entry.split(";") if part.strip()}
    undrawn = {"P2044", "P3309", "P3894", "P5776", "P5937", "P6712"}
    assert named - set(read_routes()) <= undrawn
