"""What can be taken away from a network's page: the tables behind the address that is shown, as CSV and XLSX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from dash import Input, Output, State, dcc, no_update, set_props

from levier.errors import LevierError, UsageError
from levier.view.workbench.network.searching import asked_by
from levier.view.workbench.network.views import read
from levier.view.workbench.saving import csv_zip, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from dash import Dash

    from levier.analysis.desk.network import NetworkDesk
    from levier.view.workbench.network.state import NetState
    from levier.view.workbench.network.store import Networks

__all__ = ["network_tables", "register_saves"]


def register_saves(app: Dash, networks: Networks) -> None:
    """Make the buttons work."""
    for name, write, file in (("tables_xlsx", xlsx, "network.xlsx"), ("tables_csv", csv_zip, "network-csv.zip")):
        app.callback(
            Output("saved", "data", allow_duplicate=True),
            Input(f"save-{name}", "n_clicks"), State("where", "search"), prevent_initial_call=True,
        )(_saver(networks, write, file))  # fmt: skip


def network_tables(desk: NetworkDesk, state: NetState) -> dict[str, pd.DataFrame]:
    """Return the tables behind a state: the network, the answer to its cuts, and the chokepoints if they are known.

    Raises:
        LevierError: the cuts cannot be answered.
    """
    facts, shock = desk.facts, state.to_shock()
    head: dict[str, Any] = {"network": facts.name, "hash": facts.hash, "objective as it is": facts.objective}
    tables = {"components": facts.assets.reset_index()}
    if shock is not None:
        answer = desk.answer(shock, state.price)
        head |= {
            "cut": ", ".join(shock.cut),
            "derate": ", ".join(f"{name}={kept:g}" for name, kept in shock.derate.items()),
            "from": shock.start or facts.snapshots[0],
            "to": shock.end or facts.snapshots[-1],
            "price of demand not served": state.price,
            **answer.head,
        }
        tables |= {"flows": answer.flows, "prices": answer.prices, "binds": answer.binds}
        if answer.unserved is not None:
            tables |= {"not served": answer.unserved, "not served by carrier": answer.carriers}
    tables |= _chokepoints(desk, state)
    about = pd.DataFrame({"what": list(head), "value": ["" if value is None else value for value in head.values()]})
    return {"about": about, **tables}


def _chokepoints(desk: NetworkDesk, state: NetState) -> dict[str, pd.DataFrame]:
    job = desk.job
    if job is None or job.singles is None or job.asked != asked_by(state):
        return {}
    found = {"chokepoints": job.singles}
    if job.pairs is not None:
        sets = job.pairs.sets
        found["worst pairs"] = sets.assign(cut=[" + ".join(cut) for cut in sets["cut"]], guarantee=job.pairs.guarantee)
    return found


def _saver(
    networks: Networks, write: Callable[[dict[str, pd.DataFrame]], bytes], file: str
) -> Callable[[Any, Any], Any]:
    def saved(clicks: Any, query: Any) -> Any:
        desk = networks.current()
        if not clicks or desk is None:
            return no_update
        state, wrong = read(desk.facts, query)
        try:
            if wrong:
                raise UsageError(wrong)
            return dcc.send_bytes(write(network_tables(desk, state)), file)
        except LevierError as error:
            set_props("copied", {"children": str(error)})
            return no_update

    return saved
