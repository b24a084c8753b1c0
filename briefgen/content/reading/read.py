"""read: the bytes of a YAML file become plain data and the place of every node, or every problem of the file.

Only dict, list, str and None come out; None is a value left empty. `NO`, `1.10`, `0123`, `12:30`, `~` and `null` stay
the text that the editor wrote. Everything is judged on the parser's stream of events, so that no anchor is followed and
no depth is recursed into.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from briefgen.content.reading.yaml_complaints import IN_QUOTES, complaint
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location, in_order

MAX_BYTES = 2_000_000
MAX_NODES = 200_000
MAX_DEPTH = 20
MAX_CHARACTER_PROBLEMS = 20
Data = dict[str, Any] | list[Any] | str | None
Path = tuple[str | int, ...]
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LINE_END = re.compile(r"\r\n|\r|\n")
# All but tab, line ends and printable characters. Left out are: controls; the line ends U+2028 and U+2029, which YAML knows
# and editors do not show; what sets the direction of text (U+202A–202E, U+2066–2069); surrogates; U+FEFF; non-characters.
_UNSEEN = re.compile(
    "[^\t\n\r -~\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    + "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_LOST = re.compile(r"[ \t]+(#[^ \t#].*)")
_NONE: Mapping[Any, Any] = MappingProxyType({})


class Spot(NamedTuple):  # made a hundred thousand times; a frozen dataclass takes three times as long
    """Where a node stands (from 1, in characters), how long it is on its first line (0: to the line's end), and its children."""

    line: int
    column: int
    length: int
    keys: Mapping[str | int, Spot] = _NONE
    children: Mapping[str | int, Spot] = _NONE


@dataclass(frozen=True)
class Document:
    """A file that was read.

    name: the path shown to editors. places: of every node, where they are known; else they are found when first asked for.
    """

    name: str
    data: Data
    text: str = field(repr=False)
    places: Spot | None = field(default=None, repr=False, compare=False)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its text, without line ends."""
        return tuple(_LINE_END.split(self.text))

    @cached_property
    def root(self) -> Spot:
        """The place of every node."""
        places = self.places or read(self.name, self.text.encode()).places
        assert places is not None
        return places

    def spot(self, path: Path, key: bool = False) -> Spot:
        """The spot of the value at `path`, or of its field name; of the nearest parent where there is no such value."""
        here = name = self.root
        for step in path:
            child = here.children.get(step)
            if child is None:
                break
            here, name = child, here.keys.get(step, child)
        return name if key else here

    def place(self, path: Path, key: bool = False) -> Location:
        """File, line and column of the value at `path`, or of its field name; of the nearest parent where there is none."""
        spot = self.spot(path, key)
        return Location(self.name, spot.line, spot.column)

    def length(self, path: Path, key: bool = False) -> int:
        """How many characters of its first line the value at `path`, or its field name, takes; at least 1."""
        spot = self.spot(path, key)
        return spot.length or max(1, len(self.excerpt(spot.line)) - spot.column + 1)

    def excerpt(self, line: int) -> str:
        """A line's text; "" where the file has no such line."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""


def diagnostic(document: Document, code: str, message: str, path: Path, hint: str = "", key: bool = False) -> Diagnostic:
    """A problem with the value at `path`, or with its field name."""
    place = document.place(path, key)
    return Diagnostic(code, message, place, hint, document.excerpt(place.line), document.length(path, key))


def read(name: str, data: bytes) -> Document:
    """The document in a file's bytes. Raises ContentError with every problem found; a syntax error ends the search."""
    text = _decode(name, data)
    visible = _visible(text)
    job = _Reader(name, tuple(_LINE_END.split(visible)))
    if visible != text:
        _blame_unseen(job, text)
    parser = _LOADER(visible)
    try:
        for event in iter(parser.get_event, None):
            job.take(event)
    except _TooMuch:
        pass
    except yaml.MarkedYAMLError as error:
        line, column, message, hint = complaint(error, job.lines, job.innermost)
        job.blame("yaml-syntax", message, Spot(line, column, 1), hint)
    finally:
        parser.dispose()
    if not job.problems and job.data is None:
        job.problems.append(Diagnostic("yaml-empty", f"There is nothing in {name}.", Location(name), "Write a record, or delete the file."))
    if job.problems:
        raise ContentError(in_order(job.problems))
    return Document(name, job.data, text, job.root)


def read_before(name: str, data: bytes, read_to: Data) -> Document:
    """The document in a file's bytes that `read` once found whole. read_to: the plain data that it found in them."""
    return Document(name, read_to, _decode(name, data))


# Bytes to text


def _decode(name: str, data: bytes) -> str:
    if len(data) > MAX_BYTES:
        message = f"The file has {len(data) / 1_000_000:.1f} MB; at most {MAX_BYTES // 1_000_000} MB can be read."
        raise ContentError([Diagnostic("yaml-size", message, Location(name), "Split it.")])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "The file is saved as UTF-16, which some programs call “Unicode”."
        raise ContentError([Diagnostic("yaml-encoding", message, Location(name, 1, 1), "Save it again and choose UTF-8.")])
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ContentError([_encoding_problem(name, data, error.start)]) from None


def _encoding_problem(name: str, data: bytes, start: int) -> Diagnostic:
    line, column = _line_and_column(data[:start].decode("utf-8"))
    excerpt = _LINE_END.split(_visible(data.decode("utf-8", "replace")))[line - 1]
    message = f"The file is not UTF-8 text: the character here (byte {data[start]:02X}) cannot be read."
    hint = "Save the file as UTF-8, then look at this line: the character may have to be typed again."
    return Diagnostic("yaml-encoding", message, Location(name, line, column), hint, excerpt)


def _line_and_column(before: str) -> tuple[int, int]:
    """Where the character after this text stands, from 1."""
    lines = _LINE_END.split(before)
    return len(lines), len(lines[-1]) + 1


def _visible(text: str) -> str:
    """The text with U+FFFD for every character that may not stand in a file, so that every place stays the same."""
    return _UNSEEN.sub("\ufffd", text)


def _blame_unseen(job: _Reader, text: str) -> None:
    for found in islice(_UNSEEN.finditer(text), MAX_CHARACTER_PROBLEMS):
        job.blame_character(found.group(), Spot(*_line_and_column(text[: found.start()]), 1))


# Events to data


class _TooMuch(Exception):
    """Reading ends here; the problem is among the reader's problems."""


class _Open:
    """A list or a mapping whose end has not come."""

    __slots__ = ("children", "key", "keys", "spot", "value")

    def __init__(self, value: dict[str, Any] | list[Any], start: Spot) -> None:
        self.value = value
        self.keys: dict[str | int, Spot] = {}
        self.children: dict[str | int, Spot] = {}
        self.spot = Spot(start.line, start.column, 1, self.keys, self.children)
        self.key: str | None = None


class _Reader:
    """Takes events one by one and builds data and spots together."""

    def __init__(self, name: str, lines: tuple[str, ...]) -> None:
        self.name = name
        self.lines = lines
        self._commented = any("#" in line for line in lines)
        self.problems: list[Diagnostic] = []
        self.data: Data = None
        self.root: Spot | None = None
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """The next event. Raises _TooMuch where reading must end."""
        if taken := _TAKES.get(type(event)):
            taken(self, event)

    @property
    def innermost(self) -> tuple[int, int]:
        """Line and column where the innermost list or mapping that has not ended begins."""
        return self._open[-1].spot[:2] if self._open else (1, 1)

    def blame(self, code: str, message: str, spot: Spot, hint: str) -> None:
        """Notes a problem."""
        excerpt = self.lines[spot.line - 1] if spot.line <= len(self.lines) else ""
        length = spot.length or len(excerpt) - spot.column + 1
        self.problems.append(Diagnostic(code, message, Location(self.name, spot.line, spot.column), hint, excerpt, length))

    def blame_character(self, character: str, spot: Spot) -> None:
        """Notes a character that may not stand in a text."""
        message = f"A character that no reader would see (U+{ord(character):04X}) stands here."
        self.blame("yaml-character", message, spot, "Delete it. Such characters come along when text is copied from another program.")

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            hint = "Delete the line with three dashes, or make two files."
            self.blame("yaml-documents", "A second document begins here; a file holds one.", _start(event, 3), hint)
            raise _TooMuch

    def _node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self._nodes += 1
        if self._nodes <= MAX_NODES and event.anchor is None and event.tag is None:
            return
        if self._nodes > MAX_NODES:
            self.blame("yaml-size", f"The file holds more than {MAX_NODES} values.", _start(event), "Split it.")
            raise _TooMuch
        if event.anchor is not None:
            message = f"“&{event.anchor}” is a YAML anchor, which is not used here."
            self.blame("yaml-anchor", message, _start(event, len(event.anchor) + 1), IN_QUOTES)
        if event.tag is not None:
            message = "A word after an exclamation mark is a YAML tag, which is not used here."
            self.blame("yaml-tag", message, _start(event), IN_QUOTES)

    def _alias(self, event: yaml.AliasEvent) -> None:
        written = f"*{event.anchor}"
        spot = _start(event, len(written))
        self.blame("yaml-anchor", f"“{written}” is a YAML alias, which is not used here.", spot, IN_QUOTES)
        self._add(written, spot)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        self._node(event)
        if len(self._open) >= MAX_DEPTH:
            hint = "Look for a bracket that was never closed, or a sentence that begins with brackets and needs quotes."
            self.blame("yaml-depth", f"Lists and fields are nested more than {MAX_DEPTH} deep.", _start(event), hint)
            raise _TooMuch
        self._open.append(_Open({} if isinstance(event, yaml.MappingStartEvent) else [], _start(event)))

    def _end(self, _: yaml.CollectionEndEvent) -> None:
        ended = self._open.pop()
        self._add(ended.value, ended.spot)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._node(event)
        value: str = event.value
        spot = _extent(event)
        if not event.implicit[0]:
            if found := _UNSEEN.search(value):
                self.blame_character(found.group(), spot)
            self._add(value, spot)
            return
        if value == "<<" and self._awaits_key():
            self.blame("yaml-anchor", "“<<” is a YAML merge key, which is not used here.", spot, "Write the fields out.")
        if self._commented:
            self._blame_lost(event)
        self._add(value or None, spot)

    def _blame_lost(self, event: yaml.ScalarEvent) -> None:
        """Words after a plain text that YAML takes for a comment, though the sign is written as in “#5”."""
        end: Any = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if "#" in line and (lost := _LOST.match(line, end.column)):
            message = f"“{lost[1]}” is taken for a comment and not printed."
            hint = "If it is part of the text, put the whole text in quotes; if it is a comment, write a blank after the #."
            self.blame("yaml-comment", message, Spot(end.line + 1, lost.start(1) + 1, len(lost[1])), hint)

    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._open[-1].key is None

    def _add(self, value: Data, spot: Spot) -> None:
        """Puts a whole node where it belongs: at the top, into a list, or into a mapping as a name or a value."""
        if not self._open:
            self.data, self.root = value, spot
            return
        into = self._open[-1]
        holder, name = into.value, into.key
        if isinstance(holder, list):
            into.children[len(holder)] = spot
            holder.append(value)
        elif name is None:
            into.key = self._key(value, spot, into)
        else:
            holder[name] = value
            into.children[name] = spot
            into.key = None

    def _key(self, value: Data, spot: Spot, into: _Open) -> str:
        if not isinstance(value, str):
            message = "A field has no name." if value is None else "A list or further fields stand where a field's name should."
            self.blame("yaml-key", message, spot, f"A field is a plain name, a colon, a blank and a value. {IN_QUOTES}")
            return ""
        if value in into.keys:
            message = f"“{value}” is written twice: on lines {into.keys[value].line} and {spot.line}."
            self.blame("yaml-duplicate-key", message, spot, "Keep one of them.")
        else:
            into.keys[value] = spot
        return value


def _start(event: yaml.Event, length: int = 1) -> Spot:
    mark: Any = event.start_mark
    return Spot(mark.line + 1, mark.column + 1, length)


def _extent(event: yaml.ScalarEvent) -> Spot:
    start: Any = event.start_mark
    end: Any = event.end_mark
    line, column = start.line, start.column
    return Spot(line + 1, column + 1, (end.column - column or 1) if end.line == line else 0)


_TAKES: Mapping[type[yaml.Event], Callable[[_Reader, Any], None]] = {
    yaml.ScalarEvent: _Reader._scalar,
    yaml.MappingStartEvent: _Reader._begin,
    yaml.SequenceStartEvent: _Reader._begin,
    yaml.MappingEndEvent: _Reader._end,
    yaml.SequenceEndEvent: _Reader._end,
    yaml.AliasEvent: _Reader._alias,
    yaml.DocumentStartEvent: _Reader._document,
}
"""What is done with each kind of event; the others say nothing."""
