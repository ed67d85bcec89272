"""The command line: the same verbs as the library, no logic of their own."""

from levier.cli.main import main

__all__ = ["main"]
