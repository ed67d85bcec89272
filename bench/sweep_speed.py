"""What one contingency costs: PyPSA, linopy, bare HiGHS and Levier on the same cuts, with equal objectives.

.venv/bin/python bench/sweep_speed.py            # about eight minutes on a quiet machine
.venv/bin/python bench/sweep_speed.py --quick    # about one and a half

Writes ``out/bench/sweep_speed.md``, ``.csv`` and ``.png``. Each network has a process of its own, with the environment
of Levier's workers (one thread), so that its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import subprocess
import sys
import tempfile
import time
import warnings
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from help_time import RUNS, median_seconds
from speed.cases import cases

from levier.engine.executor import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 600.0
BUSY = 0.5


def main() -> None:
    """Measure all networks, or, as a child, one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few and small networks")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="only these networks")
    parser.add_argument("--child", metavar="FILE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        _child(given.only[0], Path(given.child), quick=given.quick)
        return
    names = [case.name for case in cases(quick=given.quick)]
    unknown = set(given.only or ()) - set(names)
    if unknown:
        parser.error(f"no network {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    _all(given.only or names, ROOT / "out" / "bench", quick=given.quick)


def _all(names: list[str], folder: Path, *, quick: bool) -> None:
    """Measure some networks one after the other; tables and plot are written anew after each."""
    from speed.plot import plot
    from speed.write import write

    load = os.getloadavg()[0]
    began = time.perf_counter()
    _tell("levier --help ...")
    help_seconds = median_seconds()
    folder.mkdir(parents=True, exist_ok=True)
    results, missing, files = [], [], []
    for name in names:
        _tell(f"{name} ...")
        result = _in_child(name, quick=quick)
        if isinstance(result, str):
            missing.append(f"{name}: {result}")
        else:
            results.append(result)
        files = write(results, _head(load, help_seconds, missing), folder)
        files.append(plot(results, folder / "sweep_speed.png"))
    _tell("")
    print(files[0].read_text(encoding="utf-8"))
    print(f"{time.perf_counter() - began:.0f} s; " + ", ".join(str(file.relative_to(ROOT)) for file in files))
    if missing:
        sys.exit(1)


def _in_child(name: str, *, quick: bool) -> dict[str, Any] | str:
    """Measure one network in a process of its own; return its numbers, or why there are none."""
    with tempfile.TemporaryDirectory() as folder:
        answer, errors = Path(folder) / "answer.json", Path(folder) / "errors"
        command = [sys.executable, __file__, "--only", name, "--child", str(answer), *(["--quick"] if quick else [])]
        path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
        environment = os.environ | ENVIRONMENT | {"PYTHONPATH": path}
        with errors.open("w") as sink:
            # What HiGHS prints about itself goes nowhere; what is done next comes over the terminal's own line.
            try:
                subprocess.run(  # noqa: S603 - this script
                    command, check=True, timeout=SECONDS, env=environment, stdout=subprocess.DEVNULL, stderr=sink
                )
            except subprocess.TimeoutExpired:
                return f"not done after {SECONDS:.0f} s"
            except subprocess.CalledProcessError:
                return errors.read_text().strip().splitlines()[-1]
        return json.loads(answer.read_text())


def _child(name: str, answer: Path, *, quick: bool) -> None:
    """Measure one network and write its numbers."""
    from speed.measure import measure

    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    case = next(case for case in cases(quick=quick) if case.name == name)
    numbers = measure(case, lambda step: _tell(f"{name}: {step}"))
    answer.write_text(json.dumps(numbers))


def _tell(what: str) -> None:
    """Show on a terminal, in one line, what is done now."""
    try:
        with Path("/dev/tty").open("w") as terminal:
            terminal.write(f"\r\x1b[K{what[:78]}")
    except OSError:
        return


def _head(load: float, help_seconds: float, missing: list[str]) -> str:
    """Say what was measured, when and where."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("pypsa", "linopy", "highspy"))
    busy = f"**loaded** (load average {load:.1f} before the start)" if load > BUSY else "quiet"
    lines = [
        "# What one contingency costs",
        "",
        f"{datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores; Python {platform.python_version()}, {versions}.",
        f"The machine was {busy}.",
        "All ways found the same objectives to 1e-6. The mean is over single cuts of elements with base flow; in",
        "brackets, how many. Floor and Levier took turns on the same cuts, the best round of each cut counts; neither",
        "prunes here. `Levier` is a cut as a worker sees it; `whole call` is `Engine.sweep` with planning, the race of",
        "warm against cold, and the frame. No worker imported PyPSA, linopy or xarray.",
        f"`levier --help` takes {help_seconds:.3f} s (warm, median of {RUNS}).",
    ]
    lines += [f"Not measured: {line}." for line in missing]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
