"""Who is reached by an authority's designations on a day, who is spared, and what licences let go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.show import shown
from levier.system.cards import reach_card
from levier.system.control import stakes_at, stakes_left_out
from levier.system.sanctions.assets import asset_rows, operator_links, owner_links
from levier.system.sanctions.frozen import frozen_shares
from levier.system.sanctions.record import (
    Designation,
    Licence,
    assumed,
    designations_at,
    known_to,
    licences_at,
)
from levier.system.sanctions.relief import under_licences
from levier.system.sanctions.rows import Book, asset_table, entity_table, link_table, stake_table
from levier.system.sanctions.rule import Rule, rule_at, short_name
from levier.system.sanctions.spread import Spread, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from levier.dataset import Package

__all__ = ["Reach", "reach"]


@shown(reach_card)
@dataclass(frozen=True)
class Reach:
    """What an authority's designations reach on a day.

    Attributes:
        package: name of the data package.
        authority: whose; ``authority_name`` in English.
        day: the day asked about.
        rule: the ownership test of that day.
        known_to: day of the latest row of the authority; what came later is not known here.
        designations: in force, recorded or assumed.
        licences: in force.
        spread: the fixpoint.
        entities: one row an actor: entity, name_en, name_fr, status (``designated``, ``reached``, ``spared``, ``carved
            out``), share (percent that blocked owners hold; NaN: designated, or only a majority is told), chain (tuple
            of links, owners first), sentence, licence, until (last day; blank: no end, or no licence).
        stakes: one row a stake of a blocked owner in what is not blocked: owner, holding, share, status (``frozen``,
            ``carved out``), sentence, licence, until, sources.
        assets: one row an asset touched: asset, table, group, name_en, name_fr, status (``reached``, ``stake frozen``,
            ``carved out``, ``partly carved out``), ground (``ownership``, ``operator``), share (fraction behind blocked
            owners), kept_without and kept_with (fraction that would go on running without and with the licences if
            what is blocked stopped: an assumption), chain, sentence, licence, until.
        links: one row a link that a chain rests on: owner, relation, holding, share (percent or None), sources, note.
        untold: stakes of blocked owners whose share no source gives; they are not counted.
    """

    package: str
    authority: str
    authority_name: str
    day: date
    rule: Rule
    known_to: date | None
    designations: tuple[Designation, ...]
    licences: tuple[Licence, ...]
    spread: Spread
    entities: pd.DataFrame
    stakes: pd.DataFrame
    assets: pd.DataFrame
    links: pd.DataFrame
    untold: pd.DataFrame

    @property
    def reading(self) -> str:
        """Say which records the answer rests on, and from when on it knows nothing."""
        if self.known_to is None:
            return f"{self.package} records nothing of {self.authority_name}."
        end = f"the latest record of {self.authority_name} in {self.package} is of {self.known_to}"
        late = "; what was decided after it is not known here" if self.day > self.known_to else ""
        return f"{end[0].upper()}{end[1:]}{late}."


def reach(
    package: Package,
    authority: str,
    day: date,
    extra: Collection[str] = (),
    *,
    without: Collection[str] = (),
) -> Reach:
    """Follow an authority's designations of a day through ownership, to companies, stakes and assets.

    Args:
        package: its tables of sanctions, sanction_rules, stakes, actors and assets.
        authority: id of an authority with a rule.
        day: the day; designations and licences count from their first to their last day.
        extra: actors taken as designated too; one that is recorded on that day stays as recorded.
        without: actors whose designation is left out, to see what the others reach.

    Returns:
        See :class:`Reach`.

    Raises:
        UsageError: the package tells no rule of the authority for that day.
        DatasetError: a row with broken dates.
    """
    rule = rule_at(package, authority, day)
    recorded = [each for each in designations_at(package, authority, day) if each.target not in without]
    new = [name for name in extra if name not in {each.target for each in recorded} and name not in without]
    designations = (*recorded, *assumed(new, day))
    licences = licences_at(package, authority, day)
    rows = asset_rows(package, day)
    stakes = _with(stakes_at(package, day), rows, owner_links)
    held = _with(stakes, rows, operator_links)
    targets = tuple(dict.fromkeys(each.target for each in designations))
    found = spread(stakes, targets, rule)
    still, frozen_still = under_licences(stakes, held, designations, licences, rule)
    names = _names(package, rows)
    book = Book(
        rule=rule,
        designations=designations,
        licences=licences,
        spread=found,
        still=still,
        frozen=frozen_shares(held, found.blocked),
        frozen_still=frozen_still,
        stakes=stakes,
        names={name: english for name, (english, _) in names.items()},
        french={name: french for name, (_, french) in names.items()},
        authority=short_name(authority),
    )
    left_out = stakes_left_out(package, day)
    entities, assets = entity_table(book, set(rows["asset"])), asset_table(book, rows)
    return Reach(
        package.name,
        authority,
        names.get(authority, (authority, authority))[0],
        day,
        rule,
        known_to(package, authority),
        designations,
        licences,
        found,
        entities,
        stake_table(book),
        assets,
        link_table(book, [*entities["chain"], *assets["chain"]]),
        left_out[left_out["owner"].isin(found.blocked)].reset_index(drop=True),
    )


def _with(
    stakes: pd.DataFrame, rows: pd.DataFrame, more: Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame:
    """Add the links of assets to stakes."""
    links = more(rows, stakes)
    return pd.concat([stakes, links], ignore_index=True) if len(links) else stakes


def _names(package: Package, rows: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Give English and French names of countries, actors and assets."""
    found: dict[str, tuple[str, str]] = {}
    tables: list[Any] = [package.table("countries"), package.table("actors"), rows.rename(columns={"asset": "id"})]
    for table in tables:
        for row in table.to_dict("records"):
            english = str(row["name_en"]) or str(row["id"])
            found[str(row["id"])] = (english, str(row["name_fr"]) or english)
    return found
