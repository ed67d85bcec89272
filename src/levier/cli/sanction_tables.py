"""What ``levier sanction`` prints and writes: tables, sentences, and the head of its JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.sanction import Asked, Payments, SanctionAnswer
    from levier.dataset import Package
    from levier.system.sanctions import Reach

__all__ = ["answer_head", "answer_tables", "lines", "network_lines", "reach_tables"]

SHOWN_MONEY = 0.05
SHOWN = {
    "entities": ["entity", "status", "sentence"],
    "stakes": ["owner", "holding", "share", "status", "licence", "until"],
    "assets": ["asset", "status", "share", "kept_without", "kept_with", "licence", "until"],
    "links": ["owner", "relation", "holding", "share", "note", "sources"],
    "untold": ["owner", "holding", "kind", "note"],
}
TITLES = {
    "entities": "who is reached, and who is spared",
    "stakes": "stakes of blocked owners in what is not blocked",
    "assets": "assets: fraction that would go on if what is reached stopped",
    "links": "the stakes this rests on",
    "untold": "stakes whose size no source gives; not counted",
}


def reach_tables(frames: dict[str, pd.DataFrame], *, whole: bool) -> dict[str, pd.DataFrame]:
    """Every row and column for a file; on a terminal what is read first."""
    if whole:
        return {name: _flat(frame) for name, frame in frames.items()}
    assets = frames["assets"]
    first = (assets["table"] == "supplies") | (assets["status"] == "reached")
    rest = set(assets["asset"][~first])
    links = frames["links"]
    shown = frames | {"assets": assets[first], "links": links[~links["holding"].isin(rest)]}
    return {TITLES[name]: shown[name][columns] for name, columns in SHOWN.items()}


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Write chains as records."""
    if "chain" not in frame:
        return frame
    return frame.assign(chain=[[link.__dict__ for link in chain] for chain in frame["chain"]])


def answer_tables(
    data: Package, answer: SanctionAnswer | None, paid: Payments | None, *, whole: bool
) -> dict[str, pd.DataFrame]:
    """Give the tables of the consequence; none where no network was run."""
    from levier.analysis.sanction import payment_reports

    if answer is None:
        return {}
    losses = answer.losses
    if not whole:
        money = losses[["without licences", "with licences"]].abs().max(axis=1)
        losses = losses[money > SHOWN_MONEY]
    missing = answer.stops[~answer.stops["in_network"]]
    tables = {
        "cases": answer.cases,
        "losses": losses,
        "volumes": answer.volumes,
        "payments": answer.payments,
        "payments_reported": payment_reports(data) if paid is not None else data.table("observations").iloc[:0],
        "not_in_network": missing,
    }
    if whole:
        return tables | {"stops": answer.stops}
    named = {
        "cases": "what is lost (M USD)",
        "losses": "loss by who bears it (M USD)",
        "volumes": "volumes by country",
        "payments": "corridors whose sales are settled less (your assumption)",
        "payments_reported": "what sources report of payments",
        "not_in_network": f"not in the network of {answer.year}",
    }
    tables["cases"] = answer.cases.drop(columns=["guarantee"])
    return {named[name]: frame for name, frame in tables.items()}


def answer_head(data: Package, asked: Asked, found: Reach, answer: SanctionAnswer | None) -> dict[str, Any]:
    """Give what stands above the tables in JSON."""
    from levier.analysis.sanction import ASSUMPTION

    head: dict[str, Any] = {
        "package": data.name,
        "hash": data.hash,
        "authority": asked.authority,
        "date": asked.day.isoformat(),
        "looked_at": list(asked.names),
        "rule": found.rule.words,
        "rule_sources": list(found.rule.sources),
        "known_to": None if found.known_to is None else found.known_to.isoformat(),
        "designations": [each.__dict__ for each in found.designations],
        "licences": [each.__dict__ for each in found.licences],
    }
    if answer is not None:
        head |= {
            "assumption": ASSUMPTION,
            "year": answer.year,
            "start": answer.start,
            "months": answer.months,
            "capacity": answer.capacity,
            "deck": answer.deck,
            "horizon": answer.horizon,
        }
    return head


def lines(data: Package, asked: Asked, found: Reach, entities: pd.DataFrame, paid: Payments | None) -> list[str]:
    """Say what was asked, the rule, how far the records go, and which licences hold."""
    who = ", ".join(asked.names) or "all that are recorded"
    said = [
        f"{data.name}, {found.authority_name}, {asked.day}, designations looked at: {who}",
        f"Rule: {found.rule.words} ({', '.join(found.rule.sources)}).",
        found.reading,
    ]
    alone = [name for name in asked.names if not any(found.links["owner"] == name)]
    said += [
        f"{name} holds no stake and runs no asset in {data.name} on that day: it is blocked alone." for name in alone
    ]
    if not found.designations:
        said.append("Nothing is designated on that day, so nothing is reached.")
    elif entities.empty:
        said.append("The designations looked at add nothing.")
    on = [f"{each.instrument} ({f'until {each.until}' if each.until else 'no end stated'})" for each in found.licences]
    said.append(f"Licences in force: {'; '.join(on) or 'none'}.")
    if paid is not None:
        said.append(f"Payments: {paid.kept:.0%} go through, an assumption of the user.")
    return said


def network_lines(answer: SanctionAnswer | None) -> list[str]:
    """Say the assumption and what the network was asked."""
    from levier.analysis.sanction import ASSUMPTION

    if answer is None:
        return ["No asset stops or carries less, so no network was run."]
    return [
        ASSUMPTION,
        (
            f"Base year {answer.year}, {answer.months} months from {answer.start}, {answer.horizon} horizon, "
            f"{answer.capacity} capacities, {answer.deck} prices."
        ),
    ]
