"""Put the page of a network together: an application of its own on the same server, under one path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Dash
from flask import request

from levier.view.workbench.network.link import PATH
from levier.view.workbench.network.moves import register_moves
from levier.view.workbench.network.saves import register_saves
from levier.view.workbench.network.shell import root
from levier.view.workbench.network.store import EXTENSION
from levier.view.workbench.network.views import register_views
from levier.view.workbench.reading import language_of

if TYPE_CHECKING:
    from levier.view.workbench.network.store import Networks

__all__ = ["make_site"]


class _Site(Dash):  # type: ignore[misc]  # Dash ships no types that hold here
    """An application whose page says its language."""

    def interpolate_index(self, **parts: Any) -> str:
        """Mark the page with the language its address asks for."""
        page: str = super().interpolate_index(**parts)
        language = language_of(request.query_string.decode("ascii", "replace"))
        return page.replace('<html lang="en">', f'<html lang="{language}">', 1)


def make_site(app: Dash, networks: Networks) -> Dash:
    """Add the page of a network to a workbench.

    It is an application of its own, so that what is chosen there has an address of its own, and nothing of it is asked
    of the map of the package.

    Args:
        app: the workbench; its server, files and look are shared.
        networks: of all sessions.
    """
    site = _Site(
        __name__,
        server=app.server,
        url_base_pathname=PATH,
        assets_folder=app.config.assets_folder,
        external_stylesheets=app.config.external_stylesheets,
        index_string=app.index_string,
        serve_locally=True,
        suppress_callback_exceptions=True,
        title="Levier",
        update_title="",
        add_log_handler=False,
    )
    site.layout = root()
    app.server.extensions[EXTENSION] = networks
    register_views(site, networks)
    register_moves(site, networks)
    register_saves(site, networks)
    return site
