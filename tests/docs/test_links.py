"""No link between pages is broken, no page is left out of the menu."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
import yaml

from tests.docs.blocks import DOCS, ROOT
from tools.manual import examples
from tools.manual.pages import decisions, generated

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    """Give every page by its address inside the documentation, generated ones included."""
    written = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}
    return written | generated() | examples.pages()


def slug(heading: str) -> str:
    """Give the anchor of a heading as Markdown makes it."""
    text = re.sub(r"[^\w\s-]", "", heading.replace("`", "").lower()).strip()
    return re.sub(r"[-\s]+", "-", text)


def anchors(text: str) -> set[str]:
    bare = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    found = {slug(heading) for heading in re.findall(r"^#+ +(.+)$", bare, re.MULTILINE)}
    return found | set(re.findall(r"^::: (\S+)", text, re.MULTILINE))


def broken(site: dict[str, str], address: str) -> list[str]:
    """Give the links of a page that lead nowhere."""
    wrong = []
    for target in LINK.findall(CODE.sub("", site[address])):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = _joined(address, path) if path else address
        missing = there not in site and not (DOCS / there).is_file()
        if missing or (anchor and there in site and anchor not in anchors(site[there])):
            wrong.append(target)
    return wrong


def _joined(address: str, path: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(address).parent / path).parts:
        if part == "..":
            parts = parts[:-1] if parts else ["outside"]
        else:
            parts.append(part)
    return "/".join(parts)


def test_every_link_leads_somewhere(site: dict[str, str]) -> None:
    wrong = {address: found for address in site if (found := broken(site, address))}
    assert wrong == {}


def test_a_broken_link_would_be_found() -> None:
    site = {"a.md": "# A\n[b](b.md) [c](c.md) [own](#a) [no](#z) [in b](b.md#one-two) [not in b](b.md#three)\n"}
    site["b.md"] = "# B\n## One, two\n`[x](y.md)`\n"
    assert broken(site, "a.md") == ["c.md", "#z", "b.md#three"]
    assert broken(site, "b.md") == []


def test_the_readme_links_to_what_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in LINK.findall(text):
        assert re.match(r"[a-z]+:", target) or (ROOT / target.partition("#")[0]).exists(), target


def test_every_page_is_in_the_menu(site: dict[str, str]) -> None:
    listed = set(menu()) | set(decisions())
    assert listed - set(site) == set()
    assert {address for address in site if not address.startswith("reference/python/levier")} - listed == set()


def menu() -> list[str]:
    """Give the addresses in the menu."""

    class Loader(yaml.SafeLoader):
        """Reads the settings without running what they name."""

    found: list[str] = []

    def walk(entry: object) -> None:
        if isinstance(entry, str):
            found.append(entry)
        for each in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
            walk(each)

    walk(yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)["nav"])  # noqa: S506 - a safe loader
    return found


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Settings and styles name no address; pages hold no script and no picture from another place."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["theme"]["font"] is False
    assert "extra_javascript" not in settings
    assert "http" not in Path(DOCS / "assets" / "levier.css").read_text(encoding="utf-8")
    for path in DOCS.rglob("*.md"):
        text = CODE.sub("", path.read_text(encoding="utf-8"))
        assert "<script" not in text
        assert not re.search(r"!\[[^\]]*\]\(http|<img[^>]+http", text), path
