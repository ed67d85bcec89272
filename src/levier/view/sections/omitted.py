"""What was not computed: every analysis that the report lacks, why, and the command that computes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.analysis.inventory import not_computed
from levier.view.cells import Cell, Column, Row, Section, Table, text
from levier.view.told import told

if TYPE_CHECKING:
    from levier.analysis.inventory import Missing
    from levier.view.page import Page

__all__ = ["omitted_section"]


def omitted_section(page: Page) -> Section:
    """Return the page on what is missing, by analysis in the order of the report."""
    rows = [
        Row(
            [
                text(page.say(f"analysis_{name}")),
                text(page.say(f"missing_{each.what}").format(**_spoken(page, each))),
                _why(page, each),
                Cell(each.command, kind="code"),
            ]
        )
        for name, each in not_computed(page.answers)
    ]
    titles = ("analysis", "what", "why", "command")
    columns = [Column(page.say(f"omitted_{title}")) for title in titles]
    return Section([page.say("omitted_about")], [Table(page.say("omitted"), columns, rows)])


def _spoken(page: Page, missing: Missing) -> dict[str, Any]:
    """Say the values in the page's language."""
    names = {"countries": page.names.country, "families": page.names.family}
    return {
        key: ", ".join(names[key](each) for each in value) if key in names else told(page, value).text
        for key, value in missing.values.items()
    }


def _why(page: Page, missing: Missing) -> Cell:
    reason = text(page.say(f"why_{missing.why}"))
    return Cell(parts=(reason, told(page, missing.told)), kind="lines") if missing.told else reason
