"""French of the sentences on the cost of independence, by key (`levier.analysis.autonomy`)."""

from __future__ import annotations

__all__ = ["AUTONOMOUS"]

AUTONOMOUS: dict[str, str] = {
    # answers
    "autonomy_imposed": (
        "En {horizon:d}, sans rien construire de plus, la pire perte ({country}) serait de {worst:.1%} de {base} : une "
        "fermeture de {months:d} mois par {who}{interval}. Demande : {demand} ; une demande plus faible ou des stocks "
        "plus pleins la réduiraient."
    ),
    "autonomy_base_served": "ce qui était servi en {year:d}",
    "autonomy_base_sold": "ce qui était servi, ventes propres comprises, en {year:d}",
    "autonomy_over_decks": " (de {low:.1%} à {high:.1%} selon les jeux de prix)",
    "autonomy_every_deck": " (la même pour tous les jeux de prix)",
    "autonomy_over_draws": " (de {low:.1%} à {high:.1%} dans 90 % de {samples:d} tirages des entrées)",
    "autonomy_over_few": " (de {low:.1%} à {high:.1%}, étendue de {samples:d} tirages des entrées)",
    "autonomy_base_demand": "comme dans l’année de base",
    "autonomy_limit_costs": (
        "Une limite de {limit:.1%} coûte ({country}) {cost:,.0f} M USD par an aux coûts moyens indiqués ({interval}), "
        "avec : {built} ; le pire est alors de {worst:.1%}, par {who}{within}.{cited}"
    ),
    "autonomy_limit_at_most": (
        "Une limite de {limit:.1%} coûte ({country}) au plus {cost:,.0f} M USD par an aux coûts moyens indiqués ; il "
        "est prouvé qu’il en faut au moins {bound:,.0f} ({interval}). Au plus, avec : {built} ; le pire est alors de "
        "{worst:.1%}, par {who}{within}.{cited}"
    ),
    "autonomy_no_set": (
        "Aucun ensemble d’options disponible d’ici {horizon:d} ne tient la limite de {limit:.1%} : le moins est de "
        "{worst:.1%}, à {cost:,.0f} M USD par an ({built}) ; ce qui a été écarté, faute de coût ou pour sa date, "
        "pourrait changer ce résultat."
    ),
    "autonomy_none_evaluated": (
        "Aucun des {sets:,d} ensembles d’options évalués pour {horizon:d} ne tient la limite de {limit:.1%} : le moins "
        "trouvé est de {worst:.1%}, à {cost:,.0f} M USD par an ({built}). Tous les ensembles sous {to:,.0f} M USD par "
        "an ont été évalués ; un ensemble plus cher, ou ce qui a été écarté, faute de coût ou pour sa date, pourrait "
        "changer ce résultat."
    ),
    "autonomy_over_costs": "selon les coûts indiqués",
    "autonomy_over_both": "selon les coûts indiqués et les jeux de prix",
    "autonomy_as_found": ", tel que trouvé, sans preuve",
    "autonomy_cost_decks": "de {low:,.0f} à {high:,.0f}, {over}{found}",
    "autonomy_cost_same": "identique {over}{found}",
    "autonomy_cost_draws": "de {low:,.0f} à {high:,.0f} dans 90 % de {samples:d} tirages des coûts des options{sure}",
    "autonomy_cost_few": "de {low:,.0f} à {high:,.0f}, étendue de {samples:d} tirages des coûts des options{sure}",
    "autonomy_draws_proven": ", prouvé dans {share:.0%} d’entre eux",
    "autonomy_cost_open": "{low:,.0f} et plus, {over} : hors d’atteinte dans certains cas",
    "autonomy_cost_open_found": (
        "{low:,.0f} et plus tel que trouvé, {over} : dans certains cas, aucun ensemble évalué ne suffit"
    ),
    "autonomy_cost_unreached": "hors d’atteinte {over}",
    "autonomy_cost_unfound": "aucun ensemble évalué ne suffit {over}",
    "autonomy_kept": (
        " (de {low:.1%} à {high:.1%} dans 90 % des tirages des entrées ; sous la limite dans {share:.0%} d’entre eux)"
    ),
    "autonomy_kept_few": (
        " (de {low:.1%} à {high:.1%}, étendue des tirages des entrées ; sous la limite dans {share:.0%} d’entre eux)"
    ),
    "autonomy_sources": " Sources : {sources}.",
    "autonomy_hangs": (
        "Le résultat tient surtout à : {option}. Sans cela, {without} ; une date plus tardive ou un autre prix "
        "changerait le choix."
    ),
    "autonomy_hangs_alike": (
        "Le résultat tient surtout, et également, à chacune de ces options : {options}. Sans l’une d’elles, {without} "
        "; une date plus tardive ou un autre prix changerait le choix."
    ),
    "autonomy_to_be_had": "{option} (à partir de {available:d} ; l’ensemble pour {cost} M USD{sources}{often})",
    "autonomy_whole_range": "{low:,.0f} à {high:,.0f}",
    "autonomy_whole_one": "{cost:,.0f}",
    "autonomy_by_sources": " : {sources}",
    "autonomy_dearer": "la même limite coûterait {regret:,.0f} M USD de plus par an",
    "autonomy_dearer_found": (
        "la même limite coûterait {regret:,.0f} M USD de plus par an avec le meilleur ensemble trouvé"
    ),
    "autonomy_no_other": "aucun ensemble des autres ne suffirait",
    "autonomy_none_seen": "aucun autre ensemble examiné ne suffirait",
    "autonomy_often": " ; choisi dans {share:.0%} des tirages",
    "autonomy_lower": (
        "À un niveau de {value:g} {unit} ({basis} ; {now:g} dans l’année de base), il reste {share:.0%} de ce que peut "
        "porter : {asset}{held}. Sans rien construire ni fermer, {what} passe de {served_now:.1%} à "
        "{served:.1%} de l’année de base, la pire perte de {worst_now:.1%} à {worst:.1%} ; {leaves} de "
        "{least_now:.1%} à {least:.1%}. Sources : {sources} ; un dragage ou un autre niveau changerait ce résultat."
    ),
    "autonomy_level_held": " ; rien n’est connu sous {last:g} {unit}, et la part y est tenue pour : {assets}",
    "autonomy_any_set": "le moins que laisse un ensemble d’options passe",
    "autonomy_any_evaluated": "le moins que laisse un ensemble d’options évalué passe",
    "autonomy_what_served": "ce qui est servi ({country})",
    "autonomy_what_sold": "ce qui est servi, ventes propres comprises ({country}),",
    "autonomy_as_asked": "comme demandé",
    "autonomy_nobody_said": "personne",
    "autonomy_more": "{count:d} de plus",
    "autonomy_and": "{first} et {last}",
    "autonomy_none_built": "rien de plus construit",
    "autonomy_in_part": "{option} ({share:.0%})",
    # options that do not enter
    "autonomy_elsewhere": "hors du pays : ne s’y trouve pas, ne le traverse pas, n’y aboutit pas ({country})",
    "autonomy_stands": "existe déjà",
    "autonomy_status": "{status}",
    "autonomy_not_before": "pas avant {year:d}",
    "autonomy_no_flow": "genre « {kind} » : pas de flux propre dans un programme annuel ({option})",
    "autonomy_no_cost": "pas de coût",
    "autonomy_not_drawn": "rien ne puise à {bus}",
    "autonomy_not_supplied": "rien n’alimente {bus}",
    # how sure, and on what it rests
    "autonomy_exact_all": (
        "exact : tous les ensembles qui pouvaient compter ont été évalués, les options continues par pas de 1/{steps:d}"
    ),
    "autonomy_exact_up_to": (
        "exact jusqu’à {cost:,.0f} M USD par an : tous les ensembles moins chers ont été évalués, les "
        "options continues "
        "par pas de 1/{steps:d} ; au-delà, on a cherché des ensembles proches du meilleur, et d’autres peuvent faire "
        "mieux"
    ),
    "autonomy_horizon": (
        "horizon long, {horizon:d} : flux annuels aux coûts physiques, sans montée en charge, pointes ni calage"
    ),
    "autonomy_not_linked": (
        "les vecteurs ne se rencontrent que là où un actif les joint ; aucune centrale en question ne tire son "
        "combustible du réseau"
    ),
    "autonomy_linked": (
        "{plants:d} centrales et options tirent leur combustible du réseau (pour ce pays, {country}, {burnt} dans "
        "l’année de base, aux taux de `fuels`) : fermer le combustible arrête leur électricité ; les demandes dont "
        "elles le tiraient baissent d’autant, toutes tranches également, et la valeur servie compte le combustible "
        "final et l’électricité"
    ),
    "autonomy_no_fuel": "rien",
    "autonomy_linked_apart": " ; hors de ce lien, en tout ou partie : {plants}",
    "autonomy_joined": "{first}{second}",
    "autonomy_loss": (
        "une perte est la baisse de ce qui est servi, à sa valeur indiquée, sur {months:d} mois de fermeture, par "
        "rapport aux mêmes options sans fermeture ; en part de ce qui a été servi en {year:d} sur un an"
    ),
    "autonomy_loss_sales": (
        "une perte est la baisse de ce qui est servi, à sa valeur indiquée, et de ses propres ventes aux "
        "prix indiqués, "
        "sur {months:d} mois de fermeture, par rapport aux mêmes options sans fermeture ; en part des deux en "
        "{year:d}"
    ),
    "autonomy_closure": (
        "l’état fermé est un programme annuel à part, pondéré par ses mois ; on lit la solution au moindre coût, les "
        "égalités (à un millionième de la valeur servie près) en faveur du pays ; un acteur ferme tout ce qu’il peut "
        "d’une partie du réseau et peut en laisser une autre ; ses propres pertes ne le retiennent pas"
    ),
    "autonomy_stocks": (
        "les stocks sont à leur niveau moyen de l’année de base quand une fermeture survient, et ne servent qu’une fois"
    ),
    "autonomy_vendors_hold": (
        "un fournisseur, qui le contrôle et son État de siège peuvent arrêter ce qu’il a construit"
    ),
    "autonomy_capital": (
        "capital à {rate:.0%} sur {life:g} ans ; décision en {decided:d} ; demande selon les prévisions du jeu de "
        "données, sinon comme dans l’année de base ; les gisements donnent ce qui existe aujourd’hui"
    ),
    "autonomy_level": (
        "les capacités indiquées valent pour un niveau de {now:g} {unit} ({driver}) ; à {value:g} {unit} ({basis}), "
        "celles qui en dépendent baissent selon leurs courbes, sans dragage ni autres travaux ; au-delà de ce qui est "
        "connu, la dernière part vaut"
    ),
    "autonomy_drawn": (
        "{samples:d} tirages (graine {seed:d}) du coût de chaque option, uniformes dans ce qui est indiqué (5 % autour "
        "d’un chiffre seul), ensembles rechoisis parmi ceux évalués ; et {samples:d} de tout le reste : volumes "
        "de l’année de base, capacités, coûts, prix et places de marché aussi incertains que l’indique le jeu de "
        "données, valeurs de la demande à 20 %, demande prévue à 10 % ; coûts, tailles et dates des options tenus "
        "fixes ; {failed:d} tirages ont échoué"
    ),
    "autonomy_growth": "{subject} : prévisions pour {years} ({sources})",
    "autonomy_level_low": "bas des prévisions pour {year:d}",
    "autonomy_level_mid": "milieu des prévisions pour {year:d}",
    "autonomy_level_high": "haut des prévisions pour {year:d}",
    "fuel_elsewhere": "brûle un combustible qui n’est dans aucune demande",
    "fuel_unknown": "aucune ligne de `fuels` ne dit de quelle demande vient le combustible",
}
