"""The oil answers next to the press claim "80 % through Russia", and CPC closed for three months.

.venv/bin/python bench/oil_through_russia.py
"""

from __future__ import annotations

import logging
import sys

from levier.analysis import Runner, answer_stress, observed_dependence
from levier.analysis.structural import StructuralSolver
from levier.dataset import read
from levier.shock import ready_made
from levier.system import load
from levier.system.selectable import selectable

COUNTRY, FAMILY = "KZ", "crude"


def main() -> None:
    """Print one Markdown row a year."""
    logging.disable(logging.WARNING)
    package = read("eurasia")
    head = [
        "year", "exports, Mt", "through CPC", "crossing Russia", "not reroutable, effective",
        "not reroutable, paper", "CPC closed 3 months: Mt lost", "loss, M USD", "Kazakhstan", "Russia",
        "largest shareholder losses, Mt",
    ]  # fmt: skip
    sys.stdout.write("| " + " | ".join(head) + " |\n|" + " --- |" * len(head) + "\n")
    for year in (2023, 2024, 2025):
        system = load(package, year, families=[FAMILY])
        observed = observed_dependence(system, COUNTRY, FAMILY)
        if observed is None:
            continue
        table = observed.table.set_index(["dimension", "key"])["share"]
        answer = answer_stress(system, Runner(system).run(ready_made(package.extras, "cpc_closed")))
        who = answer.by_country.set_index("country")["loss"]
        crude = answer.countries[(answer.countries["family"] == FAMILY)].set_index("country")
        holders = answer.holders[answer.holders["unit"] == "Mt"].groupby("holder")["lost"].sum()
        largest = holders.sort_values(ascending=False).head(4)
        paper = StructuralSolver(system.with_capacity("paper"))
        lost = [_structural(paper.under(system)), _structural(paper)]
        row = [
            str(year),
            f"{observed.total:.1f}",
            f"{table['group', 'cpc']:.1%}",
            f"{table['territory', 'RU']:.1%}",
            *(f"{share:.1%}" for share in lost),
            f"{crude.at[COUNTRY, 'output_lost']:.1f}",
            f"{answer.loss:,.0f}",
            f"{who[COUNTRY]:,.0f}",
            f"{who['RU']:,.0f}",
            ", ".join(f"{name} {value:.1f}" for name, value in largest.items()),
        ]
        sys.stdout.write("| " + " | ".join(row) + " |\n")


def _structural(solver: StructuralSolver) -> float:
    table = selectable(solver.system.package, solver.system.topology)
    shut = table.index[["RU" in territory for territory in table["territory"]]]
    return solver.solve(COUNTRY, FAMILY, "exports", "RU", shut).lost_share


if __name__ == "__main__":
    main()
