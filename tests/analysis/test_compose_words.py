"""What a full report asked and could not answer is said by sentences, so in French too."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from levier.analysis import Answers, compose
from levier.analysis.autonomy import Question
from levier.analysis.cache import Cache
from levier.analysis.compose import Request
from levier.errors import UsageError
from levier.sentence import Sentence, sentence
from levier.view.page import Page


def test_what_a_full_report_could_not_answer_is_told_in_both_languages(
    oil_answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst sets of three and another country's autonomy: keys and reasons have French words."""

    def never(*_: object, **__: object) -> None:
        raise UsageError(sentence("no_asset", "no asset exists in that year"))

    monkeypatch.setattr(compose, "worst_triples", never)
    monkeypatch.setattr(compose, "ready_autonomy", lambda *_: SimpleNamespace(offers=pd.DataFrame()))
    monkeypatch.setattr(compose, "modelled_states", lambda _: ["AA", "BB"])
    asked: Any = (SimpleNamespace(question=Question("AA", ("crude",), 2030)),)
    answers = replace(oil_answers, pair=None, autonomy=asked, unanswered={})
    found = compose._full(answers, Request(full=True), Cache(None, lambda _: None), lambda _: None)
    told = dict(found.unanswered)
    assert [str(what) for what in told] == ["worst sets of three", "autonomy of BB, crude, 2030"]
    page = Page(answers, "fr")
    for what, why in told.items():
        assert isinstance(what, Sentence)
        assert isinstance(why, Sentence)
        for cell in (page.told(what), page.told(why)):
            assert not cell.lang, cell
    assert page.told(next(iter(told))).text == "pires ensembles de trois"
