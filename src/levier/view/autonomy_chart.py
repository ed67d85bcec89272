"""The frontier of an autonomy answer and what enters where on it, as plain Plotly descriptions."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np

from levier.view.plain import BELOW, axis, layout
from levier.view.plain import words as safe
from levier.view.quantities import finite, interval, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from levier.analysis.autonomy import Autonomy
    from levier.view.page import Page

__all__ = [
    "BLUE", "COMMA", "ORANGE", "actors_of", "chart_of", "entry_chart", "frontier_chart", "option_names", "percents",
    "told_share", "wrapped",
]  # fmt: skip

BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "#6f6f6f"
"""Okabe and Ito (2008): told apart with common forms of colour blindness; lines differ in dashes, bars in hatching."""
BAND, DRAWN = "rgba(0,114,178,0.15)", "rgba(0,114,178,0.25)"
TILES = ((0.0, "#f1efea"), (1.0, BLUE))
WRAP = 24
FEWEST = 2
LABELS = 9
"""Most labels under the tiles, so that they do not touch on a telephone."""
COMMA = ",\u202f"
"""Decimal and thousands signs of a chart in French."""
WHOLE = ".0%"
SMALL = 0.05
"""Span of shares below which an axis has two decimals of a percent."""
SEEN = 1e-6


def option_names(page: Page, answer: Autonomy) -> dict[str, str]:
    """Return the names of what could be built, by option."""
    table = answer.offers
    return dict(zip(table["option"], table[f"name_{page.language}"], strict=True))


def actors_of(page: Page, names: Iterable[str]) -> str:
    """Name actors; one name may stand for several whose closures are the same."""
    each = [page.names.thing(actor) for name in names for actor in name.split("; ")]
    return ", ".join(each) or page.say("autonomy_nobody")


def frontier_chart(page: Page, answer: Autonomy) -> dict[str, Any] | None:
    """Draw the cost against the loss that is allowed: steps, their interval, the other variant, another level.

    Args:
        page: names and language.
        answer: points of the frontier, one a limit.

    Returns:
        Id, title, data and layout; None where fewer than two limits can be kept.
    """
    points = answer.points[np.isfinite(answer.points["cost"])].sort_values("limit")
    if len(points) < FEWEST:
        return None
    names = option_names(page, answer)
    band = "autonomy_band" if len(answer.boards) > 1 else "autonomy_band_costs"
    data = _band(points, "cost_", page.say(band), BAND)
    if answer.sampled is not None:
        drawn = page.say("autonomy_drawn_range" if answer.sampled.few else "autonomy_drawn")
        data += _band(answer.sampled.costs.sort_values("limit"), "", drawn, DRAWN)
    data.append(_steps(points, page.say("autonomy_least_cost"), BLUE, "solid", _hover(page, points, names)))
    first = answer.country_first
    first = first[np.isfinite(first["cost"].to_numpy(float))].sort_values("limit")
    if len(first) and (first["cost"] > SEEN).any():
        words = [
            _at(page, row["limit"], row["cost"], row["worst"], _built(names, row["built"])) for row in _rows(first)
        ]
        data.append(_steps(first, page.say("autonomy_country_first"), ORANGE, "dash", words))
    lower = answer.level_points
    if len(lower) and np.isfinite(lower["cost"].to_numpy(float)).any():
        lower = lower[np.isfinite(lower["cost"].to_numpy(float))].sort_values("limit")
        words = [
            _at(page, row["limit"], row["cost"], row["worst"], _built(names, row["built"])) for row in _rows(lower)
        ]
        data.append(_steps(lower, page.say("autonomy_lowered"), GREY, "dot", words))
    across = axis(
        page.say("autonomy_allowed"), tickformat=percents(points["limit"].min(), points["limit"].max()), nticks=6
    )
    up = axis(page.say("autonomy_cost_axis"), rangemode="tozero", tickformat=",.3~s")
    found = layout(360, legend=dict(BELOW), hovermode="closest") | {"xaxis": across, "yaxis": up}
    return chart_of(page, answer, "frontier", "autonomy_frontier_chart", data, found)


def entry_chart(page: Page, answer: Autonomy) -> dict[str, Any] | None:
    """Draw which options are built at which limit, one tile each, darker for more of an option.

    Args:
        page: names and language.
        answer: points of the frontier and what each option is worth.

    Returns:
        Id, title, data and layout; None where nothing is ever built.
    """
    points = answer.points[answer.points["distinct"] & np.isfinite(answer.points["cost"])]
    built = [_shares(row["built"]) for row in _rows(points)]
    options = list(dict.fromkeys(name for shares in built for name in shares))
    if not options:
        return None
    options.reverse()
    names, worth = option_names(page, answer), _worth(page, answer)
    columns = [told_share(page, answer, value) for value in points["worst"]]
    trace = {
        "type": "heatmap",
        "x": list(range(len(columns))),
        "y": [wrapped(names.get(name, name)) for name in options],
        "z": [[shares.get(name, 0.0) for shares in built] for name in options],
        "text": [
            [_tile(page, names.get(name, name), shares.get(name, 0.0), worth.get((name, round(limit, 9)), ""))
             for shares, limit in zip(built, points["limit"], strict=True)]
            for name in options
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "colorscale": [list(stop) for stop in TILES],
        "zmin": 0,
        "zmax": 1,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }  # fmt: skip
    told = range(0, len(columns), -(-len(columns) // LABELS))
    ticks = {"tickvals": list(told), "ticktext": [columns[i] for i in told], "tickangle": -90, "tickfont": {"size": 11}}
    across = axis(page.say("autonomy_left"), showgrid=False, zeroline=False, **ticks)
    up = axis("", showgrid=False, tickfont={"size": 11})
    found = layout(130 + 34 * len(options)) | {"xaxis": across, "yaxis": up}
    return chart_of(page, answer, "entry", "autonomy_entry_chart", [trace], found)


def chart_of(
    page: Page, answer: Autonomy, name: str, title: str, data: list[dict[str, Any]], found: dict[str, Any]
) -> dict[str, Any]:
    """Return id, title, data and layout of a chart of an answer."""
    asked = answer.question
    key = f"{name}-{asked.country}-{asked.horizon}-{'-'.join(asked.families)}"
    found = found | ({} if page.language == "en" else {"separators": COMMA})
    said = page.say(title).format(country=page.names.country(asked.country), horizon=asked.horizon)
    return {"id": key, "title": said, "data": data, "layout": found}


def _rows(table: pd.DataFrame) -> list[dict[Any, Any]]:
    return list(table.to_dict("records"))


def _steps(table: pd.DataFrame, name: str, colour: str, dash: str, words: list[str]) -> dict[str, Any]:
    """Steps: what a limit costs holds up to the next larger one."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [finite(value) for value in table["limit"]],
        "y": [finite(value) for value in table["cost"]],
        "line": {"color": colour, "width": 2.2, "shape": "hv", "dash": dash},
        "marker": {"color": colour, "size": 6},
        "text": words,
        "hovertemplate": "%{text}<extra>%{fullData.name}</extra>",
    }


def _band(table: pd.DataFrame, prefix: str, name: str, colour: str) -> list[dict[str, Any]]:
    """Draw an interval as two edges with colour between them; nothing where it has no width or no end."""
    ends = [f"{prefix}low", f"{prefix}high"]
    band = table[np.isfinite(table[ends].to_numpy(float)).all(axis=1)]
    if not (band[ends[1]] > band[ends[0]] + SEEN).any():
        return []
    common = {
        "type": "scatter",
        "mode": "lines",
        "x": [finite(value) for value in band["limit"]],
        "line": {"width": 0, "shape": "hv"},
        "hoverinfo": "skip",
    }
    low = common | {"y": [finite(value) for value in band[ends[0]]], "showlegend": False}
    high = common | {"y": [finite(value) for value in band[ends[1]]], "name": name}
    return [low, high | {"fill": "tonexty", "fillcolor": colour}]


def _hover(page: Page, points: pd.DataFrame, names: dict[str, str]) -> list[str]:
    found = []
    for row in _rows(points):
        between = interval(row["cost_low"], row["cost_high"], page.language)
        by = f"{page.say('autonomy_binding')}: {safe(actors_of(page, row['binding']))}"
        words = _at(page, row["limit"], row["cost"], row["worst"], _built(names, row["built"]))
        found.append(f"{words}<br>{by}" + (f"<br>{page.say('autonomy_interval')}: {between}" if between else ""))
    return found


def _at(page: Page, limit: float, cost: float, worst: float, built: list[str]) -> str:
    """Words over a point: limit, cost, what is left, what is built."""
    head = (
        f"{page.say('autonomy_limit')} {_fine(page, limit)}: {plain(cost, page.language)} M USD<br>"
        f"{page.say('autonomy_worst')} {_fine(page, worst)}"
    )
    return "<br>".join([head, *(safe(name) for name in built)])


def _built(names: dict[str, str], built: Iterable[str]) -> list[str]:
    return [f"{names.get(name, name)} ({share:.0%})" for name, share in _shares(built).items()]


def _shares(built: Iterable[str]) -> dict[str, float]:
    """Share of each option, which stands after its name where it is not whole."""
    pairs = [part.partition(" ") for part in built]
    return {name: float(share.rstrip("%")) / 100.0 if share else 1.0 for name, _, share in pairs}


def _worth(page: Page, answer: Autonomy) -> dict[tuple[str, float], str]:
    """What a limit costs without an option, in words, by option and limit."""
    without = page.say("autonomy_without")
    return {
        (row["option"], round(row["limit"], 9)): f"{without}: {plain(row['cost_without'], page.language)} M USD"
        for row in _rows(answer.regret)
    }


def _tile(page: Page, name: str, share: float, worth: str) -> str:
    return f"{safe(name)}: {page.percent(share)}" + (f"<br>{worth}" if worth and share else "")


def wrapped(name: str) -> str:
    """Return a name in short lines, without markup of its own.

    >>> wrapped("Two-unit nuclear plant, bid of a vendor")
    'Two-unit nuclear plant,<br>bid of a vendor'
    """
    return "<br>".join(wrap(safe(name), WRAP)) or safe(name)


def percents(low: float, high: float) -> str:
    """Return the format of an axis of shares: as many decimals as their span needs.

    >>> percents(0.0, 0.3), percents(0.87, 0.88)
    ('.0%', '.2%')
    """
    return ".2%" if high - low < SMALL else WHOLE


def told_share(page: Page, answer: Autonomy, value: object) -> str:
    """Write a share with as many decimals as the limits of an answer need to be told apart."""
    limits = answer.points["limit"]
    near = len(limits) > 1 and percents(float(limits.min()), float(limits.max())) != WHOLE
    return _fine(page, value) if near else page.percent(value)


def _fine(page: Page, value: object) -> str:
    number = finite(value)
    words = "\u2013" if number is None else f"{100 * number:.2f}\u202f%"
    return words.replace(".", ",") if page.language == "fr" else words
