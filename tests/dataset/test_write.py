"""Writing: what was written reads back the same, complete or not at all, and zips are not trusted."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from pandas.testing import assert_frame_equal

from levier.dataset import check, files, read, write_directory, write_zip
from levier.dataset.write import package_files
from levier.errors import DatasetError

if TYPE_CHECKING:
    from pathlib import Path


def test_round_trip(tiny: Path, tmp_path: Path) -> None:
    """Folder and zip hold the same tables, extras and hash; a second writing gives the same bytes."""
    package = read(tiny)
    folder = read(write_directory(package, tmp_path / "out" / "copy"))
    archive = read(write_zip(package, tmp_path / "copy.zip"))
    for copy in (folder, archive):
        for name in package.tables:
            assert_frame_equal(package.table(name), copy.table(name))
        assert copy.extras == package.extras
    assert folder.hash == archive.hash
    assert package_files(folder) == package_files(package)
    first = (tmp_path / "copy.zip").read_bytes()
    assert write_zip(archive, tmp_path / "copy.zip").read_bytes() == first
    assert check(tmp_path / "copy.zip", frictionless=False) == []


def test_a_zip_may_hold_the_package_in_a_folder(tiny: Path, tmp_path: Path) -> None:
    """A zip of a folder is read like the folder."""
    with zipfile.ZipFile(tmp_path / "nested.zip", "w") as archive:
        for name, data in package_files(read(tiny)).items():
            archive.writestr(f"eurasia-main/{name}", data)
    assert read(tmp_path / "nested.zip").table("places")["id"].tolist() == ["tengiz", "novo"]


def test_nothing_is_overwritten_or_left_half_done(tiny: Path, tmp_path: Path) -> None:
    """A folder in use is refused, an empty one taken, and no draft stays behind."""
    package = read(tiny)
    with pytest.raises(DatasetError, match="there already"):
        write_directory(package, tiny)
    (tmp_path / "empty").mkdir()
    write_directory(package, tmp_path / "empty")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for write in (write_directory, write_zip):
        with pytest.raises(DatasetError, match="cannot be written"):
            write(package, tmp_path / "file" / "copy")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file", "tiny"]


@pytest.mark.parametrize("name", ["../evil.csv", "a/../../evil.csv", "/etc/evil.csv", "..\\evil.csv", "C:/evil.csv"])
def test_zip_entries_outside_the_package_are_refused(tiny: Path, tmp_path: Path, name: str) -> None:
    """No entry may climb out of the package."""
    archive = write_zip(read(tiny), tmp_path / "evil.zip")
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(name, "x")
    with pytest.raises(DatasetError, match="points outside the package"):
        read(archive)
    (problem,) = check(archive)
    assert "points outside" in problem.message


def test_bombs_are_refused(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many files or too many bytes are refused, in a zip and in a folder."""
    archive = write_zip(read(tiny), tmp_path / "bomb.zip")
    for name in ("MAX_FILES", "MAX_BYTES"):
        with monkeypatch.context() as patch:
            patch.setattr(files, name, 3)
            for source in (archive, tiny):
                with pytest.raises(DatasetError, match="too large for a data package"):
                    read(source)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not really", b"id,name\n"])
def test_broken_zips_are_told(tmp_path: Path, data: bytes) -> None:
    """What is no zip is one problem."""
    path = tmp_path / "broken.zip"
    path.write_bytes(data)
    with pytest.raises(DatasetError, match="not a zip that can be read"):
        read(path)
    assert len(check(path)) == 1
