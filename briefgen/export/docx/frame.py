"""What stands round the text: paper, header and footer, language, properties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefgen.export.docx.inline import Story
from briefgen.export.docx.oxml import W, other
from briefgen.export.docx.paragraph import Look

LETTER = (12240, 15840)
"""US Letter in twentieths of a point."""

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


def set_header(part: Any, story: Story, meta: Meta) -> None:
    """The running title and the as-of date, after DRAFT where the pack is one."""
    line = story.paragraph("header")
    line.text(meta("briefgen.running-title"))
    line.tab()
    line.text(f"{'DRAFT · ' if meta('briefgen.status') == 'draft' else ''}As of {meta('briefgen.as-of')}")
    part.element.append(line.close())


def set_footer(part: Any, story: Story, meta: Meta, pages: int) -> None:
    """The marking, and the page with the number of pages."""
    line = story.paragraph("footer")
    line.text(meta("briefgen.marking"), Look("Strong"))
    line.tab()
    line.text("Page ")
    line.field("PAGE", "1")
    line.text(" of ")
    line.field("NUMPAGES", str(pages))
    part.element.append(line.close())


def set_properties(core: Any, meta: Meta, title: str, language: str) -> None:
    """The core properties. Dates are the page's, at midnight UTC."""
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
