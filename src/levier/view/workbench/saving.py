"""What can be taken away: the shock as YAML, the tables as CSV and XLSX, the network as netCDF."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from levier.view.tables import report_tables, write_book

if TYPE_CHECKING:
    import pandas as pd

    from levier.shock import Shock
    from levier.view.workbench.context import Shown

__all__ = ["csv_zip", "neutral", "shock_yaml", "shown_tables", "xlsx"]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet takes for a formula."""
EPOCH = (1980, 1, 1, 0, 0, 0)
ALWAYS = ("about", "flows", "sources")
OF_THE_SHOCK = (
    "shocks", "losses", "volumes", "shock_assets", "holders", "rerouted", "storages", "monthly",
)  # fmt: skip


def shock_yaml(shock: Shock) -> str:
    """Return a shock as YAML, as ``levier stress FILE`` reads it.

    >>> from levier.shock import Shock, parse_shock
    >>> shock = Shock.cut("cpc", months=2)
    >>> parse_shock(shock_yaml(shock), "here") == shock
    True
    """
    data = shock.model_dump(mode="json", exclude_defaults=True)
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return text


def shown_tables(shown: Shown) -> dict[str, pd.DataFrame]:
    """Return the tables behind a state: the base year's flows, and those of its shock."""
    tables = report_tables(shown.page.answers)
    return {name: tables[name] for name in (*ALWAYS, *OF_THE_SHOCK) if name in tables}


def neutral(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: text that looks like one gets an apostrophe in front.

    >>> neutral("=1+1"), neutral("-5 %"), neutral("Tengiz"), neutral(-5.0)
    ("'=1+1", "'-5 %", 'Tengiz', -5.0)
    """
    if isinstance(value, str) and value.lstrip(" \u00a0\ufeff").startswith(FORMULA):
        return f"'{value}"
    return value


def csv_zip(tables: dict[str, pd.DataFrame]) -> bytes:
    """Return tables as CSV files in a zip; equal tables give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in tables.items():
            text = io.StringIO()
            rows = csv.writer(text, lineterminator="\n")
            rows.writerow([neutral(str(column)) for column in table.columns])
            rows.writerows([neutral(_told(value)) for value in row] for row in table.itertuples(index=False))
            archive.writestr(zipfile.ZipInfo(f"{name}.csv", EPOCH), text.getvalue().encode("utf-8"))
    return buffer.getvalue()


def xlsx(tables: dict[str, pd.DataFrame]) -> bytes:
    """Return tables as one workbook; text stays text there."""
    with tempfile.TemporaryDirectory(prefix="levier-") as folder:
        path = Path(folder) / "tables.xlsx"
        write_book({name: table.map(neutral) for name, table in tables.items()}, path)
        return path.read_bytes()


def _told(value: Any) -> Any:
    """Return a cell; blank for what is no number."""
    return "" if value is None or value != value else value  # noqa: PLR0124 - only not-a-number differs from itself
