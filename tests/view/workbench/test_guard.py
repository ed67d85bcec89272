"""Who may ask: hosts, origins, token, cookies, headers."""

from __future__ import annotations

import re
from typing import Any

from levier.view.workbench.guard import LOGIN, TOKEN_COOKIE, Guard

TOKEN = "correct horse battery staple"  # noqa: S105 - a test's
OUTSIDE = {"base_url": "https://levier.example"}


def test_every_answer_carries_the_headers(app: Any) -> None:
    answer = app.server.test_client().get("/", base_url="http://127.0.0.1:8050")
    policy = answer.headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_page_loads_nothing_from_elsewhere(app: Any) -> None:
    text = app.server.test_client().get("/", base_url="http://localhost").get_data(as_text=True)
    loaded = re.findall(r"<(?:script|link|img)[^>]*(?:src|href)=\"([^\"]+)\"", text)
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


def test_another_name_of_the_host_is_refused(app: Any) -> None:
    assert app.server.test_client().get("/", base_url="http://rebound.example").status_code == 421


def test_a_post_of_another_origin_is_refused(app: Any) -> None:
    client = app.server.test_client()
    headers = {"Origin": "https://evil.example"}
    assert client.post("/_dash-update-component", base_url="http://localhost", headers=headers).status_code == 403


def test_without_the_token_nothing_is_told(guarded: Any) -> None:
    client = guarded.server.test_client()
    for path in ("/_dash-layout", "/_dash-dependencies", "/", "/data", f"/?token={TOKEN}"):
        assert client.get(path, **OUTSIDE).status_code == 401
    page = client.get("/", headers={"Accept": "text/html"}, **OUTSIDE)
    assert page.status_code == 302
    assert page.headers["Location"] == LOGIN
    assert client.post("/_dash-update-component", json={}, **OUTSIDE).status_code == 401


def test_the_token_opens_once_and_travels_in_a_safe_cookie(guarded: Any) -> None:
    client = guarded.server.test_client()
    assert client.post(LOGIN, data={"token": "wrong"}, **OUTSIDE).status_code == 403
    answer = client.post(LOGIN, data={"token": TOKEN}, **OUTSIDE)
    assert answer.status_code == 302
    cookie = next(text for text in answer.headers.getlist("Set-Cookie") if text.startswith(TOKEN_COOKIE))
    assert TOKEN not in cookie
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Strict"))
    assert client.get("/_dash-layout", **OUTSIDE).status_code == 200


def test_the_token_is_not_taken_unencrypted(guarded: Any) -> None:
    client = guarded.server.test_client()
    assert client.post(LOGIN, data={"token": TOKEN}, base_url="http://levier.example").status_code == 403


def test_a_ticket_of_another_server_opens_nothing() -> None:
    one, other = Guard(TOKEN), Guard(TOKEN)
    assert one.admits(one.ticket())
    assert not one.admits(other.ticket())
    assert not one.admits("")
    assert one.fits(TOKEN)
    assert not one.fits(TOKEN[:-1])
    assert not one.fits("\ud800")
