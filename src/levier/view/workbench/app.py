"""Put the workbench together: a Dash application whose files all come from this machine."""

from __future__ import annotations

import threading
from importlib.resources import files
from typing import TYPE_CHECKING

from dash import Dash
from flask import Response

from levier.errors import LevierError
from levier.view.workbench.datapage import register_data
from levier.view.workbench.desks import BACK, Desks
from levier.view.workbench.guard import Guard, guard
from levier.view.workbench.jobpages import register_pages
from levier.view.workbench.layout import root
from levier.view.workbench.moves import register_moves
from levier.view.workbench.network.site import make_site
from levier.view.workbench.network.store import Networks
from levier.view.workbench.saves import register_saves
from levier.view.workbench.uploads import Uploads
from levier.view.workbench.views import register_views

if TYPE_CHECKING:
    from levier.analysis.desk import Desk
    from levier.analysis.desk.network import NetworkLimits
    from levier.view.workbench.context import Context

__all__ = ["make_app"]

STYLE = "/style/report.css"
INDEX = """<!doctype html>
<html lang="en">
<head>
{%metas%}
<title>{%title%}</title>
{%favicon%}
{%css%}
</head>
<body>
{%app_entry%}
<noscript>The workbench needs JavaScript.</noscript>
<footer>
{%config%}
{%scripts%}
{%renderer%}
</footer>
</body>
</html>"""


def make_app(desk: Desk, rules: Guard | None = None, limits: NetworkLimits | None = None) -> Dash:
    """Return the application.

    Args:
        desk: the loaded system and what answers about it; it may still load.
        rules: who may ask (see :class:`levier.view.workbench.guard.Guard`); this machine alone if not given.
        limits: what a network of a user's own may take; the usual ones if not given.
    """
    app = Dash(
        __name__,
        assets_folder=str(files("levier.view.workbench").joinpath("assets")),
        external_stylesheets=[STYLE],
        index_string=INDEX,
        serve_locally=True,
        suppress_callback_exceptions=True,
        title="Levier",
        update_title="",
        add_log_handler=False,
    )
    desks, uploads, networks = Desks(desk), Uploads(), Networks(limits)
    app.layout = root()
    app.server.extensions["levier"] = (desks, uploads, networks)
    app.server.add_url_rule(STYLE, "style", _style)
    app.server.add_url_rule(BACK, "back", desks.back)
    register_moves(app, desks)
    register_views(app, desks)
    register_saves(app, desks)
    register_pages(app, desks, uploads)
    register_data(app, desks, uploads)
    make_site(app, networks)
    guard(app, rules or Guard())
    threading.Thread(target=_draw_ahead, args=(desks.first,), daemon=True, name="maps").start()
    return app


def _draw_ahead(context: Context) -> None:
    """Draw the map that is looked at first, as soon as the system is loaded."""
    try:
        context.desk.wait()
    except LevierError:
        return  # the page tells it
    for family in context.families():
        context.map(family, "en")


def _style() -> Response:
    """Serve the report's own style sheet: both look alike."""
    text = files("levier.view").joinpath("templates", "report.css").read_text(encoding="utf-8")
    return Response(text, mimetype="text/css")
