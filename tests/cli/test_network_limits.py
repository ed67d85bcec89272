"""Options of ``levier serve`` about networks of users: what is out of range is refused before anything is opened."""

from __future__ import annotations

import pytest

from levier.analysis.desk.network import NetworkLimits
from levier.cli.network_limits import NetworkMost
from tests.cli.conftest import Call


def test_the_usual_limits_are_those_of_the_workbench() -> None:
    assert NetworkMost().limits() == NetworkLimits()


def test_each_option_sets_its_limit() -> None:
    limits = NetworkMost(1, 2, 3, 4, 5, 6, 7).limits()
    assert limits == NetworkLimits(megabytes=1, snapshots=2, assets=3, reading=4, solving=5, searching=6, gigabytes=7)


@pytest.mark.parametrize(
    ("option", "value", "said"), [("--max-snapshots", "0", "1 or more"), ("--max-network-mb", "99", "at most 32")]
)
def test_a_limit_out_of_range_is_refused(call: Call, option: str, value: str, said: str) -> None:
    code, out, errors = call("serve", option, value, "--no-browser")
    assert (code, out) == (2, "")
    assert said in errors
    assert errors.count("\n") == 1
