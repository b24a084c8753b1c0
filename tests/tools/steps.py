"""How much work something is, counted and not timed: calls, and signs handed to regular expressions."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

TAKES_TEXT = {"search", "match", "fullmatch", "finditer", "findall", "sub", "split"}


class Counting:
    """A pattern that notes how many signs of text it is handed, from where it is told to begin."""

    def __init__(self, pattern: re.Pattern[str], noted: list[int]) -> None:
        self.pattern = pattern
        self._noted = noted

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.pattern, name)
        if name not in TAKES_TEXT:
            return found

        def counted(*arguments: Any) -> Any:
            text = next(argument for argument in arguments if isinstance(argument, str))
            if name not in {"match", "fullmatch"}:  # these look at one place
                self._noted.append(len(text))
            return found(*arguments)

        return counted


@contextmanager
def _counting(modules: list[ModuleType], noted: list[int]) -> Iterator[None]:
    patterns = [(module, name, value) for module in modules for name, value in vars(module).items() if isinstance(value, re.Pattern)]
    for module, name, pattern in patterns:
        setattr(module, name, Counting(pattern, noted))
    try:
        yield
    finally:
        for module, name, pattern in patterns:
            setattr(module, name, pattern)


def steps(work: Callable[[], object], *modules: ModuleType) -> int:
    """Calls made by some work, of Python's functions and of C's, and signs handed to the patterns of some modules."""
    calls = 0
    noted: list[int] = []

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    with _counting(list(modules), noted):
        before = sys.getprofile()
        sys.setprofile(note)
        try:
            work()
        finally:
            sys.setprofile(before)
    return calls + sum(noted)
