"""The engine's face: base, shocks and their outcomes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

import levier
from levier.engine import Contingency, Engine, Program
from levier.errors import LevierError, NetworkError, ShockError, SolveError, UsageError
from levier.lp import Status
from tests.engine.frozen import web

if TYPE_CHECKING:
    from pathlib import Path

    import pypsa


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Give an engine on a program of two periods."""
    return Engine(web(2), workers=0, groups={"pair": ("link 0", "link 1")})


def test_base(engine: Engine) -> None:
    base = engine.base
    assert base.status is Status.OPTIMAL
    assert base.damage == 0
    assert base.guarantee.startswith("exact")
    assert base.flows.shape == (2, len(engine.program.assets))


def test_it_takes_a_network_a_program_and_files(small: pypsa.Network, tmp_path: Path) -> None:
    first = Engine(small, workers=0)
    path = first.program.save(tmp_path / "small.npz")
    small.export_to_netcdf(tmp_path / "small.nc")
    others = [Engine(first.program, workers=0), Engine(path, workers=0), Engine(tmp_path / "small.nc", workers=0)]
    assert [other.base.objective for other in others] == pytest.approx([first.base.objective] * 3)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=r"nowhere\.nc: there is no such file"):
        Engine(tmp_path / "nowhere.nc", workers=0)
    with pytest.raises(LevierError, match=r"nowhere\.npz"):
        Engine(tmp_path / "nowhere.npz", workers=0)


def test_several_at_once_are_the_program_changed_by_hand(engine: Engine) -> None:
    program = engine.program
    shocks = [
        Contingency(cut=("pair",), demand={"bus 1": 1.5}, start="2024-02"),
        Contingency(derate={"supply 0": 0.5}, price={"supply 1": 3.0}, end="2024-01"),
    ]
    outcome = engine.solve(shocks)
    lp = program.lp
    change = program.altered(program.alteration(["link 0", "link 1"], snapshots=(1, 1))).altered(
        program.alteration("supply 0", keep=0.5, snapshots=(0, 0))
    )
    demand = float(lp.row_upper[program.balance["bus 1", "2024-02"]])
    change = change.loaded({("bus 1", "2024-02"): 0.5 * demand})
    dear = program.positions("Generator", ["supply 1"], ["2024-01"])
    change = change.costed(dear, 3.0 * lp.cost[dear])
    assert outcome.objective == pytest.approx(Engine(change, workers=0).base.objective, rel=1e-9)
    assert outcome.damage == pytest.approx(outcome.objective - engine.base.objective)


def test_nothing_happens_without_a_shock(engine: Engine) -> None:
    outcome = engine.solve(Contingency())
    assert outcome.damage == 0
    assert outcome.compare(engine.base).empty


def test_compare_tells_what_flows_differ(engine: Engine) -> None:
    outcome = engine.solve(Contingency(cut=("supply 0",)))
    change = outcome.compare(engine.base)
    assert change.loc["Generator:supply 0", "this"] == 0
    assert (change["change"].abs().diff().dropna() <= 0).all()
    mean = engine.base.flows["Generator:supply 0"].mean()
    assert change.loc["Generator:supply 0", "change"] == pytest.approx(-mean)


def test_a_store_lost_or_frozen(engine: Engine) -> None:
    for stock in ("lost", "frozen"):
        outcome = engine.solve(Contingency(cut=("tank",), stock=stock))  # type: ignore[arg-type]
        assert outcome.status is Status.OPTIMAL
        assert outcome.damage >= -1e-9


def test_infeasible_is_a_status() -> None:
    program = web(7, shed=False, links=14)
    tight = Engine(program, workers=0)
    supplies = tuple(name for name in program.assets if name.startswith("Generator"))
    outcome = tight.solve(Contingency(cut=supplies))
    assert outcome.status is Status.INFEASIBLE
    assert np.isnan(outcome.damage)
    assert "no optimum" in outcome.guarantee
    with pytest.raises(SolveError, match="the network as it is was not solved: infeasible"):
        _ = Engine(outcome.program, workers=0).base


def test_names_are_checked(engine: Engine) -> None:
    with pytest.raises(LevierError, match="nearest: link"):
        engine.solve(Contingency(cut=("link O",)))
    with pytest.raises(UsageError, match="tuple"):
        Contingency(cut="cpc")  # type: ignore[arg-type]
    with pytest.raises(ShockError, match="nowhere"):
        engine.solve(Contingency(demand={"nowhere": 2.0}))


def test_importing_levier_stays_light() -> None:
    code = "import sys, levier; print([m for m in ('numpy', 'pandas', 'pypsa') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout.strip() == "[]"
    assert levier.Engine is Engine
    assert issubclass(type(web(0)), Program)


@pytest.mark.parametrize("parts", [1, 2])
def test_worst_is_the_head_of_the_full_enumeration(parts: int) -> None:
    engine = Engine(web(4, buses=6, links=10, parts=parts), workers=0)
    assets = [name for name in engine.program.assets if not name.startswith("Store")]
    found = engine.worst(k=2, top=5, assets=assets)
    damage = engine.sweep(k=2, assets=assets)["damage"]
    assert found.guarantee == "certified"
    assert max(found.damages) == pytest.approx(damage.max(), rel=1e-7)
    assert found.solved < len(damage)


def test_worst_of_groups_on_a_worker() -> None:
    groups = {"a": ("link 0", "link 1"), "b": ("supply 0", "link 2"), "c": ("supply 1",)}
    with Engine(web(4), workers=1, groups=groups) as engine:
        found = engine.worst(k=2, top=1)
        frame = engine.sweep(k=2)
    assert found.damages[0] == pytest.approx(frame["damage"].max(), rel=1e-7)


def test_two_windows_on_a_contracted_sum_are_refused_and_one_is_not() -> None:
    import pandas as pd
    import pypsa

    network = pypsa.Network()
    network.set_snapshots(pd.Index(["a", "b", "c", "d"], name="snapshot"))
    network.add("Bus", "n")
    network.add("Generator", "g", bus="n", p_nom=10, marginal_cost=1, e_sum_min=20)
    network.add("Generator", "dear", bus="n", p_nom=10, marginal_cost=9)
    network.add("Load", "use", bus="n", p_set=8.0)
    engine = Engine(network, workers=0)
    assert engine.solve(Contingency(cut=("g",))).objective == pytest.approx(4 * 8 * 9)
    with pytest.raises(ShockError, match=r"Generator:g has a sum or a dispatch fixed.*one contingency"):
        engine.solve([Contingency(cut=("g",), end="b"), Contingency(cut=("g",), start="c")])
    both = [Contingency(cut=("dear",), end="b"), Contingency(cut=("dear",), start="c")]
    assert engine.solve(both).objective == pytest.approx(4 * 8)
