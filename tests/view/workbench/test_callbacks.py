"""The endpoint of callbacks: any body is an answer or a refusal, never a traceback; states of users stay apart."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.view.workbench.answerview import TARGETS
from levier.view.workbench.state import State, written

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
    from levier.view.quantities import money

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
