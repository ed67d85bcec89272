"""Statistics by fuel as reported, and the errors against them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from levier.analysis.fuel_mix import FUELS, against, statistics
from levier.dataset import read

EMBER, AGENCY = "Our World in Data", "thecentral.asia (IEA)"


def test_statistics_of_a_year_are_those_of_the_package() -> None:
    table = statistics(read("eurasia"), 2024)
    assert list(table.index) == list(FUELS)
    assert table[EMBER].tolist() == [64.03, 34.71, 11.25, 4.91, 1.87]
    assert table.at["coal", AGENCY] == pytest.approx(0.60 * 117.9)
    assert np.isnan(table.at["hydro", AGENCY])
    assert table.attrs["shares"] == (AGENCY,)


def test_plans_and_parts_of_a_year_are_left_out() -> None:
    assert 2.325 not in statistics(read("eurasia"), 2024).to_numpy()


def test_errors_are_relative_and_blank_without_a_report() -> None:
    reported = pd.DataFrame({"office": {"coal": 50.0, "gas": np.nan}})
    table = against(pd.Series({"coal": 60.0, "gas": 10.0, "import": 3.0}), reported)
    assert table.at["coal", "error: office"] == pytest.approx(0.2)
    assert np.isnan(table.at["gas", "error: office"])
    assert list(table.index) == ["coal", "gas"]
