"""Turn the flows of one family into the lines to draw: identities merged, both directions on one line."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.view.projection import REGION
from levier.view.routes import Route, route_line
from levier.view.words import Language, colon, number, percent, unit_name, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["FlowLine", "flow_lines", "place_name"]

SHARED_NAME = 10
"""Identities are named by the start they share if it is at least this long."""

SPREAD = 0.06
"""Extra bend of each further sketch between the same two places, as a share of its length."""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One line to draw: way (n, 2) in km from `start` to `stop`, flow along it and against it, and its hover text.

    `parts` names the assets on it, each with whether it runs along; `group` is their physical thing.
    """

    start: str
    stop: str
    way: NDArray[np.float64]
    along: float
    against: float
    unit: str
    schematic: bool
    text: str
    group: str = ""
    parts: tuple[tuple[str, bool], ...] = ()

    @property
    def flow(self) -> float:
        """Flow in both directions together."""
        return self.along + self.against


def flow_lines(
    flows: pd.DataFrame, places: pd.DataFrame, routes: Mapping[str, Route] | None = None, language: Language = "en"
) -> list[FlowLine]:
    """Return one line for every group and pair of places, the smallest flow first.

    `flows` and `places` are those of `levier.view.map.network_map`; rows with an unknown place are left out.

    >>> places = pd.DataFrame({"lon": [51.2, 49.5], "lat": [43.6, 40.2]}, index=["aktau", "baku"])
    >>> row = {"asset": "t", "name_en": "T", "from": "aktau", "to": "baku", "mode": "ship", "base": 1.4, "unit": "Mt/a"}
    >>> [(line.along, line.schematic) for line in flow_lines(pd.DataFrame([row]), places)]
    [(1.4, True)]
    """
    known = flows[flows["from"].isin(places.index) & flows["to"].isin(places.index) & (flows["from"] != flows["to"])]
    sketches: dict[frozenset[str], int] = {}
    lines = []
    for _, rows in known.groupby(_keys(known), sort=True):
        totals = rows.groupby(["from", "to"], sort=False)["base"].sum().sort_values(ascending=False, kind="stable")
        start, stop = totals.index[0]
        lead = rows[(rows["from"] == start) & (rows["to"] == stop)].sort_values("base", ascending=False, kind="stable")
        pair = frozenset((start, stop))
        lon, lat, schematic = route_line(lead.iloc[0], places, routes, bend=0.08 + SPREAD * sketches.get(pair, 0))
        sketches[pair] = sketches.get(pair, 0) + int(schematic)
        lines.append(
            FlowLine(
                start=start,
                stop=stop,
                way=np.stack(REGION.forward(lon, lat), axis=1),
                along=float(totals.iloc[0]),
                against=float(totals.iloc[1:].sum()),
                unit=unit_name(str(lead.iloc[0]["unit"]), language),
                schematic=schematic,
                text=_text(rows, places, language, schematic=schematic),
                group=str(lead.iloc[0].get("group", "")),
                parts=tuple(zip(rows["asset"].astype(str), rows["from"] == start, strict=True)),
            )
        )
    return sorted(lines, key=lambda line: line.flow)


def _keys(flows: pd.DataFrame) -> pd.Series:
    """Rows that share a line: one group between one pair of places, whichever the direction."""
    group = (
        flows["group"].where(flows["group"].fillna("") != "", flows["asset"]) if "group" in flows else flows["asset"]
    )
    pairs = ["|".join(sorted(pair)) for pair in zip(flows["from"], flows["to"], strict=True)]
    return group.astype(str) + "|" + pd.Series(pairs, index=flows.index, dtype=object)


def _text(rows: pd.DataFrame, places: pd.DataFrame, language: Language, *, schematic: bool) -> str:
    lines = [f"<b>{escape(_name(rows, language))}</b>"]
    for (start, stop), part in rows.groupby(["from", "to"], sort=False):
        total = float(part["base"].sum())
        ends = " → ".join(escape(place_name(places, str(place), language)) for place in (start, stop))
        lines.append(f"{ends}{colon(language)} {number(total, language)} {_unit(part.iloc[0], language)}")
        lines += [_identity(row, total, language, several=len(part) > 1) for _, row in part.iterrows()]
    territory = sorted({state for entry in _column(rows, "territory") for state in entry.split(";") if state})
    if territory:
        lines.append(f"{word('crosses', language)} {escape(', '.join(state.strip() for state in territory))}")
    if schematic:
        lines.append(f"<i>{word('sketch', language)}</i>")
    estimates = sorted(set(_column(rows, "estimate")))
    lines += _estimates(estimates, language)
    return "<br>".join(line for line in lines if line)


def _estimates(estimates: list[str], language: Language) -> list[str]:
    """Say how something was estimated; notes are in English, so another language says only that it was."""
    if language != "en":
        return [f"<i>{word('estimated', language)}</i>"] if estimates else []
    return [f"<i>{word('estimate', language)} {escape(estimate)}</i>" for estimate in estimates]


def _identity(row: pd.Series, total: float, language: Language, *, several: bool) -> str:
    capacity = row.get("capacity")
    room = ""
    if isinstance(capacity, int | float) and np.isfinite(capacity):
        room = f"{word('capacity', language)} {number(capacity, language)} {_unit(row, language)}"
    if not several:
        return room
    carrier = row.get(f"carrier_{language}") or str(row.get("carrier", row["asset"])).replace("_", " ")
    share = f" ({percent(row['base'] / total, language)})" if total > 0 else ""
    tail = f" · {room}" if room else ""
    return f"  {escape(str(carrier))}{colon(language)} {number(float(row['base']), language)}{share}{tail}"


def _unit(row: pd.Series, language: Language) -> str:
    return escape(unit_name(str(row["unit"]), language))


def _name(rows: pd.DataFrame, language: Language) -> str:
    column = f"name_{language}" if f"name_{language}" in rows else "name_en"
    names: list[str] = rows.sort_values("base", ascending=False)[column].astype(str).tolist()
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    shared = "".join(letters[0] for letters in alike).rstrip(" ,;:-(")
    return shared if len(shared) >= SHARED_NAME else names[0]


def place_name(places: pd.DataFrame, place: str, language: Language) -> str:
    """Return the name of a place in a language, else in English, else its id.

    >>> place_name(pd.DataFrame({"name_en": ["Aktau"], "name_fr": [""]}, index=["aktau"]), "aktau", "fr")
    'Aktau'
    """
    row = places.loc[place]
    found = row.get(f"name_{language}") or row.get("name_en")
    return found if isinstance(found, str) and found else place


def _column(rows: pd.DataFrame, name: str) -> list[str]:
    return [value for value in rows[name] if isinstance(value, str) and value] if name in rows else []
