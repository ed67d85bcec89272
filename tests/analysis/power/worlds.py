"""A producer, a transit state and a buyer, small enough for every coalition to be valued by hand."""

from __future__ import annotations

from tests.system import toys

OPTIONS = (
    {"id": "opt_bypass", "kind": "corridor", "place": "field", "to": "city", "carrier": "gas", "capacity": 2},
    {"id": "opt_paid", "kind": "corridor", "place": "field", "to": "city", "carrier": "gas", "capacity": 2,
     "cost_low": 80, "cost_high": 120},
    {"id": "opt_wells", "kind": "supply", "place": "field", "carrier": "gas", "capacity": 3, "project": "growth"},
    {"id": "opt_port", "kind": "market", "place": "city", "carrier": "gas", "capacity": 3, "price": "port_price",
     "project": "growth"},
    {"id": "opt_nowhere", "kind": "corridor", "place": "field", "to": "far", "carrier": "gas", "capacity": 2,
     "available_from": "2035"},
    {"id": "opt_cavern", "kind": "storage", "place": "city", "carrier": "gas", "capacity": 2},
)  # fmt: skip


def chain(*stakes: toys.Row) -> toys.Tables:
    """Gas of AA (cost 10) through BB (tariff 20) to CC, which uses 5: 3 worth 100, 2 worth 300 each.

    AA also uses 1 worth 50 beside its field. All is flat over the year, so by hand, in M USD a year: AA alone
    1 x (50 - 10) = 40; AA, BB and CC together 40 + 3 x 70 + 2 x 270 = 790; every other coalition what AA has.
    """
    return toys.tables(
        {"field": "AA", "mid": "BB", "city": "CC", "far": "BB"},
        supplies=[toys.supply("wells", "field", "gas", 10, cost=10)],
        corridors=[
            toys.corridor("first", "gas", ("field", "mid"), 5, capacity=6, territory="AA;BB"),
            toys.corridor("second", "gas", ("mid", "city"), 15, territory="BB;CC"),
        ],
        demands=[
            toys.demand("home", "field", "gas", "1:50"),
            toys.demand("use", "city", "gas", "0.6:100;0.4:300"),
        ],
        prices=[toys.price("port_price", "gas", 200)],
        options=[{**row, "unit": "bcm/a"} for row in OPTIONS],
        stakes=[{"id": "none", "owner": "op_c", "holding": "nothing", "share": 1, "kind": "equity"}, *stakes],
        observations=[toys.report("home", 1, unit="bcm"), toys.report("use", 5, unit="bcm")],
    )
