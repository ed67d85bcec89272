"""The words of the workbench, in English and French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.spelling import french_signs
from levier.view.workbench.words_analyst import ANALYST

if TYPE_CHECKING:
    from levier.view.words import Language

__all__ = ["WORDS", "say"]

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Levier workbench", "Atelier Levier"),
    "skip": ("Skip to the content", "Aller au contenu"),
    "pages": ("Pages", "Pages"),
    "map": ("Map", "Carte"),
    "nav_dependence": ("Dependence", "Dépendance"),
    "nav_chokepoints": ("Chokepoints", "Points critiques"),
    "nav_leverage": ("Leverage", "Leviers"),
    "nav_sanctions": ("Sanctions", "Sanctions"),
    "nav_power": ("Power", "Pouvoir"),
    "nav_balance": ("Balance", "Équilibre"),
    "nav_backtest": ("Back-tests", "Épreuves"),
    "nav_claims": ("Claims", "Affirmations"),
    "nav_balances": ("Base year", "Année de base"),
    "nav_coverage": ("Coverage", "Couverture"),
    "nav_sources": ("Sources", "Sources"),
    "nav_data": ("Your data", "Vos données"),
    "language": ("Language", "Langue"),
    "facts": ("{package} {version}, base year {year}", "{package} {version}, année de base {year}"),
    # loading
    "loading": ("Loading the base year …", "Chargement de l’année de base …"),
    "reconciling": ("reconciling the reports", "réconciliation des rapports"),
    "calibrating": ("calibrating the network", "calage du réseau"),
    "not_loaded": ("The package could not be loaded: {reason}", "Le jeu de données n’a pas pu être chargé : {reason}"),
    # choosing
    "what_happens": ("What happens", "Que se passe-t-il"),
    "asset": ("Pipeline, field, plant or line", "Oléoduc, gisement, centrale ou ligne"),
    "asset_hint": ("Type a name, or click a line of the map", "Saisir un nom, ou cliquer une ligne de la carte"),
    "none_found": ("Nothing by this name", "Rien de ce nom"),
    "kept": ("Capacity kept, %", "Capacité gardée, %"),
    "cut": ("Cut", "Couper"),
    "derate": ("Derate", "Réduire"),
    "restore": ("Restore {name}", "Rétablir {name}"),
    "is_cut": ("cut", "coupé"),
    "is_kept": ("{kept} % kept", "{kept} % gardés"),
    "ready_made": ("Or a ready-made shock", "Ou un choc tout prêt"),
    "no_cuts": ("Nothing is cut: the map shows the base year.", "Rien n’est coupé : la carte montre l’année de base."),
    "start": ("From", "À partir de"),
    "peak": ("Winter peak hour", "Heure de pointe d’hiver"),
    "months": ("Months", "Mois"),
    "recovery": ("Months watched after", "Mois observés ensuite"),
    "undo": ("Undo", "Annuler"),
    "reset": ("Reset", "Tout rétablir"),
    "link": ("Link to this view", "Lien vers cette vue"),
    "copied": ("Copied", "Copié"),
    "download": ("Download", "Télécharger"),
    "shock_yaml": ("Shock (YAML)", "Choc (YAML)"),
    "tables_xlsx": ("Tables (XLSX)", "Tableaux (XLSX)"),
    "tables_csv": ("Tables (CSV, zip)", "Tableaux (CSV, zip)"),
    "network_nc": ("Network (netCDF)", "Réseau (netCDF)"),
    # map
    "carriers": ("Carrier on the map", "Vecteur sur la carte"),
    "map_base": ("{family}: flows of {year}, {unit}", "{family} : flux de {year}, {unit}"),
    "map_shock": (
        "{family}: mean flows during the shock, {unit}",
        "{family} : flux moyens pendant le choc, {unit}",
    ),
    "key_cut": ("cut or derated", "coupé ou réduit"),
    "key_less": ("carries less (pale: before)", "transporte moins (clair : avant)"),
    "key_more": ("carries more", "transporte plus"),
    "key_same": ("unchanged", "inchangé"),
    "map_hint": (
        "Width shows volume, arrows the direction. Click a line to choose it.",
        "L’épaisseur montre le volume, les flèches le sens. Cliquer une ligne pour la choisir.",
    ),
    # results
    "answer": ("What it does", "Ce que cela fait"),
    "base_hint": (
        "Choose what is cut, or click a line of the map; who loses what appears here.",
        "Choisir ce qui est coupé, ou cliquer une ligne de la carte ; les pertes s’affichent ici.",
    ),
    "tab_losses": ("Who loses, who gains", "Qui perd, qui gagne"),
    "tab_changes": ("What changed", "Ce qui change"),
    "tab_binds": ("What binds", "Ce qui limite"),
    "tab_ways": ("From fields to markets", "Des gisements aux marchés"),
    "tab_time": ("Over time", "Dans le temps"),
    "changed": ("{family}: what changed, largest first", "{family} : ce qui change, le plus grand d’abord"),
    "change": ("Change", "Variation"),
    "nothing_changed": ("Nothing changes in {family}.", "Rien ne change pour : {family}."),
    "sankey_before": ("Before", "Avant"),
    "sankey_after": ("During the shock", "Pendant le choc"),
    "sankey_about": (
        "Volumes of the window, {unit}; goods mix in proportion wherever they meet. Small flows are drawn together.",
        (
            "Volumes de la fenêtre, {unit} ; les biens se mêlent en proportion là où ils se rencontrent. Les petits "
            "flux sont regroupés."
        ),
    ),
    "others": ("others", "autres"),
    "not_sold": ("not produced", "non produit"),
    "stocks": ("Stocks at the end of each month", "Stocks à la fin de chaque mois"),
    "unserved_time": ("Demand not served", "Demande non servie"),
    "no_time": (
        "No stock changes and all demand is served.",
        "Aucun stock ne change et toute la demande est servie.",
    ),
    "solved_in": ("Solved and drawn in {seconds} s", "Résolu et dessiné en {seconds} s"),
    "wrong": ("This cannot be answered", "Pas de réponse possible"),
    "start_over": ("Start over", "Recommencer"),
    # panel
    "row": ("Row and sources", "Ligne et sources"),
    "close": ("Close", "Fermer"),
    "no_row": ("This row is not in the tables of this view.", "Cette ligne n’est pas dans les tableaux de cette vue."),
    # jobs
    "compute": ("Compute", "Calculer"),
    "cancel": ("Cancel", "Interrompre"),
    "job_about": (
        "This takes a while and runs in the background; the page may be left or loaded again meanwhile.",
        "Ce calcul prend un moment et se fait en arrière-plan ; la page peut être quittée ou rechargée entre-temps.",
    ),
    "job_running": ("Running for {seconds} s", "En cours depuis {seconds} s"),
    "job_failed": ("It stopped: {reason}", "Arrêt : {reason}"),
    "job_cancelled": ("Cancelled.", "Interrompu."),
    "job_starting": ("starting", "démarrage"),
    # upload
    "data": ("Your data", "Vos données"),
    "upload_about": (
        (
            "A data package of your own as a .zip (at most {size} MB). It is checked like `levier check` does, in a "
            "process with limits, is seen by this browser session only, and is forgotten when the workbench ends."
        ),
        (
            "Un jeu de données à vous, en .zip (au plus {size} Mo). Il est contrôlé comme par `levier check`, dans un "
            "processus limité, visible dans cette seule session, et oublié quand l’atelier s’arrête."
        ),
    ),
    "upload": ("Choose a file", "Choisir un fichier"),
    "upload_wrong": ("{count} problems", "{count} problèmes"),
    "upload_fine": ("No problem found.", "Aucun problème."),
    "base_year": ("Base year", "Année de base"),
    "use_it": ("Work on it", "Travailler dessus"),
    "use_shipped": ("Back to {package}", "Revenir à {package}"),
    "problem_where": ("Where", "Où"),
    "problem_what": ("What", "Quoi"),
    "problem_allowed": ("Allowed", "Permis"),
    # sources
    "sources": ("Sources", "Sources"),
    "coverage": ("Coverage", "Couverture"),
    # sign in
    "sign_in": ("Sign in", "Se connecter"),
    "token": ("Token", "Jeton"),
    "bad_token": ("This is not the token.", "Ce n’est pas le jeton."),
    "no_tls": (
        "A token is only taken over an encrypted connection (https).",
        "Le jeton n’est accepté que par une connexion chiffrée (https).",
    ),
    **ANALYST,
}


def say(key: str, language: Language) -> str:
    """Return a phrase of the workbench.

    >>> say("undo", "fr")
    'Annuler'
    """
    english, french = WORDS[key]
    return english if language == "en" else french_signs(french)
