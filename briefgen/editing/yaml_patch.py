"""YAML files edited in place: a value becomes another, and every byte and comment outside it stays as the editor wrote it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from copy import copy
from difflib import SequenceMatcher
from textwrap import dedent
from typing import Any

from briefgen.content.reading.read import Data, Path, read

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)
_BETWEEN = re.compile(r"(?:\s|#[^\n]*\n)*")
_SIMPLE = re.compile(r"[\w.+-]*\w")
"""What a value that stood without quotes may become without them, number, date or word."""
_ELSEWHERE_NO_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "null"})
"""Words that other readers of YAML take for true, false or nothing."""
PLAIN = "plain"


def patched(text: str, path: Path, data: Data) -> str:
    """The text of a YAML file with the value at `path` made equal to `data`, by as few edits as that takes.

    What is new is written as its neighbours are: their indentation, quotes, line ends. The comments of what goes stay on lines
    of their own. Raises KeyError where there is no such value, ValueError where lists or fields in block style are to become one value.
    """
    made = _Patch(text).made(path, data)
    found = read("the edited file", made.encode()).data
    for step in path:
        found = found[step]  # type: ignore[index]
    if found != data:
        raise ValueError("the edited file does not read as it should")
    return made


class _Patch:
    """The edits of one text. Offsets are counted in characters."""

    def __init__(self, text: str) -> None:
        from ruamel.yaml import YAML

        self._text = text
        self._root: Any = YAML().compose(text)
        self._eol = "\r\n" if "\r\n" in text else "\n"
        self._edits: list[tuple[int, int, str]] = []
        self._settle(self._root)
        self._step, self._offset = _indents(self._root)

    def made(self, path: Path, data: Data) -> str:
        """The text with the value at `path` changed."""
        node, column, flow = self._root, 0, False
        for step in path:
            column, flow = node.start_mark.column, flow or bool(node.flow_style)
            node = _children(node)[step]
        self._change(node, data, column, flow)
        made = self._text
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2], reverse=True):
            made = made[:start] + new + made[end:]
        return made

    def _change(self, node: Any, data: Data, column: int, flow: bool) -> None:
        """The edits that make a node equal to `data`. column, flow: where what holds it begins, and whether that is in brackets."""
        if _data(node) == data:
            return
        if node.id == "mapping" and isinstance(data, dict) and data and node.value:
            self._mapping(node, data, flow or bool(node.flow_style))
        elif node.id == "sequence" and isinstance(data, list) and data and node.value and not node.flow_style:
            self._sequence(node, data)
        elif isinstance(data, dict | list) and data and not flow and (node.id == "scalar" or not node.value):
            self._edits.append((self._blank_before(node), self._end(node), ""))
            offset = self._offset if isinstance(data, list) else self._step
            self._insert(node, self._lines(data, column + offset))
        elif node.id != "scalar" and not node.flow_style:
            raise ValueError("lists and fields in block style cannot become one value")
        else:
            style = node.style or PLAIN if node.id == "scalar" else None
            start = node.start_mark.index
            blank = " " if self._text[start - 1 : start] in {":", "-"} else ""
            self._edits.append((start, self._end(node), blank + self._flow(data, style)))
            self._edits += [(at, at, note) for at, note in self._kept(node, column)]

    def _mapping(self, node: Any, data: dict[str, Data], flow: bool) -> None:
        fields = _children(node)
        if node.flow_style and not fields.keys() <= data.keys():
            self._edits.append((node.start_mark.index, node.end_mark.index, self._flow(data, None)))
            self._edits += [(at, at, note) for at, note in self._kept(node, node.start_mark.column)]
            return
        last = node.value[-1][1]
        for name, value in data.items():
            if name in fields:
                self._change(fields[name], value, node.start_mark.column, flow)
            elif flow:
                self._edits.append((self._end(last), self._end(last), f", {self._flow({name: value}, None)[1:-1]}"))
            else:
                self._insert(last, self._lines({name: value}, node.start_mark.column))
        for key, value in node.value:
            if key.value not in data:
                self._remove(key.start_mark.index, self._end(value), (key, value))

    def _sequence(self, node: Any, data: list[Data]) -> None:
        old = [repr(_data(item)) for item in node.value]
        for kind, a, b, c, d in SequenceMatcher(None, old, [repr(item) for item in data], autojunk=False).get_opcodes():
            if kind != "equal":
                for item in node.value[a:b]:
                    self._remove(self._dash(item), self._end(item), (item,))
                lines = self._lines(data[c:d], node.start_mark.column, like=node.value[-1]) if d > c else []
                if b or not lines:
                    self._insert(node.value[b - 1], lines)
                else:
                    start = self._text.rfind("\n", 0, self._dash(node.value[0])) + 1
                    self._edits.append((start, start, "".join(line + self._eol for line in lines)))

    # Edits

    def _insert(self, after: Any, lines: Sequence[str]) -> None:
        """New lines below the one on which a node ends."""
        at = self._line_end(self._end(after))
        self._edits.append((at, at, "".join(self._eol + line for line in lines)))

    def _remove(self, start: int, end: int, nodes: Sequence[Any]) -> None:
        """Takes out the lines of an item or field; its comments stay on lines of their own."""
        line = self._text.rfind("\n", 0, start) + 1
        indent = " " * (start - line)
        if self._text[line:start].strip(" "):
            raise ValueError("a list that begins on the line of another cannot lose its first item")
        stop = self._line_end(end)
        first = max(0, line - len(self._eol))
        new = "".join(self._eol + indent + note for note in self._comments(start, stop, nodes))
        self._edits.append((first, stop, new) if line else (0, min(len(self._text), stop + len(self._eol)), new.removeprefix(self._eol)))

    def _kept(self, node: Any, column: int) -> Iterator[tuple[int, str]]:
        """The comments within a node that is written anew, each with where it goes: below the line on which the node ends."""
        at = self._line_end(self._end(node))
        for note in self._comments(node.start_mark.index, self._end(node), (node,)):
            yield at, f"{self._eol}{' ' * column}{note}"

    def _comments(self, start: int, end: int, nodes: Sequence[Any]) -> list[str]:
        """The comments between two offsets, which are outside all values."""
        signs = list(self._text[start:end])
        for scalar in (scalar for node in nodes for scalar in _scalars(node)):
            first, last = scalar.start_mark.index - start, self._end(scalar) - start
            signs[first:last] = "x" * (last - first)
        return _COMMENT.findall("".join(signs))

    # Places

    def _settle(self, node: Any) -> None:
        """Moves the marks of values that are left out, which the parser puts at whatever follows, to just behind the colon or dash."""
        for item in node.value if node.id != "scalar" else ():
            value = item[-1] if isinstance(item, tuple) else item
            if value.id == "scalar" and not value.value and value.style is None:
                mark = copy(value.start_mark)
                mark.index = (self._text.index(":", item[0].end_mark.index) if isinstance(item, tuple) else self._dash(item)) + 1
                value.start_mark = value.end_mark = mark
            self._settle(value)

    def _end(self, node: Any) -> int:
        """Where a node's own text ends, without blank lines and comments below it."""
        if node.id == "scalar":
            start, end = node.start_mark.index, node.end_mark.index
            return int(start + len(self._text[start:end].rstrip()))
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return max(map(self._end, last)) if isinstance(last, tuple) else self._end(last)

    def _line_end(self, at: int) -> int:
        """The end of the line at an offset, before its line end."""
        found = self._text.find("\n", at)
        end = len(self._text) if found < 0 else found
        return end - 1 if end > at and self._text[end - 1] == "\r" else end

    def _blank_before(self, node: Any) -> int:
        """Where a value begins, with the blanks before it where nothing else follows it on its line."""
        start = int(node.start_mark.index)
        alone = self._end(node) == self._line_end(self._end(node))
        return len(self._text[:start].rstrip(" ")) if alone else start

    def _dash(self, item: Any) -> int:
        """Where the dash of an item of a block list stands."""
        at = self._text.rfind("-", 0, item.start_mark.index)
        while not _BETWEEN.fullmatch(self._text, at + 1, item.start_mark.index):
            at = self._text.rfind("-", 0, at)
        return at

    # New values

    def _lines(self, data: Data, column: int, like: Any = None) -> list[str]:
        """A mapping or list in block style, each line from that column on. like: a node that its items look like."""
        neighbours = _children(like) if like is not None and like.id == "mapping" else {}
        styles = {name: node.style or PLAIN for name, node in neighbours.items() if node.id == "scalar"}
        text = _dump(_styled(data, styles), self._step, self._offset, flow=False)
        return [" " * column + line for line in dedent(text).splitlines()]

    def _flow(self, data: Data, style: str | None) -> str:
        """A value on one line, as it may stand in brackets too. style: the quotes of the value in whose place it stands, if any."""
        styled = _styled(data, {}, style)
        return _dump(styled, 2, 0, flow=True).strip() if isinstance(data, dict | list) else _dump([styled], 2, 0, flow=True).strip()[1:-1]


def on_one_line(data: Data, *, flow: bool = False) -> str:
    """A value on one line, quoted only where it must be. flow: as it may stand in brackets; elsewhere a mapping has one field."""
    if isinstance(data, dict):
        return _dump(_plainly(data), 2, 0, flow=flow).strip()
    text = _dump([_plainly(data)], 2, 0, flow=flow).strip()
    return text[1:-1] if flow else text.removeprefix("- ")


def _plainly(data: Data) -> Any:
    if isinstance(data, dict):
        return {name: _plainly(value) for name, value in data.items()}
    return [_plainly(item) for item in data] if isinstance(data, list) else _styled(data, {}, PLAIN)


class _Plain(str):
    """A text to be written without quotes, though it looks like a number or a date: the editor wrote such values so."""

    __slots__ = ()


def _dump(data: Any, step: int, offset: int, flow: bool) -> str:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 1_000_000  # a value stands on one line, however long
    yaml.default_flow_style = flow
    yaml.representer.add_representer(_Plain, lambda maker, text: maker.represent_scalar(_tag(yaml, text), str(text)))
    yaml.indent(mapping=step, sequence=offset + 2, offset=offset)
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def _tag(yaml: Any, text: str) -> str:
    from ruamel.yaml.nodes import ScalarNode

    return str(yaml.resolver.resolve(ScalarNode, str(text), (True, False)))


def _styled(data: Data, styles: dict[Any, str], style: str | None = None) -> Any:
    """The data with the quotes that texts are to have. styles: field → the quotes of the same field of a neighbour."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

    if isinstance(data, dict):
        return {name: _styled(value, {}, styles.get(name)) for name, value in data.items()}
    if isinstance(data, list):
        return [_styled(item, styles) for item in data]
    if data is None:
        return None
    if style == '"' or "\n" in data:
        return DoubleQuotedScalarString(data)
    if style == "'" or data.lower() in _ELSEWHERE_NO_TEXT:
        return SingleQuotedScalarString(data)
    return _Plain(data) if style == PLAIN and _SIMPLE.fullmatch(data) else data


# Nodes


def _children(node: Any) -> dict[Any, Any]:
    """Field name or index → node."""
    if node.id == "mapping":
        return {key.value: value for key, value in node.value}
    return dict(enumerate(node.value)) if node.id == "sequence" else {}


def _data(node: Any) -> Data:
    """A node as content.read gives it: every value a text, or None where nothing is written."""
    if node.id == "mapping":
        return {key.value: _data(value) for key, value in node.value}
    if node.id == "sequence":
        return [_data(item) for item in node.value]
    return None if not node.value and node.style is None else node.value


def _scalars(node: Any) -> Iterator[Any]:
    if node.id == "scalar":
        yield node
        return
    for item in node.value:
        for part in item if isinstance(item, tuple) else (item,):
            yield from _scalars(part)


def _indents(node: Any) -> tuple[int, int]:
    """How far fields stand in below a field, and the dashes of a list, in this file; 2 where it has none."""
    return _standing_in(node, "mapping"), _standing_in(node, "sequence")


def _standing_in(node: Any, kind: str) -> int:
    inner = ((parent, value) for parent in _blocks(node) for _, value in parent.value if _is_block(value, kind))
    return next((int(value.start_mark.column - parent.start_mark.column) for parent, value in inner), 2)


def _is_block(node: Any, kind: str) -> bool:
    return node.id == kind and not node.flow_style and bool(node.value)


def _blocks(node: Any) -> Iterator[Any]:
    """The mappings in block style, the outermost first."""
    if _is_block(node, "mapping"):
        yield node
    for child in _children(node).values():
        yield from _blocks(child)
