"""A part of a document set on pages: objects of a PDF that do not know their numbers, their pages' numbers, nor the file they go into.

A number that is known only once parts are linked stands as a token: a NUL, a letter, digits, and an STX, which no object of a PDF has.

    digits   an object of the fragment            K  the tree of pages
    S        what is painted in a page's margins  D  the document in the structure tree
    P        a page's key in the tree of parents  F  the fonts
    L        a link's key there                   C  the colour profile
    q, Q     what stands around a page's content  N  a namespace of the structure tree
    #        an element elsewhere, by its name in hexadecimal
"""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pydyf
from weasyprint import DEFAULT_OPTIONS
from weasyprint import pdf as engine

from briefgen.export.pdf import archive_level, gate, structure_tree
from briefgen.export.pdf.linked.hooks import as_part
from briefgen.export.pdf.linked.values import Bookmark, Fragment, Glyphs, Part
from briefgen.export.pdf.pages import page_faults
from briefgen.export.pdf.pages.layout import Ready, laid_out, ready
from briefgen.export.pdf.setting import Setting

DEFLATE = 9
"""Level of compression."""
REFERENCE = re.compile(rb"(\d+) 0 R")
PRINTED = 4
"""The flag of an annotation that PDF/A asks for."""


@lru_cache(maxsize=8)
def made_ready(setting: Setting) -> Ready:
    """The setting taken in by this process."""
    return ready(setting)


def set_part(part: Part, setting: Setting) -> Fragment:
    """The part on its pages: the same fragment for the same arguments, fonts and engine, in whatever process.

    Raises EngineChanged for a WeasyPrint that the structure tree was not written for.
    """
    level = archive_level.LEVELS[setting.archive]
    around = structure_tree.Surroundings(re.compile(part.uncertain) if part.uncertain else None, dict(part.names))
    taken = made_ready(setting)
    with as_part(part.first, dict(part.pages)) as asked, laid_out(part.html, taken) as laid:
        options = {**DEFAULT_OPTIONS, "pdf_tags": True, "pdf_version": "2.0" if level.modern else "1.7", "output_intent": "srgb"}
        with structure_tree.our_tree(laid.root, level.modern, around) as places, warnings.catch_warnings():
            # WeasyPrint leaves the file of its colour profile for Python to close.
            warnings.simplefilter("ignore", ResourceWarning)
            pdf = engine.generate_pdf(laid.document, None, 1, **options)
        if level.modern:
            archive_level.lead_to_structure(pdf, places)
        faults = [
            *page_faults.faults(laid.document.pages, laid.root),
            *gate.faults_of_part(pdf, laid.root, level, setting.faces, around.names),
        ]
        problems = tuple(laid.refused), tuple(faults), tuple(dict.fromkeys(laid.heard)), tuple(laid.long)
        return _Taken(pdf, laid.document).fragment(places, tuple(asked), problems)


class _Taken:
    """A PDF taken apart."""

    def __init__(self, pdf: Any, document: Any) -> None:
        self._pdf, self._document = pdf, document
        self._pages = list(pdf.page_references)
        root = self._at(pdf.catalog["StructTreeRoot"])
        [body] = root["K"]
        namespaces = root.get("Namespaces", ())
        profile = document.color_profiles["srgb"].pdf_reference
        self._owners = self._at(root["ParentTree"])["Nums"]
        self._kids = self._at(body)["K"]
        bookmarks = list(self._outline(pdf.catalog["Outlines"])) if "Outlines" in pdf.catalog else []
        fonts = self._at(self._at(self._pages[0])["Resources"])["Font"]
        elsewhere = {pdf.pages.reference: b"K", body: b"D", profile: b"C", fonts: b"F"}
        elsewhere |= {reference: b"N%d" % number for number, reference in enumerate(namespaces)}
        gone = {*elsewhere, pdf.catalog.reference, pdf.catalog["StructTreeRoot"], root["ParentTree"], *bookmarks}
        gone |= {pdf.catalog["Outlines"]} if "Outlines" in pdf.catalog else set()
        self._kept = [item for item in pdf.objects[1:] if item.reference not in gone]
        self._local = {item.reference: number for number, item in enumerate(self._kept)}
        self._tokens = {reference: b"\x00%b\x02" % name for reference, name in elsewhere.items()}
        self._tokens |= {reference: b"\x00%d\x02" % number for reference, number in self._local.items()}

    def fragment(self, places: archive_level.Places, asked: tuple[str, ...], problems: Any) -> Fragment:
        pdf, pages = self._pdf, self._pages
        for number, reference in enumerate(pages):
            page = self._at(reference)
            page["Contents"] = b"[\x00q\x02 %b \x00Q\x02 \x00S%d\x02]" % (self._tokens[page["Contents"]], number)
            page["StructParents"] = b"\x00P%d\x02" % number
        for item in self._kept:
            if isinstance(item, dict) and item.get("Type") == "/Annot":
                item["F"] = PRINTED
                item["StructParent"] = b"\x00L%d\x02" % (item["StructParent"] - len(pages))
        names = pdf.catalog["Names"]["Dests"]["Names"] if "Names" in pdf.catalog else []
        owners = dict(zip(self._owners[::2], self._owners[1::2], strict=True))
        return Fragment(
            objects=tuple((number, self._told(item)) for number, item in enumerate(self._kept) if item.compressible),
            streams=tuple((number, *self._deflated(item)) for number, item in enumerate(self._kept) if not item.compressible),
            size=len(self._kept),
            pages=tuple(self._local[reference] for reference in pages),
            owners=tuple(self._told(owners[number]) for number in range(len(pages))),
            kids=b" ".join(self._told(kid) for kid in self._kids),
            links=tuple(self._told(owners[number]) for number in sorted(owners)[len(pages) :]),
            places=tuple(
                (name.string, self._told(point), self._told(places.ids[name.string]))
                for name, point in zip(names[::2], names[1::2], strict=True)
            ),
            bookmarks=tuple(self._bookmarks(pdf.catalog["Outlines"])) if "Outlines" in pdf.catalog else (),
            glyphs=tuple(glyphs_of(font) for font in self._document.fonts.values()),
            asked=asked,
            lacking=any(font.missing for font in self._document.fonts.values()),
            problems=problems,
        )

    def _at(self, reference: bytes) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def _told(self, value: Any) -> bytes:
        """A value in the bytes of a PDF, its references as tokens."""
        if isinstance(value, bytes):
            return self._tokens[value] if REFERENCE.fullmatch(value) else value
        if isinstance(value, dict):
            return b"<<" + b"".join(b"/%b %b" % (key.encode(), self._told(item)) for key, item in value.items()) + b">>"
        if isinstance(value, list | tuple):
            return b"[" + b" ".join(map(self._told, value)) + b"]"
        data: bytes = pydyf._to_bytes(value)
        return data

    def _deflated(self, stream: Any) -> tuple[bytes, bytes]:
        """A stream's dictionary and its data."""
        data = zlib.compress(b"\n".join(map(pydyf._to_bytes, stream.stream)), DEFLATE)
        return self._told({**stream.extra, "Filter": "/FlateDecode", "Length": len(data)}), data

    def _outline(self, parent: bytes) -> Iterator[bytes]:
        """The references of the bookmarks below one."""
        reference = self._at(parent).get("First")
        while reference:
            yield reference
            yield from self._outline(reference)
            reference = self._at(reference).get("Next")

    def _bookmarks(self, parent: bytes) -> Iterator[Bookmark]:
        reference = self._at(parent).get("First")
        while reference:
            item = self._at(reference)
            kind = "A" if "A" in item else "Dest"
            yield item["Title"].string, b"/%b %b" % (kind.encode(), self._told(item[kind])), tuple(self._bookmarks(reference))
            reference = item.get("Next")


def glyphs_of(font: Any) -> Glyphs:
    return (font.hash, font.family, font.style, font.weight, font.font_size), dict(font.to_unicode), dict(font.widths)


TOKEN = re.compile(rb"\x00([^\x02]*)\x02")


def placed(data: bytes, numbers: Callable[[bytes], bytes]) -> bytes:
    """Bytes with each token replaced. numbers: what stands for a token, given without its marks."""
    return TOKEN.sub(lambda found: numbers(found[1]), data)
