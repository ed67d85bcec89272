"""The words of the report's section on claims, in English and French."""

from __future__ import annotations

__all__ = ["CLAIMS"]

CLAIMS: dict[str, tuple[str, str]] = {
    "claims": ("Claims of the press", "Affirmations de presse"),
    "claims_not_checked": ("The package holds no claims.", "Le jeu de données ne contient pas d’affirmations."),
    "claims_about": (
        (
            "Each claim names what would confirm it; that is computed here, with its 90 % interval where one is known. "
            "A statement of fact that fails is asked again of other periods and of what is often taken for it: a "
            "pipeline for a territory, a part for the whole, a company for a country. A pledge is measured against the "
            "straight path to its target. The data hold no verdicts."
        ),
        (
            "Chaque affirmation nomme ce qui la confirmerait ; le calcul est fait ici, avec son intervalle à 90 % s’il "
            "est connu. Un fait qui n’est pas vérifié est examiné pour d’autres périodes et pour ce qu’on confond avec "
            "lui : un oléoduc et un territoire, une partie et le tout, une entreprise et un pays. Un engagement est "
            "mesuré à la trajectoire droite vers sa cible. Les données ne contiennent pas de verdict."
        ),
    ),
    "claims_counts": (
        (
            "{total} claims: {holds} hold, {otherwise} hold for another period or definition, {fails} do not hold, "
            "{unknown} cannot be checked."
        ),
        (
            "{total} affirmations : {holds} vérifiées, {otherwise} vraies pour une autre période ou définition, "
            "{fails} non vérifiées, {unknown} invérifiables."
        ),
    ),
    "holds": ("Hold", "Vérifiées"),
    "holds for another period or definition": (
        "Hold for another period or definition",
        "Vraies pour une autre période ou définition",
    ),
    "does not hold": ("Do not hold", "Non vérifiées"),
    "cannot be checked": ("Cannot be checked: what is missing", "Invérifiables : ce qui manque"),
    "claim": ("Claim", "Affirmation"),
    "claimed": ("Claimed", "Affirmé"),
    "found": ("Found", "Trouvé"),
    "why": ("Why", "Pourquoi"),
    "said_by": ("said by", "selon"),
    "at_least": ("at least", "au moins"),
    "at_most": ("at most", "au plus"),
    "about": ("about", "environ"),
}
