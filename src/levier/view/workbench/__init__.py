"""The workbench: the report's figures in a browser, answered while one asks."""

from levier.view.workbench.app import make_app
from levier.view.workbench.guard import Guard

__all__ = ["Guard", "make_app"]
