"""Offers through which something can flow: each of their buses is fed and drawn from by something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.analysis.autonomy.offer import LeftOut
from levier.sentence import Name, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.autonomy.offer import Offer
    from levier.system.long import Flow

__all__ = ["live"]


def live(standing: Sequence[Flow], offers: list[Offer]) -> tuple[list[Offer], list[LeftOut]]:
    """Leave out offers through which nothing can flow, whatever else is built."""
    left: list[LeftOut] = []
    while True:
        flows = [*standing, *(flow for offer in offers for flow in offer.flows)]
        fed = {bus for flow in flows for bus, value in flow.ports if value > 0}
        drawn = {bus for flow in flows for bus, value in flow.ports if value < 0}
        dead = {}
        for offer in offers:
            for bus, value in (port for flow in offer.flows for port in flow.ports):
                if bus not in (drawn if value > 0 else fed):
                    dead[offer.name] = _dead_end(bus, drawn=value > 0)
        if not dead:
            return offers, left
        left += [LeftOut(o.name, o.name_en, o.name_fr, dead[o.name]) for o in offers if o.name in dead]
        offers = [offer for offer in offers if offer.name not in dead]


def _dead_end(bus: str, *, drawn: bool) -> str:
    """Say that nothing draws from a bus, or that nothing supplies it."""
    name = Name(bus, "bus", bus)
    if drawn:
        return sentence("autonomy_not_drawn", "nothing draws from {bus}", bus=name)
    return sentence("autonomy_not_supplied", "nothing supplies {bus}", bus=name)
