"""Security of supply at a glance, of every country that imports."""

from __future__ import annotations

import pandas as pd
import pytest

from levier.analysis import observed_dependence
from levier.analysis.security import SECURITY, security_table
from levier.system import System
from tests.analysis.test_n_minus_one import importer


def test_one_row_a_country_and_family_with_its_worst_closure() -> None:
    system = importer()
    found = observed_dependence(system, "BB", "gas", "imports")
    assert found is not None
    observed = found.table.assign(country="BB", family="gas", direction="imports")
    (row,) = security_table(system, observed).to_dict("records")
    assert row["n_minus_one_effective"] == row["n_minus_one_paper"] == pytest.approx(100)
    assert row["largest"] == "line_1"
    assert row["missing"] == ""
    assert row["remaining_flexibility"] > 0
    assert row["worst_closed"] == "", "fields, terminal and cavern carry the town without AA"


def test_a_country_on_one_line_shares_its_cavern_with_its_buyers_or_keeps_it(gas: System) -> None:
    """In the peak hour the cavern gives 20 for what the town and the sales abroad ask for together."""
    found = observed_dependence(gas, "BB", "gas", "imports")
    assert found is not None
    (row,) = security_table(gas, found.table.assign(country="BB", family="gas", direction="imports")).to_dict("records")
    peak = gas.calibration.base[-1]
    town, sales = (float(peak[gas.assets.index.get_loc(name)]) for name in ("heating", "gas_sales"))
    assert row["snapshot"] == "peak"
    assert row["worst_closed"] == "AA"
    assert row["disrupted_cooperative"] == pytest.approx(1 - 20 / (town + sales), abs=1e-5)
    assert row["disrupted_uncooperative"] == pytest.approx(max(0.0, 1 - 20 / town), abs=1e-5)


def test_nobody_imports() -> None:
    observed = pd.DataFrame(columns=["dimension", "key", "share", "country", "family", "direction"])
    assert list(security_table(importer(), observed).columns) == list(SECURITY)
    assert security_table(importer(), observed).empty
