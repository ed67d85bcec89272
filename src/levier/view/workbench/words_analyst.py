"""The words of the workbench's analyst side: windows, what would help, jobs and what they do, the form on autonomy."""

from __future__ import annotations

__all__ = ["ANALYST"]

ANALYST: dict[str, tuple[str, str]] = {
    "nav_autonomy": ("Autonomy", "Autonomie"),
    "nav_risk": ("Risk", "Risque"),
    # window
    "own_window": ("The shock’s own window", "La fenêtre propre au choc"),
    # figures
    "save_svg": ("Save “{title}” as SVG", "Enregistrer « {title} » en SVG"),
    "save_png": ("Save “{title}” as PNG", "Enregistrer « {title} » en PNG"),
    "to_answer": ("Who loses, what changes, what would help", "Qui perd, ce qui change, ce qui aiderait"),
    # what would help most
    "tab_helps": ("What would help", "Ce qui aiderait"),
    "helps_about": (
        (
            "Each thing that is full gets {share} more room than it has, one at a time, and the shock is solved again; "
            "the base year stays as it is. Money is the fall of the loss over the whole run."
        ),
        (
            "Chaque élément saturé reçoit {share} de place en plus, un à la fois, et le choc est résolu de nouveau ; "
            "l’année de base reste telle quelle. Les montants sont la baisse de la perte sur toute la période."
        ),
    ),
    "helps_choosing": ("Looking for what is full …", "Recherche de ce qui est saturé …"),
    "helps_doing": ("Solved again: {done} of {total}", "Résolus de nouveau : {done} sur {total}"),
    "helps_caption": ("What would help most, largest first", "Ce qui aiderait le plus, le plus grand d’abord"),
    "helps_nothing": (
        "Nothing that is full would lower the loss by having more room.",
        "Rien de ce qui est saturé ne réduirait la perte en ayant plus de place.",
    ),
    "helps_rest": ("Tried without lowering the loss", "Essayés sans baisse de la perte"),
    "helps_thing": ("More room for", "Plus de place pour"),
    "helps_saved": ("Loss avoided", "Perte évitée"),
    "helps_whom": ("For whom", "Pour qui"),
    "helps_reason": ("No answer", "Pas de réponse"),
    "helps_shared": ("Flows that share this limit", "Flux qui partagent cette limite"),
    "slot_kind": ("joint limit", "limite commune"),
    "storage_kind": ("storage volume", "volume de stockage"),
    "nothing_here": ("This package holds nothing of it.", "Ce jeu de données n’en contient rien."),
    # what a job does
    "job_seconds": ("{seconds} s", "{seconds} s"),
    "job_of": ("{what}: {done} of {total}", "{what} : {done} sur {total}"),
    "doing_observed": ("observed dependence", "dépendance observée"),
    "doing_structural": ("structural dependence, by carriers", "dépendance structurelle, par vecteurs"),
    "doing_security": ("N-1 and flexibility", "N-1 et flexibilité"),
    "doing_cuts": (
        "every corridor, field and plant, alone and in pairs",
        "chaque corridor, gisement et centrale, seul et par paires",
    ),
    "doing_threats": ("what every state can close", "ce que chaque État peut fermer"),
    "doing_pair": ("the strongest pair, by duration of the closure", "la paire la plus forte, par durée de fermeture"),
    "doing_designations": ("designations on record", "désignations connues"),
    "doing_game": ("who bargains with whom, families of carriers", "qui négocie avec qui, familles de vecteurs"),
    "doing_ties": ("ties of each state", "liens de chaque État"),
    "doing_events": ("events predicted from what was known before", "événements prédits avec ce qui était connu avant"),
    "doing_shocks": ("ready-made shocks", "chocs tout prêts"),
    "doing_claims": ("claims", "affirmations"),
    "doing_frontier": (
        "sets of options and what each actor can impose",
        "ensembles d’options, et ce que chacun peut infliger",
    ),
    "doing_risk": ("states of outage", "états de panne"),
    "doing_step": ("step {about}", "étape {about}"),
    # the form on autonomy
    "ask_about": (
        (
            "What does it cost a country a year that no single actor, by closing all it controls, can impose more than "
            "a limit on it? Choose the country, the carriers and the year until which can be built."
        ),
        (
            "Combien coûte par an à un pays qu’aucun acteur, en fermant tout ce qu’il contrôle, ne puisse lui infliger "
            "plus qu’une limite ? Choisir le pays, les vecteurs et l’année d’ici laquelle on peut construire."
        ),
    ),
    "ask_again": ("Ask another question", "Poser une autre question"),
    "ask_country": ("Country", "Pays"),
    "ask_carriers": ("Carriers", "Vecteurs"),
    "ask_by": ("Built until", "Construit d’ici"),
    "ask_months": ("Closed for, months", "Fermé pendant, mois"),
    "ask_limit": ("Limit, % of the value served", "Limite, % de la valeur servie"),
    "ask_limit_hint": ("Empty: the whole frontier", "Vide : toute la frontière"),
    "ask_sales": ("Count its own sales as well", "Compter aussi ses propres ventes"),
    "ask_long": (
        "One family of carriers takes ten seconds to half a minute, several together some minutes.",
        "Une famille de vecteurs prend de dix secondes à une demi-minute, plusieurs ensemble quelques minutes.",
    ),
}  # fmt: skip
"""Phrases by key: English, French."""
