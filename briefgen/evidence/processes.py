"""Work on many records shared out among processes that are forked where everything is read, so that nothing is carried to them."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
SHARES = 4
"""Stretches of work for each process: those that have the short ones take another."""
_work: Sequence[Callable[[], Any]] = ()
"""What the processes find when they begin."""


def cores() -> int:
    """How many processes this one may use; 1 where it cannot be forked safely: other systems than Linux, and other threads at work."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def results(function: Callable[[T], R], items: Sequence[T], processes: int) -> list[R]:
    """What a function gives for each item, in their order; worked out here with one process, or where the others die.

    function: looks at nothing that changes; what it gives can be pickled. Raises what it raises.
    """
    if processes > 1:
        size = -(-len(items) // (SHARES * processes)) or 1
        stretches = [items[first : first + size] for first in range(0, len(items), size)]
        try:
            return [found for part in _shared([_each(function, part) for part in stretches], processes) for found in part]
        except (BrokenProcessPool, OSError):
            pass
    return [function(item) for item in items]


def _each(function: Callable[[T], R], items: Sequence[T]) -> Callable[[], list[R]]:
    return lambda: [function(item) for item in items]


def _shared(work: Sequence[Callable[[], R]], processes: int) -> list[R]:
    from multiprocessing import get_context

    global _work
    _work = work
    try:
        with ProcessPoolExecutor(processes, get_context("fork"), _begin) as pool:
            return list(pool.map(_do, range(len(work))))
    finally:
        _work = ()


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that is asked to stop ends the others
    gc.disable()


def _do(number: int) -> Any:
    return _work[number]()
