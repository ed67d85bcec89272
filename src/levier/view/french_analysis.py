"""French of the sentences of the other analyses, by key (`levier.system`, `levier.analysis`)."""

from __future__ import annotations

__all__ = ["ANALYSIS"]

ANALYSIS: dict[str, str] = {
    # base years
    "too_thin": "{families} : {reports} rapport(s) pour {ends} productions, demandes et marchés",
    "too_few": "{package} : trop peu de rapports pour {year:d} ({reasons})",
    "too_few_years": "{few} ; années avec des rapports : {years}",
    "no_asset": "aucun actif n’existe cette année-là",
    # back-tests
    "few_before": "trop peu de rapports avant le {day} ({tried})",
    "no_base_year": "pas d’année de base ({reasons})",
    "no_year": "aucune année n’en a assez",
    "year_found": "{year:d} : {found}",
    "not_in_year": "absent cette année-là : {names}",
    "no_outcome": "aucun résultat auquel comparer une grandeur du modèle",
    # balance of ties
    "not_loaded": "l’année de base {year:d} n’est pas chargée",
    "year_unreported": "pas d’année de base {year:d} : aucun flux n’y est rapporté",
    "year_failed": "pas d’année de base {year:d} : {why}",
    "holds_nothing": "l’année de base {year:d} ne contient rien pour : {family}{left_out}",
    "bracketed": " ({said})",
    "trades_nothing": "{country} : aucun échange ({family}) en {year:d}",
    "few_partners": "moins de deux partenaires connus : {told}{more}",
    "told_of": "{measure} ({direction}), {period} : {partners}",
    "and_more": " ; et {count} de plus",
    "nothing_told": "rien n’est rapporté pour {year:d}",
    "only_total": "le total seul",
    "no_weight": "aucun autre domaine n’a de poids",
    # N-1
    "nm_missing": "{term} : {what}",
    "nm_no_capacity": "aucune entrée, sortie, production ni aucun stockage connus",
    "nm_no_largest": "aucune infrastructure isolée n’est distinguée",
    "peak_no_demand": "{country} : aucune demande ({family}) en {year:d}",
    "peak_no_export": "{country} : aucune exportation ({family}) en {year:d}",
    "peak_unknown": "{country}, {family} : ni jour de pointe, ni heure de pointe, ni saison de la demande connus",
    "peak_below": " ; la pointe rapportée ({peak}) est inférieure",
    "peak_hour": "heure de pointe du profil rapportée à la moyenne de l’année{judged}{below}",
    "peak_judged": ", forme par jugement",
    "peak_mean": "moyenne de {month} ; un jour de pointe est plus haut, donc N-1 plus bas{below}",
    "peak_month": "moyenne de {month}, le mois le plus haut de l’année de base",
    "peak_reported": "{amount}, {period}{note}",
    # bargaining power
    "not_taken": "rien ne prend ce qui arrive à {bus}",
    "none_arrives": "rien n’arrive à {bus}",
    "not_asked": "non demandé",
    "many_players": "{count} joueurs ; calculé jusqu’à {most}",
    "no_cost_read": "aucun coût lu pour {names} : compté pour nul",
    "not_before": "pas avant {year} : calculé comme s’il existait en {horizon:d}",
    # what was asked of actors
    "asked_leverage": "leviers",
    "asked_pair": "leviers : {actor}, sur {over}",
    "asked_sanctions": "sanctions",
    "asked_power": "pouvoir de négociation, {family}",
    "asked_autonomy": "autonomie",
    "asked_question": "autonomie, {name}",
    "asked_risk": "pannes",
    "asked_balance": "équilibre des liens, {country}",
    "asked_triples": "pires ensembles de trois",
    "asked_pair_interval": "intervalles : {actor}, sur {over}",
    "asked_other": "autonomie : {country}, {families}, {horizon}",
    "no_option": "aucune option du jeu de données ne sert ce pays ({country}) d’ici {horizon}",
    "not_in_base": "l’année de base ne contient rien pour : {families} ; voir ce point",
    # figures of samples
    "figure_balance": "{country}, {family} : {volume}",
    "figure_trade": "{country}, {family}, {direction}",
    "figure_volume": "{trade} : volume",
    "figure_share": "{trade} : part, {dimension} {key}",
    "figure_lost": "{trade} : non réacheminable, territoire fermé : {closed}",
    "figure_loss": "{shock} : perte de tous",
    "figure_borne": "{shock} : perte, {country}",
    "figure_output": "{shock} : production perdue, {country}, {family}",
}
