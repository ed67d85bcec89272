"""Loss: what one side pays the other receives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.analysis import Loss, Runner, loss_of
from levier.shock import Shock
from tests.analysis.shocks import cut, factor, half, keep, shock
from tests.system import toys, worlds

DAYS = 90
VOLUME = 12 * DAYS / 365


def loss(runner: Runner, what: Shock) -> Loss:
    return loss_of(runner.system, runner.run(what))


def adds_up(found: Loss) -> None:
    amounts = max(abs(found.system), float(found.by_country["loss"].abs().max()), 1.0)
    assert abs(found.by_country["loss"].sum() - found.system) <= 1e-6 * amounts
    assert abs(found.imbalance) <= 1e-6 * amounts
    assert found.by_country.drop(columns="loss").sum(axis=1).to_numpy() == pytest.approx(
        found.by_country["loss"].to_numpy(), abs=1e-9 * amounts
    )
    assert found.by_asset["loss"].sum() == pytest.approx(found.system, abs=1e-6 * amounts)


def test_a_line_cut_by_hand(transit_runner: Runner) -> None:
    found = loss(transit_runner, shock(cut(id="line")))
    table = found.by_country
    # Sold at 500; the field costs 20, the line 10 to BB, who saves nothing by not pumping.
    assert found.system == pytest.approx(VOLUME * 480, rel=1e-4)
    assert table.at["AA", "loss"] == pytest.approx(VOLUME * 470, rel=1e-4)
    assert table.at["BB", "loss"] == pytest.approx(VOLUME * 10, rel=1e-4)
    assert table.at["BB", "tariffs"] == pytest.approx(VOLUME * 10, rel=1e-4)
    assert table.at["WW", "loss"] == pytest.approx(0, abs=1e-6)
    adds_up(found)


def test_a_transit_state_loses_its_tariff_and_no_more(transit_runner: Runner) -> None:
    table = loss(transit_runner, shock(half(id="oil"))).by_country
    assert table.at["BB", "loss"] == pytest.approx(VOLUME / 2 * 10, rel=1e-4)
    assert table.at["AA", "costs"] == pytest.approx(-VOLUME / 2 * 20, rel=1e-4)


def test_a_tanker_saves_half_its_tariff() -> None:
    tables = worlds.transit()
    tables["corridors"][0] |= {"mode": "tanker"}
    table = loss(Runner(toys.system(tables)), shock(cut(id="line"))).by_country
    assert table.at["BB", "loss"] == pytest.approx(VOLUME * 5, rel=1e-4)


def test_the_price_of_what_is_not_served(gas_runner: Runner) -> None:
    run = gas_runner.run(shock(cut(id="cavern:discharge"), months=1, recovery=1))
    found = loss_of(gas_runner.system, run)
    short = run.weights[0] * run.unserved["heating"].iloc[0]
    assert short > 0.1
    assert float(run.unserved_value["heating"]) == pytest.approx(short * 900, rel=1e-6)
    adds_up(found)


def test_stock_drawn_is_paid_at_replacement_price(oil_runner: Runner) -> None:
    found = loss(oil_runner, shock(factor("price", 0.0, carrier="crude"), months=1))
    run = oil_runner.run(shock(factor("price", 0.0, carrier="crude"), months=1))
    filled = run.stock["tanks"].iloc[-1] - run.stock_reference["tanks"].iloc[-1]
    assert filled == pytest.approx(1, abs=0.01)
    assert found.by_country.at["BB", "stock"] == pytest.approx(-filled * 500, rel=1e-3)
    adds_up(found)


@pytest.mark.parametrize(
    "what",
    [
        shock(cut(id="trunk_a")),
        shock(cut(id="trunk"), start=11, months=2, recovery=2),
        shock(half(id="trunk")),
        shock(cut(id="tanks")),
        shock(cut(territory="BB"), months=2, recovery=4),
        shock(factor("demand", 1.3, id="refinery")),
        shock(factor("demand", 0.5, id="refinery")),
        shock(factor("price", 0.7, carrier="oil_a"), months=2, recovery=1),
        shock(factor("price", 1.3, id="gate_a")),
        shock(cut(id="rail_c"), factor("price", 0.9, id="port_a"), factor("demand", 1.1, id="refinery")),
    ],
)
def test_oil_adds_up(oil_runner: Runner, what: Shock) -> None:
    adds_up(loss(oil_runner, what))


@pytest.mark.parametrize(
    "what",
    [
        shock(cut(id="gas_line"), months=1, recovery=3),
        shock(half(id="wells_gas"), months=6),
        shock(factor("demand", 1.2, id="heating"), months=2),
        shock(factor("price", 0.2, id="gas_sales"), start=4, months=6),
    ],
)
def test_gas_with_a_cavern_adds_up(gas_runner: Runner, what: Shock) -> None:
    adds_up(loss(gas_runner, what))


@pytest.mark.parametrize("start", [1, "peak"])
def test_power_adds_up(power_runner: Runner, start: Any) -> None:
    adds_up(loss(power_runner, shock(cut(id="line"), start=start)))
    adds_up(loss(power_runner, shock(cut(id="gas_plant"), start=start)))


def test_a_demand_shock_with_a_recovery_adds_up(gas_runner: Runner) -> None:
    adds_up(loss(gas_runner, shock(factor("demand", 1.2, id="heating"), months=1, recovery=2)))


def test_the_seller_bears_a_lower_price(oil_runner: Runner) -> None:
    found = loss(oil_runner, shock(factor("price", 0.99, id="port_a")))
    assert found.system > 0
    assert found.by_country.at["AA", "loss"] > 0.5 * found.system


@settings(max_examples=5, deadline=None)
@given(
    st.lists(st.floats(50, 900), min_size=3, max_size=3),
    st.floats(0, 80),
    st.sampled_from(["trunk_a", "trunk", "north_oil", "rail_c", "gate_a_price"]),
    st.floats(0, 1),
)
def test_it_adds_up_whatever_the_base_prices(prices: list[float], tariff: float, name: str, share: float) -> None:
    tables = worlds.oil()
    for row, value in zip(tables["prices"], prices, strict=True):
        row.update(toys.price(row["id"], row["carrier"], value))
    tables["prices"].append(toys.price("inland", "oil_a", prices[0] / 2, place="north"))
    tables["corridors"][4]["tariff"] = tariff
    effect = factor("price", share, id="gate_a") if name == "gate_a_price" else keep(share, id=name)
    adds_up(loss(Runner(toys.system(tables)), shock(effect, months=2, recovery=1)))
