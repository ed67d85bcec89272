"""The packages whose public names are documented, and these names."""

from __future__ import annotations

from importlib import import_module

__all__ = ["PACKAGES", "public"]

PACKAGES = (
    "levier",
    "levier.dataset",
    "levier.lp",
    "levier.system",
    "levier.system.control",
    "levier.system.control.ftm",
    "levier.system.sanctions",
    "levier.system.hourly",
    "levier.system.long",
    "levier.shock",
    "levier.engine",
    "levier.analysis",
    "levier.analysis.leverage",
    "levier.analysis.sanction",
    "levier.analysis.power",
    "levier.analysis.games",
    "levier.analysis.autonomy",
    "levier.analysis.reliability",
    "levier.analysis.balance",
    "levier.analysis.backtest",
    "levier.analysis.claims",
    "levier.analysis.desk",
    "levier.view",
    "levier.show",
)


def public(package: str) -> list[str]:
    """Return the public names of a package, in the order of its ``__all__``."""
    names: list[str] = list(import_module(package).__all__)
    return names
