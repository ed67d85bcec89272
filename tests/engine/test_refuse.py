"""What the engine does not support is refused by component and attribute."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pypsa
import pytest

from levier.engine import compile_network
from levier.errors import NetworkError, UsageError


def committable(network: pypsa.Network) -> None:
    network.c.generators.static.loc["dear", ["committable", "p_min_pu"]] = [True, 0.5]


def committable_link(network: pypsa.Network) -> None:
    network.c.links.static.loc["line", "committable"] = True


def quadratic(network: pypsa.Network) -> None:
    network.c.generators.static.loc["dear", "marginal_cost_quadratic"] = 1.0


def quadratic_series(network: pypsa.Network) -> None:
    cost = pd.DataFrame({"line": [0.0, 0.1]}, index=network.snapshots)
    network.c.links.dynamic["marginal_cost_quadratic"] = cost


def delay(network: pypsa.Network) -> None:
    network.c.links.static["delay"] = 0
    network.c.links.static.loc["line", "delay"] = 1


def modular(network: pypsa.Network) -> None:
    network.c.generators.static.loc["dear", ["p_nom_extendable", "p_nom_mod"]] = [True, 5.0]


def maintenance(network: pypsa.Network) -> None:
    network.c.generators.static.loc["dear", "maintainable"] = True


def piecewise(network: pypsa.Network) -> None:
    columns = pd.MultiIndex.from_product([["dear"], ["p_pu", "marginal_cost"]])
    network.c.generators.piecewise["marginal_cost"] = pd.DataFrame([[0.0, 1.0], [1.0, 9.0]], columns=columns)


def periods(network: pypsa.Network) -> None:
    network.investment_periods = [2030, 2040]


def scenarios(network: pypsa.Network) -> None:
    network.set_scenarios({"low": 0.5, "high": 0.5})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (committable, ["Generator dear", "committable", "unit commitment"]),
        (committable_link, ["Link line", "committable"]),
        (quadratic, ["Generator dear", "marginal_cost_quadratic"]),
        (quadratic_series, ["Link line", "marginal_cost_quadratic"]),
        (delay, ["Link line", "attribute delay"]),
        (modular, ["Generator dear", "p_nom_mod"]),
        (maintenance, ["Generator dear", "maintainable"]),
        (piecewise, ["Generator", "piecewise", "marginal_cost"]),
        (periods, ["investment_periods"]),
        (scenarios, ["scenarios"]),
    ],
)
def test_refused_by_name(small: pypsa.Network, change: Callable[[pypsa.Network], None], words: list[str]) -> None:
    change(small)
    with pytest.raises(NetworkError) as found:
        compile_network(small)
    for word in words:
        assert word in str(found.value)


def test_all_that_is_wrong_is_said_at_once(small: pypsa.Network) -> None:
    committable(small)
    delay(small)
    with pytest.raises(NetworkError, match=r"Generator dear.*Link line"):
        compile_network(small)


def test_a_limit_nothing_can_meet(small: pypsa.Network) -> None:
    small.c.generators.static.loc["dear", ["p_nom_extendable", "p_nom_min", "capital_cost"]] = [True, 2.0, 1.0]
    small.add("GlobalConstraint", "much", type="tech_capacity_expansion_limit", carrier_attribute="x", sense=">=",
              constant=5.0)  # fmt: skip
    assert "GlobalConstraint" in set(compile_network(small, invest="free").rows["constraint"])
    assert compile_network(small).capacity[1] >= 2.0


def test_invest_is_fixed_or_free(small: pypsa.Network) -> None:
    with pytest.raises(UsageError, match="invest"):
        compile_network(small, invest="perhaps")  # type: ignore[arg-type]
