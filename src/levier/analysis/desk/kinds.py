"""The jobs a workbench can start: each finds what one page shows, in a process of its own."""

from __future__ import annotations

import itertools
import logging
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from levier.analysis.answers import LEAST_SHARE, observed_table, stress_answers, structural_table
from levier.analysis.autonomy import answer_autonomy
from levier.analysis.balances import balance_table
from levier.analysis.case import case_of
from levier.analysis.chokepoints import find_chokepoints
from levier.analysis.claims import check_claims
from levier.analysis.desk.asked import autonomy_question
from levier.analysis.desk.told import Tell, Told, counted, swept
from levier.analysis.leverage import DURATIONS, leverage_matrix, leverage_of
from levier.analysis.power import is_ready
from levier.analysis.reliability import ready_risk
from levier.analysis.sanction import recorded_sanctions
from levier.analysis.security import security_table
from levier.analysis.strategic import MONTHS, modelled_states, mutual_pair, ready_power, recent_balance
from levier.errors import UsageError
from levier.shock import all_ready_made

if TYPE_CHECKING:
    import pandas as pd

    from levier.system import System

__all__ = ["KINDS", "Exporter", "JobRunner"]

Asked: TypeAlias = Mapping[str, Any]
"""What a form asks, by field."""
Found: TypeAlias = dict[str, Any]
"""Fields of :class:`levier.analysis.Answers` by name."""


class JobRunner:
    """What the child of a job holds: the loaded system."""

    def __init__(self, system: System) -> None:
        """Keep the system."""
        self._system = system

    def run(self, kind: str, asked: Asked, tell: Tell) -> Found:
        """Run one job.

        Args:
            kind: what is to be found (see :data:`KINDS`).
            asked: what of, for the kinds that ask.
            tell: told what is being done.

        Returns:
            The fields of :class:`levier.analysis.Answers` it found, by name.

        Raises:
            UsageError: no such job.
        """
        if kind not in KINDS:
            message = f"no job {kind!r}; there are {', '.join(KINDS)}"
            raise UsageError(message)
        return KINDS[kind](self._system, asked, tell)


class Exporter:
    """What the child of an export holds: the loaded system."""

    def __init__(self, system: System) -> None:
        """Keep the system."""
        self._system = system

    def network(self) -> bytes:
        """Write the calibrated network of the base year as netCDF, and return its bytes."""
        logging.getLogger("pypsa").setLevel(logging.ERROR)
        with tempfile.TemporaryDirectory(prefix="levier-") as folder:
            path = Path(folder) / "network.nc"
            self._system.network().export_to_netcdf(path)
            return path.read_bytes()


def _dependence(system: System, _: Asked, tell: Tell) -> Found:
    tell(Told("observed"))
    observed = observed_table(system, balance_table(system))
    structural = structural_table(system, observed, _families(observed, tell))
    tell(Told("security"))
    return {"observed": observed, "structural": structural, "security": security_table(system, observed)}


def _chokepoints(system: System, _: Asked, tell: Tell) -> Found:
    return {"chokepoints": find_chokepoints(case_of(system), on_progress=swept(tell, "cuts"))}


def _leverage(system: System, _: Asked, tell: Tell) -> Found:
    case = case_of(system, by="asset", months=MONTHS)
    matrix = leverage_matrix(case, on_progress=swept(tell, "threats"))
    ends = mutual_pair(matrix)
    if ends is None:
        return {"leverage": matrix}
    steps = counted(tell, "pair", len(DURATIONS) + 1)
    return {"leverage": matrix, "pair": leverage_of(system, *ends, seasons=(1,), progress=lambda _: steps(""))}


def _sanctions(system: System, _: Asked, tell: Tell) -> Found:
    tell(Told("designations"))
    return {"sanctions": tuple(recorded_sanctions(system, months=MONTHS))}


def _power(system: System, _: Asked, tell: Tell) -> Found:
    ready = [family for family in sorted(set(system.assets["family"])) if is_ready(system.package, family)]
    steps = counted(tell, "game", len(ready))
    found = []
    for family in ready:
        steps(family)
        found.append(ready_power(system, family))
    return {"power": tuple(found)}


def _balance(system: System, _: Asked, tell: Tell) -> Found:
    states = modelled_states(system)
    steps = counted(tell, "ties", len(states))
    found = []
    for country in states:
        steps(country)
        found.append(recent_balance(system, country))
    return {"balance": tuple(each for each in found if each.first)}


def _backtest(system: System, _: Asked, tell: Tell) -> Found:
    from levier.analysis.backtest import backtest, shipped_causes

    data = system.package
    causes = shipped_causes(data)
    return {"backtest": backtest(data, causes, workers=1, progress=counted(tell, "events", len(causes)))}


def _claims(system: System, _: Asked, tell: Tell) -> Found:
    tell(Told("observed"))
    observed = observed_table(system, balance_table(system))
    structural = structural_table(system, observed, _families(observed, tell))
    shocks = all_ready_made(system.package.extras)
    shocked = counted(tell, "shocks", len(shocks))
    stresses, failed = stress_answers(system, shocks, lambda _: shocked(""))
    checked = counted(tell, "claims", len(system.package.table("claims")))
    claims = check_claims(
        system.package, system=system, structural=structural, stresses=stresses, progress=lambda _: checked("")
    )
    return {"claims": claims, "stresses": stresses, "failed": failed}


def _families(observed: pd.DataFrame, tell: Tell) -> Callable[[str], None]:
    """Count the families whose structural dependence is solved; each is told as it begins."""
    crossing = observed[(observed["dimension"] == "territory") & (observed["share"] >= LEAST_SHARE)]
    steps = counted(tell, "structural", crossing["family"].nunique())
    return lambda _: steps("")


def _autonomy(system: System, asked: Asked, tell: Tell) -> Found:
    question, limit = autonomy_question(system, asked)
    tell(Told("frontier", question.country))
    part = system.part(question.families)
    return {"autonomy": (answer_autonomy(part, question, limit, frontier=True, progress=_steps(tell)),)}


def _risk(system: System, _: Asked, tell: Tell) -> Found:
    tell(Told("risk"))
    return {"risk": ready_risk(system)}


def _steps(tell: Tell) -> Callable[[str], None]:
    """Number the steps of an analysis that does not say how many there are."""
    steps = itertools.count(1)
    return lambda _: tell(Told("step", str(next(steps))))


KINDS: dict[str, Callable[[System, Asked, Tell], Found]] = {
    "dependence": _dependence,
    "chokepoints": _chokepoints,
    "leverage": _leverage,
    "sanctions": _sanctions,
    "power": _power,
    "balance": _balance,
    "backtest": _backtest,
    "claims": _claims,
    "autonomy": _autonomy,
    "risk": _risk,
}
