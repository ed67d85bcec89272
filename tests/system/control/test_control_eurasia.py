"""Control in eurasia, read off the stakes and territories of its sources by hand."""

from __future__ import annotations

from datetime import date

import pytest

from levier.dataset import Package, read
from levier.system.control import (
    consent_set,
    controlled_assets,
    controlled_by,
    controllers,
    economic_interest,
    stakes_at,
    stakes_left_out,
    ultimate_interest,
)

DAY = date(2024, 7, 15)


@pytest.fixture(scope="module")
def eurasia() -> Package:
    """Give the shipped package."""
    return read("eurasia")


def grounds(package: Package, actor: str, asset: str, day: date = DAY) -> set[str]:
    rows = controlled_assets(package, actor, day)
    return set(rows.loc[rows["asset"] == asset, "ground"])


def test_russia_over_the_cpc_has_territory_and_no_majority(eurasia: Package) -> None:
    """24 % of its own and 7 % through Transneft: 31 % of the consortium; it votes 31 % and runs nothing alone."""
    stakes = stakes_at(eurasia, DAY)
    inside = {"RU", *controlled_by(stakes, "RU", operatorship=True)}
    held = stakes[(stakes["holding"] == "cpc") & (stakes["kind"] == "equity") & stakes["owner"].isin(inside)]
    assert held["share"].sum() == 31
    assert "cpc" not in inside
    assert grounds(eurasia, "RU", "cpc_kropotkin_terminal_kz") == {"territory"}
    assert grounds(eurasia, "RU", "cpc_tengiz_atyrau") == set()
    assert grounds(eurasia, "KZ", "cpc_tengiz_atyrau") == {"territory"}


def test_russia_can_stop_kazakh_oil_in_the_cpc_without_its_own(eurasia: Package) -> None:
    rows = controlled_assets(eurasia, "RU", DAY)
    cpc = rows[(rows["group"] == "cpc") & (rows["beneficiary"] == "KZ")]
    assert set(cpc["asset"]) == {
        "cpc_atyrau_komsomolskaya_kz",
        "cpc_komsomolskaya_kropotkin_kz",
        "cpc_kropotkin_terminal_kz",
    }


def test_kazakhstan_over_tengiz_has_territory_only(eurasia: Package) -> None:
    """KazMunayGas holds 20 % of Tengizchevroil."""
    assert grounds(eurasia, "KZ", "tengiz_oil") == {"territory"}
    assert not controllers(stakes_at(eurasia, DAY), "tengizchevroil")
    assert grounds(eurasia, "chevron", "tengiz_oil") == set(), "half of Tengizchevroil is no majority"


@pytest.mark.parametrize(
    ("actor", "asset", "expected"),
    [
        ("transneft", "samara_novorossiysk_kz", {"operator"}),
        ("RU", "samara_novorossiysk_kz", {"territory", "operator"}),
        ("KZ", "uzen_atyrau", {"territory", "operator", "majority"}),
        ("kaztransoil", "atyrau_kenkiyak", {"operator"}),
        ("KZ", "cac_north_beineu_algay_tm", {"territory", "operator"}),
        ("KZ", "cagp_kz_tm", {"territory"}),
        ("KZ", "atasu_alashankou_kz", {"territory"}),
        ("CN", "atasu_alashankou_kz", {"territory"}),
        ("RU", "turkstream_eu", {"territory", "operator", "majority"}),
        ("TR", "btc_kz", {"territory"}),
        ("bp", "btc_kz", {"operator"}),
        ("AZ", "scp_az_tr", {"territory", "operator"}),
        ("lukoil", "cpc_kropotkin_terminal_kz", set()),
        ("TM", "tm_gas_east", {"territory", "operator"}),
    ],
)
def test_grounds(eurasia: Package, actor: str, asset: str, expected: set[str]) -> None:
    assert grounds(eurasia, actor, asset) == expected


def test_lukoil_reaches_lukarco_and_not_turgai_at_half(eurasia: Package) -> None:
    found = controlled_by(stakes_at(eurasia, DAY), "lukoil")
    assert "lukarco" in found
    assert not {"turgai_petroleum", "cpc", "kpo", "tengizchevroil"} & set(found)


def test_gazprom_needs_all_three_stakes_of_the_state(eurasia: Package) -> None:
    """38.37 and 10.97 are 49.34; with 0.89 they are 50.23 at the end of 2024."""
    stakes = stakes_at(eurasia, DAY)
    assert controlled_by(stakes, "RU")["gazprom"].share == pytest.approx(50.23)
    for gone in stakes.index[stakes["holding"] == "gazprom"]:
        assert "gazprom" not in controlled_by(stakes.drop(index=gone), "RU")


def test_the_state_does_not_hold_a_majority_of_rosneft(eurasia: Package) -> None:
    """Rosneftegaz holds 40.4 %."""
    assert "rosneft" not in controlled_by(stakes_at(eurasia, DAY), "RU")


def test_kazatomprom_before_and_after_the_sale_of_2024(eurasia: Package) -> None:
    shares = [
        controlled_by(stakes_at(eurasia, day), "KZ")["kazatomprom"].share
        for day in (date(2024, 6, 30), date(2024, 7, 1))
    ]
    assert shares == pytest.approx([75, 74.9])


def test_interest_in_the_cpc_by_hand(eurasia: Package) -> None:
    """Kazakhstan: (67.42 + 20 + 9.58) % of 20.75; Lukoil 12.5; Shell 2 and 49 % of 7.5; Russia 24 and 78.55 % of 7."""
    table = ultimate_interest(stakes_at(eurasia, DAY))["cpc"]
    assert table["KZ"] == pytest.approx(0.97 * 20.75)
    assert table["lukoil"] == pytest.approx(12.5)
    assert table["shell"] == pytest.approx(2 + 0.49 * 7.5)
    assert table["RU"] == pytest.approx(24 + 0.7855 * 7)


def test_every_holding_adds_up(eurasia: Package) -> None:
    stakes = stakes_at(eurasia, DAY)
    table = ultimate_interest(stakes)
    total = table.drop(index="told twice").sum() - table.loc["told twice"]
    assert total.to_numpy() == pytest.approx(100)
    assert economic_interest(stakes).loc["told twice"].max() < 0.5


def test_stakes_left_out_are_few_and_say_why(eurasia: Package) -> None:
    assert (stakes_left_out(eurasia, DAY)["note"] != "").all()


def test_consent_of_the_cpc(eurasia: Package) -> None:
    players = ["RU", "KZ", "US"]
    assert consent_set(eurasia, "cpc_kropotkin_terminal_kz", DAY, players) == {"RU"}
    assert consent_set(eurasia, "cpc_atyrau_komsomolskaya_kz", DAY, players) == {"RU", "KZ"}
