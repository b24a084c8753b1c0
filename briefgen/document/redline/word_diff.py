"""What changed within a line: word by word, and character by character in scripts that set no blanks between words."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from briefgen.document.html_text import add_text
from briefgen.language.scripts import NO_BLANKS

LETTER = rf"[^\W{NO_BLANKS}]"
WORDS = re.compile(rf" +|{LETTER}+(?:[.,'’:-]{LETTER}+)*|.", re.DOTALL)
JOINER = "\u200d"
"""Joins the characters of one emoji."""
LEAST = 0.3
"""Where less of a line's words stayed, old and new are shown whole: scattered words help nobody."""
Change = Literal["", "del", "ins"]
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


@dataclass(frozen=True, eq=False)
class Step:
    """A token of the merged line, and what it was where it stayed."""

    change: Change
    token: Token
    was: Token | None = None


def split(text: str) -> list[str]:
    """The words, blanks and signs of a text. Combining characters stay with what they belong to."""
    parts: list[str] = []
    for part in WORDS.findall(text):
        joined = unicodedata.category(part[0])[0] == "M" or part[0] in f"{JOINER}\ufe0f"
        if parts and (joined or parts[-1].endswith(JOINER)):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def merge_line(made: ET.Element, old: ET.Element, new: ET.Element, key: MarkKey) -> list[tuple[ET.Element, ET.Element]]:
    """Fills `made` with the content of two lines, what was taken out in `del` and what was put in in `ins`.

    Gives the reference marks that stayed: as set in `made`, and as they were.
    """
    inner = _sole(old), _sole(new)
    if inner[0] is not None and inner[1] is not None and _shape(inner[0]) == _shape(inner[1]):
        return merge_line(_copy(inner[1], made), inner[0], inner[1], key)
    steps = _steps(list(_tokens(old)), list(_tokens(new)), key)
    return _Setter(made, steps).set()


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
    yield from (Token(part, path) for part in split(element.text or ""))
    for child in element:
        inside = (*path, child)
        if child.get("class") == "ref" or not (child.text or len(child)):
            yield Token(child.text or "", inside)
        else:
            yield from _tokens(child, inside)
        yield from (Token(part, path) for part in split(child.tail or ""))


def _steps(old: list[Token], new: list[Token], key: MarkKey) -> list[Step]:
    """How the old line becomes the new one."""
    keys = [[_key(token, key) for token in side] for side in (old, new)]
    blanks = {token for side in keys for token in side if token[0] == " "}
    matcher = SequenceMatcher(blanks.__contains__, keys[0], keys[1], autojunk=False)
    found: list[Step] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            found += [Step("", after, before) for before, after in zip(old[old_from:old_to], new[new_from:new_to], strict=True)]
        else:
            found += [Step("del", token) for token in old[old_from:old_to]] + [Step("ins", token) for token in new[new_from:new_to]]
    return _smoothed(found)


def _key(token: Token, mark_key: MarkKey) -> tuple[Hashable, Hashable]:
    """Tokens with the same key are the same: their words and how they are set."""
    mark = token.mark
    if mark is not None:
        return mark_key(mark), tuple(map(_shape, token.path[:-1]))
    return token.text, tuple(map(_shape, token.path))


def _smoothed(steps: list[Step]) -> list[Step]:
    """The steps without single short words that stayed between changes, and whole where too little stayed."""
    whole = _kept_share(steps) < LEAST
    runs = [list(run) for _, run in groupby(steps, lambda step: not step.change)]
    found: list[Step] = []
    for place, run in enumerate(runs):
        island = 0 < place < len(runs) - 1 and _letters(run) <= 3
        if run[0].change or not (whole or island):
            found += run
        else:
            found += [piece for step in run for piece in _parted(step)]
    return _gathered(found)


def _kept_share(steps: Sequence[Step]) -> float:
    """How much of the words of both lines stayed, from 0 to 1."""
    kept = 2 * _letters([step for step in steps if not step.change])
    total = kept + _letters([step for step in steps if step.change])
    return kept / total if total else 1.0


def _letters(steps: Sequence[Step]) -> int:
    return sum(len(step.token.text.strip()) for step in steps if step.token.mark is None)


def _parted(step: Step) -> list[Step]:
    """What stayed as taken out and put in. A reference mark stays: its note stays with it."""
    if step.was is None or step.token.mark is not None:
        return [step]
    return [Step("del", step.was), Step("ins", step.token)]


def _gathered(steps: list[Step]) -> list[Step]:
    """Between what stayed, first what was taken out, then what was put in."""
    found: list[Step] = []
    for changed, run in groupby(steps, lambda step: bool(step.change)):
        found += sorted(run, key=lambda step: step.change if changed else "")
    return found


class _Setter:
    """Sets the steps into an element, inline elements round them."""

    def __init__(self, made: ET.Element, steps: list[Step]) -> None:
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

    def _path(self, step: Step) -> list[ET.Element | str]:
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
