"""A network of a user's own: the answers of ``levier stress``, what is refused, and demand that may go unserved."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pypsa
import pytest

from levier.analysis.desk.network import NetworkLimits
from levier.analysis.desk.network.shedding import with_shedding
from levier.analysis.desk.network.worker import NetworkWorker
from levier.cli import main as entry
from levier.engine import Contingency, Engine, Program, read_network
from levier.errors import LevierError, NetworkError, SolveError
from tests.analysis.desk.network.conftest import MESHED, two_ways


def worker(path: Path, **limits: int) -> NetworkWorker:
    return NetworkWorker(path, NetworkLimits(**limits))


def written(network: pypsa.Network, folder: Path) -> Path:
    path = folder / "own.nc"
    network.export_to_netcdf(path)
    return path


def stress(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    with suppress(SystemExit):
        entry(["stress", str(path), *options, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_an_answer_is_that_of_levier_stress(toy: Path, own: NetworkWorker, capsys: pytest.CaptureFixture[str]) -> None:
    told = stress(toy, capsys, "--cut", "Link:cheap", "--derate", "Link:dear=0.5", "--start", "0", "--end", "0")
    answer = own.answer(Contingency(("Link:cheap",), {"Link:dear": 0.5}, start="0", end="0"), None)
    assert answer.unserved is not None
    for name in ("status", "objective", "reference", "damage", "guarantee", "why"):
        assert answer.head[name] == told[name]
    tables = {"flows that change most": answer.flows, "prices that change most": answer.prices}
    tables["not served, by bus"] = answer.unserved.drop(columns="carrier")
    for name, table in tables.items():
        assert table.to_dict("records") == [pytest.approx(row) for row in told[name]]


def test_a_known_answer(own: NetworkWorker) -> None:
    """Three units of the first snapshot come dearer by 2, three are not served: 3 * 2 + 3 * 99."""
    answer = own.answer(Contingency(("Link:cheap",), {"Link:dear": 0.5}, start="0", end="0"), None)
    assert answer.head["damage"] == pytest.approx(3 * 2 + 3 * 99)
    assert answer.unserved is not None
    assert answer.unserved[["bus", "carrier", "change"]].to_numpy().tolist() == [["town", "gas", 3.0]]
    assert answer.carriers["change"].tolist() == [3.0]
    assert answer.after["Link:dear"] == pytest.approx((3 + 0) / 2)
    binds = answer.binds.set_index("of")
    assert binds.loc["Link:dear", ["worth", "cut", "share"]].tolist() == [97.0, True, 0.5]
    assert binds.loc["Link:cheap", ["worth", "cut"]].tolist() == [99.0, True]


def test_facts_tell_what_is_there(own: NetworkWorker) -> None:
    facts = own.open()
    assert facts.placed
    assert facts.sheds
    assert facts.assets.loc["Link:cheap", ["bus0", "bus1", "capacity", "base"]].tolist() == ["field", "town", 6.0, 5.0]
    assert facts.assets.loc["Generator:wells", ["bus0", "bus1"]].tolist() == ["field", ""]
    assert facts.objective == pytest.approx(10.0)


@pytest.mark.slow
def test_a_price_of_unserved_demand_leaves_what_is_built(tmp_path: Path) -> None:
    """At ten times the dearest price nothing changes as it is; a cut that had no feasible state has one."""
    meshed = worker(MESHED)
    facts = meshed.open()
    shock = Contingency(("Line:0",))
    lost = meshed.answer(shock, None)
    assert "London lacks" in lost.head["why"]
    assert lost.head["damage"] is None
    assert lost.flows.empty
    assert lost.binds.empty
    answer = meshed.answer(shock, facts.dear)
    assert answer.head["reference"] == pytest.approx(facts.objective)
    assert answer.unserved is not None
    assert answer.unserved["before"].abs().max() < 1e-6
    network = read_network(MESHED)
    program = Program.from_network(network)
    built = dict(zip(program.assets, program.capacity.tolist(), strict=True))
    path = written(with_shedding(network, facts.dear, built), tmp_path)
    with Engine(path, workers=0) as engine:
        assert engine.solve(shock).damage == pytest.approx(answer.head["damage"])


def test_the_message_on_what_is_not_supported_is_that_of_the_engine(tmp_path: Path) -> None:
    network = two_ways()
    network.c.generators.static["committable"] = True
    path = written(network, tmp_path)
    with pytest.raises(NetworkError, match=r"unit commitment .*attribute committable") as found:
        worker(path).open()
    assert str(path) not in str(found.value)


def test_a_network_without_an_optimum_says_so(tmp_path: Path) -> None:
    network = two_ways()
    network.c.loads.static["p_set"] = 0.0
    network.c.loads.dynamic["p_set"].loc[:, :] = 1000.0
    with pytest.raises(SolveError, match="town lacks"):
        worker(written(network, tmp_path)).open()


@pytest.mark.parametrize(
    ("limits", "said"), [({"assets": 3}, "4 assets; at most 3"), ({"snapshots": 1}, "2 snapshots; at most 1")]
)
def test_too_much_is_refused(toy: Path, limits: dict[str, int], said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        worker(toy, **limits).open()


def test_a_bus_that_is_not_there_is_named(tmp_path: Path) -> None:
    network = two_ways()
    network.c.links.static.loc["dear", "bus1"] = "towm"
    with pytest.raises(NetworkError, match=r"Link 'dear' .*there is no bus 'towm'; nearest: town"):
        worker(written(network, tmp_path)).open()


def changed(source: Path, target: Path, name: str, values: list[Any]) -> Path:
    """Copy a netCDF and overwrite one variable."""
    import netCDF4

    target.write_bytes(source.read_bytes())
    with netCDF4.Dataset(str(target), "a") as dataset:
        dataset.variables[name][:] = np.array(values, dtype=object)
    return target


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["same", "same"], "'same' stands in the network twice"),
        (["x" * 300, "b"], "a name of 1 to 200 characters"),
        ([" ", "b"], "a name of 1 to 200 characters"),
    ],
)
def test_names_that_cannot_be_told_apart_or_read_are_refused(
    toy: Path, tmp_path: Path, names: list[str], said: str
) -> None:
    with pytest.raises(NetworkError, match=said):
        worker(changed(toy, tmp_path / "x.nc", "links_i", names)).open()


def test_hostile_names_are_names(toy: Path, tmp_path: Path) -> None:
    names = ["<img src=x onerror=alert(1)>", '=HYPERLINK("http://evil.example")']
    hostile = worker(changed(toy, tmp_path / "x.nc", "links_i", names))
    assert [name.split(":", 1)[1] for name in hostile.open().assets.index if name.startswith("Link:")] == names
    assert hostile.answer(Contingency((f"Link:{names[0]}",)), None).head["damage"] == pytest.approx(20.0)


def test_carriers_and_places_may_be_missing(tmp_path: Path) -> None:
    network = pypsa.Network()
    network.add("Bus", ["a", "b"])
    network.add("Generator", "g", bus="a", p_nom=9, marginal_cost=1)
    network.add("Link", "l", bus0="a", bus1="b", p_nom=9)
    network.add("Load", "d", bus="b", p_set=2)
    bare = worker(written(network, tmp_path))
    assert not bare.open().placed
    assert bare.open().buses[["x", "y"]].isna().all(axis=None)
    answer = bare.answer(Contingency(("l",)), 50.0)
    assert answer.head["damage"] == pytest.approx(2 * (50 - 1))


def test_an_asset_that_is_not_there_is_told_with_the_nearest(own: NetworkWorker) -> None:
    with pytest.raises(LevierError, match="nearest: Link:cheap"):
        own.answer(Contingency(("Link:cheep",)), None)
