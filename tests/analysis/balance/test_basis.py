"""Shares, effective numbers and drift worked out by hand, and the laws they keep."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.analysis.balance import REST, Basis, Told, effective_number
from levier.analysis.balance.drift import drift_of, drift_table, moves_between

AMOUNTS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.floats(0.01, 1e6), min_size=2)


def basis(told: dict[str, float], total: float | None = None, period: str = "2024", **cells: str) -> Basis:
    """Give a basis in which nothing conflicts."""
    whole = {key: Told(value, value, value) for key, value in told.items()}
    head = {"domain": "trade", "measure": "turnover", "direction": "both", "unit": "USD bn"} | cells
    return Basis(**head, period=period, told=whole, total=total)


def test_shares_of_a_told_total_by_hand() -> None:
    """50 and 30 of 100: a half, three tenths, a fifth not told; 2.63 partners, 2.94 if the rest is many."""
    found = basis({"RU": 50, "CN": 30}, total=100)
    assert found.shares() == {"RU": 0.5, "CN": 0.3, REST: 0.2}
    assert found.coverage == 0.8
    assert found.effective_range() == pytest.approx((1 / (0.25 + 0.09 + 0.04), 1 / (0.25 + 0.09)))


def test_shares_of_told_partners_by_hand() -> None:
    """Without a total, 50 and 30 are 62.5 and 37.5 %; 1.88 partners."""
    found = basis({"RU": 50, "CN": 30})
    assert found.shares() == {"RU": 0.625, "CN": 0.375}
    assert (found.coverage, found.of) == (None, "told partners")
    assert found.effective_range() == pytest.approx((64 / 34, 64 / 34))


def test_a_total_below_its_parts_is_not_used() -> None:
    """50 and 30 of a told 70: shares are of the partners, the coverage still says it."""
    found = basis({"RU": 50, "CN": 30}, total=70)
    assert found.of == "told partners"
    assert sum(found.shares().values()) == pytest.approx(1.0)
    assert found.coverage == pytest.approx(80 / 70)


def test_rounding_is_no_conflict() -> None:
    """Parts that add up to 100.4 % of their total are its whole."""
    found = basis({"RU": 70.4, "CN": 30}, total=100)
    assert found.of == "told total"
    assert REST not in found.shares()


def test_range_of_a_share_moves_with_its_own_value() -> None:
    """A partner told at 20 or 40 beside one at 30: 40 to 57 % of the two; 20 to 40 % of 100."""
    told = {"RU": Told(30, 20, 40), "CN": Told(30, 30, 30)}
    alone = Basis("trade", "turnover", "both", "2024", "USD bn", told)
    assert alone.share_range("RU") == pytest.approx((0.4, 4 / 7))
    whole = Basis("trade", "turnover", "both", "2024", "USD bn", told, total=100.0)
    assert whole.share_range("RU") == pytest.approx((0.2, 0.4))


@given(AMOUNTS, st.none() | st.floats(0.01, 1e7))
def test_shares_are_a_partition(told: dict[str, float], total: float | None) -> None:
    """Shares lie in [0, 1] and add up to 1; the effective number lies between 1 and the number of parts."""
    found = basis(told, total)
    shares = found.shares()
    assert all(0 <= share <= 1 + 1e-12 for share in shares.values())
    assert sum(shares.values()) == pytest.approx(1.0)
    low, high = found.effective_range()
    assert 1 - 1e-9 <= low <= min(high, len(shares)) + 1e-9


@given(AMOUNTS)
def test_effective_number_of_equal_partners_is_their_number(told: dict[str, float]) -> None:
    """It is largest when all are equal, and a scale does not matter."""
    count = len(told)
    assert effective_number([7.0] * count) == pytest.approx(count)
    assert effective_number(told.values()) <= count + 1e-9
    assert effective_number(3 * v for v in told.values()) == pytest.approx(effective_number(told.values()))


def test_drift_by_hand() -> None:
    """40/60 to 50/50: a tenth changed hands in a year, from RU to CN."""
    table = drift_table([basis({"CN": 40, "RU": 60}, period="2023"), basis({"CN": 50, "RU": 50})])
    row = table.iloc[0]
    assert (row["since"], row["period"], row["gains"], row["loses"]) == ("2023", "2024", "CN", "RU")
    assert row["drift"] == pytest.approx(0.1)
    assert row["per_year"] == pytest.approx(0.1, rel=0.01)
    assert (row["gained"], row["lost"]) == pytest.approx((0.1, 0.1))


def test_a_partner_not_told_any_more_moves_nothing() -> None:
    """TR is told in 2023 only; CN and RU kept their proportion, so nothing moved between them."""
    before, after = basis({"CN": 40, "RU": 60, "TR": 100}, period="2023"), basis({"CN": 20, "RU": 30})
    moves, of = moves_between(before, after)
    assert drift_of(moves) == pytest.approx(0.0, abs=1e-12)
    assert of == "partners told in both"


def test_drift_against_totals_counts_the_rest() -> None:
    """40 and 40 of 100 to 40 and 40 of 80: a fifth went from all others to the two."""
    before, after = basis({"CN": 40, "RU": 40}, 100, "2023"), basis({"CN": 40, "RU": 40}, 80)
    moves, of = moves_between(before, after)
    assert of == "told total"
    assert moves == pytest.approx({"CN": 0.1, "RU": 0.1, REST: -0.2})
    assert drift_of(moves) == pytest.approx(0.2)


@given(AMOUNTS, AMOUNTS)
def test_drift_is_a_distance(first: dict[str, float], last: dict[str, float]) -> None:
    """It lies in [0, 1], is 0 for itself and the same there and back."""
    one, two = basis(first), basis(last)
    if set(first) & set(last):
        there, back = drift_of(moves_between(one, two)[0]), drift_of(moves_between(two, one)[0])
        assert 0 <= there <= 1 + 1e-12
        assert there == pytest.approx(back)
    assert drift_of(moves_between(one, one)[0]) == 0


def test_measures_do_not_mix() -> None:
    """A turnover of one year and a share of another are no series; the order of bases does not matter."""
    turnover = [basis({"CN": 40, "RU": 60}, period="2023"), basis({"CN": 50, "RU": 50})]
    shares = basis({"CN": 1, "RU": 9}, 100, "2025", measure="share_of_turnover", unit="%")
    for order in permutations([*turnover, shares]):
        assert drift_table(order)["measure"].tolist() == ["turnover"]


def test_nothing_lost_is_written_without_a_sign() -> None:
    """Shares that stay are neither gained nor lost: 0, not -0."""
    same = [basis({"CN": 50, "RU": 50}, period=period) for period in ("2023", "2024")]
    (row,) = drift_table(same).to_dict("records")
    assert [str(row[name]) for name in ("gained", "lost")] == ["0.0", "0.0"]
