"""Everything a user can name is described: commands, parameters, tables, fields, errors, shocks, public names."""

from __future__ import annotations

import re
from dataclasses import replace
from pkgutil import walk_packages

import pytest

import levier
from levier.cli.front import COMMANDS
from levier.shock import Effect, Selector, Shock
from tests.docs.blocks import DOCS, ROOT, commands_of, pages
from tools.manual import commands, errors, packages, shocks, tables
from tools.manual.pages import generated, undocumented

UNLISTED = ("levier.cli", "levier.view.")
"""Packages that are no interface for Python: commands, and parts of the report and of the workbench."""


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """Make every generated page."""
    return generated()


def test_nothing_is_without_words() -> None:
    assert {what: names for what, names in undocumented().items() if names} == {}


def test_every_package_is_in_the_reference() -> None:
    found = {part.name for part in walk_packages(levier.__path__, "levier.") if part.ispkg}
    found = {name for name in found if not name.startswith(UNLISTED) and ".desk." not in name}
    assert found - set(packages.PACKAGES) == set()


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_parameter_stands_on_the_page(made: dict[str, str], command: str) -> None:
    section = made["reference/commands.md"].split(f"## levier {command}\n")[1].split("\n## ")[0]
    options = commands.options_of(command)
    assert options
    for option in options:
        assert f"| `{option.name}` |" in section


def test_every_command_is_shown_on_a_page() -> None:
    """The reference alone does not teach: each command stands in a block of some hand-written page."""
    used = {words[0] for page in pages() for _, words in commands_of(page) if words}
    assert set(COMMANDS) - used == set()


def test_every_table_and_field_stands_on_the_page(made: dict[str, str]) -> None:
    for resource in tables.schema()["resources"]:
        section = made["data/tables.md"].split(f"\n## {resource['name']}\n")[1].split("\n## ")[0]
        for name, _, _, says in tables.fields_of(resource):
            assert f"| {name} |" in section
            assert says


def test_every_error_stands_on_the_page(made: dict[str, str]) -> None:
    for name in levier.errors.__all__:
        assert f"\n## {name}\n" in made["reference/errors.md"]
    raising = errors.raised_by()
    assert "levier.load" in raising["DatasetError"]
    assert set(raising) <= set(levier.errors.__all__) | {"ValueError", "KeyError", "TypeError", "OSError"}


def test_every_kind_and_field_of_shocks_stands_on_both_pages(made: dict[str, str]) -> None:
    page, howto = made["reference/shocks.md"], (DOCS / "howto" / "shock.md").read_text(encoding="utf-8")
    for kind in shocks.kinds():
        assert f"| `{kind}` |" in page
        assert f"| `{kind}` |" in howto
    for model in (Shock, Effect, Selector):
        for name in model.model_fields:
            assert f"| `{name}` |" in page


def test_every_source_stands_on_the_page(made: dict[str, str]) -> None:
    listed = re.findall(r"^\| (\S+) \|", made["data/sources.md"], re.MULTILINE)
    known = levier.read("eurasia").table("sources")["id"]
    assert set(known) <= set(listed)


def test_a_missing_word_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks above can fail: a field, a parameter, a kind and a class without words are each named."""
    bare = {"resources": [{"name": "t", "title": "", "schema": {"fields": [{"name": "x", "type": "string"}]}}]}
    monkeypatch.setattr(tables, "schema", lambda: bare)
    assert tables.undocumented() == ["t", "t.x"]
    silent = [replace(option, help=" ") for option in commands.options_of("base")]
    monkeypatch.setattr(commands, "options_of", lambda _: silent[:1])
    assert "base PACKAGE" in commands.undocumented()
    monkeypatch.setattr(shocks, "KINDS", {})
    assert "cut" in shocks.undocumented()
    monkeypatch.setattr(levier.errors, "__doc__", "")
    assert "ShockError" in errors.undocumented()


def test_gaps_and_decisions_are_linked() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "data/gaps.md" in menu
    assert "Decisions: []" in menu  # the hook lists them
