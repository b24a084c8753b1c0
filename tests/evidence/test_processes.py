"""processes: work shared out gives what it gives in one process, in the same order, whatever becomes of the others."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from briefgen.evidence.processes import cores, results

FORKED = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


@FORKED
def test_results_come_in_the_order_of_the_items() -> None:
    """Each item's result stands where the item stood, and other processes than this one made them."""
    found = results(lambda item: (item, os.getpid()), range(100), 2)
    assert [item for item, _ in found] == list(range(100))
    assert os.getpid() not in {process for _, process in found}


def test_one_process_is_this_one() -> None:
    """With one process nothing is forked."""
    assert results(lambda item: (item, os.getpid()), [3], 1) == [(3, os.getpid())]


@FORKED
def test_no_items_give_no_results() -> None:
    """Nothing to do is done."""
    assert results(lambda item: item, [], 2) == []


@FORKED
def test_what_dies_is_done_here() -> None:
    """Where the other processes are killed, as they are when memory runs out, this one does the work."""
    here = os.getpid()
    assert results(lambda item: item if os.getpid() == here else os._exit(9), [1, 2], 2) == [1, 2]


@FORKED
def test_what_the_function_raises_is_raised() -> None:
    """A mistake in the work is not taken for a process that died."""
    with pytest.raises(ZeroDivisionError):
        results(lambda item: 1 // item, [1, 0], 2)


def test_beside_other_threads_nothing_is_forked() -> None:
    """A fork takes over locks that other threads hold, and waits for them for ever."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert cores() == 1
    finally:
        done.set()
        thread.join()
