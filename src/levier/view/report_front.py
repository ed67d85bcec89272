"""The phrases of the first page, in English and French."""

from __future__ import annotations

__all__ = ["FRONT"]

FRONT: dict[str, tuple[str, str]] = {
    "front_title": ("{name}, {year}", "{name}, {year}"),
    "front_about": (
        "Who depends on whom in energy, what breaks when a way is cut, and who bears it.",
        "Qui dépend de qui en matière d’énergie, ce qui se rompt quand une voie est coupée, et qui le supporte.",
    ),
    "front_base": (
        "Base year {year}. Data package {package} {version}, {hash}.",
        "Année de base {year}. Jeu de données {package} {version}, {hash}.",
    ),
    "front_facts": (
        (
            "{reports} reports on {year} are brought into one balanced base year; {shocks} shocks are asked of "
            "it. Every figure links to the rows it rests on."
        ),
        (
            "Une année de base équilibrée réunit {reports} rapports sur {year} ; elle est soumise à {shocks} "
            "chocs. Chaque chiffre mène aux lignes sur lesquelles il repose."
        ),
    ),
    "front_findings": ("What stands out", "L’essentiel"),
    "front_none": (
        "No answer of this report holds a figure to lead with.",
        "Aucune réponse de ce rapport ne contient de chiffre à mettre en avant.",
    ),
    "front_trade": (
        (
            "of the {direction} of {country} ({family}, {total} a year) could not be rerouted if the territory "
            "of {territory} were closed{paper}. Today {share} cross it."
        ),
        (
            "des {direction} ({country}, {family}, {total} par an) ne pourraient être réacheminées si le "
            "territoire était fermé ({territory}){paper}. Aujourd’hui, {share} le traversent."
        ),
    ),
    "front_trade_paper": (
        "; {share} if nameplate capacities could be used",
        " ; {share} si les capacités nominales étaient disponibles",
    ),
    "front_trade_observed": (
        "of the {direction} of {country} ({family}, {total} a year) cross the territory of {territory}.",
        "des {direction} ({country}, {family}, {total} par an) traversent le territoire ({territory}).",
    ),
    "front_chokepoint": (
        (
            "lost in all if {ways} closed for {months} months from {start}: the costliest way across a "
            "border{borne}.{next}"
        ),
        (
            "perdus au total en cas de fermeture ({ways}) pendant {months} mois à partir de {start} : la voie "
            "transfrontalière la plus coûteuse{borne}.{next}"
        ),
    ),
    "front_next": (" Next: {ways}.", " Ensuite : {ways}."),
    "front_borne": (" (borne by {who})", " (supportés par : {who})"),
    "front_together": (
        (
            "lost if {ways} closed together, {extra} more than by each alone: the pair of ways across a border "
            "that adds most."
        ),
        (
            "perdus en cas de fermeture simultanée ({ways}), soit {extra} de plus que séparément : la paire de voies "
            "transfrontalières qui ajoute le plus."
        ),
    ),
    "front_shock": (
        "lost in the costliest ready-made shock: {shock}{borne}.{days}",
        "perdus dans le plus coûteux des chocs étudiés : {shock}{borne}.{days}",
    ),
    "front_days": (
        " The first stock is full, and output shut in, after {days} days.",
        " Le premier stock est plein, et la production arrêtée, au bout de {days} jours.",
    ),
    "front_leverage": (
        (
            "is the most that one state with needs of its own could impose on another: {actor} on {over}, "
            "{months} months from {start}{gdp}. Its own loss: {own}."
        ),
        (
            "est le plus qu’un État ayant ses propres besoins pourrait imposer à un autre : {actor:le} {over:à}, "
            "{months} mois à partir de {start}{gdp}. Perte propre : {own}."
        ),
    ),
    "front_gdp": (", {share} of the GDP of {over} in {year}", ", soit {share} du PIB {over:de} en {year}"),
    "front_security": (
        (
            "is the lowest N-1: {country}, {family}, on its highest day{proxy}, without {largest}. The standard is 100 "
            "%; {below} of the {of} cases computed lie below it."
        ),
        (
            "est le N-1 le plus faible : {country}, {family}, le jour de plus forte demande{proxy}, sans {largest}. La "
            "norme est de 100 % ; {below} des {of} cas calculés sont en dessous."
        ),
    ),
    "front_proxy": (" (with approximated terms)", " (avec des termes approchés)"),
    "front_no_infrastructure": ("its largest infrastructure", "sa plus grande infrastructure"),
    "front_sanctions": (
        (
            "lost if all that the recorded designations of this authority reach stopped for {months} months: "
            "{authority}, {stops} assets{licensed}. An assumption, not a forecast."
        ),
        (
            "perdus si tout ce qu’atteignent les désignations enregistrées de cette autorité s’arrêtait "
            "pendant {months} mois : {authority}, {stops} actifs{licensed}. Une hypothèse, non une prévision."
        ),
    ),
    "front_licensed": ("; {loss} with the licences in force", " ; {loss} compte tenu des licences en vigueur"),
    "front_autonomy": (
        (
            "a year is {much} what it costs {country} ({families}, {horizon}), at mean stated costs, that no "
            "single actor can impose more than {worst} of {of}{interval}. With nothing built, {who} could impose "
            "{nothing}."
        ),
        (
            "par an {much}, aux coûts moyens énoncés : ce qu’il en coûte ({country}, {families}, {horizon}) "
            "pour qu’aucun acteur ne puisse imposer plus de {worst} {of}{interval}. Sans rien construire, "
            "{nothing} ({who})."
        ),
    ),
    "front_about_cost": ("about", "environ"),
    "front_most_cost": ("at most", "au plus"),
    "front_of_supply": ("a year’s supply", "d’un an d’approvisionnement"),
    "front_of_sales": (
        "the value of a year’s supply and own sales",
        "de la valeur d’un an d’approvisionnement et de ventes",
    ),
    "front_costs": (" ({low} to {high} over stated costs)", " ({low} à {high} selon les coûts énoncés)"),
    "front_nobody": ("nobody", "personne"),
    "front_more": ("{names} and {count} more", "{names} et {count} de plus"),
    "front_interval": (" 90 % interval: {low} to {high}.", " Intervalle à 90 % : {low} à {high}."),
    "front_map": ("{family}, {year}: width shows the flow", "{family}, {year} : la largeur montre le flux"),
    "front_trust": ("How far to trust it", "Degré de confiance"),
    "front_fit": (
        (
            "{within} of the {count} reports lie within two stated uncertainties of the balanced state; "
            "{flagged} could not be squared with the others."
        ),
        (
            "Rapports à moins de deux incertitudes énoncées de l’état équilibré : {within} sur {count} ; "
            "inconciliables avec les autres : {flagged}."
        ),
    ),
    "front_backtest": (
        (
            "On {events} events, each predicted on the latest base year known before it, the mean error is {error} "
            "of the undisturbed volume, against {nothing} if one assumes that nothing changes; {inside} of the "
            "outcomes lie inside the predicted range{strict}."
        ),
        (
            "Sur {events} événements, prédits sur la dernière année de base connue avant chacun, l’erreur moyenne "
            "est de {error} du volume non perturbé, contre {nothing} en supposant que rien ne change ; "
            "{inside} des résultats sont dans l’intervalle prédit{strict}."
        ),
    ),
    "front_strict": (
        ". {events} of them lean on no capacity published only later: error {error}, against {nothing}",
        (
            ". {events} d’entre eux ne reposent sur aucune capacité publiée seulement après : erreur {error}, "
            "contre {nothing}"
        ),
    ),
    "front_scope_missing": (
        (
            "Without {families}: too few reports on {year} ({reasons}). What is costliest, most or lowest is so "
            "among what is left."
        ),
        (
            "Sans {families} : trop peu de rapports sur {year} ({reasons}). Ce qui est dit le plus coûteux, le "
            "plus grand ou le plus faible l’est parmi le reste."
        ),
    ),
    "front_scope_parts": (
        "Parts of {families} are left out, as too few reports speak of them in {year} ({reasons}).",
        "Des parties sont omises ({families}) : trop peu de rapports en parlent en {year} ({reasons}).",
    ),
    "front_scope_reports": (
        "{families}: reports {reports}, supplies, demands and markets {ends}",
        "{families} : rapports {reports}, productions, demandes et marchés {ends}",
    ),
    "front_scope_shocks": (
        "Of {shocks} ready-made shocks, {failed} have no answer.",
        "Sur {shocks} chocs étudiés, sans réponse : {failed}.",
    ),
    "front_no_backtest": ("No back-test is part of this report.", "Ce rapport ne contient pas de test rétrospectif."),
    "front_samples": (
        "Intervals come from {samples} samples of all inputs at once.",
        "Les intervalles viennent de {samples} tirages de toutes les données à la fois.",
    ),
    "front_no_samples": (
        "No samples were drawn: figures without an interval are single values.",
        "Aucun tirage n’a été fait : les chiffres sans intervalle sont des valeurs uniques.",
    ),
    "front_silent": ("What it does not say", "Ce que le rapport ne dit pas"),
    "front_silent_chance": (
        "How likely a closure is, or that anyone intends one.",
        "La probabilité d’une fermeture, ni que quiconque en ait l’intention.",
    ),
    "front_silent_world": (
        "How world prices would react: stated prices stand.",
        "La réaction des prix mondiaux : les prix énoncés restent.",
    ),
    "front_silent_time": (
        "What states, firms or users would decide in answer, beyond rerouting.",
        "Ce que décideraient États, entreprises ou usagers en réponse, au-delà du réacheminement.",
    ),
    "front_left_out": ("What the model leaves out", "Ce que le modèle laisse de côté"),
    "front_not_computed": ("What was not computed here", "Ce qui n’a pas été calculé ici"),
    "front_source": ("source {number}", "source {number}"),
}
