"""The words a reader of the report needs, explained, in English and French."""

from __future__ import annotations

__all__ = ["READING"]

READING: dict[str, tuple[str, str]] = {
    "reading_about": (
        "A figure that is underlined by dots leads to the rows it rests on, and they to their sources:",
        "Un chiffre souligné de points mène aux lignes sur lesquelles il repose, et celles-ci à leurs sources :",
    ),
    "term_reconciled": ("Reconciled", "Réconcilié"),
    "term_reconciled_about": (
        (
            "Reports disagree and leave gaps. The base year is the state that balances at every place and lies "
            "closest to all reports, each weighed by its uncertainty. Reports that cannot be squared with the "
            "others are flagged, not dropped in silence."
        ),
        (
            "Les rapports divergent et laissent des lacunes. L’année de base est l’état qui s’équilibre en "
            "tout lieu et se tient au plus près de tous les rapports, chacun pesé par son incertitude. Les "
            "rapports inconciliables avec les autres sont signalés, non écartés en silence."
        ),
    ),
    "term_interval": ("90 % interval", "Intervalle à 90 %"),
    "term_interval_about": (
        (
            "What the reports leave open about a flow. A flow marked as not determined by the reports is fixed "
            "by habit alone (the usual course of such a flow), and its figure should be read as a placeholder."
        ),
        (
            "Ce que les rapports laissent ouvert au sujet d’un flux. Un flux marqué comme non déterminé par "
            "les rapports n’est fixé que par l’habitude (le cours usuel d’un tel flux) ; son chiffre est à "
            "lire comme provisoire."
        ),
    ),
    "term_observed": ("Observed dependence", "Dépendance observée"),
    "term_observed_about": (
        (
            "The share of real flows: how much of what a country sells or buys goes to a partner, crosses a "
            "territory, or passes an operator. Shares of territories need not add up to 100 %: one tonne may "
            "cross several. The effective number of partners is how many equal partners would be as "
            "concentrated."
        ),
        (
            "La part des flux réels : combien de ce qu’un pays vend ou achète va à un partenaire, traverse un "
            "territoire ou passe par un opérateur. Les parts des territoires ne s’ajoutent pas à 100 % : une "
            "tonne peut en traverser plusieurs. Le nombre effectif de partenaires est celui de partenaires "
            "égaux qui donneraient la même concentration."
        ),
    ),
    "term_structural": ("Structural dependence", "Dépendance structurelle"),
    "term_structural_about": (
        (
            "What is still lost after the best rerouting, all spare room open, nobody else made worse off. A "
            "large observed share may be easy to replace, a small one may not."
        ),
        (
            "Ce qui reste perdu après le meilleur réacheminement, toute marge ouverte, sans que personne "
            "d’autre y perde. Une grande part observée peut être facile à remplacer, une petite ne pas l’être."
        ),
    ),
    "term_security": ("N-1, remaining flexibility, disrupted rate", "N-1, flexibilité restante, taux de rupture"),
    "term_security_about": (
        (
            "N-1: what entry points, production, storage and terminals can bring on the highest day without "
            "the single largest of them, over the demand of that day; the standard is 100 %. Remaining "
            "flexibility: the share by which a country’s demand could grow before a limit is reached. "
            "Disrupted rate: the share that cannot be served, the cut shared among all who hang on it, or each "
            "serving its own demand first."
        ),
        (
            "N-1 : ce que points d’entrée, production, stockages et terminaux peuvent apporter le jour le plus "
            "haut sans le plus grand d’entre eux, rapporté à la demande de ce jour ; la norme est de 100 %. "
            "Flexibilité restante : la part dont la demande d’un pays pourrait croître avant d’atteindre une "
            "limite. Taux de rupture : la part qui ne peut être servie, la coupure étant partagée entre tous "
            "ceux qui en dépendent, ou chacun servant d’abord sa propre demande."
        ),
    ),
    "term_capacity": ("Effective and paper capacity", "Capacité effective et nominale"),
    "term_capacity_about": (
        (
            "Paper: the nameplate. Effective: what quotas, the weakest section or the berths in use leave of "
            "it. Several flows may share one joint limit."
        ),
        (
            "Nominale : celle de la plaque. Effective : ce qu’en laissent les quotas, le tronçon le plus "
            "faible ou les postes en service. Plusieurs flux peuvent partager une limite commune."
        ),
    ),
    "term_spare": ("Spare room", "Marge disponible"),
    "term_spare_about": (
        (
            "Capacity less what is in use. After a shock it does not open at once: the ramp says how fast. "
            "Answers say whether the ramp, the capacity or a joint limit binds."
        ),
        (
            "La capacité moins ce qui est utilisé. Après un choc elle ne s’ouvre pas d’un coup : la rampe dit "
            "à quelle vitesse. Les réponses disent si c’est la rampe, la capacité ou une limite commune qui "
            "contraint."
        ),
    ),
    "term_loss": ("Loss and damage", "Perte et dommage"),
    "term_loss_about": (
        (
            "Loss is money at stated prices, by who bears it; losses of all countries and the outside world "
            "add up to the system’s loss, and a gain is a loss below zero. Damage is the engine’s own measure "
            "(the rise of its objective) and includes wedges; it is not money."
        ),
        (
            "La perte est de l’argent aux prix énoncés, selon qui la supporte ; les pertes de tous les pays et "
            "du reste du monde s’ajoutent à celle du système, et un gain est une perte négative. Le dommage "
            "est la mesure propre au moteur (la hausse de son objectif) et comprend les coins ; ce n’est pas "
            "de l’argent."
        ),
    ),
    "term_wedge": ("Wedge", "Coin"),
    "term_wedge_about": (
        (
            "Real flows do not follow the least cost: contracts, quality and habit hold them. Calibration puts "
            "that into a wedge on each flow, so that the undisturbed model gives the base year back. A wedge "
            "is never counted as money."
        ),
        (
            "Les flux réels ne suivent pas le moindre coût : contrats, qualité et habitude les tiennent. Le "
            "calage met cela dans un coin sur chaque flux, de sorte que le modèle non perturbé redonne l’année "
            "de base. Un coin n’est jamais compté comme de l’argent."
        ),
    ),
}
