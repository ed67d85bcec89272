"""A tiny package with evidence for every kind of claim, written to a folder and read back."""

from __future__ import annotations

import copy
import json
from pathlib import Path

from levier.analysis.claims import Judgement, check_claims
from levier.dataset import Package, read
from tests.dataset.conftest import SCHEMA, VALID, Cells, Tables, to_csv

SHOCK = b"name: Line closed\nstart: 1\nmonths: 2\neffects:\n  - kind: cut\n    select: {id: cpc_old}\n"


def claim(check: str, arguments: str = "", **cells: str) -> Cells:
    """Give a row of claims: a fact about 2024, at least 1, unless said otherwise."""
    row = {
        "id": "c", "about": "oil", "paraphrase": "It is said", "period": "2024", "value": "1", "unit": "rows",
        "kind": "fact", "check": check, "arguments": arguments, "direction": "at_least", "sources": "op",
    }  # fmt: skip
    return row | cells


def tables() -> Tables:
    """Give the rows of the tiny package with ties, members, agreements and sanctions beside them."""
    rows = copy.deepcopy(VALID)
    rows["actors"] += [
        {"id": "club", "name_en": "Club", "name_fr": "Club", "kind": "bloc", "sources": "op"},
        {"id": "office", "name_en": "Office", "name_fr": "Office", "kind": "body", "country": "RU", "sources": "op"},
    ]
    rows["aggregates"] += [
        {"id": "moved", "name_en": "Moved", "name_fr": "Transporté", "term": term, "coefficient": "1"}
        for term in ("cpc_old", "tengiz_oil")
    ]
    rows["topics"].append({"id": "share", "name_en": "World share", "name_fr": "Part mondiale", "domain": "minerals"})
    rows["observations"] += [
        _report("o5", "tengiz_refinery", "flow", "2024", 1.2, "Mt"),
        _report("w2", "share", "world_share", "2022", 43, "%"),
        _report("l0", "caspian_level", "level", "2020", -28.2, "m"),
        _report("l1", "caspian_level", "level", "2024", -29.2, "m"),
    ]
    rows["ties"] = [
        _tie("t23a", "2023", 26.0), _tie("t23b", "2023", 28.0), _tie("t23c", "2023", 30.0),
        _tie("t24", "2024", 28.0), _tie("t25", "2025-01/2025-10", 20.0), _tie("p26", "2026", 30.0, kind="plan"),
        _tie("w24", "2024", 40.0, to="WW"),
    ]  # fmt: skip
    rows["memberships"] = [
        {"id": "m1", "actor": "KZ", "body": "club", "role": "member", "from": "2002", "sources": "op"},
        {"id": "m2", "actor": "RU", "body": "club", "role": "member", "from": "2002", "sources": "op"},
        {
            "id": "m3", "actor": "KZ", "body": "club", "role": "chair", "from": "2024-01-01", "to": "2024-12-31",
            "sources": "op",
        },
    ]  # fmt: skip
    rows["agreements"] = [
        {
            "id": "a1", "date": "2024-05-01", "parties": "KZ;RU", "title": "Treaty on the sea", "level": "treaty",
            "status": "signed", "sources": "op",
        }
    ]  # fmt: skip
    rows["sanctions"] = [
        {
            "id": "s1", "date": "2024-03", "authority": "office", "instrument": "List", "target": "kmg",
            "kind": "sectoral", "effect": "none", "status": "in force", "sources": "op",
        }
    ]  # fmt: skip
    rows["options"] = [
        {
            "id": f"opt_{vendor}", "name_en": "Plant", "name_fr": "Centrale", "kind": "nuclear", "place": "tengiz",
            "vendor": vendor, "status": "offered", "sources": "op",
        }
        for vendor in ("kmg", "rosoil")
    ]  # fmt: skip
    return rows


def _report(name: str, subject: str, measure: str, period: str, value: float, unit: str) -> Cells:
    return {
        "id": name, "subject": subject, "measure": measure, "period": period, "value": str(value), "unit": unit,
        "kind": "rounded", "use": "true", "sources": "op;map",
    }  # fmt: skip


def _tie(name: str, period: str, value: float, *, to: str = "RU", kind: str = "reported") -> Cells:
    return {
        "id": name, "domain": "trade", "measure": "turnover", "from": "KZ", "to": to, "period": period,
        "value": str(value), "unit": "USD bn", "kind": kind, "sources": "op",
    }  # fmt: skip


def package(folder: Path, rows: Tables, *claims: Cells) -> Package:
    """Write the rows and claims as a package and read it."""
    folder.mkdir(exist_ok=True)
    (folder / "shocks").mkdir(exist_ok=True)
    (folder / "shocks" / "closed.yaml").write_bytes(SHOCK)
    (folder / "datapackage.json").write_text(json.dumps(SCHEMA | {"name": "tiny", "version": "1"}), encoding="utf-8")
    for name, listed in (rows | {"claims": list(claims)}).items():
        (folder / f"{name}.csv").write_bytes(to_csv(name, listed))
    return read(folder)


def verdict_on(folder: Path, rows: Tables, row: Cells) -> Judgement:
    """Check a single claim."""
    return check_claims(package(folder, rows, row)).judgements[0]
