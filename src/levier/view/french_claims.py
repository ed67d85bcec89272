"""French of the sentences with which claims are judged, by key (`levier.analysis.claims`)."""

from __future__ import annotations

__all__ = ["CLAIMED"]

CLAIMED: dict[str, str] = {
    # verdicts
    "claim_said": "{amount}{interval} {period:in}{remark}",
    "claim_interval": " ({low} à {high})",
    "claim_remark": ", {remark}",
    "claim_above": "au-dessus de ce qui est affirmé : ",
    "claim_below": "au-dessous de ce qui est affirmé : ",
    "claim_fails": "{side}{found}{beside}",
    "claim_otherwise": "{named} ; {found}{beside}",
    "claim_definition": "pour une autre définition, {definition} : {found}",
    "claim_other_period": "pour une autre période : {found}",
    "claim_beside": " ; à côté, {siblings}",
    "claim_sibling": "{definition} : {amount} {period:in}",
    "claim_unknown": "{missing}{nearest}",
    "claim_nearest": " ; au plus près : {found}",
    "claim_start": "son point de départ : {missing}",
    "claim_only_start": (
        "seul le point de départ est connu, {start} ; rien n’est rapporté pour une année entière ultérieure{pace}"
    ),
    "claim_pace": " ; {pace}",
    "claim_path": (
        "{word} : {latest} ; la droite partant de {start} {since:in} demande {due} sur les {target} visés "
        "{period:by}{pace}"
    ),
    "claim_at_pace": "{period} : {amount}, soit {whole:.3g} sur l’année à ce rythme",
    "claim_restated": "annoncé depuis pour {period} : {amount}",
    # reports
    "claim_spread": "{count} rapports, de {low} à {high}",
    "claim_period": "{period} : {amount}",
    "claim_period_remark": "{period} : {amount} ({remark})",
    "claim_zero": "{period} : la valeur de comparaison est nulle",
    "claim_reported_by": "selon {by} seulement",
    "claim_unreported": "aucun rapport sur « {measure} » de {name}, en {unit}, pour {period}{elsewhere}",
    "claim_elsewhere": " ; il y a des rapports pour {periods}",
    "claim_no_tie": "aucun lien rapporté : {measure}, de {one} vers {other}, {period:in}{elsewhere}",
    "claim_no_rank": "pas de « {measure} » de {one} avec {partner} et d’autres {period:in}",
    "claim_from": ", depuis {one}",
    "claim_to": ", vers {one}",
    "claim_ranked": "{name} {amount}",
    "claim_rank": "{measure}{side} : {listed}",
    "claim_units": "la vérification donne des {given}, l’affirmation est en {wanted}",
    # flows
    "claim_part_of": "{part} sur {whole}",
    "claim_loose": "en partie non déterminé par les rapports",
    "claim_flows_in": "{name} se compte en {own}, non en {unit}",
    "claim_two_units": "{one} et {other} se comptent en unités différentes",
    "claim_no_flow": "{name} : aucun flux {period:in}",
    "claim_not_a_flow": "{name} n’est pas un flux du réseau",
    "claim_long": "{period} dure plus d’un an",
    "claim_holds_none": "{year:d} : aucun flux de {name}",
    "claim_no_report": "aucun rapport sur {name}, ni sur une de ses parties, {period:in}",
    # computed
    "claim_no_trade": "{country}, {family}, {direction} : aucun échange en {year:d}",
    "claim_effective": "capacités effectives, marges ouvertes",
    "claim_run": "calcul du modèle, non une observation : {shock}, {year:d}",
    "claim_run_units": "le calcul donne des {given}, l’affirmation est en {wanted}",
    # other definitions
    "claim_through_way": "par la voie {name}",
    "claim_through_territory": "par le territoire : {name}",
    "claim_through_operator": "par l’opérateur {name}",
    "claim_of_dimension": "{dimension} {name}",
    "claim_by_measure": "mesuré par : {measure}",
    "claim_argument_quoted": "{name} « {value} »",
    "claim_alone": "{name} seulement",
    "claim_no_part": "aucune année avec des rapports à la fois sur {part} et sur {whole}",
    # counted rows
    "claim_no_row": "aucune ligne ({table}) pour {asked} {period:in}{others}",
    "claim_same": "à côté de {rows} ({table}) sur le même objet",
    "claim_without": " ; {rows} du même objet à cette date sans cela",
    "claim_argument": "{name} {value}",
    "claim_more": "{names} et {more} de plus",
}
