"""The projection: a list of blocks in the order of reading, each with the pieces of its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby

BREAK = "\u2028"
"""The end of a line within a paragraph; it has no look."""


@dataclass(frozen=True)
class Piece:
    """Words of one look.

    lang: where it is not the document's. link: `#id` or an address. mark: whether the words are the number of a note.
    expansion: of an abbreviation. stress: "em" and "strong".
    """

    words: str
    lang: str = ""
    link: str = ""
    mark: bool = False
    expansion: str = ""
    stress: frozenset[str] = frozenset()

    def __str__(self) -> str:
        told = [self.lang, self.link, "mark" if self.mark else "", self.expansion, *sorted(self.stress)]
        tags = " ".join(filter(None, told))
        return f"‹{tags}: {self.words}›" if tags else self.words


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item, entry of the contents, caption, figure, note, or what stands in a cell.

    level: of a heading, or of a list. number: of an item or note that bears one. place: the table, row, column and role of its
    cell. anchors: the ids that stand there. pages: those it stands on, in a PDF; they are not compared.
    """

    kind: str
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    number: int = 0
    place: str = ""
    anchors: tuple[str, ...] = ()
    pages: tuple[int, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        head = " ".join(filter(None, [self.kind, str(self.level or ""), f"no. {self.number}" if self.number else "", self.place]))
        ids = "".join(f" #{anchor}" for anchor in self.anchors)
        return f"[{head}{ids}] {''.join(map(str, self.pieces))}"


@dataclass
class Item:
    """A list item that is being read; begun: whether its first line was written."""

    kind: str
    level: int
    number: int
    begun: bool = False


class Scribe:
    """Writes blocks one after the other, as three readers meet them; continued: the kind of a paragraph that goes on with an item."""

    def __init__(self, continued: str = "continued") -> None:
        self.blocks: list[Block] = []
        self.anchors: list[str] = []
        self.place = ""
        self.pages: tuple[int, ...] = ()
        self._item: Item | None = None
        self._continued = continued

    def write(self, kind: str, pieces: Iterable[Piece], level: int = 0, number: int = 0) -> None:
        """A block that takes the anchors met since the one before."""
        anchors = tuple(sorted(self.anchors))
        self.anchors.clear()
        self.blocks.append(Block(kind, tuple(pieces), level, number, self.place, anchors, self.pages))

    def text(self, pieces: Iterable[Piece], kind: str = "paragraph") -> None:
        """A paragraph; in a list item, the item's line or what continues it."""
        item = self._item
        if item is None:
            self.write(kind, pieces)
        elif item.begun:
            self.write(self._continued, pieces)
        else:
            item.begun = True
            self.write(item.kind, pieces, item.level, item.number)

    @contextmanager
    def item(self, kind: str, level: int, number: int) -> Iterator[None]:
        """What is written meanwhile stands in a list item; an item without a line is one without words."""
        outer, self._item = self._item, Item(kind, level, number)
        yield
        if not self._item.begun:
            self.text(())
        self._item = outer

    @contextmanager
    def cell(self, place: str) -> Iterator[None]:
        """What is written meanwhile stands in a cell; one without blocks has an empty paragraph."""
        before, self.place = len(self.blocks), place
        yield
        if len(self.blocks) == before:
            self.text(())
        self.place = ""


def cell_place(table: int, row: int, column: int, role: str) -> str:
    """What a cell is called, in words; row and column count from 1."""
    return f"table {table} row {row} column {column} {role}"


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbours of the same look made one, and none without words."""
    looks = groupby((piece for piece in pieces if piece.words), key=lambda piece: replace(piece, words=""))
    return tuple(replace(look, words="".join(piece.words for piece in group)) for look, group in looks)
