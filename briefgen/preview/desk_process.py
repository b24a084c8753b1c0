"""The process that holds the desk: what its templates do there cannot stop the server, which ends it when it takes too long."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any

LONGEST = 60.0
"""Seconds after which an answer is no longer waited for."""


class TooLong(Exception):
    """The process did not answer in time, or ended; the next question goes to a new one."""


class DeskProcess:
    """Asks a `Shown`, or what `make` makes, in a process of its own, one question after the other. alone: it begins no processes itself,
    and ends with this one however that ends; one that does is to be closed."""

    def __init__(self, root: Path, longest: float = LONGEST, make: Callable[[Path], Any] | None = None, *, alone: bool = True) -> None:
        self._root, self._longest, self._make, self._alone = root, longest, make, alone
        self._lock = Lock()
        self._closed = False
        self._process: Any = None
        self._connection: Connection | None = None

    def ask(self, question: str, *arguments: Any) -> Any:
        """What a method of `Shown` gives. Raises TooLong, and RuntimeError for a fault of the method's own."""
        with self._lock:
            try:
                connection = self._open()
                connection.send((question, arguments))
                if not connection.poll(self._longest):
                    raise TimeoutError
                good, answer = connection.recv()
            except (OSError, EOFError, TimeoutError) as error:
                self._end()
                raise TooLong(f"{type(error).__name__} after {self._longest:g} s at most") from None
        if not good:
            raise RuntimeError(answer)
        return answer

    def close(self) -> None:
        """Ends the process, whatever it is at. Nothing is asked any more."""
        self._closed = True
        self._kill()
        with self._lock:  # who waits for an answer has learnt by now that none comes
            self._end()

    def _open(self) -> Connection:
        if not self._closed:
            connection = self._connection or self._begin()
        if self._closed:  # meanwhile, it may be
            raise EOFError
        return connection

    def _begin(self) -> Connection:
        context = get_context("spawn")
        self._connection, other = context.Pipe()
        self._process = context.Process(target=_answer, args=(other, self._root, self._make), daemon=self._alone)
        self._process.start()
        other.close()
        return self._connection

    def _kill(self) -> None:
        process = self._process
        if process is not None:
            with suppress(OSError, ValueError):
                process.kill()

    def _end(self) -> None:
        self._kill()
        if self._process is not None:
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


def _answer(connection: Connection, root: Path, make: Callable[[Path], Any] | None) -> None:
    """Answers questions until the server is gone."""
    from briefgen.preview.shown import Shown

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process
    shown = (make or Shown)(root)
    while True:
        try:
            question, arguments = connection.recv()
        except EOFError:
            return
        try:
            answer = True, getattr(shown, question)(*arguments)
        except Exception as error:
            answer = False, f"{type(error).__name__}: {error}"
        connection.send(answer)
