"""The projection keeps to Snyder's worked example, keeps areas, and turns back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.view.projection import EARTH_RADIUS_KM, REGION, Albers


def test_snyder_worked_example() -> None:
    """Snyder 1987, page 291: the sphere of radius 1, parallels 29.5 and 45.5, origin 96 W 23 N, point 75 W 35 N."""
    x, y = Albers(29.5, 45.5, -96.0, 23.0).forward(-75.0, 35.0)
    assert float(x) / EARTH_RADIUS_KM == pytest.approx(0.2952720, abs=1e-7)
    assert float(y) / EARTH_RADIUS_KM == pytest.approx(0.2416774, abs=1e-7)


def test_origin_is_zero() -> None:
    x, y = REGION.forward(65.0, 45.0)
    assert (float(x), float(y)) == pytest.approx((0.0, 0.0), abs=1e-9)


def test_nan_stays_nan() -> None:
    x, y = REGION.forward([np.nan, 50.0], [np.nan, 50.0])
    assert np.isnan([x[0], y[0]]).all()
    assert np.isfinite([x[1], y[1]]).all()


@given(st.floats(-20, 170), st.floats(10, 80))
def test_inverse_undoes_forward(lon: float, lat: float) -> None:
    back = REGION.inverse(*REGION.forward(lon, lat))
    assert (float(back[0]), float(back[1])) == pytest.approx((lon, lat), abs=1e-7)


@given(st.floats(10, 140), st.floats(20, 70))
def test_equal_areas(lon: float, lat: float) -> None:
    """A small square of degrees keeps its area on the sphere."""
    step = 0.01
    corners = np.array([[0, 0], [step, 0], [step, step], [0, step]]) + np.array([lon, lat])
    x, y = REGION.forward(*corners.T)
    area = abs(np.dot(x - x[0], np.roll(y - y[0], 1)) - np.dot(y - y[0], np.roll(x - x[0], 1))) / 2
    band = np.sin(np.radians(lat + step)) - np.sin(np.radians(lat))
    assert area == pytest.approx(EARTH_RADIUS_KM**2 * np.radians(step) * band, rel=1e-5)
