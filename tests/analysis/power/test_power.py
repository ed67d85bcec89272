"""Power on a chain of three states, against hand-computed values; consent, projects, tiers, sampling, messages."""

from __future__ import annotations

import numpy as np
import pandas as pd
import power_game
import pytest

from levier.analysis.power import Question, answer_power, ready_game
from levier.errors import DatasetError, UsageError
from levier.system import System
from levier.system.long import Capital
from tests.analysis.power import worlds
from tests.system import toys

ONE = Question(horizon=2030, cases=())
GAIN = 750.0
MAJORITY = {"id": "s", "owner": "op_c", "holding": "wells", "share": 51, "kind": "equity"}


def column(frame: pd.DataFrame, name: str, **where: str) -> dict[str, float]:
    for key, value in where.items():
        frame = frame[frame[key] == value]
    return dict(zip(frame["player"], frame[name], strict=True))


def test_three_veto_players_share_alike(chain: System) -> None:
    answer = answer_power(chain, "gas", ONE)
    table = answer.players
    assert answer.stated.total == pytest.approx(40 + GAIN)
    assert column(table, "alone") == pytest.approx({"AA": 40, "BB": 0, "CC": 0})
    assert column(table, "shapley") == pytest.approx({"AA": 290, "BB": 250, "CC": 250})
    assert column(table, "nucleolus") == pytest.approx({"AA": 290, "BB": 250, "CC": 250})
    assert column(table, "share") == pytest.approx(dict.fromkeys(("AA", "BB", "CC"), 1 / 3))
    assert column(table, "missed") == pytest.approx({"AA": 790, "BB": 750, "CC": 750})
    assert set(table["guarantee"]) == {"exact"}
    assert set(table["horizon"]) == {2030}
    assert answer.stated.certificate is not None
    assert answer.stated.certificate.holds
    assert answer.program.table.at["use tier 2", "basis"] == "base year 2023"


def test_a_bypass_moves_value_from_the_transit_state(chain: System) -> None:
    answer = answer_power(chain, "gas", Question(horizon=2030, projects=("bypass",), cases=()))
    # With it AA and CC have 40 + 2 x (300 - 10) by themselves, all together 40 + 300 x 2 + 100 x 3 - 10 x 5 - 20 x 3.
    assert column(answer.by_project, "with") == pytest.approx({"AA": 400, "BB": 70, "CC": 360})
    assert column(answer.by_project, "value") == pytest.approx({"AA": 110, "BB": -180, "CC": 110})
    (row,) = answer.worth.to_dict("records")
    assert row["joint_gain"] == pytest.approx(40)
    assert row["cost"] == "not told"
    assert row["gains_most"] == ("AA", "CC")
    assert row["loses_most"] == ("BB",)
    assert "no cost was read for opt_bypass" in row["notes"]


def test_a_project_pays_its_capital_by_use(chain: System) -> None:
    question = Question(horizon=2030, projects=("opt-paid",), cases=(), capital=Capital(rate=0.0, life=10.0))
    answer = answer_power(chain, "gas", question)
    # 100 M USD over 10 years and 2 bcm a year: 5 a unit; the line through BB costs 20.
    assert answer.projects[0].games["stated"].total == pytest.approx(40 + GAIN + 2 * (20 - 5))
    assert answer.worth["annual_high"].tolist() == pytest.approx([12.0])


def test_rows_of_one_project_come_together(chain: System) -> None:
    answer = answer_power(chain, "gas", Question(horizon=2030, projects=("growth",), cases=()))
    # One more unit fits through the line (6 less 5), sold at 200 for 30; CC's cheap units go to the port too.
    assert answer.worth["joint_gain"].tolist() == pytest.approx([1 * (200 - 30) + 2 * (200 - 100)])


def test_the_top_tier_halved_and_doubled_stand_beside(chain: System) -> None:
    table = answer_power(chain, "gas", Question(horizon=2030, projects=("growth",))).players
    assert column(table, "gain_top_halved") == pytest.approx(dict.fromkeys(("AA", "BB", "CC"), (210 + 2 * 120) / 3))
    assert column(table, "gain_top_doubled") == pytest.approx(dict.fromkeys(("AA", "BB", "CC"), (210 + 2 * 570) / 3))
    assert column(table, "gain_low_prices") == pytest.approx(column(table, "gain"))


def test_a_majority_abroad_is_a_consent_and_deleting_it_changes_power() -> None:
    held = answer_power(toys.system(worlds.chain(MAJORITY)), "gas", ONE)
    free = answer_power(toys.system(worlds.chain()), "gas", ONE)
    assert column(held.players, "alone")["AA"] == 0
    assert column(free.players, "alone")["AA"] == pytest.approx(40)
    assert column(held.players, "shapley")["CC"] == pytest.approx(250 + 20)
    assert column(held.players, "shapley")["AA"] == pytest.approx(250 + 20)


def test_passive_and_absent_states(chain: System) -> None:
    two = answer_power(chain, "gas", Question(horizon=2030, players=("aa", "CC"), cases=()))
    assert column(two.players, "gain") == pytest.approx({"AA": 375, "CC": 375})
    assert "consent taken as given: BB" in two.assumptions
    alone = answer_power(chain, "gas", Question(horizon=2030, absent=("BB",), projects=("bypass",), cases=()))
    assert column(alone.players, "gain") == pytest.approx({"AA": 0, "CC": 0})
    assert column(alone.by_project, "value") == pytest.approx({"AA": 290, "CC": 290})


def test_sampling_says_so_and_agrees(chain: System, monkeypatch: pytest.MonkeyPatch) -> None:
    question = Question(horizon=2030, projects=("bypass",), cases=(), samples=400, seed=7)
    exact = answer_power(chain, "gas", question).projects[0].games["stated"]
    monkeypatch.setattr("levier.analysis.power.solve.PART", 2)
    sampled = answer_power(chain, "gas", question).projects[0].games["stated"]
    assert sampled.guarantee.startswith("sampled, standard error up to ")
    assert sampled.nucleolus is None
    assert "3 players" in sampled.reason
    assert sampled.error is not None
    assert sampled.error_of("BB") == float(sampled.error[sampled.players.index("BB")]) > 0
    assert sampled.shapley.sum() == pytest.approx(exact.total)
    assert (np.abs(sampled.shapley - exact.shapley) <= 4 * sampled.error + 1e-9).all()


def test_notes_say_where_a_project_ends_and_when(chain: System) -> None:
    answer = answer_power(chain, "gas", Question(horizon=2030, projects=("nowhere",), cases=()))
    notes = answer.worth["notes"].iloc[0]
    assert "nothing takes what arrives at far gas" in notes
    assert "not before 2035" in notes
    assert answer.worth["joint_gain"].tolist() == pytest.approx([0.0], abs=1e-9)
    assert answer.by_project.empty


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (Question(horizon=2030, projects=("bypas",)), "no project 'bypas'; nearest: opt_bypass"),
        (Question(horizon=2030, projects=("cavern",)), "no project 'cavern'"),
        (Question(horizon=2022), "horizon 2022 lies before the base year 2023"),
        (Question(horizon=9999), "horizon 9999 is out of range; 1900 to 2200"),
        (Question(samples=3), "samples is 3; at least 4"),
        (Question(seed=-1), "seed -1: a whole number from 0 up"),
        (Question(horizon=2030, players=("AB",)), "'AB' is no player here; nearest: "),
        (Question(horizon=2030, absent=("QQ",)), "'QQ' is no player here; nearest: "),
        (Question(horizon=2030, together=("eu",)), "no members of 'eu' are known"),
    ],
)
def test_one_message_with_what_is_near(chain: System, question: Question, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        answer_power(chain, "gas", question)


def test_members_of_a_body_are_one_player() -> None:
    tables = worlds.chain()
    tables["actors"] = [*tables["actors"], {"id": "bloc", "kind": "bloc", "country": "CC"}]
    tables["memberships"] = [
        {"id": f"m-{state}", "actor": state, "body": "bloc", "role": role, "from": start}
        for state, role, start in (
            ("BB", "member", "2000"),
            ("CC", "founding member", "1990"),
            ("AA", "member not taking part", ""),
        )
    ]
    found = answer_power(toys.system(tables), "gas", Question(horizon=2030, together=("bloc",), cases=()))
    assert column(found.players, "gain") == pytest.approx({"AA": 375, "bloc": 375})


def test_the_measurement_holds_pruned_and_unpruned_together(chain: System) -> None:
    row = dict(zip(power_game.HEAD, power_game.measured(chain, "gas"), strict=True))
    assert row["coalitions"] == "8"
    assert sum(int(row[key]) for key in power_game.HEAD[3:6]) == 8
    assert float(row["largest difference of values"]) < 1e-9


def test_a_ready_made_game_is_read_from_the_package(chain: System) -> None:
    package = chain.package
    assert ready_game(package, "gas").together == ()
    object.__setattr__(package, "extras", {"games/gas.yaml": b"together: [bloc]\nhorizon: 2031\n"})
    assert ready_game(package, "gas").horizon == 2031
    object.__setattr__(package, "extras", {"games/gas.yaml": b"horizont: 2031\n"})
    with pytest.raises(DatasetError, match=r"games/gas\.yaml.*allowed: horizon, together, projects"):
        ready_game(package, "gas")
    object.__setattr__(package, "extras", {})
