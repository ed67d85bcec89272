"""What is shown of an address: each part a module of its own, with callbacks that read the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.workbench.answerview import register_answer
from levier.view.workbench.frameview import register_frame
from levier.view.workbench.helpview import register_helps
from levier.view.workbench.mapview import register_map
from levier.view.workbench.panelview import register_panel
from levier.view.workbench.tabviews import register_tabs

if TYPE_CHECKING:
    from dash import Dash

    from levier.view.workbench.desks import Desks

__all__ = ["register_views"]


def register_views(app: Dash, desks: Desks) -> None:
    """Make everything follow the address."""
    for register in (register_frame, register_map, register_answer, register_tabs, register_helps, register_panel):
        register(app, desks)
