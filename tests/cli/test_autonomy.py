"""Autonomy from the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Call


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["KZ", "--limit", "1.5"], ["limit 1.5 is out of range", "0 to 1"]),
        (["Kazakstan", "--carriers", "crude"], ["no country 'Kazakstan'", "KZ (Kazakhstan)"]),
        (["KZ", "--carriers", "gaz"], ["gaz"]),
        (["KZ", "--carriers", "crude", "--by", "2020"], ["horizon 2020 lies before the base year"]),
        (["KZ", "--carriers", "crude", "--rate", "2"], ["rates 0 to 1"]),
    ],
)
def test_wrong_input_is_one_message(call: Call, package: str, words: list[str], parts: list[str]) -> None:
    code, out, err = call("autonomy", *words, "--package", package)
    assert code == 2
    assert not out
    assert err.startswith("levier: ")
    assert err.count("\n") == 1
    for part in parts:
        assert part in err
