"""The buttons that save: each sends what stands behind the address that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Input, Output, State, dcc, no_update, set_props

from levier.analysis.helping import helps_table
from levier.errors import LevierError
from levier.view.workbench.saving import csv_zip, shock_yaml, shown_tables, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from dash import Dash

    from levier.view.workbench.context import Context, Shown
    from levier.view.workbench.desks import Desks

__all__ = ["register_saves"]


def register_saves(app: Dash, desks: Desks) -> None:
    """Make the buttons work."""
    for name, save in SAVES.items():
        app.callback(
            Output("saved", "data", allow_duplicate=True),
            Input(f"save-{name}", "n_clicks"), State("where", "search"), prevent_initial_call=True,
        )(_saver(desks, save))  # fmt: skip


def _saver(desks: Desks, save: Callable[[Context, Shown], Any]) -> Callable[[Any, str | None], Any]:
    def saved(clicks: Any, query: str | None) -> Any:
        if not clicks:
            return no_update
        context = desks.current()
        try:
            found = save(context, context.shown(context.state(query or "")))
        except LevierError as error:
            set_props("copied", {"children": str(error)})
            return no_update
        return no_update if found is None else found

    return saved


def _yaml(_: Context, shown: Shown) -> Any:
    if shown.shock is None:
        return None
    return {"content": shock_yaml(shown.shock), "filename": "shock.yaml", "type": "application/yaml"}


def _xlsx(context: Context, shown: Shown) -> Any:
    return dcc.send_bytes(xlsx(_tables(context, shown)), "levier.xlsx")


def _csv(context: Context, shown: Shown) -> Any:
    return dcc.send_bytes(csv_zip(_tables(context, shown)), "levier-csv.zip")


def _tables(context: Context, shown: Shown) -> dict[str, pd.DataFrame]:
    """Return the tables of a state, with what would help where that was asked."""
    tables = shown_tables(shown)
    helping = context.helps.known(shown.shock) if shown.shock is not None else None
    if helping is not None and helping.finished and helping.found:
        tables["helps"] = helps_table(helping.found)
    return tables


def _network(context: Context, _: Shown) -> Any:
    package = context.desk.answers.system.package
    return dcc.send_bytes(context.desk.network(), f"{package.name}-{context.desk.year}.nc")


SAVES: dict[str, Callable[[Context, Shown], Any]] = {
    "shock_yaml": _yaml,
    "tables_xlsx": _xlsx,
    "tables_csv": _csv,
    "network_nc": _network,
}
