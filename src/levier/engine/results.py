"""Keep a sweep on disk while it runs: Parquet parts by atomic rename, and a manifest."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from levier.engine.evaluate import Answer
from levier.errors import LevierError, UsageError
from levier.lp import Basis

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Store", "read_sweep"]

MANIFEST = "manifest.json"
BASIS = "basis.npz"
PARTS = "parts"
RESULTS = "results.parquet"
FORMAT = "levier-sweep-2"
FLUSH = 1.0
MEANING = {"sweep": "its elements, their size, window or measures", "program": "its program"}


class Store:
    """The folder of one sweep.

    Finished batches are kept in parts, none of which is ever changed; a batch is in one part only.

    Args:
        folder: made if it does not exist.
        identity: what makes it this sweep: hashes of program and plan, versions.

    Raises:
        UsageError: The folder holds another sweep; the message says what differs.
        LevierError: Its manifest is damaged, or none of a sweep.
    """

    def __init__(self, folder: str | Path, identity: Mapping[str, Any]) -> None:
        """Open the folder, or make it."""
        self.folder = Path(folder)
        self.manifest: dict[str, Any] = {"format": FORMAT, **identity}
        path = self.folder / MANIFEST
        if path.exists():
            found = _manifest(path)
            differ = [MEANING.get(key, key) for key, value in self.manifest.items() if found.get(key) != value]
            if differ:
                message = f"{self.folder} holds another sweep ({', '.join(differ)} differ); give another folder"
                raise UsageError(message)
            self.manifest = found
        (self.folder / PARTS).mkdir(parents=True, exist_ok=True)
        for unfinished in self._unfinished():
            unfinished.unlink()
        self._waiting: list[tuple[int, list[Answer]]] = []
        self._flushed = time.monotonic()

    def _unfinished(self) -> list[Path]:
        """What a killed sweep left of its own files; the folder may hold others."""
        own = [path for name in (MANIFEST, BASIS, RESULTS) for path in self.folder.glob(_part_name(name, "*"))]
        return [*own, *(self.folder / PARTS).glob(_part_name("part-*", "*"))]

    def note(self, **values: Any) -> None:
        """Write values to the manifest."""
        self.manifest.update(values)
        text = json.dumps(self.manifest, indent=2) + "\n"
        _replace(self.folder / MANIFEST, lambda path: path.write_text(text, encoding="utf-8"))

    def keep_basis(self, basis: Basis) -> None:
        """Keep the basis where all warm starts begin."""

        def write(path: Path) -> None:
            with path.open("wb") as file:
                np.savez(file, columns=basis.columns, rows=basis.rows)

        _replace(self.folder / BASIS, write)

    def basis(self) -> Basis | None:
        """Read that basis, if it was kept for this sweep: the manifest is written after it."""
        path = self.folder / BASIS
        if not path.exists() or not (self.folder / MANIFEST).exists():
            return None
        with np.load(path) as arrays:
            return Basis(arrays["columns"], arrays["rows"])

    def batches(self) -> dict[int, list[Answer]]:
        """Read all batches that were finished.

        Raises:
            LevierError: A part is damaged.
        """
        import pyarrow.parquet as pq

        found: dict[int, list[Answer]] = {}
        for path in sorted((self.folder / PARTS).glob("*.parquet")):
            try:
                rows = pq.read_table(path).to_pylist()
            except (OSError, ValueError) as error:
                message = f"{path} cannot be read; remove it, and its part of the sweep is done again"
                raise LevierError(message) from error
            for row in rows:
                batch, cut, values = row.pop("batch"), tuple(row.pop("cut")), tuple(row.pop("measures"))
                found.setdefault(batch, []).append(Answer(cut=cut, measures=values, **row))
        return found

    def keep(self, batch: int, answers: list[Answer]) -> None:
        """Keep a finished batch; it is on disk about a second later."""
        self._waiting.append((batch, answers))
        if time.monotonic() - self._flushed > FLUSH:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting as one part."""
        waiting, self._waiting = self._waiting, []
        self._flushed = time.monotonic()
        if not waiting:
            return
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows = [(batch, answer) for batch, answers in waiting for answer in answers]
        table = pa.table(
            {
                "batch": pa.array([batch for batch, _ in rows], pa.int64()),
                "cut": pa.array([list(answer.cut) for _, answer in rows], pa.list_(pa.int32())),
                "objective": pa.array([answer.objective for _, answer in rows], pa.float64()),
                "status": [answer.status for _, answer in rows],
                "method": [answer.method for _, answer in rows],
                "iterations": pa.array([answer.iterations for _, answer in rows], pa.int64()),
                "ms": pa.array([answer.ms for _, answer in rows], pa.float64()),
                "fits": pa.array([answer.fits for _, answer in rows], pa.binary()),
                "measures": pa.array([list(answer.measures) for _, answer in rows], pa.list_(pa.float64())),
            }
        )
        path = self.folder / PARTS / f"part-{min(batch for batch, _ in waiting):08d}.parquet"
        _replace(path, lambda part: pq.write_table(table, part))

    def finish(self, frame: pd.DataFrame, **values: Any) -> None:
        """Write the results of all cuts, and the state of the sweep."""
        self.flush()
        frame = frame.assign(cut=frame["cut"].map(list))
        _replace(self.folder / RESULTS, lambda path: frame.to_parquet(path, index=False))
        self.note(**values)


def read_sweep(folder: str | Path) -> pd.DataFrame:
    """Read the results of a sweep that ended or was stopped.

    Args:
        folder: given to the sweep as `out`.

    Returns:
        The frame of the sweep.

    Raises:
        LevierError: There are no results in the folder; start the sweep again to resume it.
    """
    import pandas as pd

    path = Path(folder) / RESULTS
    if not path.exists():
        message = f"{path} does not exist: the sweep was killed before it wrote its results; run it again to resume"
        raise LevierError(message)
    frame = pd.read_parquet(path)
    return frame.assign(cut=frame["cut"].map(tuple))


def _replace(path: Path, write: Any) -> None:
    """Write a file under another name, and rename it: it is there whole or not at all."""
    part = path.with_name(_part_name(path.name, os.getpid()))
    write(part)
    part.replace(path)


def _part_name(name: str, process: object) -> str:
    """Name of a file that a process is writing."""
    return f".{name}.{process}.tmp"


def _manifest(path: Path) -> dict[str, Any]:
    """Read a manifest.

    Raises:
        LevierError: It is none.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        message = f"{path} is no manifest of a sweep ({error}); give another folder"
        raise LevierError(message) from error
    return found if isinstance(found, dict) else {}
