"""The words of the report's section on autonomy, in English and French."""

from __future__ import annotations

__all__ = ["AUTONOMY"]

AUTONOMY: dict[str, tuple[str, str]] = {
    "autonomy": ("What independence costs", "Ce que coûte l’indépendance"),
    "autonomy_not_asked": (
        "The package asks nothing of autonomy (`autonomy`); `levier autonomy` does.",
        "Le jeu de données ne pose pas de question d’autonomie (`autonomy`) ; `levier autonomy` le fait.",
    ),
    "autonomy_about": (
        (
            "The least a year that keeps what any single actor can impose on {country} within a limit, by closing all "
            "it controls for {months} months, in {horizon}: {carriers}. Losses are shares of {base} in {year}. "
            "Read from the least-cost solution, ties in the country’s favour."
        ),
        (
            "Le moindre coût annuel qui maintient sous une limite ce qu’un seul acteur peut infliger {country:à} en "
            "fermant pendant {months} mois tout ce qu’il contrôle, en {horizon} : {carriers}. Les pertes sont "
            "des parts de {base} en {year}. Lecture de la solution au moindre coût, égalités en faveur du pays."
        ),
    ),
    "autonomy_base_served": ("the value served", "la valeur servie"),
    "autonomy_base_sold": (
        "the value served, its own sales included,",
        "la valeur servie, ventes propres comprises,",
    ),
    "autonomy_nothing": (
        "With nothing more built, the most is {worst}, by {who}.",
        "Sans rien construire de plus, le maximum est de {worst} ({who}).",
    ),
    "autonomy_exact": (
        "Every set of options that could matter was evaluated: the costs are exact for the sizes considered.",
        "Tous les ensembles d’options pertinents ont été évalués : les coûts sont exacts pour les tailles retenues.",
    ),
    "autonomy_exact_to": (
        "Every set of options cheaper than {cost} a year was evaluated; dearer ones may do better.",
        "Tous les ensembles d’options coûtant moins de {cost} par an ont été évalués ; d’autres peuvent faire mieux.",
    ),
    "autonomy_nobody": ("nobody", "personne"),
    "autonomy_frontier": ("Cost at each limit, M USD a year", "Coût à chaque limite, M USD par an"),
    "autonomy_limit": ("Limit", "Limite"),
    "autonomy_cost": ("Cost", "Coût"),
    "autonomy_interval": ("Low to high", "Bas à haut"),
    "autonomy_interval_hint": (
        "Over stated costs and price decks; blank: some case has no set of options evaluated that is enough.",
        "Selon les coûts indiqués et les jeux de prix ; vide : dans un cas, aucun ensemble évalué ne suffit.",
    ),
    "autonomy_interval_one": (
        "Over stated costs; blank: at some of them no set of options evaluated is enough.",
        "Selon les coûts indiqués ; vide : pour certains, aucun ensemble évalué ne suffit.",
    ),
    "autonomy_worst": ("Worst loss", "Pire perte"),
    "autonomy_binding": ("Imposed by", "Infligée par"),
    "autonomy_built": ("Built", "Construit"),
    "autonomy_vendors": (
        "The choice of a vendor, each plant alone as if it stood then",
        "Le choix d’un fournisseur, chaque centrale seule comme si elle existait alors",
    ),
    "autonomy_option": ("Option", "Option"),
    "autonomy_vendor": ("Vendor", "Fournisseur"),
    "autonomy_stated": ("Stated cost, M USD", "Coût indiqué, M USD"),
    "autonomy_available": ("From", "Dès"),
    "autonomy_held": ("Of demand", "De la demande"),
    "autonomy_held_hint": (
        "What the plant can give, as a share of the country’s demand for the carrier.",
        "Ce que la centrale peut fournir, en part de la demande du pays.",
    ),
    "autonomy_created": ("Dependence created", "Dépendance créée"),
    "autonomy_created_hint": (
        "Rise of what the vendor’s side can impose: the vendor, who controls it, its home state.",
        "Hausse de ce que peut infliger le côté du fournisseur : lui, qui le contrôle, son État.",
    ),
    "autonomy_removed": ("Dependence removed", "Dépendance levée"),
    "autonomy_removed_hint": (
        "Fall of the worst that all others can impose.",
        "Baisse du pire que tous les autres peuvent infliger.",
    ),
    "autonomy_half": (
        "Where sentences and bars speak of a limit, it is {limit}: the largest that takes off half of what can be had.",
        (
            "Là où phrases et barres parlent d’une limite, elle vaut {limit} : la plus haute qui ôte la moitié de ce "
            "qui peut l’être."
        ),
    ),
    "autonomy_frontier_chart": (
        "{country} {horizon}: cost of keeping the worst loss within a limit",
        "{country} {horizon} : coût pour contenir la pire perte sous une limite",
    ),
    "autonomy_entry_chart": (
        "{country} {horizon}: what is built to bring the worst loss to",
        "{country} {horizon} : ce qui est construit pour ramener la pire perte à",
    ),
    "autonomy_imposed_chart": (
        "{country} {horizon}: what each actor can impose",
        "{country} {horizon} : ce que chaque acteur peut infliger",
    ),
    "autonomy_vendor_chart": (
        "{country} {horizon}: each vendor’s offer, its stated cost, and the dependence it creates and removes",
        "{country} {horizon} : l’offre de chaque fournisseur, son coût, la dépendance qu’elle crée et qu’elle lève",
    ),
    "autonomy_least_cost": ("Least-cost solution", "Solution au moindre coût"),
    "autonomy_country_first": ("Country first", "Le pays d’abord"),
    "autonomy_lowered": ("At the lower level", "Au niveau plus bas"),
    "autonomy_band": ("Interval of costs and price decks", "Intervalle des coûts et des jeux de prix"),
    "autonomy_band_costs": ("Interval of stated costs", "Intervalle des coûts déclarés"),
    "autonomy_drawn": ("90 % of draws", "90 % des tirages"),
    "autonomy_drawn_range": ("Range of draws", "Étendue des tirages"),
    "autonomy_median": ("Median of draws", "Médiane des tirages"),
    "autonomy_reached": ("Draws in which a set is enough", "Tirages où un ensemble suffit"),
    "autonomy_costs_drawn": (
        "Cost at each limit over draws, M USD a year",
        "Coût à chaque limite par tirages, M USD par an",
    ),
    "autonomy_allowed": ("Limit on the loss by any one actor", "Limite à la perte due à un seul acteur"),
    "autonomy_cost_axis": ("M USD a year", "M USD par an"),
    "autonomy_left": ("Worst loss left", "Pire perte restante"),
    "autonomy_share_axis": ("Share of the value served", "Part de la valeur servie"),
    "autonomy_share_axis_sales": (
        "Share of the value served and of own sales",
        "Part de la valeur servie et des ventes propres",
    ),
    "autonomy_nothing_built": ("Nothing built", "Rien de construit"),
    "autonomy_within_built": ("Within the limit", "Sous la limite"),
    "autonomy_imposed": ("What each actor can impose", "Ce que chaque acteur peut infliger"),
    "autonomy_levels": ("What another level leaves", "Ce que laisse un autre niveau"),
    "autonomy_level": ("Level", "Niveau"),
    "autonomy_left_over": ("Of capacity", "De la capacité"),
    "autonomy_dearer": ("Cost a unit, M USD a year", "Coût par unité, M USD par an"),
    "autonomy_regret": ("What each option is worth, M USD a year", "Ce que vaut chaque option, M USD par an"),
    "autonomy_without": ("Cost without it", "Coût sans elle"),
    "autonomy_out": ("Options that do not enter, and why", "Options écartées, et pourquoi"),
    "autonomy_reason": ("Reason", "Raison"),
}
