"""The words of the report's section on uncertainty, in English and French."""

from __future__ import annotations

__all__ = ["INTERVALS"]

INTERVALS: dict[str, tuple[str, str]] = {
    "intervals": ("How sure the figures are", "Degré de certitude des chiffres"),
    "intervals_not_asked": (
        "Not asked for this report: `levier report --samples 300` adds 90 % intervals and what drives them.",
        "Non demandé : `levier report --samples 300` ajoute des intervalles à 90 % et ce qui les détermine.",
    ),
    "intervals_about": (
        (
            "Every input was drawn {samples} times within its uncertainty (reports, capacities, costs, prices, ramps; "
            "seed {seed}), the base year estimated again each time, and the same figures read off. Low and high are "
            "the 5th and 95th percentile. A driver is an input that a figure "
            "moves with (rank correlation beyond chance)."
        ),
        (
            "Chaque donnée d’entrée a été tirée {samples} fois dans son incertitude (rapports, capacités, coûts, "
            "prix, montées en charge ; graine {seed}), l’année de base réestimée à chaque "
            "fois, et les mêmes chiffres relevés. "
            "Bas et haut sont les 5e et 95e centiles. Un déterminant est une entrée avec laquelle un chiffre varie."
        ),
    ),
    "intervals_failed": (
        "{count} samples have no answer and are left out: {reason}",
        "Tirages sans réponse, omis : {count} ({reason})",
    ),
    "intervals_losses": ("Losses under the shocks", "Pertes dans les chocs étudiés"),
    "intervals_trade": ("Shares of trade", "Parts du commerce"),
    "intervals_balances": ("Balances of the base year", "Bilans de l’année de base"),
    "value": ("Value", "Valeur"),
    "low": ("Low", "Bas"),
    "high": ("High", "Haut"),
    "drivers": ("Drivers", "Déterminants"),
}
