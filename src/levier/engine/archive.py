"""Programs on disk: a ``.npz`` of plain arrays with a hash of its content, no pickle."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse as sp

from levier.engine.labels import Labels
from levier.errors import LevierError
from levier.lp import LinearProgram

if TYPE_CHECKING:
    from levier.engine.program import Program

__all__ = ["content_hash", "load", "save"]

FORMAT = "levier-program-1"
LP_FIELDS = ("cost", "row_lower", "row_upper", "column_lower", "column_upper")
CODES = ("block", "name", "snapshot")


def content_hash(program: Program) -> str:
    """SHA-256 over everything a program holds, as 64 hexadecimal digits."""
    digest = hashlib.sha256(FORMAT.encode())
    for key, array in _arrays(program).items():
        digest.update(f"\n{key} {array.dtype.str} {array.shape}\n".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def save(program: Program, path: str | Path) -> Path:
    """Write a program; an unfinished file never bears the name.

    Returns:
        The path written.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            np.savez(file, allow_pickle=False, format=np.array(FORMAT), hash=np.array(program.hash), **_arrays(program))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def load(path: str | Path) -> Program:
    """Read a program and check its hash.

    Raises:
        LevierError: The file is not a saved program, or its content is not what was saved.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {key: file[key] for key in file.files}
        if str(arrays["format"]) != FORMAT:
            message = f"{path} holds {arrays['format']}; {FORMAT} is needed"
            raise LevierError(message)
        program = _program(arrays)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        message = f"{path} is not a saved program: {error}"
        raise LevierError(message) from error
    if program.hash != str(arrays["hash"]):
        message = f"{path} was damaged: its content has another hash than was saved"
        raise LevierError(message)
    return program


def _arrays(program: Program) -> dict[str, np.ndarray]:
    """All content as arrays, in a fixed order."""
    lp = program.lp
    found: dict[str, np.ndarray] = {field: getattr(lp, field) for field in LP_FIELDS}
    found |= {
        "offset": np.array(lp.offset),
        "shape": np.array(lp.shape, dtype=np.int64),
        "indptr": lp.matrix.indptr.astype(np.int64, copy=False),
        "indices": lp.matrix.indices.astype(np.int32, copy=False),
        "data": lp.matrix.data,
    }
    for side in ("column", "row"):
        labels: Labels = getattr(program, f"{side}_labels")
        found[f"{side}_blocks"] = _words(labels.blocks)
        found[f"{side}_names"] = _words(labels.names)
        found |= {f"{side}_{code}": getattr(labels, code) for code in CODES}
    found |= {
        "assets": _words(program.assets),
        "snapshots": _words(program.snapshots),
        "weights": program.weights,
        "hours": program.hours,
        "constant": np.array(program.constant),
        "capacity": program.capacity,
        "capital": program.capital,
        "initial": program.initial,
        "invest": np.array(program.invest),
    }
    return found


def _program(arrays: dict[str, np.ndarray]) -> Program:
    """Put a program together again."""
    from levier.engine.program import Program

    rows, columns = (int(i) for i in arrays["shape"])
    matrix = sp.csc_array((arrays["data"], arrays["indices"], arrays["indptr"]), shape=(rows, columns))
    fields: dict[str, Any] = {field: arrays[field] for field in LP_FIELDS}
    sides: dict[str, Any] = {
        f"{side}_labels": Labels(
            tuple(arrays[f"{side}_blocks"].tolist()),
            tuple(arrays[f"{side}_names"].tolist()),
            *(arrays[f"{side}_{code}"] for code in CODES),
        )
        for side in ("column", "row")
    }
    return Program(
        lp=LinearProgram(matrix=matrix, offset=float(arrays["offset"]), **fields),
        **sides,
        assets=tuple(arrays["assets"].tolist()),
        snapshots=tuple(arrays["snapshots"].tolist()),
        weights=arrays["weights"],
        hours=arrays["hours"],
        constant=float(arrays["constant"]),
        capacity=arrays["capacity"],
        capital=arrays["capital"],
        initial=arrays["initial"],
        invest="free" if str(arrays["invest"]) == "free" else "fixed",
    )


def _words(words: tuple[str, ...]) -> np.ndarray:
    """Words as fixed-width unicode."""
    return np.array(words, dtype=np.str_) if words else np.zeros(0, dtype="<U1")
