"""Processes beside a build: they do all that they are given, and what one is killed at is done all the same."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.desk.kept import FOLDER, Kept
from briefgen.pipeline.processes import pool
from briefgen.pipeline.processes.pool import Here, Processes
from briefgen.pipeline.worker import PdfWorker
from tests.bench import corpus
from tests.conftest import ROOT
from tests.tools import linked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
HERE = "tests.pipeline.processes.test_pool"


def double(number: int) -> int:
    """Twice the number."""
    return 2 * number


def fail(words: str) -> None:
    """Raises."""
    raise ValueError(words)


def rest(seconds: float) -> int:
    """Waits, and tells which process did."""
    time.sleep(seconds)
    return os.getpid()


AT_ONCE: list[int] = []


def alone() -> int:
    """How many others are in here at the same time."""
    AT_ONCE.append(1)
    time.sleep(0.05)
    AT_ONCE.pop()
    return len(AT_ONCE)


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with two cores and memory enough."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(pool, "free_memory", lambda: 1 << 40)


def test_many_tasks_are_all_done(two_cores: None) -> None:
    """More than any process may be thought to outlive, by more than one process."""
    processes = Processes()
    try:
        begun = [processes.submit(f"{HERE}:double", number) for number in range(400)]
        assert [one.result(120) for one in begun] == [2 * number for number in range(400)]
        assert len({one.result(120) for one in [processes.submit(f"{HERE}:rest", 0.2) for _ in range(4)]}) == 2
    finally:
        processes.close()


def test_memory_bounds_the_number_of_processes(two_cores: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is room for one, there is one."""
    monkeypatch.setattr(pool, "free_memory", lambda: pool.LARGEST + 1)
    processes = Processes()
    try:
        assert len({one.result(60) for one in [processes.submit(f"{HERE}:rest", 0.05) for _ in range(4)]}) == 1
    finally:
        processes.close()


def test_in_this_process_one_is_set_at_a_time() -> None:
    """Documents are finished by threads: what the engine is told for a part of one must not hold for another, nor stay."""
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: Here().submit(f"{HERE}:alone").result(60), range(4)))
    assert found == [0, 0, 0, 0]


@pytest.mark.parametrize("runs", ["here", "beside"])
def test_what_a_task_raises_is_raised(runs: str) -> None:
    """With its own type and words."""
    where = Here() if runs == "here" else Processes()
    with pytest.raises(ValueError, match="so it is"):
        where.submit(f"{HERE}:fail", "so it is").result(60)
    if isinstance(where, Processes):
        where.close()


def test_a_large_document_survives_the_death_of_its_processes(two_cores: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One is killed while parts are set: the file has the same bytes, and what was kept is whole."""
    desk = linked.in_chapters(DeskFolder(corpus.write(tmp_path / "desk", 6)))
    page = linked.page_of(desk)
    expected, _, _ = linked.linked(page, desk.templates)
    killed = []

    def noted(kept: bool | None) -> None:
        if kept is False and not killed:
            [victim, *_] = worker._runs._pool.result()._processes.values()  # type: ignore[union-attr]
            os.kill(victim.pid, signal.SIGKILL)
            killed.append(victim.pid)

    with PdfWorker(["pdf"], Kept(desk.root)) as worker:
        worker.noted = noted
        product, _ = worker.submit("pdf", page, desk.templates).result()
    assert killed
    assert product.data == expected
    assert product.problems == ()
    assert linked.linked(page, desk.templates, Kept(desk.root))[0] == expected


def test_a_build_that_can_have_no_process_sets_its_pages_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses one: the file is made all the same."""

    def refuse(*_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(pool, "ProcessPoolExecutor", refuse)
    desk = DeskFolder(corpus.write(tmp_path / "desk", 1))
    with PdfWorker(["pdf"]) as worker:
        product, _ = worker.submit("pdf", linked.page_of(desk), desk.templates).result()
    assert product.data.startswith(b"%PDF-")


def test_processes_end_at_once_when_told(two_cores: None) -> None:
    """Whatever they are at: the user has pressed Ctrl-C."""
    processes = Processes()
    begun = [processes.submit(f"{HERE}:rest", 600) for _ in range(3)]
    while not any(one.running() for one in begun):
        time.sleep(0.01)
    processes.close(at_once=True)
    assert all(one.cancelled() or isinstance(one.exception(), BrokenExecutor) for one in begun)


BUILD = [sys.executable, "-m", "briefgen", "build", "--format", "pdf-only", "--quiet"]


def processes_in(session: int) -> list[int]:
    """The processes that a build began and that are still there, but for those that have ended."""
    listed = subprocess.run(["ps", "-o", "pid=,stat=", "--sid", str(session)], capture_output=True, text=True, check=False)
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if not line.split()[1].startswith("Z")]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("ps"), reason="ps, which tells what processes there are, is not installed")
def test_a_build_that_is_killed_leaves_nothing_broken(tmp_path: Path) -> None:
    """kill -9 at many instants of the work, each of a build that goes on from what those before it kept: its processes end, no product is
    half there, and the next build has the bytes of one that was never disturbed."""
    desk, calm = (linked.in_chapters(DeskFolder(corpus.write(tmp_path / name, 30))) for name in ("desk", "calm"))
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    kept, target = desk.root / FOLDER / "kept", desk.root / "build"
    killed = 0
    for entries in (0, 1, 2, 3, 5, 8, 12, 16, 20, 24, 28):
        with subprocess.Popen(BUILD, cwd=desk.root, env=known, start_new_session=True) as begun:
            while begun.poll() is None and len(list(kept.glob("*/*"))) < entries:
                time.sleep(0.005)
            begun.kill()
        killed += begun.returncode == -signal.SIGKILL
        for _ in range(2000):
            if not processes_in(begun.pid):
                break
            time.sleep(0.01)
        assert processes_in(begun.pid) == []
        assert begun.returncode == 0 or not list(target.glob("*.pdf"))
    assert killed > 5
    for root in (desk.root, calm.root):
        done = subprocess.run(BUILD, cwd=root, env=known, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (calm.root / "build").glob("*.pdf"))
    assert len(names) == 3
    assert sorted(path.name for path in target.iterdir()) == sorted(path.name for path in (calm.root / "build").iterdir())
    assert [(target / name).read_bytes() for name in names] == [(calm.root / "build" / name).read_bytes() for name in names]


def test_a_build_that_is_stopped_leaves_nothing_broken(tmp_path: Path) -> None:
    """Ctrl-C while parts are set: the build ends at once with a word, its processes too, and the next one makes the whole pack."""
    desk = linked.in_chapters(DeskFolder(corpus.write(tmp_path / "desk", 40)))
    command = [*BUILD, "--product", "pack"]
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=desk.root, env=known, stderr=subprocess.PIPE, text=True, start_new_session=True) as begun:
        kept = desk.root / FOLDER / "kept"
        while begun.poll() is None and len(list(kept.glob("*/*"))) < 4:
            time.sleep(0.01)
        os.killpg(begun.pid, signal.SIGINT)
        _, told = begun.communicate(timeout=30)
    assert begun.returncode == 130
    assert "Traceback" not in told
    assert told.endswith("Stopped. What was there before is as it was.\n")
    assert not (desk.root / "build").exists()
    again = subprocess.run(command, cwd=desk.root, env=known, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert (desk.root / "build/bench-DRAFT.pdf").read_bytes().startswith(b"%PDF-")
