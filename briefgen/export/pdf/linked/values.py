"""What goes between the processes that set parts and the one that gathers them: plain values, which pickle."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any, NamedTuple, Protocol

Bookmark = tuple[str, bytes, tuple[Any, ...]]
"""A heading, its destination ("Dest …" or "A …"), and the bookmarks below it."""
Face = tuple[str, str, int, int, float]
"""A font's hash with its family, style, weight and size, as Pango has them."""
Glyphs = tuple[Face, dict[int, str], dict[int, int]]
"""A font with what its glyphs stand for, and their widths."""


class Part(NamedTuple):
    """What a fragment is made of. html: a document of its own; first: whether it begins the file; uncertain: pattern of the signs that are
    spelt out, "" for none; names: place elsewhere that a link leads to → what it is called; pages: place elsewhere → its page, for those
    asked for."""

    html: str
    first: bool
    uncertain: str
    names: tuple[tuple[str, str], ...]
    pages: tuple[tuple[str, int], ...] = ()


class Fragment(NamedTuple):
    """A part on its pages. Plain values throughout.

    objects, streams: local number → bytes (of a stream its dictionary and its data); size: how many numbers it takes; pages, and of each
    its owners of marked content; kids: of the document in the structure tree; links: their owners; places: name → destination, element;
    glyphs: fonts with what their glyphs stand for and their widths; asked: places whose page it shows; lacking: whether a font lacked a
    glyph; problems: refused, faults, messages, long rows.
    """

    objects: tuple[tuple[int, bytes], ...]
    streams: tuple[tuple[int, bytes, bytes], ...]
    size: int
    pages: tuple[int, ...]
    owners: tuple[bytes, ...]
    kids: bytes
    links: tuple[bytes, ...]
    places: tuple[tuple[str, bytes, bytes], ...]
    bookmarks: tuple[Bookmark, ...]
    glyphs: tuple[Glyphs, ...]
    asked: tuple[str, ...]
    lacking: bool
    problems: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class Furniture(NamedTuple):
    """The margins of some pages. boxes: of each page what paints each box of its margins, deflated; glyphs: as of a fragment; plain:
    whether nothing in them needs pictures, patterns or transparency, which pages do not know of."""

    boxes: tuple[tuple[bytes, ...], ...]
    glyphs: tuple[Glyphs, ...]
    plain: bool


class Runs(Protocol):
    """Runs functions elsewhere, as an Executor does."""

    def submit(self, address: str, /, *arguments: Any) -> Future[Any]:
        """Begins a function. address: its module and its name, "module:name"."""
        ...


class LinkFault(Exception):
    """What parts did not make a file of; the message says why."""
