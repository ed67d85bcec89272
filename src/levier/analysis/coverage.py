"""What the package covers: rows, sources, years, fit of each base year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from levier.dataset import parse_period, split

if TYPE_CHECKING:
    from levier.dataset import Package
    from levier.system import System

__all__ = ["as_of_table", "fit_table", "system_table"]

FIT = ("family", "year", "reports", "sources", "within_1", "within_2", "flagged", "note")
NETWORK = ("supplies", "demands", "markets", "storages", "corridors", "converters")
TABLES = (
    ("critical minerals, transit, sea level and other indicators", "topics"),
    ("trade, payments, investment, people, arms, votes", "ties"),
    ("institutions", "memberships"),
    ("treaties", "agreements"),
    ("meetings", "meetings"),
    ("ownership", "stakes"),
    ("sanctions and licences", "sanctions"),
    ("options", "options"),
    ("claims", "claims"),
    ("events", "events"),
)


def fit_table(system: System) -> pd.DataFrame:
    """Return one row a family: reports in use, share within one and two sigmas, flagged; what was left out, and why."""
    reports = system.base_year.reports
    rows = []
    for family, group in reports.groupby("family"):
        size = group["residual"].abs()
        rows.append(
            {
                "family": family,
                "year": system.year,
                "reports": len(group),
                "sources": len({s for text in group["sources"] for s in split(text)}),
                "within_1": float((size <= 1).mean()),
                "within_2": float((size <= 2).mean()),  # noqa: PLR2004 - two sigmas
                "flagged": int(group["flagged"].sum()),
                "note": "",
            }
        )
    nothing = {"sources": 0, "within_1": float("nan"), "within_2": float("nan"), "flagged": 0}
    rows += [
        {
            "family": ", ".join(part.families),
            "year": system.year,
            "reports": part.reports,
            "note": f"left out, too few reports: {part}",
            **nothing,
        }
        for part in system.left_out
    ]
    return pd.DataFrame(rows, columns=list(FIT))


def as_of_table(package: Package) -> pd.DataFrame:
    """Return the last day that reports in use speak of, by family of carriers."""
    families = _families(package)
    rows: dict[str, tuple[str, int]] = {}
    table = package.table("observations")
    aggregates = package.table("aggregates").groupby("id")["term"].first().to_dict()
    for subject, period, use in zip(table["subject"], table["period"], table["use"], strict=True):
        if not use:
            continue
        leaf = subject
        while leaf in aggregates:
            leaf = aggregates[leaf]
        family = families.get(leaf)
        if family:
            last = parse_period(period).last.isoformat()
            known, count = rows.get(family, ("", 0))
            rows[family] = (max(known, last), count + 1)
    return pd.DataFrame(
        [{"family": f, "last_report": last, "reports": count} for f, (last, count) in sorted(rows.items())],
        columns=["family", "last_report", "reports"],
    )


def _families(package: Package) -> dict[str, str]:
    carriers = package.table("carriers").set_index("id")["family"]
    found: dict[str, str] = {}
    for table in NETWORK:
        frame = package.table(table)
        found |= dict(zip(frame["id"], frame["carrier"].map(carriers), strict=True))
    return found


def system_table(package: Package) -> pd.DataFrame:
    """Return one row a system: kind (network or table), rows, sources, years observed."""
    rows = []
    families = _families(package)
    observed = package.table("observations")
    aggregates = package.table("aggregates").groupby("id")["term"].first().to_dict()

    def family_of(subject: str) -> str:
        while subject in aggregates:
            subject = aggregates[subject]
        return families.get(subject, "")

    of_family = observed["subject"].map(family_of)
    for family in sorted(set(families.values())):
        reports = observed[of_family == family]
        assets = sum(f == family for f in families.values())
        cited = {s for text in reports["sources"] for s in split(text)}
        rows.append(_row(family, "network", assets + len(reports), cited, reports.loc[reports["use"], "period"]))
    topics = observed[observed["subject"].isin(set(package.table("topics")["id"]))]
    for name, table in TABLES:
        frame = topics if table == "topics" else package.table(table)
        cited = {s for text in frame["sources"] for s in split(text)}
        periods = frame["period"] if "period" in frame else frame.get("date", pd.Series(dtype=str))
        rows.append(_row(name, "table", len(frame), cited, periods))
    return pd.DataFrame(rows)


def _row(name: str, kind: str, rows: int, cited: set[str], periods: pd.Series) -> dict[str, object]:
    years = sorted({parse_period(p).start.year for p in periods if p})
    span = f"{years[0]}-{years[-1]}" if years else ""
    return {"system": name, "kind": kind, "rows": rows, "sources": len(cited), "years": span}
