"""What stands round the text: paper, header and footer, language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefgen.export.docx.oxml import W, twips, w
from briefgen.export.docx.write.inline import Story
from briefgen.export.docx.write.paragraph import Look, ParagraphWriter
from briefgen.export.docx.write.revisions import versions

LETTER = (12240, 15840)
"""US Letter in twentieths of a point."""
DRAFT = "DRAFT · "
Meta = Callable[[str], str]
"""Name of a meta element → its content, or ""."""


def set_paper(section: Any, paper: str) -> None:
    """Sets the paper: "a4", as it stands in the built-in document, or "letter" with the same width of text."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width = text_width(section)
    if paper == "letter":
        size.set(f"{W}w", str(LETTER[0]))
        size.set(f"{W}h", str(LETTER[1]))
        margins.set(f"{W}left", str((LETTER[0] - width) // 2))
        margins.set(f"{W}right", str(LETTER[0] - width - (LETTER[0] - width) // 2))


def text_width(section: Any) -> int:
    """The width of the text, in twentieths of a point."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    return twips(size.get(f"{W}w")) - twips(margins.get(f"{W}left")) - twips(margins.get(f"{W}right"))


def text_height(section: Any) -> int:
    """The height of the text on a page, in twentieths of a point."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    return twips(size.get(f"{W}h")) - twips(margins.get(f"{W}top")) - twips(margins.get(f"{W}bottom"))


def set_language(styles: Any, settings: Any, language: str) -> None:
    """Sets the language of all text that bears none of its own."""
    holder = styles
    for position, tag in enumerate(("docDefaults", "rPrDefault", "rPr", "lang")):
        if holder.find(W + tag) is None:
            holder.insert(0 if position < 2 else len(holder), w(tag))
        holder = holder.find(W + tag)
    for element in (holder, settings.find(f"{W}themeFontLang")):
        if element is not None:
            element.set(f"{W}val", language)
            element.set(f"{W}eastAsia", "ja-JP")


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
    _to_the_edge(line, story, "header")
    (was, now), days = both(meta, "status"), both(meta, "as-of")
    line.versions(f"{DRAFT * (was == 'draft')}As of {days[0]}", f"{DRAFT * (now == 'draft')}As of {days[1]}")
    part.element.append(line.close())


def _to_the_edge(line: ParagraphWriter, story: Story, style: str) -> None:
    """Moves on to the last tab stop: a style of Word's own has one in the middle too."""
    for _ in range(max(1, len(story.styles.tab_stops(story.styles.id(style))))):
        line.tab()


def set_footer(part: Any, story: Story, meta: Meta, pages: tuple[int, int]) -> None:
    """The marking, and the page with the number of pages (of the old and of the new document where two were compared)."""
    line = story.paragraph("footer")
    line.versions(*both(meta, "marking"), Look("Strong"))
    _to_the_edge(line, story, "footer")
    line.text("Page ")
    line.field("PAGE", "1")
    line.text(" of ")
    for change, total in versions(*map(str, pages)):
        with line.tracked(change):
            line.field("NUMPAGES", total)
    part.element.append(line.close())
