"""Sweeps, searches and shocks on a netCDF from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from levier.engine import Program, read_network
from tests.cli.conftest import Call

SOME = ("--without", "*shedding", "--workers", "0")


@pytest.fixture(scope="module")
def program(netcdf: Path) -> Program:
    """Compile the network once for all tests of this file."""
    return Program.from_network(read_network(netcdf))


@pytest.fixture(autouse=True)
def compiled_once(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the tests the time to compile the same network again; another one is compiled."""
    from levier.engine import compile_network

    def known(network: Any, **options: Any) -> Program:
        return program if "rail" in network.c.links.static.index else compile_network(network, **options)

    monkeypatch.setattr("levier.engine.compile.compile_network", known)


def test_a_sweep_gives_every_cut(call: Call, netcdf: Path) -> None:
    code, out, err = call("sweep", str(netcdf), "-k", "2", *SOME, "--json")
    assert code == 0, err
    body = json.loads(out)
    assert len(body["cuts"]) == 5 + 10
    damage = {tuple(row["cut"]): row["damage"] for row in body["cuts"]}
    # Four hours: 5 units an hour at 1 through the pipe; without it 3 by rail at 3, 2 by tanker at 9.
    assert damage[("Link:pipe",)] == pytest.approx(4 * (3 * 3 + 2 * 9 - 5))
    assert damage[("Link:pipe", "Link:rail")] == pytest.approx(4 * (3 * 9 + 2 * 200 - 5))
    assert (body["reference"], body["complete"], body["without_optimum"]) == (20.0, True, 0)


def test_a_window_of_one_hour_costs_a_quarter(call: Call, netcdf: Path) -> None:
    hour = "2024-01-01 01:00"
    _, out, _ = call(
        "sweep", str(netcdf), "--assets", "pipe", "--start", hour, "--end", hour, "--workers", "0", "--json"
    )
    assert json.loads(out)["cuts"][0]["damage"] == pytest.approx(22)


def test_assets_grouped_by_a_column(call: Call, netcdf: Path) -> None:
    _, out, _ = call("sweep", str(netcdf), "--group-by", "carrier", "--without", "load", "--workers", "0", "--json")
    assert {row["cut"][0] for row in json.loads(out)["cuts"]} == {"oil", "pipe", "rail"}


@pytest.mark.parametrize("ending", ["csv", "parquet", "json", "xlsx"])
def test_rows_in_a_file(call: Call, netcdf: Path, tmp_path: Path, ending: str) -> None:
    path = tmp_path / "new" / f"cuts.{ending}"
    code, out, err = call("sweep", str(netcdf), "-k", "2", *SOME, "--out", str(path))
    assert code == 0, err
    assert "15 cuts" in out
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    if ending == "csv":
        assert "Link:pipe;Link:rail" in set(pd.read_csv(path)["cut"])
    elif ending == "parquet":
        assert ["Link:pipe", "Link:rail"] in [list(each) for each in pd.read_parquet(path)["cut"]]
    elif ending == "json":
        assert len(json.loads(path.read_text(encoding="utf-8"))["cuts"]) == 15


def test_a_kept_sweep_goes_on(call: Call, netcdf: Path, tmp_path: Path) -> None:
    words = ("sweep", str(netcdf), *SOME, "--keep", str(tmp_path / "kept"), "--json")
    first, second = (json.loads(call(*words)[1]) for _ in range(2))
    assert first["cuts"] == second["cuts"]
    code, _, err = call("sweep", str(netcdf), "-k", "2", *SOME, "--keep", str(tmp_path / "kept"))
    assert code == 2
    assert "another sweep" in err


def test_a_stopped_sweep_shows_what_it_knows_and_how_to_go_on(
    call: Call, netcdf: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from levier.engine.sweep import Sweep

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Sweep, "_round", stopped)
    out_file = tmp_path / "part.csv"
    code, _, err = call("sweep", str(netcdf), *SOME, "--keep", str(tmp_path / "kept"), "--out", str(out_file))
    assert code == 130
    assert "the same command goes on" in err.lower()
    assert out_file.exists()


def test_the_worst_sets_with_bound_and_guarantee(call: Call, netcdf: Path, tmp_path: Path) -> None:
    _, out, _ = call("worst", str(netcdf), "-k", "2", "--top", "2", "--assets", "Link:*", "--workers", "0", "--json")
    body = json.loads(out)
    assert body["guarantee"] == "certified"
    assert body["bound"] == pytest.approx(body["worst sets"][0]["damage"])
    assert body["worst sets"][0]["cut"] == ["Link:pipe", "Link:rail"]
    costs = tmp_path / "costs.csv"
    costs.write_text("element,cost\npipe,5\n*,1\n", encoding="utf-8")
    words = ("-k", "2", "--assets", "Link:*", "--budget", "2", "--cost", str(costs), "--workers", "0", "--json")
    _, out, _ = call("worst", str(netcdf), *words)
    assert all("Link:pipe" not in row["cut"] for row in json.loads(out)["worst sets"])


def test_worst_sets_that_leave_nothing_feasible_say_so(call: Call, tmp_path: Path) -> None:
    import pypsa

    network = pypsa.Network()
    network.add("Bus", "town")
    network.add("Generator", ["wells", "tanker"], bus="town", p_nom=[9, 3], marginal_cost=[1, 5])
    network.add("Load", "houses", bus="town", p_set=4)
    network.export_to_netcdf(tmp_path / "bare.nc")
    words = ("worst", str(tmp_path / "bare.nc"), "-k", "1", "--workers", "0")
    code, out, err = call(*words, "--json", "--out", str(tmp_path / "sets.csv"))
    assert code == 0, err
    body = json.loads(out, parse_constant=pytest.fail)
    assert body["bound"] is None
    assert body["worst sets"] == [{"rank": 1, "cut": ["Generator:wells"], "damage": None, "status": "infeasible"}]
    assert (tmp_path / "sets.csv").read_text().splitlines() == [
        "rank,cut,damage,status",
        "1,Generator:wells,inf,infeasible",
    ]
    _, out, _ = call(*words)
    assert "no feasible state" in out


def test_stress_of_a_network(call: Call, netcdf: Path) -> None:
    code, out, err = call("stress", str(netcdf), "--cut", "pipe", "--derate", "Link:rail=0.5", "--json")
    assert code == 0, err
    body = json.loads(out)
    # An hour: 1.5 by rail at 3, 3 by tanker at 9, 0.5 not served at 200.
    assert body["objective"] == pytest.approx(4 * (1.5 * 3 + 3 * 9 + 0.5 * 200))
    assert body["damage"] == pytest.approx(body["objective"] - 20)
    assert body["status"] == "optimal"
    flows = {row["asset"]: row["change"] for row in body["flows that change most"]}
    assert flows["Link:pipe"] == pytest.approx(-5)
    assert sum(row["change"] for row in body["not served, by bus"]) == pytest.approx(2)
    assert {row["bus"] for row in body["prices that change most"]} >= {"port"}


def test_more_demand(call: Call, netcdf: Path) -> None:
    _, out, _ = call("stress", str(netcdf), "--demand", "town=2", "--start", "2024-01-01 03", "--json")
    # Two more units in one hour, by rail at 3.
    assert json.loads(out)["damage"] == pytest.approx(6)


def test_an_infeasible_shock_says_why(call: Call, tmp_path: Path) -> None:
    import pypsa

    network = pypsa.Network()
    network.add("Bus", ["field", "town"])
    network.add("Generator", "wells", bus="field", p_nom=9, marginal_cost=1)
    network.add("Link", "pipe", bus0="field", bus1="town", p_nom=9)
    network.add("Load", "houses", bus="town", p_set=4)
    network.export_to_netcdf(tmp_path / "bare.nc")
    code, out, _ = call("stress", str(tmp_path / "bare.nc"), "--cut", "pipe")
    assert code == 0
    assert "infeasible" in out
    assert "town" in out


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["sweep", "NC", "-k", "0"], ["k is 0"]),
        (["sweep", "NC", "--assets", "Lnk:pipe"], ["Lnk:pipe", "Link:pipe"]),
        (["sweep", "NC", "--assets", "zz*"], ["no element fits 'zz*'", "Generator:wells"]),
        (["sweep", "NC", "--without", "*"], ["nothing is left"]),
        (["sweep", "NC", "--start", "2030"], ["2030", "2024-01-01"]),
        (["sweep", "NC", "--months", "2"], ["--months", "package"]),
        (["sweep", "NC", "--group-by", "carier"], ["carier", "carrier"]),
        (["sweep", "NC", "--out", "cuts.txt"], ["cuts.txt", ".parquet"]),
        (["sweep", "NC", "--out", "BAD/cuts.csv"], ["--out", "cuts.csv", "no file can be written"]),
        (["sweep", "NC", "--workers", "-1"], ["workers is -1"]),
        (["sweep", "nowhere.nc"], ["nowhere.nc", "no such file"]),
        (["sweep", "BAD"], ["bad.nc", "cannot be read"]),
        (["worst", "NC", "--budget", "-1"], ["budget is -1"]),
        (["worst", "NC", "-k", "0"], ["k is 0"]),
        (["worst", "NC", "--cost", "nowhere.csv"], ["nowhere.csv"]),
        (["worst", "NC", "--out", "sets.txt"], ["sets.txt", ".parquet"]),
        (["stress", "NC"], ["--cut", "--derate", "--demand"]),
        (["stress", "NC", "--cut", "pip"], ["'pip'", "pipe"]),
        (["stress", "NC", "--derate", "pipe"], ["--derate pipe", "NAME=NUMBER"]),
        (["stress", "NC", "--derate", "pipe=2"], ["keep is 2.0"]),
        (["stress", "NC", "--demand", "twn=2"], ["'twn'", "town"]),
        (["stress", "NC", "--cut", "pipe", "--months", "2"], ["--months", "package"]),
        (["chokepoints", "NC"], ["levier sweep"]),
        (["chokepoints", "--top", "0"], ["--top is 0"]),
        (["chokepoints", "--end", "3"], ["--end", "--months"]),
        (["sweep", "--start", "soon"], ["soon", "1 to 12"]),
        (["stress", "--cut", "cpc", "--derate", "cpc=0.5"], ["--derate", "netCDF"]),
    ],
)
def test_wrong_input_gives_one_message_and_exit_2(
    call: Call, netcdf: Path, tmp_path: Path, words: list[str], parts: list[str]
) -> None:
    bad = tmp_path / "bad.nc"
    bad.write_text("no network", encoding="utf-8")
    code, out, err = call(*(word.replace("BAD", str(bad)).replace("NC", str(netcdf)) for word in words))
    assert code == 2
    assert err.startswith("levier: ")
    assert "Traceback" not in out + err
    for part in parts:
        assert part in err


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ("name,cost\npipe,1\n", "element and cost"),
        ("element,cost\npipe,1\n", "no row for 2"),
        ("element,cost\npipe,dear\n*,1\n", "'pipe'"),
        ("element,cost\npip,1\n*,1\n", "Link:pipe"),
    ],
)
def test_costs_that_are_none(call: Call, netcdf: Path, tmp_path: Path, rows: str, part: str) -> None:
    costs = tmp_path / "costs.csv"
    costs.write_text(rows, encoding="utf-8")
    code, _, err = call("worst", str(netcdf), "--assets", "Link:*", "--cost", str(costs))
    assert code == 2
    assert part in err
