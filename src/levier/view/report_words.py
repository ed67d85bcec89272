"""The fixed phrases of the report, in English and French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.report_autonomy import AUTONOMY
from levier.view.report_backtest import BACKTEST
from levier.view.report_balance import BALANCE
from levier.view.report_bases import BASES
from levier.view.report_chokepoints import CHOKEPOINTS
from levier.view.report_claims import CLAIMS
from levier.view.report_fixed import FIXED
from levier.view.report_front import FRONT
from levier.view.report_hints import HINTS
from levier.view.report_intervals import INTERVALS
from levier.view.report_leverage import LEVERAGE
from levier.view.report_omitted import OMITTED
from levier.view.report_power import POWER
from levier.view.report_prose import PROSE
from levier.view.report_reading import READING
from levier.view.report_reproduce import REPRODUCE
from levier.view.report_risk import RISK
from levier.view.report_sanctions import SANCTIONS
from levier.view.report_sentences import SENTENCES
from levier.view.spelling import french_signs

if TYPE_CHECKING:
    from levier.view.words import Language

__all__ = ["has_phrase", "phrase"]

PHRASES: dict[str, tuple[str, str]] = {
    # sections
    "summary": ("Summary", "Résumé"),
    "reading": ("How to read it", "Comment lire ce rapport"),
    "maps": ("Maps of the base year", "Cartes de l’année de base"),
    "balances": ("Balances by country", "Bilans par pays"),
    "flows": ("Flows of the base year", "Flux de l’année de base"),
    "disagree": ("Where reports disagree", "Où les rapports divergent"),
    "dependence": ("Who depends on whom", "Qui dépend de qui"),
    "shocks": ("Ready-made shocks", "Chocs étudiés"),
    "coverage": ("Coverage and limits", "Couverture et limites"),
    "rows": ("Rows and sources", "Lignes et sources"),
    "contents": ("Contents", "Sommaire"),
    # tables
    "country": ("Country", "Pays"),
    "carrier": ("Carrier", "Vecteur"),
    "kind": ("Kind", "Genre"),
    "unit": ("Unit", "Unité"),
    "output": ("Output", "Production"),
    "imports": ("imports", "importations"),
    "exports": ("exports", "exportations"),
    "use": ("Use", "Consommation"),
    "losses": ("Own use, losses", "Pertes, usage propre"),
    "stock_change": ("Into stock", "Stockage"),
    "unexplained": ("Converted, swapped", "Converti, échangé"),
    "balance": ("balance", "bilan"),
    "flow": ("Flow", "Flux"),
    "way": ("Where", "Où"),
    "base": ("Base year", "Année de base"),
    "interval": ("90 % interval", "Intervalle 90 %"),
    "effective": ("effective", "effectives"),
    "paper": ("paper", "nominales"),
    "effective_capacity": ("Effective capacity", "Capacité effective"),
    "paper_capacity": ("Paper capacity", "Capacité nominale"),
    "sources_count": ("Sources", "Sources"),
    "marks": ("Marks", "Remarques"),
    "undetermined": ("not determined by the reports", "non déterminé par les rapports"),
    "estimate": ("estimate", "estimation"),
    "no_report": ("no report of its own", "sans rapport propre"),
    "joint": ("joint", "commune"),
    "not_stated": ("not stated", "non précisée"),
    "supply": ("supply", "production"),
    "demand": ("demand", "demande"),
    "market": ("market", "marché"),
    "corridor": ("corridor", "corridor"),
    "converter": ("conversion", "conversion"),
    "charge": ("into storage", "mise en stock"),
    "discharge": ("out of storage", "soutirage"),
    "slot": ("joint limit", "limite commune"),
    "storage": ("Storage", "Stockage"),
    "report": ("Report", "Rapport"),
    "period": ("Period", "Période"),
    "reported": ("Reported", "Rapporté"),
    "said": ("As reported", "Tel que rapporté"),
    "reconciled": ("Reconciled", "Réconcilié"),
    "residual": ("Residual, σ", "Résidu, σ"),
    "flagged": ("flagged", "signalé"),
    "sources": ("Sources", "Sources"),
    "reports": ("Reports", "Rapports"),
    "reports_all": ("Reports in use, all years", "Rapports utilisés, toutes années"),
    "last_report": ("Last day reported", "Dernier jour rapporté"),
    "as_of": ("As of, by carrier", "État des données, par vecteur"),
    "residual_axis": ("reconciled less reported, in stated uncertainties (σ)", "réconcilié moins rapporté, en σ"),
    "residual_chart": ("Every report of the year by its residual", "Chaque rapport de l’année selon son résidu"),
    # dependence
    "trade": ("Trade", "Échange"),
    "total": ("Total", "Total"),
    "effective_partners": ("Effective partners", "Partenaires effectifs"),
    "partner": ("Partner", "Partenaire"),
    "territory": ("Territory crossed", "Territoire traversé"),
    "operator": ("Operator", "Opérateur"),
    "group": ("Way", "Voie"),
    "observed": ("observed dependence", "dépendance observée"),
    "structural": ("structural dependence", "dépendance structurelle"),
    "heat": ("Share of each trade that crosses a territory", "Part de chaque échange traversant un territoire"),
    "closed": ("If closed", "Si fermé"),
    "crosses": ("Crosses it", "Le traverse"),
    "lost_effective": ("Not replaced, effective", "Non remplacé, effective"),
    "lost_paper": ("Not replaced, paper", "Non remplacé, nominale"),
    "best_effective": ("Still possible, effective", "Encore possible, effective"),
    "best_paper": ("Still possible, paper", "Encore possible, nominale"),
    "security": (
        "Security of supply: N-1, remaining flexibility, disrupted rate",
        "Sécurité d’approvisionnement : N-1, flexibilité restante, taux de rupture",
    ),
    "n_minus_one_effective": ("N-1 in %, effective", "N-1 en %, effective"),
    "n_minus_one_paper": ("N-1 in %, paper", "N-1 en %, nominale"),
    "weakest": ("Weakest term", "Terme le plus faible"),
    "largest": ("Largest infrastructure", "Plus grande infrastructure"),
    "label_none": ("none", "aucun"),
    "label_sourced": ("sourced", "sourcé"),
    "label_derived": ("derived", "déduit"),
    "label_proxy": ("proxy", "approché"),
    "label_missing": ("missing", "manquant"),
    "remaining_flexibility": ("Remaining flexibility", "Flexibilité restante"),
    "worst_closed": ("Worst closure", "Pire fermeture"),
    "disrupted_cooperative": ("Disrupted, shared", "Rupture, partagée"),
    "disrupted_uncooperative": ("Disrupted, own demand first", "Rupture, chacun pour soi"),
    "days": ("days", "jours"),
    # shocks
    "shock": ("Shock", "Choc"),
    "reason": ("Reason", "Raison"),
    "failed": ("Shocks without an answer", "Chocs sans réponse"),
    "at_peak": ("In the hour of the winter peak", "À l’heure de la pointe d’hiver"),
    "window": ("From {month} {year}, months: {months}", "À partir de {month} {year}, pendant {months} mois"),
    "recovery": ("; watched afterwards: {months}", " ; observés ensuite : {months} mois"),
    "next_year": ("next year", "année suivante"),
    "cut": ("Capacity goes to zero: {chosen}.", "La capacité tombe à zéro : {chosen}."),
    "derate": ("{share} of {whole} is left: {chosen}.", "Il reste {share} {whole} : {chosen}."),
    "of_base": ("the base flow", "du flux de base"),
    "of_capacity": ("the effective capacity", "de la capacité effective"),
    "price": ("Prices are multiplied by {factor}: {chosen}.", "Les prix sont multipliés par {factor} : {chosen}."),
    "level_change": ("{driver}: the level moves by {value} m.", "{driver} : le niveau varie de {value} m."),
    "level_value": ("{driver}: the level is {value} m.", "{driver} : le niveau est de {value} m."),
    "select_id": ("{names}", "{names}"),
    "select_group": ("{names} (all its parts)", "{names} (toutes ses parties)"),
    "select_territory": ("on the territory of {names}", "sur le territoire : {names}"),
    "select_operator": ("operated by {names}", "exploité par {names}"),
    "select_owner": ("owned by {names}", "propriété de {names}"),
    "select_shipper": ("goods of {names}", "marchandises de {names}"),
    "select_carrier": ("carrying {names}", "transportant {names}"),
    "select_kind": ("{names} only", "{names} seulement"),
    "select_source": ("from {names}", "depuis {names}"),
    "select_target": ("to {names}", "vers {names}"),
    "no_effect": (
        "Nothing changes: what the shock takes away was not in use, or its users have room elsewhere at no cost.",
        "Rien ne change : ce que le choc retire n’était pas utilisé, ou trouve place ailleurs sans coût.",
    ),
    "headline_loss": ("Loss: {loss}", "Perte : {loss}"),
    "headline_gain": ("Loss: {loss} (a gain)", "Perte : {loss} (un gain)"),
    "borne": ("; borne by {who}.", " ; supportée par {who}."),
    "headline_output": (
        "{name}: output falls by {volume} ({share}).",
        "{name} : la production baisse de {volume} ({share}).",
    ),
    "headline_unserved": ("{name}: {volume} ({share}) is not served.", "{name} : {volume} ({share}) non servis."),
    "deck_low": ("low", "bas"),
    "deck_base": ("base", "de base"),
    "deck_high": ("high", "hauts"),
    "horizon_short": ("short", "court"),
    "horizon_long": ("long", "long"),
    "bearer": ("Borne by", "Supportée par"),
    "everyone": ("All together", "Ensemble"),
    "loss": ("Loss", "Perte"),
    "loss_by": ("Loss by who bears it", "Perte selon qui la supporte"),
    "loss_chart": ("Loss by who bears it, and its parts", "Perte selon qui la supporte, et ses parties"),
    "monthly_losing": (
        "Flows that lose most, by month (dotted: base year; shaded: the shock)",
        "Flux les plus réduits, par mois (pointillés : année de base ; ombré : le choc)",
    ),
    "monthly_gaining": (
        "Flows that gain most, by month (dotted: base year; shaded: the shock)",
        "Flux les plus accrus, par mois (pointillés : année de base ; ombré : le choc)",
    ),
    "sales": ("Sales", "Ventes"),
    "unserved": ("Not served", "Non servi"),
    "tariffs": ("Tariffs", "Tarifs"),
    "costs": ("Running costs", "Coûts"),
    "stock": ("Stock", "Stock"),
    "volumes": ("Volumes by country", "Volumes par pays"),
    "output_lost": ("Output lost", "Production perdue"),
    "net_exports_lost": ("Net exports lost", "Exportations nettes perdues"),
    "output_before": ("Output before", "Production avant"),
    "demand_before": ("Demand before", "Demande avant"),
    "cut_fields": ("Fields and plants that give less", "Gisements et centrales qui produisent moins"),
    "before": ("Before", "Avant"),
    "after": ("After", "Après"),
    "lost": ("Lost", "Perdu"),
    "lost_share": ("Share lost", "Part perdue"),
    "rerouted": ("Rerouted: corridors that carry more", "Réacheminé : corridors plus chargés"),
    "other_gains": (
        "Markets, supplies and conversions that take up more",
        "Marchés, productions, conversions en hausse",
    ),
    "gain": ("More by", "En plus"),
    "spare_left": ("Room left", "Marge restante"),
    "unlimited": ("no limit of its own", "sans limite propre"),
    "limit": ("What binds", "Ce qui contraint"),
    "limit_ramp": ("ramp: its room opens later", "rampe : la marge s’ouvre plus tard"),
    "limit_capacity": ("capacity: it is full", "capacité : plein"),
    "limit_joint": ("joint limit it shares", "limite commune"),
    "limit_none": ("not this one", "pas lui"),
    "storages": ("Stocks and days until they are full or empty", "Stocks et jours avant plein ou vide"),
    "volume": ("Volume", "Volume"),
    "lowest": ("Lowest", "Minimum"),
    "highest": ("Highest", "Maximum"),
    "days_to_full": ("Days to full", "Jours avant plein"),
    "days_to_empty": ("Days to empty", "Jours avant vide"),
    "holder": ("Holder", "Détenteur"),
    "holders": ("By shareholder", "Par actionnaire"),
    "stake": ("Stake", "Part"),
    "gross_sales": ("Gross sales lost", "Ventes brutes perdues"),
    "no_loss_chart": ("No loss to draw.", "Aucune perte à dessiner."),
    "no_less": ("No supply or corridor loses, so none is drawn.", "Aucun flux réduit à dessiner."),
    "no_more": ("No supply or corridor gains, so none is drawn.", "Aucun flux accru à dessiner."),
    "no_hours": ("One hour: there is no course of months to draw.", "Une heure : pas d’évolution mensuelle."),
    # coverage
    "covered": ("What is covered", "Ce qui est couvert"),
    "row_count": ("Rows", "Lignes"),
    "system": ("System", "Système"),
    "network": ("network", "réseau"),
    "table_only": ("sourced table, no network", "table sourcée, sans réseau"),
    "years": ("Years", "Années"),
    "fit": ("How well the reports fit", "Concordance des rapports"),
    "within_1": ("Within 1 σ", "À moins de 1 σ"),
    "within_2": ("Within 2 σ", "À moins de 2 σ"),
    "estimates": ("Estimated parameters", "Paramètres estimés"),
    "estimated": ("Estimated", "Estimé"),
    # rows
    "rows_sums": ("Sums and shares: the rows they rest on", "Sommes et parts : leurs lignes"),
    "rows_assets": ("Assets", "Actifs"),
    "rows_slots": ("Joint limits", "Limites communes"),
    "rows_reports": ("Reports in use", "Rapports utilisés"),
    "rows_prices": ("Prices", "Prix"),
    "rows_stakes": ("Stakes", "Participations"),
    "rows_sources": ("Sources cited", "Sources citées"),
    "figure": ("Figure", "Chiffre"),
    "rests_on": ("Rests on", "Repose sur"),
    "row": ("Row", "Ligne"),
    "states": ("States", "Contenu"),
    "remarks": ("Estimates and notes", "Estimations et notes"),
    "follows": ("none; follows from balances", "aucun ; résulte des bilans"),
    "uncertainty": ("Uncertainty", "Incertitude"),
    "note": ("Note", "Note"),
    "year": ("Year", "Année"),
    "holding": ("Holding", "Société"),
    "percent": ("%", "%"),
    "valid": ("Valid", "Valable"),
    "publisher": ("Publisher", "Éditeur"),
    "title": ("Title", "Titre"),
    "date": ("Date", "Date"),
    "url": ("Address", "Adresse"),
    "licence": ("Licence", "Licence"),
    "all": ("all", "tous"),
    "search": ("Find a flow", "Chercher un flux"),
}

EVERY = (
    PHRASES, BASES, HINTS, SENTENCES, PROSE, FIXED, CHOKEPOINTS, BACKTEST, CLAIMS, INTERVALS, BALANCE,
    LEVERAGE, POWER, SANCTIONS, AUTONOMY, RISK, FRONT, READING, OMITTED, REPRODUCE,
)  # fmt: skip
"""Where a phrase is looked up, in this order."""


def has_phrase(key: str) -> bool:
    """Tell whether there is a phrase under a key."""
    return any(key in words for words in EVERY)


def phrase(key: str, language: Language) -> str:
    """Return a phrase; a key that has none is returned as words.

    >>> phrase("balances", "fr"), phrase("another thing", "en")
    ('Bilans par pays', 'another thing')
    """
    found = next((words[key] for words in EVERY if key in words), None)
    if found is None:
        return key.replace("_", " ")
    return found[0] if language == "en" else french_signs(found[1])
