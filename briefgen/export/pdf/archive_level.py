"""What makes a PDF fit for archives and for listeners beside its tags: both identifiers, page labels, names of places."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import Any

import pydyf

from briefgen.document.page import Page

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
EDITION = {
    "{http://purl.org/dc/elements/1.1/}identifier": "briefgen.pack",
    "{http://ns.adobe.com/xap/1.0/}Nickname": "briefgen.product",
    "{http://purl.org/dc/elements/1.1/}coverage": "briefgen.as-of-date",
    "{http://ns.adobe.com/xap/1.0/mm/}VersionID": "briefgen.version",
    "{http://ns.adobe.com/xap/1.0/}Label": "briefgen.status",
}
"""Property of the metadata → the meta element that it is taken from: what tells one edition of a pack from another."""
PREFIXES = {"xmpMM": "{http://ns.adobe.com/xap/1.0/mm/}", "pdfaExtension": EXTENSION, "pdfaSchema": SCHEMA, "pdfaProperty": PROPERTY}


@dataclass(frozen=True)
class Level:
    """An archive level with its level of accessibility. `variant` is WeasyPrint's name for it; `modern` means PDF 2.0."""

    variant: str
    accessible: int
    modern: bool


@dataclass
class Places:
    """References of structure elements: those with an id, and the headings in order."""

    ids: dict[str, bytes] = field(default_factory=dict)
    headings: list[bytes] = field(default_factory=list)


LEVELS = {"pdfa-3a": Level("pdf/a-3a", 1, False), "pdfa-4f": Level("pdf/a-4f", 2, True)}


def finish(pdf: Any, level: Level, places: Places, page: Page) -> None:
    """Adds to a finished PDF what WeasyPrint does not write."""
    mark(pdf, level, page)
    if level.modern:
        lead_to_structure(pdf, places)


def mark(pdf: Any, level: Level, page: Page) -> None:
    """Says in a PDF's catalog and metadata what it is."""
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    _identify(pdf, level, page)
    if "AF" in pdf.catalog:  # WeasyPrint lists every file twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    if level.modern:
        _name_files(pdf.catalog["Names"])


def _name_files(names: Any) -> None:
    """PDF/A-4f wants a list of the files that a document carries, be it empty."""
    names.setdefault("EmbeddedFiles", pydyf.Dictionary({"Names": pydyf.Array()}))


def lead_to_structure(pdf: Any, places: Places) -> None:
    """Lets named places and bookmarks lead to structure elements, as PDF/UA-2 asks, and not to points on a page alone."""
    names = pdf.catalog["Names"]["Dests"]["Names"]
    for position in range(0, len(names), 2):
        names[position + 1] = _destination(names[position + 1], places.ids[names[position].string])
    bookmarks = (item for item in pdf.objects if isinstance(item, dict) and "Dest" in item and "Title" in item)
    for bookmark, heading in zip(bookmarks, places.headings, strict=True):
        bookmark["A"] = _destination(bookmark.pop("Dest"), heading)
        bookmark["A"]["S"] = "/GoTo"


def _destination(point: Any, element: bytes) -> Any:
    """A destination by its point on a page and by its structure element."""
    return pydyf.Dictionary({"D": point, "SD": pydyf.Array([element, *point[1:]])})


def _identify(pdf: Any, level: Level, page: Page) -> None:
    """Adds the identifier of PDF/UA and the edition to the metadata, inside the one RDF element that PDF/A allows."""
    for prefix, name in PREFIXES.items():
        ET.register_namespace(prefix, name.strip("{}"))
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    head, rest = metadata.stream[0].split(b"<rdf:RDF", 1)
    body, tail = rest.split(b"</rdf:RDF>", 1)
    rdf = ET.fromstring(b"<rdf:RDF" + body + b"</rdf:RDF>")
    ET.SubElement(
        rdf, f"{RDF}Description", {f"{RDF}about": "", **{name: value for name, meta in EDITION.items() if (value := page.meta(meta))}}
    )
    mark = ET.SubElement(rdf, f"{RDF}Description", {f"{RDF}about": "", f"{PDFUA}part": str(level.accessible)})
    if level.modern:
        ET.SubElement(mark, f"{PDFUA}rev").text = "2024"
    else:
        rdf.append(_extension())
    metadata.stream[0] = head + ET.tostring(rdf) + tail


def _extension() -> ET.Element:
    """The description of PDF/UA's identifier that PDF/A-3 asks for: a property that its own schemas do not know."""
    description = ET.Element(f"{RDF}Description", {f"{RDF}about": ""})
    schema = _item(ET.SubElement(description, f"{EXTENSION}schemas"), "Bag")
    for name, text in (("schema", "PDF/UA identifier"), ("namespaceURI", PDFUA.strip("{}")), ("prefix", "pdfuaid")):
        ET.SubElement(schema, SCHEMA + name).text = text
    part = _item(ET.SubElement(schema, f"{SCHEMA}property"), "Seq")
    for name, text in (("name", "part"), ("valueType", "Integer"), ("category", "internal"), ("description", "Part of ISO 14289")):
        ET.SubElement(part, PROPERTY + name).text = text
    return description


def _item(parent: ET.Element, kind: str) -> ET.Element:
    """A record with fields of its own, the only item of a new list of that kind."""
    return ET.SubElement(ET.SubElement(parent, RDF + kind), f"{RDF}li", {f"{RDF}parseType": "Resource"})
