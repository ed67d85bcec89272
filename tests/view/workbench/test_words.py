"""Every word of the workbench in both languages; every page, tab and button has one."""

from __future__ import annotations

import re

from levier.view.workbench.nav import DATA
from levier.view.workbench.pages import PAGES
from levier.view.workbench.results import TABS
from levier.view.workbench.words import WORDS, say


def test_both_languages_say_the_same_things() -> None:
    for key, (english, french) in WORDS.items():
        assert english.strip(), key
        assert french.strip(), key
        assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", french)), key


def test_every_page_and_tab_has_a_name() -> None:
    for name in (*PAGES, DATA):
        assert say(f"nav_{name}", "fr")
    for name in TABS:
        assert say(f"tab_{name}", "fr")


def test_every_phrase_asked_for_is_there() -> None:
    from importlib.resources import files

    folder = files("levier.view.workbench")
    asked = {
        key
        for file in folder.iterdir()
        if file.name.endswith(".py")
        for key in re.findall(r"\bsay\(\"(\w+)\"", file.read_text(encoding="utf-8"))
    }
    own = {key for key in asked if key in WORDS}
    from levier.view.report_words import phrase

    assert own
    assert all(key in WORDS or phrase(key, "fr") != key for key in asked)


def test_everything_a_job_tells_has_a_phrase() -> None:
    from importlib.resources import files

    text = files("levier.analysis.desk").joinpath("kinds.py").read_text(encoding="utf-8")
    told = {*re.findall(r"Told\(\"(\w+)\"", text), *re.findall(r"(?:counted|swept)\(tell, \"(\w+)\"", text)}
    assert len(told) >= 10
    assert all(f"doing_{what}" in WORDS for what in told)
