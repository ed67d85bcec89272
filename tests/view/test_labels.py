"""Labels never overlap, never cover a dot, stay in the frame, and the weightiest win."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from levier.view.labels import Label, PlacedLabel, place_labels, text_extent

POINTS = st.tuples(st.floats(0, 300), st.floats(0, 200), st.floats(0, 1))


def disjoint(placed: list[PlacedLabel]) -> bool:
    boxes = [each.rectangle for each in placed]
    return all(a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1] for a, b in combinations(boxes, 2))


@given(st.lists(POINTS, max_size=40))
def test_rectangles_are_disjoint_and_inside(points: list[tuple[float, float, float]]) -> None:
    labels = [Label(str(i), f"Place {i}", x, y, weight) for i, (x, y, weight) in enumerate(points)]
    dots = np.asarray([(x, y, 3.0) for x, y, _ in points]).reshape(-1, 3)
    placed = place_labels(labels, (0, 0, 300, 200), dots=dots)
    assert disjoint(placed)
    for west, south, east, north in (each.rectangle for each in placed):
        assert west >= 0
        assert south >= 0
        assert east <= 300
        assert north <= 200
        across = np.maximum(np.maximum(west - dots[:, 0], dots[:, 0] - east), 0)
        along = np.maximum(np.maximum(south - dots[:, 1], dots[:, 1] - north), 0)
        assert (np.hypot(across, along) >= 3.0).all()


def test_the_weightier_label_wins() -> None:
    frame = (0.0, 0.0, 60.0, 16.0)
    labels = [Label("light", "Atyrau", 30, 8, weight=1), Label("heavy", "Atyrau", 8, 8, weight=2)]
    assert [placed.label.id for placed in place_labels(labels, frame)] == ["heavy"]


def test_lines_are_avoided() -> None:
    line = np.column_stack([np.linspace(50, 150, 60), np.full(60, 50.0)])
    placed = place_labels([Label("a", "Aktau", 50, 50, weight=1)], (0, 0, 200, 100), lines=line)
    assert placed[0].side == (-1, 0)


def test_spots_are_tried_in_order() -> None:
    label = Label("kz", "KAZAKHSTAN", 0, 0, weight=1, spots=((-500.0, 0.0), (100.0, 50.0)))
    west, _, east, _ = place_labels([label], (0, 0, 200, 100))[0].rectangle
    assert (west + east) / 2 == 100


def test_extent_grows_with_text_and_size() -> None:
    assert text_extent("WWW", 10)[0] > text_extent("iii", 10)[0]
    assert text_extent("abc", 20) == tuple(2 * side for side in text_extent("abc", 10))
