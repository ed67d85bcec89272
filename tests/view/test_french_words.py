"""French words in a sentence: articles, what has no article, and what is counted below two."""

from __future__ import annotations

from levier.analysis import Answers
from levier.sentence import sentence
from levier.view.article import FrenchName
from levier.view.page import Page


def test_a_reason_that_exists_in_english_only_is_marked_so(answers: Answers) -> None:
    said = Page(answers, "fr").because("intervals_failed", "no <b> optimum", count=1)
    assert str(said).endswith(': 1 (<span lang="en">no &lt;b&gt; optimum</span>)')
    assert "span" not in Page(answers).because("intervals_failed", "no optimum", count=1)


def test_names_on_the_first_page_have_their_articles(answers: Answers) -> None:
    """Countries take their article; ways, whose gender nobody knows, stand between brackets; below two is singular."""
    page, (russia, kazakhstan) = (
        Page(answers, "fr"),
        (FrenchName(name, country=True) for name in ("Russie", "Kazakhstan")),
    )
    values = dict.fromkeys(("months", "start", "gdp", "own", "borne", "next", "extra"), "")
    assert "la Russie au Kazakhstan" in page.fill("front_leverage", **values | {"actor": russia, "over": kazakhstan})
    assert "fermeture (Consortium)" in page.fill("front_chokepoint", **values | {"ways": "Consortium"})
    assert "simultanée (Consortium + Oléoduc)" in page.fill(
        "front_together", **values | {"ways": "Consortium + Oléoduc"}
    )
    assert "au bout de 0,8 jour." in page.fill("front_days", days="0,8")
    assert "au bout de 2 jours." in page.fill("front_days", days="2")
    assert "1 rapport sur" in page.fill("front_facts", reports=1, year=2024, shocks=0)
    spread = sentence("claim_spread", "{count} reports, {low} to {high}", count=1, low=1.0, high=2.0)
    assert page.told(spread).text.startswith("1 rapport, de 1")
