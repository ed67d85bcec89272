"""The jobs a workbench can start: each finds what one page shows, in a process of its own."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from levier.analysis.answers import observed_table, stress_answers, structural_table
from levier.analysis.balances import balance_table
from levier.analysis.case import case_of
from levier.analysis.chokepoints import find_chokepoints
from levier.analysis.claims import check_claims
from levier.analysis.leverage import leverage_matrix, leverage_of
from levier.analysis.power import is_ready
from levier.analysis.sanction import recorded_sanctions
from levier.analysis.security import security_table
from levier.analysis.strategic import MONTHS, modelled_states, mutual_pair, ready_power, recent_balance
from levier.errors import UsageError
from levier.shock import all_ready_made

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["KINDS", "Exporter", "JobRunner"]

Tell: TypeAlias = Callable[[str], None]
Found: TypeAlias = dict[str, Any]
"""Fields of :class:`levier.analysis.Answers` by name."""


class JobRunner:
    """What the child of a job holds: the loaded system."""

    def __init__(self, system: System) -> None:
        """Keep the system."""
        self._system = system

    def run(self, kind: str, tell: Tell) -> Found:
        """Run one job.

        Args:
            kind: what is to be found (see :data:`KINDS`).
            tell: told what is being done.

        Returns:
            The fields of :class:`levier.analysis.Answers` it found, by name.

        Raises:
            UsageError: no such job.
        """
        if kind not in KINDS:
            message = f"no job {kind!r}; there are {', '.join(KINDS)}"
            raise UsageError(message)
        return KINDS[kind](self._system, tell)


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


def _dependence(system: System, tell: Tell) -> Found:
    tell("observed dependence")
    observed = observed_table(system, balance_table(system))
    structural = structural_table(system, observed, tell)
    tell("N-1 and flexibility")
    return {"observed": observed, "structural": structural, "security": security_table(system, observed)}


def _chokepoints(system: System, tell: Tell) -> Found:
    tell("every corridor, field and plant, alone and in pairs")
    return {"chokepoints": find_chokepoints(case_of(system))}


def _leverage(system: System, tell: Tell) -> Found:
    tell("every state's threats")
    matrix = leverage_matrix(case_of(system, by="asset", months=MONTHS))
    ends = mutual_pair(matrix)
    if ends is None:
        return {"leverage": matrix}
    tell(f"{ends[0]} over {ends[1]}")
    return {"leverage": matrix, "pair": leverage_of(system, *ends, seasons=(1,))}


def _sanctions(system: System, tell: Tell) -> Found:
    tell("designations on record")
    return {"sanctions": tuple(recorded_sanctions(system, months=MONTHS))}


def _power(system: System, tell: Tell) -> Found:
    found = []
    for family in sorted(set(system.assets["family"])):
        if is_ready(system.package, family):
            tell(family)
            found.append(ready_power(system, family))
    return {"power": tuple(found)}


def _balance(system: System, tell: Tell) -> Found:
    found = []
    for country in modelled_states(system):
        tell(country)
        found.append(recent_balance(system, country))
    return {"balance": tuple(each for each in found if each.first)}


def _backtest(system: System, tell: Tell) -> Found:
    from levier.analysis.backtest import backtest, shipped_causes

    data = system.package
    return {"backtest": backtest(data, shipped_causes(data), workers=1, progress=tell)}


def _claims(system: System, tell: Tell) -> Found:
    tell("observed dependence")
    structural = structural_table(system, observed_table(system, balance_table(system)), tell)
    stresses, failed = stress_answers(system, all_ready_made(system.package.extras), tell)
    tell("claims")
    claims = check_claims(system.package, system=system, structural=structural, stresses=stresses)
    return {"claims": claims, "stresses": stresses, "failed": failed}


KINDS: dict[str, Callable[[System, Tell], Found]] = {
    "dependence": _dependence,
    "chokepoints": _chokepoints,
    "leverage": _leverage,
    "sanctions": _sanctions,
    "power": _power,
    "balance": _balance,
    "backtest": _backtest,
    "claims": _claims,
}
