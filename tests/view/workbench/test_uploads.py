"""Uploads: whose they are, what is refused, and that a bomb does no harm."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from levier.errors import LevierError, UsageError
from levier.view.workbench.uploads import MAX_BYTES, Uploads, decoded
from tests.dataset.conftest import SCHEMA, VALID, to_csv


@pytest.fixture
def uploads() -> Iterator[Uploads]:
    held = Uploads()
    yield held
    held.close()


def sent(files: dict[str, bytes]) -> str:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return "data:application/zip;base64," + base64.b64encode(buffer.getvalue()).decode()


def tiny(**changed: bytes) -> dict[str, bytes]:
    import json

    files = {"datapackage.json": json.dumps(SCHEMA | {"name": "tiny", "version": "1"}).encode()}
    files |= {f"{table}.csv": to_csv(table, rows) for table, rows in VALID.items()}
    return files | {f"{name}.csv": data for name, data in changed.items()}


@pytest.mark.parametrize("contents", ["", "data:;base64,", "data:x;base64,????", "data:x;base64,aGVsbG8=", "hello"])
def test_what_is_no_zip_is_refused(contents: str) -> None:
    with pytest.raises(UsageError):
        decoded(contents)


def test_what_is_too_large_is_refused_unread() -> None:
    with pytest.raises(UsageError, match="too large"):
        decoded("data:application/zip;base64," + "A" * (MAX_BYTES * 4 // 3 + 8))


@pytest.mark.slow
def test_an_upload_is_checked_and_seen_by_its_session_only(uploads: Uploads) -> None:
    fine = uploads.add("one", sent(tiny()))
    assert fine.checked.name == "tiny"
    assert fine.checked.errors == 0
    assert uploads.get("two") is None
    broken = uploads.add("two", sent(tiny(supplies=b"id,place\nx,nowhere\n")))
    assert broken.checked.errors > 0
    assert any(problem.file == "supplies.csv" for problem in broken.checked.problems)
    assert uploads.get("one") is fine
    uploads.add("one", sent(tiny()))
    assert not fine.path.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"../../evil.csv": b"x", **tiny()}, "outside"),
        ({"bomb.csv": b"\0" * 300_000_000, **tiny()}, "too large"),
        ({"readme.txt": b"nothing"}, "no datapackage"),
    ],
    ids=["path traversal", "zip bomb", "no package"],
)
def test_hostile_zips_are_refused(uploads: Uploads, files: dict[str, bytes], said: str) -> None:
    with pytest.raises(LevierError, match=said):
        uploads.add("one", sent(files))
    assert uploads.get("one") is None


def test_no_session_no_upload(uploads: Uploads) -> None:
    with pytest.raises(UsageError, match="session"):
        uploads.add("", sent(tiny()))


def test_files_are_kept_under_names_of_our_own(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []
    monkeypatch.setattr("levier.view.workbench.uploads.check_apart", seen.append)
    uploads.add("../../one", sent(tiny()))
    assert seen[0].suffix == ".zip"
    assert len(seen[0].stem) == 32
    uploads.close()
    assert not seen[0].exists()
