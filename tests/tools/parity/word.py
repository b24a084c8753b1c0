"""The projection of a Word document, from its XML as Word reads it: styles, numbering, fields, bookmarks, notes."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from briefgen.export.docx.write.bookmarks import bookmark_names
from tests.tools.docx_xml import DOCUMENT, FOOTNOTES, R, W
from tests.tools.parity.model import BREAK, Block, Piece, Scribe, cell_place, merged

KINDS = {
    "Title Block": "dateline",
    "List Continue": "continued",
    **dict.fromkeys(("Body Text", "Table Text", "Table Heading", "Table Row Heading"), "paragraph"),
    **dict.fromkeys(("endnote text", "footnote text"), "noted"),
}
"""Name of a paragraph style → kind of block, where that is not the name itself in small letters."""
STRESS = {
    "Emphasis": ("em",),
    "Strong": ("strong",),
    "Strong Hyperlink": ("strong",),
    "Intense Emphasis": ("em", "strong"),
}
"""Name of a character style → how it stresses."""
REGIONS = {"ja-JP": "ja", "zh-CN": "zh", "ko-KR": "ko"}
"""Word wants a region with these languages; the documents name none."""
CORE = "docProps/core.xml"
DC = "{http://purl.org/dc/elements/1.1/}"
DESCRIBED = ".//{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def read_docx(data: bytes, ids: Iterable[str]) -> list[Block]:
    """The blocks of the body and then the notes; first the document's title, with its language for a place.

    ids: those of the document, from which bookmarks have their names.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return _Reader(_Package(package, ids)).read()


class _Package:
    """The parts of a document that its text draws on."""

    def __init__(self, package: zipfile.ZipFile, ids: Iterable[str]) -> None:
        self.ids = {name: identity for identity, name in bookmark_names(ids).items()}
        self._package = package
        self.body = self.part(DOCUMENT)[0]
        self.styles = {style.get(f"{W}styleId"): style for style in self.part("word/styles.xml").iter(f"{W}style")}
        numbering = self.part("word/numbering.xml")
        self._forms = {form.get(f"{W}abstractNumId"): form for form in numbering.iter(f"{W}abstractNum")}
        self._numbers = {number.get(f"{W}numId"): _value(number, "abstractNumId") for number in numbering.iter(f"{W}num")}
        default = self.part("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        self.language = default.get(f"{W}val", "") if default is not None else ""

    def part(self, name: str) -> ET.Element:
        return ET.fromstring(self._package.read(name))

    def addresses(self, name: str) -> dict[str, str]:
        """Relationship → address, of a part."""
        folder, _, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels"
        if rels not in self._package.namelist():
            return {}
        return {rel.get("Id", ""): rel.get("Target", "") for rel in self.part(rels).iter(RELATED)}

    def style(self, properties: ET.Element | None, name: str) -> str:
        """The name of the style that some properties ask for."""
        style = self.styles.get(_value(properties, name))
        return _value(style, "name")

    def list(self, paragraph: ET.Element) -> tuple[str, int, str]:
        """The kind and level of the list that a paragraph is in, and the list; the level is 0 outside of lists."""
        style = self.styles.get(_value(paragraph.find(f"{W}pPr"), "pStyle"))
        if _value(style, "name") == "List Plain":
            return "plain", 1, ""
        homes = [home.find(f"{W}pPr/{W}numPr") for home in (paragraph, style) if home is not None]
        number = next((home for home in homes if home is not None), None)
        if number is None:
            return "", 0, ""
        level, name = _value(number, "ilvl") or "0", _value(number, "numId")
        form = self._forms[self._numbers[name]].find(f"{W}lvl[@{W}ilvl='{level}']/{W}numFmt")
        assert form is not None
        return {"decimal": "number", "bullet": "bullet"}[form.get(f"{W}val", "")], int(level) + 1, name


def _value(element: ET.Element | None, name: str) -> str:
    """The w:val of a child; "" where there is none."""
    child = element.find(f"{W}{name}") if element is not None else None
    return child.get(f"{W}val", "") if child is not None else ""


def _numbered(line: tuple[Piece, ...]) -> tuple[int, tuple[Piece, ...]]:
    """The number that a reference begins with, and the rest of it."""
    number = re.match(r"(\d+)\.?", line[0].words)
    assert number is not None
    first = replace(line[0], words=line[0].words[number.end() :])
    return int(number[1]), merged((first, *line[1:]))


class _Reader:
    def __init__(self, package: _Package) -> None:
        self._package = package
        self._scribe = Scribe()
        self._tables = 0
        self._counts: Counter[tuple[str, int]] = Counter()
        self._addresses = package.addresses(DOCUMENT)
        self._fields: list[tuple[str, bool]] = []

    def read(self) -> list[Block]:
        core = self._package.part(CORE)
        self._scribe.place = self._package.language
        assert core.findtext(f"{DC}language") == self._package.language
        self._scribe.write("document", [Piece(core.findtext(f"{DC}title", ""))])
        self._scribe.place = ""
        for element in self._package.body:
            if element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag == f"{W}p":
                self._paragraph(element)
        self._notes(FOOTNOTES)
        return self._scribe.blocks

    def _notes(self, name: str) -> None:
        """The notes of a part, each once, in the order of their numbers: a pack repeats them at every mention."""
        self._addresses = self._package.addresses(name)
        seen: dict[int, tuple[Piece, ...]] = {}
        for note in (note for note in self._package.part(name) if note.get(f"{W}type") in {None, "normal"}):
            for paragraph in note.iter(f"{W}p"):
                number, line = _numbered(self._line(paragraph))
                assert seen.setdefault(number, line) == line
        for number, line in sorted(seen.items()):
            self._scribe.anchors.append(f"note-{number}")
            self._scribe.write("noted", line, 1, number)

    def _table(self, element: ET.Element) -> None:
        self._tables += 1
        look = element.find(f"{W}tblPr/{W}tblLook")
        headed = look is not None and look.get(f"{W}firstColumn") == "1"
        for number, row in enumerate(element.iterfind(f"{W}tr"), 1):
            head = row.find(f"{W}trPr/{W}tblHeader") is not None
            for column, cell in enumerate(row.iterfind(f"{W}tc"), 1):
                role = "column head" if head else "row head" if headed and column == 1 else "cell"
                with self._scribe.cell(cell_place(self._tables, number, column, role)):
                    for paragraph in cell.iterfind(f"{W}p"):
                        self._paragraph(paragraph)

    def _paragraph(self, element: ET.Element) -> None:
        style = self._package.style(element.find(f"{W}pPr"), "pStyle")
        kind, level, name = self._package.list(element)
        line = self._line(element)
        if style == "Table Gap":
            assert not line
        elif style == "Figure":
            self._scribe.write("figure", [Piece(found.get("descr", "")) for found in element.iterfind(DESCRIBED)])
        elif style == "endnote text":
            number, line = _numbered(line)
            self._scribe.write("noted", line, 1, number)
        elif level:
            self._counts[name, level] += 1
            self._scribe.write(kind, line, level, self._counts[name, level] if kind == "number" else 0)
        elif style == "Comment Heading":
            self._scribe.write("heading", line, 2)
        elif named := re.match(r"(?:(heading)|(toc)) (\d)|TOC (Heading)", style, re.IGNORECASE):
            self._scribe.write("entry" if named[2] else "heading", line, int(named[3] or 1))
        else:
            self._scribe.write(KINDS.get(style, style.lower()), line)

    def _line(self, element: ET.Element) -> tuple[Piece, ...]:
        return merged(piece for child in element for piece in self._inline(child, ""))

    def _inline(self, node: ET.Element, link: str) -> list[Piece]:
        name = node.tag.removeprefix(W)
        if name == "bookmarkStart":
            self._anchor(node.get(f"{W}name", ""))
        if name == "hyperlink":
            return [piece for child in node for piece in self._inline(child, self._target(node))]
        return self._run(node, link) if name == "r" else []

    def _anchor(self, name: str) -> None:
        if not name.startswith("_Note"):
            self._scribe.anchors.append(self._package.ids.get(name, f"?{name}"))

    def _target(self, link: ET.Element) -> str:
        anchor = link.get(f"{W}anchor")
        return f"#{self._package.ids.get(anchor, anchor)}" if anchor else self._addresses.get(link.get(f"{R}id", ""), "?")

    def _run(self, run: ET.Element, link: str) -> list[Piece]:
        properties = run.find(f"{W}rPr")
        language = run.find(f"{W}rPr/{W}lang")
        told = next(iter(language.attrib.values())) if language is not None else ""
        stress = frozenset(STRESS.get(self._package.style(properties, "rStyle"), ()))
        if self._scribe.place.endswith("row head"):
            stress -= {"strong"}  # how all such heads are set, whatever their words
        if run.find(f"{W}footnoteReference") is not None:
            link = f"#note-{''.join(run.itertext())}"
        marked = link.startswith("#note-")
        look = Piece("", REGIONS.get(told, told), link, mark=marked, stress=stress)
        return [piece for child in run for piece in self._shown(child, look)]

    def _shown(self, node: ET.Element, look: Piece) -> list[Piece]:
        match node.tag.removeprefix(W):
            case "fldChar":
                self._turn(node.get(f"{W}fldCharType", ""))
            case "instrText":
                self._fields[-1] = (self._fields[-1][0] + (node.text or ""), False)
            case "t":
                return self._words(node.text or "", look)
            case "br":
                return [Piece(BREAK)]
            case "softHyphen":
                return [replace(look, words="\u00ad")]
        return []

    def _turn(self, kind: str) -> None:
        """A field begins, comes to its result, or ends."""
        if kind == "begin":
            self._fields.append(("", False))
        elif kind == "separate":
            self._fields[-1] = (self._fields[-1][0], True)
        else:
            self._fields.pop()

    def _words(self, text: str, look: Piece) -> list[Piece]:
        for name, *_ in (instruction.split() for instruction, shows in self._fields if shows):
            if name == "PAGEREF":
                return []
        return [replace(look, words=text)]
