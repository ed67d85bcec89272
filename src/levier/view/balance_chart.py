"""The bars of a balance: one bar a domain, one colour a partner, as a plain Plotly description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.analysis.balance import REST
from levier.view.plain import LEGEND, axis, layout
from levier.view.plain import words as safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from levier.analysis.balance import BalanceAnswer
    from levier.view.page import Page

__all__ = ["OTHERS", "balance_chart", "partner_styles"]

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#b8a800", "#444444")
"""Okabe and Ito (2008), told apart with common forms of colour blindness; the yellow darkened for white paper."""
PATTERNS = ("", "/")
"""Once the colours are used up, they come again hatched."""
OTHERS = "others"
GREYS = {OTHERS: "#a8a8a8", REST: "#e4e4e4"}
LEAST = 0.01
"""Overall share from which a partner has a colour of its own."""
Style = tuple[str, str]


def partner_styles(answers: Iterable[BalanceAnswer]) -> dict[str, Style]:
    """Give each partner a colour and a pattern, the same in the bars of every country.

    Args:
        answers: the countries shown together.

    Returns:
        Colour and pattern by partner, largest first; partners without one are shown as others.
    """
    largest: dict[str, float] = {}
    for answer in answers:
        for row in answer.overall.itertuples():
            if row.partner != REST:
                largest[str(row.partner)] = max(largest.get(str(row.partner), 0.0), float(row.share))
    ordered = sorted((key for key, share in largest.items() if share >= LEAST), key=lambda key: (-largest[key], key))
    styles = [(colour, pattern) for pattern in PATTERNS for colour in COLOURS]
    return dict(zip(ordered, styles, strict=False))


def balance_chart(
    page: Page, answer: BalanceAnswer, styles: Mapping[str, Style] | None = None
) -> dict[str, Any] | None:
    """Draw the shares of each domain of the year, and over all domains, as stacked bars.

    Args:
        page: names and language.
        answer: the balance of one country.
        styles: of partners (:func:`partner_styles`); of this answer alone if not given.

    Returns:
        Id, title, data and layout; None where no domain can be computed.
    """
    if not answer.chosen:
        return None
    styles = partner_styles([answer]) if styles is None else styles
    bars = {page.say("balance_overall"): dict(answer.overall[["partner", "share"]].itertuples(index=False))}
    for name, basis in answer.chosen.items():
        bars[f"{page.say(f'balance_{name}')} ({basis.year})"] = basis.shares()
    keys = dict.fromkeys(_key(partner, styles) for shares in bars.values() for partner in shares)
    order = [*(key for key in styles if key in keys), *(key for key in GREYS if key in keys)]
    labels = list(reversed(bars))
    traces = [_trace(page, key, labels, bars, styles) for key in order]
    name = page.names.country(answer.country)
    title = page.fill("balance_chart", name=name, year=answer.year)
    return {"id": f"bars-{answer.country}", "title": title, "data": traces, "layout": _layout(page, len(bars))}


def _key(partner: str, styles: Mapping[str, Style]) -> str:
    return partner if partner == REST or partner in styles else OTHERS


def _trace(
    page: Page, key: str, labels: list[str], bars: Mapping[str, Mapping[str, float]], styles: Mapping[str, Style]
) -> dict[str, Any]:
    name = page.say(f"balance_{key}") if key in GREYS else safe(page.names.thing(key))
    colour, pattern = styles.get(key, (GREYS.get(key, GREYS[OTHERS]), ""))
    widths = [sum(share for partner, share in bars[label].items() if _key(partner, styles) == key) for label in labels]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": labels,
        "x": [round(width, 6) for width in widths],
        "hovertemplate": "%{y}: %{x:.1%}<extra>%{fullData.name}</extra>",
        "marker": {
            "color": colour,
            "line": {"color": "white", "width": 1},
            "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": "white", "solidity": 0.4},
        },
    }


def _layout(page: Page, bars: int) -> dict[str, Any]:
    shares = axis(page.say("balance_share_axis"), range=[0, 1], tickformat=".0%")
    found = layout(170 + 34 * bars, barmode="stack", bargap=0.3, legend={**LEGEND, "traceorder": "normal"})
    return found | {"xaxis": shares, "yaxis": axis("", showgrid=False)}
