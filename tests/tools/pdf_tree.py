"""The structure tree of a PDF with its words, as a screen reader meets it: read by pypdf, words by pdfium."""

from __future__ import annotations

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pypdf
import pypdfium2
from pypdfium2 import raw

from tests.tools.projections import squeeze

ATTRIBUTES = ("/Lang", "/E", "/Alt")


@dataclass
class Node:
    """A structure element: type, what is told of it, the pages it stands on, its own words, and the elements and links in it."""

    kind: str
    told: dict[str, str]
    pages: list[int] = field(default_factory=list)
    parts: list[str | Node] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)

    def nodes(self) -> Iterator[Node]:
        """This element and all below it, in the order of reading."""
        yield self
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.nodes()

    def words(self) -> str:
        """The words of the document in it, without white space, without what is drawn in a figure or written by the style sheet."""
        if self.kind == "Figure":
            return ""
        return squeeze("".join(part if isinstance(part, str) else "" if part.is_generated() else part.words() for part in self.parts))

    def is_generated(self) -> bool:
        """Whether its words are the style sheet's."""
        return self.kind == "Lbl" or (self.kind == "Span" and not self.told)

    def all_pages(self) -> set[int]:
        """The pages that it stands on, with all below it."""
        return {page for node in self.nodes() for page in node.pages}


def read(data: bytes) -> Node:
    """The structure tree of a PDF; its root has the type ""."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference}
    root = Node("", {})
    _fill(root, reader.trailer["/Root"]["/StructTreeRoot"], numbers, passages(data))
    return root


def _fill(node: Node, item: Any, pages: Mapping[int, int], words: list[dict[int, str]]) -> None:
    kids = item.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, int) or "/MCID" in kid:
            home = item if isinstance(kid, int) else kid
            node.pages.append(pages[home.raw_get("/Pg").idnum])
            node.parts.append(words[node.pages[-1]][kid if isinstance(kid, int) else kid["/MCID"]])
        elif "/Obj" in kid:
            node.links.append(kid["/Obj"])
        else:
            child = Node(str(kid["/S"])[1:], _told(kid))
            node.parts.append(child)
            _fill(child, kid, pages, words)


def _told(item: Any) -> dict[str, str]:
    attributes = {key[1:]: str(value) for key, value in item.get("/A", {}).items() if key not in {"/O", "/BBox"}}
    return attributes | {key[1:]: str(item[key]) for key in ATTRIBUTES if key in item}


def passages(data: bytes) -> list[dict[int, str]]:
    """For each page, the words of its marked passages by number; what is in no passage has the number -1."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        words: dict[int, str] = defaultdict(str)
        spelt: dict[int, str] = {}
        text = page.get_textpage()
        for item in page.get_objects(max_depth=1):
            number = raw.FPDFPageObj_GetMarkedContentID(item.raw)
            words[number] += _words(item, text)
            actual = _spelt(item)
            spelt |= {} if actual is None else {number: actual}
        found.append(words | spelt)
        text.close()
        page.close()
    document.close()
    return found


def _words(item: Any, page: Any) -> str:
    if item.type != raw.FPDF_PAGEOBJ_TEXT:
        return ""
    size = raw.FPDFTextObj_GetText(item.raw, page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(item.raw, page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _spelt(item: Any) -> str | None:
    """What is to be read in place of the glyphs; None where they are read."""
    for number in range(raw.FPDFPageObj_CountMarks(item.raw)):
        mark, size = raw.FPDFPageObj_GetMark(item.raw, number), ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, size):
            buffer = (ctypes.c_ubyte * size.value)()
            raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, size, size)
            return bytes(buffer).decode("utf-16" if bytes(buffer).startswith(b"\xfe\xff") else "latin-1")
    return None
