"""The words of the report's section on outages weighed by their probability, in English and French."""

from __future__ import annotations

__all__ = ["RISK"]

RISK: dict[str, tuple[str, str]] = {
    "risk": ("What fails by itself, and how much then lacks", "Ce qui tombe en panne, et ce qui manque alors"),
    "risk_none": (
        "The package has no rates of outages (`outage_rates`), or nothing in it can fail.",
        "Le jeu de données n’a pas de taux de panne (`outage_rates`), ou rien ne peut y tomber en panne.",
    ),
    "risk_about": (
        (
            "Outages of pipelines, lines, plants, moorings and ships, weighed by how often each class of them is out "
            "({start}, one month). Most rates are assumed or of other regions; parallel lines and strings count as "
            "one; the base year already holds its own outages, and what is told here comes on top of it. So these are "
            "orders of magnitude, no forecast. Rows of several units lose them one by one where their number is known; "
            "where it is not, they never fail. A demand that lacks because its own intake is out is not counted. "
            "Things fail independently, without storms, frosts, attacks or sanctions, and a state holds for the month, "
            "so the tail is too long."
        ),
        (
            "Pannes de conduites, de lignes, de centrales, de bouées et de navires, pondérées par la fréquence de leur "
            "classe ({start}, un mois). La plupart des taux sont supposés ou viennent d’autres régions ; des lignes ou "
            "tubes parallèles comptent pour un seul ; l’année de base contient déjà ses propres pannes, et ce qui est "
            "dit ici s’y ajoute. Ce sont donc des ordres de grandeur, non une prévision. Les lignes de données qui "
            "comptent plusieurs unités les perdent une à une là où leur nombre est connu ; ailleurs, elles ne tombent "
            "jamais en panne. Une demande qui manque parce que sa propre entrée est en panne n’est pas comptée. Les "
            "pannes sont indépendantes, sans tempêtes, gels, attaques ni sanctions, et durent tout le mois : la queue "
            "est donc trop longue."
        ),
    ),
    "risk_tree": (
        (
            "{families}: {things} things, {units} units; all {states} states of up to {order} out solved exactly, "
            "neglected probability {neglected}; {samples} states drawn among the others (seed {seed})."
        ),
        (
            "{families} : {things} éléments, {units} unités ; les {states} états d’au plus {order} pannes résolus "
            "exactement, probabilité négligée {neglected} ; {samples} états tirés parmi les autres (graine {seed})."
        ),
    ),
    "risk_whole": (
        "{families}: {things} things, {units} units; all {states} states solved exactly.",
        "{families} : {things} éléments, {units} unités ; les {states} états résolus exactement.",
    ),
    "risk_nearly_all": ("nearly all", "presque toute"),
    "risk_share": ("Of demand", "De la demande"),
    "risk_method": (
        "Method, and what it does not say: docs/risk.md; further questions: `levier risk`.",
        "Méthode, et ce qu’elle ne dit pas : docs/risk.md ; autres questions : `levier risk`.",
    ),
    "risk_overview": ("Demand not served because of outages", "Demande non servie à cause de pannes"),
    "risk_demand": ("Demand", "Demande"),
    "risk_expected": ("On average", "En moyenne"),
    "risk_error": ("± (draws)", "± (tirages)"),
    "risk_error_hint": (
        "Standard error of the states drawn; rates, lengths and the model are not in it.",
        "Erreur type des états tirés ; ni les taux, ni les longueurs, ni le modèle n’y sont.",
    ),
    "risk_bounds": ("Bounds", "Bornes"),
    "risk_bounds_hint": (
        "From the exact states alone, whatever the others do.",
        "D’après les seuls états exacts, quoi que fassent les autres.",
    ),
    "risk_var": ("Value at risk, 95 %", "Valeur à risque, 95 %"),
    "risk_var_hint": (
        "What is not exceeded with a probability of 95 %.",
        "Ce qui n’est pas dépassé avec une probabilité de 95 %.",
    ),
    "risk_cvar": ("Worst 5 %, mean", "Pires 5 %, moyenne"),
    "risk_cvar_hint": (
        "Conditional value at risk: mean of the worst states of 5 % probability together.",
        "Valeur à risque conditionnelle : moyenne des pires états, de probabilité totale 5 %.",
    ),
    "risk_deviation": ("Monte Carlo", "Monte-Carlo"),
    "risk_deviation_hint": (
        "Distance of as many states drawn among all from the average beside it, in standard errors.",
        "Écart entre autant d’états tirés parmi tous et la moyenne ci-contre, en erreurs types.",
    ),
    "risk_headline": (
        "On average {share} of the demand of {country} for {family} is not served; in the worst 5 % of states {tail}.",
        (
            "En moyenne, {share} de la demande n’est pas servie ({country}, {family}) ; dans les pires 5 % des "
            "états, {tail}."
        ),
    ),
    "risk_most": (
        "It comes most from {thing}: without its outages {part} of it would not be.",
        "Cela vient surtout de : {thing} ; sans ses pannes, {part} de ce manque disparaîtrait.",
    ),
    "risk_rests": ("Rests on", "Repose sur"),
    "risk_rests_hint": (
        "What most of it comes from: rates or repair times that are assumed; lines that count as one string.",
        ("D’où vient l’essentiel : de taux ou durées de réparation supposés ; de lignes comptées pour un seul tube."),
    ),
    "risk_rests_assumed": ("an assumed rate", "un taux supposé"),
    "risk_rests_bundled": ("a bundle counted as one string", "un faisceau compté pour un seul tube"),
    "risk_headline_rests": ("Rests on: {what}.", "Repose sur : {what}."),
    "risk_things": ("What it comes from", "D’où cela vient"),
    "risk_thing": ("Thing", "Élément"),
    "risk_units": ("Units", "Unités"),
    "risk_chance": ("Share of time out", "Part du temps en panne"),
    "risk_chance_hint": ("Of one unit where there are several.", "D’une unité s’il y en a plusieurs."),
    "risk_alone": ("Lacking if it alone is out", "Manque s’il est seul en panne"),
    "risk_alone_hint": ("Of several units: with one out.", "De plusieurs unités : avec une en panne."),
    "risk_part": ("Part that would not lack", "Part qui ne manquerait pas"),
    "risk_part_hint": (
        (
            "Of what lacks on average, if it never failed; the parts overlap where several must be out. Left out: what "
            "is not beyond twice the error of the draws."
        ),
        (
            "Du manque moyen, s’il ne tombait jamais en panne ; les parts se recouvrent s’il en faut plusieurs. Omis : "
            "ce qui ne dépasse pas deux fois l’erreur des tirages."
        ),
    ),
    "risk_basis": ("Rate", "Taux"),
    "risk_statistic": ("statistic", "statistique"),
    "risk_reference_system": ("test system", "réseau d’essai"),
    "risk_derived": ("derived", "calculé"),
    "risk_assumed": ("assumed", "supposé"),
    "risk_exceedance": (
        "{country}, {family}: probability that more than a share of demand is not served",
        "{country}, {family} : probabilité que plus qu’une part de la demande ne soit pas servie",
    ),
    "risk_share_axis": ("Share of demand not served", "Part de la demande non servie"),
    "risk_probability_axis": ("Probability of more", "Probabilité de dépassement"),
    "risk_parts_chart": ("{country}, {family}: what it comes from", "{country}, {family} : d’où cela vient"),
    "risk_never": ("What never fails here, and why", "Ce qui ne tombe jamais en panne ici, et pourquoi"),
}
