"""The toy systems that several tests share; the base flows of each are known."""

from __future__ import annotations

from tests.system import toys

WINTER = (1.6, 1.5, 1.2, 0.9, 0.6, 0.4, 0.4, 0.4, 0.6, 1.0, 1.6, 1.8)
EQUITY = {"id": "t0", "owner": "op_c", "holding": "nothing", "share": 100, "kind": "equity"}
SEASON = toys.profile("winter", WINTER, peak=2.0)


def oil() -> toys.Tables:
    """Two fields, a trunk line shared with a neighbour's oil, a railway five times as dear, a refinery, tanks.

    Base year, Mt: north 30, south 12; neighbour 10; trunk 32 + 10 under a joint limit of 50; railway 4; refinery 6.
    """
    trunk = {"slot": "trunk", "group": "trunk_line", "operator": "op_b", "tariff": 10}
    return toys.tables(
        {"north": "AA", "south": "AA", "hub": "AA", "fields_b": "BB", "port": "BB", "gate": "CC"},
        supplies=[
            toys.supply("north_oil", "north", "oil_a", 32, cost=20, operator="op_a"),
            toys.supply("south_oil", "south", "oil_a", 14, cost=30),
            toys.supply("b_oil", "fields_b", "oil_b", 12, cost=10),
        ],
        corridors=[
            toys.corridor("north_hub", "oil_a", ("north", "hub"), 2),
            toys.corridor("south_hub", "oil_a", ("south", "hub"), 3),
            toys.corridor("trunk_a", "oil_a", ("hub", "port"), territory="AA;BB", **trunk),
            toys.corridor("trunk_b", "oil_b", ("fields_b", "port"), territory="BB", **trunk),
            toys.corridor(
                "rail_c", "oil_a", ("hub", "gate"), 50, mode="rail", capacity=12, territory="AA;CC", operator="op_c"
            ),
        ],
        slots=[toys.slot("trunk", "port", 50, capacity_paper=60, operator="op_b")],
        converters=[toys.converter("intake", ("hub", "hub"), ("oil_a", "crude"))],
        demands=[toys.demand("refinery", "hub", "crude")],
        markets=[
            toys.market("port_a", "port", "oil_a", 5),
            toys.market("port_b", "port", "oil_b", 5),
            toys.market("gate_a", "gate", "oil_a", 8),
        ],
        storages=[toys.storage("tanks", "port", "oil_a", 2, injection=20, withdrawal=20, initial=0.5)],
        prices=[
            toys.price("port_a_price", "oil_a", 500),
            toys.price("port_b_price", "oil_b", 480),
            toys.price("gate_a_price", "oil_a", 520),
        ],
        stakes=[
            {"id": "t1", "owner": "op_a", "holding": "north_oil", "share": 60, "kind": "equity"},
            {"id": "t2", "owner": "op_c", "holding": "north_oil", "share": 30, "kind": "equity"},
        ],
        aggregates=[
            {"id": "trunk_total", "term": "trunk_a", "coefficient": 1},
            {"id": "trunk_total", "term": "trunk_b", "coefficient": 1},
        ],
        observations=[
            toys.report("north_oil", 30),
            toys.report("south_oil", 12),
            toys.report("b_oil", 10),
            toys.report("refinery", 6),
            toys.report("rail_c", 4),
            toys.report("trunk_total", 42),
        ],
    )


def gas() -> toys.Tables:
    """A flat field, a cavern and a city with a cold winter; a little is sold abroad.

    Base year, bcm: field 12, city 9 after the profile, sold 3 flat; the cavern carries the season.
    """
    months = [f"2023-{m:02d}" for m in range(1, 13)]
    days = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    total = sum(w * d for w, d in zip(WINTER, days, strict=True))
    use = [9 * w * d / total for w, d in zip(WINTER, days, strict=True)]
    flat = [d / 365 for d in days]
    measured = {"unit": "bcm"}
    return toys.tables(
        {"wells": "AA", "city": "BB"},
        supplies=[toys.supply("wells_gas", "wells", "gas", 14, cost=5)],
        corridors=[toys.corridor("gas_line", "gas", ("wells", "city"), 8, capacity=16, territory="AA;BB")],
        demands=[toys.demand("heating", "city", "gas", profile="winter")],
        markets=[toys.market("gas_sales", "city", "gas", 2)],
        storages=[toys.storage("cavern", "city", "gas", 4, injection=20, withdrawal=20, initial=0.5)],
        prices=[toys.price("gas_sales_price", "gas", 150)],
        profiles=SEASON,
        stakes=[EQUITY],
        observations=[
            *(toys.report("heating", v, m, **measured) for m, v in zip(months, use, strict=True)),
            *(toys.report("wells_gas", 12 * f, m, **measured) for m, f in zip(months, flat, strict=True)),
            *(toys.report("gas_sales", 3 * f, m, **measured) for m, f in zip(months, flat, strict=True)),
        ],
    )


def power() -> toys.Tables:
    """Two zones and a line: coal in the north, dear gas in the south, a peak hour.

    Base year, TWh: coal 50, gas 10; north uses 35, south 25; the line carries 15.
    """
    each = {"unit": "TWh"}
    return toys.tables(
        {"zone_n": "AA", "zone_s": "AA"},
        supplies=[
            toys.supply("coal_plant", "zone_n", "power", 9000, cost=20, fuel="coal") | {"unit": "MW"},
            toys.supply("gas_plant", "zone_s", "power", 3000, cost=60, fuel="gas") | {"unit": "MW"},
        ],
        corridors=[toys.corridor("line", "power", ("zone_n", "zone_s"), mode="line", capacity=3000) | {"unit": "MW"}],
        demands=[
            toys.demand("use_n", "zone_n", "power", "0.1:150;0.9:2000"),
            toys.demand("use_s", "zone_s", "power", "0.1:150;0.9:2000"),
        ],
        stakes=[EQUITY],
        observations=[
            toys.report("coal_plant", 50, **each),
            toys.report("gas_plant", 10, **each),
            toys.report("use_s", 25, **each),
            toys.report("use_s", 3.5, "2023-01-15", id="peak_s", measure="peak_load", unit="GW"),
            toys.report("use_n", 4.5, "2023-01-15", id="peak_n", measure="peak_load", unit="GW"),
        ],
    )


def transit() -> toys.Tables:
    """A field in AA, a line through BB to a market: 12 Mt at 500 USD/t, tariff 10, cost 20."""
    return toys.tables(
        {"field": "AA", "sea": "BB"},
        supplies=[toys.supply("oil", "field", "oil_a", 14, cost=20)],
        corridors=[toys.corridor("line", "oil_a", ("field", "sea"), 10, territory="AA;BB", operator="op_b")],
        markets=[toys.market("sales", "sea", "oil_a", 2)],
        prices=[toys.price("sales_price", "oil_a", 500)],
        stakes=[EQUITY],
        observations=[toys.report("oil", 12), toys.report("sales", 12)],
    )
