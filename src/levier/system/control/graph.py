"""Ownership as a graph, for exports and drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.system.control.stakes import stakes_at

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx
    import pandas as pd

    from levier.dataset import Package

__all__ = ["graph_of", "owners_above", "ownership_graph"]


def ownership_graph(package: Package, date: date) -> nx.DiGraph[str]:
    """Draw who holds what on a day.

    Args:
        package: its tables ``stakes``, ``actors`` and ``countries``.
        date: the day.

    Returns:
        An edge from owner to holding for every pair and kind of stake that comes first in the order equity, voting,
        majority, operatorship: share (percent, several stakes added; None where not told), kind, sources (tuple), and
        ``kinds`` (mapping of every kind between the two to its share). Nodes have name_en, name_fr, kind (that of the
        actor, ``state``, or ``asset``) and country (blank for assets).

    Raises:
        DatasetError: a row with broken dates.

    """
    graph = graph_of(stakes_at(package, date))
    known = {
        row["id"]: {"name_en": row["name_en"], "name_fr": row["name_fr"], "kind": kind or row["kind"], "country": home}
        for table, kind in (("actors", ""), ("countries", "state"))
        for row in package.table(table).to_dict("records")
        for home in [row["id"] if kind else row["country"]]
    }
    for name in graph.nodes:
        blank = {"name_en": name, "name_fr": name, "kind": "asset", "country": ""}
        graph.nodes[name].update(known.get(name, blank))
    return graph


def graph_of(stakes: pd.DataFrame) -> nx.DiGraph[str]:
    """Draw a frame of stakes (owner, holding, share, kind, sources) as in :func:`ownership_graph`, without names."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    for kind in ("equity", "voting", "majority", "operatorship"):
        for (owner, holding), rows in stakes[stakes["kind"] == kind].groupby(["owner", "holding"], sort=False):
            share = float(rows["share"].sum()) if rows["share"].notna().any() else None
            sources = tuple(dict.fromkeys(source for listed in rows["sources"] for source in listed))
            if not graph.has_edge(owner, holding):
                graph.add_edge(owner, holding, share=share, kind=kind, sources=sources, kinds={})
            graph.edges[owner, holding]["kinds"][kind] = share
    return graph


def owners_above(stakes: pd.DataFrame, holding: str) -> set[str]:
    """Name all who hold, vote or operate a holding, directly or through others.

    Example:
        >>> import pandas as pd
        >>> sorted(owners_above(pd.DataFrame({"owner": ["a", "b"], "holding": ["b", "c"]}), "c"))
        ['a', 'b']

    """
    direct: dict[str, set[str]] = {}
    for owner, held in zip(stakes["owner"], stakes["holding"], strict=True):
        direct.setdefault(str(held), set()).add(str(owner))
    found: set[str] = set()
    open_ = [holding]
    while open_:
        new = direct.get(open_.pop(), set()) - found
        found |= new
        open_ += new
    return found - {holding}
