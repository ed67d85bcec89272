"""The chains of a sanction reach drawn from owners to what they own, as a plain Plotly description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.view.evidence import anchor

if TYPE_CHECKING:
    from levier.analysis.sanction import SanctionAnswer
    from levier.system.control import Link
    from levier.view.page import Page

__all__ = ["sanction_chart"]

STATUS = {
    "designated": ("#5c2a2a", "square"),
    "reached": ("#b5443f", "circle"),
    "carved out": ("#4c78a8", "diamond"),
    "spared": ("#6a9f58", "circle-open"),
    "stake frozen": ("#e0a030", "triangle-up"),
    "partly carved out": ("#8c6bb1", "diamond-open"),
}
"""Colour and shape, so that neither has to be told apart alone."""
GREY = "#999999"
ROW = 54
WRAP = 30


def sanction_chart(page: Page, answer: SanctionAnswer) -> dict[str, Any] | None:
    """Draw designated actors to the left, then tier by tier what they hold, with shares on the lines.

    Args:
        page: names and language.
        answer: the reach; of assets, fields and what is reached are drawn.

    Returns:
        Id, title, data and layout; None where no chain is known.
    """
    links, status = _drawn(answer)
    if not links:
        return None
    tier = _tiers(links)
    place = _places(links, tier)
    data: list[dict[str, Any]] = [_lines(links, place)]
    for name, (colour, symbol) in STATUS.items():
        members = [each for each in place if status.get(each) == name]
        if members:
            data.append(_dots(page, members, place, name, (colour, symbol)))
    rows = max(y for _, y in place.values()) + 1
    title = page.fill("sanctions_chart", authority=page.names.thing(answer.found.authority))
    layout = _layout(rows, max(tier.values()), [_share(link, place) for link in links if link.share is not None])
    return {"id": anchor("chain", answer.found.authority), "title": title, "data": data, "layout": layout}


def _drawn(answer: SanctionAnswer) -> tuple[list[Link], dict[str, str]]:
    """Choose the links and the status of each node."""
    found = answer.found
    assets = found.assets[(found.assets["table"] == "supplies") | (found.assets["status"] == "reached")]
    status = dict(zip(found.entities["entity"], found.entities["status"], strict=True))
    status |= dict(zip(assets["asset"], assets["status"], strict=True))
    chains = [*found.entities["chain"], *assets["chain"]]
    return list(dict.fromkeys(link for chain in chains for link in chain)), status


def _tiers(links: list[Link]) -> dict[str, int]:
    """Give each node the length of the longest way to it; loops are left after as many steps as there are links."""
    tier = {name: 0 for link in links for name in (link.subject, link.object)}
    for _ in links:
        moved = False
        for link in links:
            if tier[link.object] <= tier[link.subject] < len(tier):
                tier[link.object] = tier[link.subject] + 1
                moved = True
        if not moved:
            break
    return tier


def _places(links: list[Link], tier: dict[str, int]) -> dict[str, tuple[int, float]]:
    """Put the nodes of a tier under each other, in the order of what they hang on; the first beside what they hold."""
    place: dict[str, tuple[int, float]] = {}
    for level in range(max(tier.values()) + 1):
        own = [name for name in tier if tier[name] == level]
        own.sort(
            key=lambda name: _mean(
                [place[each.subject][1] for each in links if each.object == name and each.subject in place]
            )
        )
        place |= {name: (level, float(row)) for row, name in enumerate(own)}
    free = 0.0
    for name in [each for each in place if tier[each] == 0]:
        row = max(
            free, _mean([place[each.object][1] for each in links if each.subject == name and tier[each.object] == 1])
        )
        place[name] = (0, row)
        free = row + 1.0
    return place


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _lines(links: list[Link], place: dict[str, tuple[int, float]]) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for link in links:
        (x0, y0), (x1, y1) = place[link.subject], place[link.object]
        x += [x0, x1, None]
        y += [-y0, -y1, None]
    line = {"color": GREY, "width": 1}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", "showlegend": False}


def _dots(
    page: Page, members: list[str], place: dict[str, tuple[int, float]], status: str, look: tuple[str, str]
) -> dict[str, Any]:
    names = [page.names.thing(name).replace("<", "‹") for name in members]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": page.say(status),
        "x": [place[name][0] for name in members],
        "y": [-place[name][1] for name in members],
        "text": [_wrapped(name) for name in names],
        "textposition": "bottom center",
        "cliponaxis": False,
        "hovertext": names,
        "hoverinfo": "text",
        "marker": {"color": look[0], "symbol": look[1], "size": 11, "line": {"color": look[0], "width": 2}},
    }


def _wrapped(name: str) -> str:
    """Break a long name into lines.

    >>> _wrapped("Karachaganak Petroleum Operating")
    'Karachaganak Petroleum<br>Operating'
    """
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= WRAP:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def _share(link: Link, place: dict[str, tuple[int, float]]) -> dict[str, Any]:
    (x0, y0), (x1, y1) = place[link.subject], place[link.object]
    return {
        "x": (x0 + x1) / 2,
        "y": -(y0 + y1) / 2,
        "text": f"{link.share:.4g} %",
        "showarrow": False,
        "font": {"size": 10, "color": "#555555"},
        "bgcolor": "rgba(255,255,255,0.8)",
    }


def _layout(rows: float, tiers: int, shares: list[dict[str, Any]]) -> dict[str, Any]:
    hidden = {"visible": False, "fixedrange": True}
    return {
        "height": int(110 + ROW * rows),
        "margin": {"l": 60, "r": 60, "t": 8, "b": 24},
        "font": {"family": "system-ui, sans-serif", "size": 11, "color": "#333333"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom", "itemclick": False},
        "xaxis": {**hidden, "range": [-0.3, tiers + 0.3]},
        "yaxis": {**hidden, "range": [-(rows - 1) - 0.8, 0.6]},
        "annotations": shares,
        "dragmode": False,
        "hovermode": "closest",
    }
