"""Which item of one sequence became which item of another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
Pair = tuple[T | None, T | None]
"""An item and what became of it; None on one side: it was taken out or put in."""
LEAST = 0.4
"""Items less alike than this are two different ones."""
REACH = 25
"""How far from its place, in proportion, an item is looked for by its likeness, so that time grows with the length and not its square."""


def aligned(old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable], likeness: Callable[[T, T], float]) -> Iterator[Pair[T]]:
    """The pairs of two sequences, in the order of both: items with the same key first, those between them by likeness (0 to 1)."""
    matcher = SequenceMatcher(None, [key(item) for item in old], [key(item) for item in new], autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[old_from:old_to], new[new_from:new_to], strict=True)
        else:
            yield from _by_likeness(old[old_from:old_to], new[new_from:new_to], likeness)


def _by_likeness(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]) -> Iterator[Pair[T]]:
    row = column = 0
    for left, right in [*_chain(old, new, likeness), (len(old), len(new))]:
        yield from ((item, None) for item in old[row:left])
        yield from ((None, item) for item in new[column:right])
        if left < len(old):
            yield old[left], new[right]
        row, column = left + 1, right + 1


def _chain(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]) -> list[tuple[int, int]]:
    """The places of the pairs that together are most alike, in order."""
    scores = _scores(old, new, likeness)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)] if scores else []
    for row in range(len(old) - 1, -1, -1) if scores else ():
        here, below = best[row], best[row + 1]
        for column in range(len(new) - 1, -1, -1):
            score = scores.get((row, column), 0.0)
            here[column] = max(below[column], here[column + 1], below[column + 1] + score if score else 0.0)
    return list(_walk(best, scores))


def _walk(best: list[list[float]], scores: dict[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    row = column = 0
    while best and best[row][column]:
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            yield row, column
            row, column = row + 1, column + 1


def _scores(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]) -> dict[tuple[int, int], float]:
    """The likeness of the pairs that are near enough to each other and alike enough."""
    found: dict[tuple[int, int], float] = {}
    for row, item in enumerate(old):
        middle = row * len(new) // len(old)
        for column in range(max(0, middle - REACH), min(len(new), middle + REACH + 1)):
            score = likeness(item, new[column])
            if score >= LEAST:
                found[row, column] = score
    return found
