"""The endpoint of callbacks: any body is an answer or a refusal, never a traceback; states of users stay apart."""

from __future__ import annotations

import json
import time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.view.quantities import money
from levier.view.workbench.answerview import TARGETS
from levier.view.workbench.askform import FIELDS
from levier.view.workbench.helpview import SEEN
from levier.view.workbench.state import State, written
from levier.view.workbench.words import say

LOCAL = "http://127.0.0.1"
UPDATE = "/_dash-update-component"
OUTPUT = f"..{'...'.join(TARGETS)}.."


def body(query: Any) -> dict[str, Any]:
    outputs = [dict(zip(("id", "property"), part.split("."), strict=True)) for part in OUTPUT.strip(".").split("...")]
    return {
        "output": OUTPUT,
        "outputs": outputs,
        "inputs": [{"id": "where", "property": "search", "value": query}],
        "state": [{"id": "past", "property": "data", "value": []}],
        "changedPropIds": ["where.search"],
    }


def answered(app: Any, query: Any) -> Any:
    client = app.server.test_client()
    return client.post(UPDATE, json=body(query), base_url=LOCAL)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.none(), st.text(max_size=60), st.text("?&=~%cutcpc0123456789", max_size=60)))
def test_any_address_is_answered(app: Any, query: str | None) -> None:
    assert answered(app, query).status_code == 200


def test_a_cut_is_answered_with_the_loss_of_the_same_shock(app: Any, desk: Any) -> None:
    state = State(months=2).with_cut("cpc", 0)
    answer = answered(app, written(state))
    shock = state.to_shock()
    assert shock is not None
    loss = desk.answer(shock).stress.loss
    text = json.dumps(json.loads(answer.data)["response"]["answer"]["children"], ensure_ascii=False)
    assert loss != 0
    assert money(loss) in text


def test_a_wrong_address_says_what_is_allowed(app: Any) -> None:
    text = answered(app, "?cut=cpk").data.decode()
    assert "nearest: cpc" in text


def test_hostile_names_stay_text(app: Any) -> None:
    answer = answered(app, written(State().with_cut("tengiz_oil", 0)))
    assert answer.headers["Content-Type"].startswith("application/json")
    assert "dangerously" not in answer.data.decode()


def test_one_user_does_not_see_the_cuts_of_another(app: Any) -> None:
    one, other = app.server.test_client(), app.server.test_client()
    one.post(UPDATE, json=body("?cut=cpc"), base_url=LOCAL)
    seen = other.post(UPDATE, json=body(""), base_url=LOCAL).data.decode()
    assert "headline" not in seen


ANY = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.lists(st.text(max_size=8), max_size=3), st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
)  # fmt: skip


def called(app: Any, part: str, inputs: list[Any], states: list[Any]) -> Any:
    """Call the callback whose outputs hold a word, with values as a browser or anyone else may send them."""
    key = next(each for each in app.callback_map if part in each)
    about = app.callback_map[key]
    plain = [each.rsplit(".", 1) for each in key.strip(".").split("...")]
    outputs = [{"id": name, "property": what.partition("@")[0]} for name, what in plain]
    sent = {
        "output": key,
        "outputs": outputs if key.startswith("..") else outputs[0],
        "inputs": [{**each, "value": value} for each, value in zip(about["inputs"], inputs, strict=True)],
        "state": [{**each, "value": value} for each, value in zip(about["state"], states, strict=True)],
        "changedPropIds": [f"{about['inputs'][0]['id']}.{about['inputs'][0]['property']}"],
    }
    return app.server.test_client().post(UPDATE, json=sent, base_url=LOCAL)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANY, min_size=len(FIELDS), max_size=len(FIELDS)))
def test_anything_put_into_the_form_is_answered_or_refused_in_words(app: Any, values: list[Any]) -> None:
    answer = called(app, "ask-wrong", [1], values)
    assert answer.status_code == 200
    words = json.loads(answer.data)["response"]["ask-wrong"]["children"]
    assert words
    assert "Traceback" not in words


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.none(), st.integers()), st.one_of(st.none(), st.text("?&=~%cutcpc0123456789", max_size=40)))
def test_any_address_is_answered_by_what_would_help(app: Any, turn: int | None, query: str | None) -> None:
    assert called(app, "help-pulse", [turn], [query]).status_code in (200, 204)


def test_what_would_help_is_told_with_the_money_of_the_shock_solved_again(app: Any, desk: Any) -> None:
    query = written(State(months=2).with_cut("tengiz_oil", 50))
    for turn in range(200):
        text = json.dumps(json.loads(called(app, "help-pulse", [turn], [query]).data)["response"], ensure_ascii=False)
        if "progressbar" not in text:
            break
        time.sleep(0.05)
    assert "progressbar" not in text
    shock = State(months=2).with_cut("tengiz_oil", 50).to_shock()
    assert shock is not None
    gains = [desk.helped(shock, full).saved for full in desk.full(shock)]
    best = max(gains, default=0.0)
    assert (money(best) if best > SEEN else say("helps_nothing", "en")) in text
