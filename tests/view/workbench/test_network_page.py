"""The page of a network without a browser: its answers, its downloads, whose network it is, and hostile requests."""

from __future__ import annotations

import base64
import dataclasses
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.analysis.desk.network import NetworkDesk, NetworkLimits
from levier.engine import Contingency
from levier.errors import NetworkError, UsageError
from levier.view.quantities import plain
from levier.view.workbench.desks import SESSION
from levier.view.workbench.nav import nav_links
from levier.view.workbench.network.netmap import network_figure
from levier.view.workbench.network.places import plane_of
from levier.view.workbench.network.saves import network_tables
from levier.view.workbench.network.state import NetState, read_state
from levier.view.workbench.network.store import KEPT, Networks
from levier.view.workbench.saving import csv_zip, xlsx
from tests.analysis.desk.network.conftest import Inside, _options, toy

__all__ = ["_options", "toy"]

LOCAL = "http://127.0.0.1"
PAGE = "/network/_dash-update-component"


@pytest.fixture(scope="module")
def town(toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[NetworkDesk]:
    """Give the desk of the town with two pipes, which answers in this process."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("desk", "job"):
            patch.setattr(f"levier.analysis.desk.network.{module}.Child", Inside)
        held = NetworkDesk(Path(shutil.copy(toy, tmp_path_factory.mktemp("desk") / "own.nc")), NetworkLimits())
        held.open()
        yield held
        held.close()


@pytest.fixture
def client(app: Any, town: NetworkDesk) -> Any:
    """Give the client of a session that has the network."""
    app.server.extensions["levier"][2]._desks["one"] = town
    return of_session(app, "one")


def of_session(app: Any, session: str) -> Any:
    client = app.server.test_client()
    client.set_cookie(SESSION, session, domain="127.0.0.1")
    return client


def callbacks(client: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/network/_dash-dependencies", base_url=LOCAL).json
    return [each for each in found if not each["clientside_function"]]


def filled(part: dict[str, Any], value: Any, name: Any = "Link:cheap") -> Any:
    """Return what a browser sends of one input or state."""
    if not part["id"].startswith("{"):
        return part | {"value": value}
    ident = {key: name if isinstance(held, list) else held for key, held in json.loads(part["id"]).items()}
    return [{"id": ident, "property": part["property"], "value": value}]


def sent(client: Any, callback: dict[str, Any], values: dict[str, Any], name: Any = "Link:cheap") -> Any:
    """Send what a browser sends when the first input of a callback changes."""
    inputs = [filled(part, values.get(f"{part['id']}.{part['property']}"), name) for part in callback["inputs"]]
    state = [filled(part, values.get(f"{part['id']}.{part['property']}"), name) for part in callback["state"]]
    first = inputs[0][0] if isinstance(inputs[0], list) else inputs[0]
    ident = (
        first["id"] if isinstance(first["id"], str) else json.dumps(first["id"], sort_keys=True, separators=(",", ":"))
    )
    names = [] if callback.get("no_output") else callback["output"].strip(".").split("...")
    outputs = [dict(zip(("id", "property"), each.rsplit(".", 1), strict=True)) for each in names]
    body = {
        "output": callback["output"],
        "outputs": outputs if callback["output"].startswith("..") else (outputs or [None])[0],
        "inputs": inputs,
        "state": state,
        "changedPropIds": [f"{ident}.{first['property']}"],
    }
    return client.post(PAGE, json=body, base_url=LOCAL)


def asked(client: Any, output: str, values: dict[str, Any], name: Any = "Link:cheap") -> Any:
    [callback] = [each for each in callbacks(client) if output in each["output"]]
    return sent(client, callback, values, name)


def answer_of(client: Any, query: str) -> str:
    got = asked(client, "answer.children", {"where.search": query, "past.data": []})
    assert got.status_code == 200
    text: str = json.dumps(got.json["response"], ensure_ascii=False)
    return text


def test_a_cut_is_answered_with_the_damage_of_the_same_contingency(client: Any, town: NetworkDesk) -> None:
    text = answer_of(client, "?cut=Link%3Acheap&cut=Link%3Adear~50&from=0&to=0")
    damage = town.answer(Contingency(("Link:cheap",), {"Link:dear": 0.5}, start="0", end="0")).head["damage"]
    assert damage == pytest.approx(303.0)
    assert f"It costs {plain(damage)} more" in text
    assert f"{plain(3.0)} of demand not served in addition" in text
    french = answer_of(client, "?cut=Link%3Acheap&cut=Link%3Adear~50&from=0&to=0&lang=fr")
    assert f"Cela coûte {plain(damage, 'fr')} de plus" in french


def test_what_cannot_be_answered_says_why(client: Any) -> None:
    assert "nearest: Link:cheap" in answer_of(client, "?cut=Link%3Acheep")
    assert "there is no snapshot '7'" in answer_of(client, "?cut=Link%3Acheap&from=7")
    assert "It costs 10 as it is" in answer_of(client, "")


def test_a_session_sees_its_own_network_only(app: Any, client: Any) -> None:
    other = of_session(app, "two")
    assert "This session has no network" in answer_of(other, "?cut=Link%3Acheap")
    assert "cheap" not in asked(other, "shell.children", {"address.search": ""}).data.decode()
    assert "cheap" in asked(client, "shell.children", {"address.search": ""}).data.decode()
    assert other.get("/network/", base_url=LOCAL).status_code == 200


def test_the_link_to_the_page_is_there_for_who_has_a_network(app: Any, client: Any) -> None:
    assert client is not None
    for session, there in (("one", True), ("two", False)):
        with app.server.test_request_context(headers={"Cookie": f"{SESSION}={session}"}):
            links = nav_links("map", "", "fr")
        assert ("Votre réseau" in str(links)) is there


def triggered(client: Any, ident: str) -> dict[str, Any]:
    [callback] = [each for each in callbacks(client) if ident in each["inputs"][0]["id"]]
    return callback


def test_controls_lead_to_the_address(client: Any) -> None:
    one, back, several = (triggered(client, name) for name in ("cut-one", "restore", "do-cut"))
    clicks = {f"{each['inputs'][0]['id']}.n_clicks": 1 for each in (one, back, several)}
    cut = sent(client, one, clicks | {"where.search": "", "kept.value": 40})
    assert "?cut=Link%3Acheap~40" in cut.data.decode()
    restored = sent(client, back, clicks | {"where.search": "?cut=Link%3Acheap&price=9"})
    assert '"?price=9"' in restored.data.decode()
    both = sent(client, several, clicks | {"where.search": "", "pick.value": ["Link:cheap", "Link:dear"]})
    assert "?cut=Link%3Acheap&cut=Link%3Adear" in both.data.decode()


def test_components_are_found_by_name_bus_or_carrier(client: Any) -> None:
    def found(words: str, only: str = "") -> str:
        got: str = asked(client, "found.children", {"find.value": words, "only.value": only}).data.decode()
        return got

    assert "2 of 2 components" in found("", "Link")
    assert "1 of 1 components" in found("WELLS")
    assert "3 of 3 components" in found("town")
    assert "0 of 0 components" in found("nowhere")


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_request_is_answered(client: Any, data: st.DataObject) -> None:
    """Whatever stands in inputs and state: an answer or none, never a traceback."""
    found = [each for each in callbacks(client) if "search" not in each["inputs"][0]["id"]]
    callback = data.draw(st.sampled_from(found))
    parts = [*callback["inputs"], *callback["state"]]
    values = {f"{part['id']}.{part['property']}": data.draw(JSON) for part in parts}
    name = data.draw(st.text(max_size=12))
    assert sent(client, callback, values, name).status_code in (200, 204)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.text("?&=~%cutpricefromLink3A0123456789", max_size=60)))
def test_any_address_is_answered(client: Any, query: str) -> None:
    assert answer_of(client, query)


def test_downloads_hold_the_answer_disarmed(town: NetworkDesk) -> None:
    state = read_state("?cut=Link%3Acheap", town.facts.assets.index)
    tables = network_tables(town, state)
    archive = zipfile.ZipFile(io.BytesIO(csv_zip({**tables, "hostile": pd.DataFrame({"a": ["=1+1"]})})))
    assert "'=1+1" in archive.read("hostile.csv").decode()
    about = archive.read("about.csv").decode()
    assert "damage,20.0" in about
    assert "cheap" in archive.read("flows.csv").decode()
    book = zipfile.ZipFile(io.BytesIO(xlsx(tables)))
    assert "<f>" not in "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name)
    assert set(network_tables(town, NetState())) >= {"about", "components"}


def test_the_map_shows_both_pipes_apart_and_marks_the_cut(town: NetworkDesk) -> None:
    plane = plane_of(town.facts)
    assert plane is not None
    assert set(plane.ways) == {"Link:cheap", "Link:dear"}
    assert np.abs(plane.ways["Link:cheap"][6] - plane.ways["Link:dear"][6]).max() > 0.05
    assert plane.ways["Link:cheap"][0].tolist() == pytest.approx(plane.buses["field"].tolist())
    answer = town.answer(Contingency(("Link:cheap",)))
    figure = network_figure(town.facts, plane, answer, {"Link:cheap"}, "en")
    colours = {trace["line"]["color"] for trace in figure["data"] if trace["mode"] == "lines"}
    assert colours == {"#111111", "#1f6fb2"}
    [spots] = [trace for trace in figure["data"] if trace.get("name") == "branches"]
    assert spots["customdata"] == ["Link:cheap", "Link:dear"]


def test_a_network_in_view_of_the_shapes_gets_borders(town: NetworkDesk) -> None:
    away = dataclasses.replace(town.facts, buses=town.facts.buses.assign(x=[50.0, 60.0], y=[45.0, 47.0]))
    plane = plane_of(away)
    assert plane is not None
    assert plane.covered
    assert any(trace.get("name") == "coast" for trace in network_figure(away, plane, None, (), "en")["data"])
    points = {"x": [50.0, 60.0, 55.0, 58.0, -100.0], "y": [45.0, 47.0, 46.0, 44.0, 40.0]}
    buses = pd.DataFrame({"carrier": "gas", **points}, index=["field", "town", "a", "b", "overseas"])
    outlying = plane_of(dataclasses.replace(town.facts, buses=buses))
    assert outlying is not None
    assert (outlying.covered, outlying.beyond) == (True, 1)
    assert outlying.buses["overseas"][0] < outlying.frame.west
    nowhere = dataclasses.replace(town.facts, buses=town.facts.buses.assign(x=0.0, y=0.0))
    assert plane_of(nowhere) is None


def address_of(path: Path) -> str:
    return "data:application/x-netcdf;base64," + base64.b64encode(path.read_bytes()).decode()


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Networks]:
    for module in ("desk", "job"):
        monkeypatch.setattr(f"levier.analysis.desk.network.{module}.Child", Inside)
    held = Networks()
    yield held
    held.close()


def test_an_upload_takes_the_place_of_the_one_before_and_leaves_no_file(networks: Networks, toy: Path) -> None:
    first = networks.add("one", address_of(toy))
    assert first.path.parent.name.startswith("levier-uploads-")
    assert networks.get("two") is None
    second = networks.add("one", address_of(toy))
    assert not first.path.exists()
    assert networks.get("one") is second
    networks.close()
    assert not second.path.parent.exists()


def test_of_too_many_networks_the_oldest_goes(networks: Networks, toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NetworkDesk, "open", lambda _: None)
    held = [networks.add(str(number), address_of(toy)) for number in range(KEPT + 1)]
    assert networks.get("0") is None
    assert not held[0].path.exists()
    assert networks.get(str(KEPT)) is held[-1]


@pytest.mark.parametrize(
    "contents",
    [
        "",
        "hello",
        "data:;base64,",
        "data:x;base64,????",
        "data:x;base64,aGVsbG8=",
        "data:application/zip;base64,UEsDBA==",
    ],
)
def test_what_is_no_netcdf_is_refused_unwritten(networks: Networks, contents: str) -> None:
    with pytest.raises(UsageError):
        networks.add("one", contents)
    assert networks._shelf._folder is None


def test_a_broken_file_is_told_and_gone(networks: Networks, toy: Path, tmp_path: Path) -> None:
    broken = tmp_path / "x.nc"
    broken.write_bytes(toy.read_bytes()[:500])
    with pytest.raises(NetworkError, match="damaged or cut off"):
        networks.add("one", address_of(broken))
    assert networks.get("one") is None
    assert networks._shelf._folder is not None
    assert list(networks._shelf._folder.iterdir()) == []


def test_a_large_file_and_no_session_are_refused(networks: Networks) -> None:
    with pytest.raises(UsageError, match="at most 24 MB"):
        networks.add("one", "data:x;base64," + "A" * 33_000_000)
    with pytest.raises(UsageError, match="session"):
        networks.add("", "data:x;base64,AAAA")
