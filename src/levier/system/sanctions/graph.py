"""The chain of reasons of a reach as a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from levier.system.sanctions.reach import Reach

__all__ = ["chain_graph"]


def chain_graph(found: Reach) -> nx.DiGraph[str]:
    """Draw every link that a reach rests on.

    Returns:
        An edge from owner or operator to holding for every link of every chain: relation, share (percent or None),
        sources (tuple). Nodes have name_en, name_fr, kind (``actor``, ``asset``) and status as in the tables of
        :class:`levier.system.sanctions.Reach`.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    for kind, table, column in (("actor", found.entities, "entity"), ("asset", found.assets, "asset")):
        for row in table.to_dict("records"):
            looks = {"name_en": row["name_en"], "name_fr": row["name_fr"], "status": row["status"]}
            graph.add_node(row[column], kind=kind, **looks)
    for table in (found.entities, found.assets):
        for chain in table["chain"]:
            for link in chain:
                for name in (link.subject, link.object):
                    if name not in graph:
                        graph.add_node(name, kind="actor", name_en=name, name_fr=name, status="")
                told = {"relation": link.relation, "share": link.share, "sources": link.sources}
                graph.add_edge(link.subject, link.object, **told)
    return graph
