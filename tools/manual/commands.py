"""The page of all commands: what each is for, its parameters, types, defaults and help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any, Literal, get_args, get_origin

from cyclopts import App

from levier.cli.app import app
from levier.cli.front import COMMANDS
from tools.manual.markdown import table

__all__ = ["Option", "commands_page", "options_of", "undocumented"]

WORDS = {"Path": "path", "str": "text", "int": "whole number", "float": "number", "bool": "yes or no"}


@dataclass(frozen=True)
class Option:
    """One parameter of a command."""

    name: str
    takes: str
    default: str
    help: str


def commands_page() -> str:
    """Return the page."""
    parts = [
        "# Commands",
        "",
        (
            "Generated from the program. Every answer can be had as JSON (`--json`) or written to a file (`--out`); "
            "what the exit code says stands in [Errors](errors.md)."
        ),
        "",
        table(["command", "answers"], [(f"[levier {name}](#levier-{name})", line) for name, line in COMMANDS.items()]),
    ]
    for name in COMMANDS:
        parts += ["", f"## levier {name}", "", COMMANDS[name], ""]
        more = _rest_of_help(app[name])
        parts += [more, ""] if more else []
        rows = [(f"`{each.name}`", each.takes, each.default, each.help) for each in options_of(name)]
        parts.append(table(["parameter", "takes", "default", "what it says"], rows))
    return "\n".join(parts)


def options_of(command: str) -> list[Option]:
    """Return the parameters of a command, in the order of its help."""
    return list(_options(app[command]))


def undocumented() -> list[str]:
    """Return the commands without a line and the parameters without help."""
    missing = [name for name, line in COMMANDS.items() if not line.strip()]
    for name in COMMANDS:
        missing += [f"{name} {option.name}" for option in options_of(name) if not option.help.strip()]
    return missing


def _options(command: App) -> Iterator[Option]:
    for argument in command.assemble_argument_collection(parse_docstring=True):
        name = argument.names[0]
        if name == "*" or argument.show is False:
            continue
        needed = argument.required
        if needed or "POSITIONAL" in str(argument.field_info.kind):
            name = name.removeprefix("--").upper()
        default = "needed" if needed else _default(argument.field_info.default)
        yield Option(name, _takes(argument.hint), default, argument.parameter.help or "")


def _takes(hint: Any) -> str:
    """Say a type in words."""
    origin, members = get_origin(hint), [each for each in get_args(hint) if each not in (type(None), Ellipsis)]
    if origin is Literal:
        return " or ".join(f"`{word}`" for word in members)
    if origin in (list, tuple):
        return f"{_takes(members[0])}, may be repeated"
    if members:
        return " or ".join(dict.fromkeys(_takes(each) for each in members))
    name = getattr(hint, "__name__", str(hint))
    return WORDS.get(name, name)


def _default(value: object) -> str:
    if value is None or value in ((), "") or str(value).startswith("<class 'inspect"):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{value}`"


def _rest_of_help(command: App) -> str:
    """What the docstring says between its first line and its parameters."""
    text = cleandoc(command.default_command.__doc__ or "")
    return text.split("\nParameters\n")[0].partition("\n")[2].strip()
