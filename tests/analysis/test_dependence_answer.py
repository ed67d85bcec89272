"""Everything about one trade: owners, border points, closures, least-cost outcomes, what a user may name."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from levier.analysis import answer_dependence, country_named, family_named, trade_of
from levier.analysis.closures import closure_named, closures_of
from levier.analysis.dependence_answer import DependenceAnswer
from levier.analysis.exposure import border_shares, owner_shares
from levier.analysis.least_cost import LeastCost, endured
from levier.errors import UsageError
from levier.system import System
from tests.analysis.test_n_minus_one import importer
from tests.system import toys

DAYS = (31, 28, 31)


@pytest.fixture(scope="module")
def answer(oil: System) -> DependenceAnswer:
    return answer_dependence(oil, "AA", "crude", "exports")


def held(*stakes: tuple[str, str, float]) -> System:
    """Give a field, three lines in a row and a market; who holds which part of which line."""
    ways = [("first", "field", "mid"), ("second", "mid", "edge"), ("third", "edge", "sea")]
    return toys.system(
        toys.tables(
            {"field": "AA", "mid": "AA", "edge": "AA", "sea": "BB"},
            supplies=[toys.supply("oil", "field", "oil_a", 12)],
            corridors=[
                toys.corridor(name, "oil_a", (start, end), 3, territory="AA;BB", operator="op_b")
                for name, start, end in ways
            ],
            markets=[toys.market("sales", "sea", "oil_a")],
            prices=[toys.price("sales_price", "oil_a", 500)],
            stakes=[
                {"id": f"t{i}", "owner": owner, "holding": holding, "share": share, "kind": "equity"}
                for i, (owner, holding, share) in enumerate(stakes)
            ],
            observations=[toys.report("oil", 10)],
        )
    )


def test_a_unit_counts_for_an_owner_with_its_greatest_stake() -> None:
    """40 % of the first line and 70 % of the second make 70 %; 20 % of the first 20 %; the rest its operator's."""
    system = held(("op_a", "first", 40), ("op_c", "first", 20), ("op_a", "second", 70))
    share = owner_shares(system, "AA", "crude", "exports").set_index("key")["share"]
    assert share["op_a"] == pytest.approx(0.7)
    assert share["op_c"] == pytest.approx(0.2)
    assert share["op_b"] == pytest.approx(1.0)


def test_border_points_add_up(oil: System) -> None:
    table = border_shares(oil, "AA", "crude", "exports").set_index("key")["share"]
    assert table.to_dict() == pytest.approx({"trunk_line": 32 / 36, "rail_c": 4 / 36}, rel=1e-3)


def test_the_way_in_is_the_border_point_of_imports(gas: System) -> None:
    table = border_shares(gas, "BB", "gas", "imports").set_index("key")["share"]
    assert table.to_dict() == pytest.approx({"gas_line": 1})


def test_transit_is_no_import() -> None:
    """Gas crosses BB on its way to CC by a line of its own, which is no border point of what BB imports."""
    table = border_shares(importer(), "BB", "gas", "imports").set_index("key")["share"]
    assert "transit_in" not in table.index
    assert set(table.index) <= {"line_1", "line_2", "ships"}
    assert table.sum() == pytest.approx(1)


def test_a_closure_shuts_flows_and_joint_limits_but_no_use(oil: System) -> None:
    closure = closure_named(oil, "BB", "crude")
    assert closure.kind == "territory"
    assert set(closure.shut) == {"trunk_a", "trunk_b", "trunk", "b_oil", "tanks:charge", "tanks:discharge"}
    assert closure_named(oil, "op_c", "crude").kind == "operator"
    assert closure_named(oil, "rail_c", "crude").kind == "group"
    assert closures_of(oil, "territory", ["CC", "ZZ"], "crude")[0].name == "CC"
    with pytest.raises(UsageError, match="nearest: rail_c"):
        closure_named(oil, "rail_d", "crude")


def test_the_least_cost_outcome_month_by_month(oil: System) -> None:
    """The trunk closed, the railway alone: 4 a year and its room of 8 opening by a fifth each month, of 36."""
    closure = closure_named(oil, "BB", "crude")
    first, third = endured(LeastCost(oil), "AA", "crude", "exports", [closure], (1, 3))
    rates = (5.6, 7.2, 8.8)
    assert first.lost_share == pytest.approx(1 - rates[0] / 36, abs=2e-3)
    moved = sum(rate * days for rate, days in zip(rates, DAYS, strict=True)) / sum(DAYS)
    assert third.lost_share == pytest.approx(1 - moved / 36, abs=2e-3)
    assert third.base == pytest.approx(36 * sum(DAYS) / 365, rel=2e-3)


def test_a_town_lives_on_its_cavern_for_a_while(gas: System) -> None:
    """The only line of BB closed in January: the cavern, 4 when full, is all there is, and serves that month first."""
    closure = closure_named(gas, "gas_line", "gas")
    first, year = endured(LeastCost(gas), "BB", "gas", "imports", [closure], (1, 12))
    assert first.moved > 0
    assert year.moved <= 4 + 1e-6
    assert year.lost_share > first.lost_share
    assert year.base == pytest.approx(9, rel=1e-3)


def test_the_answer_holds_every_part(answer: DependenceAnswer) -> None:
    assert answer.total == pytest.approx(36, rel=1e-3)
    assert set(answer.observed["dimension"]) == {"partner", "border", "territory", "operator", "owner", "group"}
    index = answer.concentration.set_index("of")
    routes = (32**2 + 4**2) / 36**2
    assert index.at["routes over the border", "herfindahl"] == pytest.approx(routes, rel=1e-3)
    assert index.at["routes over the border", "effective_number"] == pytest.approx(1 / routes, rel=1e-3)
    lost = answer.structural.set_index(["closed", "capacity"])["lost_share"]
    assert lost["BB", "effective"] == pytest.approx(1 - 12 / 36, abs=2e-3)
    assert lost["CC", "effective"] == pytest.approx(0, abs=1e-3)
    assert set(answer.least_cost["months"]) == {1, 3, 12}
    assert [found.capacity for found in answer.n_minus_one] == ["effective", "paper"]
    nothing = answer.flexibility[answer.flexibility["closed"] == "nothing"]
    assert nothing["disrupted_cooperative"].max() < 1e-5


def test_both_ends_of_a_line(gas: System) -> None:
    """The line closed: the exporter loses what it sells, the importer all but nothing can replace."""
    answer = answer_dependence(gas, "BB", "gas", "imports", closed=["gas_line"], capacities=("effective",))
    lost = answer.structural.set_index(["end", "country"])["lost_share"]
    assert lost["importer", "BB"] == pytest.approx(1, abs=1e-6)
    assert lost["exporter", "AA"] == pytest.approx(1, abs=1e-6)


def test_a_trade_that_does_not_exist(gas: System) -> None:
    with pytest.raises(UsageError, match="CC has no imports of gas in 2023"):
        answer_dependence(gas, "CC", "gas", "imports")
    with pytest.raises(UsageError, match="AA has no imports of gas in 2023; it has gas exports"):
        trade_of(gas, "AA", "gas", "imports")
    with pytest.raises(UsageError, match="BB has no trade of crude in 2023; it has gas imports"):
        trade_of(gas, "BB", "crude", None)
    assert trade_of(gas, "AA", "gas", None) == "exports"


@pytest.mark.parametrize(
    ("text", "words"),
    [("Kazakstan", r"no country 'Kazakstan'; nearest: .*KZ"), ("Atlantis", "no country 'Atlantis'")],
)
def test_unknown_countries(package: Any, text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        country_named(package, text)


def test_names_of_countries_and_carriers(package: Any) -> None:
    assert country_named(package, "kazakhstan") == country_named(package, "KZ") == "KZ"
    assert family_named(package, "gas") == family_named(package, "gas_ru") == "gas"
    assert family_named(package, "electricity") == "power"
    with pytest.raises(UsageError, match="'oil' can mean crude or products"):
        family_named(package, "oil")
    with pytest.raises(UsageError, match=r"no carrier 'uraniun'; nearest: uranium"):
        family_named(package, "uraniun")


@pytest.fixture(scope="module")
def package() -> Any:
    from levier.dataset import read

    return read("eurasia")


def test_frames_hold_no_rounding_as_a_loss(answer: DependenceAnswer) -> None:
    for table in (answer.structural, answer.least_cost):
        shares = table["lost_share"]
        assert ((shares == 0) | (shares > 1e-6)).all()
        assert isinstance(table, pd.DataFrame)
