"""Which pack and edition a PDF, Word or HTML file says it is, by its own properties."""

from __future__ import annotations

import io
import logging
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

from briefgen.content.model.pack import PRODUCTS, ProductName
from briefgen.content.standing import Standing, read_back

MAX_BYTES = 5_000_000
"""More than the properties of a document can take; what is larger is a trap, and is cut off."""
DC = "{http://purl.org/dc/elements/1.1/}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
XMP_MM = "{http://ns.adobe.com/xap/1.0/mm/}"
_PACK = re.compile(r"[a-z0-9-]{1,80}")


class NotAPack(Exception):
    """A file that is no product of briefgen; the message says why."""


@dataclass(frozen=True)
class Identity:
    """What a file says of itself. format: pdf, docx or html; product: brief, pack or annex; edition: "" for none; as_of: what it tells
    ends with this day; since: the edition since which changes are tracked in it, "" for none."""

    format: str
    pack: str
    product: ProductName
    edition: str
    status: str
    as_of: date
    since: str = ""

    @property
    def standing(self) -> Standing:
        return read_back(self.edition, self.status, self.as_of)

    def __str__(self) -> str:
        edition = f"edition {self.edition} ({self.status})" if self.edition else "a rendering"
        tracked = f", changes since edition {self.since} tracked" if self.since else ""
        product = "" if self.product == "pack" else f" ({self.product})"
        return f"{self.pack}{product}, {edition}, as of {self.as_of}{tracked}"


def identity(data: bytes) -> Identity:
    """The identity of a file by its bytes. Raises NotAPack for another kind of file, a broken one, and one that names no pack."""
    kind = "pdf" if b"%PDF-" in data[:1024] else "docx" if data.startswith(b"PK") else "html"
    try:
        said = {"pdf": _of_pdf, "docx": _of_word, "html": _of_html}[kind](data)
    except Exception:  # a file that is broken on purpose makes the libraries raise nearly anything
        raise NotAPack("is broken or locked, or no product of briefgen: it has no properties that can be read") from None
    pack, product, edition, status, as_of, *since = (part or "" for part in said)
    if not _PACK.fullmatch(pack):
        raise NotAPack("says of no pack that it is one of its files")
    named = next((name for name in PRODUCTS if name == product), None)
    if named is None:
        raise NotAPack("does not say whether it is a brief, a pack or an annex")
    try:
        return Identity(kind, pack, named, edition, status, date.fromisoformat(as_of), *since)
    except ValueError:
        raise NotAPack("does not say as of which day it is") from None


def _of_pdf(data: bytes) -> tuple[str | None, ...]:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    root: Any = pypdf.PdfReader(io.BytesIO(data)).root_object
    metadata = ET.fromstring(root["/Metadata"].get_data())
    names = (f"{DC}identifier", f"{XMP}Nickname", f"{XMP_MM}VersionID", f"{XMP}Label", f"{DC}coverage")
    return tuple(next((element.get(name) for element in metadata.iter() if element.get(name)), None) for name in names)


def _of_word(data: bytes) -> tuple[str | None, ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        core, custom = (ET.fromstring(parts.open(f"docProps/{name}.xml").read(MAX_BYTES)) for name in ("core", "custom"))
    own = {item.get("name"): "".join(item.itertext()) for item in custom}
    edition = (core.findtext(name) for name in (f"{CP}version", f"{CP}contentStatus"))
    return core.findtext(f"{DC}identifier"), own.get("Product"), *edition, own.get("As-of date"), own.get("Changes since edition")


def _of_html(data: bytes) -> tuple[str | None, ...]:
    metas = _Metas()
    metas.feed(data[:MAX_BYTES].decode("utf-8", "replace"))
    return tuple(metas.found.get(f"briefgen.{name}") for name in ("pack", "product", "version", "status", "as-of-date"))


class _Metas(HTMLParser):
    """Collects the meta elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        pairs = dict(attributes)
        if tag == "meta":
            self.found.setdefault(pairs.get("name") or "", pairs.get("content") or "")
