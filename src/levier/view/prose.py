"""Turn a phrase with links and code in it into markup: everything else in it is escaped."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

__all__ = ["prose"]

PIECE = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<href>#[\w-]+)\)|`(?P<code>[^`]+)`|==(?P<mark>[^=]+)==")


def prose(words: str) -> Markup:
    """Return a phrase as markup.

    Args:
        words: text in which ``[text](#anchor)`` is a link within the page, ``code`` between backquotes is code, and
            text between ``==`` is marked.

    >>> str(prose("see [the <rows>](#rows), `levier report`"))
    'see <a href="#rows">the &lt;rows&gt;</a>, <code>levier report</code>'
    """
    parts, end = [], 0
    for found in PIECE.finditer(words):
        parts += [escape(words[end : found.start()]), _piece(found)]
        end = found.end()
    return Markup("").join([*parts, escape(words[end:])])


def _piece(found: re.Match[str]) -> Markup:
    if found["text"] is not None:
        return Markup('<a href="{}">{}</a>').format(found["href"], found["text"])
    if found["code"] is not None:
        return Markup("<code>{}</code>").format(found["code"])
    return Markup('<span class="mark">{}</span>').format(found["mark"])
