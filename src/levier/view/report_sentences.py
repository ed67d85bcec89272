"""The longer sentences of the report, in English and French."""

from __future__ import annotations

__all__ = ["SENTENCES"]

SENTENCES: dict[str, tuple[str, str]] = {
    "why_gain": (
        (
            "A loss below zero: at stated prices the new flows are worth more than the base year's, which habit"
            " and contracts held in place (the wedge is left out of the loss)."
        ),
        (
            "Une perte négative : aux prix retenus, les nouveaux flux valent plus que ceux de l’année de base, "
            "tenus par l’habitude et les contrats (le coin n’entre pas dans la perte)."
        ),
    ),
    "run_facts": (
        (
            "Asked of {capacity} capacities, {deck} prices, {horizon} horizon. Damage (the engine's objective, "
            "wedges included): {damage}. Solved to a checked optimum; losses of the countries add up to the "
            "system's loss within {imbalance} M USD. World prices do not react."
        ),
        (
            "Capacités : {capacity} ; prix : {deck} ; horizon : {horizon}. Dommage (objectif du moteur, coins "
            "compris) : {damage}. Optimum vérifié ; les pertes des pays s’ajoutent à celle du système à "
            "{imbalance} M USD près. Les prix mondiaux ne réagissent pas."
        ),
    ),
}
