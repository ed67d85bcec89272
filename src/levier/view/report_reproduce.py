"""The phrases of the page on how to make a report again, and of what is printed, in English and French."""

from __future__ import annotations

__all__ = ["REPRODUCE"]

REPRODUCE: dict[str, tuple[str, str]] = {
    "reproduce": ("How to make it again", "Comment refaire ce rapport"),
    "reproduce_about": (
        ("The same package, version and command give the same figures on any machine; only the seconds taken differ."),
        (
            "Le même jeu de données, la même version et la même commande donnent les mêmes chiffres sur toute machine "
            "; seules les durées diffèrent."
        ),
    ),
    "reproduce_fact": ("What", "Quoi"),
    "reproduce_value": ("Value", "Valeur"),
    "reproduce_command": ("Command", "Commande"),
    "reproduce_package": ("Data package", "Jeu de données"),
    "reproduce_hash": ("Hash of its tables (SHA-256)", "Empreinte de ses tables (SHA-256)"),
    "reproduce_extras": ("Hash of its other files (SHA-256)", "Empreinte de ses autres fichiers (SHA-256)"),
    "reproduce_year": ("Base year", "Année de base"),
    "reproduce_settings": ("Capacities, prices, horizon", "Capacités, prix, horizon"),
    "reproduce_draws": ("Samples, seed", "Tirages, graine"),
    "reproduce_draws_none": ("none", "aucun"),
    "reproduce_commit": ("Commit of the code", "Commit du code"),
    "reproduce_changed": ("with changes that are not committed", "avec des changements non validés"),
    "reproduce_draws_risk": ("Samples, seed of outages", "Tirages, graine des pannes"),
    "reproduce_meanwhile": (
        "the code changed during the run: some answers may be those of the later code",
        "le code a changé pendant le calcul : certaines réponses peuvent venir du code ultérieur",
    ),
    "reproduce_code": ("Hash of the code (SHA-256)", "Empreinte du code (SHA-256)"),
    "reproduce_versions": ("Versions", "Versions"),
    "reproduce_tolerance": ("Tolerance", "Tolérance"),
    "reproduce_tolerance_words": (
        (
            "a solution is accepted when its relative residuals (primal, dual, complementarity), recomputed "
            "from the arrays, are at most {value}; one thread a solve"
        ),
        (
            "une solution est acceptée quand ses résidus relatifs (primal, dual, complémentarité), recalculés "
            "à partir des tableaux, sont d’au plus {value} ; un fil par résolution"
        ),
    ),
    "reproduce_check": (
        (
            "To check the hash of the tables: SHA-256 over datapackage.json and every CSV file in the order of "
            "their names, each preceded by its name, a line feed, its size in bytes and a line feed. Levier "
            "prints it:"
        ),
        (
            "Pour vérifier l’empreinte des tables : SHA-256 sur datapackage.json et tous les fichiers CSV dans "
            "l’ordre de leurs noms, chacun précédé de son nom, d’un saut de ligne, de sa taille en octets et "
            "d’un saut de ligne. Levier l’affiche :"
        ),
    ),
    "print_rows": (
        (
            "The rows behind the figures and their sources ({count} rows) are not printed; they are in the "
            "HTML file of this report, where every figure links to its row. Folded tables print when they are "
            "open."
        ),
        (
            "Les lignes derrière les chiffres et leurs sources ({count} lignes) ne sont pas imprimées ; elles "
            "sont dans le fichier HTML de ce rapport, où chaque chiffre mène à sa ligne. Les tables repliées "
            "s’impriment lorsqu’elles sont ouvertes."
        ),
    ),
    "print_flows": (
        "The {count} flows are not printed; they are in the HTML file of this report.",
        "Les {count} flux ne sont pas imprimés ; ils sont dans le fichier HTML de ce rapport.",
    ),
    "print_page": ("page", "page"),
    "rows_about": (
        (
            "The rows that the figures above rest on, as the data package holds them, and what was read for "
            "each. A click on a figure opens its row here; a row’s sources lead to the list at the end."
        ),
        (
            "Les lignes sur lesquelles reposent les chiffres ci-dessus, telles que les contient le jeu de "
            "données, et ce qui a été lu pour chacune. Un clic sur un chiffre ouvre ici sa ligne ; les sources "
            "d’une ligne mènent à la liste finale."
        ),
    ),
    "foot": (
        (
            "Made by Levier from the package {name} {version} ({hash}). Tables CC BY 4.0; each source keeps "
            "its own terms. Shapes: Natural Earth, public domain."
        ),
        (
            "Produit par Levier à partir du jeu de données {name} {version} ({hash}). Tables sous CC BY 4.0 ; chaque "
            "source garde ses propres conditions. Contours : Natural Earth, domaine public."
        ),
    ),
    "full_triples": ("Worst sets of up to three, by damage", "Pires ensembles de trois au plus, selon le dommage"),
    "full_proof": (
        "{count} sets of up to three of {elements} elements, {solved} solved: {guarantee}.",
        "{count} ensembles de trois éléments au plus parmi {elements}, {solved} résolus : {guarantee}.",
    ),
    "full_certified": (
        "bounds prove that no other set does more",
        "des bornes prouvent qu’aucun autre ensemble ne fait davantage",
    ),
    "full_enumerated": (
        "every combination of what releases something was solved",
        "toute combinaison de ce qui libère quelque chose a été résolue",
    ),
    "full_lower_bound": (
        "a lower bound, another set may do more",
        "une borne inférieure, un autre ensemble peut faire davantage",
    ),
    "full_infeasible": ("cannot be served", "ne peut être servi"),
    "full_pair": (
        "What the pair can impose on each other, from January: 90 % intervals of {samples} samples, M USD",
        "Ce que la paire peut s’imposer, dès janvier : intervalles à 90 % de {samples} tirages, M USD",
    ),
    "full_actor": ("Who closes", "Qui ferme"),
    "full_over": ("Over", "À qui"),
    "full_months": ("Months", "Mois"),
    "full_loss": ("Loss", "Perte"),
    "full_loss_interval": ("90 % interval", "Intervalle à 90 %"),
    "full_own": ("Own loss", "Perte propre"),
    "full_own_interval": ("90 % interval", "Intervalle à 90 %"),
    "full_ratio": ("Loss for each unit of own loss", "Perte par unité de perte propre"),
}
