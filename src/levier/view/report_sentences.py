"""The longer sentences of the report, in English and French."""

from __future__ import annotations

__all__ = ["SENTENCES"]

SENTENCES: dict[str, tuple[str, str]] = {
    "press": (
        (
            "Press reports often say that about 80 % of Kazakh oil exports go through Russia. The share of one "
            "pipeline, the CPC, is {pipe} here; the share that crosses Russian territory by any way is {land}, "
            "because the CPC itself ends on the Russian coast and further ways (Atyrau - Samara, Aktau - "
            "Makhachkala) cross Russia too. A figure of about 80 % fits the pipeline's share; it is easily "
            "taken for the territory's share."
        ),
        (
            "La presse écrit souvent qu’environ 80 % des exportations kazakhes de pétrole passent par la "
            "Russie. La part d’un seul oléoduc, le CPC, est ici de {pipe} ; la part qui traverse le territoire "
            "russe par une voie quelconque est de {land}, car le CPC aboutit lui-même à la côte russe et "
            "d’autres voies (Atyraou - Samara, Aktaou - Makhatchkala) traversent aussi la Russie. Un chiffre "
            "d’environ 80 % correspond à la part de l’oléoduc ; on le prend aisément pour celle du territoire."
        ),
    ),
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
