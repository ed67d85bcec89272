"""What the column heads of the report mean, in English and French."""

from __future__ import annotations

__all__ = ["HINTS"]

HINTS: dict[str, tuple[str, str]] = {
    "output_hint": ("Supplies in the country", "Productions du pays"),
    "imports_hint": ("Foreign output used here; transit left out", "Production étrangère consommée ici, sans transit"),
    "exports_hint": ("Own output used abroad; transit left out", "Production propre consommée ailleurs, sans transit"),
    "use_hint": ("Demand served", "Demande servie"),
    "losses_hint": ("Own use, losses, and what no report accounts for", "Usage propre, pertes, non expliqué"),
    "stock_change_hint": ("Put into storage less taken out", "Mis en stock moins soutiré"),
    "unexplained_hint": (
        "What swaps and conversions from or into other carriers leave",
        "Ce que laissent échanges et conversions entre vecteurs",
    ),
    "undetermined_hint": (
        "the reports do not fix it; the habit of a flow of its kind does",
        "les rapports ne le fixent pas",
    ),
    "no_report_hint": ("follows from the balances around it", "résulte des bilans voisins"),
    "residual_hint": (
        "Reconciled less reported, in stated uncertainties",
        "Réconcilié moins rapporté, en incertitudes",
    ),
    "loss_hint": ("Positive: lost. Negative: gained.", "Positif : perdu. Négatif : gagné."),
    "sales_hint": ("Goods not sold or delivered, at base prices", "Biens non vendus ou livrés, aux prix de base"),
    "unserved_hint": ("Value of demand not served", "Valeur de la demande non servie"),
    "tariffs_hint": ("Carriage not earned (positive) or not paid (negative)", "Transport non perçu ou non payé"),
    "costs_hint": ("Running costs saved (negative) or added", "Coûts évités (négatif) ou ajoutés"),
    "stock_hint": ("Stock drawn, at replacement price", "Stock consommé, au prix de remplacement"),
    "gain_hint": (
        "Over the shock's window; one unit counts on every corridor it passes",
        "Sur la durée du choc ; une unité compte sur chaque corridor emprunté",
    ),
    "gross_sales_hint": (
        "Lost volume at the base price: revenue, not the loss of a country",
        "Volume perdu au prix de base : un revenu, pas la perte d’un pays",
    ),
    "volume_hint": ("Usable volume", "Volume utile"),
    "lowest_hint": ("Lowest stock under the shock", "Stock minimal sous le choc"),
    "highest_hint": ("Highest stock under the shock", "Stock maximal sous le choc"),
    "days_to_full_hint": (
        "Free volume over the rate that no longer leaves: then output is shut in",
        "Volume libre sur débit bloqué : ensuite la production s’arrête",
    ),
    "days_to_empty_hint": (
        "Stock over the rate that no longer arrives",
        "Stock sur débit qui n’arrive plus",
    ),
}
