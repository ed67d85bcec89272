"""``levier serve``: who is admitted, and what is refused before anything is opened."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from levier.cli.serving import admission, listen
from levier.errors import UsageError
from tests.cli.conftest import Call

TOKEN = "correct horse battery staple"  # noqa: S105 - a test's


@pytest.fixture(autouse=True)
def _no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEVIER_TOKEN", raising=False)


def test_another_address_without_a_token_is_refused(call: Call) -> None:
    code, out, errors = call("serve", "--host", "0.0.0.0", "--no-browser")  # noqa: S104 - refused
    assert code == 2
    assert out == ""
    assert "token" in errors
    assert errors.count("\n") == 1


def test_this_machine_needs_no_token() -> None:
    rules = admission("127.0.0.1", None, [])
    assert rules.token == ""
    assert rules.admits("")
    assert not rules.knows("evil.example")


def test_a_token_comes_from_a_file_or_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    rules = admission("192.0.2.1", file, ["levier.example"])
    assert rules.fits(TOKEN)
    assert rules.knows("levier.example:443")
    assert rules.knows("192.0.2.1:8050")
    assert not rules.knows("evil.example")
    monkeypatch.setenv("LEVIER_TOKEN", TOKEN)
    assert admission("127.0.0.1", None, []).fits(TOKEN)


def test_short_missing_or_nameless_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        admission("192.0.2.1", tmp_path / "none", [])
    monkeypatch.setenv("LEVIER_TOKEN", "short")
    with pytest.raises(UsageError, match="at least 16"):
        admission("192.0.2.1", None, [])
    monkeypatch.setenv("LEVIER_TOKEN", TOKEN)
    with pytest.raises(UsageError, match="public-name"):
        admission("0.0.0.0", None, [])  # noqa: S104 - refused


def test_what_cannot_be_listened_to_is_told() -> None:
    def quiet(_: str) -> None:
        return

    with pytest.raises(UsageError, match="belong together"):
        listen(None, "127.0.0.1", 0, (Path("a.pem"), None), browser=False, say=quiet)
    with pytest.raises(UsageError, match="65535"):
        listen(None, "127.0.0.1", 70000, (None, None), browser=False, say=quiet)
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UsageError, match="another --port"):
        listen(None, "127.0.0.1", taken.getsockname()[1], (None, None), browser=False, say=quiet)
