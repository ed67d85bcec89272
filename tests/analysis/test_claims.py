"""Claims: each kind of check on evidence computed by hand, and verdicts that go when the evidence goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from levier.analysis.claims import Judgement, Verdict, check_claims, claims_of
from levier.analysis.claims.finding import Finding, apart, over
from levier.dataset import check, shipped
from levier.errors import UsageError

from .ledgers import claim, package, tables, verdict_on

if TYPE_CHECKING:
    from pathlib import Path

    from tests.dataset.conftest import Cells

HOLDS, OTHERWISE, FAILS, UNKNOWN = Verdict
TRADE = {"measure": "turnover", "unit": "USD bn"}
LEVEL = {"subject": "caspian_level", "measure": "level", "unit": "m"}


def by_hand() -> list[tuple[str, Cells, Verdict, float | None]]:
    """Give a claim of each kind with its verdict and value, worked out by hand."""
    tie = "from=KZ; to=RU"
    return [
        ("report", claim("observation", "", **LEVEL, value="-29", direction="at_most"), HOLDS, -29.2),
        ("change", claim("observation", "since=2020", **LEVEL, value="0", direction="at_most"), HOLDS, -1.0),
        ("tie", claim("tie", tie, **TRADE, value="27", direction="at_least"), HOLDS, 28.0),
        ("tie, missing year", claim("tie", tie, **TRADE, kind="forecast", period="2019"), UNKNOWN, None),
        ("share of ties", claim("tie", f"{tie}; against=WW", measure="turnover", unit="%", value="70"), HOLDS, 70.0),
        ("growth", claim("tie", f"{tie}; since=2023", measure="turnover", unit="%", value="0"), HOLDS, 0.0),
        ("members", claim("membership", "body=club; role=member", unit="states", value="2"), HOLDS, 2.0),
        ("no member", claim("membership", "body=club; role=guest; actor=KZ", unit="states"), FAILS, 0.0),
        ("agreement", claim("agreement", "parties=RU,KZ; mentions=sea"), HOLDS, 1.0),
        ("silence is no proof", claim("agreement", "parties=RU,KZ; mentions=rail"), UNKNOWN, None),
        ("meeting", claim("meeting", "participants=KZ,RU", period="2024-07-04"), HOLDS, 1.0),
        ("sanction", claim("sanction", "target=kmg"), HOLDS, 1.0),
        ("few sanctions", claim("sanction", "authority=office", value="0", direction="at_most"), FAILS, 1.0),
        ("vendors", claim("option", "place=tengiz; kind=nuclear", unit="vendors", value="3"), FAILS, 2.0),
        ("rank", claim("rank", "of=KZ; partner=RU", measure="turnover", unit="rank"), UNKNOWN, None),
    ]


@pytest.mark.parametrize(("row", "verdict", "value"), [case[1:] for case in by_hand()], ids=[c[0] for c in by_hand()])
def test_checks_by_hand(tmp_path: Path, row: Cells, verdict: Verdict, value: float | None) -> None:
    """Every check that reads rows finds what was worked out by hand."""
    found = verdict_on(tmp_path / "tiny", tables(), row)
    assert found.verdict is verdict, found.why
    assert found.finding.value == (None if value is None else pytest.approx(value))
    assert bool(found.finding.missing) == (value is None)
    assert bool(found.sources) == (value is not None)


@pytest.fixture(scope="module")
def reconciled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Judgement]:
    """Give the judgements of claims on the base year, all from one load."""
    exports = "country=KZ; family=crude; direction=exports; by"
    rows = [
        claim("flow", id="flow", subject="cpc_old", unit="Mt", value="35.5", direction="about", tolerance="0.2"),
        claim("flow", id="part", subject="all_exports", unit="kt", value="35500", direction="about", tolerance="200"),
        claim("share", "against=tengiz_oil", id="share", subject="cpc_old", unit="%", value="90"),
        claim("dependence", f"{exports}=territory; key=RU", id="land", unit="%", value="99"),
        claim("dependence", f"{exports}=partner; key=RU", id="partner", unit="%", value="99"),
        claim("structural", "country=KZ; family=crude; direction=exports; key=RU", id="lost", unit="%", value="90"),
        claim("shock", "shock=closed; country=KZ; family=crude; what=output", id="shock", unit="%", value="1"),
        claim("flow", id="bound", subject="cpc_old", unit="Mt", value="50"),
        claim("flow", id="total", subject="cpc_old", unit="Mt", value="72", direction="about", tolerance="3"),
        claim("flow", id="month", subject="cpc_old", unit="Mt", period="2024-05", value="1"),
        claim("flow", id="years", subject="cpc_old", unit="Mt", period="2023/2024", value="1"),
        claim("flow", id="unit", subject="cpc_old", unit="bcm", value="1"),
        claim("flow", id="other year", subject="cpc_old", unit="Mt", period="2019", value="1", kind="forecast"),
    ]
    # Ids keep to the schema; the test looks claims up by these.
    rows = [row | {"id": row["id"].replace(" ", "_")} for row in rows]
    folder = tmp_path_factory.mktemp("ledger") / "tiny"
    return {each.claim.id: each for each in check_claims(package(folder, tables(), *rows)).judgements}


def test_reconciled_flows(reconciled: dict[str, Judgement]) -> None:
    """A flow comes back with its report's value and interval, in the claim's unit; a sum is its only part."""
    flow, part = reconciled["flow"], reconciled["part"]
    assert flow.verdict is HOLDS
    assert flow.finding.value == pytest.approx(35.5, abs=0.2)
    assert flow.finding.low < 35.5 < flow.finding.high
    assert flow.finding.high - flow.finding.low < 2 * 1.65 * 0.003 * 35.5 * 1.01
    assert flow.rows == ("o1",)
    assert part.finding.value == pytest.approx(1000 * flow.finding.value)


def test_shares_and_dependence(reconciled: dict[str, Judgement]) -> None:
    """All exports go by the line, over both territories; the partner that only lets them pass buys none."""
    assert reconciled["share"].finding.value == pytest.approx(100 * 35.5 / (35.5 + 1.2), abs=1.0)
    assert reconciled["land"].finding.value == pytest.approx(100.0)
    partner = reconciled["partner"]
    assert partner.verdict is OTHERWISE
    assert partner.finding.value == 0.0
    assert partner.other.value == pytest.approx(100.0)
    assert "territory" in partner.other.definition


def test_total_for_part(reconciled: dict[str, Judgement]) -> None:
    """A total told of its part is named; but that a sum is larger than its part bears no lower bound out."""
    assert reconciled["total"].verdict is OTHERWISE
    assert reconciled["total"].other.definition == "Moved"
    assert reconciled["bound"].verdict is FAILS


def test_closed_territory_and_shock(reconciled: dict[str, Judgement]) -> None:
    """With its only line closed a country exports nothing, and its field fills the tanks and stops."""
    assert reconciled["lost"].finding.value == pytest.approx(100.0, abs=1.0)
    assert reconciled["shock"].finding.value > 50.0


def test_what_is_missing_is_said(reconciled: dict[str, Judgement]) -> None:
    """A month without a report, several years, a unit of another kind, a year without reports: each says so."""
    for name, words in {
        "month": "no report", "years": "more than one year", "unit": "not in bcm", "other_year": "2019",
    }.items():  # fmt: skip
        assert reconciled[name].verdict is UNKNOWN
        assert words in reconciled[name].why
        assert reconciled[name].finding.low is None


FORETOLD = LEVEL | {"value": "-29", "direction": "at_most", "kind": "forecast"}
EVIDENCE = {
    "observation": ("observations", {"l1"}, claim("observation", **FORETOLD)),
    "tie": ("ties", {"t24"}, claim("tie", "from=KZ; to=RU", **TRADE, value="27", kind="forecast")),
    "membership": ("memberships", {"m1", "m2", "m3"}, claim("membership", "body=club; role=member", unit="states")),
    "agreement": ("agreements", {"a1"}, claim("agreement", "parties=KZ,RU; mentions=sea")),
    "flow": ("observations", {"o1"}, claim("flow", subject="cpc_old", unit="Mt", value="30")),
}  # fmt: skip


@pytest.mark.parametrize("name", EVIDENCE)
def test_without_its_evidence_a_claim_cannot_be_checked(tmp_path: Path, name: str) -> None:
    """Take a claim's rows out of the package, and its verdict goes with them: no verdict is stored anywhere."""
    table, ids, row = EVIDENCE[name]
    rows = tables()
    before = verdict_on(tmp_path / "with", rows, row)
    assert before.verdict is HOLDS
    assert set(before.rows) <= ids
    rows[table] = [each for each in rows[table] if each["id"] not in ids]
    after = verdict_on(tmp_path / "without", rows, row)
    assert after.verdict is UNKNOWN
    assert after.finding.missing


def test_another_period_is_named(tmp_path: Path) -> None:
    """A figure of 2022 told of 2024 holds for 2022; a chair told of the year after held it the year before."""
    found = verdict_on(
        tmp_path / "a",
        tables(),
        claim(
            "observation",
            subject="share",
            measure="world_share",
            unit="%",
            value="43",
            direction="about",
            tolerance="1",
        ),
    )
    assert (found.verdict, found.other.period) == (OTHERWISE, "2022")
    chair = claim("membership", "body=club; role=chair; actor=KZ", unit="states", period="2025")
    found = verdict_on(tmp_path / "b", tables(), chair)
    assert (found.verdict, found.other.period) == (OTHERWISE, "2024-01-01/2024-12-31")


def test_a_forecast_is_not_saved_by_another_year(tmp_path: Path) -> None:
    """What was foretold for a year is checked against that year alone."""
    row = claim("tie", "from=KZ; to=RU", **TRADE, value="30", period="2024", kind="forecast")
    assert verdict_on(tmp_path / "tiny", tables(), row).verdict is FAILS


def test_reports_that_disagree(tmp_path: Path) -> None:
    """The median stands for reports that disagree, its interval covers all; one alone may bear a claim out."""
    row = claim("tie", "from=KZ; to=RU", **TRADE, period="2023", value="30", direction="about", tolerance="0.5")
    found = verdict_on(tmp_path / "tiny", tables(), row)
    assert found.finding.value == 28.0
    assert found.finding.low < 26.0
    assert found.finding.high > 30.0
    assert found.verdict is OTHERWISE
    assert "alone" in found.other.definition


def pledge(value: str, period: str) -> Cells:
    """Give a pledge of a turnover, from 2023 on."""
    return claim("tie", "from=KZ; to=RU; start=2023", **TRADE, value=value, period=period, kind="pledge")


def test_pledges_against_their_path(tmp_path: Path) -> None:
    """From 28 in 2023: 30 by 2025 asks 29 in 2024, where 28 came; 28 by 2025 is on its path; 2024 itself is over."""
    late = verdict_on(tmp_path / "a", tables(), pledge("30", "2025"))
    assert late.verdict is FAILS
    for words in ("behind its path", "asks 29", "at that pace 24", "announced since for 2026: 30 USD bn"):
        assert words in late.why
    assert verdict_on(tmp_path / "b", tables(), pledge("28", "2025")).verdict is HOLDS
    over_now = verdict_on(tmp_path / "c", tables(), pledge("30", "2024"))
    assert over_now.verdict is FAILS
    assert over_now.why.startswith("missed")
    rows = tables()
    rows["ties"] = [row for row in rows["ties"] if row["period"] == "2023"]
    assert verdict_on(tmp_path / "d", rows, pledge("30", "2025")).verdict is UNKNOWN


def test_changes_carry_both_intervals() -> None:
    """Growth and shares of independent findings: values by hand, intervals by the root of squares."""
    one, other = Finding(30.0, 27.0, 33.0, "Mt", "2024"), Finding(20.0, 16.0, 24.0, "Mt", "2023")
    assert apart(one, other, "Mt").value == 10.0
    assert apart(one, other, "Mt").low == pytest.approx(10.0 - 5.0)
    assert apart(one, other, "%").value == pytest.approx(50.0)
    assert over(one, other, "%").value == pytest.approx(150.0)
    assert apart(one, Finding.none("gone"), "Mt").missing == "gone"
    assert over(one, Finding(0.0, period="2023"), "%").value is None


def test_topics_and_counts(tmp_path: Path) -> None:
    """Claims are chosen by topic; an unknown topic names those there are; the head line counts every verdict."""
    data = package(
        tmp_path / "tiny",
        tables(),
        claim("sanction", "target=kmg"),
        claim("sanction", "target=rosoil", id="d", about="law"),
    )
    assert [each.claim.id for each in check_claims(data, about="law").judgements] == ["d"]
    everything = check_claims(data)
    assert everything.headline == (
        "2 claims: 1 holds, 0 holds for another period or definition, 0 does not hold, 1 cannot be checked"
    )
    assert list(everything.table["verdict"]) == [HOLDS, UNKNOWN]
    with pytest.raises(UsageError, match="no claim is about 'gas'; there are claims about law, oil"):
        check_claims(data, about="gas")


def test_the_shipped_ledger_is_sound() -> None:
    """Every shipped claim keeps the rules, and none carries a verdict."""
    assert "eurasia" in shipped()
    problems = [str(each) for each in check("eurasia", frictionless=False) if each.file == "claims.csv"]
    assert not problems


def test_arguments_reach_the_claim(tmp_path: Path) -> None:
    """Arguments are read by name, lists by commas."""
    data = package(tmp_path / "tiny", tables(), claim("agreement", "parties=KZ, RU; mentions=sea"))
    (row,) = claims_of(data)
    assert row.listed("parties") == ("KZ", "RU")
    assert row.get("mentions") == "sea"
    assert row.get("otherwise") == ""
