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
    """Asks a `Shown`, or what `make` makes, in a process of its own, one question after the other."""

    def __init__(self, root: Path, longest: float = LONGEST, make: Callable[[Path], Any] | None = None) -> None:
        self._root, self._longest, self._make = root, longest, make
        self._lock = Lock()
        self._process: Any = None
        self._connection: Connection | None = None

    def ask(self, question: str, *arguments: Any) -> Any:
        """What a method of `Shown` gives. Raises TooLong, and RuntimeError for a fault of the method's own."""
        with self._lock:
            connection = self._connection or self._begin()
            try:
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
        """Ends the process, whatever it is at."""
        self._end()

    def _begin(self) -> Connection:
        context = get_context("spawn")
        self._connection, other = context.Pipe()
        self._process = context.Process(target=_answer, args=(other, self._root, self._make), daemon=True)
        self._process.start()
        other.close()
        return self._connection

    def _end(self) -> None:
        if self._process is not None:
            with suppress(OSError, ValueError):
                self._process.kill()
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
