"""The base document, put together from the parts under templates/word and the desk's own, and the finished package."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, cast

import docx
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.part import Part, XmlPart
from docx.opc.spec import default_content_types
from docx.oxml.parser import parse_xml
from lxml import etree

from briefgen.desk.templates import BASES, BUILT_IN, Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.export.docx import frame
from briefgen.export.docx.oxml import W, twips
from briefgen.export.docx.styles import contract, foreign_document, form
from briefgen.export.docx.styles.completion import Completion, end_at_the_edge
from briefgen.export.docx.styles.styles import Styles

FOLDER = "word/"
STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
TAKEN = {STYLES: RT.STYLES, NUMBERING: RT.NUMBERING, "word/theme/theme.xml": RT.THEME}
"""Part → the type of relationship by which a base document has its own."""
AT_THE_TOP = ("[Content_Types].xml", "_rels/.rels")
PLACE = "the text stands here"
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip entry can bear."""


@dataclass(frozen=True)
class Opened:
    """document: as python-docx has it, its body empty. own_paper: whether the desk chose it. problems: what to tell its designer."""

    document: Any
    own_paper: bool = False
    problems: tuple[Diagnostic, ...] = ()


def open_base(templates: Templates) -> Opened:
    """The base document with complete styles. Raises ContentError for parts that are missing or not XML, and for unusable styles."""
    name = next((name for name in BASES if templates.find(name)), "")
    if name:
        return open_foreign(templates, templates.load(name), f"templates/{name}")
    document = _from_parts(templates, {})
    if templates.is_own(STYLES) or templates.is_own(NUMBERING):
        return _completed(document, f"templates/{STYLES}", templates.is_own(NUMBERING), False)
    return Opened(document)


def open_foreign(templates: Templates, data: bytes, file: str) -> Opened:
    """The base document with what a document of the desk's own gives. Raises ContentError for one that cannot be used."""
    base = foreign_document.read(data, file)
    document = _from_parts(templates, base.parts)
    if base.section is not None:
        _take_paper(document.element.body.sectPr, base.section)
    return _completed(document, file, RT.NUMBERING in base.parts, base.section is not None)


def _from_parts(templates: Templates, instead: Mapping[str, bytes]) -> Any:
    """A document of the templates' parts, with others in the place of some of them (type of relationship → bytes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as parts:
        for name in templates.files():
            if name.startswith(FOLDER) and name.endswith((".xml", ".rels")):
                data = instead.get(TAKEN.get(name, "")) or _well_formed(name, templates.load(name))
                parts.writestr(_part_name(name.removeprefix(FOLDER)), data)
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
    return ContentError([Diagnostic("template-error", message, Location(f"templates/{name}", line), hint)])


def _take_paper(section: Any, other: Any) -> None:
    """Takes size and margins from another section; where that has no room for header and footer, as much as is built in."""
    for tag in ("pgSz", "pgMar"):
        mine, theirs = section.find(W + tag), other.find(W + tag)
        if theirs is not None:
            section.replace(mine, deepcopy(theirs))
            if tag == "pgMar":
                _make_room(section.find(W + tag), mine)


def _make_room(margins: Any, built_in: Any) -> None:
    for edge, distance in (("top", "header"), ("bottom", "footer")):
        if not twips(margins.get(W + distance)):
            for name in (edge, distance):
                margins.set(W + name, str(max(twips(margins.get(W + name)), twips(built_in.get(W + name)))))


def _completed(document: Any, file: str, own_lists: bool, own_paper: bool) -> Opened:
    """The document with all styles that a pack needs, and what to say of the desk's own."""
    styles, numbering = document.styles.element, document.part.numbering_part.element
    if faults := list(form.faults(styles, file)):
        raise ContentError(faults)
    width = frame.text_width(document.element.body.sectPr)
    lists = parse_xml((BUILT_IN / NUMBERING).read_bytes()) if own_lists else numbering
    added = Completion(styles, numbering).add(parse_xml((BUILT_IN / STYLES).read_bytes()), lists)
    own = Styles(styles)
    for wanted in contract.WANTED:
        if wanted.edge:
            end_at_the_edge(own.element(wanted.name), own.tab_stops(own.id(wanted.name)), width)
    problems = list(contract.problems(own, numbering, width, added, file))
    if any(problem.severity == "error" for problem in problems):
        raise ContentError(problems)
    if added:
        names = ", ".join(f"“{name}”" for name in added)
        message = f"The Word styles have none named {names}; the built-in ones are used."
        problems.append(Diagnostic("style-missing", message, Location(file), "Add those that are to look otherwise."))
    return Opened(document, own_paper, tuple(problems))


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


def add_image(part: Any, data: bytes) -> str:
    """The relationship of a part to a picture (PNG), each picture once in the package."""
    identity, _ = part.get_or_add_image(io.BytesIO(data))
    return str(identity)


def with_text(part: Any, xml: str, before: str = "") -> bytes:
    """The XML part with more XML at the end of its root, or of the element in it that ends with the child `before`."""
    holder, mark = part.element, etree.Comment(PLACE)
    if before:
        following = next(part.element.iter(before))
        following.addprevious(mark)
    else:
        holder.append(mark)
    try:
        shell: bytes = part.blob
    finally:
        mark.getparent().remove(mark)
    return shell.replace(f"<!--{PLACE}-->".encode(), xml.encode(), 1)


def packed(document: Any, texts: Mapping[str, bytes]) -> bytes:
    """The document as bytes: the same for the same content, whatever the clock and the machine. Its parts bear its own date.

    texts: name of a part → what it is, where it is not as the document has it.
    """
    created = document.core_properties.created
    day = max(created.timetuple()[:6], FIRST_DATE) if created else FIRST_DATE
    files, result = _files(document.part.package, texts), io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as parts:
        for name in sorted(files, key=lambda name: (name not in AT_THE_TOP, name)):
            entry = zipfile.ZipInfo(name, day)
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
            parts.writestr(entry, files[name])
    return result.getvalue()


def _files(package: Any, texts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a package by name. python-docx would deflate them as it saves, before they can be given their date."""
    files = {"[Content_Types].xml": _content_types(package.parts), "_rels/.rels": package.rels.xml}
    for part in package.parts:
        name = part.partname.membername
        files[name] = texts.get(name) or part.blob
        if len(part.rels):
            files[part.partname.rels_uri.membername] = part.rels.xml
    return files


def _content_types(parts: Iterable[Any]) -> bytes:
    defaults, overrides = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}, {}
    for part in parts:
        ending = part.partname.ext.lower()
        if (ending, part.content_type) in default_content_types:
            defaults[ending] = part.content_type
        else:
            overrides[part.partname] = part.content_type
    types = cast(Any, CT_Types).new()
    for ending in sorted(defaults):
        types.add_default(ending, defaults[ending])
    for name in sorted(overrides):
        types.add_override(name, overrides[name])
    return bytes(serialize_part_xml(types))
