"""Choose rows of a frame by a test of each, empty frames included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.dataset import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from levier.dataset import Period

__all__ = ["about_period", "kept"]


def kept(frame: pd.DataFrame, mask: Iterable[object]) -> pd.DataFrame:
    """Return the rows whose place in the mask is true (a plain empty list would choose columns)."""
    return frame[np.array([bool(item) for item in mask], dtype=bool)]


def about_period(frame: pd.DataFrame, span: Period) -> pd.DataFrame:
    """Return the rows whose period is exactly some days."""
    return kept(frame, (parse_period(str(text)) == span for text in frame["period"]))
