"""What a report keeps: reasons that stay and chunks without a gap; what failed by chance is asked again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from levier.analysis import compose
from levier.analysis.cache import Cache
from levier.analysis.compose import FULL_SAMPLES, Request
from levier.engine.executor import CrashError
from levier.errors import SolveError, UsageError
from levier.system import System


@pytest.mark.parametrize(
    ("error", "kept"), [(UsageError("no option"), 1), (SolveError("no optimum"), 0), (CrashError("died"), 0)]
)
def test_only_a_reason_that_stays_is_kept(oil: System, tmp_path: Path, error: Exception, kept: int) -> None:
    def find() -> None:
        raise error

    cache = Cache(tmp_path / "c")
    found = compose._answer_or_reason(lambda: cache.get(oil, "what", lambda: compose._lasting_answer(find)))
    assert found == compose._Reason(str(error))
    assert len(list((tmp_path / "c").iterdir())) == kept


def test_a_chunk_with_a_crashed_sample_is_asked_again(
    oil: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[int] = []

    def ask(_: object, points: list[int], *__: object, **___: Any) -> dict[int, Any]:
        times.append(len(points))
        return {
            n: "the worker died" if point == 60 and len(times) < 3 else {"a": 1.0} for n, point in enumerate(points)
        }

    monkeypatch.setattr(compose, "ask", ask)
    cache = Cache(tmp_path / "c")
    sampler: Any = None
    points: Any = list(range(70))
    first, second, third = (compose._asked(cache, oil, "about", sampler, points, []) for _ in range(3))
    assert first[60] == "the worker died"
    assert second[60] == third[60] == {"a": 1.0}
    assert times == [50, 20, 20]


@pytest.mark.parametrize(("samples", "seed"), [(-1, 1), (20_000, 1), (8, -1)])
def test_draws_out_of_range_are_refused_before_any_work(samples: int, seed: int) -> None:
    with pytest.raises(UsageError):
        Request(samples=samples, seed=seed)


def test_in_full_300_are_drawn_unless_told_otherwise() -> None:
    assert [Request(full=True).drawn, Request(samples=8, full=True).drawn, Request().drawn] == [FULL_SAMPLES, 8, 0]
