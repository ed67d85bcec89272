"""The running text of the report's base year, dependence and coverage, in English and French.

``[text](#anchor)`` is a link within the page and text between backquotes is code (:mod:`levier.view.prose`).
"""

from __future__ import annotations

__all__ = ["PROSE"]

PROSE: dict[str, tuple[str, str]] = {
    "maps_about": (
        (
            "Width shows the reconciled flow of {year}, arrows its direction, dashes a route drawn schematically. "
            "Borders are the de facto ones of Natural Earth; disputed areas in view are outlined and hatched, and "
            "countries have no fill. No judgement on any border is meant."
        ),
        (
            "L’épaisseur indique le flux réconcilié de {year}, les flèches son sens, les tirets un tracé "
            "schématique. Les frontières sont celles de fait de Natural Earth ; les zones disputées en vue sont "
            "entourées et hachurées, et les pays n’ont pas de couleur. Aucun jugement n’est porté sur une frontière."
        ),
    ),
    "maps_none": (
        "No family of carriers moves from place to place, so there is no map.",
        "Aucune famille de vecteurs ne circule d’un lieu à l’autre : il n’y a pas de carte.",
    ),
    "balances_about": (
        (
            "Imports and exports are traced from supply to use; transit is neither. An interval stands under output "
            "where a single flow makes it up; those of all other flows are in the [table of flows](#flows)."
        ),
        (
            "Importations et exportations sont suivies de la production à l’usage ; le transit n’est compté dans "
            "aucune des deux. Un intervalle figure sous la production quand un seul flux la compose ; ceux de tous les "
            "autres flux sont dans le [tableau des flux](#flows)."
        ),
    ),
    "disagree_about": (
        (
            "{count} reports are in use for {year}. {out} of them lie a stated uncertainty (σ) or more from the "
            "reconciled value, or were flagged as impossible to square with the rest; these are listed, flagged ones "
            "first. All others are among [the rows](#rows-reports)."
        ),
        (
            "Rapports utilisés pour {year} : {count}. Ceux qui s’écartent d’au moins une incertitude déclarée (σ) de "
            "la valeur réconciliée, ou qui ont été signalés comme inconciliables avec les autres, sont listés ici "
            "({out}), les signalés d’abord. Tous les autres figurent parmi [les lignes](#rows-reports)."
        ),
    ),
    "disagree_none": ("No report to draw.", "Aucun rapport à représenter."),
    "dependence_about": (
        (
            "[Observed](#term-observed): shares of real flows. [Structural](#term-structural): what is still lost "
            "after the best rerouting when a territory is closed, on [effective and on paper "
            "capacities](#term-capacity); for imports, of the country’s use. A share above 100 % means that an "
            "exporter would turn into an importer."
        ),
        (
            "[Observée](#term-observed) : parts des flux réels. [Structurelle](#term-structural) : ce qui reste perdu "
            "après le meilleur réacheminement quand un territoire est fermé, aux [capacités effectives et "
            "nominales](#term-capacity) ; pour les importations, en part de la consommation du pays. Une part "
            "supérieure à 100 % signifie qu’un exportateur deviendrait importateur."
        ),
    ),
    "dependence_no_third": (
        "No trade crosses a third territory.",
        "Aucun échange ne traverse un territoire tiers.",
    ),
    "dependence_small_shares": (
        "No territory carries two per cent of its trade.",
        "Aucun territoire ne porte deux pour cent de ses échanges.",
    ),
    "security_about": (
        (
            "[N-1](#term-security) of the country’s supply after Annex II of Regulation (EU) 2017/1938, of gas and, by "
            "the same formula, of power; the terms are proxies, and a blank is a term nobody publishes. Remaining "
            "flexibility and disrupted rate are of the busiest snapshot of the base year. What is left after one, "
            "three and twelve months: `levier dependence`."
        ),
        (
            "[N-1](#term-security) de l’approvisionnement du pays selon l’annexe II du règlement (UE) 2017/1938, pour "
            "le gaz et, par la même formule, pour l’électricité ; les termes sont approchés, et une case vide est un "
            "terme que personne ne publie. La flexibilité restante et le taux de rupture valent pour la période la "
            "plus chargée de l’année de base. Ce qui reste après un, trois et douze mois : `levier dependence`."
        ),
    ),
    "unanswered": (
        "Without an answer:",
        "Sans réponse (messages du programme, en anglais) :",
    ),
    "assumed": ("What is assumed", "Ce qui est supposé"),
    "assumed_prices": (
        "World prices do not react to a shock; a price deck (low, base, high) stands in for that question.",
        (
            "Les prix mondiaux ne réagissent pas à un choc ; un jeu de prix (bas, de base, haut) tient lieu de réponse "
            "à cette question."
        ),
    ),
    "assumed_tariffs": (
        (
            "Tariffs are transfers: what one side no longer pays the other no longer earns. Pipelines and lines cost "
            "what they cost; half of a freight by sea, rail or road is taken as saved when nothing is carried."
        ),
        (
            "Les tarifs sont des transferts : ce que l’un ne paie plus, l’autre ne le perçoit plus. Conduites et "
            "lignes coûtent ce qu’elles coûtent ; la moitié d’un fret par mer, rail ou route est comptée comme "
            "économisée quand rien n’est transporté."
        ),
    ),
    "assumed_ramps": (
        (
            "Spare room opens by a ramp in each month after the onset (pipelines half a month’s room, tankers 0.3, "
            "rail 0.2, fields 0.2, power lines at once), unless a row states its own."
        ),
        (
            "La marge s’ouvre par paliers, chaque mois après le début (conduites : la moitié de la marge d’un mois, "
            "tankers : 0,3, rail : 0,2, gisements : 0,2, lignes électriques : aussitôt), sauf si une ligne indique la "
            "sienne."
        ),
    ),
    "assumed_stocks": (
        "Nothing can prepare for a shock: the run begins at its onset with the stocks of the base year.",
        ("Rien ne peut se préparer à un choc : le calcul commence à son début, avec les stocks de l’année de base."),
    ),
    "assumed_rata": (
        "Shortages behind one bottleneck fall roughly pro rata on the fields behind it.",
        ("Les manques derrière un goulet se répartissent à peu près au prorata sur les gisements situés en amont."),
    ),
    "left_out": ("What the model leaves out", "Ce que le modèle laisse de côté"),
    "left_out_language": (
        "",
        "Notes du jeu de données, en anglais, comme toutes les notes et estimations de ses lignes.",
    ),
}
