"""How to make the report again: package, command, versions, code, draws, tolerance, and how to check the hash."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from levier.analysis.provenance import extras_hash
from levier.view.cells import Cell, Column, Row, Section, Table, text

if TYPE_CHECKING:
    from levier.analysis.provenance import Provenance
    from levier.view.page import Page

__all__ = ["CHECK", "reproduce_section"]

CHECK = "levier base {package} --json"
"""Command that prints the hash of a package's tables."""


def reproduce_section(page: Page, made: Provenance) -> Section:
    """Return the page from which the report can be made again."""
    rows = [
        Row([text(page.say(f"reproduce_{name}")), cell], anchor=f"made-{name}") for name, cell in _facts(page, made)
    ]
    columns = [Column(page.say("reproduce_fact")), Column(page.say("reproduce_value"))]
    table = Table(page.say("reproduce"), columns, rows, kind="made")
    package = page.answers.system.package
    check = CHECK.format(package=quote(made.given or package.path.name or package.name))
    return Section([page.say("reproduce_about")], [table], small=f"{page.say('reproduce_check')} {check}")


def _facts(page: Page, made: Provenance) -> list[tuple[str, Cell]]:
    system, say = page.answers.system, page.say
    package = system.package
    settings = (say(system.capacity), say(f"deck_{system.deck}"), say(f"horizon_{system.horizon}"))
    draws = f"{made.samples}, {made.seed}" if made.samples else say("reproduce_draws_none")
    facts = [
        ("command", Cell(made.command, kind="code")),
        ("package", text(f"{package.name} {package.version}")),
        ("hash", Cell(package.hash, kind="code")),
        ("extras", Cell(extras_hash(package.extras), kind="code")),
        ("year", text(str(system.year))),
        ("settings", text(", ".join(settings))),
        ("draws", text(draws)),
        ("versions", text(", ".join(f"{name}\u00a0{number}" for name, number in made.versions))),
        ("code", Cell(made.code, kind="code")),
    ]
    if page.answers.risk is not None and page.answers.risk.answers:
        sampling = page.answers.risk.answers[0].question.sampling
        facts.insert(-2, ("draws_risk", text(f"{sampling.samples}, {sampling.seed}")))
    notes = [say(f"reproduce_{name}") for name in ("changed", "meanwhile") if getattr(made, name)]
    if made.commit:
        facts.append(("commit", Cell(made.commit, small="; ".join(notes), kind="code")))
    elif made.meanwhile:
        facts[-1] = ("code", Cell(made.code, small=notes[-1], kind="code"))
    tolerance = say("reproduce_tolerance_words").format(value=f"{made.tolerance:g}")
    return [*facts, ("tolerance", text(tolerance))]
