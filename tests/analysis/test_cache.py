"""The cache: an answer is found once; whatever could change it is another question; nothing foreign is read."""

from __future__ import annotations

import errno
import os
import pickle
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from levier.analysis.cache import MAGIC, Cache, default_folder, key_of
from levier.analysis.provenance import code_hash
from levier.errors import UsageError
from levier.system import System
from tests.system import toys, worlds


class Asked:
    """A question that counts how often it is answered."""

    def __init__(self, answer: Any) -> None:
        """Remember the answer."""
        self.answer, self.times = answer, 0

    def __call__(self) -> Any:
        self.times += 1
        return self.answer


def entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_the_second_time_is_taken_and_equal(oil: System, tmp_path: Path) -> None:
    ask = Asked({"loss": [1.5, 2.5], "of": oil})
    first, second = Cache(tmp_path / "c"), Cache(tmp_path / "c")
    found = first.get(oil, "what", ask)
    kept = second.get(oil, "what", ask)
    assert ask.times == 1
    assert kept["loss"] == found["loss"]
    assert (first.found, second.taken) == (["what"], ["what"])


def test_the_system_is_not_kept_with_the_answer(oil: System, tmp_path: Path) -> None:
    """What is read back holds the system of whoever asks, not a copy of it."""
    Cache(tmp_path / "c").get(oil, "what", lambda: {"of": oil, "package": oil.package})
    again = toys.system(worlds.oil())
    kept = Cache(tmp_path / "c").get(again, "what", Asked(None))
    assert kept["of"] is again
    assert kept["package"] is again.package
    assert entries(tmp_path / "c")[0].stat().st_size < len(pickle.dumps(oil))


def test_another_question_row_file_year_or_library_is_another_key(oil: System, monkeypatch: pytest.MonkeyPatch) -> None:
    package, code = oil.package, code_hash()
    keys = [
        key_of(oil, "what", code),
        key_of(oil, "what else", code),
        key_of(replace(oil, package=replace(package, hash="0" * 64)), "what", code),
        key_of(replace(oil, package=replace(package, extras={"shocks/a.yaml": b"x"})), "what", code),
        key_of(oil.with_capacity("paper"), "what", code),
        key_of(oil, "what", "another code"),
    ]
    monkeypatch.setattr("levier.analysis.cache.versions", lambda: (("highspy", "0"),))
    keys.append(key_of(oil, "what", code))
    assert len(set(keys)) == len(keys)


def test_a_changed_row_of_a_package_misses(tmp_path: Path) -> None:
    """The tables themselves, read again with one cell changed."""
    ask = Asked(1)
    tables = worlds.oil()
    for _ in range(2):
        Cache(tmp_path / "c").get(toys.system(tables), "what", ask)
    assert ask.times == 1
    tables["slots"][0]["capacity"] = 51
    Cache(tmp_path / "c").get(toys.system(tables), "what", ask)
    assert ask.times == 2


def test_a_changed_source_file_misses(tmp_path: Path) -> None:
    for name in ("engine", "view"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.py").write_text("x = 1\n", encoding="utf-8")
    before, showing = code_hash(tmp_path, ["view"]), code_hash(tmp_path)
    (tmp_path / "view" / "a.py").write_text("x = 2\n", encoding="utf-8")
    assert code_hash(tmp_path, ["view"]) == before
    assert code_hash(tmp_path) != showing
    (tmp_path / "engine" / "a.py").write_text("x = 2\n", encoding="utf-8")
    assert code_hash(tmp_path, ["view"]) != before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-3]),
        lambda path: path.write_bytes(path.read_bytes()[:-3] + b"abc"),
        lambda path: path.write_bytes(path.read_bytes().replace(MAGIC, b"another cache 0\n")),
        lambda path: path.chmod(0o622),
        lambda path: (path.rename(path.with_suffix(".old")), path.symlink_to(path.with_suffix(".old"))),
    ],
    ids=["empty", "cut short", "changed", "another format", "writable by others", "a link"],
)
def test_a_spoilt_entry_is_found_again(oil: System, tmp_path: Path, spoil: Any) -> None:
    ask = Asked("answer")
    Cache(tmp_path / "c").get(oil, "what", ask)
    spoil(next(path for path in entries(tmp_path / "c") if path.suffix == ".answer"))
    assert Cache(tmp_path / "c").get(oil, "what", ask) == "answer"
    assert ask.times == 2


def test_an_entry_under_another_name_is_found_again(oil: System, tmp_path: Path) -> None:
    """An entry says which question it answers: one that was moved answers no other."""
    cache = Cache(tmp_path / "c")
    cache.get(oil, "one", lambda: 1)
    path = entries(tmp_path / "c")[0]
    path.rename(tmp_path / "c" / f"{key_of(oil, 'two', cache.code)}.answer")
    assert cache.get(oil, "two", lambda: 2) == 2


def test_entries_are_private_and_whole(oil: System, tmp_path: Path) -> None:
    """Also where the user's mask would let others read; what fails leaves nothing behind."""
    before = os.umask(0)
    try:
        cache = Cache(tmp_path / "c")
        cache.get(oil, "what", lambda: 1)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "c").stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in entries(tmp_path / "c")] == [0o600]
    assert cache.get(oil, "no answer that can be kept", lambda: lambda: 2)() == 2
    assert len(entries(tmp_path / "c")) == 1


def test_what_cannot_be_written_is_told_once_and_answered(
    oil: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    cache = Cache(tmp_path / "c", said.append)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert [cache.get(oil, name, Asked(name)) for name in "ab"] == ["a", "b"]
    assert entries(tmp_path / "c") == []
    assert len(said) == 1
    assert "No space left on device" in cache.unkept


def test_a_part_of_a_system_is_another_key() -> None:
    whole = toys.system(worlds.oil())
    topology = replace(whole.topology, assets=whole.topology.assets.iloc[:-1])
    assert key_of(whole, "what", "") != key_of(replace(whole, topology=topology), "what", "")


def test_an_answer_that_failed_by_chance_is_found_again(oil: System, tmp_path: Path) -> None:
    ask, cache = Asked("crashed"), Cache(tmp_path / "c")
    for _ in range(2):
        cache.get(oil, "what", ask, lasting=lambda found: found != "crashed")
    assert ask.times == 2
    assert entries(tmp_path / "c") == []


def test_a_folder_of_others_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c").chmod(0o777)
    with pytest.raises(UsageError, match=r"can be written by others; chmod 700 it.* or use --no-cache"):
        Cache(tmp_path / "c")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="no folder"):
        Cache(tmp_path / "file")
    (tmp_path / "c").chmod(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(UsageError, match="belongs to someone else"):
        Cache(tmp_path / "c")


def test_nothing_is_kept_without_a_folder(oil: System) -> None:
    ask = Asked(1)
    cache = Cache(None)
    assert [cache.get(oil, "what", ask) for _ in range(2)] == [1, 1]
    assert ask.times == 2


def test_what_was_finished_before_an_interruption_is_kept(oil: System, tmp_path: Path) -> None:
    ask = Asked(1)

    def interrupted() -> int:
        raise KeyboardInterrupt

    cache = Cache(tmp_path / "c")
    cache.get(oil, "first", ask)
    with pytest.raises(KeyboardInterrupt):
        cache.get(oil, "second", interrupted)
    again = Cache(tmp_path / "c")
    assert again.get(oil, "first", ask) == 1
    assert (ask.times, again.taken) == (1, ["first"])


def test_the_default_folder_follows_xdg(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "levier"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_folder() == tmp_path / ".cache" / "levier"
