"""The gate: what an archive or a listener would refuse in a PDF, found by quick checks before it is written."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

import pydyf

from briefgen.export.pdf import roles
from briefgen.export.pdf.archive_level import PDFUA, RDF, Level
from briefgen.fonts.cut_faces import CutFace
from briefgen.fonts.script_runs import Runs
from briefgen.language.scripts import EAST_ASIAN_LANGUAGES, is_east_asian

PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
XMP_DATE = re.compile(r"\{http://ns\.adobe\.com/xap/1\.0/\}\w*Date$")
TITLE = "{http://purl.org/dc/elements/1.1/}title"
OUR_FONTS = ("Source-Serif-4", "Source-Sans-3", "Noto-Sans-JP")
ADDRESS = re.compile(r"https?://|mailto:")
MACHINE = re.compile(r"(?:^|[\s'\"(=>])(?:file:/|asset:\w|[A-Z]:\\|/(?:home|Users|root|tmp|var|private|opt|mnt|srv|workspace)/)")
ACTIVE = ("OpenAction", "AA", "AcroForm", "Encrypt", "Collection")
GENERATED = ("Lbl", "Span")
"""Types that may stand in the tree for what the style sheet writes."""


@dataclass
class _File:
    """A PDF in memory, with the document that it was made from."""

    pdf: Any
    tree: ET.Element
    level: Level
    faces: Sequence[CutFace] = ()
    elsewhere: Collection[str] = ()

    def at(self, value: Any) -> Any:
        """The object itself, where the value is a reference; {} where that leads nowhere."""
        if not isinstance(value, bytes):
            return value
        number = int(value.split()[0])
        return self.pdf.objects[number] if number < len(self.pdf.objects) else {}

    def get(self, *keys: str) -> Any:
        """What stands in the catalog under a key, and under a key of that, or {}."""
        found = self.pdf.catalog
        for key in keys:
            found = self.at(found.get(key, {}))
        return found

    @cached_property
    def dictionaries(self) -> list[Any]:
        return [item if isinstance(item, dict) else item.extra for item in self.pdf.objects if isinstance(item, dict | pydyf.Stream)]

    @cached_property
    def pages(self) -> list[Any]:
        return [self.at(reference) for reference in self.pdf.page_references]

    @cached_property
    def annotations(self) -> list[Any]:
        return [self.at(item) for page in self.pages for item in page.get("Annots", ())]

    @cached_property
    def places(self) -> set[str]:
        """The names that links may lead to."""
        return {text(name) for name in self.get("Names", "Dests").get("Names", ())[::2]}

    @cached_property
    def kids(self) -> list[tuple[Any, Any]]:
        """Everything in the structure tree, with what holds it, in the order of reading."""
        return list(self._below(self.get("StructTreeRoot")))

    def _below(self, node: Any) -> Iterator[tuple[Any, Any]]:
        for kid in node.get("K", ()):
            yield node, self.at(kid)
            if isinstance(kid, bytes):
                yield from self._below(self.at(kid))

    @cached_property
    def nodes(self) -> list[Any]:
        """The structure elements."""
        return [kid for _, kid in self.kids if isinstance(kid, dict) and "S" in kid]

    @cached_property
    def metadata(self) -> str:
        stream = self.get("Metadata")
        return stream.stream[0].decode() if isinstance(stream, pydyf.Stream) else ""

    @cached_property
    def rdf(self) -> list[ET.Element]:
        """The descriptions in the metadata; none where it holds no RDF or cannot be read."""
        try:
            packet = ET.fromstring(self.metadata[self.metadata.find("<x:") : self.metadata.rfind("<?xpacket")])
        except ET.ParseError:
            return []
        return [description for root in packet.iter(f"{RDF}RDF") for description in root]


def faults(pdf: Any, tree: ET.Element, level: Level, faces: Sequence[CutFace] = ()) -> list[str]:
    """What is wrong with a PDF (a pydyf.PDF made from that document, for that archive level), in words; empty where nothing is.

    faces: those of the desk that the document brings.
    """
    file = _File(pdf, tree, level, faces)
    return [fault for check in (*OF_FILES, *OF_PARTS) for fault in check(file)]


def faults_of_part(pdf: Any, tree: ET.Element, level: Level, faces: Sequence[CutFace], elsewhere: Collection[str]) -> list[str]:
    """What is wrong with a part of a file that is to be linked with others. elsewhere: the places that those have."""
    file = _File(pdf, tree, level, faces, elsewhere)
    return [fault for check in OF_PARTS for fault in check(file)]


def faults_of_linked(pdf: Any, tree: ET.Element, level: Level, faces: Sequence[CutFace]) -> list[str]:
    """What is wrong with what parts share in a linked file: all but their pages and their pieces of the structure."""
    file = _File(pdf, tree, level, faces)
    return [fault for check in (*OF_FILES, _machine, _places, _bookmarks) for fault in check(file)]


def text(value: Any) -> str:
    """A PDF string as text."""
    return str(value.string) if isinstance(value, pydyf.String) else str(value or "")


def _properties(file: _File) -> Iterator[str]:
    title, language = file.tree.findtext("head/title", ""), file.tree.get("lang", "")
    if text(file.pdf.catalog.get("Lang")) != language:
        yield f"the language is {text(file.pdf.catalog.get('Lang')) or 'missing'}, and the document's is {language}"
    if title not in ["".join(element.itertext()) for description in file.rdf for element in description.iter(TITLE)]:
        yield "the title is missing or another one"
    if not file.level.modern and text(file.pdf.info.get("Title")) != title:
        yield "the properties have no title, or another one"
    if file.get("ViewerPreferences").get("DisplayDocTitle") != "true":
        yield "the title is not shown"
    if file.get("MarkInfo").get("Marked") != "true":
        yield "the PDF is not tagged"
    if not file.get("PageLabels"):
        yield "the pages have no labels"
    yield from (f"the catalog has {key}" for key in ACTIVE if key in file.pdf.catalog)


def _metadata(file: _File) -> Iterator[str]:
    roots = file.metadata.count("<rdf:RDF")
    if roots != 1:
        yield f"the metadata has {roots} RDF elements"
    part = re.search(r"a-(\d)(\w)", file.level.variant)
    wanted = {PDFA + "part": part[1], PDFA + "conformance": part[2].upper()} if part else {}
    wanted[PDFUA + "part"] = str(file.level.accessible)
    stated = {name: value for description in file.rdf for name, value in description.attrib.items()}
    yield from (f"the metadata does not say {name} {value}" for name, value in wanted.items() if stated.get(name) != value)
    if not any(file.at(intent.get("DestOutputProfile")) for intent in file.pdf.catalog.get("OutputIntents", ())):
        yield "no colour profile is named"


def _dates(file: _File) -> Iterator[str]:
    """Dates come from the pack, never from the clock."""
    meta = {element.get("name"): element.get("content", "") for element in file.tree.iter("meta")}
    day = meta.get("dcterms.created", "")
    named = [element.text or "" for description in file.rdf for element in description.iter() if XMP_DATE.match(element.tag)]
    dated = [text(item[key]) for item in (file.pdf.info, *file.dictionaries) for key in ("CreationDate", "ModDate", "M") if key in item]
    for date in [*named, *dated]:
        if not date.removeprefix("D:").replace("-", "").startswith(day.replace("-", "")):
            yield f"the date {date} is not the pack's"


def _machine(file: _File) -> Iterator[str]:
    """Nothing of the machine that it was made on: no paths in properties, names of files, and addresses."""
    values = [*file.pdf.info.values(), *(item[key] for item in file.dictionaries for key in ("URI", "F", "UF", "Desc") if key in item)]
    yield from (f"the path {words} stands in it" for words in map(text, values) if MACHINE.search(words))
    if found := MACHINE.search(file.metadata):
        yield f"the path {found[0]} stands in the metadata"


def _fonts(file: _File) -> Iterator[str]:
    known = (*OUR_FONTS, *(face.family.replace(" ", "-") for face in file.faces))
    for font in file.dictionaries:
        if font.get("Type") != "/Font":
            continue
        name = str(font.get("BaseFont", "")).rpartition("+")[2].lstrip("/")
        if not name.startswith(known):
            yield f"the font {name} is not ours"
        if font.get("Subtype") == "/Type0" and not file.at(font.get("ToUnicode")):
            yield f"the font {name} does not say which characters it shows"
        descriptor = file.at(font.get("FontDescriptor", {}))
        if descriptor and not any(file.at(descriptor.get(key)) for key in ("FontFile", "FontFile2", "FontFile3")):
            yield f"the font {name} is not embedded"
        if font.get("Subtype") != "/Type0" and not descriptor:
            yield f"the font {name} has no descriptor"


def _structure(file: _File) -> Iterator[str]:
    """The tree is the document's: the same elements in the same order, with the same languages, expansions and alternatives."""
    expected = list(_expected(file.tree))
    found = [_said(node) for node in file.nodes]
    found = [line for line in found if line not in GENERATED]
    for position, (want, have) in enumerate(zip_longest(expected, found), 1):
        if want != have:
            yield f"element {position} of the structure is {have or 'missing'}, and should be {want or 'none'}"
            return


def _expected(tree: ET.Element) -> Iterator[str]:
    for element, kinds in roles.types(tree).items():
        for level, kind in enumerate(kinds):
            described = roles.attributes(element, kind) | roles.said_instead(element) if level == 0 else {}
            line = " ".join([kind, *(f"{key}={described[key]}" for key in sorted(described) if key != "O")])
            if line not in GENERATED:
                yield line


def _said(node: Any) -> str:
    """A structure element in a line: its type and what else a listener is told."""
    described = {key: text(value) for key, value in node.get("A", {}).items() if key not in {"O", "BBox"}}
    described |= {key: text(node[key]) for key in ("Lang", "E", "Alt", "ActualText") if key in node}
    return " ".join([node.get("S", "")[1:], *(f"{key}={described[key]}" for key in sorted(described))])


def _content(file: _File) -> Iterator[str]:
    """What is marked on a page is in the tree once, in the order of reading, under the element that the page names for it."""
    owners = file.at(file.get("StructTreeRoot").get("ParentTree", {})).get("Nums", ())
    named = dict(zip(owners[::2], owners[1::2], strict=False))
    held = _held(file)
    for number, page in enumerate(file.pages, 1):
        stream = file.at(page["Contents"]).stream
        marks = [item["MCID"] for item in stream if isinstance(item, pydyf.Dictionary) and "MCID" in item]
        names = file.at(named.get(page.get("StructParents"), ()))
        if sorted(marks) != list(range(len(names))) or held[file.pdf.page_references[number - 1]] != list(enumerate(names)):
            yield f"page {number}: what is marked and what is in the structure differ"
        if page.get("Tabs") != "/S":
            yield f"page {number}: links are not met in the order of reading"


def _held(file: _File) -> dict[bytes, list[tuple[int, bytes]]]:
    """Page → the marked passages on it in the order of reading, each with the element that holds it."""
    held: dict[bytes, list[tuple[int, bytes]]] = {reference: [] for reference in file.pdf.page_references}
    for node, kid in file.kids:
        if isinstance(kid, int):
            held[node["Pg"]].append((kid, node.reference))
        elif "MCID" in kid:
            held[kid["Pg"]].append((kid["MCID"], node.reference))
    return held


def _links(file: _File) -> Iterator[str]:
    """Every link of the document is one in the PDF, says where it leads, leads there, and is in the tree."""
    wanted = {link.get("href", "") for link in file.tree.iter("a")}
    found = {_target(annotation) for annotation in file.annotations}
    yield from (f"the link to {target} is missing" for target in sorted(wanted - found))
    yield from (f"a link leads to {target}, which is not in the document" for target in sorted(found - wanted))
    held = {kid["Obj"] for node, kid in file.kids if node.get("S") == "/Link" and isinstance(kid, dict) and "Obj" in kid}
    for annotation in file.annotations:
        target = _target(annotation)
        if target.startswith("#") and target[1:] not in file.places and target[1:] not in file.elsewhere:
            yield f"a link leads to {target}, which is nowhere"
        elif not target.startswith("#") and not ADDRESS.match(target):
            yield f"a link leads to {target}, which is no address"
        if not text(annotation.get("Contents")).strip() or text(annotation["Contents"]) == target[1:]:
            yield f"the link to {target} has no description in words"
        if annotation.reference not in held:
            yield f"the link to {target} is not in the structure"


def _target(annotation: Any) -> str:
    return f"#{text(annotation['Dest'])}" if "Dest" in annotation else text(annotation.get("A", {}).get("URI"))


def _places(file: _File) -> Iterator[str]:
    drawn = {element for figure in file.tree.iter(roles.FIGURE) for element in figure.iter()}
    ids = {element.get("id", "") for element in file.tree.iter() if element not in drawn} - {""}
    yield from (f"no place is named {name}" for name in sorted(ids - file.places))


def _bookmarks(file: _File) -> Iterator[str]:
    """Every heading is a bookmark at its level, in order."""
    headings = [(int(element.tag[1]), roles.words_of(element)) for element in file.tree.iter() if element.tag in roles.HEADINGS]
    if list(_outline(file, file.get("Outlines"), 1)) != headings:
        yield "the bookmarks are not the document's headings"


def _outline(file: _File, parent: Any, level: int) -> Iterator[tuple[int, str]]:
    item = file.at(parent.get("First", {}))
    while item:
        yield level, " ".join(text(item["Title"]).split())
        yield from _outline(file, item, level + 1)
        item = file.at(item.get("Next", {}))


def _languages(file: _File) -> Iterator[str]:
    """Words in East Asian script, or in one of a desk's faces, stand in an element of such a language."""
    runs = Runs(file.faces)
    stack = [(file.tree.find("body"), file.tree.get("lang", ""))]
    while stack:
        element, outer = stack.pop()
        if element is None or element.tag == roles.FIGURE:
            continue
        language = element.get("lang", outer)
        for words, spoken in ((element.text, language), (element.tail, outer)):
            if words and not spoken.startswith(EAST_ASIAN_LANGUAGES) and is_east_asian(words):
                yield f"“{words.strip()[:40]}” stands there as {spoken}"
            for run, voice in runs.of(words or ""):
                if voice and not voice.of_ideographs and voice.tongue != spoken.split("-")[0]:
                    yield f"“{run[:40]}” stands there as {spoken}"
        stack.extend((child, language) for child in element)


OF_FILES: Iterable[Callable[[_File], Iterator[str]]] = (_properties, _metadata, _dates, _fonts)
"""What only a whole file has."""
OF_PARTS: Iterable[Callable[[_File], Iterator[str]]] = (_machine, _structure, _content, _links, _places, _bookmarks, _languages)
"""What is looked for in every part of a file, and in one that is set whole."""
