"""The words of the report's section on sanctions, in English and French."""

from __future__ import annotations

__all__ = ["SANCTIONS"]

SANCTIONS: dict[str, tuple[str, str]] = {
    "sanctions": ("How far sanctions reach", "Portée des sanctions"),
    "sanctions_none": (
        "The package records no designation of an authority whose rule it tells.",
        "Le jeu de données ne contient aucune désignation d’une autorité dont il donne la règle.",
    ),
    "sanctions_about": (
        (
            "A designation blocks the actors it names and, by each authority’s own rule, companies that they own. What "
            "is reached counts with its full stake on the next tier. A company in which blocked owners hold less is "
            "spared; their stake in it is frozen. Licences let named projects go on, from their first to their last "
            "day. Facts of the official lists and of reports on them, up to the day stated."
        ),
        (
            "Une désignation bloque les acteurs qu’elle nomme et, selon la règle propre à chaque autorité, les "
            "sociétés qu’ils possèdent. Ce qui est atteint compte pour toute sa participation à l’étage suivant. Une "
            "société dont les propriétaires bloqués détiennent moins est épargnée ; leur participation y est gelée. "
            "Des licences laissent des projets nommés se poursuivre, du premier au dernier jour. Faits des listes "
            "officielles et des comptes rendus, jusqu’au jour indiqué."
        ),
    ),
    "sanctions_rule": (
        "{day}. Reached: {size}{votes}, {added}. What was decided after that day is not known here.",
        "{day}. Atteint : {size}{votes}, {added}. Ce qui a été décidé après ce jour n’est pas connu ici.",
    ),
    "sanctions_at_least": ("{share} or more", "{share} ou plus"),
    "sanctions_above": ("more than {share}", "plus de {share}"),
    "sanctions_votes": (" of the shares or of the votes", " des parts ou des voix"),
    "sanctions_added": (
        "holdings of all designated persons added up",
        "participations de toutes les personnes désignées additionnées",
    ),
    "sanctions_alone": ("each designated person alone", "chaque personne désignée seule"),
    "sanctions_assumed": (
        (
            "If what is reached stopped for {months} months (base year {year}): what blocked persons own or run stops, "
            "of a field in which they have a part, that part of its flow; lines and plants that are not reached run "
            "on. This is an assumption. Nothing here says that it happened."
        ),
        (
            "Si ce qui est atteint s’arrêtait pendant {months} mois (année de base {year}) : ce que des personnes "
            "bloquées possèdent ou exploitent s’arrête ; d’un champ où elles ont une part, cette part du flux ; les "
            "lignes et installations non atteintes continuent. C’est une hypothèse. Rien ici ne dit que cela a eu lieu."
        ),
    ),
    "sanctions_failed": ("Not solved, {case}: {reason}", "Non résolu, {case} : {reason}"),
    "without licences": ("without licences", "sans licences"),
    "with licences": ("with licences", "avec licences"),
    "sanctions_difference": ("what licences save", "ce que les licences évitent"),
    "sanctions_chart": ("Chains of ownership: {authority}", "Chaînes de propriété : {authority}"),
    "sanctions_actors": ("Who is designated, reached, spared", "Qui est désigné, atteint, épargné"),
    "sanctions_assets": ("Assets: what would go on", "Actifs : ce qui continuerait"),
    "sanctions_losses": ("Loss if what is reached stopped", "Perte si ce qui est atteint s’arrêtait"),
    "sanctions_stakes": ("Stakes of blocked owners in what is spared", "Parts de propriétaires bloqués dans l’épargné"),
    "sanctions_licences": ("Licences, with their days", "Licences et leurs dates"),
    "sanctions_links": ("The stakes this rests on", "Les participations sur lesquelles cela repose"),
    "sanctions_untold": ("Stakes of unknown size, not counted", "Participations de taille inconnue, non comptées"),
    "sanctions_actor": ("Actor", "Acteur"),
    "sanctions_asset": ("Asset", "Actif"),
    "sanctions_holding": ("Holding", "Détenu"),
    "sanctions_status": ("Status", "Statut"),
    "sanctions_why": ("Held by blocked owners", "Détenu par des propriétaires bloqués"),
    "sanctions_share": ("Part", "Part"),
    "sanctions_licence": ("Licence", "Licence"),
    "sanctions_effect": ("Effect", "Effet"),
    "sanctions_until": ("until", "jusqu’au"),
    "sanctions_open": ("no end stated", "sans fin indiquée"),
    "sanctions_since": ("since", "depuis le"),
    "sanctions_spares": ("Lets go on", "Laisse se poursuivre"),
    "sanctions_without": ("Goes on without licences", "Continue sans licences"),
    "sanctions_with": ("With licences", "Avec licences"),
    "sanctions_operates": ("{who} operates it", "exploité par {who}"),
    "sanctions_majority": ("{who}: a majority", "{who} : une majorité"),
    "sanctions_threshold": ("threshold", "seuil"),
    "designated": ("designated", "désigné"),
    "reached": ("reached", "atteint"),
    "spared": ("spared", "épargné"),
    "carved out": ("let go on by licence", "laissé se poursuivre par licence"),
    "partly carved out": ("let go on in part", "laissé se poursuivre en partie"),
    "stake frozen": ("a stake is frozen", "une part est gelée"),
    "frozen": ("frozen", "gelée"),
}
