"""The pages of the Python interface: one a package, a directive for every public name."""

from __future__ import annotations

import inspect
from importlib import import_module

from tools.manual.docstrings import readable
from tools.manual.markdown import table
from tools.manual.packages import PACKAGES, public

__all__ = ["api_index", "api_page", "api_pages", "undocumented"]

TOP = "levier"


def api_pages() -> dict[str, str]:
    """Return the pages by their address."""
    return {"reference/python/index.md": api_index()} | {
        f"reference/python/{package}.md": api_page(package) for package in PACKAGES
    }


def api_index() -> str:
    """Return the page that lists the packages."""
    rows = [(f"[{package}]({package}.md)", _first_line(package), ", ".join(public(package))) for package in PACKAGES]
    head = [
        "# Python",
        "",
        (
            "Generated from docstrings; their examples are run by the tests. A package imports only from those above "
            "it; `levier.analysis` and what is below know nothing of figures and pages."
        ),
        "",
    ]
    return "\n".join([*head, table(["package", "its job", "public names"], rows)])


def api_page(package: str) -> str:
    """Return the page of one package."""
    module = import_module(package)
    parts = [f"# {package}", "", readable(inspect.getdoc(module) or ""), ""]
    if package == TOP:
        return "\n".join([*parts, table(["name", "is"], [_home(name) for name in public(package)])])
    constants = []
    for name in public(package):
        value = getattr(module, name)
        if _ours(value):
            parts += [f"::: {value.__module__}.{value.__qualname__}", ""]
        else:
            constants.append((f"`{name}`", type(value).__name__, _short(value)))
    parts += ["## Constants", "", table(["name", "type", "value"], constants)] if constants else []
    return "\n".join(parts)


def undocumented() -> list[str]:
    """Return the packages, classes and functions without a docstring."""
    missing = [package for package in PACKAGES if not import_module(package).__doc__]
    for package in PACKAGES:
        for name in public(package):
            value = getattr(import_module(package), name)
            if _ours(value) and not value.__doc__:
                missing.append(f"{package}.{name}")
    return missing


def _home(name: str) -> tuple[str, str]:
    """Name at the top, and where it is described."""
    value = getattr(import_module(TOP), name)
    homes = [package for package in PACKAGES[1:] for each in public(package) if _same(package, each, value)]
    where = f"{value.__module__}.{value.__qualname__}"
    return f"`levier.{name}`", f"[{homes[0]}.{value.__name__}]({homes[0]}.md#{where})"


def _same(package: str, name: str, value: object) -> bool:
    return getattr(import_module(package), name) is value


def _ours(value: object) -> bool:
    """Whether it is a class or a function of Levier, and not a name for what another library has."""
    return (inspect.isclass(value) or inspect.isfunction(value)) and value.__module__.startswith("levier")


def _first_line(package: str) -> str:
    return (inspect.getdoc(import_module(package)) or "").partition("\n")[0]


def _short(value: object) -> str:
    if getattr(value, "__module__", "") == "typing":
        return str(value).replace("typing.", "")
    text = repr(value)
    return text if len(text) < 100 else f"{text[:99]}…"  # noqa: PLR2004 - a line of a table
