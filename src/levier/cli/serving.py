"""How the workbench is served: whom it admits, where it listens, and how it ends."""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from levier.analysis.desk import Desk
    from levier.view.workbench import Guard

__all__ = ["admission", "listen", "opened"]

TOKEN = "LEVIER_TOKEN"  # noqa: S105 - the name of the variable
SHORTEST = 16
HIGHEST_PORT = 65535


def admission(host: str, token_file: Path | None, names: list[str]) -> Guard:
    """Return who may ask.

    Raises:
        UsageError: another address than this machine's own without a token, or a token that is too short.
    """
    from levier.view.workbench import Guard
    from levier.view.workbench.guard import LOCAL

    token = _token(token_file)
    if host in LOCAL and not token:
        return Guard()
    if not token:
        message = (
            f"--host {host} is open to other machines: give a token of at least {SHORTEST} characters by "
            f"--token-file FILE or in the environment as {TOKEN}"
        )
        raise UsageError(message)
    if len(token) < SHORTEST:
        message = f"the token has {len(token)} characters; at least {SHORTEST} are needed"
        raise UsageError(message)
    own = () if host in LOCAL or host in ("0.0.0.0", "::") else (host,)  # noqa: S104 - compared, not bound to
    hosts = (*LOCAL, *own, *(name.lower() for name in names))
    if len(hosts) == len(LOCAL) and host not in LOCAL:
        message = f"--host {host} listens on every address: say what users call it by --public-name NAME"
        raise UsageError(message)
    return Guard(token, hosts)


def _token(file: Path | None) -> str:
    if file is None:
        return os.environ.get(TOKEN, "").strip()
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"--token-file {file} cannot be read: {error}"
        raise UsageError(message) from error


@contextmanager
def opened(package: str, year: int) -> Iterator[Desk]:
    """Give the desk of a package, loading in the background; end it in the end.

    Raises:
        DatasetError: there is no such package.
    """
    from levier.analysis.desk import Desk
    from levier.dataset import read

    read(package)  # a name that is wrong is told here, not in the browser
    desk = Desk(package, year)
    desk.start()
    try:
        yield desk
    finally:
        desk.close()


def listen(
    server: Any,
    host: str,
    port: int,
    keys: tuple[Path | None, Path | None],
    *,
    browser: bool,
    say: Callable[[str], Any],
) -> None:
    """Serve until interrupted.

    Raises:
        UsageError: the port cannot be had, or a certificate comes without its key.
    """
    from werkzeug.serving import make_server

    certificate, key = keys
    if (certificate is None) != (key is None):
        message = "--certificate and --key belong together"
        raise UsageError(message)
    if not 0 <= port <= HIGHEST_PORT:
        message = f"--port {port} is none; 0 to {HIGHEST_PORT} are possible"
        raise UsageError(message)
    context = None if certificate is None else (str(certificate), str(key))
    with _bound(host, port) as place:
        port = place.getsockname()[1]
        running = make_server(
            host, port, server, threaded=True, request_handler=_quiet(), ssl_context=context, fd=place.fileno()
        )
        scheme = "http" if context is None else "https"
        address = f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}/"
        say(f"workbench: {address} (end it with Ctrl-C)\n")
        if browser:
            import webbrowser

            webbrowser.open(address)
        try:
            running.serve_forever()
        finally:
            running.server_close()


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket at an address.

    Raises:
        UsageError: it cannot be had.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        message = f"cannot listen on {host}, port {port} ({error.strerror or error}); another --port may be free"
        raise UsageError(message) from error


def _quiet() -> Any:
    """Return a handler of requests that writes no log and tells no versions."""
    from werkzeug.serving import WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log(self, *_: Any, **__: Any) -> None:
            """Write nothing: addresses hold what users look at."""

        def version_string(self) -> str:
            return "levier"

    return Quiet
