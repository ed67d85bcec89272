"""What is reached, stopped in a network: against the same cuts made by hand; payments; what others block already."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from levier.analysis import Runner, loss_of
from levier.analysis.sanction import (
    Asked,
    Payments,
    added,
    answer_sanction,
    families_of,
    payments_asked,
    reaches,
    settled_corridors,
    shock_of,
    stops_of,
)
from levier.errors import UsageError
from levier.shock import Effect, Selector, Shock
from levier.system import System
from tests.system import toys
from tests.system.sanctions import cases

FIRST, AFTER = date(2023, 2, 1), date(2023, 9, 1)


@pytest.fixture(scope="module")
def system() -> System:
    """Give the oil toy with owners, designations and licences."""
    return toys.system(cases.tables())


def test_losses_are_those_of_the_same_shock_made_by_hand(system: System) -> None:
    found, before = reaches(system.package, Asked("office", FIRST))
    answer = answer_sanction(system, found, before)
    assert before is None
    assert dict(zip(answer.stops["asset"], answer.stops["kept_without"], strict=True)) == {
        "north_oil": pytest.approx(0.8),
        "south_oil": 0.0,
        "b_oil": 0.0,
    }
    cut = Effect(kind="cut", select=Selector(id=("south_oil", "b_oil")))
    less = Effect(kind="derate", keep=0.8, of="base", select=Selector(id=("north_oil",)))
    for case, effects in (("without licences", (cut, less)), ("with licences", (cut,))):
        run = Runner(system).run(Shock(name="by hand", effects=effects))
        by_hand = loss_of(system, run)
        told = dict(zip(answer.losses["country"], answer.losses[case], strict=True))
        assert told == pytest.approx(by_hand.by_country["loss"].to_dict(), abs=1e-6)
        assert answer.cases.set_index("case").at[case, "loss"] == pytest.approx(by_hand.system)
    assert answer.losses["difference"].sum() == pytest.approx(
        answer.cases["loss"].iloc[0] - answer.cases["loss"].iloc[1]
    )
    assert np.abs([each.imbalance for each in answer.stresses.values()]).max() < 1e-6


def test_where_nothing_stops_nothing_is_solved(system: System) -> None:
    found, before = reaches(system.package, Asked("office", date(2023, 1, 1)))
    answer = answer_sanction(system, found, before)
    assert answer.cases["status"].tolist() == ["nothing stops"] * 2
    assert answer.cases["loss"].tolist() == [0.0, 0.0]
    assert answer.stresses == {}
    assert answer.losses.empty


def test_licences_that_change_nothing_give_one_answer(system: System) -> None:
    found, before = reaches(system.package, Asked("office", AFTER))
    answer = answer_sanction(system, found, before)
    assert answer.stresses["with licences"] is answer.stresses["without licences"]
    assert (answer.losses["difference"] == 0).all()


def test_only_what_the_designations_looked_at_add_stops() -> None:
    """op_c holds 80 % of the venture, whose other 20 % are frozen already, and the other half of what is reached."""
    package = cases.package()
    found, before = reaches(package, Asked("office", AFTER, ("op_c",)))
    assert dict(zip(found.assets["asset"], found.assets["status"], strict=True))["north_oil"] == "reached"
    stops = stops_of(found, before).set_index("asset")["kept_without"]
    assert stops["north_oil"] == 0.0
    assert "south_oil" not in stops.index
    assert set(added(found, before)["entities"]["entity"]) == {"op_c", "venture", "half"}


def test_a_case_without_an_optimum_is_a_row_with_its_reason(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        message = "no optimum"
        raise UsageError(message)

    monkeypatch.setattr(Runner, "run", fail)
    found, before = reaches(system.package, Asked("office", FIRST))
    answer = answer_sanction(system, found, before)
    assert answer.cases["status"].tolist() == ["failed", "failed"]
    assert answer.cases["reason"].tolist() == ["no optimum"] * 2
    assert answer.losses.empty


def test_fractions_of_a_stake_and_of_payments_multiply() -> None:
    shock = shock_of({"a": 0.5, "b": 0.0}, {"a": 0.8, "c": 0.8}, name="n")
    assert shock is not None
    assert [(effect.select.id, effect.kept) for effect in shock.effects] == [
        (("b",), 0.0),
        (("a",), 0.4),
        (("c",), 0.8),
    ]
    assert shock_of({"a": 1.0}, {}, name="n") is None


def test_families_of_assets_and_joint_limits(system: System) -> None:
    assets = pd.DataFrame({"asset": ["trunk"], "table": ["slots"]})
    assert families_of(system.package, assets) == ("crude",)
    assert families_of(system.package, assets.iloc[:0]) == ()


def test_payments_settle_what_is_used_across_the_border(gas: System, transit: System) -> None:
    """All gas of AA that is used in BB is settled between the two; what only crosses BB is not."""
    sold = settled_corridors(gas, Payments((("AA", "BB"),), 0.75))
    (row,) = sold.to_dict("records")
    assert (row["seller"], row["buyer"]) == ("AA", "BB")
    assert row["settled"] == pytest.approx(9 / 12, rel=1e-3)
    assert row["kept"] == pytest.approx(1 - 0.25 * 9 / 12, rel=1e-3)
    assert settled_corridors(transit, Payments((("AA", "BB"),), 0.5)).empty


def test_payments_as_typed() -> None:
    assert payments_asked("0.8", {"RU"}, ("KZ", "RU", "UZ")) == Payments((("RU", "KZ"), ("RU", "UZ")), 0.8)
    for text in ("1.2", "KZ=0.5", "KZ-KZ=0.5", "much"):
        with pytest.raises(UsageError, match="--payments"):
            payments_asked(text, (), ("KZ", "RU"))
