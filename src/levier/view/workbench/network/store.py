"""The networks of all sessions: each session has one and sees its own only; few are awake at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from flask import current_app, has_request_context, request

from levier.analysis.desk.network import NetworkDesk, NetworkLimits
from levier.errors import UsageError
from levier.view.workbench.desks import SESSION
from levier.view.workbench.uploads import NETCDF, Shelf, decoded

if TYPE_CHECKING:
    from levier.analysis.desk.network import SearchJob

__all__ = ["EXTENSION", "Networks", "own_network"]

EXTENSION = "levier_networks"
AWAKE, KEPT = 3, 12
"""Networks that have a process; networks whose files are kept."""
SEARCHES = 2


class Networks:
    """Desks by session, the latest used at the end."""

    def __init__(self, limits: NetworkLimits | None = None) -> None:
        """Begin with none."""
        self.limits = NetworkLimits() if limits is None else limits
        self._shelf = Shelf()
        self._desks: OrderedDict[str, NetworkDesk] = OrderedDict()
        self._lock, self._reading = threading.Lock(), threading.Semaphore(1)

    def add(self, session: str, contents: str) -> NetworkDesk:
        """Keep, read and solve what a session uploaded; what it had before goes.

        Args:
            session: whose it is.
            contents: the data address a browser sends.

        Raises:
            UsageError: no session, no netCDF, too large, or it takes too long or too much.
            LevierError: it is no network that the engine supports, or it has no optimum as it is.
        """
        if not session:
            message = "no session: cookies are needed to keep an upload apart from those of others"
            raise UsageError(message)
        path = self._shelf.put(decoded(contents, NETCDF, self.limits.megabytes), ".nc")
        desk = NetworkDesk(path, self.limits)
        try:
            with self._reading:
                desk.open()
        except BaseException:
            desk.close()
            raise
        with self._lock:
            gone = [self._desks.pop(session, None)]
            self._desks[session] = desk
            while len(self._desks) > KEPT:
                gone.append(self._desks.popitem(last=False)[1])
        for each in gone:
            if each is not None:
                each.close()
        self._put_to_rest()
        return desk

    def get(self, session: str) -> NetworkDesk | None:
        """Return the network of a session."""
        with self._lock:
            desk = self._desks.get(session)
            if desk is not None:
                self._desks.move_to_end(session)
        if desk is not None:
            self._put_to_rest()
        return desk

    def current(self) -> NetworkDesk | None:
        """Return the network of this request's session."""
        return self.get(request.cookies.get(SESSION, "")) if has_request_context() else None

    def search(self, desk: NetworkDesk, start: str | None, end: str | None, price: float | None) -> SearchJob:
        """Start the search of a network's chokepoints.

        Raises:
            UsageError: too many run already, for all sessions together.
        """
        with self._lock:
            others = [each.job for each in self._desks.values() if each is not desk and each.job is not None]
        if sum(job.status == "running" for job in others) >= SEARCHES:
            message = f"{SEARCHES} searches run already; try again in a while"
            raise UsageError(message)
        return desk.search(start, end, price)

    def close(self) -> None:
        """End and forget everything."""
        with self._lock:
            desks = list(self._desks.values())
            self._desks.clear()
        for desk in desks:
            desk.close()
        self._shelf.close()

    def _put_to_rest(self) -> None:
        """End the processes of all but the latest few."""
        with self._lock:
            awake = [desk for desk in self._desks.values() if desk.awake]
        for desk in awake[:-AWAKE]:
            desk.rest()


def own_network() -> bool:
    """Tell whether this request's session has a network."""
    networks = current_app.extensions.get(EXTENSION) if has_request_context() else None
    return networks is not None and networks.current() is not None
