"""The base document, put together from the parts under templates/word, and the finished package."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from typing import Any

import docx
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml

from briefgen.diagnostics import ContentError, Diagnostic, Place
from briefgen.templates import Templates

FOLDER = "word/"
AT_THE_TOP = ("[Content_Types].xml", "_rels/.rels")
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip entry can bear."""


def open_base(templates: Templates) -> Any:
    """The base document, as python-docx has it. Raises ContentError for a part that is missing or is not XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as parts:
        for name in templates.files():
            if name.startswith(FOLDER):
                parts.writestr(_part_name(name.removeprefix(FOLDER)), _well_formed(name, templates.load(name)))
    try:
        return docx.Document(io.BytesIO(buffer.getvalue()))
    except (KeyError, ValueError) as error:
        raise _fault(f"{FOLDER}[Content_Types].xml", 0, f"The parts of the Word document do not fit together: {error}") from None


def _part_name(name: str) -> str:
    return name if name in AT_THE_TOP or name.startswith("docProps/") else f"word/{name}"


def _well_formed(name: str, data: bytes) -> bytes:
    try:
        ET.fromstring(data)
    except ET.ParseError as error:
        raise _fault(name, error.position[0], f"This part of the Word document is not well-formed: {error.msg}") from None
    return data


def _fault(name: str, line: int, message: str) -> ContentError:
    hint = "Correct it, or delete the desk's own copy to use the built-in one."
    return ContentError([Diagnostic("template-error", message, Place(f"templates/{name}", line), hint)])


def editable(part: Any, relationship: str) -> Any:
    """The XML part that `part` has by that relationship, with its element at hand (python-docx reads such parts as bytes)."""
    identity, old = next((key, rel.target_part) for key, rel in part.rels.items() if rel.reltype == relationship)
    new = XmlPart(old.partname, old.content_type, parse_xml(old.blob), part.package)
    part.rels.add_relationship(relationship, new, identity)
    return new


def binary(name: str, kind: str, data: bytes, package: Any) -> Any:
    """A part that is not XML."""
    from docx.opc.packuri import PackURI

    return Part(PackURI(name), kind, data, package)


def packed(document: Any) -> bytes:
    """The document as bytes: the same for the same content, whatever the clock and the machine. Its parts bear its own date."""
    created = document.core_properties.created
    day = max(created.timetuple()[:6], FIRST_DATE) if created else FIRST_DATE
    buffer, result = io.BytesIO(), io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as parts:
        for name in sorted(made.namelist(), key=lambda name: (name not in AT_THE_TOP, name)):
            entry = zipfile.ZipInfo(name, day)
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
            parts.writestr(entry, made.read(name))
    return result.getvalue()
