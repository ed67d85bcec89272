"""The base years a balance takes its flows from; one that cannot be loaded is said, and the ties are still answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.analysis.balance.domains import DOMAINS
from levier.errors import LevierError
from levier.system import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from levier.dataset import Package
    from levier.system import System

__all__ = ["base_years"]


def base_years(
    package: Package,
    years: Iterable[int],
    domains: Iterable[str],
    progress: Callable[[str], None] | None = None,
) -> tuple[list[System], dict[int, str]]:
    """Load base years, if any of the domains is one of flows.

    Args:
        package: the tables.
        years: which; each takes seconds.
        domains: names.
        progress: told what is being done.

    Returns:
        The systems, and why there is none for the other years.
    """
    tell = progress or (lambda _: None)
    if not any(DOMAINS[name].kind == "flows" for name in domains):
        return [], {}
    systems, failed = [], {}
    for year in years:
        tell(f"reconciling {year}")
        try:
            systems.append(load(package, year))
        except LevierError as error:
            failed[year] = f"there is no base year {year}: {error}"
    return systems, failed
