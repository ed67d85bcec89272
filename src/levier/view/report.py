"""Write the report of one year: a single HTML file that opens offline, every figure linked to its rows and sources."""

from __future__ import annotations

import json
import os
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from levier.view.charts import leverage_chart, residual_chart
from levier.view.map import network_map
from levier.view.page import Page
from levier.view.printing import running_heads
from levier.view.responsive import map_html
from levier.view.sections import coverage, flows
from levier.view.sections.appendix import appendix
from levier.view.sections.autonomy import autonomy_sections
from levier.view.sections.backtest import backtest_section
from levier.view.sections.balance import balance_sections
from levier.view.sections.chokepoints import chokepoint_section
from levier.view.sections.claims import claim_section
from levier.view.sections.dependence import country_dependence, heat_table, security_grid
from levier.view.sections.full import with_pair_intervals, with_triples
from levier.view.sections.intervals import interval_section
from levier.view.sections.leverage import leverage_section
from levier.view.sections.leverage_pair import pair_section
from levier.view.sections.omitted import omitted_section
from levier.view.sections.power import power_sections
from levier.view.sections.reading import terms
from levier.view.sections.reproduce import reproduce_section
from levier.view.sections.risk import risk_about, risk_overview, risk_sections
from levier.view.sections.sanctions import sanction_sections
from levier.view.sections.stress import shock_sections
from levier.view.sections.stress_tables import failed_table
from levier.view.sections.summary import opening

if TYPE_CHECKING:
    from levier.analysis.answers import Answers
    from levier.analysis.provenance import Provenance
    from levier.view.words import Language

__all__ = ["render_report", "write_report"]

SECTIONS: tuple[str, ...] = (
    "summary", "reading", "maps", "balances", "flows", "disagree", "dependence", "chokepoints", "shocks", "leverage",
    "pair", "sanctions", "bargaining", "autonomy", "risk", "balance_ties", "intervals", "backtest", "claims",
    "coverage", "omitted", "reproduce", "rows",
)  # fmt: skip
"""Ids of the sections, in their order. Others link to them: none is renamed or dropped."""
NO_MAP = ("water",)
"""Families that do not travel: a reservoir's water stays at its place."""


def write_report(
    answers: Answers, path: str | Path, *, language: Language = "en", made: Provenance | None = None
) -> Path:
    """Write the report of some answers.

    Args:
        answers: everything it shows (:func:`levier.analysis.build_answers`).
        path: the HTML file; its folder is made, and the file appears only when it is whole.
        language: ``en`` or ``fr``.
        made: how it is being made (:func:`levier.analysis.provenance.provenance_of`); found out if not given.

    Returns:
        The file written.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    page = render_report(answers, language=language, made=made)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(page)
        partial.chmod(0o644)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target


def render_report(answers: Answers, *, language: Language = "en", made: Provenance | None = None) -> str:
    """Return the report as one HTML page."""
    from plotly.offline import get_plotlyjs

    from levier.analysis.provenance import provenance_of

    page = Page(answers, language)
    environment = Environment(
        loader=FunctionLoader(_shipped),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        **_content(page, made or provenance_of()),
        page=page,
        say=page.say,
        system=answers.system,
        language=language,
        sections=[(name, page.say(name)) for name in SECTIONS],
        css=Markup(_shipped("report.css") + _shipped("print.css")),  # noqa: S704 - shipped with the package
        running=Markup(running_heads(answers.system, page)),  # noqa: S704 - only letters, digits and escapes
        script=Markup(_shipped("report.js")),  # noqa: S704 - shipped with the package
        plotly=Markup(get_plotlyjs()),  # noqa: S704 - Plotly's own script
    )


def _content(page: Page, made: Provenance) -> dict[str, Any]:
    """Gather every section; the appendix last, when all that is cited is known."""
    families = flows.families_of(page)
    reports, standing_out, total = flows.disagreements(page)
    content = {
        "opening": opening(page),
        "terms": terms(page),
        "maps": _maps(page, families),
        "balances": flows.balances(page),
        "families": [(family, page.names.family(family)) for family in families],
        "flow_table": flows.flow_rows(page),
        "disagreements": reports,
        "standing_out": standing_out,
        "report_count": total,
        "residuals": residual_chart(page, families),
        "heat": heat_table(page),
        "security": security_grid(page),
        "dependence": country_dependence(page),
        "chokepoints": with_triples(page, chokepoint_section(page)),
        "backtest": backtest_section(page),
        "shocks": shock_sections(page),
        "failed": failed_table(page),
        "unanswered": page.answers.unanswered,
        "intervals": with_pair_intervals(page, interval_section(page)),
        "claims": claim_section(page),
        "leverage": leverage_section(page),
        "pair": pair_section(page),
        "pair_chart": None if page.answers.pair is None else leverage_chart(page, page.answers.pair),
        "sanctions": sanction_sections(page, page.answers.sanctions),
        "bargaining": power_sections(page, page.answers.power),
        "autonomy": autonomy_sections(page, page.answers.autonomy),
        "risk": (risk_about(page, page.answers.risk), risk_overview(page, page.answers.risk)),
        "weighed": risk_sections(page, page.answers.risk),
        "balance": balance_sections(page, page.answers.balance),
        "coverage": coverage.coverage(page),
        "fit": coverage.fit(page),
        "omitted": omitted_section(page),
        "reproduce": reproduce_section(page, made),
        "estimates": coverage.estimates(page),
        "left_out": Markup(coverage.left_out(page)),  # noqa: S704 - made by a parser that escapes markup
        "chart_json": _script_json,
    }
    rows = appendix(page)
    return content | {"appendix": rows, "row_count": page.number(sum(len(part.rows) for _, _, part in rows)).text}


def _maps(page: Page, families: list[str]) -> list[tuple[str, str, Markup]]:
    """Draw one map a family in which something flows from place to place."""
    places = page.answers.system.package.table("places")
    table = page.answers.flows.assign(unit=[f"{unit}/a" for unit in page.answers.flows["unit"]])
    moving = table[(table["kind"] == "corridor") & (table["base"] > 0)]
    found = []
    for family in families:
        if family in NO_MAP or family not in set(moving["family"]):
            continue
        figure = network_map(table[table["kind"] == "corridor"], places, family=family, language=page.language)
        html = Markup(map_html(figure, f"map-{family}"))  # noqa: S704 - Plotly escapes what stands in its JSON
        found.append((family, page.names.family(family), html))
    return found


def _script_json(value: object) -> Markup:
    """Return JSON that can stand in a script element: no tag can be read out of it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - nothing that HTML would read is left


def _shipped(name: str) -> str:
    return files("levier.view").joinpath("templates", name).read_text(encoding="utf-8")
