"""The text of a development in the old form, written anew where the form changed: what stays keeps every byte, and comments go with
what they stood at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.content.reading.read import Path
from briefgen.desk.migration.drafts import Place
from briefgen.editing.yaml_lines import field_lines, with_dash
from briefgen.editing.yaml_nodes import Comment, Nodes

Edit = tuple[int, int, str]
"""From, to, and what stands there now."""
WHO = ("source", "says")
_REWRITTEN = {"bottom_line": "bottom_line", "summary": "paragraphs"}
_GONE = frozenset({"events", "officials", "updates"})
_BECAME = {"label": "event", "status": "event", "issue": "moves", "move": "moves", "party": "positions"}
"""Field of an event, update or position → the field of a fact that says it now."""


@dataclass
class Rewriting:
    """A development to be written anew. name: its file; path: where it stands there; new: the record in the new form; origins: of the
    file. eol: the line end."""

    nodes: Nodes
    name: str
    path: Path
    new: dict[str, Any]
    origins: Mapping[Path, list[Place]]
    eol: str
    notes: dict[Path, list[Comment]] = field(default_factory=dict)

    def edits(self) -> list[Edit]:
        """What changes in the text. Raises ValueError where the record is not written in block style."""
        node = self.nodes.at(self.path)
        if node.flow_style:
            raise ValueError("the record is in brackets")
        homeless = {key.value: self._place_comments(key, value) for key, value in node.value if key.value in {*_REWRITTEN, *_GONE}}
        made: list[Edit] = []
        last = [name for name in self.new if name in {key.value for key, _ in node.value} and self._before_who(name)][-1]
        for number, (key, value) in enumerate(node.value):
            if key.value in _REWRITTEN:
                made.append(self._rewritten(key, value, homeless[key.value]))
            elif key.value in _GONE:
                made.append(self._gone(node, number, homeless[key.value]))
            if key.value == last:
                at = self.nodes.line_end(self.nodes.end(value))
                lines = [line for name in WHO if name in self.new for line in field_lines(name, self.new[name], _column(key), 2)]
                made.append((at, at, "".join(self.eol + line for line in lines)))
        return made

    def _before_who(self, name: str) -> bool:
        names = list(self.new)
        first = next((names.index(who) for who in WHO if who in self.new), len(names))
        return names.index(name) < first

    # Comments

    def _place_comments(self, key: Any, value: Any) -> list[Comment]:
        """Notes the comments of a field at the facts that were made of what they stood at; gives those that have no such place."""
        start, end = key.start_mark.index, self.nodes.line_end(self.nodes.end(value))
        parts = [part for part in self.nodes.parts(self.nodes.at(self.path), self.path) if start <= part.start < end]
        homeless: list[Comment] = []
        for comment in self.nodes.comments(start, end, parts):
            place = self._place(comment)
            if place is None:
                homeless.append(comment)
            else:
                self.notes.setdefault(place, []).append(comment)
        return homeless

    def _place(self, comment: Comment) -> Path | None:
        """The path in the new form before which a comment stands: of a paragraph, a fact or a field of one."""
        found = [
            (len(origin), new)
            for new, origins in self.origins.items()
            for name, origin in origins
            if name == self.name and comment.path[: len(origin)] == origin
        ]
        if not found:
            return None
        length, new = max(found, key=lambda pair: (pair[0], len(pair[1])))
        rest = comment.path[length:]
        old = self.nodes.at(comment.path[:length])
        first = old.value[0][0].value if old.id == "mapping" and old.value else None
        if len(new) - len(self.path) < 4 or not rest or (rest[0] == first and not comment.behind):
            return new
        name = _BECAME.get(str(rest[0]), str(rest[0]))
        return (*new, name) if name in self._fact(new) else new

    def _fact(self, path: Path) -> dict[str, Any]:
        value: Any = self.new
        for step in path[len(self.path) :]:
            value = value[step]
        return dict(value)

    # Lines

    def _rewritten(self, key: Any, value: Any, homeless: Iterable[Comment]) -> Edit:
        """A field in the new form."""
        name, column = _REWRITTEN[key.value], _column(key)
        lead = [comment.text for comment in homeless]
        if name == "paragraphs":
            lines = [" " * column + "paragraphs:", *self._paragraphs(column, 2 if value.flow_style else _column(value) - column)]
        else:
            lines = field_lines(name, self.new[name], column, 2)
        lines = [*(" " * column + text for text in lead), *lines]
        return key.start_mark.index, self.nodes.line_end(self.nodes.end(value)), self.eol.join(lines)[column:]

    def _gone(self, record: Any, number: int, homeless: Iterable[Comment]) -> Edit:
        """A field that is no more: its lines go, and blank ones above it; comments that have no other place stay."""
        key, value = record.value[number]
        column = _column(key)
        if not number:
            following = record.value[1][0].start_mark.index
            return key.start_mark.index, following, "".join(f"{comment.text}{self.eol}{' ' * column}" for comment in homeless)
        above = self.nodes.line_end(self.nodes.end(record.value[number - 1][1]))
        line = self.nodes.line_start(key.start_mark.index)
        notes = "".join(f"{self.eol}{' ' * column}{comment.text}" for comment in homeless)
        start = above if not self.nodes.text[above:line].strip() and not notes else line - len(self.eol)
        return start, self.nodes.line_end(self.nodes.end(value)), notes

    def _paragraphs(self, column: int, offset: int) -> Iterator[str]:
        for number, paragraph in enumerate(self.new["paragraphs"]):
            path = (*self.path, "paragraphs", number)
            inner = column + offset + 2
            lines = [
                line
                for name in ("source", "says", "who")
                if name in paragraph
                for line in field_lines(name, paragraph[name], inner, offset)
            ]
            lines.append(" " * inner + "facts:")
            yield from self._notes(path, inner - 2)
            yield from with_dash(lines, inner)
            for at, fact in enumerate(paragraph["facts"]):
                yield from self._fact_lines((*path, "facts", at), fact, inner + offset + 2, offset)

    def _fact_lines(self, path: Path, fact: Mapping[str, Any], column: int, offset: int) -> Iterator[str]:
        lines: list[str] = []
        for name, value in fact.items():
            made = field_lines(name, value, column, offset, self._typed(path, name, value))
            notes = self.notes.get((*path, name), [])
            if len(made) == 1 and len(notes) == 1 and notes[0].behind:
                made = [f"{made[0]} {notes[0].text}"]
            else:
                lines += [" " * column + note.text for note in notes]
            lines += made
        yield from self._notes(path, column - 2)
        yield from with_dash(lines, column)

    def _notes(self, path: Path, column: int) -> Iterator[str]:
        yield from (" " * column + note.text for note in self.notes.get(path, ()))

    def _typed(self, path: Path, name: str, value: Any) -> str | None:
        """A text of a fact as it was typed in the old form, if it was."""
        for file, origin in self.origins.get(path, ()):
            node = self.nodes.at(origin) if file == self.name and isinstance(value, str) else None
            for key, part in node.value if node is not None and node.id == "mapping" else ():
                if key.value == name and part.id == "scalar" and part.value.replace("\a", "") == value:
                    return self.nodes.typed(part)
        return None


def _column(node: Any) -> int:
    return int(node.start_mark.column)
