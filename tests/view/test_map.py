"""The map figure: plain traces, offline, merged identities, both languages, labels apart at every width."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from levier.view.flowlines import flow_lines
from levier.view.flowtraces import throughput
from levier.view.frame import Frame, core, frame_of
from levier.view.lettering import placed_labels
from levier.view.map import network_map
from levier.view.responsive import map_html

PLACES = pd.DataFrame(
    [
        ("tengiz", "Tengiz", "Tenguiz", "KZ", 46.15, 53.38, "cited"),
        ("atyrau", "Atyrau", "Atyraou", "KZ", 47.1, 51.92, "cited"),
        ("kropotkin", "Kropotkin <station>", "Kropotkine", "RU", 45.43, 40.57, "approximate"),
        ("novorossiysk", "Novorossiysk", "Novorossiïsk", "RU", 44.72, 37.8, "cited"),
        ("aktau", "Aktau", "Aktaou", "KZ", 43.6, 51.2, "cited"),
        ("baku", "Baku", "Bakou", "AZ", 40.2, 49.48, "cited"),
        ("ceyhan", "Ceyhan", "Ceyhan", "TR", 36.87, 35.93, "cited"),
        ("kenkiyak", "Kenkiyak", "Kenkiïak", "KZ", 48.57, 57.13, "cited"),
    ],
    columns=["id", "name_en", "name_fr", "country", "lat", "lon", "location"],
)
ROWS = [
    ("cpc_kz", "CPC to the sea, Kazakh oil", "crude_kz", "kropotkin", "novorossiysk", "cpc", 54.0, 72.5, "P0646"),
    ("cpc_ru", "CPC to the sea, Russian oil", "crude_ru", "kropotkin", "novorossiysk", "cpc", 9.0, None, "P0646"),
    ("cpc_west", "CPC, west", "crude_kz", "atyrau", "kropotkin", "cpc", 54.0, 72.5, "P0646"),
    ("tengiz_atyrau", "Tengiz to Atyrau", "crude_kz", "tengiz", "atyrau", "cpc", 28.0, None, "P0646"),
    ("aktau_baku", "Aktau to Baku", "crude_kz", "aktau", "baku", "", 1.4, 7.5, ""),
    ("btc", "Baku-Tbilisi-Ceyhan", "crude_az", "baku", "ceyhan", "btc", 29.0, 50.0, "P0644"),
    ("ken_east", "Kenkiyak-Atyrau, west", "crude_kz", "kenkiyak", "atyrau", "kenkiyak_atyrau", 3.0, 6.0, "P5198"),
    ("ken_west", "Kenkiyak-Atyrau, east", "crude_kz", "atyrau", "kenkiyak", "kenkiyak_atyrau", 2.0, 6.0, "P5198"),
    ("idle", "Tengiz to Aktau rail", "crude_kz", "tengiz", "aktau", "", 0.0, None, ""),
]
FLOWS = pd.DataFrame(
    ROWS, columns=["asset", "name_en", "carrier", "from", "to", "group", "base", "capacity", "route"]
).assign(family="crude", mode="pipeline", unit="Mt/a", territory="KZ;RU", estimate="")
FLOWS.loc[FLOWS["asset"] == "aktau_baku", "mode"] = "tanker"


@pytest.fixture(scope="module")
def indexed() -> pd.DataFrame:
    return PLACES.set_index("id")


def test_only_plain_scatter_traces() -> None:
    figure = network_map(FLOWS, PLACES, family="crude")
    assert {trace.type for trace in figure.data} == {"scatter"}
    layout = figure.to_plotly_json()["layout"]
    assert not {"geo", "mapbox", "map", "images"} & {
        key for key, value in layout.items() if key != "template" and value
    }
    assert figure.layout.yaxis.scaleanchor == "x"


def test_the_page_asks_nothing_of_the_web() -> None:
    html = map_html(network_map(FLOWS, PLACES, family="crude"), "map")
    links = set(re.findall(r"https?://[^\s\"'<>\\]+", html))
    assert links <= {"https://plot.ly"}
    assert "mapbox" not in html.split("Plotly.newPlot", 1)[1].split('"template"', 1)[0]
    assert html.count("{plot_id}") == 0


def test_identities_of_one_group_are_one_line(indexed: pd.DataFrame) -> None:
    lines = {(line.start, line.stop): line for line in flow_lines(FLOWS, indexed)}
    cpc = lines["kropotkin", "novorossiysk"]
    assert cpc.along == 63.0
    assert "CPC to the sea" in cpc.text
    assert "54 Mt/a (86%)" in cpc.text.replace("crude kz: 54", "54 Mt/a")
    assert "Capacity: 72.5 Mt/a" in cpc.text
    assert "&lt;station&gt;" in cpc.text


def test_both_directions_share_a_line(indexed: pd.DataFrame) -> None:
    line = next(line for line in flow_lines(FLOWS, indexed) if "Kenkiyak" in line.text and line.against)
    assert (line.start, line.along, line.against) == ("kenkiyak", 3.0, 2.0)
    assert "Atyrau → Kenkiyak: 2 Mt/a" in line.text


def test_sketches_are_dashed_and_published_routes_are_not() -> None:
    figure = network_map(FLOWS, PLACES, family="crude")
    dash = {trace.name: trace.line.dash for trace in figure.data if trace.meta == "flow"}
    assert dash["baku - ceyhan"] == "solid"
    assert dash["aktau - baku"] == "7px,4px"
    assert dash["tengiz - aktau"] == "2px,3px"
    assert dash["route schematic"] == "7px,4px"


def test_width_follows_the_flow() -> None:
    figure = network_map(FLOWS, PLACES, family="crude")
    width = {trace.name: trace.line.width for trace in figure.data if trace.meta == "flow"}
    assert width["kropotkin - novorossiysk"] == 9.0
    assert width["kropotkin - novorossiysk"] > width["baku - ceyhan"] > width["aktau - baku"]


def test_arrow_heads_point_with_the_flow() -> None:
    figure = network_map(FLOWS, PLACES, family="crude")
    arrows = next(trace for trace in figure.data if trace.name == "direction")
    west = [angle for angle, text in zip(arrows.marker.angle, arrows.text, strict=True) if "Baku-Tbilisi" in text]
    assert all(-180 < angle < 0 for angle in west)
    kenkiyak = [angle for angle, text in zip(arrows.marker.angle, arrows.text, strict=True) if "Kenkiyak-" in text]
    assert len(kenkiyak) == 2


def test_disputed_areas_are_outlined_hatched_and_explained() -> None:
    figure = network_map(FLOWS, PLACES, family="crude")
    disputed = [trace for trace in figure.data if trace.name == "disputed area (Natural Earth)"]
    assert len(disputed) == 3
    assert [trace.showlegend for trace in disputed].count(True) == 1
    assert all(trace.fill is None for trace in figure.data)


@pytest.mark.parametrize("width", [340, 640, 1000])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_labels_are_apart(indexed: pd.DataFrame, width: int, language: str) -> None:
    lines = flow_lines(FLOWS, indexed)
    frame = frame_of([line.way for line in lines], Frame(-9000, -9000, 9000, 9000))
    placed = placed_labels(frame, width, lines, throughput(lines), indexed, language=language)  # type: ignore[arg-type]
    boxes = [each.rectangle for each in placed]
    assert len(boxes) >= 5
    assert all(a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1] for a, b in combinations(boxes, 2))


def test_french() -> None:
    figure = network_map(FLOWS, PLACES, family="crude", language="fr")
    texts = {annotation.text for annotation in figure.layout.annotations}
    assert "Bakou" in texts
    assert any("Mt/an" in str(trace.name) for trace in figure.data)
    assert any("Frontières" in text for text in texts)


def test_a_family_without_flows_says_so() -> None:
    figure = network_map(FLOWS, PLACES, family="coal")
    assert any("No corridor" in annotation.text for annotation in figure.layout.annotations)


def test_unknown_places_are_left_out() -> None:
    lost = FLOWS.assign(to=FLOWS["to"].replace("ceyhan", "atlantis"))
    names = {trace.name for trace in network_map(lost, PLACES, family="crude").data}
    assert not any("atlantis" in str(name) for name in names)


def test_far_small_parts_stay_outside_the_frame() -> None:
    near = [np.array([[0.0, 10.0 * i], [1000.0, 900.0]]) for i in range(9)]
    far = np.array([[5000.0, 0.0], [5200.0, 0.0]])
    view = Frame(-9000, -9000, 9000, 9000)
    assert core([*near, far], [("hub", str(i)) for i in range(9)] + [("x", "y")], view) == [True] * 9 + [False]
    assert core([*near, far], [("hub", str(i)) for i in range(9)] + [("hub", "y")], view) == [True] * 10


def test_the_script_gets_what_it_needs() -> None:
    figure = network_map(FLOWS, PLACES, family="crude")
    meta = figure.layout.meta["levier"]
    assert [size["width"] for size in meta["sizes"]] == [340, 640, 1000]
    assert len(meta["line_traces"]) == len(meta["line_widths"])
    assert len(meta["marker_traces"]) == len(meta["marker_sizes"]) == 2
