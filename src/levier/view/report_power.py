"""The words of the report's section on bargaining power, in English and French."""

from __future__ import annotations

__all__ = ["POWER"]

POWER: dict[str, tuple[str, str]] = {
    "bargaining": ("Bargaining power", "Pouvoir de négociation"),
    "bargaining_none": (
        "The package says of no carrier who bargains over it (`games`).",
        "Le jeu de données ne dit d’aucun vecteur qui négocie (`games`).",
    ),
    "power_about": (
        (
            "What states could gain together from {family}, and how it would be shared if each weighed as much as "
            "others need it. An asset is available to a group of states when all those whose consent it needs are in "
            "it: the states it stands on or crosses, the one that runs it, the one that holds a majority of it. A "
            "group’s value is the best it can do with its assets and buyers. The Shapley value is a player’s mean "
            "contribution over all orders of arrival; the nucleolus makes the least satisfied group as satisfied as "
            "can be. Neither predicts a contract."
        ),
        (
            "Ce que des États gagneraient ensemble avec : {family}, et comment ce gain se partagerait si chacun pesait "
            "autant que les autres ont besoin de lui. Un actif est disponible pour un groupe d’États si tous ceux dont "
            "il faut l’accord en font partie : ceux dont il occupe ou traverse le territoire, celui qui l’exploite, "
            "celui qui en détient la majorité. La valeur d’un groupe est le mieux qu’il puisse faire avec ses actifs "
            "et ses acheteurs. La valeur de Shapley est la contribution moyenne d’un joueur sur tous les ordres "
            "d’arrivée ; le nucléole rend le groupe le moins satisfait aussi satisfait que possible. Ni l’une ni "
            "l’autre ne prédit un contrat."
        ),
    ),
    "power_headline": (
        "{family}, horizon {horizon}, base year {year}; {guarantee}. By acting together: {gain} a year.",
        "{family}, horizon {horizon}, année de base {year} ; {guarantee}. En agissant ensemble : {gain} par an.",
    ),
    "power_exact": ("exact", "valeurs exactes"),
    "power_sampled": ("sampled, standard error up to {error}", "échantillonné, erreur type jusqu’à {error}"),
    "power_counted": (
        "{coalitions} groups; {solved} programs solved, the others read off from them.",
        "{coalitions} groupes ; {solved} programmes résolus, les autres s’en déduisent.",
    ),
    "power_certified": (
        "The nucleolus passes Kohlberg’s criterion.",
        "Le nucléole satisfait le critère de Kohlberg.",
    ),
    "power_no_nucleolus": ("No nucleolus: {reason}.", "Pas de nucléole : {reason}."),
    "power_chart": (
        "{family}, {horizon}: gains by acting together, with and without projects",
        "{family}, {horizon} : gains à agir ensemble, avec et sans projets",
    ),
    "power_axis": (
        "Shapley value less what the player has alone, M USD a year",
        "valeur de Shapley moins ce que le joueur a seul, M USD par an",
    ),
    "power_without": ("without projects", "sans projets"),
    "power_players": ("Who gains what, {horizon}; {guarantee}", "Qui gagne quoi, {horizon} ; {guarantee}"),
    "power_player": ("Player", "Joueur"),
    "power_alone": ("Alone", "Seul"),
    "power_alone_hint": ("What the player has without anybody.", "Ce que le joueur a sans personne."),
    "power_gain": ("Gain, Shapley", "Gain, Shapley"),
    "power_share": ("Share of all gains", "Part des gains"),
    "power_nucleolus": ("Gain, nucleolus", "Gain, nucléole"),
    "power_missed": ("All lose without it", "Perte de tous sans lui"),
    "power_top": ("Top tier halved – doubled", "Tranche haute divisée – multipliée par deux"),
    "power_top_hint": (
        "Gain if what the most valuable tier of each demand is worth is halved, and doubled.",
        "Gain si la valeur de la tranche la plus chère de chaque demande est divisée, puis multipliée par deux.",
    ),
    "power_prices": ("Low – high prices", "Prix bas – hauts"),
    "power_projects": ("Projects, each alone, {horizon}; {guarantee}", "Projets, un à un, {horizon} ; {guarantee}"),
    "power_project": ("Project", "Projet"),
    "power_joint": ("Joint gain a year", "Gain commun par an"),
    "power_cost": ("Stated cost", "Coût annoncé"),
    "power_not_told": ("not told", "non précisé"),
    "power_most": ("Gains most", "Gagne le plus"),
    "power_least": ("Loses most", "Perd le plus"),
    "power_notes": ("Notes", "Remarques"),
    "power_value": (
        "{project}: what it is worth to each, {horizon}; {guarantee}",
        "{project} : ce qu’il vaut pour chacun, {horizon} ; {guarantee}",
    ),
    "power_with": ("With it", "Avec"),
    "power_before": ("Without it", "Sans"),
    "power_worth": ("Worth", "Valeur"),
    "power_assume": (
        (
            "Annual flows at physical costs, without ramps, calibration and stocks. A buyer’s worth is its stated "
            "price or tiers; prices do not react. Capital at {rate} over {life} years, paid by use."
        ),
        (
            "Flux annuels aux coûts physiques, sans montée en charge, calage ni stocks. Pour un acheteur, le gaz ou le "
            "pétrole vaut le prix ou les tranches indiqués ; les prix ne réagissent pas. Capital à {rate} sur {life} "
            "ans, payé à l’usage."
        ),
    ),
    "power_together": ("Members of {names} act as one.", "Membres agissant comme un seul : {names}."),
    "power_passive": ("Consent taken as given: {names}.", "Accord tenu pour acquis : {names}."),
    "power_absent": ("Outside: {names}.", "Hors jeu : {names}."),
}
