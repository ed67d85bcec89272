"""Refuse what makes a shock more than a change of bounds, right-hand sides and costs, by component and attribute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.errors import NetworkError

if TYPE_CHECKING:
    import linopy
    import pypsa

__all__ = ["refuse_model", "refuse_network"]

SHOWN = 5
KNOWN = frozenset(
    f"{component}-{attribute}"
    for component, attributes in {
        "Generator": ("p", "p_nom"),
        "Link": ("p", "p_nom"),
        "Process": ("p", "p_nom"),
        "Line": ("s", "s_nom"),
        "Transformer": ("s", "s_nom", "phase_shift"),
        "Store": ("e", "p", "e_nom"),
        "StorageUnit": ("p_dispatch", "p_store", "state_of_charge", "spill", "p_nom"),
    }.items()
    for attribute in attributes
) | {"objective_constant"}


def refuse_network(network: pypsa.Network) -> None:
    """Refuse a network whose program would be more than linear, or more than one year.

    Raises:
        NetworkError: All that is not supported, by component and attribute.
    """
    found = [*_whole(network)]
    if not found:
        found = [problem for component in network.components for problem in _component(component)]
    if found:
        message = "the engine does not support this network: " + "; ".join(found)
        raise NetworkError(message)


def refuse_model(model: linopy.Model) -> None:
    """Refuse variables the engine has no rule for.

    Raises:
        NetworkError: The blocks of variables, as PyPSA names them.
    """
    unknown = [block for block in model.variables if block not in KNOWN]
    if unknown:
        message = f"the engine does not know the variables {', '.join(unknown)} of this network"
        raise NetworkError(message)


def _whole(network: pypsa.Network) -> Iterator[str]:
    """What concerns the network as a whole."""
    if len(network.investment_periods) or isinstance(network.snapshots, pd.MultiIndex):
        yield "the network has investment periods (Network, investment_periods); compile one period at a time"
    if network.has_scenarios:
        yield "the network has stochastic scenarios (Network, scenarios); compile one scenario at a time"


def _component(component: Any) -> Iterator[str]:
    """What concerns one kind of component."""
    static = component.static
    if static.empty:
        return
    for attribute, why in (("committable", "unit commitment"), ("maintainable", "planned maintenance")):
        if attribute in static:
            yield from _said(component.name, attribute, static.index[static[attribute].astype(bool)], why)
    for attribute in ("p_nom_mod", "s_nom_mod", "e_nom_mod"):
        if attribute in static:
            extendable = static[attribute.replace("_mod", "_extendable")].astype(bool)
            yield from _said(component.name, attribute, static.index[(static[attribute] > 0) & extendable], "modules")
    if component.name in ("Link", "Process"):
        for attribute in (a for a in static.columns if a.startswith("delay")):
            yield from _said(component.name, attribute, static.index[static[attribute] > 0], "delays")
    yield from _said(component.name, "marginal_cost_quadratic", _quadratic(component), "quadratic costs")
    for attribute, table in component.piecewise.items():
        if table is not None and not table.empty:
            yield f"piecewise curves ({component.name}, attribute {attribute})"


def _quadratic(component: Any) -> pd.Index[Any]:
    """Components with a quadratic cost in any snapshot."""
    attribute = "marginal_cost_quadratic"
    if attribute not in component.static:
        return pd.Index([])
    found: pd.Index[Any] = component.static.index[component.static[attribute] != 0]
    series: pd.DataFrame | None = component.dynamic.get(attribute)
    if series is None or series.empty:
        return found
    return found.union(series.columns[(series != 0).any()])


def _said(component: str, attribute: str, names: pd.Index, what: str) -> Iterator[str]:
    """Say what is wrong with some components, if any."""
    if len(names):
        listed = ", ".join(str(name) for name in names[:SHOWN])
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        yield f"{what} ({component} {listed}{more}, attribute {attribute})"
