"""The properties of the document, as a registry or a search reads them: the core ones, and our own."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import oxml_parser

from briefgen.export.docx.frame import Meta
from briefgen.export.docx.oxml import other

CUSTOM = {
    "Product": "briefgen.product",
    "Edition": "briefgen.version",
    "As-of date": "briefgen.as-of-date",
    "Status": "briefgen.status",
    "Marking": "briefgen.marking",
    "Build": "briefgen.build",
    "Changes since edition": "briefgen.before.version",
}
"""Custom property → the meta element it is taken from. The date is text: Word would move a date to the reader's time zone."""
KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
VALUES = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What the standard asks every custom property to bear (ISO/IEC 29500-1, 22.3)."""
FIRST = 2
"""The lowest number of a custom property."""


def set_custom(package: Any, meta: Meta) -> None:
    """Adds our own properties to the package. A meta element that is empty or not there gives none."""
    names: dict[Any, str] = {None: PROPERTIES[1:-1], "vt": VALUES[1:-1]}
    properties: Any = oxml_parser.makeelement(f"{PROPERTIES}Properties", nsmap=names)
    known = [(name, meta(source)) for name, source in CUSTOM.items() if meta(source)]
    for number, (name, value) in enumerate(known, FIRST):
        item = oxml_parser.makeelement(f"{PROPERTIES}property", {"fmtid": FORMAT, "pid": str(number), "name": name})
        item.append(oxml_parser.makeelement(f"{VALUES}lpwstr"))
        item[0].text = value
        properties.append(item)
    part = XmlPart(PackURI("/docProps/custom.xml"), KIND, properties, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def set_core(core: Any, meta: Meta, title: str, language: str) -> None:
    """The core properties. Dates are the pack's own, at midnight UTC."""
    day = f"{meta('dcterms.created')}T00:00:00Z"
    values = {
        "dc:title": title,
        "dc:identifier": meta("briefgen.pack"),
        "dc:creator": meta("author"),
        "dc:description": meta("description"),
        "cp:keywords": meta("keywords"),
        "cp:lastModifiedBy": meta("author"),
        "dcterms:created": day,
        "dcterms:modified": day,
        "dc:language": language,
        "cp:version": meta("briefgen.version"),
        "cp:contentStatus": meta("briefgen.status"),
    }
    for name, value in values.items():
        if value:
            element = other(name)
            element.text = value
            if name.startswith("dcterms:"):
                element.set("{http://www.w3.org/2001/XMLSchema-instance}type", "dcterms:W3CDTF")
            core.append(element)
