"""What stands round the text: paper, header and footer, language, properties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefgen.export.docx.inline import Story
from briefgen.export.docx.oxml import W, other
from briefgen.export.docx.paragraph import Look
from briefgen.export.docx.revisions import versions

LETTER = (12240, 15840)
"""US Letter in twentieths of a point."""

DRAFT = "DRAFT · "

Meta = Callable[[str], str]
"""Name of a meta element → its content, or ""."""


def set_paper(section: Any, letter: bool) -> int:
    """Sets the paper (A4 as it stands in the base document, or Letter with the same width of text) and gives the text's width."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    left, right = int(margins.get(f"{W}left")), int(margins.get(f"{W}right"))
    width = int(size.get(f"{W}w")) - left - right
    if letter:
        size.set(f"{W}w", str(LETTER[0]))
        size.set(f"{W}h", str(LETTER[1]))
        margins.set(f"{W}left", str((LETTER[0] - width) // 2))
        margins.set(f"{W}right", str(LETTER[0] - width - (LETTER[0] - width) // 2))
    return width


def set_language(styles: Any, settings: Any, language: str) -> None:
    """Sets the language of all text that bears none of its own."""
    for element in (styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"), settings.find(f"{W}themeFontLang")):
        if element is not None:
            element.set(f"{W}val", language)


def is_redline(meta: Meta) -> bool:
    """Whether the document is one with the changes since an older one marked."""
    return bool(meta("briefgen.before.as-of"))


def both(meta: Meta, name: str) -> tuple[str, str]:
    """What a meta element says in the old and in the new document."""
    now = meta(f"briefgen.{name}")
    return (meta(f"briefgen.before.{name}") if is_redline(meta) else now), now


def set_header(part: Any, story: Story, meta: Meta) -> None:
    """The running title and the as-of date, after DRAFT where the pack is one."""
    line = story.paragraph("header")
    line.versions(*both(meta, "running-title"))
    line.tab()
    (was, now), days = both(meta, "status"), both(meta, "as-of")
    line.versions(f"{DRAFT * (was == 'draft')}As of {days[0]}", f"{DRAFT * (now == 'draft')}As of {days[1]}")
    part.element.append(line.close())


def set_footer(part: Any, story: Story, meta: Meta, pages: tuple[int, int]) -> None:
    """The marking, and the page with the number of pages (of the old and of the new document where two were compared)."""
    line = story.paragraph("footer")
    line.versions(*both(meta, "marking"), Look("Strong"))
    line.tab()
    line.text("Page ")
    line.field("PAGE", "1")
    line.text(" of ")
    for change, total in versions(*map(str, pages)):
        with line.tracked(change):
            line.field("NUMPAGES", total)
    part.element.append(line.close())


def set_properties(core: Any, meta: Meta, title: str, language: str) -> None:
    """The core properties. Dates are the pack's own, at midnight UTC."""
    day = f"{meta('dcterms.created')}T00:00:00Z"
    values = {
        "dc:title": title,
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
