"""What is read off an optimum: weighted sums of its columns, for solved, summed and pruned cuts alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from levier.engine import Contingency, Engine, read_sweep
from levier.engine.measures import Measures
from levier.errors import UsageError
from tests.engine.frozen import web


def vectors(engine: Engine) -> dict[str, np.ndarray]:
    """The cost itself, and one that leaves most columns out."""
    lp = engine.program.lp
    some = np.where(np.arange(lp.cost.size) % 5 == 0, 2.0, 0.0)
    return {"money": lp.cost, "some": some}


@pytest.mark.parametrize("workers", [0, 2])
def test_the_cost_as_a_measure_is_the_damage(workers: int, tmp_path: Path) -> None:
    with Engine(web(4), workers=workers) as engine:
        frame = engine.sweep(k=2, measures=vectors(engine), out=tmp_path)
    assert frame["money"].to_numpy() == pytest.approx(frame["damage"].to_numpy(), abs=1e-6)
    assert list(frame.columns[-2:]) == ["money", "some"]
    kept = read_sweep(tmp_path)
    assert kept["some"].tolist() == frame["some"].tolist()


def test_a_resumed_sweep_keeps_measures(tmp_path: Path) -> None:
    engine = Engine(web(4), workers=0)
    first = engine.sweep(k=2, measures=vectors(engine), out=tmp_path)
    again = Engine(web(4), workers=0).sweep(k=2, measures=vectors(engine), out=tmp_path)
    assert again["some"].tolist() == first["some"].tolist()
    with pytest.raises(UsageError, match="another sweep"):
        engine.sweep(k=2, measures={"money": 2 * engine.program.lp.cost}, out=tmp_path)


def test_each_is_that_of_the_optimum() -> None:
    engine = Engine(web(6), workers=0)
    weights = vectors(engine)["some"]
    frame = engine.sweep(k=1, measures={"some": weights})
    direct = [
        weights @ (engine.solve(Contingency(cut=cut)).solution.x - engine.base.solution.x) for cut in frame["cut"]
    ]
    # With several optima of one cost either may be found, in a few cuts.
    assert np.isclose(frame["some"], direct, atol=1e-6).mean() > 0.8
    assert np.abs(direct).max() > 1.0


def test_an_infeasible_cut_has_none() -> None:
    engine = Engine(web(7, shed=False, links=14), workers=0)
    assets = [name for name in engine.program.assets if not name.startswith("Store")]
    frame = engine.sweep(1, assets, measures=vectors(engine))
    assert frame.loc[frame["status"] == "infeasible", "some"].isna().all()
    assert (frame["status"] == "infeasible").any()


def test_weights_of_the_wrong_shape_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'short' has shape \(2,\); 3 finite weights"):
        Measures.of_vectors({"short": [1.0, 2.0]}, 3)
    with pytest.raises(UsageError, match="finite"):
        Measures.of_vectors({"endless": [1.0, np.inf]}, 2)
    kept = Measures.load(Measures.of_vectors({"a": [0.0, 3.0], "b": [1.0, 0.0]}, 2).save(tmp_path / "m.npz"))
    assert kept.names == ("a", "b")
    assert kept.matrix.toarray().tolist() == [[0.0, 3.0], [1.0, 0.0]]
