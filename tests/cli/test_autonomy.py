"""Autonomy from the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Call, refused


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
    refused(call("autonomy", *words, "--package", package), parts)
