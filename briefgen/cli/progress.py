"""A progress bar on a terminal, for work that takes more than a second."""

from __future__ import annotations

import sys
from collections import Counter
from threading import Timer
from time import perf_counter
from types import TracebackType
from typing import Any

DELAY = 1.0  # seconds before the bar is shown
SOME = 4
"""Parts after which the time that the others take can be told."""


class Progress:
    """Counts steps; shows a bar on standard error once the work has taken a second, and takes it away at the end."""

    def __init__(self, steps: int, *, visible: bool) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._steps = steps
        self._timer: Timer | None = None
        self._parts: Counter[bool | None] = Counter()
        self._started = perf_counter()
        self._visible = visible and sys.stderr.isatty()

    def __enter__(self) -> Progress:
        if self._visible:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.description}"),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("", total=self._steps, completed=-1)
            self._timer = Timer(DELAY, self._bar.start)
            self._timer.daemon = True
            self._timer.start()
        return self

    def step(self, words: str) -> None:
        """Says what begins; what was under way is done."""
        if self._bar:
            self._bar.update(self._task, advance=1, description=words)

    def part(self, kept: bool | None) -> None:
        """Counts the parts of large documents: kept (True), to be set (None), set (False)."""
        self._parts[kept] += 1
        if self._bar and not kept:
            done, asked = self._parts[False], self._parts[None]
            self._bar.update(self._task, description=f"{done} of {asked} parts set{self._left(done, asked)}, {self._parts[True]} kept")

    def _left(self, done: int, asked: int) -> str:
        """How long the parts that are left take, as long as those before them; nothing is said before some are done."""
        if done < SOME or done == asked:
            return ""
        left = (perf_counter() - self._started) / done * (asked - done)
        return f" (about {left:.0f} s left)"

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._timer and self._bar:
            self._timer.cancel()
            self._bar.stop()
