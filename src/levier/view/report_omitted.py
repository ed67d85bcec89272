"""The phrases of the page on what was not computed, in English and French."""

from __future__ import annotations

__all__ = ["OMITTED"]

OMITTED: dict[str, tuple[str, str]] = {
    "omitted": ("What was not computed", "Ce qui n’a pas été calculé"),
    "omitted_about": (
        (
            "What Levier can compute and this report does not hold, with the reason and the command that "
            "computes it. Words in capitals stand for a choice."
        ),
        (
            "Ce que Levier sait calculer et que ce rapport ne contient pas, avec la raison et la commande qui "
            "le calcule. Les mots en majuscules tiennent lieu d’un choix."
        ),
    ),
    "omitted_analysis": ("Analysis", "Analyse"),
    "omitted_what": ("What", "Quoi"),
    "omitted_why": ("Why not", "Pourquoi"),
    "omitted_command": ("Command", "Commande"),
    "analysis_base": ("Base year", "Année de base"),
    "analysis_dependence": ("Dependence", "Dépendance"),
    "analysis_stress": ("Shocks", "Chocs"),
    "analysis_chokepoints": ("Chokepoints", "Points de passage"),
    "analysis_worst": ("Worst sets", "Pires ensembles"),
    "analysis_leverage": ("Leverage", "Levier"),
    "analysis_sanction": ("Sanctions", "Sanctions"),
    "analysis_power": ("Bargaining power", "Pouvoir de négociation"),
    "analysis_autonomy": ("Autonomy", "Autonomie"),
    "analysis_risk": ("Outages", "Pannes"),
    "analysis_balance": ("Balance of ties", "Équilibre des liens"),
    "analysis_intervals": ("Intervals", "Intervalles"),
    "analysis_sobol": ("Sobol’ indices", "Indices de Sobol’"),
    "analysis_backtest": ("Back-test", "Test rétrospectif"),
    "analysis_claims": ("Claims", "Affirmations"),
    "analysis_hourly": ("Hour by hour", "Heure par heure"),
    "analysis_actors": ("Answers about actors", "Réponses sur les acteurs"),
    "why_not_asked": ("not asked for", "non demandé"),
    "why_slow": ("takes minutes; only on request", "prend des minutes ; sur demande seulement"),
    "why_beyond": ("wider than a report asks", "au-delà de ce que demande un rapport"),
    "why_failed": ("no answer", "sans réponse"),
    "why_no_data": ("the package does not hold enough", "le jeu de données n’en contient pas assez"),
    "missing_base_family": ("{families}", "{families}"),
    "missing_other_years": ("other years than {year}", "autres années que {year}"),
    "missing_other_decks": ("nameplate capacities; low and high prices", "capacités nominales ; prix bas et hauts"),
    "missing_durations": (
        "what is left after one, three and twelve months",
        "ce qui reste après un, trois et douze mois",
    ),
    "missing_other_closures": ("closures by operators and owners", "fermetures par exploitants et propriétaires"),
    "missing_shock": ("shock: {shock}", "choc : {shock}"),
    "missing_own_shock": ("shocks of your own", "vos propres chocs"),
    "missing_chokepoints": ("all singles and pairs", "tous les éléments et paires"),
    "missing_other_window": (
        "other months than {start} to {end}; the winter peak",
        "autres mois que {start} à {end} ; la pointe d’hiver",
    ),
    "missing_triples": ("the worst sets of three", "les pires ensembles de trois"),
    "missing_quadruples": ("sets of four and more; budgets", "ensembles de quatre et plus ; budgets"),
    "missing_companies": ("companies as actors", "entreprises comme acteurs"),
    "missing_other_pairs": (
        "pairs in full other than the one shown, other months",
        "autres paires que celle détaillée, autres mois",
    ),
    "missing_pair_interval": ("90 % interval of the pair", "intervalle à 90 % de la paire"),
    "missing_supposed": ("designations that are not on record", "désignations non enregistrées"),
    "missing_games": ("no ready-made game: {families}", "sans jeu prêt : {families}"),
    "missing_autonomies": ("other countries: {countries}", "autres pays : {countries}"),
    "missing_limits": ("other years, carriers and limits", "autres années, vecteurs et limites"),
    "missing_risk": ("expected loss and its tail", "perte attendue et sa queue"),
    "missing_other_risks": ("other countries, carriers and months", "autres pays, vecteurs et mois"),
    "missing_balances": ("no ties of: {countries}", "sans liens : {countries}"),
    "missing_drift": ("drift over the years", "dérive au fil des ans"),
    "missing_samples": (
        "90 % intervals of all figures, and what drives them",
        "intervalles à 90 % de tous les chiffres, et ce qui les détermine",
    ),
    "missing_failed_samples": ("{count} samples", "{count} tirages"),
    "missing_sobol": ("shares of variance by group of inputs", "parts de variance par groupe de données"),
    "missing_backtest": ("the scorecard", "le bilan des prévisions"),
    "missing_event": ("event: {event}", "événement : {event}"),
    "missing_claims": ("verdicts on claims of the press", "verdicts sur les affirmations de la presse"),
    "missing_hours": (
        "the power network of 8,784 hours (Python interface)",
        "le réseau électrique en 8 784 heures (interface Python)",
    ),
    "missing_unanswered": ("{what}", "{what}"),
}
