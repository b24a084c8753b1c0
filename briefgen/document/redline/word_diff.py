"""What changed within a line of two documents, set as `del` and `ins`."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefgen.document.html_text import add_text
from briefgen.language.words import Change, Step, steps, tokens

LEAST = 0.3
"""Where less of a line's words stayed, old and new are shown whole: scattered words help nobody."""
MarkKey = Callable[[ET.Element], Hashable]
"""A reference mark → what it is the same as."""


@dataclass(frozen=True, eq=False)
class Token:
    """A word, a blank, a sign, or an element without words; `path` holds the inline elements round it, the outermost first."""

    text: str
    path: tuple[ET.Element, ...]

    @property
    def mark(self) -> ET.Element | None:
        """The reference mark that this is."""
        return self.path[-1] if self.path and self.path[-1].get("class") == "ref" else None


def merge_line(made: ET.Element, old: ET.Element, new: ET.Element, key: MarkKey) -> list[tuple[ET.Element, ET.Element]]:
    """Fills `made` with the content of two lines, what was taken out in `del` and what was put in in `ins`.

    Gives the reference marks that stayed: as set in `made`, and as they were.
    """
    inner = _sole(old), _sole(new)
    if inner[0] is not None and inner[1] is not None and _shape(inner[0]) == _shape(inner[1]):
        return merge_line(_copy(inner[1], made), inner[0], inner[1], key)
    return _Setter(made, _steps(list(_tokens(old)), list(_tokens(new)), key)).set()


def mark_line(line: ET.Element, change: Change) -> None:
    """Puts all content of a line into `del` or `ins`."""
    inner = _sole(line)
    if inner is not None:
        mark_line(inner, change)
    elif len(line) or line.text:
        mark = ET.Element(change)
        mark.text, line.text = line.text, None
        mark.extend(line)
        line[:] = [mark]


def _sole(line: ET.Element) -> ET.Element | None:
    """The element that all of a line stands in, so that a link stays one link, and a mark its own."""
    if line.text or len(line) != 1 or line[0].tail or line[0].get("class") == "ref":
        return None
    return line[0] if line[0].text or len(line[0]) else None


def _shape(element: ET.Element) -> Hashable:
    return element.tag, tuple(sorted((name, value) for name, value in element.items() if name != "id"))


def _copy(element: ET.Element, parent: ET.Element) -> ET.Element:
    return ET.SubElement(parent, element.tag, element.attrib)


def _tokens(element: ET.Element, path: tuple[ET.Element, ...] = ()) -> Iterator[Token]:
    yield from (Token(part, path) for part in tokens(element.text or ""))
    for child in element:
        inside = (*path, child)
        if child.get("class") == "ref" or not (child.text or len(child)):
            yield Token(child.text or "", inside)
        else:
            yield from _tokens(child, inside)
        yield from (Token(part, path) for part in tokens(child.tail or ""))


def _steps(old: list[Token], new: list[Token], key: MarkKey) -> list[Step[Token]]:
    """How the old line becomes the new one."""
    return _smoothed(steps(old, new, lambda token: _key(token, key), lambda token: token.text == " "))


def _key(token: Token, mark_key: MarkKey) -> tuple[Hashable, Hashable]:
    """Tokens with the same key are the same: their words and how they are set."""
    mark = token.mark
    if mark is not None:
        return mark_key(mark), tuple(map(_shape, token.path[:-1]))
    return token.text, tuple(map(_shape, token.path))


def _smoothed(steps: list[Step[Token]]) -> list[Step[Token]]:
    """The steps without single short words that stayed between changes, and whole where too little stayed."""
    whole = _kept_share(steps) < LEAST
    runs = [list(run) for _, run in groupby(steps, lambda step: not step.change)]
    found: list[Step[Token]] = []
    for place, run in enumerate(runs):
        island = 0 < place < len(runs) - 1 and _letters(run) <= 3
        if run[0].change or not (whole or island):
            found += run
        else:
            found += [piece for step in run for piece in _parted(step)]
    return _gathered(found)


def _kept_share(steps: Sequence[Step[Token]]) -> float:
    """How much of the words of both lines stayed, from 0 to 1."""
    kept = 2 * _letters([step for step in steps if not step.change])
    total = kept + _letters([step for step in steps if step.change])
    return kept / total if total else 1.0


def _letters(steps: Sequence[Step[Token]]) -> int:
    return sum(len(step.token.text.strip()) for step in steps if step.token.mark is None)


def _parted(step: Step[Token]) -> list[Step[Token]]:
    """What stayed as taken out and put in. A reference mark stays: its note stays with it."""
    if step.was is None or step.token.mark is not None:
        return [step]
    return [Step("del", step.was), Step("ins", step.token)]


def _gathered(steps: list[Step[Token]]) -> list[Step[Token]]:
    """Between what stayed, first what was taken out, then what was put in."""
    found: list[Step[Token]] = []
    for changed, run in groupby(steps, lambda step: bool(step.change)):
        found += sorted(run, key=lambda step: step.change if changed else "")
    return found


class _Setter:
    """Sets the steps into an element, inline elements round them."""

    def __init__(self, made: ET.Element, steps: list[Step[Token]]) -> None:
        self._steps = steps
        self._shared = {
            before: after for step in steps if step.was is not None for before, after in zip(step.was.path, step.token.path, strict=True)
        }
        """Old inline elements of which something stayed → what they are now."""
        self._stayed = set(self._shared.values())
        self._open: list[tuple[ET.Element | str, ET.Element]] = [("", made)]

    def set(self) -> list[tuple[ET.Element, ET.Element]]:
        """Sets all. Gives the reference marks that stayed, as set and as they were."""
        marks = []
        for step in self._steps:
            self._enter(["", *self._path(step)])
            add_text(self._open[-1][1], step.token.text)
            if step.was is not None and step.was.mark is not None:
                marks.append((self._open[-1][1], step.was.mark))
        return marks

    def _path(self, step: Step[Token]) -> list[ET.Element | str]:
        """The elements round a token: those that old and new share outside the `del` or `ins`."""
        path = [self._shared.get(element, element) for element in step.token.path]
        if not step.change:
            return [*path]
        shared = next((place for place, element in enumerate(path) if element not in self._stayed), len(path))
        return [*path[:shared], step.change, *path[shared:]]

    def _enter(self, path: list[ET.Element | str]) -> None:
        same = next((place for place, (now, (item, _)) in enumerate(zip(path, self._open, strict=False)) if now != item), len(path))
        del self._open[min(same, len(self._open)) :]
        for item in path[len(self._open) :]:
            parent = self._open[-1][1]
            made = ET.SubElement(parent, item) if isinstance(item, str) else _copy(item, parent)
            self._open.append((item, made))
