"""A small table of selectable assets."""

from __future__ import annotations

import pandas as pd
import pytest

ROWS = {
    "field": ("supply", "field", ("AA",), "op_a", ("AA", "fund"), "", "oil_a", "crude", "AA", "AA"),
    "line_a": ("corridor", "line", ("AA", "BB"), "op_b", ("AA",), "kmg", "oil_a", "crude", "AA", "BB"),
    "line_b": ("corridor", "line", ("BB",), "op_b", ("BB",), "", "oil_b", "crude", "BB", "BB"),
    "gas_line": ("corridor", "gas_line", ("AA", "BB"), "op_b", ("AA",), "", "gas", "gas", "AA", "BB"),
    "tanks:charge": ("charge", "tanks", ("BB",), "op_b", ("BB",), "", "oil_a", "crude", "BB", "BB"),
    "tanks:discharge": ("discharge", "tanks", ("BB",), "op_b", ("BB",), "", "oil_a", "crude", "BB", "BB"),
    "berths": ("slot", "berths", ("BB",), "op_b", ("op_b",), "", "", "", "", ""),
    "refinery": ("demand", "refinery", ("AA",), "", ("AA",), "", "oil_a", "crude", "AA", "AA"),
    "sales": ("market", "sales", ("BB",), "", ("WW",), "", "oil_a", "crude", "BB", "WW"),
}
COLUMNS = ("kind", "group", "territory", "operator", "owners", "shipper", "carrier", "family", "source", "target")


@pytest.fixture
def table() -> pd.DataFrame:
    """Give nine assets as selectors see them."""
    return pd.DataFrame.from_dict(ROWS, orient="index", columns=list(COLUMNS))
