"""Programs on disk: the same program comes back, without PyPSA, and its hash tells contents apart."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from levier.engine import Program, compile_network, solve_program
from levier.errors import LevierError
from tests.engine import kitchen


@pytest.fixture(scope="module")
def program() -> Program:
    """Give one of everything, compiled."""
    return kitchen.compiled()


def test_what_was_saved_comes_back(program: Program, tmp_path: Path) -> None:
    path = program.save(tmp_path / "deep" / "program.npz")
    again = Program.load(path)
    assert again.hash == program.hash
    for field in dataclasses.fields(Program):
        one, other = getattr(program, field.name), getattr(again, field.name)
        if isinstance(one, np.ndarray):
            assert np.array_equal(one, other, equal_nan=True)
        elif isinstance(one, tuple | float | str):
            assert one == other
    assert again.columns.equals(program.columns)
    assert again.rows.equals(program.rows)
    assert solve_program(again).objective == solve_program(program).objective
    assert [p.name for p in path.parent.iterdir()] == ["program.npz"]


def test_the_hash_follows_the_content(program: Program) -> None:
    assert len(program.hash) == 64
    assert compile_network(kitchen.network()).hash == program.hash
    bound = program.bounded(np.array([0]), np.array([0.0]), np.array([0.5]))
    cost = program.costed(np.array([0]), np.array([77.0]))
    renamed = dataclasses.replace(program, snapshots=(*program.snapshots[:-1], "other"))
    free = kitchen.compiled("free")
    assert len({p.hash for p in (program, bound, cost, renamed, free)}) == 5


def test_other_files_are_no_programs(program: Program, tmp_path: Path) -> None:
    with pytest.raises(LevierError, match="not a saved program"):
        Program.load(tmp_path / "nowhere.npz")
    text = tmp_path / "text.npz"
    text.write_text("no program", encoding="utf-8")
    with pytest.raises(LevierError, match="not a saved program"):
        Program.load(text)
    path = program.save(tmp_path / "program.npz")
    with np.load(path) as file:
        arrays = {key: file[key] for key in file.files}
    arrays["cost"][0] += 1.0
    np.savez(path, **arrays)
    with pytest.raises(LevierError, match="damaged"):
        Program.load(path)


def test_a_worker_never_imports_pypsa(program: Program, tmp_path: Path) -> None:
    path = program.save(tmp_path / "program.npz")
    script = f"""
        import sys
        from levier.engine.program import Program
        from levier.lp import Highs
        program = Program.load({str(path)!r})
        for name in program.assets:
            program.alteration(name, snapshots=(1, 2))
        Highs(program.lp).solve()
        program.parts
        heavy = {{"pypsa", "linopy", "xarray", "pandas"}} & set(sys.modules)
        assert not heavy, heavy
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True)  # noqa: S603 - our own script
