"""The same sweep on a Dask cluster of two workers; needs the extra `cluster`."""

from __future__ import annotations

import pytest

from levier.engine import Engine
from levier.engine.executor import make_executor
from levier.errors import UsageError
from tests.engine.frozen import web
from tests.engine.test_workers import same


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(UsageError, match=r"levier\[cluster\]"):
        make_executor(2, "tcp://127.0.0.1:1")


def test_an_address_that_is_none_is_named() -> None:
    with pytest.raises(UsageError, match=r"no Dask scheduler at 'nonsense'.*tcp://HOST:PORT"):
        make_executor(2, "nonsense")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_local_cluster_gives_the_same() -> None:
    import distributed

    program = web(11, buses=6, links=12)
    alone = Engine(program, workers=0).sweep(k=2)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, protocol="tcp://", host="127.0.0.1"
        ) as cluster,
        Engine(program, cluster=cluster.scheduler_address) as engine,
    ):
        same(engine.sweep(k=2), alone)
