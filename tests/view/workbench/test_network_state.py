"""The address of a network's page: what is written is read again, and anything else is refused with what is allowed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import UsageError
from levier.view.workbench.network.state import MOST_CUTS, NetState, read_state, written
from levier.view.workbench.network.words import KINDS, WORDS
from levier.view.workbench.state import Cut

ASSETS = ("Line:0", "Link:a~5", "Generator:<b>&=1", "Store:é ü", "Link:a")
STATES = st.builds(
    NetState,
    st.lists(st.sampled_from(ASSETS), unique=True).flatmap(
        lambda names: st.tuples(*(st.builds(Cut, st.just(name), st.integers(0, 99)) for name in names))
    ),
    st.text(st.characters(blacklist_categories=("Cs",)), max_size=30),
    st.text(st.characters(blacklist_categories=("Cs",)), max_size=30),
    st.one_of(st.none(), st.floats(1e-6, 1e12).map(lambda value: float(f"{value:.12g}"))),
    st.sampled_from(("en", "fr")),
)


@given(STATES)
def test_what_is_written_is_read_again(state: NetState) -> None:
    assert read_state(written(state), ASSETS) == state


@given(st.text(max_size=80))
def test_anything_is_a_state_or_refused(query: str) -> None:
    with suppress(UsageError):
        state = read_state(query, ASSETS)
        assert read_state(written(state), ASSETS) == state


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?cut=Line%3A1", "nearest: Line:0"),
        ("?kut=Line%3A0", "field 'kut' is not known here; nearest: cut"),
        ("?cut=Line%3A0~100", "from 0 to 99"),
        ("?price=-1", "above 0"),
        ("?price=nan", "above 0"),
        ("?price=1e999", "above 0"),
        ("?price=1&price=2", "2 times"),
        ("?from=" + "x" * 101, "101 characters"),
        ("?lang=de", "lang 'de'"),
        ("?" + "&".join(["cut=Link%3Aa"] * (MOST_CUTS + 1)), "at most"),
        ("?" + "x" * 20_000, "characters long"),
    ],
)
def test_what_is_wrong_is_told(query: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_state(query, ASSETS)


def test_every_phrase_has_both_languages_and_the_same_gaps() -> None:
    import string

    for key, pair in {**WORDS, **KINDS}.items():
        gaps = [sorted(field for _, field, _, _ in string.Formatter().parse(words) if field) for words in pair]
        assert all(pair), key
        assert gaps[0] == gaps[1], key
