"""The words of the report's section on chokepoints, in English and French."""

from __future__ import annotations

__all__ = ["CHOKEPOINTS"]

CHOKEPOINTS: dict[str, tuple[str, str]] = {
    "chokepoints": ("Chokepoints", "Points de passage critiques"),
    "choke_about": (
        (
            "Every corridor, field and plant is closed with all its parts, alone and in all pairs, from {start} to "
            "{end}. Loss is money at stated prices; together is the loss of a pair, apart the sum of its members' "
            "losses when each is closed alone, and beyond what the pair loses in addition. Pairs in which one member "
            "does no damage of its own are left out."
        ),
        (
            "Chaque corridor, gisement et centrale est fermé avec toutes ses parties, seul puis par toutes les paires, "
            "de {start} à {end}. La perte est comptée aux prix retenus ; « ensemble » est la perte d’une paire, "
            "« séparément » la somme des pertes de ses membres fermés seuls, « en plus » ce que la paire ajoute. Les "
            "paires dont un membre ne cause aucun dommage propre sont omises."
        ),
    ),
    "choke_small": (
        (
            "Asked of {capacity} capacities, {deck} prices, {horizon} horizon. {count} cuts: {solved} solved to a "
            "checked optimum, the others proved by these; {lost} without an optimum. A ranking by damage (the engine's "
            "objective, wedges included) is certified among them; rankings by loss and by volume are computed on all "
            "cases evaluated, at the optimum found of each. World prices do not react."
        ),
        (
            "Capacités : {capacity} ; prix : {deck} ; horizon : {horizon}. {count} fermetures : {solved} résolues à "
            "l’optimum vérifié, les autres prouvées par celles-ci ; {lost} sans optimum. Un classement par dommage "
            "(objectif du moteur, coins compris) est certifié parmi elles ; les classements par perte et par volume "
            "sont calculés sur tous les cas évalués, à l’optimum trouvé. Les prix mondiaux ne réagissent pas."
        ),
    ),
    "choke_failed": ("No answer: {reason}", "Sans réponse : {reason}"),
    "choke_singles_ways": (
        "Corridors, joint limits and storages, each closed alone, by loss",
        "Corridors, limites communes et stockages, fermés seuls, selon la perte",
    ),
    "choke_singles_sources": (
        "Fields, plants and conversions, each closed alone, by loss",
        "Gisements, centrales et conversions, fermés seuls, selon la perte",
    ),
    "choke_pairs_ways": ("Pairs of corridors, by loss", "Paires de corridors, selon la perte"),
    "choke_extra_ways": (
        "Pairs of corridors that lose most beyond what each loses apart",
        "Paires de corridors qui perdent le plus au-delà de leurs membres séparés",
    ),
    "choke_extra_any": (
        "Pairs of any kind that lose most beyond what each loses apart",
        "Paires de tout genre qui perdent le plus au-delà de leurs membres séparés",
    ),
    "choke_countries": ("Worst for each country, by its loss", "Les pires pour chaque pays, selon sa perte"),
    "choke_carriers": (
        "Worst for each carrier: demand not served, output lost",
        "Les pires pour chaque vecteur : demande non servie, production perdue",
    ),
    "choke_way": ("Closed", "Fermé"),
    "together": ("Together", "Ensemble"),
    "apart": ("Apart", "Séparément"),
    "beyond": ("Beyond", "En plus"),
    "damage": ("Damage", "Dommage"),
    "damage_hint": ("The engine's objective, wedges included", "Objectif du moteur, coins compris"),
    "apart_hint": ("Sum of the losses of its members, each closed alone", "Somme des pertes, chacun fermé seul"),
    "beyond_hint": ("Together less apart", "Ensemble moins séparément"),
    "what_lost": ("What is lost", "Ce qui est perdu"),
    "volume_lost": ("Volume", "Volume perdu"),
    "basis_closed": (
        "The flows that are closed with it.",
        "Les flux fermés avec lui.",
    ),
}
