"""The findings of the first page: a figure, a sentence, and the link to the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier.analysis.findings import findings
from levier.view.evidence import anchor
from levier.view.sections.bases import balance_basis
from levier.view.sections.leverage_words import month_name, threat_basis
from levier.view.sections.stress import shock_anchor, shock_name

if TYPE_CHECKING:
    from levier.analysis.findings import Finding
    from levier.view.page import Page

__all__ = ["Line", "front_lines"]

NAMED = 3
WHOLE = 100.0
LEAST_SHARE = 5e-4


@dataclass(frozen=True)
class Line:
    """One finding on the page: what it is about, its figure, what it says, and where it comes from."""

    kind: str
    value: str
    words: str
    href: str


def front_lines(page: Page) -> list[Line]:
    """Return the findings of the answers, in their order."""
    return [_WORDS[each.kind](page, each) for each in findings(page.answers)]


def _trade(page: Page, found: Finding) -> Line:
    at = found.figures
    words = {
        "direction": page.say(at["direction"]),
        "country": page.names.country(at["country"]),
        "family": page.names.family(at["family"]),
        "territory": page.names.country(at["territory"]),
        "total": page.quantity(at["total"], at["unit"].removesuffix("/a")),
        "share": page.percent(at["share"]),
    }
    href = balance_basis(page, at["country"], at["family"])
    if at["effective"] is None:
        return Line("trade", words["share"], page.say("front_trade_observed").format(**words), href)
    paper = "" if at["paper"] is None else page.say("front_trade_paper").format(share=page.percent(at["paper"]))
    said = page.say("front_trade").format(**words, paper="" if paper and at["paper"] == at["effective"] else paper)
    return Line("trade", page.percent(at["effective"]), said + _interval(page, found, page.percent), href)


def _chokepoint(page: Page, found: Finding) -> Line:
    at = found.figures
    more = ", ".join(page.names.group(name) for name in at["next"])
    said = page.say("front_chokepoint").format(
        ways=_ways(page, at["cut"]),
        months=at["months"],
        start=_month(page, at["start"]),
        borne=_borne(page, at["bearers"]),
        next=page.say("front_next").format(ways=more) if more else "",
    )
    return Line("chokepoint", page.money(at["loss"]), said, _closed(page, at["cut"]))


def _together(page: Page, found: Finding) -> Line:
    at = found.figures
    joined = _ways(page, at["cut"])
    said = page.say("front_together").format(ways=joined, extra=page.money(at["extra"]))
    return Line("together", page.money(at["loss"]), said, _closed(page, at["cut"]))


def _shock(page: Page, found: Finding) -> Line:
    at = found.figures
    days = "" if at["days"] is None else page.fill("front_days", days=page.number(round(at["days"], 1)).text)
    said = page.say("front_shock").format(
        shock=shock_name(page, at["shock"]), borne=_borne(page, at["bearers"]), days=days
    )
    href = f"#{shock_anchor(at['shock'])}"
    return Line("shock", page.money(at["loss"]), said + _interval(page, found, page.money), href)


def _leverage(page: Page, found: Finding) -> Line:
    at = found.figures
    share = at["loss_gdp"]
    told = share is not None and abs(share) >= LEAST_SHARE
    said = page.say("front_leverage").format(
        actor=page.names.thing(at["actor"]),
        over=page.names.country(at["over"]),
        months=at["months"],
        start=_month(page, at["start"]),
        gdp=_of_output(page, share, at) if told else "",
        own=page.money(at["own"]),
    )
    href = threat_basis(page, at["actor"], at["flows_of"], at["layer"])
    return Line("leverage", page.money(at["loss"]), said + _interval(page, found, page.money), href)


def _of_output(page: Page, share: float, at: Mapping[str, Any]) -> str:
    """Put a loss beside the output of the year that is told, which need not be the base year."""
    year, over = page.period(at["gdp_year"]), page.names.country(at["over"])
    return page.say("front_gdp").format(share=page.percent(share), over=over, year=year)


def _security(page: Page, found: Finding) -> Line:
    at = found.figures
    largest = page.names.group(at["largest"]) if at["largest"] else page.say("front_no_infrastructure")
    said = page.say("front_security").format(
        country=page.names.country(at["country"]),
        family=page.names.family(at["family"]),
        largest=largest,
        proxy=page.say("front_proxy") if at["label"] == "proxy" else "",
        below=at["below"],
        of=at["of"],
    )
    return Line("security", page.percent(at["percent"] / WHOLE), said, balance_basis(page, at["country"], at["family"]))


def _sanctions(page: Page, found: Finding) -> Line:
    at = found.figures
    licensed = at["licensed"]
    saved = "" if licensed is None else page.say("front_licensed").format(loss=page.money(licensed))
    said = page.say("front_sanctions").format(
        authority=page.names.thing(at["authority"]), months=at["months"], stops=at["stops"], licensed=saved
    )
    return Line("sanctions", page.money(at["loss"]), said, f"#{anchor('sanctions', at['authority'])}")


def _autonomy(page: Page, found: Finding) -> Line:
    at = found.figures
    between = "" if found.interval is None else page.say("front_costs").format(**_ends(found, page.money))
    said = page.say("front_autonomy").format(
        country=page.names.country(at["country"]),
        families=", ".join(page.names.family(family) for family in at["families"]),
        horizon=at["horizon"],
        worst=page.percent(at["worst"]),
        nothing=page.percent(at["nothing"]),
        who=_actors(page, at["binding"]),
        interval=between,
        much=page.say("front_about_cost" if at["sure"] else "front_most_cost"),
        of=page.say("front_of_sales" if at["sales"] else "front_of_supply"),
    )
    return Line("autonomy", page.money(at["cost"]), said, "#autonomy")


_WORDS: Mapping[str, Callable[[Page, Finding], Line]] = {
    "trade": _trade,
    "chokepoint": _chokepoint,
    "together": _together,
    "shock": _shock,
    "leverage": _leverage,
    "security": _security,
    "sanctions": _sanctions,
    "autonomy": _autonomy,
}
"""How each kind of finding is told."""


def _interval(page: Page, found: Finding, written: Callable[[object], str]) -> str:
    return "" if found.interval is None else page.say("front_interval").format(**_ends(found, written))


def _ends(found: Finding, written: Callable[[object], str]) -> dict[str, str]:
    low, high = found.interval or (None, None)
    return {"low": written(low), "high": written(high)}


def _month(page: Page, label: str) -> str:
    """Write a snapshot's month with its year; another kind of snapshot stays as it is."""
    year, _, month = label.partition("-")
    return f"{month_name(page, int(month))} {year}" if month.isdecimal() else label


def _ways(page: Page, cut: Sequence[str]) -> str:
    return " + ".join(page.names.group(name) for name in cut)


def _closed(page: Page, cut: Sequence[str]) -> str:
    """Return the link to the flows that are closed by a cut, the same as in the section on chokepoints."""
    found: Any = page.answers.chokepoints
    flows = [flow for name in cut for flow in found.case.elements.at[name, "flows"]]
    return page.evidence.basis(f"closed-{'-'.join(cut)}", _ways(page, cut), page.say("basis_closed"), flows)


def _borne(page: Page, bearers: Sequence[tuple[str, float]]) -> str:
    """Say who bears a loss; nothing where nobody does."""
    if not bearers:
        return ""
    who = ", ".join(f"{page.names.country(country)} {page.money(loss)}" for country, loss in bearers)
    return page.say("front_borne").format(who=who)


def _actors(page: Page, names: Sequence[str]) -> str:
    """Name a few actors, and say how many more; one name may stand for several whose closures are the same."""
    each = [page.names.thing(actor) for name in names for actor in name.split("; ")]
    if not each:
        return page.say("front_nobody")
    shown = ", ".join(each[:NAMED])
    more = len(each) - NAMED
    return page.say("front_more").format(names=shown, count=more) if more > 0 else shown
