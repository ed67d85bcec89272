"""The command line: answers, one clear message for wrong input, exit codes, nothing half-written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from levier.cli.front import COMMANDS, front_page
from levier.dataset import read, write_directory

if TYPE_CHECKING:
    from collections.abc import Callable


def test_help_lists_the_commands_and_imports_nothing_heavy() -> None:
    """The light path stays light: no library of numbers, networks or solvers, not even what parses commands."""
    script = (
        "import sys; sys.argv = ['levier', '--help']\n"
        "from levier.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = ('pypsa', 'pandas', 'numpy', 'scipy', 'highspy', 'linopy', 'plotly', 'networkx', 'cyclopts', 'rich')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    words = [sys.executable, "-c", script]
    shown = subprocess.run(words, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own words
    for name, line in COMMANDS.items():
        assert name in shown
        assert line in " ".join(shown.split())
    assert shown.strip().endswith("[]")


def test_the_front_page_is_shown_without_words_too_and_fits(call: Callable[..., tuple[int, str, str]]) -> None:
    assert call() == call("--help") == call("-h")
    assert call()[0] == 0
    assert max(map(len, front_page(50).splitlines())) <= 50


def test_every_command_of_the_front_page_can_be_called(call: Callable[..., tuple[int, str, str]]) -> None:
    for name in COMMANDS:
        code, out, _ = call(name, "--help")
        assert code == 0
        assert f"levier {name}" in out


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["stress"], ["either a shock", "--cut"]),
        (["stress", "cpc_closd"], ["cpc_closd", "cpc_closed"]),
        (["stress", "--cut", "cpcc", "--months", "1"], ["group 'cpcc'", "cpc"]),
        (["stress", "--cut", "cpc", "--start", "13"], ["start 13", "1 to 12"]),
        (["stress", "--cut", "cpc", "--months", "0"], ["months", "greater than or equal to 1"]),
        (["stress", "nowhere.yaml"], ["nowhere.yaml", "no such"]),
        (["base", "--year", "1950"], ["1950", "2023, 2024, 2025"]),
        (["base", "--family", "crud"], ["'crud'", "crude"]),
        (["base", "no-such-package"], ["'no-such-package' ships with Levier. Shipped packages: eurasia"]),
        (["diff", "a.json", "b.json"], ["a.json"]),
        (["base", "--yaer", "2024"], ["--yaer", "--year"]),
        (["base", "--year", "two"], ["two"]),
        (["strss"], ["strss", "stress"]),
    ],
)
def test_wrong_input_gives_one_message_and_exit_2(
    call: Callable[..., tuple[int, str, str]], words: list[str], parts: list[str]
) -> None:
    """What, where, what is allowed; never a traceback."""
    code, out, err = call(*words)
    assert code == 2
    assert err.startswith("levier: ")
    assert "Traceback" not in out + err
    for part in parts:
        assert part in err


def test_check_passes_on_the_shipped_package(call: Callable[..., tuple[int, str, str]]) -> None:
    """The package we ship has no error."""
    code, out, _ = call("check", "eurasia", "--json")
    body = json.loads(out)
    assert code == 0
    assert body["errors"] == 0


def test_check_names_the_place_of_an_error(call: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """A broken cell: file, row, field, value, what is allowed; exit 2."""
    folder = write_directory(read("eurasia"), tmp_path / "broken")
    places = folder / "places.csv"
    lines = places.read_text(encoding="utf-8").splitlines()
    cells = lines[3].split(",")
    lines[3] = lines[3].replace(f",{cells[3]},", ",Atlantis,", 1)
    places.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, out, _ = call("check", str(folder))
    assert code == 2
    assert "places.csv" in out
    assert "row 4" in out
    assert "country" in out
    assert "Atlantis" in out


def test_stress_by_yaml_gives_json_that_adds_up(call: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """A user's own shock file; countries add up to the system; the file is written whole."""
    shock = tmp_path / "mine.yaml"
    shock.write_text(
        "name: West zone cut off\nfamilies: [power]\nstart: 7\nmonths: 1\n"
        "effects:\n  - kind: cut\n    select: {group: ru_kz_west}\n",
        encoding="utf-8",
    )
    out_file = tmp_path / "answer.json"
    code, _, err = call("stress", str(shock), "--year", "2024", "--out", str(out_file))
    assert code == 0, err
    body = json.loads(out_file.read_text(encoding="utf-8"))
    borne = sum(row["loss"] for row in body.get("loss by who bears it (M USD)", []))
    assert borne == pytest.approx(body["loss_musd"], abs=0.5)
    assert abs(body["imbalance_musd"]) <= 1e-6 * max(1.0, abs(body["loss_musd"]))
    assert list(tmp_path.glob(".*tmp")) == []


def test_export_and_diff_of_a_package(call: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """A package exported as zip is the same package; one changed price is one difference."""
    target = tmp_path / "copy.zip"
    code, _, err = call("export", "--what", "package", "--out", str(target))
    assert code == 0, err
    code, out, err = call("diff", "eurasia", str(target), "--json")
    assert code == 0, err
    assert json.loads(out)["differences"] == 0
    folder = write_directory(read("eurasia"), tmp_path / "changed")
    prices = folder / "prices.csv"
    lines = prices.read_text(encoding="utf-8").splitlines()
    head = lines[0].split(",")
    cells = lines[1].split(",")
    where = head.index("high")
    cells[where] = str(float(cells[where]) + 1)
    lines[1] = ",".join(cells)
    prices.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, out, err = call("diff", "eurasia", str(folder), "--json")
    assert code == 0, err
    rows = json.loads(out)["inputs"]
    assert [(r["table"], r["field"]) for r in rows] == [("prices", "high")]


def test_export_netcdf_opens_in_pypsa(call: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """The exported network keeps the extra columns."""
    import pypsa

    target = tmp_path / "power.nc"
    code, _, err = call("export", "--family", "power", "--out", str(target))
    assert code == 0, err
    network = pypsa.Network(str(target))
    links = network.c.links.static
    assert {"asset", "territory", "operator", "sources", "cost_true", "cost_wedge"} <= set(links.columns)
    assert (links["sources"] != "").any()
