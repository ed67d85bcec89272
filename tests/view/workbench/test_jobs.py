"""Jobs on their pages: a bar says how much is done where that is known; each session sees and ends its own."""

from __future__ import annotations

import json
from typing import Any

from levier.analysis.desk import Told
from levier.analysis.desk.jobs import Job
from levier.view.workbench.context import Context
from levier.view.workbench.jobbox import job_box
from levier.view.workbench.progress import bar


def shown(component: Any) -> str:
    return json.dumps(component.to_plotly_json(), default=lambda each: each.to_plotly_json(), ensure_ascii=False)


def test_a_bar_says_how_much_is_done_where_that_is_known() -> None:
    known = bar(3, 12, "claims").to_plotly_json()["props"]
    assert (known["role"], known["aria-valuenow"], known["aria-valuemax"]) == ("progressbar", 25, 100)
    assert bar(40, 12, "claims").to_plotly_json()["props"]["aria-valuenow"] == 100
    assert "aria-valuenow" not in bar(0, 0, "claims").to_plotly_json()["props"]


def test_a_running_job_tells_its_step_in_both_languages() -> None:
    job = Job("claims", told=Told("claims", "", 3, 12))
    assert "claims: 3 of 12" in shown(job_box(job, "claims", "en"))
    assert "3 sur 12" in shown(job_box(job, "claims", "fr"))
    assert '"aria-valuenow": 25' in shown(job_box(job, "claims", "en"))


def test_a_result_is_shown_to_the_session_that_asked(context: Context) -> None:
    job = Job("balance", status="done", found={"balance": ()})
    context.jobs._hold("one", job)  # as if it had run
    assert context.page_for("balance", "en", "one") is not None
    assert context.page_for("balance", "en", "two") is None
    assert context.page_for("sources", "en", "two") is not None
