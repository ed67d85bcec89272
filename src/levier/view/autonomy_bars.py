"""Who can impose what, and what each vendor's offer creates and removes: the bars of an autonomy answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.view.autonomy_chart import BLUE, ORANGE, actors_of, chart_of, percents, wrapped
from levier.view.plain import LEGEND, axis, layout
from levier.view.quantities import interval, plain

if TYPE_CHECKING:
    from levier.analysis.autonomy import Autonomy
    from levier.view.page import Page

__all__ = ["imposed_chart", "vendor_chart"]

ACTORS = 10
SEEN = 1e-6


def imposed_chart(page: Page, answer: Autonomy) -> dict[str, Any] | None:
    """Draw the worst loss by actor, with nothing built and within the limit.

    Args:
        page: names and language.
        answer: what each actor can impose.

    Returns:
        Id, title, data and layout; None where nobody can impose anything.
    """
    table = answer.losses
    sets = [name for name in ("nothing", "within") if name in table]
    shown = table[table[sets].max(axis=1) > SEEN].head(ACTORS).iloc[::-1]
    if shown.empty:
        return None
    looks = {"nothing": {"color": ORANGE}, "within": {"color": BLUE, "pattern": {"shape": "/", "solidity": 0.3}}}
    labels = [wrapped(actors_of(page, (name,))) for name in shown["actors"]]
    data = [
        {"type": "bar", "orientation": "h", "name": page.say(f"autonomy_{name}_built"), "y": labels,
         "x": [round(float(value), 6) for value in shown[name]], "marker": looks[name],
         "hovertemplate": "%{y}: %{x:.2%}<extra>%{fullData.name}</extra>"}
        for name in reversed(sets)
    ]  # fmt: skip
    across = axis(page.say(_shares_of(answer)), tickformat=percents(0.0, float(shown[sets].max().max())), nticks=5)
    height = 120 + len(shown) * (20 + 14 * len(sets))
    found = layout(height, barmode="group", bargap=0.25, legend={**LEGEND, "traceorder": "reversed"})
    found |= {"xaxis": across, "yaxis": axis("", showgrid=False, tickfont={"size": 11})}
    return chart_of(page, answer, "imposed", "autonomy_imposed_chart", data, found)


def vendor_chart(page: Page, answer: Autonomy) -> dict[str, Any] | None:
    """Draw the dependence that each offer of a vendor creates and removes, beside what it is said to cost.

    Args:
        page: names and language.
        answer: the vendors laid open.

    Returns:
        Id, title, data and layout; None where no offer has a choice of vendors.
    """
    table = answer.vendors.sort_values(["cost_high", "option"], ascending=[False, True])
    if table.empty:
        return None
    labels = [
        f"{wrapped(row[f'name_{page.language}'])}<br><i>{_stated(page, row)}</i>" for row in table.to_dict("records")
    ]
    looks = {"created": {"color": ORANGE}, "removed": {"color": BLUE, "pattern": {"shape": "/", "solidity": 0.3}}}
    data = [
        {"type": "bar", "orientation": "h", "name": page.say(f"autonomy_{name}"), "y": labels,
         "x": [round(float(value), 6) for value in table[name]], "marker": looks[name],
         "hovertemplate": "%{y}: %{x:.2%}<extra>%{fullData.name}</extra>"}
        for name in ("removed", "created")
    ]  # fmt: skip
    most = float(table[["created", "removed"]].max().max())
    across = axis(page.say(_shares_of(answer)), tickformat=percents(0.0, most), nticks=5, rangemode="tozero")
    found = layout(130 + 56 * len(table), barmode="group", bargap=0.3, legend={**LEGEND, "traceorder": "reversed"})
    found |= {"xaxis": across, "yaxis": axis("", showgrid=False, tickfont={"size": 11})}
    return chart_of(page, answer, "vendors", "autonomy_vendor_chart", data, found)


def _stated(page: Page, row: dict[Any, Any]) -> str:
    low, high = row["cost_low"], row["cost_high"]
    return f"{plain(low, page.language) if low == high else interval(low, high, page.language)} M USD"


def _shares_of(answer: Autonomy) -> str:
    """Return the phrase that names what losses are shares of."""
    return "autonomy_share_axis_sales" if answer.question.sales else "autonomy_share_axis"
