"""Laws of the frontier on random networks: no dearer with a looser limit, equal to brute force, read off rightly."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.analysis.autonomy.frontier import Frontier, frontier_of
from levier.analysis.autonomy.own_first import own_first, own_losses
from levier.analysis.autonomy.sets import parts_of
from levier.analysis.autonomy.verify import least_cost_losses
from tests.analysis.autonomy import toys

SIZE = st.integers(0, 8).map(float)
PRICE = st.integers(1, 9).map(float)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[toys.Network, list[toys.Closure]]:
    """Draw a home with a need and an export, two neighbours with fields and lines, three offers, one by a vendor."""
    standing = [
        toys.supply("own", "HH gas", draw(SIZE), draw(PRICE)),
        toys.need("need high", "HH gas", 1.0 + draw(SIZE), 20.0),
        toys.need("need low", "HH gas", draw(SIZE), 8.0),
        toys.supply("p_field", "PP gas", draw(SIZE), draw(PRICE)),
        toys.supply("q_field", "QQ gas", draw(SIZE), draw(PRICE)),
        toys.line("p_line", "PP gas", "HH gas", draw(SIZE)),
        toys.line("out", "HH gas", "QQ gas", draw(SIZE)),
        toys.market("abroad", "QQ gas", draw(SIZE), draw(PRICE) * 2.0),
    ]
    offers = [
        toys.offer("p more", [toys.line("p more", "PP gas", "HH gas", draw(SIZE), project="p more")], 1 + draw(SIZE)),
        toys.offer("q in", [toys.line("q in", "QQ gas", "HH gas", draw(SIZE), project="q in")], 1 + draw(SIZE), 2),
        toys.offer("plant", [toys.supply("plant", "HH gas", draw(SIZE), draw(PRICE), project="plant")], 9.0, 1, "V"),
    ]
    net = toys.network(standing, offers, base=200.0)
    return net, [*toys.by_territory(net, ["PP", "QQ"]), *toys.closures(net, {"V": ["plant"]})]


def frontier(net: toys.Network, closures: list[toys.Closure], *, reuse: bool = True) -> Frontier:
    """Give the least-cost frontier."""
    parts = parts_of(net, closures, reuse=reuse)
    return frontier_of(parts, net, toys.costs(net), len(closures), months=12, most=100)


@given(worlds())
@settings(max_examples=6, deadline=None)
def test_the_frontier_is_brute_force_and_never_dearer_with_a_looser_limit(
    world: tuple[toys.Network, list[toys.Closure]],
) -> None:
    net, closures = world
    costs, parts = toys.costs(net), net.program.parts()
    every = list(itertools.product(*(range(each.steps + 1) for each in net.offers)))
    cost = np.array([sum(c * k / o.steps for c, k, o in zip(costs, s, net.offers, strict=True)) for s in every])
    worst = np.array([least_cost_losses(net, closures, sizes, 12, parts).max() for sizes in every])
    found = frontier(net, closures)
    last = np.inf
    for limit in sorted({0.0, 0.05, 0.2, *(point.worst for point in found.points)}):
        point = found.at(limit)
        fits = worst <= limit + 1e-6
        assert (point is None) == (not fits.any())
        if point is not None:
            assert abs(point.cost - cost[fits].min()) <= 1e-9
            assert worst[every.index(point.sizes)] <= limit + 1e-6
            assert point.cost <= last + 1e-9
            last = point.cost


@given(worlds())
@settings(max_examples=15, deadline=None)
def test_what_is_read_off_is_what_a_solve_would_give(world: tuple[toys.Network, list[toys.Closure]]) -> None:
    net, closures = world
    every = itertools.product(*(range(each.steps + 1) for each in net.offers))
    quick, slow = (parts_of(net, closures, reuse=reuse) for reuse in (True, False))
    for sizes in every:
        for one, other in zip(quick, slow, strict=True):
            own = tuple(sizes[k] for k in one.offers)
            np.testing.assert_allclose(one.losses(own, 3), other.losses(own, 3), atol=1e-6)


@given(worlds(), st.sampled_from([0.0, 0.05, 0.1, 0.3]))
@settings(max_examples=8, deadline=None)
def test_country_first_is_brute_force(world: tuple[toys.Network, list[toys.Closure]], limit: float) -> None:
    net, closures = world
    costs = toys.costs(net)
    every = list(itertools.product(*(range(each.steps + 1) for each in net.offers)))
    fits = [sizes for sizes in every if own_losses(net, closures, sizes, 12).max() <= limit + 1e-7]
    found = own_first(net, closures, costs, limit, months=12)
    assert found.found == bool(fits)
    if fits:
        best = min(sum(c * k / o.steps for c, k, o in zip(costs, s, net.offers, strict=True)) for s in fits)
        assert abs(found.cost - best) <= 1e-6
        assert found.gap <= 1e-6
