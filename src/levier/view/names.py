"""Give things the names a reader knows them by, in English or French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.article import FrenchName
from levier.view.spelling import french_signs
from levier.view.words import FAMILY_NAMES

if TYPE_CHECKING:
    import pandas as pd

    from levier.dataset import Package
    from levier.view.words import Language

__all__ = ["Names", "spoken"]

SIDES = {
    "charge": {"en": "filling", "fr": "remplissage"},
    "discharge": {"en": "drawing", "fr": "soutirage"},
}
NAMED = (
    "aggregates", "slots", "supplies", "demands", "markets", "storages", "corridors", "converters", "topics", "options",
    "actors", "countries",
)  # fmt: skip
GROUPED = ("corridors", "converters", "supplies")
SPOKEN = 2


def spoken(name: str) -> str:
    """Return an id as words, for things without a name of their own.

    >>> spoken("atyrau_samara")
    'Atyrau samara'
    """
    return name.replace("_", " ").strip().capitalize()


class Names:
    """Names of the things of a package."""

    def __init__(self, package: Package, language: Language) -> None:
        """Read the names a package gives."""
        self.language = language
        self._things: dict[str, str] = {}
        for table in NAMED:
            self._things |= self._of(package.tables.get(table))
        self._groups = self._of_groups(package)
        self._places = self._of(package.tables.get("places"))
        self._carriers = self._of(package.tables.get("carriers"))
        self._countries = self._of(package.tables.get("countries"))
        self._events = self._of(package.tables.get("events"))

    def _of(self, table: pd.DataFrame | None) -> dict[str, str]:
        if table is None or "name_en" not in table:
            return {}
        own = table[f"name_{self.language}"] if f"name_{self.language}" in table else table["name_en"]
        pairs = zip(table["id"], own, table["name_en"], strict=True)
        found = {str(key): str(name or english or key) for key, name, english in pairs}
        return {key: french_signs(name) for key, name in found.items()} if self.language == "fr" else found

    def _of_groups(self, package: Package) -> dict[str, str]:
        """Name a physical thing of several parts by its first ones."""
        members: dict[str, dict[str, None]] = {}
        for name in GROUPED:
            table = package.tables.get(name)
            if table is None or "group" not in table:
                continue
            for group, part in zip(table["group"], table["id"], strict=True):
                if group:
                    # Shippers of one section differ after a comma.
                    members.setdefault(str(group), {})[self._things[str(part)].split(",")[0]] = None
        rest = {"en": "and {} more", "fr": "et {} de plus"}[self.language]
        found = {}
        for group, names in members.items():
            first, more = list(names)[:SPOKEN], len(names) - SPOKEN
            found[group] = ", ".join(first) + (f" {rest.format(more)}" if more > 0 else "")
        return found

    def country(self, code: object) -> str:
        """Return the name of a country; its code if it is not in the tables."""
        return self._named(self._countries.get(str(code), str(code)), country=str(code) in self._countries)

    def _named(self, name: str, *, country: bool) -> str:
        """Return a name; in French one that a phrase may ask for with its article."""
        return FrenchName(name, country) if self.language == "fr" else name

    def event(self, event: object) -> str:
        """Return the name of an event; blank if it is not in the tables."""
        return self._events.get(str(event), "")

    def family(self, family: object) -> str:
        """Return the name of a family of carriers."""
        known = FAMILY_NAMES.get(str(family))
        return known[self.language] if known else spoken(str(family))

    def carrier(self, carrier: str) -> str:
        """Return the name of a carrier or of a family of carriers."""
        return self._carriers.get(carrier) or self.family(carrier)

    def place(self, place: object) -> str:
        """Return the name of a place."""
        return self._places.get(str(place)) or spoken(str(place))

    def thing(self, name: object) -> str:
        """Return the name of an asset, a side of a storage, a slot, an aggregate, an actor or a country."""
        key, _, side = str(name).partition(":")
        found = self._things.get(key) or spoken(key)
        if side in SIDES:
            return f"{found} ({SIDES[side][self.language]})"
        return self._named(found, country=key in self._countries)

    def group(self, group: str) -> str:
        """Return the name of a physical thing: its own, that of its joint limit, or those of its first parts."""
        own = self._things.get(group) or self._things.get(f"{group}_slot")
        return own or self._groups.get(group) or spoken(group)
