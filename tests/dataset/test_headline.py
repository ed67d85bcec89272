"""What a report leads with: each mistake is told once, with the nearest name; a package may say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from levier.dataset import check, headline_of, read
from levier.dataset.headline import FILE
from levier.errors import DatasetError

if TYPE_CHECKING:
    from .conftest import Builder, Tables

TRADE = "country: KZ\nfamily: crude\n"
WRONG = {
    "unknown country": ("country: KS\nfamily: crude", "country", "no row defines", ""),
    "unknown family": ("country: KZ\nfamily: crud", "family", "no row defines", "crude"),
    "unknown map": ("map: ga", "map", "no row defines", ""),
    "unknown territory": (f"{TRADE}closed: RX", "closed", "no row defines", ""),
    "unknown way": (
        f"{TRADE}shares: {{pipe: {{dimension: group, key: cpc_odl}}}}", "shares.pipe.key", "no row defines", "cpc_old",
    ),
    "unknown claim": ("claims: [c9]", "claims", "no row defines", ""),
    "no such field": ("contry: KZ", "", "contry: Extra inputs", ""),
    "no such dimension": (f"{TRADE}shares: {{pipe: {{dimension: way, key: a}}}}", "", "shares.pipe.dimension", ""),
    "half a trade": ("country: KZ", "", "country and family belong together", ""),
    "shares of no trade": ("closed: RU", "", "need country and family", ""),
    "press on no share": (f"{TRADE}press: {{en: 'a {{land}}', fr: b}}", "", "press names land; shares are none", ""),
    "no yaml": ("a: [", "", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_mistakes_are_told_once(build: Builder, tables: Tables, name: str) -> None:
    text, field, message, near = WRONG[name]
    folder = build(tables)
    (folder / FILE).write_text(text, encoding="utf-8")
    found = [each for each in check(folder, frictionless=False) if each.file == FILE]
    assert [each.field for each in found] == [field], [str(each) for each in found]
    assert message in found[0].message
    assert found[0].nearest == near
    assert found[0].severity == "error"


def test_a_sound_file_passes_and_is_read(build: Builder, tables: Tables) -> None:
    text = f"{TRADE}shares: {{pipe: {{dimension: group, key: cpc_old}}}}\nclosed: RU\nmap: crude\n"
    folder = build(tables)
    (folder / FILE).write_text(text + "press: {en: 'It is {pipe}', fr: 'C’est {pipe}'}\n", encoding="utf-8")
    assert check(folder, frictionless=False) == []
    asked = headline_of(read(folder).extras)
    assert (asked.country, asked.shares["pipe"].key, asked.direction) == ("KZ", "cpc_old", "exports")


def test_a_package_may_say_nothing(build: Builder, tables: Tables) -> None:
    asked = headline_of(read(build(tables)).extras)
    assert (asked.country, asked.shares, asked.press, asked.claims) == ("", {}, None, ())


def test_a_broken_file_names_what_is_allowed() -> None:
    with pytest.raises(DatasetError, match=r"report\.yaml: direction: .*'exports' or 'imports'; allowed: country, "):
        headline_of({FILE: b"direction: both"})
