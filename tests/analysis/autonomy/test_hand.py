"""Networks whose frontiers can be worked out by hand, in both variants."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from levier.analysis.autonomy.frontier import frontier_of
from levier.analysis.autonomy.own_first import own_first, own_losses
from levier.analysis.autonomy.sets import cheapest_first, parts_of
from levier.analysis.autonomy.verify import least_cost_losses
from tests.analysis.autonomy import toys

MOST = 10_000


def points(net: toys.Network, closures: list[toys.Closure]) -> list[tuple[float, float, tuple[int, ...]]]:
    """Give cost, worst loss and sizes of every point of the least-cost frontier."""
    found = frontier_of(parts_of(net, closures), net, toys.costs(net), len(closures), months=12, most=MOST)
    return [(point.cost, round(point.worst, 9), point.sizes) for point in found.points]


def test_two_options_and_two_actors_least_cost() -> None:
    # Without anything P can take all 10. A line of 6 through Q leaves 4 to lose, a plant of 5 would leave 5 and costs
    # more, both together cover 10.
    assert points(*toys.two_options()) == [(0.0, 1.0, (0, 0)), (60.0, 0.4, (1, 0)), (160.0, 0.0, (1, 1))]


@pytest.mark.parametrize(("limit", "cost"), [(1.0, 0.0), (0.99, 60.0), (0.4, 60.0), (0.39, 160.0), (0.0, 160.0)])
def test_two_options_and_two_actors_country_first(limit: float, cost: float) -> None:
    net, closures = toys.two_options()
    found = own_first(net, closures, toys.costs(net), limit, months=12)
    assert (found.cost, found.bound) == (pytest.approx(cost), pytest.approx(cost))
    assert found.worst <= limit + 1e-9
    assert found.gap == pytest.approx(0.0, abs=1e-9)


def test_a_closure_of_three_months_weighs_a_quarter() -> None:
    net, closures = toys.two_options()
    found = frontier_of(parts_of(net, closures), net, toys.costs(net), 2, months=3, most=MOST)
    assert [round(point.worst, 9) for point in found.points] == [0.25, 0.1, 0.0]


def test_another_line_through_an_actor_raises_what_he_can_impose() -> None:
    # Of a need of 10, 2 come from home and 4 through P; P can take 4. A second line of 4 through P serves 10; P can
    # take 8: its cost is no less, and it is never chosen.
    standing = [
        toys.supply("own", "HH gas", 2.0),
        toys.supply("p_field", "PP gas", 20.0),
        toys.line("p_line", "PP gas", "HH gas", 4.0),
        toys.need("need", "HH gas", 10.0, 10.0),
    ]
    offers = [toys.offer("second", [toys.line("second", "PP gas", "HH gas", 4.0, project="second")], 10.0)]
    net = toys.network(standing, offers, base=100.0)
    closures = toys.by_territory(net, ["PP"])
    part = parts_of(net, closures)[0]
    assert part.losses((0,), 1).tolist() == pytest.approx([40.0])
    assert part.losses((1,), 1).tolist() == pytest.approx([80.0])
    assert points(net, closures) == [(0.0, 0.4, (0,))]


def test_the_variants_differ_where_the_countrys_own_supply_earns_more_abroad() -> None:
    # At least cost its own 8 are sold at 9 abroad while its need, worth 5, loses all 10; first in line, it loses 2.
    net, closures = toys.trial()
    part = parts_of(net, closures)[0]
    assert part.losses((0,), 1).tolist() == pytest.approx([10 * 5.0])
    assert own_losses(net, closures, (0,), 12).tolist() == pytest.approx([0.2])
    # Each fifth of the plant, 2 units, saves 2 of the 10; own-first needs but one.
    found = points(net, closures)
    assert [cost for cost, _, _ in found] == pytest.approx([20.0 * k for k in range(6)])
    assert [worst for _, worst, _ in found] == pytest.approx([1.0 - 0.2 * k for k in range(6)])
    assert own_first(net, closures, toys.costs(net), 0.1, months=12).cost == pytest.approx(20.0)


def test_a_tie_is_read_in_the_countrys_favour() -> None:
    # A unit is worth 10 to two buyers, one of them the country.
    standing = [
        toys.supply("p_field", "HH gas", 10.0),
        toys.need("mine", "HH gas", 10.0, 10.0),
        toys.market("abroad", "HH gas", 10.0, 10.0),
        toys.supply("q_field", "QQ gas", 10.0),
        toys.line("q_line", "QQ gas", "HH gas", 10.0),
    ]
    net = toys.network(standing, [], base=100.0)
    closures = toys.by_territory(net, ["QQ"])
    assert parts_of(net, closures)[0].losses((), 1).tolist() == pytest.approx([0.0])
    assert least_cost_losses(net, closures, (), 12, net.program.parts()).tolist() == pytest.approx([0.0], abs=1e-6)


def test_what_is_closed_in_one_part_does_not_pay_for_another() -> None:
    # Closing takes 4 of gas from the country and, in another part, an export of power that then serves it 3 more.
    standing = [
        toys.supply("p_field", "PP gas", 4.0),
        toys.line("p_line", "PP gas", "HH gas", 4.0),
        toys.need("gas need", "HH gas", 4.0, 10.0),
        toys.supply("plant", "HH power", 3.0),
        toys.line("out", "HH power", "PP power", 3.0),
        toys.market("abroad", "PP power", 3.0, 20.0),
        toys.need("power need", "HH power", 3.0, 10.0),
    ]
    net = toys.network(standing, [], base=100.0)
    closures = toys.by_territory(net, ["PP"])
    found = frontier_of(parts_of(net, closures), net, [], 1, months=12, most=MOST)
    assert [point.worst for point in found.points] == pytest.approx([0.4])
    assert least_cost_losses(net, closures, (), 12, net.program.parts()).tolist() == pytest.approx([0.4])


def test_a_vendor_can_stop_what_it_built() -> None:
    standing = [toys.supply("p_field", "HH gas", 4.0), toys.need("need", "HH gas", 10.0, 10.0)]
    offers = [toys.offer("plant", [toys.supply("plant", "HH gas", 6.0, project="plant")], 10.0, vendor="V")]
    net = toys.network(standing, offers, base=40.0)
    closures = toys.closures(net, {"V": ["plant"]})
    part = parts_of(net, closures)[0]
    assert part.losses((0,), 1).tolist() == pytest.approx([0.0])
    assert part.losses((1,), 1).tolist() == pytest.approx([60.0])


@pytest.mark.parametrize("toy", [toys.two_options, toys.trial])
def test_every_point_of_a_small_frontier_by_brute_force(toy: toys.Toy) -> None:
    net, closures = toy()
    costs, parts = toys.costs(net), net.program.parts()
    every = list(itertools.product(*(range(each.steps + 1) for each in net.offers)))
    worst = {sizes: float(least_cost_losses(net, closures, sizes, 12, parts).max()) for sizes in every}
    own = {sizes: float(own_losses(net, closures, sizes, 12).max()) for sizes in every}
    cost = {s: sum(c * k / o.steps for c, k, o in zip(costs, s, net.offers, strict=True)) for s in every}
    found = frontier_of(parts_of(net, closures), net, costs, len(closures), months=12, most=MOST)
    for limit in np.linspace(0.0, 1.0, 11):
        best = min(cost[sizes] for sizes in every if worst[sizes] <= limit + 1e-9)
        point = found.at(float(limit))
        assert point is not None
        assert point.cost == pytest.approx(best)
        assert worst[point.sizes] <= limit + 1e-9
        best = min(cost[sizes] for sizes in every if own[sizes] <= limit + 1e-9)
        assert own_first(net, closures, costs, float(limit), months=12).cost == pytest.approx(best)


def test_a_limit_out_of_reach() -> None:
    net, closures = toys.two_options()
    shut = [toys.Closure(("all",), np.array([flow.kind != "demand" for flow in net.program.flows]))]
    assert not own_first(net, shut, toys.costs(net), 0.5, months=12).found
    assert frontier_of(parts_of(net, shut), net, toys.costs(net), 1, months=12, most=MOST).at(0.5) is None
    assert own_first(net, closures, toys.costs(net), 0.0, months=12).found


def test_without_any_offer_the_country_first_answer_is_what_stands() -> None:
    standing = [
        toys.supply("own", "HH gas", 6.0),
        toys.supply("p_field", "PP gas", 20.0),
        toys.line("p_line", "PP gas", "HH gas", 4.0),
        toys.need("need", "HH gas", 10.0, 10.0),
    ]
    net = toys.network(standing, [], base=100.0)
    closures = toys.by_territory(net, ["PP"])
    found = own_first(net, closures, [], 0.4, months=12)
    assert (found.found, found.cost, found.worst) == (True, 0.0, pytest.approx(0.4))
    assert not own_first(net, closures, [], 0.3, months=12).found


def test_of_two_offers_at_one_site_one_at_most_is_built() -> None:
    order = list(cheapest_first([1.0, 2.0, 4.0], [1, 1, 2], ["site", "site", ""]))
    assert [sizes for _, sizes in order] == [
        (0, 0, 0), (1, 0, 0), (0, 0, 1), (0, 1, 0), (1, 0, 1), (0, 0, 2), (0, 1, 1), (1, 0, 2), (0, 1, 2),
    ]  # fmt: skip
    assert [cost for cost, _ in order] == sorted(cost for cost, _ in order)


def test_a_table_cut_short_says_up_to_which_cost_it_is_complete() -> None:
    net, closures = toys.trial()
    found = frontier_of(parts_of(net, closures), net, toys.costs(net), 1, months=12, most=3)
    assert found.complete_to == pytest.approx(60.0)
    # A set of 60 is found beyond the three: nothing dearer was left out before it.
    assert [(point.cost, point.sure) for point in found.points] == [
        (0.0, True),
        (20.0, True),
        (40.0, True),
        (60.0, True),
    ]
    assert found.at(0.0) is None
