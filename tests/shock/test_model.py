"""Shocks as data: what is needed, what is refused, and where a file is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from levier.errors import ShockError
from levier.shock import Effect, Selector, Shock, parse_shock, read_shock

CUT = Effect(kind="cut", select=Selector(group=("cpc",)))


def test_a_single_name_is_a_list_of_one() -> None:
    assert Selector.model_validate({"id": "line", "territory": ["AA", "BB"]}) == Selector(
        id=("line",), territory=("AA", "BB")
    )
    assert Selector().empty
    assert not Selector(kind=("slot",)).empty


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"kind": "derate", "select": {"id": "a"}}, "derate needs keep"),
        ({"kind": "demand", "select": {"id": "a"}}, "demand needs factor"),
        ({"kind": "price", "select": {"id": "a"}}, "price needs factor"),
        ({"kind": "level", "change": -1}, "level needs driver"),
        ({"kind": "level", "driver": "sea"}, "either value or change"),
        ({"kind": "level", "driver": "sea", "value": -29, "change": -1}, "either value or change"),
        ({"kind": "cut"}, "cut selects nothing"),
        ({"kind": "derate", "select": {"id": "a"}, "keep": 1.5}, "less than or equal to 1"),
        ({"kind": "price", "select": {"id": "a"}, "factor": -1}, "greater than or equal to 0"),
        ({"kind": "explode", "select": {"id": "a"}}, "'cut', 'derate', 'demand', 'price' or 'level'"),
        ({"kind": "cut", "select": {"name": "a"}}, "Extra inputs"),
    ],
)
def test_incomplete_effects_are_refused(data: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Effect.model_validate(data)


def test_what_an_effect_keeps() -> None:
    assert CUT.kept == 0
    assert Effect(kind="derate", select=Selector(id=("a",)), keep=0.4).kept == 0.4


@pytest.mark.parametrize("start", [0, 13, -1])
def test_start_is_a_month(start: int) -> None:
    with pytest.raises(ValidationError, match="not a month"):
        Shock(name="x", effects=(CUT,), start=start)


@pytest.mark.parametrize("field", [{"months": 0}, {"months": 37}, {"recovery": -1}, {"recovery": 25}, {"effects": ()}])
def test_limits(field: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Shock(**{"name": "x", "effects": (CUT,), **field})


def test_the_onset_is_a_snapshot() -> None:
    from levier.system import Calendar

    calendar = Calendar.months(2024, peak=True)
    assert calendar.window(Shock.cut("cpc", start=3).start, 3) == ("2024-03", 3)
    assert calendar.window(Shock.cut("cpc", start="peak").start, 3) == ("peak", 1)
    assert Shock.cut(["a", "b"]).effects[0].select.group == ("a", "b")


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "shock.yaml"
    file.write_text(
        "name: One\nstart: 5\nmonths: 2\nfamilies: [crude]\neffects:\n"
        "  - {kind: cut, select: {group: cpc}}\n  - {kind: demand, select: {carrier: gas}, factor: 1.1}\n",
        encoding="utf-8",
    )
    shock = read_shock(file)
    assert (shock.start, shock.months, shock.recovery, len(shock.effects)) == (5, 2, 0, 2)
    assert shock.effects[1].select.carrier == ("gas",)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("name: x\n", ["effects: Field required"]),
        (
            "name: x\nmonth: 3\neffects: [{kind: cut, select: {id: a}}]\n",
            ["month: Extra inputs", "did you mean months?"],
        ),
        ("name: x\nmonths: 0\neffects: [{kind: cut, select: {id: a}}, {kind: boom}]\n", ["months:", "effects.1.kind:"]),
        ("name: x\neffects: [{kind: derate, select: {id: a}}]\n", ["effects.0: ", "derate needs keep"]),
        ("just words\n", ["file: Input should be"]),
        ("", ["file: Input should be"]),
        ("name: [\n", ["cannot be read as YAML", "line 2"]),
    ],
)
def test_a_wrong_file_names_every_place(tmp_path: Path, text: str, messages: list[str]) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ShockError) as caught:
        read_shock(file)
    for message in ("wrong.yaml", *messages):
        assert message in str(caught.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ShockError, match="no such shock file"):
        read_shock(tmp_path / "none.yaml")
    with pytest.raises(ShockError, match=str(tmp_path.name)):
        read_shock(tmp_path)


def test_every_problem_once_with_the_nearest_field() -> None:
    text = "name: x\nstart: 14\neffects: [{kind: derate, select: {grop: cpc}}]\n"
    with pytest.raises(ShockError) as caught:
        parse_shock(text, "mine.yaml")
    message = str(caught.value)
    assert message.splitlines()[0] == "mine.yaml: not a shock"
    for part in ("effects.0.select.grop", "did you mean group?", "start: ", "start 14", "1 to 12"):
        assert part in message
    assert "at least 1 item" not in message
