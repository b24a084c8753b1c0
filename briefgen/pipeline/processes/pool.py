"""Processes beside this one: one that is ready soon, and for much work as many as the machine bears."""

from __future__ import annotations

import gc
import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from threading import Lock
from typing import Any

MANY = 6
"""Tasks from which more than one process is worth its start."""
LARGEST = 450_000_000
"""Bytes that a process may take; so much free memory there is to be for each."""
TIDIED = 250_000_000
"""Bytes from which a process looks for what it no longer needs, which it does not otherwise."""
READY = "briefgen.pipeline.processes.ready"
"""The module that loads the engine, once for all processes that are made from one where it was loaded."""

_AT_WORK = Lock()


class Processes:
    """Runs functions in processes of this machine."""

    def __init__(self) -> None:
        self._one = ProcessPoolExecutor(1, get_context("fork"), _begin)
        self._one.submit(_nothing)  # a pool starts its process with the first task
        self._many: ProcessPoolExecutor | None = None

    def expect(self, tasks: int) -> None:
        """Makes more processes where so many tasks are to come, and the machine has cores and memory for them."""
        workers = min(tasks, len(os.sched_getaffinity(0)), free_memory() // LARGEST)
        if self._many is None and tasks >= MANY and workers > 1:
            context = get_context("forkserver")
            context.set_forkserver_preload([READY])
            # Not with max_tasks_per_child: CPython 3.11 and 3.12 may wait for ever once a process has made way for another.
            self._many = ProcessPoolExecutor(workers, context, _begin)

    def submit(self, address: str, /, *arguments: Any) -> Future[Any]:
        """Begins a function. address: its module and its name. Raises BrokenExecutor where the processes died."""
        return (self._many or self._one).submit(call, address, *arguments)

    def close(self, *, at_once: bool = False) -> None:
        """Ends the processes and waits until they are gone. at_once: kills them, whatever they are at."""
        for pool in (self._one, self._many):
            if pool is None:
                continue
            for process in list((getattr(pool, "_processes", None) or {}).values()) if at_once else ():
                with suppress(OSError, ValueError):
                    process.kill()
            pool.shutdown(cancel_futures=True)
        self._many = None


class Here:
    """Runs functions in this process, at once."""

    def expect(self, tasks: int) -> None:
        """Nothing is to be made ready."""

    def submit(self, address: str, /, *arguments: Any) -> Future[Any]:
        """Calls a function; what it raises, `result` raises."""
        from briefgen.machine.pdf_engine import load_engine

        load_engine()
        begun: Future[Any] = Future()
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
    gc.disable()
    import_module(READY)


def _nothing() -> None:
    """Asks for nothing but a process."""
