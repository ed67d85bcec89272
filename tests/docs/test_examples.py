"""What the pages show works: commands parse, shock files are shocks, Python compiles and, slowly, runs."""

from __future__ import annotations

import ast
import os
from importlib import import_module
from pathlib import Path

import pypsa
import pytest
import yaml
from cyclopts import CycloptsError

from levier.cli.app import app
from levier.shock import parse_shock
from tests.docs.blocks import ROOT, Block, blocks_of, commands_of, pages

COMMANDS = [case for page in pages() for case in commands_of(page)]
BLOCKS = [block for page in pages() for block in blocks_of(page)]
PYTHON = [block for block in BLOCKS if block.language == "python"]
RUN = ("README.md", "docs/control.md", "docs/howto/network.md", "docs/howto/notebook.md", "docs/howto/shock.md",
       "docs/sanctions.md")  # fmt: skip


def test_there_is_something_to_check() -> None:
    assert len(COMMANDS) > 60
    assert len(PYTHON) > 6
    assert {block.where.split(":")[0] for block in PYTHON} == set(RUN)


@pytest.mark.parametrize(("where", "words"), COMMANDS, ids=[where for where, _ in COMMANDS])
def test_a_command_parses(where: str, words: list[str]) -> None:
    """A wrong name, option or value raises; nothing is run."""
    if words in ([], ["--help"]):
        return
    _, bound, rest = app.parse_args(words, exit_on_error=False, print_error=False)[:3]
    assert bound is not None, where
    assert not rest, where


def test_a_wrong_command_would_be_found() -> None:
    for words in (["stress", "--cuts", "cpc"], ["dependence", "KZ"], ["base", "--year", "last"], ["strees"]):
        with pytest.raises(CycloptsError):
            app.parse_args(words, exit_on_error=False, print_error=False)


@pytest.mark.parametrize("block", PYTHON, ids=[block.where for block in PYTHON])
def test_python_compiles_and_imports_what_is_there(block: Block) -> None:
    for node in ast.walk(ast.parse(block.code, block.where)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("levier"):
            for alias in node.names:
                assert hasattr(import_module(node.module), alias.name), f"{block.where}: {alias.name}"


def test_shock_files_are_shocks() -> None:
    found = [block for block in BLOCKS if block.language == "yaml" and "effects:" in block.code]
    assert found
    for block in found:
        assert parse_shock(block.code, block.where).effects


def test_the_kinds_shown_are_effects() -> None:
    """The one-line effects of the how-to are valid, each of its own kind."""
    page = (ROOT / "docs" / "howto" / "shock.md").read_text(encoding="utf-8")
    shown = [line.split("`")[3] for line in page.splitlines() if line.startswith("| `") and "{kind:" in line]
    assert len(shown) == 5
    for text in shown:
        effect = yaml.safe_load(text)
        assert parse_shock(yaml.safe_dump({"name": "x", "effects": [effect]}), text).effects[0].kind == effect["kind"]


def small_network() -> pypsa.Network:
    """Give the network that pages call my-network.nc."""
    network = pypsa.Network()
    network.add("Bus", ["field", "port"])
    network.add("Generator", "wells", bus="field", p_nom=9, marginal_cost=1)
    network.add("Generator", "tanker", bus="port", p_nom=9, marginal_cost=5)
    network.add("Link", "pipe", bus0="field", bus1="port", p_nom=4)
    network.add("Load", "town", bus="port", p_set=6)
    return network


@pytest.mark.slow
@pytest.mark.parametrize("page", RUN)
def test_the_python_of_a_page_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page run one after the other, as a reader would type them."""
    monkeypatch.chdir(tmp_path)
    small_network().export_to_netcdf("my-network.nc")
    names: dict[str, object] = {"__name__": "page"}
    for block in (each for each in PYTHON if each.where.split(":")[0] == page):
        exec(compile(block.code, block.where, "exec"), names)  # noqa: S102 - our own pages
    assert os.listdir(tmp_path)  # noqa: PTH208 - the folder was used
