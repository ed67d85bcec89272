"""The pages of the data: tables and fields out of the schema, sources, gaps."""

from __future__ import annotations

import csv
import html
import json
from collections import Counter
from pathlib import Path
from typing import Any

from tools.manual.markdown import cell, table

__all__ = ["DATA", "fields_of", "gaps_page", "sources_page", "tables_page", "undocumented"]

DATA = Path(__file__).resolve().parents[2] / "data" / "eurasia"
REUSE = {
    "facts": "single facts are cited, never its sentences or whole tables",
    "table": "its licence allows an extract of the table",
    "none": "may not be cited; `levier check` refuses a row that does",
}


def schema() -> dict[str, Any]:
    """Return the parsed datapackage.json."""
    parsed: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    return parsed


def fields_of(resource: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Return the fields of a table: name, type, rules, meaning."""
    return [
        (f"`{each['name']}`", each["type"], _rules(each), each.get("description", "")) for each in _fields(resource)
    ]


def undocumented() -> list[str]:
    """Return the tables without a title and the fields without a description."""
    found = []
    for each in schema()["resources"]:
        found += [] if each.get("title") else [each["name"]]
        found += [
            f"{each['name']}.{field['name']}" for field in _fields(each) if not field.get("description", "").strip()
        ]
    return found


def tables_page() -> str:
    """Return the page of tables and fields."""
    package = schema()
    licences = ", ".join(f"[{each['name']}]({each['path']})" for each in package["licenses"])
    parts = [
        "# Tables and fields",
        "",
        (
            f"Generated from `data/eurasia/datapackage.json`, the only schema. The package `{package['name']}` "
            f"{package['version']} is a [Frictionless Data Package](https://specs.frictionlessdata.io); our tables "
            f"stand under {licences}, what each row rests on is named in its `sources` ([Sources](sources.md)). A "
            "package of your own may leave out any field that is not required."
        ),
        "",
    ]
    rows = [(f"[{each['name']}](#{each['name']})", _count(each), each["title"]) for each in package["resources"]]
    parts.append(table(["table", "rows", "one row is"], rows))
    for each in package["resources"]:
        parts += ["", f"## {each['name']}", "", f"{each['title']}. File `{each['path']}`.{_key(each)}", ""]
        parts.append(table(["field", "type", "rules", "what it says"], fields_of(each)))
    return "\n".join(parts)


def sources_page() -> str:
    """Return the page of sources: counts, then every source."""
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["id"])
    kinds, reuse = Counter(row["kind"] for row in rows), Counter(row["reuse"] for row in rows)
    parts = [
        "# Sources",
        "",
        (
            f"{len(rows):,} sources stand in `sources.csv`. Each row of each table names those it rests on; in the "
            "report a click on a figure opens its row and its sources."
        ),
        "",
        table(["kind", "sources"], sorted(kinds.items())),
        table(["reuse", "sources", "means"], [(name, reuse[name], REUSE.get(name, "")) for name in sorted(reuse)]),
        "",
        "## Every source",
        "",
    ]
    listed = [
        f"| {cell(row['id'])} | {_linked(row)} | {cell(row['publisher'])} | {cell(row['date'])} | "
        f"{cell(row['licence'])} | {cell(row['reuse'])} |"
        for row in rows
    ]
    head = "| id | title | publisher | date | licence | reuse |\n| --- | --- | --- | --- | --- | --- |"
    return "\n".join([*parts, head, *listed]) + "\n"


def gaps_page() -> str:
    """Return what is missing, doubtful or estimated, as the package says it."""
    return (DATA / "GAPS.md").read_text(encoding="utf-8")


def _linked(row: dict[str, str]) -> str:
    title = cell(row["title"] or row["id"]).replace("[", "(").replace("]", ")")
    address = row["url"]
    return f'<a href="{html.escape(address)}">{title}</a>' if address.startswith("http") else title


def _fields(resource: dict[str, Any]) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = resource["schema"]["fields"]
    return fields


def _rules(field: dict[str, Any]) -> str:
    limits = field.get("constraints", {})
    said = ["required"] if limits.get("required") else []
    said += ["unique"] if limits.get("unique") else []
    said += [f"at least {limits['minimum']}"] if "minimum" in limits else []
    said += [f"at most {limits['maximum']}"] if "maximum" in limits else []
    said += ["one of " + ", ".join(f"`{word}`" for word in limits["enum"])] if "enum" in limits else []
    one, many = field.get("levier:reference"), field.get("levier:references")
    said += [f"id in {' or '.join(one)}"] if one else []
    said += [f"ids in {' or '.join(many)}"] if many else []
    return "; ".join(said)


def _key(resource: dict[str, Any]) -> str:
    key = resource["schema"].get("primaryKey")
    names = [key] if isinstance(key, str) else list(key or ())
    return f" Key: {', '.join(f'`{name}`' for name in names)}." if names else ""


def _count(resource: dict[str, Any]) -> int:
    with (DATA / resource["path"]).open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))
