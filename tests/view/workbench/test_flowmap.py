"""The overlay of a shock on the map: what is cut, what carries less and more, and which way."""

from __future__ import annotations

from levier.view.workbench.context import Context
from levier.view.workbench.flowmap import CUT, LESS, MORE, overlay


def test_the_overlay_follows_the_flows(context: Context) -> None:
    base = context.map("crude", "en")
    lines = base.drawn.lines
    assets = {asset for line in lines for asset, _ in line.parts}
    before = dict.fromkeys(assets, 10.0)
    page = context.page("en")
    same = overlay(page, base, before, before, ())
    assert same["ghosts"] == []
    assert {line[4] for line in same["lines"]} == {base.drawn.colour}
    one = lines[0]
    after = before | {asset: 4.0 for asset, _ in one.parts}
    less = overlay(page, base, before, after, ())
    assert less["lines"][0][4] == LESS
    assert less["ghosts"][0][0] == base.drawn.first
    assert less["lines"][0][1] < same["lines"][0][1]
    assert overlay(page, base, after, before, ())["lines"][0][4] == MORE
    assert overlay(page, base, before, after, {one.group})["lines"][0][4] == CUT
    assert base.group_at(base.drawn.first) == one.group
    assert base.group_at(-1) == base.group_at(10_000) == ""
