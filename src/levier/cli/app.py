"""The application that parses commands; each command is imported when it is called."""

from __future__ import annotations

from cyclopts import App

from levier import __version__
from levier.cli.front import ABOUT, COMMANDS

__all__ = ["app"]

app = App(name="levier", help=ABOUT, version=__version__)
for name, line in COMMANDS.items():
    app.command(f"levier.cli.{name}:{name}", name=name, help=line)
