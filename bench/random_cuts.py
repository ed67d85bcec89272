"""Random pairs and triples: cut by Levier = removed in PyPSA and optimised again, infeasible where PyPSA is infeasible.

.venv/bin/python bench/random_cuts.py            # 150 pairs and 150 triples, some minutes
.venv/bin/python bench/random_cuts.py --quick    # 12 and 12

On PyPSA's example networks, with capacities chosen anew ("free") and with capacities fixed and shedding ("fixed"), and
on generated ones. Totals are compared, what removed assets would have cost to build left out. Writes
``out/bench/random_cuts.md``; ends with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import math
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import generated
import numpy as np
import pandas as pd
from speed.peers import removed, total
from speed.write import table

from levier.engine import Contingency, Engine, Program
from levier.lp import Status

if TYPE_CHECKING:
    import pypsa

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ("ac-dc-meshed.nc", "storage-hvdc.nc")
GENERATED = (generated.Size(8, 12), generated.Size(6, 24))
PAIR, TRIPLE = 2, 3
SAME = 1e-6
NO_OPTIMUM = (Status.INFEASIBLE, Status.UNBOUNDED_OR_INFEASIBLE)

Cut = tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """A network to cut.

    Attributes:
        name: shown in the table.
        network: not solved yet.
        assets: full names of what may be cut.
        invest: whether Levier fixes capacities or leaves them free.
    """

    name: str
    network: pypsa.Network
    assets: Sequence[str]
    invest: Literal["fixed", "free"]


def main() -> None:
    """Compare all networks and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a few cuts of each network")
    each = 2 if parser.parse_args().quick else 25
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    rows, different = [], []
    with _silent():
        for number, subject in enumerate(subjects()):
            _tell(f"{subject.name} ...")
            frame = compared(subject, random_cuts(subject.assets, each, seed=number))
            rows.append(_summary(subject.name, frame))
            bad = frame[~frame["same"]]
            different += [{"network": subject.name} | row for row in bad.to_dict("records")]
    text = table(rows) + "\n"
    if different:
        text += "\nDifferences:\n\n" + table(different) + "\n"
    folder = ROOT / "out" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "random_cuts.md").write_text(text, encoding="utf-8")
    print(text)
    sys.exit(1 if different else 0)


def subjects() -> Iterator[Subject]:
    """Give the networks: PyPSA's examples, free and fixed, and generated ones."""
    sys.path.append(str(ROOT))
    from tests.engine import removals

    for file in EXAMPLES:
        network = removals.network(file)
        names = [f"{kind}:{name}" for kind, name in removals.components(network)]
        solved = network.copy()
        total(solved)
        fixed = removals.fixed(network, removals.capacities(solved))
        yield Subject(f"{file}, free", network, names, "free")
        yield Subject(f"{file}, fixed", fixed, names, "fixed")
    for seed, size in enumerate(GENERATED, start=1):
        network = generated.network(size, seed)
        yield Subject(f"generated, {network.name}", network, generated.elements(network), "fixed")


def random_cuts(assets: Sequence[str], each: int, seed: int) -> list[Cut]:
    """Draw as many pairs as triples, no set twice."""
    rng = np.random.default_rng(seed)
    found: dict[Cut, None] = {}
    for size in (PAIR, TRIPLE):
        wanted = len(found) + each
        while len(found) < wanted:
            found[tuple(assets[i] for i in sorted(rng.choice(len(assets), size=size, replace=False)))] = None
    return list(found)


def compared(subject: Subject, cuts: Sequence[Cut]) -> pd.DataFrame:
    """Cut by Levier and by PyPSA.

    Returns:
        One row a cut: ``cut``, ``levier`` and ``pypsa`` (totals, infinite if infeasible), ``same``.
    """
    program = Program.from_network(subject.network.copy(), invest=subject.invest)
    with Engine(program, workers=0) as engine:
        mine = _free(engine, cuts) if subject.invest == "free" else _swept(engine, cuts)
    rows = []
    for cut, own in zip(cuts, mine, strict=True):
        peer = total(removed(subject.network, cut))
        same = own == peer or math.isclose(own, peer, rel_tol=SAME)
        rows.append({"cut": " + ".join(cut), "levier": own, "pypsa": peer, "same": same})
        _tell(f"{subject.name}: {len(rows)} of {len(cuts)}")
    return pd.DataFrame(rows)


def _swept(engine: Engine, cuts: Sequence[Cut]) -> list[float]:
    """Totals out of a sweep."""
    frame = engine.sweep(cuts=cuts)
    return [_total(Status(status), value) for status, value in zip(frame["status"], frame["objective"], strict=True)]


def _free(engine: Engine, cuts: Sequence[Cut]) -> list[float]:
    """Totals of one solve each, without what the capacity of the cut assets costs."""
    program, found = engine.program, []
    nominal = np.isin(program.columns["attribute"], ("p_nom", "s_nom", "e_nom"))
    full = (program.columns["component"] + ":" + program.columns["name"]).to_numpy()
    for cut in cuts:
        outcome = engine.solve(Contingency(cut=cut))
        own = nominal & np.isin(full, cut)
        capital = float(program.lp.cost[own] @ outcome.solution.x[own])
        found.append(_total(outcome.status, outcome.objective - capital))
    return found


def _total(status: Status, value: float) -> float:
    """Return a total, infinite if there is no feasible state."""
    if status is Status.OPTIMAL:
        return value
    if status not in NO_OPTIMUM:
        message = f"Levier says {status}"
        raise RuntimeError(message)
    return math.inf


def _summary(name: str, frame: pd.DataFrame) -> dict[str, object]:
    """One line for the table."""
    feasible = frame[np.isfinite(frame["levier"]) & np.isfinite(frame["pypsa"])]
    apart = (feasible["levier"] - feasible["pypsa"]).abs() / feasible["pypsa"].abs()
    return {
        "network": name,
        "cuts": len(frame),
        "same": int(frame["same"].sum()),
        "of these infeasible": int((frame["same"] & np.isinf(frame["pypsa"])).sum()),
        "largest relative difference": f"{apart.max():.0e}",
    }


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Keep from the output what HiGHS prints about itself at every start, below Python."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _tell(what: str) -> None:
    """Show on a terminal, in one line, what is done now."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{what[:78]}")


if __name__ == "__main__":
    main()
