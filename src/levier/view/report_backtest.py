"""The words of the report's section on back-tests, in English and French."""

from __future__ import annotations

__all__ = ["BACKTEST"]

BACKTEST: dict[str, tuple[str, str]] = {
    "backtest": ("How wrong it has been", "Ses erreurs passées"),
    "backtest_not_run": (
        "The back-test was not run: `levier report` without `--no-backtest` adds it, `levier backtest` prints it.",
        "Test rétrospectif non lancé : `levier report` sans `--no-backtest` l’ajoute, `levier backtest` l’affiche.",
    ),
    "backtest_none": (
        "No event could be scored on what was known before it; the reasons stand below.",
        "Aucun événement n’a pu être noté sur ce qui était connu avant lui ; les raisons suivent.",
    ),
    "backtest_about": (
        (
            "Each event is predicted from its physical cause alone, on the latest base year that could be known the "
            "day before; the predictions are stored before any outcome is read. Errors are shares of the undisturbed "
            "volume. Two naive forecasts stand beside: nothing changes, and all that was cut is lost."
        ),
        (
            "Chaque événement est prédit à partir de sa seule cause physique, sur la dernière année de base connue la "
            "veille ; les prédictions sont enregistrées avant la lecture des résultats. Les erreurs sont rapportées au "
            "volume non perturbé. Deux prévisions naïves : rien ne change, et tout ce qui est coupé est perdu."
        ),
    ),
    "backtest_headline": (
        (
            "{events} events, {observables} observables: mean absolute error {error}, against {nothing} if nothing "
            "changes and {lost} if all is lost; direction right {direction}; inside the predicted range {inside}."
        ),
        (
            "{events} événements, {observables} observations : erreur absolue moyenne {error}, contre {nothing} si "
            "rien ne change et {lost} si tout est perdu ; sens correct {direction} ; dans l’intervalle {inside}."
        ),
    ),
    "backtest_strict": (
        (
            "Of these, {events} events lean on no capacity published only later: error {error}, against {nothing} and "
            "{lost}."
        ),
        (
            "Parmi eux, {events} événements ne reposent sur aucune capacité publiée seulement après : erreur {error}, "
            "contre {nothing} et {lost}."
        ),
    ),
    "backtest_misses": ("Observables, misses first", "Observations, erreurs d’abord"),
    "backtest_events": ("Events, misses first", "Événements, erreurs d’abord"),
    "backtest_announced": ("What was announced, and what came", "Ce qui fut annoncé, et ce qui vint"),
    "backtest_inside": (
        "Scored on a later base year, apart from the headline",
        "Notés sur une année de base postérieure, hors du résultat d’ensemble",
    ),
    "backtest_left": ("Without a score out of sample, and why", "Sans note hors échantillon, et pourquoi"),
    "backtest_event": ("Event", "Événement"),
    "backtest_subject": ("What was observed", "Ce qui fut observé"),
    "backtest_observed": ("Observed", "Observé"),
    "backtest_predicted": ("Predicted", "Prédit"),
    "backtest_range": ("Range", "Intervalle"),
    "backtest_nothing": ("Nothing changes", "Rien ne change"),
    "backtest_lost": ("All is lost", "Tout est perdu"),
    "backtest_error": ("Error", "Erreur"),
    "backtest_as_announced": ("As announced", "Comme annoncé"),
    "backtest_discounted": ("Discounted", "Avec décote"),
    "backtest_base_year": ("Base year", "Année de base"),
    "backtest_count": ("Observables", "Observations"),
    "backtest_direction": ("Direction right", "Sens correct"),
    "backtest_reason": ("Reason", "Raison"),
    "quantity_volume": ("volume", "volume"),
    "quantity_loss": ("loss", "perte"),
    "quantity_gain": ("gain", "gain"),
    "quantity_change": ("change", "variation"),
    "quantity_unserved": ("not served", "non servi"),
}
