"""Who may ask the workbench, from where, and what its pages may load."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from flask import Response, redirect, request

from levier.view.workbench.desks import SESSION
from levier.view.workbench.login import login_page

if TYPE_CHECKING:
    from dash import Dash
    from werkzeug.wrappers import Response as Answer

__all__ = ["LOCAL", "LOGIN", "TOKEN_COOKIE", "Guard", "guard"]

LOCAL = ("localhost", "127.0.0.1", "::1")
LOGIN = "/sign-in"
TOKEN_COOKIE = "levier_token"  # noqa: S105 - the name of the cookie
OPEN = (LOGIN, "/style/report.css", "/assets/workbench.css")
MAX_BODY = 48_000_000
LONGEST_TOKEN = 1024


@dataclass(frozen=True)
class Guard:
    """The rules of one server.

    Attributes:
        token: what must be shown once; blank: nothing, which is for this machine's own address only.
        hosts: names that a request may call the server by; empty: any.
    """

    token: str = ""
    hosts: tuple[str, ...] = LOCAL
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def fits(self, token: str) -> bool:
        """Tell whether this is the token, in a time that does not depend on where they differ."""
        return hmac.compare_digest(_hashed(token), _hashed(self.token))

    def ticket(self) -> str:
        """Return what the cookie holds: no token, and of no use at another server."""
        return hmac.new(self._secret, self.token.encode(), sha256).hexdigest()

    def admits(self, ticket: str) -> bool:
        """Tell whether a cookie was given by this server."""
        return not self.token or hmac.compare_digest(_hashed(ticket), _hashed(self.ticket()))

    def knows(self, host: str) -> bool:
        """Tell whether a request calls the server by a name of its own (a rebound name does not).

        >>> Guard().knows("localhost:8050"), Guard().knows("[::1]:8050"), Guard().knows("evil.example")
        (True, True, False)
        """
        return not self.hosts or _bare(host) in self.hosts


def guard(app: Dash, rules: Guard) -> None:
    """Put the rules before every request, and the headers on every answer."""
    server = app.server
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    policy: dict[str, str] = {}

    def before() -> Answer | None:
        if not rules.knows(request.host):
            return Response("unknown host", status=421, mimetype="text/plain")
        if request.method == "POST" and not _same_origin():
            return Response("another origin", status=403, mimetype="text/plain")
        if request.path in OPEN or rules.admits(request.cookies.get(TOKEN_COOKIE, "")):
            return None
        if request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
            return redirect(LOGIN)
        return Response("sign in first", status=401, mimetype="text/plain")

    def after(answer: Response) -> Response:
        if not policy:
            policy["value"] = _policy(app)
        answer.headers.update(
            {
                "Content-Security-Policy": policy["value"],
                "X-Content-Type-Options": "nosniff",
                "X-Frame-Options": "DENY",
                "Referrer-Policy": "no-referrer",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            }
        )
        if SESSION not in request.cookies and answer.mimetype == "text/html":
            answer.set_cookie(SESSION, secrets.token_urlsafe(24), **_cookie(rules))
        return answer

    server.before_request(before)
    server.after_request(after)
    server.add_url_rule(LOGIN, "sign-in", lambda: _login(rules), methods=["GET", "POST"])


def _login(rules: Guard) -> Answer:
    if request.method == "GET":
        return login_page("")
    if not _encrypted():
        return login_page("no_tls", 403)
    if not rules.fits(request.form.get("token", "")[:LONGEST_TOKEN]):
        return login_page("bad_token", 403)
    answer = redirect("/")
    answer.set_cookie(TOKEN_COOKIE, rules.ticket(), **_cookie(rules))
    return answer


def _cookie(rules: Guard) -> dict[str, Any]:
    """Return how cookies are set; over the network they travel encrypted only."""
    return {"httponly": True, "samesite": "Strict", "secure": bool(rules.token), "path": "/"}


def _encrypted() -> bool:
    """Tell whether a request came encrypted, or from this machine itself."""
    return request.is_secure or request.headers.get("X-Forwarded-Proto", "") == "https" or _bare(request.host) in LOCAL


def _same_origin() -> bool:
    """Tell whether a posting page is our own; other programs send no origin."""
    origin = request.headers.get("Origin")
    return origin is None or origin.split("://", 1)[-1] == request.host


def _bare(host: str) -> str:
    """Return a host without its port and brackets."""
    if host.startswith("["):
        return host[1:].split("]", 1)[0].lower()
    return host.rsplit(":", 1)[0].lower() if host.count(":") == 1 else host.lower()


def _policy(app: Dash) -> str:
    """Return the policy of contents: own files only; Plotly and Mantine write style elements."""
    scripts = " ".join(["'self'", *app.csp_hashes()])
    rules = {
        "default-src": "'none'",
        "script-src": scripts,
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hashed(words: str) -> bytes:
    return sha256(words.encode("utf-8", "surrogatepass")).digest()
