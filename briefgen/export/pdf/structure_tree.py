"""The structure tree: one element for each element of the HTML, however many pages it runs over.

WeasyPrint's own tree has one element for each box, so that what crosses a page stands in it twice, with repeated header rows and
page furniture read as text. There is no public way to give it another one: this module puts a function of ours in the place of
WeasyPrint's `add_tags` while a PDF is written, and alone knows marked content (boxes: `layout` too). `check_engine` says
when a WeasyPrint no longer has what is used here.
"""

from __future__ import annotations

import inspect
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from re import Pattern
from typing import Any

import pydyf
import weasyprint
from weasyprint import pdf as engine
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefgen.export.pdf import roles, spelling
from briefgen.export.pdf.archive_level import Places
from briefgen.fonts.cut_faces import CutFace

VERSION = "70.0"
ARGUMENTS = ["pdf", "document", "pdf_version", "page_streams"]
POINTS = 0.75
"""Points in a CSS pixel."""
PDF_2, PDF_1 = "http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn"


@dataclass(frozen=True)
class Surroundings:
    """What a document is to its elements. uncertain: what is to be spelt out beside its glyphs, of which the whole file has one set;
    names: place → what it is called, for places that are in other parts of the file."""

    uncertain: Pattern[str] | None
    names: Mapping[str, str]

    @classmethod
    def of(cls, root: ET.Element, faces: Sequence[CutFace] = ()) -> Surroundings:
        """Those of a document that is set whole."""
        return cls(spelling.uncertain("".join(root.itertext()), faces), {})


class EngineChanged(RuntimeError):
    """This WeasyPrint is not the one that the structure tree was written for."""


def check_engine() -> None:
    """Raises EngineChanged where WeasyPrint is another version, or its tag builder is called in another way."""
    arguments = list(inspect.signature(engine.add_tags).parameters)
    if weasyprint.__version__ != VERSION or arguments != ARGUMENTS:
        raise EngineChanged(f"WeasyPrint {VERSION} is needed for tagged PDF; this is {weasyprint.__version__} ({', '.join(arguments)}).")


@contextmanager
def our_tree(root: ET.Element, modern: bool, around: Surroundings) -> Iterator[Places]:
    """A PDF written inside has our structure tree. `root` is the element that WeasyPrint laid out; `modern` means PDF 2.0.

    Gives the places in the tree, once the PDF was written. Raises EngineChanged.
    """
    check_engine()
    places = Places()

    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: list[Any]) -> None:
        tree = Tree(pdf, root, modern, around)
        for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
            tree.add_page(number, page, stream)
        tree.finish(places)

    original = engine.add_tags
    engine.add_tags = add_tags
    try:
        yield places
    finally:
        engine.add_tags = original


def elsewhere(name: str) -> bytes:
    """What stands for a reference to the element of that name until its part of the file has its object numbers."""
    return b"\x00#" + name.encode().hex().encode() + b"\x02"


class Tree:
    """The tree while it grows, page by page. The arguments are those of `our_tree`, and the PDF."""

    def __init__(self, pdf: Any, root: ET.Element, modern: bool, around: Surroundings) -> None:
        self._pdf = pdf
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._ids = {element.get("id", ""): element for element in root.iter() if element.get("id")}
        self._types = roles.types(root)
        self._around = around
        self._nodes: dict[ET.Element, Any] = {}
        self._outer: dict[ET.Element, Any] = {}
        self._begun_on: dict[ET.Element, int] = {}
        self._numbers = pydyf.Array()
        self._links: list[tuple[bytes, Any]] = []
        self._root = self._added(pydyf.Dictionary({"Type": "/StructTreeRoot", "K": pydyf.Array()}))
        self._namespaces = {kind: self._namespace(kind) for kind in (PDF_2, PDF_1)} if modern else {}
        if modern:
            self._root["Namespaces"] = pydyf.Array(self._namespaces.values())
        self._root["RoleMap"] = pydyf.Dictionary({new: f"/{old}" for new, old in roles.OLD_NAMES.items()})

    def add_page(self, number: int, page: Any, stream: Any) -> None:
        """Puts what is painted on a page into the tree, and takes page furniture out of it."""
        self._number, self._height, self._marks = number, page.height, stream._tags
        self._page = self._pdf.page_references[number]
        self._owners: dict[int, bytes] = {}
        self._spelt: dict[int, str] = {}
        self._box(page._page_box, artifact=False)
        renumber(stream, self._owners, self._spelt)
        self._numbers.extend([number, pydyf.Array(self._owners.values())])

    def finish(self, places: Places) -> None:
        """Ends the tree, and tells the places in it."""
        for number, (owner, annotation) in enumerate(self._links, start=self._pdf.pages["Count"]):
            self._numbers.extend([number, owner])
            annotation["StructParent"] = number
        self._root["ParentTree"] = self._added(pydyf.Dictionary({"Nums": self._numbers})).reference
        self._root["ParentTreeNextKey"] = self._pdf.pages["Count"] + len(self._links)
        self._pdf.catalog["StructTreeRoot"] = self._root.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        places.ids.update({name: self._node(element).reference for name, element in self._ids.items()})
        places.headings.extend(node.reference for element, node in self._nodes.items() if element.tag in roles.HEADINGS)
        if self._namespaces:
            self._refer()

    def _refer(self) -> None:
        """Lets each entry of the contents refer to what it leads to, as PDF/UA-2 asks."""
        for element, kinds in self._types.items():
            if kinds == roles.CONTENTS["a"]:
                self._outer[element]["Ref"] = pydyf.Array([self._place(element.get("href", "")[1:])])

    def _place(self, name: str) -> bytes:
        """A reference to the element of that name, which may be in another part of the file."""
        reference: bytes = self._node(self._ids[name]).reference if name in self._ids else elsewhere(name)
        return reference

    def _added(self, item: Any) -> Any:
        self._pdf.add_object(item)
        return item

    def _namespace(self, name: str) -> bytes:
        reference: bytes = self._added(pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(name)})).reference
        return reference

    def _box(self, box: Any, artifact: bool) -> None:
        """A box and what is in it, in the order of painting."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        artifact = artifact or isinstance(box, boxes.MarginBox) or self._is_repeated(box)
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            mark = self._marks.pop(box)["mcid"]
            if not artifact:
                self._content(box, mark)
            return
        if not artifact and box.element is not None:
            self._node(box.element)
            self._link(box)
        for child in box.children:
            self._box(child, artifact)

    def _is_repeated(self, box: Any) -> bool:
        """Whether a box is a header group that a table shows again on its next page."""
        return box.element_tag == "thead" and self._begun_on.setdefault(box.element, self._number) != self._number

    def _content(self, box: Any, mark: int) -> None:
        """Hangs marked content under its element."""
        node = self._pseudo(box) if "::" in box.element_tag else self._node(box.element)
        if isinstance(box, boxes.ReplacedBox):
            node["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": self._frame(box)})
        if node.setdefault("Pg", self._page) == self._page:
            node["K"].append(len(self._owners))
        else:
            node["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": self._page, "MCID": len(self._owners)}))
        self._owners[mark] = node.reference
        if isinstance(box, boxes.TextBox) and self._around.uncertain and self._around.uncertain.search(box.text):
            self._spelt[mark] = spelling.spelt(box.text)

    def _pseudo(self, box: Any) -> Any:
        """A new element for what the style sheet writes: the label of a list item, or the page number in the contents."""
        if box.element_tag == "li::marker":
            item = self._outer[box.element]
            return self._new("Lbl", item, before=item["K"][0] if item["K"] else None)
        return self._new("Span", self._node(box.element))

    def _link(self, box: Any) -> None:
        if box.link_annotation is None:
            return
        link = box.element
        while link.tag != "a":  # what stands in a link has an annotation of its own
            link = self._parents[link]
        node, annotation = self._node(link), box.link_annotation
        annotation["Contents"] = pydyf.String(roles.link_words(link, self._ids, self._around.names))
        node["K"].append(pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._page}))
        self._links.append((node.reference, annotation))

    def _frame(self, box: Any) -> Any:
        """Where a picture stands, in points from the lower left corner of its page."""
        left, top = box.content_box_x(), box.content_box_y()
        edges = (left, self._height - top - box.height, left + box.width, self._height - top)
        return pydyf.Array(round(edge * POINTS, 2) for edge in edges)

    def _node(self, element: ET.Element) -> Any:
        """The innermost structure element for an element of the HTML, made when it is first met."""
        if element not in self._nodes:
            node = self._node(self._parents[element]) if element in self._parents else self._root
            for level, kind in enumerate(self._types[element]):
                node = self._new(kind, node, before=self._begun_rows(element))
                if level == 0:
                    self._describe(node, element, kind)
                    self._outer[element] = node
            self._nodes[element] = node
        return self._nodes[element]

    def _describe(self, node: Any, element: ET.Element, kind: str) -> None:
        if attributes := roles.attributes(element, kind):
            node["A"] = pydyf.Dictionary(attributes)
        node.update({key: pydyf.String(text) for key, text in roles.said_instead(element).items()})

    def _begun_rows(self, element: ET.Element) -> bytes | None:
        """What is to stand behind a header row that found no room before its table's first rows, and comes with the next page."""
        rows = self._parents[element].find("tbody") if element.tag == "thead" else None
        return self._outer[rows].reference if rows in self._outer else None

    def _new(self, kind: str, parent: Any, before: bytes | None = None) -> Any:
        node = self._added(pydyf.Dictionary({"Type": "/StructElem", "S": f"/{kind}", "P": parent.reference, "K": pydyf.Array()}))
        if self._namespaces:
            node["NS"] = self._namespaces[PDF_1 if kind in roles.OLD_TYPES else PDF_2]
        parent["K"].insert(parent["K"].index(before) if before else len(parent["K"]), node.reference)
        return node


def renumber(stream: Any, owners: dict[int, bytes], spelt: dict[int, str]) -> None:
    """Numbers what is in the tree without gaps, spells out what is uncertain, and marks the rest as page furniture."""
    numbers = {mark: number for number, mark in enumerate(owners)}
    for place, item in enumerate(stream.stream):
        if isinstance(item, pydyf.Dictionary) and "MCID" in item:
            mark = item.pop("MCID")
            if mark in numbers:
                item["MCID"] = numbers[mark]
                if mark in spelt:
                    item["ActualText"] = pydyf.String(spelt[mark])
            else:
                item["Type"] = "/Pagination"
                stream.stream[place - 1] = "/Artifact"
