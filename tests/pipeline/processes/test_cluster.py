"""A build on a cluster: a scheduler and two workers on the loopback, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.desk.kept import Kept
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.pipeline.machine_key import machine_key
from briefgen.pipeline.processes.cluster import Cluster
from briefgen.pipeline.worker import PdfWorker
from tests.bench import corpus
from tests.conftest import ROOT
from tests.tools import linked

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="the processes of the test are told apart by /proc")]
PATIENCE = 60


class Loopback:
    """A scheduler and workers of one thread each, as processes of this machine that hear on the loopback only."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._file = folder, folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(self._file))
        until(self._file.is_file)

    @property
    def address(self) -> str:
        """Where the scheduler hears."""
        return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])

    def add_worker(self, **environment: str) -> None:
        """One more worker."""
        more = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--local-directory", str(self._folder))
        self.workers.append(self._start("worker", "--scheduler-file", str(self._file), *more, **environment))

    def _start(self, kind: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", kind, "--no-dashboard", *options]
        known = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__MEMORY__TARGET": "false", **environment}
        with (self._folder / f"{kind}-{len(self.workers)}.log").open("wb") as log:
            return subprocess.Popen(command, cwd=self._folder, env=known, stdout=log, stderr=log)

    def close(self) -> None:
        """Ends them all."""
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


def until(reached: object) -> None:
    """Waits until something is so."""
    begun = time.monotonic()
    while not reached():  # type: ignore[operator]
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.05)


@pytest.fixture
def loopback(tmp_path: Path) -> Iterator[Loopback]:
    """A scheduler without workers yet."""
    (tmp_path / "cluster").mkdir()
    cluster = Loopback(tmp_path / "cluster")
    yield cluster
    cluster.close()


def with_workers(loopback: Loopback, number: int) -> None:
    """Waits for so many workers, each of which sets the pages that this machine sets."""
    for _ in range(number):
        loopback.add_worker()
    from distributed import Client

    with Client(loopback.address, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=PATIENCE)


@pytest.mark.filterwarnings("default")
def test_the_same_bytes_whichever_worker_dies(loopback: Loopback, tmp_path: Path) -> None:
    """What one process sets, two workers set alike; what a killed one had is set by the other."""
    desk = linked.in_chapters(DeskFolder(corpus.write(tmp_path / "desk", 6)))
    page = linked.page_of(desk)
    expected, _, _ = linked.linked(page, desk.templates)
    with_workers(loopback, 2)
    told: list[bool | None] = []

    def noted(kept: bool | None) -> None:
        told.append(kept)
        if told.count(False) == 1 and kept is False:
            loopback.workers[0].send_signal(signal.SIGKILL)

    with PdfWorker(["pdf"], Kept(desk.root), on=loopback.address) as worker:
        worker.noted = noted
        product, _ = worker.submit("pdf", page, desk.templates).result()
    assert product.data == expected
    assert product.problems == ()
    assert loopback.workers[0].poll() == -signal.SIGKILL
    assert told.count(None) > 5


@pytest.mark.filterwarnings("default")
def test_a_worker_that_sets_other_pages_is_refused_by_name(loopback: Loopback) -> None:
    """It is named with the reason; where no other is there, nothing is built."""
    told: list[str] = []
    with_workers(loopback, 1)
    with pytest.raises(ContentError) as caught:
        Cluster(loopback.address, "another machine", told.append)
    assert [problem.code for problem in caught.value.problems] == ["cluster-unusable"]
    [words] = told
    assert words.startswith("Worker tcp://127.0.0.1:")
    assert "its code, fonts or libraries are others than here" in words
    Cluster(loopback.address, machine_key()).close()


@pytest.mark.parametrize("address", ["nowhere:1", "quick://127.0.0.1:1"])
def test_an_address_without_a_scheduler_is_told(address: str) -> None:
    """With what to do."""
    with pytest.raises(ContentError) as caught:
        Cluster(address, "")
    [problem] = caught.value.problems
    assert problem.code == "cluster-unusable"
    assert address in problem.message
