"""Rule: every number is cited, from a source that may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.dataset.facts import Fact, facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.package import Package
    from levier.dataset.problem import Problem

__all__ = ["citations", "readings"]


def citations(package: Package) -> Iterator[Problem]:
    """Tell of uncited numbers, of cited sources that may not be used, and of sources that nothing cites."""
    sources = {fact.id: fact for fact in facts(package, "sources")}
    cited: set[str] = set()
    for name in package.tables:
        fields = package.fields(name)
        listing = next((field for field in fields if "sources" in (field.get("levier:references") or ())), None)
        if listing is None:
            continue
        column = str(listing["name"])
        required = (listing.get("constraints") or {}).get("required")
        numeric = [str(field["name"]) for field in fields if field.get("type") in ("number", "integer")]
        for fact in facts(package, name):
            ids = fact.items(column)
            cited.update(ids)
            filled = [field for field in numeric if fact.text(field) and not _by_definition(fact)]
            if filled and not ids and not (required and not fact.text(column)):
                yield fact.problem(column, f"no source for {', '.join(filled)}", "ids of sources, separated by ;")
            for source in ids:
                if source in sources and sources[source].text("reuse") == "none":
                    yield fact.problem(
                        column,
                        "the source may not be used (reuse = none)",
                        "a source with reuse facts or table",
                        value=source,
                    )
    for source, fact in sources.items():
        if source not in cited:
            yield fact.warning("id", "nothing cites this source", "sources that a row cites")


def readings(package: Package) -> Iterator[Problem]:
    """Tell of reports in use that should not be alone, and of reports put aside without a reason."""
    kinds = {fact.id: fact.text("kind") for fact in facts(package, "sources")}
    for fact in facts(package, "observations"):
        if fact.cells.get("use") is False:
            if not fact.text("reason"):
                yield fact.warning(
                    "reason", "the report is not in use and no reason is given", "a few words, where use is false"
                )
            continue
        if fact.text("kind") == "plan":
            yield fact.warning("use", "a plan is used as a report", "false, with the reason plan")
        ids = fact.items("sources")
        if ids and all(kinds.get(source) == "republisher" for source in ids):
            yield fact.warning(
                "sources", "a report in use rests on a republisher alone", "the source that was republished"
            )


def _by_definition(fact: Fact) -> bool:
    """Tell of numbers that need no source: the energy of a carrier in TWh, and a point said to be approximate."""
    return (fact.table == "carriers" and fact.text("unit") == "TWh") or fact.text("location") == "approximate"
