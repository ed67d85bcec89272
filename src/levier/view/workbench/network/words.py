"""The words of the page of a network of the user's own, in English and French."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier.view.words import Language

__all__ = ["KINDS", "WORDS", "kind", "say"]

KINDS: dict[str, tuple[str, str]] = {
    "Generator": ("Generators", "Générateurs"),
    "Link": ("Links", "Liaisons"),
    "Process": ("Processes", "Procédés"),
    "Line": ("Lines", "Lignes"),
    "Transformer": ("Transformers", "Transformateurs"),
    "Store": ("Stores", "Stocks"),
    "StorageUnit": ("Storage units", "Unités de stockage"),
}
"""Kinds of components, as PyPSA names them."""

WORDS: dict[str, tuple[str, str]] = {
    "nav": ("Your network", "Votre réseau"),
    "title": ("Your network", "Votre réseau"),
    "skip": ("Skip to the content", "Aller au contenu"),
    "pages": ("Pages", "Pages"),
    "facts": (
        "{name}{buses} buses, {assets} assets, {snapshots} snapshots",
        "{name}{buses} nœuds, {assets} actifs, {snapshots} périodes",
    ),
    # upload
    "package_head": ("A data package", "Un jeu de données"),
    "upload_head": ("A PyPSA network", "Un réseau PyPSA"),
    "upload_about": (
        (
            "A network of your own as netCDF, as PyPSA writes it with export_to_netcdf (at most {size} MB, {snapshots} "
            "snapshots, {assets} assets). It is read and solved in a process with limits, is seen by this browser "
            "session only, and its file is removed when it is replaced or the workbench ends."
        ),
        (
            "Un réseau à vous en netCDF, tel que PyPSA l’écrit par export_to_netcdf (au plus {size} Mo, {snapshots} "
            "périodes, {assets} actifs). Il est lu et résolu dans un processus limité, visible dans cette seule "
            "session, et son fichier est supprimé dès qu’il est remplacé ou que l’atelier s’arrête."
        ),
    ),
    "upload": ("Choose a netCDF", "Choisir un fichier netCDF"),
    "read": (
        "Read and solved: {facts}. Cost as it is: {cost}.",
        "Lu et résolu : {facts}. Coût en l’état : {cost}.",
    ),
    "open": ("Open it", "L’ouvrir"),
    "none": (
        (
            "This session has no network yet, or it was replaced by newer ones of others. Upload one on the page “Your "
            "data”."
        ),
        (
            "Cette session n’a pas encore de réseau, ou il a fait place à de plus récents. En déposer un à la page « "
            "Vos données »."
        ),
    ),
    "to_data": ("Your data", "Vos données"),
    # choosing
    "what_happens": ("What happens", "Que se passe-t-il"),
    "pick": ("Lines, links, generators, stores", "Lignes, liaisons, générateurs, stocks"),
    "pick_hint": (
        "Type a name or a bus; several may be chosen",
        "Saisir un nom ou un nœud ; plusieurs choix possibles",
    ),
    "pick_hint_map": (
        "Type a name or a bus, or click a line of the map; several may be chosen",
        "Saisir un nom ou un nœud, ou cliquer une ligne de la carte ; plusieurs choix possibles",
    ),
    "none_found": ("Nothing by this name", "Rien de ce nom"),
    "kept": ("Capacity kept, %", "Capacité gardée, %"),
    "cut": ("Cut", "Couper"),
    "cut_one": ("Cut {name}", "Couper {name}"),
    "restore": ("Restore {name}", "Rétablir {name}"),
    "is_cut": ("cut", "coupé"),
    "is_kept": ("{kept} % kept", "{kept} % gardés"),
    "no_cuts": ("Nothing is cut.", "Rien n’est coupé."),
    "from": ("First snapshot", "Première période"),
    "to": ("Last snapshot", "Dernière période"),
    "window_hint": (
        "Blank: the whole run. The beginning of a label is enough.",
        "Vide : toute la durée. Le début suffit.",
    ),
    "price": ("Price of demand not served", "Prix de la demande non servie"),
    "price_hint": (
        "Blank: all demand must be served, unless the network itself lets it go.",
        "Vide : toute la demande doit être servie, sauf si le réseau lui-même permet le contraire.",
    ),
    "undo": ("Undo", "Annuler"),
    "reset": ("Reset", "Tout rétablir"),
    "link": ("Link to this view", "Lien vers cette vue"),
    "download": ("Download", "Télécharger"),
    "tables_xlsx": ("Tables (XLSX)", "Tableaux (XLSX)"),
    "tables_csv": ("Tables (CSV, zip)", "Tableaux (CSV, zip)"),
    # map
    "map_base": ("Mean flows as it is", "Flux moyens en l’état"),
    "map_shock": ("Mean flows under the shock", "Flux moyens sous le choc"),
    "map_hint": (
        "Width shows the mean flow, arrows its direction. Click a line to choose it; the lists hold the same.",
        (
            "L’épaisseur montre le flux moyen, les flèches son sens. Cliquer une ligne pour la choisir ; les listes "
            "disent la même chose."
        ),
    ),
    "no_map": (
        "The buses have no coordinates, so there is no map; the lists hold everything.",
        "Les nœuds n’ont pas de coordonnées : pas de carte ; les listes disent tout.",
    ),
    "inside": (
        "{count} assets between buses at one place are not drawn.",
        "{count} actifs entre nœuds d’un même lieu ne sont pas dessinés.",
    ),
    "hatched": ("Hatched: disputed areas.", "Hachuré : zones disputées."),
    "beyond": (
        "{count} buses lie outside the picture; drag the map to reach them.",
        "{count} nœuds sont hors de l’image ; déplacer la carte pour les atteindre.",
    ),
    "key_cut": ("cut or derated", "coupé ou réduit"),
    "key_less": ("carries less", "transporte moins"),
    "key_more": ("carries more", "transporte plus"),
    "key_same": ("unchanged", "inchangé"),
    "key_lost": ("more demand not served", "plus de demande non servie"),
    # answer
    "answer": ("What it does", "Ce que cela fait"),
    "as_it_is": ("As it is", "En l’état"),
    "base_hint": (
        "It costs {cost} as it is. Choose what is cut; what that costs and who is not served appears here.",
        "Il coûte {cost} en l’état. Choisir ce qui est coupé ; ce que cela coûte et qui n’est pas servi s’affiche ici.",
    ),
    "more": ("It costs {damage} more", "Cela coûte {damage} de plus"),
    "less": ("It costs {damage} less", "Cela coûte {damage} de moins"),
    "equal": ("It costs nothing more", "Cela ne coûte rien de plus"),
    "from_to": ("from {before} to {after}, in the network’s money", "de {before} à {after}, dans la monnaie du réseau"),
    "lost": ("{amount} of demand not served in addition", "{amount} de demande non servie en plus"),
    "gained": ("{amount} of demand not served less", "{amount} de demande non servie en moins"),
    "all_served": ("No more demand goes unserved.", "Pas davantage de demande non servie."),
    "must_serve": (
        "No generator of this network stands for demand not served, so all demand is served.",
        "Aucun générateur de ce réseau ne représente la demande non servie : toute la demande est servie.",
    ),
    "no_state": ("There is no feasible state", "Aucun état n’est possible"),
    "no_answer": ("No optimum was found", "Aucun optimum n’a été trouvé"),
    "set_price": (
        (
            "To see what goes unserved instead, set a price of demand not served; {price} is ten times the dearest "
            "price of the network as it is."
        ),
        (
            "Pour voir ce qui n’est plus servi, fixer un prix de la demande non servie ; {price} est dix fois le prix "
            "le plus cher du réseau en l’état."
        ),
    ),
    "try_price": ("Solve with this price", "Résoudre à ce prix"),
    "tab_unserved": ("Not served", "Non servi"),
    "tab_flows": ("Flows", "Flux"),
    "tab_prices": ("Prices", "Prix"),
    "tab_binds": ("What binds", "Ce qui limite"),
    "by_bus": ("Demand not served, by bus", "Demande non servie, par nœud"),
    "by_carrier": ("Demand not served, by carrier", "Demande non servie, par vecteur"),
    "flows": ("Flows that change, largest first", "Flux qui changent, le plus grand d’abord"),
    "prices": ("Mean prices that change, largest first", "Prix moyens qui changent, le plus grand d’abord"),
    "binds": ("Limits that are reached, the dearest first", "Limites atteintes, la plus chère d’abord"),
    "binds_about": (
        (
            "Worth is what one unit more in every snapshot would save, as far as shadow prices tell: exact for a small "
            "change only."
        ),
        (
            "La valeur est ce qu’une unité de plus à chaque période épargnerait, selon les prix duaux : exacte pour un "
            "petit changement seulement."
        ),
    ),
    "no_binds": ("No limit that would save anything is reached.", "Aucune limite qui épargnerait quelque chose."),
    "no_change": ("Nothing changes.", "Rien ne change."),
    "listed": (
        "{shown} of {count} rows; all are in the download.",
        "{shown} lignes sur {count} ; toutes sont dans le téléchargement.",
    ),
    "further": ("{title}: rows {first} to {last}", "{title} : lignes {first} à {last}"),
    "wrong": ("This cannot be answered", "Pas de réponse possible"),
    "start_over": ("Start over", "Recommencer"),
    "solved_in": (
        "Exact: worst relative residual {residual}. Solved and drawn in {seconds} s.",
        "Exact : pire résidu relatif {residual}. Résolu et dessiné en {seconds} s.",
    ),
    # columns
    "bus": ("Bus", "Nœud"),
    "carrier": ("Carrier", "Vecteur"),
    "asset": ("Asset", "Actif"),
    "ends": ("From – to", "De – à"),
    "capacity": ("Capacity", "Capacité"),
    "mean": ("Mean flow", "Flux moyen"),
    "before": ("Before", "Avant"),
    "after": ("After", "Après"),
    "change": ("Change", "Variation"),
    "limit": ("Limit", "Limite"),
    "share": ("Share of snapshots", "Part des périodes"),
    "worth": ("Worth of a unit", "Valeur d’une unité"),
    "by_shock": ("made by the shock", "dû au choc"),
    "bind_flow": ("capacity", "capacité"),
    "bind_stock": ("storage volume", "volume de stockage"),
    "bind_global": ("limit of the whole network", "limite de tout le réseau"),
    # components
    "components": ("Components", "Composants"),
    "find": ("Find", "Chercher"),
    "find_hint": ("A part of a name, bus or carrier", "Une partie d’un nom, d’un nœud ou d’un vecteur"),
    "kind": ("Kind", "Type"),
    "all_kinds": ("All", "Tous"),
    "found": ("{shown} of {count} components", "{shown} composants sur {count}"),
    "action": ("Choose", "Choisir"),
    # chokepoints
    "chokepoints": ("Chokepoints", "Points critiques"),
    "search_about": (
        (
            "Every asset is cut alone in the window and at the price above, then the worst pairs are searched with a "
            "proof. This runs in the background; the page may be left or loaded again meanwhile."
        ),
        (
            "Chaque actif est coupé seul, dans la fenêtre et au prix ci-dessus, puis les pires paires sont cherchées "
            "avec preuve. Cela se fait en arrière-plan ; la page peut être quittée ou rechargée entre-temps."
        ),
    ),
    "compute": ("Compute", "Calculer"),
    "compute_again": ("Compute for this window and price", "Calculer pour cette fenêtre et ce prix"),
    "cancel": ("Cancel", "Interrompre"),
    "search_of": (
        "Window: {window}; price of demand not served: {price}.",
        "Fenêtre : {window} ; prix de la demande non servie : {price}.",
    ),
    "whole": ("the whole run", "toute la durée"),
    "no_price": ("none", "aucun"),
    "doing_alone": ("every asset alone", "chaque actif seul"),
    "doing_pairs": ("the worst pairs", "les pires paires"),
    "running": ("Running for {seconds} s: {doing}", "En cours depuis {seconds} s : {doing}"),
    "running_share": ("Running for {seconds} s: {doing}, {share}", "En cours depuis {seconds} s : {doing}, {share}"),
    "failed": ("It stopped: {reason}", "Arrêt : {reason}"),
    "cancelled": ("Cancelled.", "Interrompu."),
    "singles": ("Each asset cut alone, worst first", "Chaque actif coupé seul, le pire d’abord"),
    "pairs": ("Worst sets of up to two", "Pires ensembles d’un ou deux"),
    "damage": ("Costs more", "Coût de plus"),
    "extra": ("Beyond each alone", "Au-delà de chacun seul"),
    "together": ("Cut", "Coupés"),
    "endless": ("no feasible state", "aucun état possible"),
    "status_crashed": ("not solved: {status}", "non résolu : {status}"),
    "certified": (
        "Certified: bounds prove that no other set of up to two among these {count} assets does more.",
        "Certifié : des bornes prouvent qu’aucun autre ensemble d’un ou deux de ces {count} actifs ne fait davantage.",
    ),
    "enumerated": (
        "Enumerated: every combination among these {count} assets that bounds do not settle was solved.",
        "Énuméré : toute combinaison de ces {count} actifs que les bornes ne tranchent pas a été résolue.",
    ),
    "lower bound": (
        "Lower bound only: some set among these {count} assets was not settled, so another may do more.",
        "Borne inférieure seulement : un ensemble de ces {count} actifs n’est pas tranché, un autre peut faire plus.",
    ),
    "of_sets": ("{solved} of {sets} sets were solved.", "{solved} ensembles sur {sets} ont été résolus."),
    "left_out": (
        "{count} assets that alone leave no feasible state are not part of the search for pairs.",
        "{count} actifs qui, seuls, ne laissent aucun état possible ne sont pas dans la recherche des paires.",
    ),
    "no_pairs": (
        "There are no two assets to search pairs among.",
        "Il n’y a pas deux actifs pour chercher des paires.",
    ),
}


def say(key: str, language: Language) -> str:
    """Return a phrase of the page.

    >>> say("cut", "fr")
    'Couper'
    """
    return WORDS[key][language == "fr"]


def kind(name: str, language: Language) -> str:
    """Return the word for a kind of component; one of PyPSA's own stays as it is.

    >>> kind("Line", "fr"), kind("Widget", "en")
    ('Lignes', 'Widget')
    """
    return KINDS[name][language == "fr"] if name in KINDS else name
