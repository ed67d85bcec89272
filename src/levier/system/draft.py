"""The components of a network as plain arrays, before PyPSA or a program is made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import pypsa

__all__ = ["Draft"]

TABLE = 2


@dataclass(frozen=True)
class Draft:
    """What is added to a network, call by call.

    Attributes:
        name: name of the network.
        snapshots: labels, in order.
        weights: (snapshots,), share of the year in the objective.
        elapsed: (snapshots,), share of the year that stocks fill and empty; 0 in a peak hour.
        added: component, names and columns of each call; a column is a value for all, a list or
            an array (names,), or an array (snapshots, names).

    Example:
        >>> draft = Draft("toy", ("May", "June"), np.array([0.4, 0.6]), np.array([0.4, 0.6]))
        >>> draft.add("Bus", ["field"])
        >>> draft.add("Generator", ["wells"], bus="field", p_nom=9.0)
        >>> draft.column("Generator", "p_nom", 0.0).tolist(), draft.series("Generator", "p_max_pu", 1.0).shape
        ([9.0], (2, 1))
    """

    name: str
    snapshots: tuple[str, ...]
    weights: np.ndarray
    elapsed: np.ndarray
    added: list[tuple[str, list[str], dict[str, Any]]] = field(default_factory=list)

    def add(self, component: str, names: list[str], **columns: Any) -> None:
        """Add components of one kind; columns are those of PyPSA, further ones are kept."""
        if names:
            self.added.append((component, names, columns))

    def names(self, component: str) -> list[str]:
        """Return the names of all components of a kind, in order."""
        return [name for kind, names, _ in self.added if kind == component for name in names]

    def column(self, component: str, attribute: str, default: object) -> np.ndarray:
        """Return one attribute of all components of a kind (names,)."""
        parts = [
            np.broadcast_to(np.asarray(columns.get(attribute, default)), len(names))
            for kind, names, columns in self.added
            if kind == component
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def series(self, component: str, attribute: str, default: float) -> np.ndarray:
        """Return one attribute of all components of a kind over time (snapshots, names)."""
        parts = [
            np.broadcast_to(columns.get(attribute, default), (len(self.snapshots), len(names)))
            for kind, names, columns in self.added
            if kind == component
        ]
        return np.concatenate(parts, axis=1) if parts else np.zeros((len(self.snapshots), 0))

    def network(self) -> pypsa.Network:
        """Return the PyPSA network of these components."""
        import pypsa

        with pypsa.option_context("api.legacy_string_dtype", True):  # noqa: FBT003 - PyPSA's own signature
            network = pypsa.Network(name=self.name)
            network.set_snapshots(pd.Index(self.snapshots, name="snapshot"))
            network.snapshot_weightings = pd.DataFrame(
                {"objective": self.weights, "stores": self.elapsed, "generators": self.weights},
                index=network.snapshots,
            )
            for component, names, columns in self.added:
                network.add(component, names, **{key: self._framed(names, value) for key, value in columns.items()})
        return network

    def _framed(self, names: list[str], value: Any) -> Any:
        if isinstance(value, np.ndarray) and value.ndim == TABLE:
            return pd.DataFrame(value, index=pd.Index(self.snapshots, name="snapshot"), columns=names)
        return value
