"""The words of the report's section on the balance of ties, in English and French."""

from __future__ import annotations

__all__ = ["BALANCE"]

BALANCE: dict[str, tuple[str, str]] = {
    "balance_ties": ("Balance of ties", "Équilibre des liens"),
    "balance_about": (
        (
            "Among whom a country’s ties are shared out, domain by domain. A share is of a told total, or of the "
            "partners that are told; the table says which. Where reports conflict, official ones come before others "
            "and secondary accounts last; equal ones are averaged, and the range is shown. A bloc that reports name "
            "stands for its members. Institutions, meetings and agreements are counted with their dates, not judged."
        ),
        (
            "Entre qui se répartissent les liens d’un pays, domaine par domaine. Une part se rapporte à un total "
            "connu, ou aux seuls partenaires connus ; le tableau le dit. Si des rapports se contredisent, les "
            "officiels passent d’abord, les sources secondaires en dernier ; à rang égal on fait la moyenne, et "
            "l’étendue est indiquée. "
            "Un bloc nommé par les rapports représente ses membres. Institutions, rencontres et accords sont comptés "
            "avec leurs dates, non jugés."
        ),
    ),
    "balance_headline": (
        (
            "{effective} effective partners over {count} of {all} domains, {weights}; "
            "the largest overall share: {first}, {share}."
        ),
        (
            "{effective} partenaires effectifs sur {count} des {all} domaines, {weights} ; plus grande part "
            "d’ensemble : {first}, {share}."
        ),
    ),
    "balance_none": ("No domain can be computed.", "Aucun domaine n’est calculable."),
    "balance_equal": ("equal weights", "poids égaux"),
    "balance_weighted": ("the weights given", "poids donnés"),
    "balance_chart": ("{name} {year}: shares by domain and partner", "{name} {year} : parts par domaine et partenaire"),
    "balance_domains": ("By domain", "Par domaine"),
    "balance_domain": ("Domain", "Domaine"),
    "balance_what": ("What is shared out", "Ce qui est réparti"),
    "balance_effective": ("Effective partners", "Partenaires effectifs"),
    "balance_effective_hint": (
        "Inverse of the sum of squared shares: the rest as one partner, and, after the dash, as very many.",
        "Inverse de la somme des carrés des parts : le reste comme un seul partenaire, puis comme très nombreux.",
    ),
    "balance_shares": ("Shares", "Parts"),
    "balance_of": ("Of", "De"),
    "balance_overall": ("All domains", "Tous domaines"),
    "balance_rest": ("not told of whom", "partenaire non précisé"),
    "balance_others": ("other partners", "autres partenaires"),
    "balance_share_axis": ("share", "part"),
    "balance_missing": ("Not computable: what is missing", "Non calculables : ce qui manque"),
    "balance_lacking": ("Missing", "Manque"),
    "balance_years": ("Years that can be", "Années calculables"),
    "balance_drift": ("How shares moved", "Évolution des parts"),
    "balance_since": ("From", "De"),
    "balance_until": ("To", "À"),
    "balance_moved": ("Changed hands", "A changé de mains"),
    "balance_per_year": ("A year", "Par an"),
    "balance_gains": ("Gains most", "Gagne le plus"),
    "balance_loses": ("Loses most", "Perd le plus"),
    "balance_effect": ("What the weights change", "Effet des poids"),
    "balance_weight": ("Weight", "Poids"),
    "balance_times_0": ("set to zero", "mis à zéro"),
    "balance_times_0.5": ("halved", "divisé par deux"),
    "balance_times_2": ("doubled", "doublé"),
    "balance_times_1": ("as given", "tels quels"),
    "balance_first": ("First", "Premier"),
    "balance_second": ("Second", "Deuxième"),
    "balance_ranks": ("Ranks changed", "Rangs changés"),
    "balance_memberships": ("Memberships in force on {day}", "Adhésions en vigueur au {day}"),
    "balance_body": ("Body", "Organisation"),
    "balance_role": ("Role", "Rôle"),
    "balance_from": ("Since", "Depuis"),
    "balance_to": ("Until", "Jusqu’à"),
    "balance_counted": ("Counted", "Compté"),
    "balance_members": ("Other members told", "Autres membres connus"),
    "balance_yes": ("yes", "oui"),
    "balance_no": ("no", "non"),
    "balance_counts": ("Meetings and agreements of the year", "Rencontres et accords de l’année"),
    "balance_count": ("Number", "Nombre"),
    "balance_bilateral": ("of which bilateral", "dont bilatéraux"),
    "balance_conflicts": ("Ties reported in several ways", "Liens rapportés de plusieurs façons"),
    "balance_used": ("Use", "Emploi"),
    "balance_use_yes": ("used", "retenu"),
    "balance_use_no": ("not used", "écarté"),
    "balance_use_mean": ("averaged", "moyenne"),
    "balance_covered": ("{share} covered", "{share} couverts"),
    "balance_blocs": ("Counted as one: {blocs}.", "Comptés ensemble : {blocs}."),
    "told total": ("a told total", "d’un total connu"),
    "told partners": ("the partners told", "des partenaires connus"),
    "partners told in both": ("the partners told in both", "des partenaires connus aux deux dates"),
    "balance_dir_out": ("out", "sortant"),
    "balance_dir_in": ("in", "entrant"),
    "balance_dir_both": ("both ways", "dans les deux sens"),
    "balance_oil": ("Oil routes", "Voies du pétrole"),
    "balance_gas": ("Gas", "Gaz"),
    "balance_power": ("Power", "Électricité"),
    "balance_uranium": ("Uranium", "Uranium"),
    "balance_coal": ("Coal", "Charbon"),
    "balance_products": ("Oil products", "Produits pétroliers"),
    "balance_trade": ("Trade", "Commerce"),
    "balance_payments": ("Payments", "Paiements"),
    "balance_investment": ("Investment", "Investissement"),
    "balance_arms": ("Arms", "Armement"),
    "balance_students": ("Students", "Étudiants"),
    "balance_institutions": ("Institutions", "Institutions"),
    "balance_diplomacy": ("Diplomacy", "Diplomatie"),
    "balance_votes": ("Votes", "Votes"),
    "balance_people": ("People", "Personnes"),
    "balance_transit": ("Transit", "Transit"),
    "balance_culture": ("Culture", "Culture"),
    "measure_volume_by_neighbour": ("volume by neighbour crossed to", "volume par voisin atteint"),
    "measure_volume_by_partner": ("volume by partner", "volume par partenaire"),
    "measure_turnover": ("goods, turnover", "biens, échanges totaux"),
    "measure_goods": ("goods", "biens"),
    "measure_share_of_turnover": ("share of goods turnover", "part des échanges de biens"),
    "measure_share_of_imports": ("share of goods imports", "part des importations de biens"),
    "measure_money_transfers": ("money transfers of persons", "transferts d’argent des particuliers"),
    "measure_remittances": ("remittances", "envois de fonds"),
    "measure_fdi_gross_inflow": ("direct investment, gross inflow", "investissement direct, flux brut"),
    "measure_fdi_cumulative_gross": ("direct investment since independence", "investissement direct cumulé"),
    "measure_fdi_stock_central_bank": ("direct investment, stock", "investissement direct, stock"),
    "measure_share_of_foreign_firms": ("share of firms with foreign capital", "part des firmes à capitaux étrangers"),
    "measure_share_of_fdi_inflow": ("share of direct investment", "part de l’investissement direct"),
    "measure_share_of_foreign_investment_and_loans": (
        "share of foreign investment and loans",
        "part des investissements et prêts étrangers",
    ),
    "measure_companies_with_capital": ("firms with foreign capital", "firmes à capitaux étrangers"),
    "measure_share_of_arms_imports": ("share of arms imports", "part des importations d’armes"),
    "measure_students": ("students", "étudiants"),
    "measure_study_departures": ("departures to study", "départs pour études"),
    "measure_state_scholars": ("state scholars", "boursiers d’État"),
    "measure_exchange_students": ("exchange students", "étudiants en échange"),
    "measure_shared_bodies": ("bodies both belong to", "organisations communes"),
    "measure_meetings": ("meetings", "rencontres"),
    "measure_agreements": ("agreements", "accords"),
    "measure_share_of_identical_votes": ("identical votes, rate", "votes identiques, taux"),
}
