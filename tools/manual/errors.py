"""The page of errors and exit codes, out of the classes and of the docstrings that name them."""

from __future__ import annotations

import inspect
import re
from importlib import import_module

import levier.errors
from levier.cli.main import WRONG
from levier.cli.output import INTERRUPTED
from tools.manual.markdown import cell, table
from tools.manual.packages import PACKAGES, public

__all__ = ["errors_page", "raised_by", "undocumented"]

NAMED = re.compile(r"^\s+(\w+Error):", re.MULTILINE)


def errors_page() -> str:
    """Return the page."""
    names = levier.errors.__all__
    codes = [
        (0, "an answer, on the terminal or in the file that `--out` names"),
        (
            WRONG,
            "wrong input: one plain paragraph that says what, where and what is allowed; `levier check` with problems",
        ),
        (
            INTERRUPTED,
            "interrupted (Ctrl-C); nothing is left half-written, and a sweep with a folder goes on from there",
        ),
    ]
    parts = [
        "# Errors and exit codes",
        "",
        (
            "What is yours to mend is raised as one of these classes of `levier.errors`; the command line prints it "
            "and exits. Anything else that ends in a traceback is a bug. A sweep never drops a case: what failed "
            "is a row with its reason."
        ),
        "",
        table(["exit code", "means"], codes),
        "## Classes",
        "",
        "```text",
        "\n".join((levier.errors.__doc__ or "").strip().splitlines()[2:]),
        "```",
    ]
    raising = raised_by()
    for name in names:
        where = ", ".join(f"`{each}`" for each in sorted(raising.get(name, ())))
        parts += ["", f"## {name}", "", cell(inspect.getdoc(getattr(levier.errors, name)) or ""), ""]
        parts += [f"Named by: {where}.", ""] if where else []
    return "\n".join(parts)


def undocumented() -> list[str]:
    """Return the classes without a docstring of their own, or missing in the tree of the module."""
    tree = levier.errors.__doc__ or ""
    names = levier.errors.__all__
    return [name for name in names if not vars(getattr(levier.errors, name)).get("__doc__") or name not in tree]


def raised_by() -> dict[str, set[str]]:
    """Return the public functions and methods whose docstring names an error, by error."""
    found: dict[str, set[str]] = {}
    for package in PACKAGES:
        for name in public(package):
            thing = getattr(import_module(package), name)
            for title, text in _docstrings(f"{package}.{name}", thing):
                for error in NAMED.findall(text):
                    found.setdefault(error, set()).add(title)
    return found


def _docstrings(title: str, thing: object) -> list[tuple[str, str]]:
    if not (inspect.isclass(thing) or inspect.isfunction(thing)):
        return []
    texts = [(title, inspect.getdoc(thing) or "")]
    if inspect.isclass(thing):
        methods = inspect.getmembers(thing, inspect.isfunction)
        texts += [(f"{title}.{name}", inspect.getdoc(value) or "") for name, value in methods if name[0] != "_"]
    return texts
