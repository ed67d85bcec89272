"""`levier export --ftm`: a file that can be read again, and no options that would be ignored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from levier.dataset import read
from levier.system.control.ftm import stakes_from_ftm

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_file_holds_all_stakes(call: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    target = tmp_path / "new" / "out.ftm.json"
    code, out, err = call("export", "--ftm", str(target), "--json")
    assert code == 0, err
    lines = target.read_text(encoding="utf-8").splitlines()
    assert json.loads(out)["entities"] == len(lines)
    assert stakes_from_ftm(lines).stakes["id"].tolist() == read("eurasia").table("stakes")["id"].tolist()
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_options_of_networks_are_refused(call: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    target = tmp_path / "out.ftm.json"
    for more in (("--what", "csv"), ("--year", "2023"), ("--family", "gas"), ("--out", str(target))):
        code, _, err = call("export", "--ftm", str(target), *more)
        assert code == 2
        assert "--ftm writes ownership alone" in err
    assert not target.exists()
    code, _, err = call("export", "--ftm", str(tmp_path))
    assert code == 2
    assert "cannot be written" in err
