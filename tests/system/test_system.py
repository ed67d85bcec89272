"""Loading a year of a package, and parts of it."""

from __future__ import annotations

from datetime import date

import pytest

from levier.errors import UsageError
from levier.system import System, load
from tests.system import toys, worlds


def test_load_gives_a_year_with_a_peak_hour() -> None:
    system = load(toys.package(worlds.transit()), 2023)
    assert system.year == 2023
    assert system.topology.calendar.labels[-1] == "peak"
    assert system.base_year.summary.at["oil", "base"] == pytest.approx(12, rel=1e-3)


def test_families_are_loaded_alone() -> None:
    one, two = worlds.oil(), worlds.gas()
    merged = {name: [*one.get(name, []), *two.get(name, [])] for name in {**one, **two}}
    merged |= {name: one[name] for name in ("sources", "countries", "actors", "carriers")}
    package = toys.package(merged)
    whole = load(package, 2023)
    alone = load(package, 2023, families=["gas"])
    assert set(alone.assets["family"]) == {"gas"}
    assert whole.part(["gas"]).base_year.summary["base"].to_numpy() == pytest.approx(
        alone.base_year.summary["base"].to_numpy(), abs=1e-4
    )
    assert whole.part(["crude"]).network().name == "toy 2023"


def test_as_of_leaves_out_what_was_not_known() -> None:
    tables = worlds.transit()
    tables["observations"] = [
        *(toys.report(name, 6, "2023-01/2023-06") for name in ("oil", "sales")),
        *(toys.report(name, 8, "2023-07/2023-12") for name in ("oil", "sales")),
    ]
    known = load(toys.package(tables), 2023, as_of=date(2023, 6, 30)).base_year
    assert len(known.reports) == 2
    assert known.summary.at["oil", "base"] == pytest.approx(12, rel=0.1)
    with pytest.raises(UsageError, match="too few reports for 2023"):
        load(toys.package(tables), 2023, as_of=date(2023, 6, 29))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"horizon": "medium"}, "horizon 'medium' is not one of short, long"),
        ({"capacity": "real"}, "capacity 'real' is not one of effective, paper"),
        ({"deck": "mid"}, "deck 'mid' is not one of low, base, high"),
        ({"families": ["oil"]}, "no family of carriers 'oil'; there are crude, gas, power"),
        ({"families": ["gas"]}, "too few reports for 2023"),
        ({"year": 2019}, "too few reports for 2019"),
    ],
)
def test_what_is_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        load(toys.package(worlds.transit()), **{"year": 2023, **options})  # type: ignore[arg-type]


def test_other_capacities_keep_the_base_year(oil: System) -> None:
    paper = oil.with_capacity("paper")
    assert paper.base_year is oil.base_year
    assert paper.capacity == "paper"
