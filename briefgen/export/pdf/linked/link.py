"""Fragments become one file: numbers given, one subset for each face, one structure tree, one outline, one list of places, and the marks.

Each fragment has a range of object numbers of its own, a multiple of `STRIDE`, so that a part that changed moves no other.
"""

from __future__ import annotations

import re
import struct
import warnings
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pydyf
import weasyprint
from weasyprint import DEFAULT_OPTIONS
from weasyprint import pdf as engine
from weasyprint.document import Document
from weasyprint.html import get_html_metadata
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key

from briefgen.desk.files import sha256_of
from briefgen.desk.kept import NOTHING, Kept, key_of
from briefgen.document.page import Page
from briefgen.export.pdf import archive_level, gate, structure_tree
from briefgen.export.pdf.attached_files import carried
from briefgen.export.pdf.linked.fragment import DEFLATE, made_ready, placed
from briefgen.export.pdf.linked.hooks import replaced
from briefgen.export.pdf.linked.values import Bookmark, Face, Fragment, Furniture, Glyphs, LinkFault
from briefgen.export.pdf.pages.layout import Ready
from briefgen.export.pdf.setting import Setting

STRIDE = 1024
QUICK = 6
"""Level of compression of what is made anew for each file."""
ELSEWHERE = re.compile(rb"\x00#([0-9a-f]*)\x02")
"""The token of an element of another part."""
UNITS = 1024
"""Pango's units in a CSS pixel."""


class Numbers(NamedTuple):
    """What tokens stand for. base: the first number of the fragment; shared: token → the number of what all share; elements: place →
    reference of its element; margins: of each page, the references of what is painted there."""

    base: int
    shared: Mapping[bytes, int]
    elements: Mapping[str, bytes]
    margins: Sequence[bytes] = ()


class Placed(NamedTuple):
    """A fragment with its numbers. blob: its objects as they stand in the file; offsets: object → its place in that; packed: the stream
    that holds the others, and they in order."""

    blob: bytes
    offsets: tuple[tuple[int, int], ...]
    packed: tuple[int, tuple[int, ...]]


def link(
    page: Page,
    setting: Setting,
    fragments: Sequence[Fragment],
    margins: Sequence[Furniture],
    kept: Kept = NOTHING,
    keys: Sequence[str] = (),
) -> tuple[bytes, list[str]]:
    """The PDF of a page from the fragments of its parts, in order, and what is wrong with it. margins: those of all its pages, in order;
    kept: what earlier files made of the fragments, each by its key.

    Raises LinkFault where they do not make one file.
    """
    boxes = [found for part in margins for found in part.boxes]
    if len(boxes) != sum(len(fragment.pages) for fragment in fragments):
        raise LinkFault("there are not as many margins as pages")
    level = archive_level.LEVELS[setting.archive]
    frame = _Frame(page, setting, [glyphs for kind in (fragments, margins) for one in kind for glyphs in one.glyphs])
    painted = iter([b" ".join(map(frame.stream, found)) for found in boxes])
    bases = list(_bases(fragments, frame.size + sum(_counted(fragment.bookmarks) for fragment in fragments) + len(fragments)))
    shared = frame.shared
    elements = _elements(fragments, bases, shared) if level.modern else {}
    numbers = [Numbers(base, shared, elements, [next(painted) for _ in one.pages]) for one, base in zip(fragments, bases, strict=True)]
    frame.join(fragments, numbers)
    archive_level.mark(frame.pdf, level, page)
    faults = gate.faults_of_linked(frame.pdf, page.tree, level, page.faces)
    named = keys or [""] * len(fragments)
    placed_ones = [_placed_once(*one, kept) for one in zip(fragments, numbers, named, strict=True)]
    return _written(frame.pdf, placed_ones, level), faults


def _placed_once(fragment: Fragment, numbers: Numbers, key: str, kept: Kept) -> Placed:
    """The fragment with its numbers, from what is kept where it had the same before. key: "" for one that is not to be kept."""
    if not key or not kept.keeps:
        return place(fragment, numbers)
    whole = key_of("placed", key, repr((numbers.base, sorted(numbers.shared.items()), numbers.margins, _sought(fragment, numbers))))
    if found := kept.get(whole):
        return Placed(*found)
    made = place(fragment, numbers)
    kept.put(whole, tuple(made))
    return made


def _sought(fragment: Fragment, numbers: Numbers) -> list[tuple[str, bytes]]:
    """The elements of other parts that a fragment refers to."""
    if not numbers.elements:
        return []
    names = {name for _, data in fragment.objects for name in ELSEWHERE.findall(data)}
    return [(name.decode(), numbers.elements[bytes.fromhex(name.decode()).decode()]) for name in sorted(names)]


def _bases(fragments: Iterable[Fragment], least: int) -> Iterator[int]:
    """The first object number of each fragment. least: how many numbers stand before the first."""
    base = STRIDE * -(-(least + STRIDE) // STRIDE)
    for fragment in fragments:
        yield base
        base += STRIDE * -(-(fragment.size + 1) // STRIDE)


def _counted(bookmarks: Iterable[Bookmark]) -> int:
    return sum(1 + _counted(below) for _, _, below in bookmarks)


def _elements(fragments: Sequence[Fragment], bases: Sequence[int], shared: Mapping[bytes, int]) -> dict[str, bytes]:
    """Place → the reference of its element."""
    return {
        name: placed(element, _given(Numbers(base, shared, {}), fragment))
        for fragment, base in zip(fragments, bases, strict=True)
        for name, _, element in fragment.places
    }


def place(fragment: Fragment, numbers: Numbers) -> Placed:
    """The fragment with its numbers."""
    given = _given(numbers, fragment)
    told = placed(b"\x00\x02".join(data for _, data in fragment.objects), lambda token: given(token) if token else b"\x00\x02")
    datas = told.split(b"\x00\x02") if fragment.objects else []
    own = tuple(numbers.base + number for number, _ in fragment.objects)
    packed = numbers.base + fragment.size
    blob, offsets = bytearray(_packed(packed, own, datas, DEFLATE)), [(packed, 0)]
    for number, dictionary, data in fragment.streams:
        offsets.append((numbers.base + number, len(blob)))
        blob += _object(numbers.base + number, placed(dictionary, given), data)
    return Placed(bytes(blob), tuple(offsets), (packed, own))


def _given(numbers: Numbers, fragment: Fragment) -> Callable[[bytes], bytes]:
    """What stands for each token of a fragment."""
    base, pages = numbers.base, len(fragment.pages)

    def given(token: bytes) -> bytes:
        if token[:1].isdigit():
            return b"%d 0 R" % (base + int(token))
        match token[:1]:
            case b"S":
                return numbers.margins[int(token[1:])]
            case b"P":
                return b"%d" % (base + int(token[1:]))
            case b"L":
                return b"%d" % (base + pages + int(token[1:]))
            case b"#":
                return numbers.elements[bytes.fromhex(token[1:].decode()).decode()]
        return b"%d 0 R" % numbers.shared[token]

    return given


def _packed(number: int, numbers: Iterable[int], datas: Sequence[bytes], level: int) -> bytes:
    """The object of a stream that holds others."""
    heads, position = [], 0
    for own, data in zip(numbers, datas, strict=True):
        heads.append(b"%d %d" % (own, position))
        position += len(data) + 1
    head = b" ".join(heads) + b"\n"
    data = zlib.compress(head + b"\n".join(datas), level)
    told = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d>>" % (len(datas), len(head), len(data))
    return _object(number, told, data)


def _object(number: int, dictionary: bytes, data: bytes) -> bytes:
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, dictionary, data)


class _Frame:
    """What the parts of a file share: a PDF without pages, written by WeasyPrint. size: its object numbers."""

    def __init__(self, page: Page, setting: Setting, glyphs: Sequence[Glyphs]) -> None:
        level = archive_level.LEVELS[setting.archive]
        taken = made_ready(setting)
        self._modern = level.modern
        head, _, _ = page.html.partition("<body")
        html = weasyprint.HTML(string=f"{head}<body></body></html>")
        metadata = DocumentMetadata(**get_html_metadata(html))
        document = Document([], metadata, html.url_fetcher, taken.fonts, {}, "srgb")
        document.fonts.update(enumerate(_fonts(glyphs, taken)))
        options = {**DEFAULT_OPTIONS, "attachments": carried(page), "pdf_variant": level.variant, "output_intent": "srgb"}
        options |= {"pdf_version": "2.0" if level.modern else "1.7", "pdf_tags": True}

        def no_pages(pdf: Any, *_: Any) -> None:
            tree = structure_tree.Tree(pdf, ET.fromstring("<body/>"), level.modern, structure_tree.Surroundings(None, {}))
            tree.finish(archive_level.Places())

        with replaced(engine, "add_tags", no_pages), warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            self.pdf = engine.generate_pdf(document, None, 1, **options)
        self._streams: dict[bytes, bytes] = {}
        root = self._at(self.pdf.catalog["StructTreeRoot"])
        self._body = pydyf.Dictionary({"Type": "/StructElem", "S": "/Document", "P": root.reference})
        if level.modern:
            self._body["NS"] = root["Namespaces"][0]
        self.pdf.add_object(self._body)
        root["K"] = pydyf.Array([self._body.reference])
        self._root = root
        named = {
            b"K": self.pdf.pages.reference,
            b"D": self._body.reference,
            b"q": self.stream(zlib.compress(b"q")),
            b"Q": self.stream(zlib.compress(b"Q")),
        }
        named |= {b"C": document.color_profiles["srgb"].pdf_reference, b"F": self._font_reference()}
        named |= {b"N%d" % number: reference for number, reference in enumerate(root.get("Namespaces", ()))}
        self.shared = {token: int(reference.split()[0]) for token, reference in named.items()}

    @property
    def size(self) -> int:
        """How many numbers its objects take."""
        return len(self.pdf.objects)

    def stream(self, deflated: bytes) -> bytes:
        """The reference of a stream, one for all that have the same bytes."""
        if deflated not in self._streams:
            stream = pydyf.Stream([deflated], {"Filter": "/FlateDecode"})
            self.pdf.add_object(stream)
            self._streams[deflated] = stream.reference
        return self._streams[deflated]

    def _at(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def _font_reference(self) -> bytes:
        resources = next(item for item in self.pdf.objects if isinstance(item, dict) and "Font" in item and "XObject" in item)
        reference: bytes = resources["Font"]
        return reference

    def join(self, fragments: Sequence[Fragment], numbers: Sequence[Numbers]) -> None:
        """Lets the frame lead to the fragments: pages, the structure tree, places, bookmarks."""
        pdf, kids, parents, pages = self.pdf, [], [], []
        names: dict[str, bytes] = {}
        marks: list[Any] = []
        for fragment, given_numbers in zip(fragments, numbers, strict=True):
            given = _given(given_numbers, fragment)
            base = given_numbers.base
            kids.append(placed(fragment.kids, given))
            owners = (*fragment.owners, *fragment.links)
            parents += [b"%d %b" % (base + key, placed(owner, given)) for key, owner in enumerate(owners)]
            pages += [b"%d 0 R" % (base + number) for number in fragment.pages]
            for name, point, _ in fragment.places:
                if names.setdefault(name, b"") or not point:
                    raise LinkFault(f"two places are named {name}")
                names[name] = placed(point, given)
            marks += self._outlined(fragment.bookmarks, given)
        pdf.pages["Kids"], pdf.pages["Count"] = b"[%b]" % b" ".join(pages), len(pages)
        self._body["K"] = b"[%b]" % b" ".join(kids)
        tree = self._at(self._root["ParentTree"])
        tree["Nums"] = b"[%b]" % b" ".join(parents)
        self._root["ParentTreeNextKey"] = numbers[-1].base + len(fragments[-1].owners) + len(fragments[-1].links)
        dests = pydyf.Array(item for name in sorted(names) for item in (pydyf.String(name), names[name]))
        pdf.catalog.setdefault("Names", pydyf.Dictionary())["Dests"] = pydyf.Dictionary({"Names": dests})
        if marks:
            outline = pydyf.Dictionary()
            pdf.add_object(outline)
            self._chain(outline, marks)
            pdf.catalog["Outlines"] = outline.reference

    def _outlined(self, bookmarks: Iterable[Bookmark], given: Callable[[bytes], bytes]) -> list[Any]:
        made = []
        for title, destination, below in bookmarks:
            key, value = placed(destination, given).split(b" ", 1)
            item = pydyf.Dictionary({"Title": pydyf.String(title), key[1:].decode(): value})
            self.pdf.add_object(item)
            made.append(item)
            self._chain(item, self._outlined(below, given))
        return made

    @staticmethod
    def _chain(parent: Any, items: Sequence[Any]) -> None:
        parent["Count"] = len(items) + sum(item["Count"] for item in items)
        for one, other in pairwise(items):
            one["Next"], other["Prev"] = other.reference, one.reference
        for item in items:
            item["Parent"] = parent.reference
        if items:
            parent["First"], parent["Last"] = items[0].reference, items[-1].reference


def _fonts(glyphs: Sequence[Glyphs], taken: Ready) -> Iterator[Font]:
    """The fonts of all parts, each once, with all that its glyphs stand for. Of a glyph that stands for several signs, the first counts."""
    signs: dict[str, dict[int, str]] = {}
    widths: dict[str, dict[int, int]] = {}
    faces: dict[str, Face] = {}
    for face, to_unicode, wide in glyphs:
        faces.setdefault(face[0], face)
        signs[face[0]] = {**to_unicode, **signs.get(face[0], {})}
        widths.setdefault(face[0], {}).update(wide)
    for name, face in faces.items():
        font = _font(face, taken)
        font.to_unicode, font.widths = dict(sorted(signs[name].items())), dict(sorted(widths[name].items()))
        yield font


def _font(face: Face, taken: Ready) -> Font:
    """The font that a fragment was set in. Raises LinkFault where this machine gives another one."""
    name, family, style, weight, size = face
    description = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    pango.pango_font_description_set_family(description, family.encode())
    pango.pango_font_description_set_style(description, style)
    pango.pango_font_description_set_weight(description, weight)
    pango.pango_font_description_set_absolute_size(description, size * UNITS)
    context = ffi.gc(pango.pango_font_map_create_context(taken.fonts.font_map), gobject.g_object_unref)
    loaded = ffi.gc(pango.pango_font_map_load_font(taken.fonts.font_map, context, description), gobject.g_object_unref)
    _, described, absolute = get_pango_font_key(loaded)
    font = Font(loaded, described, absolute)
    if font.hash != name:
        raise LinkFault(f"the font {family} is another one here")
    return font


def _written(pdf: Any, fragments: Sequence[Placed], level: archive_level.Level) -> bytes:
    """The bytes of a file: of the fragments, of the frame, and where each object stands."""
    if pdf.info:
        pdf.add_object(pdf.info)
    data = bytearray(b"%%PDF-%b\n%%\xf0\x9f\x96\xa4\n" % (b"2.0" if level.modern else b"1.7"))
    entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for fragment in fragments:
        entries.update({number: (1, len(data) + offset, 0) for number, offset in fragment.offsets})
        holder, held = fragment.packed
        entries.update({number: (2, holder, position) for position, number in enumerate(held)})
        data += fragment.blob
    used = [item for item in pdf.objects if item.free != "f"]
    for item in used:
        if not item.compressible:
            entries[item.number] = (1, len(data), 0)
            data += item.indirect + b"\n"
    packed = [item for item in used if item.compressible]
    holder = len(pdf.objects)
    entries.update({item.number: (2, holder, position) for position, item in enumerate(packed)})
    entries[holder] = (1, len(data), 0)
    data += _packed(holder, [item.number for item in packed], [item.data for item in packed], QUICK)
    entries[holder + 1] = (1, len(data), 0)
    return bytes(data + _cross_references(holder + 1, entries, pdf, data) + b"startxref\n%d\n%%%%EOF\n" % len(data))


def _cross_references(number: int, entries: Mapping[int, tuple[int, int, int]], pdf: Any, data: bytes | bytearray) -> bytes:
    """The stream that says where each object stands."""
    numbers = sorted(entries)
    starts = [number for before, number in pairwise([-2, *numbers]) if number != before + 1]
    ends = [before for before, number in pairwise([*numbers, numbers[-1] + 2]) if number != before + 1]
    index = b" ".join(b"%d %d" % (start, end - start + 1) for start, end in zip(starts, ends, strict=True))
    row = struct.Struct(">BIH").pack
    table = zlib.compress(b"".join(row(*entries[one]) for one in numbers), QUICK)
    info = b"/Info %b" % pdf.info.reference if pdf.info else b""
    identity = sha256_of(bytes(data))[:32].encode()
    told = b"<</Type /XRef/Index [%b]/W [1 4 2]/Size %d/Root %b%b/ID [(%b) (%b)]/Filter /FlateDecode/Length %d>>"
    filled = told % (index, numbers[-1] + 1, pdf.catalog.reference, info, identity, identity, len(table))
    return _object(number, filled, table)
