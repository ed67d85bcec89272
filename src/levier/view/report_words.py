"""The fixed phrases of the report, in English and French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.report_hints import HINTS

if TYPE_CHECKING:
    from levier.view.words import Language

__all__ = ["phrase"]

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
    # summary
    "through_cpc": (
        "of Kazakh crude exports go through the CPC pipeline",
        "des exportations kazakhes de brut passent par l’oléoduc CPC",
    ),
    "through_russia": (
        "of Kazakh crude exports cross Russian territory",
        "des exportations kazakhes de brut traversent le territoire russe",
    ),
    "not_rerouted": (
        "of them could not be rerouted if Russian territory were closed (effective / paper capacities)",
        "d’entre elles ne pourraient être réacheminées sans le territoire russe (capacités effectives / nominales)",
    ),
    "output_less": ("Kazakh crude not produced", "brut kazakh non produit"),
    "loss_borne": ("loss, borne by", "perte, supportée par"),
    "days": ("days", "jours"),
    "shut_in": ("until the first stock is full and output is shut in", "avant que le premier stock soit plein"),
    "press": (
        "Press reports often say that about 80 % of Kazakh oil exports go through Russia. The share of one pipeline, the "
        "CPC, is {pipe} here; the share that crosses Russian territory by any way is {land}, because the CPC itself ends "
        "on the Russian coast and further ways (Atyrau - Samara, Aktau - Makhachkala) cross Russia too. A figure of about "
        "80 % fits the pipeline's share; it is easily taken for the territory's share.",
        "La presse écrit souvent qu’environ 80 % des exportations kazakhes de pétrole passent par la Russie. La part d’un "
        "seul oléoduc, le CPC, est ici de {pipe} ; la part qui traverse le territoire russe par une voie quelconque est de "
        "{land}, car le CPC aboutit lui-même à la côte russe et d’autres voies (Atyraou - Samara, Aktaou - Makhatchkala) "
        "traversent aussi la Russie. Un chiffre d’environ 80 % correspond à la part de l’oléoduc ; on le prend aisément "
        "pour celle du territoire.",
    ),
    # shocks
    "shock": ("Shock", "Choc"),
    "reason": ("Reason", "Raison"),
    "failed": ("Shocks without an answer", "Chocs sans réponse"),
    "at_peak": ("in the hour of the winter peak", "à l’heure de la pointe d’hiver"),
    "window": ("from {month} {year}, for {months} month(s)", "à partir de {month} {year}, pendant {months} mois"),
    "recovery": ("; watched for {months} more", " ; observé {months} mois de plus"),
    "next_year": ("next year", "année suivante"),
    "cut": ("Capacity goes to zero: {chosen}.", "La capacité tombe à zéro : {chosen}."),
    "derate": ("{share} of {whole} is left: {chosen}.", "Il reste {share} de {whole} : {chosen}."),
    "of_base": ("the base flow", "le flux de base"),
    "of_capacity": ("the effective capacity", "la capacité effective"),
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
    "why_gain": (
        "A loss below zero: at stated prices the new flows are worth more than the base year's, which habit and contracts "
        "held in place (the wedge is left out of the loss).",
        "Une perte négative : aux prix retenus, les nouveaux flux valent plus que ceux de l’année de base, tenus par "
        "l’habitude et les contrats (le coin n’entre pas dans la perte).",
    ),
    "borne": ("; borne by {who}.", " ; supportée par {who}."),
    "headline_output": ("{name}: output falls by {volume} ({share}).", "{name} : la production baisse de {volume} ({share})."),
    "headline_unserved": ("{name}: {volume} ({share}) is not served.", "{name} : {volume} ({share}) non servis."),
    "run_facts": (
        "Asked of {capacity} capacities, {deck} prices, {horizon} horizon. Damage (the engine's objective, wedges "
        "included): {damage}. Solved to a checked optimum; losses of the countries add up to the system's loss within "
        "{imbalance} M USD. World prices do not react.",
        "Capacités : {capacity} ; prix : {deck} ; horizon : {horizon}. Dommage (objectif du moteur, coins compris) : "
        "{damage}. Optimum vérifié ; les pertes des pays s’ajoutent à celle du système à {imbalance} M USD près. Les prix "
        "mondiaux ne réagissent pas.",
    ),
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
    "monthly_chart": (
        "Rates of flow month by month (dotted: base year; shaded: the shock)",
        "Débits mois par mois (pointillés : année de base ; ombré : le choc)",
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
    "other_gains": ("Markets, supplies and conversions that take up more", "Marchés, productions, conversions en hausse"),
    "gain": ("More by", "En plus"),
    "spare_left": ("Room left", "Marge restante"),
    "unlimited": ("no limit of its own", "sans limite propre"),
    "limit": ("What binds", "Ce qui contraint"),
    "limit_ramp": ("ramp: its room opens later", "rampe : la marge s’ouvre plus tard"),
    "limit_capacity": ("capacity: it is full", "capacité : plein"),
    "limit_joint": ("joint limit it shares", "limite commune"),
    "limit_none": ("nothing here; what comes before or after it", "rien ici ; l’amont ou l’aval"),
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
    "no_monthly_chart": ("No flow changes, so there is nothing to draw.", "Aucun flux ne change : rien à dessiner."),
    "no_hours": ("One hour: there is no course of months to draw.", "Une heure : pas d’évolution mensuelle."),
    # coverage
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
    "basis_balance": (
        "Flows at home, across the border and bought abroad; sums follow from their reconciled volumes.",
        "Flux intérieurs, transfrontaliers et achats ; les sommes résultent des volumes réconciliés.",
    ),
    "basis_ways": (
        "The flows this share is traced through; volumes are the reconciled ones.",
        "Les flux par lesquels cette part est tracée ; volumes réconciliés.",
    ),
    "basis_shock": (
        "Flows that differ from the base year under the shock, and the stated prices they are valued at.",
        "Flux qui diffèrent de l’année de base sous le choc, et les prix retenus.",
    ),
    "basis_stakes": ("Stakes multiplied along the chain of owners.", "Participations multipliées le long de la chaîne."),
}


def phrase(key: str, language: Language) -> str:
    """Return a phrase; a key that has none is returned as words.

    >>> phrase("balances", "fr"), phrase("another thing", "en")
    ('Bilans par pays', 'another thing')
    """
    found = PHRASES.get(key) or HINTS.get(key)
    return found[0 if language == "en" else 1] if found else key.replace("_", " ")
