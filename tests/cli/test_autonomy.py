"""Autonomy from the command line."""

from __future__ import annotations

import json

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
        (["KZ", "--carriers", "crude", "--samples", "-1"], ["-1 samples", "1 to 16,384"]),
    ],
)
def test_wrong_input_is_one_message(call: Call, package: str, words: list[str], parts: list[str]) -> None:
    refused(call("autonomy", *words, "--package", package), parts)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["KZ", "--carriers", "oil"], ["'oil' can mean crude or products"]),
        (["KZ", "--carriers", "crude", "--level", "ebb"], ["level 'ebb' of caspian_level", "low, mid, high"]),
        (["KZ", "--carriers", "crude", "--level", "lake=-30"], ["level 'lake=-30'", "there are caspian_level"]),
    ],
)
def test_words_the_shipped_package_does_not_know(call: Call, words: list[str], parts: list[str]) -> None:
    refused(call("autonomy", *words), parts)


def test_a_country_without_options_has_an_answer(call: Call, package: str) -> None:
    code, out, err = call("autonomy", "KZ", "--carriers", "crude", "--package", package, "--limit", "0.5", "--json")
    assert code == 0, err
    answer = json.loads(out)
    assert answer["level"] is None
    assert answer["guarantee"].startswith("exact: every set")
    assert answer["sentences"][0].startswith("In 2030, with nothing more built,")
