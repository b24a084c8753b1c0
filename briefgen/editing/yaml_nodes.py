"""The nodes of a YAML text: where each part stands, and the comments between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from briefgen.content.reading.read import Path

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)


class Part(NamedTuple):
    """A field's name or a value that is a text: where it begins and ends, and its path."""

    start: int
    end: int
    path: Path


@dataclass(frozen=True)
class Comment:
    """A comment. path: of what it stands before or behind; behind: it follows on the same line."""

    text: str
    path: Path
    behind: bool


@dataclass(frozen=True)
class Nodes:
    """A text and its nodes, as ruamel.yaml composes them. Offsets are counted in characters."""

    text: str
    root: Any

    def at(self, path: Path) -> Any:
        """The node at a path."""
        node = self.root
        for step in path:
            node = _child(node, step)
        return node

    def end(self, node: Any) -> int:
        """Where a node's own text ends, without blank lines and comments below it."""
        if node.id == "scalar":
            start = int(node.start_mark.index)
            return start + len(self.text[start : node.end_mark.index].rstrip())
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return max(map(self.end, last)) if isinstance(last, tuple) else self.end(last)

    def typed(self, node: Any) -> str:
        """A value as it was typed."""
        return self.text[node.start_mark.index : self.end(node)]

    def line_start(self, at: int) -> int:
        """The start of the line at an offset."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """The end of the line at an offset, before its line end."""
        found = self.text.find("\n", at)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > at and self.text[end - 1] == "\r" else end

    def parts(self, node: Any, path: Path) -> Iterator[Part]:
        """The names and texts below a node, in order."""
        if node.id == "scalar":
            yield Part(node.start_mark.index, self.end(node), path)
        for number, item in enumerate(node.value if node.id != "scalar" else ()):
            if isinstance(item, tuple):
                at = (*path, item[0].value)
                yield Part(item[0].start_mark.index, self.end(item[0]), at)
                yield from self.parts(item[1], at)
            else:
                yield from self.parts(item, (*path, number))

    def comments(self, start: int, end: int, parts: list[Part]) -> Iterator[Comment]:
        """The comments between two offsets, of which the parts there are given."""
        signs = list(self.text[start:end])
        for part in parts:
            signs[part.start - start : part.end - start] = "x" * (part.end - part.start)
        for found in _COMMENT.finditer("".join(signs)):
            at = start + found.start()
            behind = bool(self.text[self.line_start(at) : at].strip())
            before = [part for part in parts if part.end <= at]
            after = [part for part in parts if part.start > at]
            part = (before or after)[-1] if behind or not after else after[0]
            yield Comment(found[0], part.path, behind)


def _child(node: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return node.value[step]
    return next(value for key, value in node.value if key.value == step)


def nodes_of(text: str) -> Nodes:
    """The nodes of a text that content.read can read."""
    from ruamel.yaml import YAML

    return Nodes(text, YAML().compose(text))
