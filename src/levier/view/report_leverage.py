"""The words of the report's sections on leverage, in English and French."""

from __future__ import annotations

__all__ = ["LEVERAGE"]

LEVERAGE: dict[str, tuple[str, str]] = {
    # the matrix
    "leverage": ("Leverage: what each can impose on each", "Levier : ce que chacun peut imposer à chacun"),
    "lev_not_asked": (
        "This report holds no matrix: `levier leverage` gives it.",
        "Ce rapport ne contient pas de matrice : `levier leverage` la donne.",
    ),
    "lev_about": (
        (
            "Every state closes, from {start} to {end}, what it can close: what stands on its soil, what it "
            "or its companies run, what they hold by majority. Asked is its whole control set, the flows of one "
            "country alone, and each of these by layer; a cell shows the closing that imposes most on the country of "
            "the column. Under it, in brackets, the own loss of who closes; negative: a gain. A darker shade is a "
            "larger loss, by orders of magnitude. A threat is a possibility of the network, not an intention."
        ),
        (
            "Chaque État ferme, de {start} à {end}, ce qu’il peut fermer : ce qui se trouve sur "
            "son sol, ce que lui ou ses sociétés exploitent ou détiennent à la majorité. On interroge tout ce qu’il "
            "contrôle, les seuls flux d’un pays, et chacun par couche ; une case montre la fermeture qui impose le "
            "plus au pays de la colonne. Entre parenthèses, la perte propre de qui ferme ; négative : un gain. "
            "Une teinte plus foncée est une perte plus grande, par ordres de grandeur. Une menace est une possibilité "
            "du réseau, non une intention."
        ),
    ),
    "lev_buyer_only": (
        (
            "* Buyer only: no demand of this state is in the model, so what it would pay to replace the goods is not "
            "in its own loss."
        ),
        (
            "* Acheteur seulement : le modèle ne contient pas la demande de cet État ; ce qu’il paierait pour "
            "remplacer les biens n’entre pas dans sa perte propre."
        ),
    ),
    "lev_nothing": (
        "No state can impose more than {least} on another.",
        "Aucun État ne peut imposer plus de {least} à un autre.",
    ),
    "lev_grid": (
        "Loss that a state (row) can impose on a country (column), {unit}; in brackets: own loss",
        "Perte qu’un État (ligne) peut imposer à un pays (colonne), {unit} ; entre parenthèses : perte propre",
    ),
    "lev_actor": ("Who closes", "Qui ferme"),
    "lev_own_small": ("({own})", "({own})"),
    "lev_hint": ("{name} closes {count}: {aim}{shares}", "{name:Le} ferme {count} : {aim}{shares}"),
    "lev_assets": ("{count} assets", "{count} actif(s)"),
    "lev_aim_flows": ("flows of {country} alone", "seuls flux {country:de}"),
    "lev_aim_everything": ("whatever flows there", "tout ce qui y passe"),
    "lev_of_gdp": ("{share}\u00a0of\u00a0GDP in\u00a0{year}", "{share}\u00a0du\u00a0PIB de\u00a0{year}"),
    "lev_of_exports": (
        "{share}\u00a0of\u00a0goods\u00a0exports in\u00a0{year}",
        "{share}\u00a0des\u00a0exportations de\u00a0biens\u00a0de\u00a0{year}",
    ),
    "lev_left_out": (
        "Left out, nothing above {least}: rows {actors}; columns {countries}.",
        "Omis, rien au-dessus de {least} : lignes {actors} ; colonnes {countries}.",
    ),
    "lev_idle": ("Can close nothing: {actors}.", "Ne peuvent rien fermer : {actors}."),
    "lev_none": ("none", "aucune"),
    "lev_small": (
        (
            "Asked of {capacity} capacities, {deck} prices, {horizon} horizon. {count} threats, {distinct} different "
            "sets of assets: {solved} solved to a checked optimum, the others proved by these; {lost} without an "
            "optimum. Losses are read at the optimum found. World prices do not react. Shares are of a whole year's "
            "output and exports."
        ),
        (
            "Capacités : {capacity} ; prix : {deck} ; horizon : {horizon}. {count} menaces, {distinct} ensembles "
            "d’actifs distincts : {solved} résolus à l’optimum vérifié, les autres prouvés par ceux-ci ; {lost} sans "
            "optimum. Les pertes sont lues à l’optimum trouvé. Les prix mondiaux ne réagissent pas. Les parts sont "
            "celles d’une année entière de production et d’exportations."
        ),
    ),
    "lev_both_ways": (
        "States that can impose something on each other, {unit}; the larger loss first",
        "États qui peuvent s’imposer quelque chose l’un à l’autre, {unit} ; la plus grande perte d’abord",
    ),
    "lev_first": ("First", "Premier"),
    "lev_second": ("Second", "Second"),
    "lev_imposes": ("First imposes on second", "Le premier impose au second"),
    "lev_imposed_own": ("Own loss of first", "Perte propre du premier"),
    "lev_answers": ("Second imposes on first", "Le second impose au premier"),
    "lev_answered_own": ("Own loss of second", "Perte propre du second"),
    "lev_cells": ("Every cell of the matrix, {unit}", "Chaque case de la matrice, {unit}"),
    "lev_closes": ("Closes", "Ferme"),
    "lev_over": ("Loss of", "Perte de"),
    "own_loss": ("Own loss", "Perte propre"),
    "own_loss_hint": (
        "Of who closes; negative: a gain. *: a buyer whose demand is not in the model",
        "De qui ferme ; négative : un gain. * : acheteur dont la demande n’est pas dans le modèle",
    ),
    "lev_others": ("Others", "Autres"),
    "lev_others_hint": ("Sum over third parties; negative: they gain", "Somme des tiers ; négative : ils gagnent"),
    "lev_gdp": ("Of its GDP", "De son PIB"),
    "lev_own_gdp": ("Own, of GDP", "Propre, du PIB"),
    "lev_exports": ("Of its exports", "De ses exportations"),
    "basis_threat": (
        "What is closed; losses follow from the optimum with these at zero.",
        "Ce qui est fermé ; les pertes résultent de l’optimum sans ces flux.",
    ),
    "lev_threat": ("{actor}, over {over}", "{actor}, sur {over}"),
    "lev_whole": ("{actor}, all it can close", "{actor}, tout ce que cette partie peut fermer"),
    # one pair
    "pair": ("Leverage of a pair, both directions", "Levier d’une paire, dans les deux sens"),
    "pair_not_asked": (
        "This report holds no pair: `levier leverage --by A --over B` gives one in full.",
        "Ce rapport ne contient pas de paire : `levier leverage --by A --over B` en donne une en entier.",
    ),
    "pair_flows": (
        (
            "{actor} closes, for {months} months from {month}, what it can close of the flows of {over}: goods that "
            "{over} owns and goods that enter or leave it ({count} assets). Loss of {over}: {loss}{shares}. Own loss "
            "of {home}: {own}{own_shares}. Third parties: {others}."
        ),
        (
            "{actor:Le} ferme, pendant {months} mois à partir de {month}, ce qui est à sa portée des flux {over:de} : "
            "biens de ce pays, biens qui y entrent ou en sortent ({count} actifs). Perte {over:de} : {loss}{shares}. "
            "Perte propre {home:de} : {own}{own_shares}. Tiers : {others}."
        ),
    ),
    "pair_everything": (
        (
            "{actor} controls none of the flows of {over} alone; it closes all it can close, for {months} months from "
            "{month} ({count} assets). Loss of {over}: {loss}{shares}. Own loss of {home}: {own}{own_shares}. Third "
            "parties: {others}."
        ),
        (
            "{actor:Le} ne contrôle aucun flux propre {over:à} ; tout ce qui est à sa portée est fermé, pendant "
            "{months} mois à partir de {month} ({count} actifs). Perte {over:de} : {loss}{shares}. Perte propre "
            "{home:de} : {own}{own_shares}. Tiers : {others}."
        ),
    ),
    "pair_no_answer": (
        "In the other direction: {actor} can close nothing that flows.",
        "Dans l’autre sens : {actor:le} ne peut fermer aucun flux.",
    ),
    "pair_words": (
        (
            "Loss is money at stated prices over the closure, positive: lost. Others help: third parties carry, sell "
            "and buy more where they have room. Others do not help: what stands in other states keeps to what it "
            "carried before. No ratio of loss to own loss is given without intervals: `levier leverage --samples 50`."
        ),
        (
            "La perte est comptée aux prix retenus pendant la fermeture, positive : perdu. Avec l’aide des tiers : ils "
            "transportent, vendent et achètent davantage s’ils le peuvent. Sans aide : ce qui se trouve dans d’autres "
            "États garde ses flux d’avant. Aucun rapport entre perte et perte propre n’est donné sans intervalles : "
            "`levier leverage --samples 50`."
        ),
    ),
    "pair_extra": (
        (
            "All layers closed together, {over} loses {joint}; the layers closed one at a time add up to {sum}; the "
            "difference is {extra}. It arises mainly here: {where}."
        ),
        (
            "Toutes couches fermées ensemble, perte de {joint} ({over}) ; les couches fermées une à une s’ajoutent à "
            "{sum} ; la différence est de {extra}. Elle naît surtout ici : {where}."
        ),
    ),
    "pair_apart": (
        "The layers share no row of the program: closed together they cost {over} what they cost one at a time.",
        "Les couches ne partagent aucune ligne du programme : ensemble, même perte qu’une à une ({over}).",
    ),
    "pair_one_layer": (
        "What {actor} can close of {over} is one layer; there is nothing to tie together.",
        "Ce que {actor:le} peut fermer des flux {over:de} forme une seule couche ; il n’y a rien à lier.",
    ),
    "pair_small": (
        (
            "Asked of {capacity} capacities, {deck} prices, {horizon} horizon. {count} threats solved to a checked "
            "optimum, {lost} without one; losses are read at the optimum found. World prices do not react. "
            "What can be imposed at which own loss: best of {sets} sets of things closed together ({solved} solved, "
            "the others proved by these): each of {things} things, pairs of the {paired} that impose most alone, sets "
            "built up from the cheapest on, and all that is controlled; others may lie beyond. What would have helped "
            "was solved again, asset by asset, with one unit a year more room."
        ),
        (
            "Capacités : {capacity} ; prix : {deck} ; horizon : {horizon}. {count} menaces résolues à l’optimum "
            "vérifié, {lost} sans optimum ; pertes lues à l’optimum trouvé. Les prix mondiaux ne réagissent pas. "
            "Ce qui peut être imposé à quelle perte propre : le meilleur de {sets} ensembles fermés à la fois "
            "({solved} résolus, les autres prouvés par ceux-ci) : chacun des {things} éléments, les paires des "
            "{paired} qui imposent le plus seuls, des ensembles bâtis à partir des moins coûteux, et tout ce qui est "
            "contrôlé ; "
            "d’autres peuvent faire mieux. Ce qui aurait aidé a été résolu à nouveau, actif par actif, avec une unité "
            "par an de plus."
        ),
    ),
    "pair_terms": (
        "By duration, from {month}, {unit}: flows of the other side closed",
        "Par durée, à partir de {month}, {unit} : flux de l’autre partie fermés",
    ),
    "pair_seasons": ("By season of the onset, {unit}", "Par saison du début, {unit}"),
    "pair_whole": (
        "All that each side can close, whoever’s flows, from {month}, {unit}",
        "Tout ce que chaque partie peut fermer, à qui que soient les flux, à partir de {month}, {unit}",
    ),
    "pair_layers": (
        "By layer, {months} months from {month}, {unit}: each closed alone, and all together",
        "Par couche, {months} mois à partir de {month}, {unit} : chacune seule, puis toutes ensemble",
    ),
    "pair_mechanism": (
        "Where the loss of {over} differs between together and one at a time, {unit}",
        "Où la perte diffère entre ensemble et une à une ({over}), {unit}",
    ),
    "pair_frontier": (
        "What {actor} can impose on {over} at which own loss, {unit}: sets that no other beats in both",
        "Ce que {actor:le} peut imposer {over:à}, et à quelle perte propre, {unit} : ensembles qu’aucun autre ne bat",
    ),
    "pair_frontier_chart": (
        "Loss of {over} against own loss of {home}: sets closed together that no other beats, and single things nearby",
        "Perte {over:de} selon la perte propre {home:de} : ensembles qu’aucun autre ne bat, et éléments seuls proches",
    ),
    "pair_unbeaten": ("not beaten", "non battus"),
    "pair_alone": ("one thing alone", "un seul élément"),
    "pair_beyond": ("and {count} more", "et {count} de plus"),
    "pair_thirds": ("Third parties under the same closure, {unit}", "Les tiers sous la même fermeture, {unit}"),
    "pair_sales": (
        "Gross sales lost under the same closure, {unit}: revenue that does not come, not a loss of a country",
        "Ventes brutes perdues sous la même fermeture, {unit} : un revenu absent, non la perte d’un pays",
    ),
    "pair_by": ("By", "Selon"),
    "pair_host": ("state of the field or plant", "État du gisement ou de la centrale"),
    "pair_holder": ("shareholder", "actionnaire"),
    "pair_who": ("Who", "Qui"),
    "pair_helped": (
        "What would have helped most: room used up, and what one unit a year more would have saved, {unit}",
        "Ce qui aurait le plus aidé : marges épuisées, et ce qu’une unité par an de plus aurait épargné, {unit}",
    ),
    "pair_saved": ("Saved for the country", "Épargné pour le pays"),
    "pair_saved_all": ("Saved for all", "Épargné pour tous"),
    "pair_held_by": ("Held back by", "Retenu par"),
    "pair_held_ramp": ("ramp: its room opens later", "rampe : la marge s’ouvre plus tard"),
    "pair_held_capacity": ("capacity: it is full", "capacité : plein"),
    "pair_held_joint": ("joint limit it shares", "limite commune"),
    "pair_control": ("What {actor} can close, by ground", "Ce que {actor:le} peut fermer, par motif"),
    "pair_control_all": (
        "What {actor} can close, each with its reason",
        "Ce que {actor:le} peut fermer, avec le motif",
    ),
    "pair_ground": ("Ground", "Motif"),
    "pair_ground_territory": ("territory", "territoire"),
    "pair_ground_operator": ("operatorship", "exploitation"),
    "pair_ground_majority": ("majority", "majorité"),
    "pair_ground_market": ("market", "marché"),
    "pair_count": ("Assets", "Actifs"),
    "pair_examples": ("For example", "Par exemple"),
    "pair_asset": ("Asset", "Actif"),
    "pair_reason": ("Reason", "Raison"),
    "pair_direction": ("Who closes what", "Qui ferme quoi"),
    "pair_months": ("Months", "Mois"),
    "pair_onset": ("From", "À partir de"),
    "pair_loss_help": ("Loss imposed", "Perte imposée"),
    "pair_loss_alone": ("Loss imposed, others do not help", "Perte imposée, sans aide des tiers"),
    "pair_own_alone": ("Own loss, others do not help", "Perte propre, sans aide des tiers"),
    "pair_others_alone": ("Others, do not help", "Autres, sans aide"),
    "pair_layer": ("Layer", "Couche"),
    "pair_together": ("All together", "Toutes ensemble"),
    "pair_sum": ("Sum of the layers", "Somme des couches"),
    "pair_difference": ("Together less sum", "Ensemble moins somme"),
    "pair_all_flows": ("all it controls of the flows of {country}", "tout ce qu’il contrôle des flux {country:de}"),
    "pair_all_controlled": ("all it controls", "tout ce qu’il contrôle"),
    "pair_closed": ("Closed together", "Fermés ensemble"),
    "pair_joint": ("Together", "Ensemble"),
    "pair_parts": ("Sum, one at a time", "Somme, une à une"),
    "pair_less": ("Difference", "Différence"),
    "pair_all_thirds": ("All third parties", "Tous les tiers"),
}
