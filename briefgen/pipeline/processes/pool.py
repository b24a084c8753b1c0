"""Processes beside this one: one that is ready soon, and others as there is work, as many as the machine bears."""

from __future__ import annotations

import gc
import os
import signal
import sys
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Lock, Thread
from typing import Any

LARGEST = 450_000_000
"""Bytes that a process may take; so much free memory there is to be for each."""
TIDIED = 250_000_000
"""Bytes from which a process looks for what it no longer needs, which it does not otherwise."""
ENGINE = "weasyprint"
READY = "briefgen.pipeline.processes.ready"
"""The module that loads the engine, once for all processes that are made from one where it was loaded."""

_AT_WORK = Lock()
"""Held while the engine works: there is one in a process, and what it is told for a part holds for all of it."""


class Processes:
    """Runs functions in processes of this machine."""

    def __init__(self) -> None:
        self._pool: Future[ProcessPoolExecutor] = Future()
        Thread(target=self._begin, daemon=True).start()  # the first process is there only once the engine is loaded

    def _begin(self) -> None:
        try:
            # Not with max_tasks_per_child: CPython 3.11 and 3.12 may wait for ever once a process has made way for another.
            workers = max(1, min(len(os.sched_getaffinity(0)), free_memory() // LARGEST))
            pool = ProcessPoolExecutor(workers, _context(), _begin)
            pool.submit(_nothing)  # a pool starts its first process with the first task
            self._pool.set_result(pool)
        except Exception as error:
            self._pool.set_exception(BrokenExecutor(f"no process could be made: {error}"))

    def submit(self, address: str, /, *arguments: Any) -> Future[Any]:
        """Begins a function. address: its module and its name. Raises BrokenExecutor where the processes died."""
        return self._pool.result().submit(call, address, *arguments)

    def close(self, *, at_once: bool = False) -> None:
        """Ends the processes and waits until they are gone. at_once: kills them, whatever they are at."""
        if self._pool.exception():
            return
        pool = self._pool.result()
        for process in list((getattr(pool, "_processes", None) or {}).values()) if at_once else ():
            with suppress(OSError, ValueError):
                process.kill()
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """How processes are made: of this one where the engine is loaded here, else of one that loads it once for all of them."""
    if ENGINE in sys.modules:
        return get_context("fork")
    context = get_context("forkserver")
    context.set_forkserver_preload([READY])
    return context


class Here:
    """Runs functions in this process, at once."""

    def submit(self, address: str, /, *arguments: Any) -> Future[Any]:
        """Calls a function; what it raises, `result` raises."""
        from briefgen.machine.pdf_engine import load_engine

        begun: Future[Any] = Future()
        with _AT_WORK:
            load_engine()
            try:
                begun.set_result(function(address)(*arguments))
            except Exception as error:
                begun.set_exception(error)
        return begun


def done(value: Any) -> Future[Any]:
    """What is there already, as a task that is done."""
    begun: Future[Any] = Future()
    begun.set_result(value)
    return begun


def function(address: str) -> Any:
    """The function of that module and name."""
    module, name = address.split(":")
    return getattr(import_module(module), name)


def call(address: str, /, *arguments: Any) -> Any:
    """Calls a function in a process made for that. Functions are called one after the other, in whatever thread: the engine is one."""
    with _AT_WORK:
        import_module(READY)
        result = function(address)(*arguments)
    if resident() > TIDIED:
        gc.collect()
    return result


def resident() -> int:
    """Bytes of memory that this process takes; 0 where the system does not tell."""
    with suppress(OSError, ValueError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def free_memory() -> int:
    """Bytes of memory that are to be had; as good as all where the system does not tell."""
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
    return 1 << 40


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that is asked to stop ends the others
    Thread(target=_end_with_its_parent, daemon=True).start()
    gc.disable()
    import_module(READY)


def _nothing() -> None:
    """Asks for nothing but a process."""


def _end_with_its_parent() -> None:
    """Ends this process once the one that made it is gone, killed for one: it would wait for tasks for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
