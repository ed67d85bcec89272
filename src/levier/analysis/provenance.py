"""How a report was made: command, versions, code, seed and tolerances, so that anyone can make it again."""

from __future__ import annotations

import platform
import shutil
import subprocess
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import levier
from levier.lp import solve

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["Provenance", "code_hash", "extras_hash", "provenance_of", "still", "versions"]

LIBRARIES = (
    "pypsa", "linopy", "highspy", "numpy", "scipy", "pandas", "pyarrow", "networkx", "pydantic", "plotly", "jinja2",
    "babel", "shapely",
)  # fmt: skip
"""Libraries whose version can change a figure or how it is shown."""
PATIENCE = 5.0
"""Seconds that git may take."""


@dataclass(frozen=True)
class Provenance:
    """How a report was made.

    Attributes:
        command: what gives it again.
        seed, samples: of the draws; 0 samples: none were drawn.
        versions: Levier, Python and the libraries that matter, name and version.
        code: sha256 over Levier's own modules.
        commit: of the checkout that Levier runs from; blank where it is none.
        changed: that checkout holds changes which are not committed.
        tolerance: largest relative residual of an accepted solution (primal, dual, complementarity).
        given: the data package as it was named: a shipped name, or that of a folder or file; blank if not known.
        meanwhile: the code on the disk became another while the answers were computed.
    """

    command: str
    seed: int
    samples: int
    versions: tuple[tuple[str, str], ...]
    code: str
    commit: str
    changed: bool
    tolerance: float
    given: str = ""
    meanwhile: bool = False


def provenance_of(command: str = "levier report", *, seed: int = 1, samples: int = 0, given: str = "") -> Provenance:
    """Say how a report is being made; to be asked before it is computed, and again by :func:`still` after.

    Args:
        command: that makes it, without what only concerns this machine.
        seed: of the draws.
        samples: how many draws.
        given: the data package as it was named.

    >>> provenance_of().tolerance
    1e-06
    """
    commit, changed = _checkout()
    return Provenance(command, seed, samples, versions(), code_hash(), commit, changed, _tolerance(), given)


def still(before: Provenance) -> Provenance:
    """Return how a report was made, once it is: the same, or marked if the code became another meanwhile.

    Args:
        before: taken before anything was computed.

    >>> still(provenance_of()).meanwhile
    False
    """
    same = (code_hash(), _checkout()[0]) == (before.code, before.commit)
    return before if same else replace(before, meanwhile=True)


def versions() -> tuple[tuple[str, str], ...]:
    """Return name and version of Levier, Python and the libraries that matter."""
    own = (("levier", levier.__version__), ("python", platform.python_version()))
    return (*own, *((name, found) for name in LIBRARIES if (found := _version(name))))


def _tolerance() -> float:
    """Largest residual that a solve accepts where nothing else is asked."""
    return float((solve.__kwdefaults__ or {})["tolerance"])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def code_hash(root: Path | None = None, without: Collection[str] = ()) -> str:
    """Hash Levier's own modules, in the order of their paths.

    Args:
        root: folder of the modules; Levier's own if not given.
        without: packages that are left out.

    Returns:
        sha256 as 64 hexadecimal digits.

    >>> code_hash() == code_hash(), code_hash() == code_hash(without=["view"])
    (True, False)
    """
    root = Path(levier.__file__).parent if root is None else root
    total = sha256()
    for path in sorted(root.rglob("*.py")):
        inner = path.relative_to(root).as_posix()
        if inner.partition("/")[0] in ("data", *without):
            continue
        content = path.read_bytes()
        total.update(f"{inner}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def extras_hash(extras: Mapping[str, bytes]) -> str:
    """Hash the files of a package beside its tables: shocks, games, cases, questions.

    Args:
        extras: bytes by path inside the package.

    >>> extras_hash({"a": b"1", "b": b"2"}) == extras_hash({"b": b"2", "a": b"1"})
    True
    """
    total = sha256()
    for name in sorted(extras):
        total.update(f"{name}\n{len(extras[name])}\n".encode())
        total.update(extras[name])
    return total.hexdigest()


def _checkout() -> tuple[str, bool]:
    """Return the commit that Levier's own modules are at, and whether they differ from it; blank outside a checkout."""
    git, here = shutil.which("git"), Path(levier.__file__).parent
    if git is None or not _asked(git, here, "ls-files", "--", "__init__.py"):
        return "", False
    return _asked(git, here, "rev-parse", "HEAD"), bool(_asked(git, here, "status", "--porcelain", "--", "."))


def _asked(git: str, folder: Path, *words: str) -> str:
    """Ask git; blank where it has no answer."""
    try:
        done = subprocess.run(  # noqa: S603 - git as found, fixed arguments
            [git, "-C", str(folder), *words], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
