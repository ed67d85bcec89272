"""Samples are base years too: balanced, within capacities, centred on the estimate, as wide as the evidence allows."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from levier.dataset import Package, read
from levier.errors import UsageError
from levier.system import System, load
from levier.system.sampling import Sampler
from levier.system.uncertain_inputs import inputs_of


@pytest.fixture(scope="module")
def package() -> Package:
    return read("eurasia")


@pytest.fixture(scope="module")
def system(package: Package) -> System:
    return load(package, 2024, families=["crude"])


def volumes(system: System) -> np.ndarray:
    """Annual volume of every flow."""
    return np.asarray(system.topology.calendar.weights @ system.base_year.flows.to_numpy(float))


def test_every_sample_is_balanced_and_within_capacity(system: System) -> None:
    sampler = Sampler(system, 3)
    for number in range(3):
        drawn = sampler.system_of(number)
        flows, topology = drawn.base_year.flows.to_numpy(float), drawn.topology
        assert np.abs(flows @ topology.incidence.T.toarray()).max() < 1e-6 * np.abs(flows).max()
        assert (flows <= topology.effective + 1e-9).all()
        assert (flows @ topology.membership.T.toarray() <= topology.slot_effective + 1e-9).all()
        assert flows.min() > -1e-6


def test_the_same_seed_gives_the_same_draw_and_another_does_not(system: System) -> None:
    one, again, other = (Sampler(system, 4, seed) for seed in (3, 3, 4))
    assert (volumes(one.system_of(2)) == volumes(again.system_of(2))).all()
    assert not np.allclose(volumes(one.system_of(2)), volumes(other.system_of(2)))


@pytest.mark.slow
def test_spread_agrees_with_the_interval_of_the_curvature(system: System) -> None:
    sampler = Sampler(system, 32)
    drawn = np.array([volumes(sampler.system_of(number)) for number in range(32)])
    summary = system.base_year.summary
    known = summary["determined"] & (summary["base"] > 1.0)
    expected = (summary["high"] - summary["low"]).to_numpy() / (2 * 1.6449)
    ratio = drawn.std(axis=0)[known] / np.maximum(expected[known], 1e-3)
    assert 0.5 < np.median(ratio) < 2.0
    centre = np.abs(drawn.mean(axis=0) - volumes(system))[known] / np.maximum(expected[known], 1e-3)
    assert np.median(centre) < 0.5


def test_prices_move_within_their_deck_and_keep_their_sign(system: System) -> None:
    sampler = Sampler(system, 3)
    for number in range(3):
        drawn = sampler.system_of(number)
        own, other = system.package.table("prices"), drawn.package.table("prices")
        moved = other["base"] != own["base"]
        assert moved.any()
        assert (np.sign(other["base"]) == np.sign(own["base"])).all()
        assert (other.loc[moved, "low"] == other.loc[moved, "high"]).all()


def _known_from_one_report(system: System) -> tuple[str, dict[str, Any]]:
    """The largest flow of crude that one exact report alone speaks of, and that report."""
    reports, summary = system.base_year.reports, system.base_year.summary
    alone = reports.drop_duplicates("subject", keep=False)
    alone = alone[alone["subject"].isin(system.assets.index[system.assets["family"] == "crude"])]
    alone = alone[(alone["relative"] < 0.1) & summary["sources"].reindex(alone["subject"]).eq(1).to_numpy()]
    row = alone.sort_values("reported", ascending=False).iloc[0]
    return str(row["subject"]), row.to_dict()


def test_doubling_one_source_widens_what_depends_on_it_alone(package: Package) -> None:
    whole = load(package, 2023, families=["crude", "uranium"])
    name, row = _known_from_one_report(whole)
    table = package.table("observations")
    table.loc[table["id"] == row["id"], "uncertainty"] = 2.0 * row["relative"]
    other = replace(package, tables=MappingProxyType({**package.tables, "observations": table}))
    spreads = []
    for system in (whole, load(other, 2023, families=["crude", "uranium"])):
        sampler = Sampler(system, 4)
        drawn = np.array([volumes(sampler.system_of(number)) for number in range(4)])
        spreads.append(dict(zip(system.assets.index, drawn.std(axis=0), strict=True)))
    uranium = whole.assets.index[whole.assets["family"] == "uranium"]
    before, after = spreads
    assert after[name] > 1.3 * before[name]
    # No report and no bus joins uranium and oil.
    assert len(uranium) > 3
    assert [after[name] for name in uranium] == [before[name] for name in uranium]


def test_inputs_have_spreads_and_sources(system: System) -> None:
    inputs = inputs_of(system)
    assert {"report", "capacity", "cost", "price", "ramp"} <= set(inputs["kind"])
    assert inputs["spread"].between(0, 5).all()
    assert not inputs.duplicated(["kind", "id"]).any()
    reports = inputs[inputs["kind"] == "report"]
    assert (reports["sources"] != "").all()


@pytest.mark.parametrize("samples", [0, -1, 1 << 15])
def test_a_number_of_samples_out_of_range_is_refused(system: System, samples: int) -> None:
    with pytest.raises(UsageError, match="samples; 1 to 16,384"):
        Sampler(system, samples)


def test_a_seed_below_zero_is_refused(system: System) -> None:
    with pytest.raises(UsageError, match="seed -1: a whole number from 0 up"):
        Sampler(system, 3, seed=-1)


def test_a_part_of_a_system_is_refused(system: System) -> None:
    with pytest.raises(UsageError, match="whole system"):
        Sampler(system.part(["crude"]), 3)
