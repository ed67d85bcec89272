"""Contingencies made, drawn and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from levier.engine import CutList, Engine, NamedCut, every_cut, random_cuts, read_cuts
from levier.errors import UsageError
from tests.engine.frozen import web

CSV = "contingency,asset,probability\nnorth,link 0,0.1\nnorth,Link:link 1,\nsouth,supply 0,0.02\n"
YAML = "north: {assets: [link 0, 'Link:link 1'], probability: 0.1}\nsouth: {assets: [supply 0], probability: 0.02}\n"
LISTED = CutList((NamedCut("north", ("link 0", "Link:link 1"), 0.1), NamedCut("south", ("supply 0",), 0.02)))


def written(folder: Path, name: str, text: str) -> Path:
    """Write a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"), [("a.csv", CSV), ("a.yaml", YAML), ("a.yml", YAML), ("b.csv", "\ufeff" + CSV)]
)
def test_both_forms_are_read(tmp_path: Path, name: str, text: str) -> None:
    assert read_cuts(written(tmp_path, name, text)) == LISTED


def test_probabilities_are_not_needed(tmp_path: Path) -> None:
    found = read_cuts(written(tmp_path, "a.yaml", "north: [link 0]\n"))
    assert found.entries == (NamedCut("north", ("link 0",)),)
    assert read_cuts(written(tmp_path, "a.csv", "asset,contingency\nlink 0,north\n")) == found


def test_a_list_is_swept_by_cut_or_by_name() -> None:
    engine = Engine(web(4), workers=0)
    cuts = engine.sweep(cuts=LISTED.cuts)
    names = engine.sweep(k=1, groups=LISTED.groups)
    assert names["cut"].tolist() == [("north",), ("south",)]
    assert cuts["damage"].tolist() == pytest.approx(names["damage"].tolist())


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.txt", "", r"a\.txt: contingencies are read from \.csv, \.yaml, \.yml"),
        ("a.csv", "", r"columns are missing"),
        ("a.csv", "contingency,aset\n", r"columns are contingency, aset"),
        ("a.csv", "contingency,asset\n", r"holds no contingency"),
        ("a.csv", "contingency,asset\nnorth,\n", r"line 2: one contingency and one asset"),
        ("a.csv", "contingency,asset\nnorth,link 0,0.5\n", r"line 2: .* no more cells"),
        ("a.csv", "contingency,asset,probability\nn,a,often\n", r"line 2: the probability is 'often'"),
        ("a.csv", "contingency,asset,probability\nn,a,0.1\nn,b,0.2\n", r"line 3: 'n' has the probability 0\.2"),
        ("a.csv", "contingency,asset,probability\nn,a,2\n", r"a\.csv: the probability of 'n' is 2"),
        ("a.csv", "contingency,asset,probability\nn,a,0.6\ns,b,0.6\n", r"add up to 1\.2"),
        ("a.yaml", "- a\n", r"a mapping"),
        ("a.yaml", "north: [a\n", r"is not YAML"),
        ("a.yaml", "north: link 0\n", r"a\.yaml, north: a list of names"),
        ("a.yaml", "north: {asset: [a]}\n", r"north: a list of names"),
        ("a.yaml", "north: []\n", r"'north' names no asset"),
        ("a.yaml", "north: {assets: [a], probability: often}\n", r"north: the probability is 'often'"),
    ],
)
def test_wrong_files_are_refused_with_their_place(tmp_path: Path, name: str, text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_cuts(written(tmp_path, name, text))


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"contingency,asset\nn,\xff\xfe\n")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_cuts(path)


def test_names_are_given_once() -> None:
    with pytest.raises(UsageError, match="'n' is given twice"):
        CutList((NamedCut("n", ("a",)), NamedCut("n", ("b",))))


def test_every_cut_is_of_one_size() -> None:
    assert list(every_cut(["a", "b"], 3)) == []
    with pytest.raises(UsageError, match="k is 0"):
        every_cut(["a"], 0)


def test_random_cuts_are_different_and_repeatable() -> None:
    names = [f"e{i}" for i in range(20)]
    cuts = random_cuts(names, (1, 2, 3), 200, seed=5)
    assert cuts == random_cuts(names, (1, 2, 3), 200, seed=5)
    assert cuts != random_cuts(names, (1, 2, 3), 200, seed=6)
    assert len({frozenset(cut) for cut in cuts}) == 200
    assert {len(cut) for cut in cuts} == {1, 2, 3}
    assert all(list(cut) == sorted(cut, key=names.index) for cut in cuts)
    assert sorted(random_cuts(["a", "b", "c"], [2, 5], 3, seed=0)) == sorted(every_cut(["a", "b", "c"], 2))


@pytest.mark.parametrize(("sizes", "count"), [((2,), 4), ((0,), 1), ((), 1)])
def test_more_cuts_than_there_are(sizes: tuple[int, ...], count: int) -> None:
    with pytest.raises(UsageError, match="3 elements have"):
        random_cuts(["a", "b", "c"], sizes, count, seed=0)
