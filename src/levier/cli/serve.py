"""``levier serve``: the workbench, on this machine unless told otherwise."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from levier.cli.network_limits import NetworkMost

__all__ = ["serve"]

MOST = NetworkMost()


def serve(  # noqa: PLR0913 - the choices a user has
    package: str = "eurasia",
    *,
    year: int = 2024,
    port: int = 8050,
    host: str = "127.0.0.1",
    browser: bool = True,
    token_file: Path | None = None,
    public_name: Annotated[list[str] | None, Parameter(negative="")] = None,
    certificate: Path | None = None,
    key: Path | None = None,
    most: NetworkMost = MOST,
) -> None:
    """Open the workbench in a browser: cut a corridor on the map, see who loses what.

    Parameters
    ----------
    package
        Name of a shipped package, a directory, or a zip.
    year
        Base year.
    port
        Port to listen on; 0: any that is free.
    host
        Address to listen on. On any other than this machine's own, a token is demanded.
    browser
        Open a browser; `--no-browser` does not.
    token_file
        File that holds the token; or the environment's LEVIER_TOKEN. Never give it in an address.
    public_name
        On another address: a name users call this server by; repeat for more.
    certificate
        TLS certificate (PEM); without one, put a proxy with TLS in front of any other address.
    key
        Its private key (PEM).
    """
    from levier.cli.serving import admission, listen, opened
    from levier.view.workbench import make_app

    rules, limits = admission(host, token_file, public_name or []), most.limits()
    with opened(package, year) as desk:
        app = make_app(desk, rules, limits)
        try:
            listen(app.server, host, port, (certificate, key), browser=browser, say=sys.stderr.write)
        finally:
            for each in app.server.extensions["levier"]:
                each.close()
