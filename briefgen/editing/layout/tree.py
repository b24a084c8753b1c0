"""A YAML text as entries that hold entries, each with the comments that belong to it, so that entries may be moved and set anew.

A comment on a line of its own belongs to what follows; one that stands further in than what follows belongs to the end of what it stands
in. A comment behind something belongs to that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTE = re.compile(r"#[^\n]*|(?<=\n)[ \t]*(?=\n)")
"""In what stands between values: a comment, or a line with nothing in it."""
_HEADER = re.compile(r"(?P<sign>[|>][0-9+-]*)[ \t]*(?P<comment>#.*)?")
Kind = Literal["mapping", "sequence"]


@dataclass
class Scalar:
    """A text. raw: as it was typed; value: what it says; start, end: offsets of what was typed."""

    raw: str
    value: str
    start: int
    end: int

    @property
    def in_quotes(self) -> bool:
        """Whether it stands in quotation marks."""
        return self.raw.startswith(("'", '"'))

    @property
    def in_block(self) -> bool:
        """Whether it stands below `>-` or the like, which begins its raw form."""
        return self.raw.startswith((">", "|"))


@dataclass
class Group:
    """A mapping or list. flow: in brackets; tail: comments at its end, on lines of their own."""

    kind: Kind
    flow: bool
    column: int
    start: int
    end: int
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    @property
    def commented(self) -> bool:
        """Whether a comment stands anywhere in it."""
        return next(notes_of(self), None) is not None


@dataclass
class Entry:
    """A field or an item. key: None for an item; before: comments above it, "" for a blank line; behind: the comment on its line."""

    key: Scalar | None
    value: Scalar | Group
    before: list[str] = field(default_factory=list)
    behind: str = ""

    @property
    def start(self) -> int:
        """The offset of its first sign, without the dash of an item."""
        return self.key.start if self.key else self.value.start

    @property
    def end(self) -> int:
        """The offset behind its last sign."""
        return max(self.value.end, self.key.end if self.key else 0)

    def note(self, comment: str) -> None:
        """Puts a comment behind it, or above it where one is behind it already."""
        if self.behind:
            self.before.append(comment)
        else:
            self.behind = comment


def tree_of(text: str) -> Group | None:
    """The entries of a text that content.reading.read can read, its line ends \\n; None where it holds a single text."""
    root = _made(yaml.compose(text, Loader=_LOADER), text)
    if isinstance(root, Scalar):
        return None
    _take_headers(root)
    _Notes(text, root).place()
    return root


def notes_of(group: Group) -> Iterator[str]:
    """All comments in a tree."""
    for entry in group.entries:
        yield from (comment for comment in (*entry.before, entry.behind) if comment)
        if isinstance(entry.value, Group):
            yield from notes_of(entry.value)
    yield from (comment for comment in group.tail if comment)


def _made(node: Any, text: str) -> Scalar | Group:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        raw = text[start:end]
        raw = raw.rstrip("\n") if "+" in raw.split("\n", 1)[0] and node.style in {"|", ">"} else raw.rstrip()
        return Scalar(raw, node.value, start, start + len(raw))
    pairs = node.value if isinstance(node, yaml.MappingNode) else [(None, item) for item in node.value]
    entries = [Entry(_key(key, text), _made(value, text)) for key, value in pairs]
    flow = bool(node.flow_style) or not entries
    kind: Kind = "mapping" if isinstance(node, yaml.MappingNode) else "sequence"
    last = end if flow else entries[-1].end
    return Group(kind, flow, node.start_mark.column, start, last, entries)


def _key(node: Any, text: str) -> Scalar | None:
    made = _made(node, text) if node is not None else None
    assert not isinstance(made, Group)
    return made


def _take_headers(group: Group) -> None:
    """The comments behind `>-`, which the parser takes for a part of the text."""
    for entry in group.entries:
        if isinstance(entry.value, Group):
            _take_headers(entry.value)
        elif entry.value.in_block:
            first, _, rest = entry.value.raw.partition("\n")
            found = _HEADER.match(first)
            assert found
            entry.behind = found["comment"] or ""
            entry.value.raw = f"{found['sign']}\n{rest}" if rest else found["sign"]


def _scalars(group: Group) -> Iterator[Scalar]:
    for entry in group.entries:
        if entry.key:
            yield entry.key
        if isinstance(entry.value, Group):
            yield from _scalars(entry.value)
        else:
            yield entry.value


class _Notes:
    """Gives each comment and blank line its place in a tree."""

    def __init__(self, text: str, root: Group) -> None:
        self._text, self._root = text, root
        self._deepest = 0
        """How deep in what has ended a comment of this gap may belong, at most: comments keep their order."""

    def place(self) -> None:
        """Places all of them."""
        at = 0
        for start, end in [*sorted((one.start, one.end) for one in _scalars(self._root)), (len(self._text), 0)]:
            self._gap(at, start)
            at = max(at, end)

    def _gap(self, start: int, end: int) -> None:
        """What stands between two texts."""
        self._deepest, blank, last = 1_000, False, start
        for found in _NOTE.finditer(self._text, start, end):
            comment, at = found[0].strip(), found.start()
            last = at
            if not comment:
                blank = True
                continue
            lead = self._text[self._text.rfind("\n", 0, at) + 1 : at]
            if lead.strip():
                self._behind(at, comment)
            else:
                self._above(at, comment, len(lead), blank)
            blank = False
        if blank:
            self._above(last, "", -1, False)

    def _above(self, at: int, comment: str, column: int, blank: bool) -> None:
        """A comment on a line of its own, or a blank line: column -1, so that it belongs to what follows."""
        home = self._home(at, column)
        if blank:
            home.append("")
        home.append(comment)

    def _home(self, at: int, column: int) -> list[str]:
        here = self._root
        while True:
            number = _before(here, at)
            if number < 0:
                return here.entries[0].before if here.entries else here.tail
            entry = here.entries[number]
            value = entry.value
            if at >= entry.end:
                return self._between(here, number, column)
            if not isinstance(value, Group) or not value.entries:
                return entry.before
            if at < value.start:
                return value.entries[0].before
            here = value

    def _between(self, here: Group, number: int, column: int) -> list[str]:
        """Below an entry: at the end of what stands there if it is as far in, else above the next."""
        ended = list(_ended(here.entries[number]))
        deep = min(self._deepest, len(ended))
        while deep and not here.column < ended[deep - 1].column <= column:
            deep -= 1
        self._deepest = deep
        if deep:
            return ended[deep - 1].tail
        return here.entries[number + 1].before if number + 1 < len(here.entries) else here.tail

    def _behind(self, at: int, comment: str) -> None:
        """A comment with something before it on its line."""
        here = self._root
        while True:
            number = _before(here, at)
            if number < 0:
                first = here.entries[0] if here.entries else None
                (first.before if first else here.tail).append(comment)
                return
            entry = here.entries[number]
            if at < entry.end and isinstance(entry.value, Group) and entry.value.entries and at >= entry.value.start:
                here = entry.value
                continue
            if at >= entry.end and "\n" in self._text[entry.end : at]:
                following = here.entries[number + 1 : number + 2]
                (following[0].before if following else here.tail).append(comment)
                return
            if at >= entry.end:
                for group in _ended(entry):
                    entry = group.entries[-1]
            entry.note(comment)
            return


def _before(group: Group, at: int) -> int:
    """The number of the last entry that begins before an offset; -1 for none."""
    return bisect_right(group.entries, at, key=lambda entry: entry.start) - 1


def _ended(entry: Entry) -> Iterator[Group]:
    """The mappings and lists without brackets that end where an entry does, the outermost first."""
    value = entry.value
    while isinstance(value, Group) and value.entries and not value.flow:
        yield value
        value = value.entries[-1].value
