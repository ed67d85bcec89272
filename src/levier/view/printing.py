"""What stands at the head and foot of every printed page: a style sheet made for one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier.system import System
    from levier.view.page import Page

__all__ = ["quoted", "running_heads"]


def running_heads(system: System, page: Page) -> str:
    """Return the style sheet of the margins: title above, package and page number below; the first page has no title.

    Args:
        system: the year the report is about.
        page: the report, for its language.
    """
    package = system.package
    title = f"Levier · {package.name.capitalize()} {system.year}"
    origin = f"{package.name} {package.version} · {package.hash[:12]}"
    number = f"{quoted(page.say('print_page') + ' ')} counter(page) {quoted(' / ')} counter(pages)"
    return (
        f"@page {{ @top-left {{ content: {quoted(title)}; }} @bottom-left {{ content: {quoted(origin)}; }} "
        f"@bottom-right {{ content: {number}; }} }} @page :first {{ @top-left {{ content: none; }} }}"
    )


def quoted(text: str) -> str:
    r"""Return a text as a string of a style sheet, in which nothing can end the string or the element.

    >>> quoted("a 1"), quoted('"</style>')
    ('"a 1"', '"\\22 \\3c \\2f style\\3e "')
    """
    safe = (sign if sign.isalnum() or sign in " .,-" else f"\\{ord(sign):x} " for sign in text)
    return '"' + "".join(safe) + '"'
