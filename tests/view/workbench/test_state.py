"""The address: what is written is read again; what anybody else writes is refused or read as a state, never worse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import UsageError
from levier.shock import Effect, Selector, Shock
from levier.view.workbench.state import Cut, State, read_state, written

GROUPS = ("cpc", "tengiz_oil", "a~b")
FAMILIES, SHOCKS = ("crude", "gas"), ("cpc_closed",)

states = st.builds(
    State,
    st.lists(st.sampled_from(GROUPS), unique=True).flatmap(
        lambda names: st.tuples(*(st.builds(Cut, st.just(name), st.integers(0, 100)) for name in names))
    ),
    st.one_of(st.none(), st.integers(1, 12), st.just("peak")),
    st.one_of(st.none(), st.integers(1, 36)),
    st.one_of(st.none(), st.integers(0, 24)),
    st.sampled_from(("", *FAMILIES)),
    st.just(""),
    st.sampled_from(("en", "fr")),
)


def read(query: str) -> State:
    return read_state(query, GROUPS, FAMILIES, SHOCKS)


@given(states)
def test_what_is_written_is_read_again(state: State) -> None:
    assert read(written(state)) == state


@given(states)
def test_every_state_with_a_cut_is_a_shock_in_its_window(state: State) -> None:
    shock = state.to_shock()
    assert (shock is None) == (not state.cuts)
    if shock is not None:
        assert (shock.start, shock.months, shock.recovery) == state.window()
        assert shock.name
        assert shock.name_fr


@given(st.one_of(st.text(), st.text("?&=~%+cutlangmonths0123456789;<>'\"")))
def test_any_text_is_a_state_or_an_error_of_use(query: str) -> None:
    try:
        state = read(query)
    except UsageError:
        return
    assert read(written(state)) == state


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?cut=cpk", "nearest: cpc"),
        ("?cut=cpc~101", "0 to 100"),
        ("?cut=cpc~-1", "0 to 100"),
        ("?months=0", "1 to 36"),
        ("?months=1e3", "1 to 36"),
        ("?months=٣", "1 to 36"),
        ("?start=13", "1 to 12"),
        ("?months=1&months=2", "once"),
        ("?evil=1", "not known"),
        ("?shock=../../etc/passwd", "not known"),
        ("?lang=de", "not known"),
        ("?" + "cut=cpc&" * 1500, "at most"),
        ("?" + "&".join(["cut=cpc"] * 41), "at most 40"),
    ],
)
def test_what_is_wrong_is_said(query: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(query)


def test_cuts_and_derates_become_one_shock() -> None:
    state = State().with_cut("cpc", 0).with_cut("tengiz_oil", 50)
    shock = state.to_shock()
    assert shock is not None
    assert shock.effects == (
        Effect(kind="cut", select=Selector(group=("cpc",))),
        Effect(kind="derate", keep=0.5, select=Selector(group=("tengiz_oil",))),
    )
    assert State().with_cut("cpc", 0).to_shock() == Shock.cut("cpc")


def test_a_second_cut_of_one_thing_replaces_the_first() -> None:
    state = State().with_cut("cpc", 0).with_cut("tengiz_oil", 0).with_cut("cpc", 30)
    assert state.cuts == (Cut("cpc", 30), Cut("tengiz_oil", 0))
    assert state.without("cpc").cuts == (Cut("tengiz_oil", 0),)
    assert state.cleared().to_shock() is None


def test_a_ready_made_shock_has_its_own_window_until_another_is_chosen() -> None:
    own = Shock(name="spring", name_fr="printemps", effects=Shock.cut("cpc").effects, start=4, months=5, recovery=2)
    state = State(cuts=(Cut("cpc"),), months=9).with_shock("cpc_closed")
    assert state.cuts == ()
    assert state.window(own) == (4, 5, 2)
    assert state.under(own) == own
    assert written(state) == "?shock=cpc_closed"
    later = state.in_window((4, 8, 2), own)
    assert written(later) == "?months=8&shock=cpc_closed"
    shock = later.under(own)
    assert (shock.start, shock.months, shock.recovery) == (4, 8, 2)
    assert shock.effects == own.effects
    assert shock.name != own.name
    assert later.in_window((4, 5, 2), own) == state
    assert later.with_shock("cpc_closed") == later
    assert later.cleared() == State()


@given(states)
def test_a_window_can_be_put_back(state: State) -> None:
    assert not state.in_window(State().window()).has_window
