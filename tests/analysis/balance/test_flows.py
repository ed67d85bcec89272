"""Flows shared out on a toy whose volumes are known."""

from __future__ import annotations

import pytest

from levier.analysis.balance import DOMAINS, answer_balance
from levier.analysis.balance.blocs import Blocs
from levier.analysis.balance.flows import flow_bases
from levier.system import System


def test_oil_goes_out_through_the_neighbour(transit: System) -> None:
    """12 Mt of AA cross to BB, where the market is the outside world's: the way is told, the buyer is not."""
    bases = flow_bases(transit, "AA", DOMAINS["oil"], Blocs({}))
    assert not isinstance(bases, str)
    routes, last = bases[0], bases[2]
    assert (routes.measure, last.measure) == ("volume_by_neighbour", "volume_by_partner")
    assert {key: each.value for key, each in routes.told.items()} == pytest.approx({"BB": 12.0}, rel=1e-4)
    assert not last.told
    assert last.total == pytest.approx(12.0, rel=1e-4)


def test_a_bloc_stands_for_its_members(transit: System) -> None:
    """BB in a union: the union is the neighbour, and its part is named."""
    bases = flow_bases(transit, "AA", DOMAINS["oil"], Blocs({"union": frozenset({"BB"})}))
    assert not isinstance(bases, str)
    assert bases[0].told["union"].parts == ("BB",)


def test_what_is_missing_is_said(transit: System) -> None:
    """No family, no trade, one partner, no base year: each its own words."""
    assert flow_bases(transit, "AA", DOMAINS["uranium"], Blocs({})) == "the base year 2023 holds nothing of uranium"
    assert flow_bases(transit, "CC", DOMAINS["oil"], Blocs({})) == "CC has no trade of crude in 2023"
    package = transit.package
    asked = {"domains": ["oil"], "systems": [transit]}
    one = answer_balance(package, "AA", 2023, **asked).missing["missing"].iloc[0]
    assert one.startswith("fewer than two partners are told: volume_by_neighbour (both) 2023: BB")
    other = answer_balance(package, "AA", 2024, **asked).missing
    assert other["missing"].tolist() == ["the base year 2024 is not loaded"]
    why = answer_balance(package, "AA", 2024, domains=["oil"], failed={2024: "too few reports"}).missing
    assert why["missing"].tolist() == ["too few reports"]
