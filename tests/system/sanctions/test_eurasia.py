"""The shipped package: Rosneft and Lukoil, every chain checked by hand against the sources its rows cite."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from levier.dataset import Package, read
from levier.system.sanctions import Reach, authority_named, reach, rule_at

LISTED = date(2025, 10, 22)


@pytest.fixture(scope="module")
def package() -> Package:
    """Give the shipped package."""
    return read("eurasia")


@cache
def on(package: Package, authority: str, day: date, *names: str) -> Reach:
    return reach(package, authority_named(package, authority), day, names)


def status(found: Reach) -> dict[str, str]:
    return dict(zip(found.entities["entity"], found.entities["status"], strict=True))


def chain(found: Reach, name: str) -> list[tuple[str, float | None]]:
    rows = dict(zip(found.entities["entity"], found.entities["chain"], strict=True))
    return [(f"{link.subject}>{link.object}", link.share) for link in rows[name]]


def test_rosneft_and_lukoil_on_the_day(package: Package) -> None:
    found = on(package, "OFAC", LISTED)
    held = status(found)
    assert {name for name, is_ in held.items() if is_ == "reached"} == {
        "lukarco",  # Lukoil 100 % since December 2009 (Interfax, OGJ)
        "rosneft_shell_caspian",  # Rosneft 51 %, or half: either reaches
        "lukoil_international",  # Lukoil 100 % (OFAC, FAQ 1224 and 1225)
        "turgai_petroleum",  # Lukoil exactly 50 % (Inform, November 2025)
        "kalamkas_khazar",  # Lukoil exactly 50 % (Kursiv, November 2025)
    }
    assert {"cpc", "tengizchevroil", "kpo"} <= {name for name, is_ in held.items() if is_ == "spared"}
    assert chain(found, "cpc") == [
        ("lukoil>lukarco", 100.0),
        ("rosneft>rosneft_shell_caspian", 51.0),
        ("lukarco>cpc", 12.5),
        ("rosneft_shell_caspian>cpc", 7.5),
    ]
    assert found.entities.set_index("entity").at["cpc", "share"] == pytest.approx(20.0)
    assert chain(found, "kpo") == [("lukoil>kpo", 13.5)]
    assert chain(found, "tengizchevroil") == [("lukoil>lukarco", 100.0), ("lukarco>tengizchevroil", 5.0)]
    assert all(link.sources for links in found.entities["chain"] for link in links)


def test_nothing_of_them_the_day_before(package: Package) -> None:
    assert not {"rosneft", "lukoil", "lukarco", "cpc"} & set(status(on(package, "OFAC", date(2025, 10, 21))))


@pytest.mark.parametrize(
    ("day", "licence", "spared", "karachaganak"),
    [
        (LISTED, "General License 124A", {"cpc", "tengizchevroil"}, 0.865),
        (date(2025, 11, 13), "General License 124A", {"cpc", "tengizchevroil"}, 0.865),
        (date(2025, 11, 14), "General License 124B", {"cpc", "tengizchevroil", "kpo"}, 1.0),
        (date(2026, 3, 12), "General License 124B", {"cpc", "tengizchevroil", "kpo"}, 1.0),
    ],
)
def test_general_license_124_and_its_successors(
    package: Package, day: date, licence: str, spared: set[str], karachaganak: float
) -> None:
    found = on(package, "OFAC", day)
    rows = found.entities.set_index("entity")
    assert set(rows.index[rows["licence"] == licence]) == spared
    assets = found.assets.set_index("asset")
    assert assets.at["karachaganak_stream", "kept_without"] == pytest.approx(0.865)
    assert assets.at["karachaganak_stream", "kept_with"] == pytest.approx(karachaganak)
    assert assets.at["tengiz_oil", "kept_without"] == pytest.approx(0.95)
    assert assets.at["tengiz_oil", "kept_with"] == 1.0
    assert assets.at["ru_west_siberia_oil", "status"] == "reached"


def test_the_first_licence_124_lifts_no_blocking(package: Package) -> None:
    """It was of the services determination; had Lukoil been listed in June 2025, it would not have helped."""
    found = on(package, "OFAC", date(2025, 6, 2), "lukoil")
    assert "General License 124" in {each.instrument for each in found.licences}
    assert found.entities.set_index("entity").at["cpc", "licence"] == ""
    assert found.assets.set_index("asset").at["tengiz_oil", "kept_with"] == pytest.approx(0.95)


def test_uk_reaches_less_and_spares_more(package: Package) -> None:
    found = on(package, "UK", LISTED)
    held = status(found)
    assert held["turgai_petroleum"] == held["kalamkas_khazar"] == "spared"
    assert held["lukarco"] == "reached"
    assert found.entities.set_index("entity").at["cpc", "share"] == 12.5
    assert {"cpc", "tengizchevroil", "kpo", "scp_co"} <= set(
        found.entities["entity"][found.entities["until"] == "2027-10-14"]
    )
    assert on(package, "UK", date(2027, 10, 15)).licences == ()


def test_eu_counts_exactly_half_from_3_july_2024(package: Package) -> None:
    assert rule_at(package, "eu_council", date(2024, 7, 2)).strict
    before = status(on(package, "EU", date(2024, 7, 2), "lukoil"))
    after = status(on(package, "EU", date(2024, 7, 3), "lukoil"))
    assert before["turgai_petroleum"] == "spared"
    assert after["turgai_petroleum"] == "reached"
