"""Place text on a map so that no two labels touch; the least important give way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

__all__ = ["Label", "PlacedLabel", "place_labels", "text_extent"]

NARROW = frozenset("fijlrtI.,:;'|!()[]-/ ")
WIDE = frozenset("mwMWQOGÖÔ@%")
LINE_HEIGHT = 1.3
GAP = 2.0
"""Pixels kept free between two labels."""

LINE_COST = 0.5
"""Cost of one line point under a label; the order of preference of positions costs 1 a step."""

POSITIONS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Direction from the dot to the text, best first: right, left, above, below, then the corners."""


@dataclass(frozen=True, slots=True)
class Label:
    """Text of a font size (px) wanted at a point (px, y up).

    `weight` ranks it; `radius` is the dot to keep clear of. With `spots` (n, 2) the text is centred on one of them
    instead of standing beside the point.
    """

    id: str
    text: str
    x: float
    y: float
    weight: float
    size: float = 11.0
    radius: float = 4.0
    spots: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label and the place it got: its rectangle (west, south, east, north) in px, and the side of the anchor."""

    label: Label
    rectangle: tuple[float, float, float, float]
    side: tuple[int, int] = field(default=(0, 0))


def text_extent(text: str, size: float) -> tuple[float, float]:
    """Estimate width and height in px of one line of sans serif text, on the safe (wide) side.

    >>> text_extent("Atyrau", 10)[0] < text_extent("Novorossiysk", 10)[0]
    True
    """
    ems = sum(_em(letter) for letter in text)
    return ems * size, LINE_HEIGHT * size


def _em(letter: str) -> float:
    if letter in NARROW:
        return 0.40
    if letter in WIDE:
        return 0.92
    return 0.76 if letter.isupper() else 0.64


def place_labels(
    labels: Iterable[Label],
    bounds: tuple[float, float, float, float],
    *,
    lines: NDArray[np.float64] | None = None,
    dots: NDArray[np.float64] | None = None,
) -> list[PlacedLabel]:
    """Place as many labels as fit, the weightiest first, each where it hides the fewest line points.

    `bounds` is the frame (west, south, east, north), `lines` (n, 2) are points along drawn lines, `dots` (n, 3) are
    x, y and radius of markers that no label may cover; all in px. Rectangles of the result are disjoint.

    >>> crowd = [Label("a", "Aktau", 50, 50, weight=2), Label("b", "Baku", 52, 50, weight=1)]
    >>> [placed.label.id for placed in place_labels(crowd, (0, 0, 200, 100))]
    ['a', 'b']
    """
    marks = np.empty((0, 2)) if lines is None else np.asarray(lines, dtype=np.float64)
    spots = np.empty((0, 3)) if dots is None else np.asarray(dots, dtype=np.float64)
    done: list[PlacedLabel] = []
    taken = np.empty((0, 4))
    for label in sorted(labels, key=lambda each: (-each.weight, each.id)):
        best: tuple[float, PlacedLabel] | None = None
        for step, placed in enumerate(_candidates(label)):
            if not _fits(placed.rectangle, bounds, taken, spots):
                continue
            cost = step * (0.02 if label.spots else 1.0) + LINE_COST * _inside(marks, placed.rectangle)
            if best is None or cost < best[0]:
                best = (cost, placed)
        if best is not None:
            done.append(best[1])
            taken = np.vstack([taken, best[1].rectangle])
    return done


def _candidates(label: Label) -> list[PlacedLabel]:
    width, height = text_extent(label.text, label.size)
    if label.spots:
        return [PlacedLabel(label, _box(x, y, width, height)) for x, y in label.spots]
    found = []
    for right, up in POSITIONS:
        diagonal = 0.7 if right and up else 1.0
        x = label.x + right * (diagonal * label.radius + 2 + width / 2)
        y = label.y + up * (diagonal * label.radius + 1 + height / 2)
        found.append(PlacedLabel(label, _box(x, y, width, height), (right, up)))
    return found


def _box(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _fits(
    box: tuple[float, float, float, float],
    bounds: tuple[float, float, float, float],
    taken: NDArray[np.float64],
    dots: NDArray[np.float64],
) -> bool:
    west, south, east, north = box
    if west < bounds[0] or south < bounds[1] or east > bounds[2] or north > bounds[3]:
        return False
    apart = (taken[:, 0] > east + GAP) | (taken[:, 2] < west - GAP) | (taken[:, 1] > north) | (taken[:, 3] < south)
    if not apart.all():
        return False
    across = np.maximum.reduce([west - dots[:, 0], dots[:, 0] - east, np.zeros(len(dots))])
    along = np.maximum.reduce([south - dots[:, 1], dots[:, 1] - north, np.zeros(len(dots))])
    return not bool((np.hypot(across, along) < dots[:, 2]).any())


def _inside(points: NDArray[np.float64], box: tuple[float, float, float, float]) -> int:
    west, south, east, north = box
    x, y = points[:, 0], points[:, 1]
    return int(((x > west) & (x < east) & (y > south) & (y < north)).sum())
