"""Which desk a request is about: the shipped one, or the one a session uploaded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from flask import has_request_context, redirect, request

from levier.view.workbench.context import Context

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from levier.analysis.desk import Desk

__all__ = ["BACK", "SESSION", "Desks", "this_session"]

SESSION = "levier_session"
BACK = "/back"
"""Leads a session back to the package everyone has."""
MOST = 3


def this_session() -> str:
    """Return the session of this request; blank if it has none."""
    return request.cookies.get(SESSION, "") if has_request_context() else ""


class Desks:
    """Contexts by session: everyone has the first, an upload is seen by its own session only."""

    def __init__(self, first: Desk) -> None:
        """Begin with the shipped package's desk."""
        self.first = Context(first)
        self._own: OrderedDict[str, Context] = OrderedDict()
        self._lock = threading.Lock()

    def current(self) -> Context:
        """Return the context of this request's session."""
        with self._lock:
            return self._own.get(this_session(), self.first)

    def put(self, session: str, desk: Desk) -> None:
        """Give a session a desk of its own; of too many, the oldest ends."""
        with self._lock:
            ended = [self._own.pop(session, None)]
            self._own[session] = Context(desk)
            while len(self._own) > MOST:
                ended.append(self._own.popitem(last=False)[1])
        for context in ended:
            if context is not None:
                context.close()

    def drop(self, session: str) -> None:
        """Lead a session back to the first desk."""
        with self._lock:
            context = self._own.pop(session, None)
        if context is not None:
            context.close()

    def back(self) -> Response:
        """Lead this request's session back to the first desk, and to the map."""
        self.drop(this_session())
        return redirect("/")

    def close(self) -> None:
        """End all desks."""
        with self._lock:
            contexts = [self.first, *self._own.values()]
            self._own.clear()
        for context in contexts:
            context.close()
