"""The French words of why something never fails by itself, by the key of the sentence."""

from __future__ import annotations

__all__ = ["RISKED"]

RISKED: dict[str, str] = {
    "risk_joint": "limite commune à plusieurs éléments, qui tombent en panne eux-mêmes",
    "risk_aggregate": (
        "plusieurs unités de classe {name} sur une ligne, qui ne tombent pas en panne ensemble ; le taux est celui "
        "d’une unité ou de la production"
    ),
    "risk_uncounted": (
        "plusieurs unités de classe {name} sur une ligne, et aucune table ne dit combien ; le taux est celui d’une "
        "unité ou de la production"
    ),
    "risk_mixed": (
        "unités de classe {name} dans un élément qui tombe en panne aussi autrement : elles en sont exclues"
    ),
    "risk_asked": "exclu à la demande",
    "risk_unrated": "aucun taux de classe {name} n’est en usage",
    "risk_unknown_length": "longueur inconnue ({flow}), de même que la position des deux bouts",
    "risk_lengthless": "la classe {name} tombe en panne selon la longueur, inconnue ici",
    "risk_nought": "la classe {name} a un taux nul ({why})",
    "risk_paper": "échange sur le papier : il ne cesse qu’avec ce dont il dépend",
    "risk_label": "changement d’étiquette ou de mode sans capacité propre : aucune installation",
    "risk_no_storage": "aucun taux connu pour un stockage ({family})",
    "risk_no_source": "aucun taux connu pour une source ({family})",
    "risk_nothing": "rien qui tombe en panne ({kind})",
    "risk_no_mode": "aucun taux connu pour ce mode ({family}, {mode})",
    "risk_no_converter": "aucun taux connu pour un convertisseur ({family})",
}
