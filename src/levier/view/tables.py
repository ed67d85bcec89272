"""Write the report's tables for other programs: one XLSX with a sheet a table, and one Parquet file a table."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.dataset import split

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.analysis.answers import Answers
    from levier.analysis.stress import StressAnswer

__all__ = ["report_tables", "write_book", "write_tables"]

OF_A_SHOCK = ("by_country", "countries", "assets", "holders", "rerouted", "storages")
NAMED = {"by_country": "losses", "countries": "volumes", "assets": "shock_assets"}
LONGEST_NAME = 31
WIDEST, NARROWEST = 48, 9
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - a file's fixed date, so that equal tables give equal files


def write_tables(answers: Answers, directory: str | Path) -> list[Path]:
    """Write the tables of the report.

    Args:
        answers: everything the report shows.
        directory: where ``tables.xlsx`` and ``<table>.parquet`` go; it is made if it does not exist.

    Returns:
        The files written, the XLSX first.
    """
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    tables = report_tables(answers)
    book = folder / "tables.xlsx"
    _whole(book, lambda path: write_book(tables, path))
    written = [book]
    for name, table in tables.items():
        target = folder / f"{name}.parquet"
        _whole(target, lambda path, table=table: table.to_parquet(path, index=False))  # type: ignore[misc]
        written.append(target)
    return written


def report_tables(answers: Answers) -> dict[str, pd.DataFrame]:
    """Return the report's tables by name, each with plain columns."""
    tables = {
        "about": _about(answers),
        "flows": answers.flows,
        "balances": answers.balances,
        "reports": answers.disagreements,
        "observed_dependence": answers.observed,
        "structural_dependence": answers.structural,
        "security_of_supply": answers.security,
        "shocks": _shocks(answers),
    }
    for part in OF_A_SHOCK:
        tables[NAMED.get(part, part)] = _stacked(answers.stresses, part)
    tables["monthly"] = _monthly(answers.stresses)
    tables["chokepoints"] = _chokepoints(answers)
    if answers.backtest is not None:
        tables |= {"backtest_events": answers.backtest.events, "backtest_outcomes": answers.backtest.scores}
    if answers.uncertainty is not None:
        tables |= {"intervals": answers.uncertainty.table, "drivers": answers.uncertainty.drivers}
    if answers.claims is not None:
        tables["claims"] = answers.claims.table
    tables |= _leverage(answers)
    tables |= {"fit": answers.fit, "coverage": answers.coverage, "as_of": answers.as_of, "sources": _sources(answers)}
    return {name: _plain(table) for name, table in tables.items()}


def _about(answers: Answers) -> pd.DataFrame:
    package, system = answers.system.package, answers.system
    facts = {
        "package": package.name, "version": package.version, "hash": package.hash, "year": str(system.year),
        "capacity": system.capacity, "price deck": system.deck, "horizon": system.horizon, "money": "M USD",
        "volumes": "in the unit of each row, over the year or the run of the shock",
    }  # fmt: skip
    return pd.DataFrame({"item": list(facts), "value": list(facts.values())})


def _shocks(answers: Answers) -> pd.DataFrame:
    rows: list[dict[str, object]] = [
        {
            "shock": each.shock.name, "shock_fr": each.shock.name_fr, "start": str(each.shock.start),
            "months": each.shock.months, "recovery": each.shock.recovery, "loss": each.loss, "damage": each.damage,
            "imbalance": each.imbalance, "guarantee": each.guarantee, "failed": "",
        }
        for each in answers.stresses
    ]  # fmt: skip
    rows += [
        {
            "shock": each.shock.name,
            "shock_fr": each.shock.name_fr,
            "start": str(each.shock.start),
            "failed": each.reason,
        }
        for each in answers.failed
    ]
    columns = ["shock", "shock_fr", "start", "months", "recovery", "loss", "damage", "imbalance", "guarantee", "failed"]
    return pd.DataFrame(rows, columns=columns)


def _stacked(stresses: list[StressAnswer], part: str) -> pd.DataFrame:
    """Put the tables of all shocks under each other, the shock's name in front."""
    tables = []
    for each in stresses:
        table = getattr(each, part).copy()
        if part == "assets":
            table = table[table["asset"].isin(each.monthly.columns)]
        table.columns.name = None
        table.insert(0, "shock", each.shock.name)
        tables.append(table)
    filled = [table for table in tables if len(table)] or tables[:1]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame({"shock": pd.Series(dtype=str)})


def _monthly(stresses: list[StressAnswer]) -> pd.DataFrame:
    columns = ["shock", "snapshot", "asset", "rate"]
    tables = []
    for each in stresses:
        if not each.monthly.shape[1]:
            continue
        wide = each.monthly.copy().assign(snapshot=list(each.labels))
        long = wide.melt(id_vars="snapshot", var_name="asset", value_name="rate")
        tables.append(long.assign(shock=each.shock.name)[columns])
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)


def _chokepoints(answers: Answers) -> pd.DataFrame:
    """Every cut with all its measures; names of what is cut together joined by ``;``."""
    found = answers.chokepoints
    if isinstance(found, str):
        return pd.DataFrame({"cut": [""], "failed": [found]})
    return found.cuts.drop(columns=["ms"]).assign(cut=found.cuts["cut"].map(";".join), size=found.cuts["cut"].map(len))


def _leverage(answers: Answers) -> dict[str, pd.DataFrame]:
    """Cells of the matrix of leverage; terms, frontier, layers and control of the pair, where they were asked for."""
    matrix, pair = answers.leverage, answers.pair
    found = {} if matrix is None else {"leverage": matrix.cells}
    if pair is not None:
        best = pair.frontier.best
        found |= {
            "leverage_pair": pair.terms,
            "leverage_frontier": best.assign(cut=best["cut"].map(";".join)),
            "leverage_control": pair.control.drop(columns=["chain"]),
        }
        if pair.layers is not None:
            found["leverage_layers"] = pair.layers.mechanism
    return found


def _sources(answers: Answers) -> pd.DataFrame:
    cited = {name for cell in answers.flows["sources"] for name in split(cell)}
    cited |= {name for cell in answers.disagreements["sources"] for name in split(cell)}
    table = answers.system.package.table("sources")
    return table[table["id"].isin(cited)].reset_index(drop=True)


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose columns each hold one kind of value: numbers, truth values or text."""
    found = table.copy()
    found.attrs = {}
    for column in found.columns:
        if not (pd.api.types.is_numeric_dtype(found[column]) or pd.api.types.is_bool_dtype(found[column])):
            numbers = pd.to_numeric(found[column].replace("", np.nan), errors="coerce")
            blank = found[column].isna() | (found[column].astype(str) == "")
            is_number = (
                found[column].dtype == object and bool((numbers.notna() | blank).all()) and numbers.notna().any()
            )
            found[column] = numbers if is_number else found[column].where(found[column].notna(), "").astype(str)
    return found


def write_book(tables: dict[str, pd.DataFrame], path: Path) -> None:
    """Write tables into one XLSX, a sheet each; text stays text, never a formula or a link."""
    import xlsxwriter

    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True,
        "constant_memory": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "Levier: tables of the report", "created": EPOCH})
        head = book.add_format({"bold": True, "bg_color": "#eef1f4", "bottom": 1})
        for name, table in tables.items():
            sheet = book.add_worksheet(name[:LONGEST_NAME])
            sheet.freeze_panes(1, 0)
            for number, column in enumerate(table.columns):
                sheet.write_string(0, number, str(column), head)
                sheet.set_column(number, number, _width(table[column], str(column)))
                _write_column(sheet, number, table[column])
            if len(table) and len(table.columns):
                sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _write_column(sheet: Any, number: int, values: pd.Series) -> None:
    """Write cells by kind; text stays text, and what is not a finite number stays blank."""
    for row, value in enumerate(values.tolist(), start=1):
        if isinstance(value, bool):
            sheet.write_boolean(row, number, value)
        elif isinstance(value, int | float):
            if np.isfinite(value):
                sheet.write_number(row, number, value)
        elif value:
            sheet.write_string(row, number, str(value)[:32767])


def _width(values: pd.Series, title: str) -> int:
    longest = max((len(str(value)) for value in values.head(200)), default=0)
    return int(min(WIDEST, max(NARROWEST, len(title) + 2, longest if values.dtype.kind not in "fiu" else 0)))


def _whole(target: Path, write: Callable[[Path], None]) -> None:
    """Write a file under a temporary name and rename it when it is whole."""
    handle, name = tempfile.mkstemp(prefix=f".{target.stem}.", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    partial = Path(name)
    try:
        write(partial)
        partial.chmod(0o644)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
