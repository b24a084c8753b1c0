"""Which faces a document sets its text in, and the characters it sets in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from briefgen.export.docx.oxml import W
from briefgen.export.docx.styles.brought_faces import family_of
from briefgen.export.docx.styles.styles import Setting, Styles, applied

RUN, RUN_STYLE, FONTS = f"{W}r", f"{W}rStyle", f"{W}rFonts"
TEXTS = (f"{W}t", f"{W}delText")
MARKS = (f"{W}endnoteReference", f"{W}footnoteReference")
READ = (RUN, RUN_STYLE, FONTS, *TEXTS, *MARKS)


class Face(NamedTuple):
    """A font by its name, and which of its four faces."""

    font: str
    bold: bool
    italic: bool


def used_faces(stories: Iterable[Any], styles: Styles, numbering: Any) -> dict[Face, set[str]]:
    """Face → characters. stories: the elements of the parts with text. Marks of lists count where a list is used."""
    found: dict[Face, set[str]] = {}
    lists = _lists(numbering)

    @cache
    def characters(paragraph_style: str, run_style: str, family: str) -> set[str]:
        plain = styles.setting(paragraph_style)
        setting = styles.over(plain, run_style) if run_style else plain
        return found.setdefault(_face(setting, family), set())

    for story in stories:
        for paragraph in story.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = style.get(f"{W}val") if style is not None else ""
            direct = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
            plain = styles.setting(name)
            for level in lists.get(plain.numbering if direct is None else direct.get(f"{W}val"), ()):
                found.setdefault(_face(applied(plain, level)), set()).update(level.find(f"{W}lvlText").get(f"{W}val", ""))
            for run_style, family, words in _runs(paragraph):
                characters(name, run_style, family).update(words)
    return found


def _face(setting: Setting, family: str = "") -> Face:
    return Face(family or setting.font, setting.bold, setting.italic)


def _runs(paragraph: Any) -> Iterator[tuple[str, str, str]]:
    """The character style of each run that shows letters, the family that it names itself ("": none), and the letters."""
    style = family = words = ""
    shown = False
    for node in paragraph.iter(*READ):
        tag = node.tag
        if tag == RUN:
            if shown:
                yield style, family, words
            style = family = words = ""
            shown = False
        elif tag == RUN_STYLE:
            style = node.get(f"{W}val")
        elif tag == FONTS:
            family = family_of(node)
        else:
            words += node.text or ""
            shown = shown or bool(words) or tag in MARKS
    if shown:
        yield style, family, words


def _lists(numbering: Any) -> dict[str, list[Any]]:
    """Numbering → the levels of its list that say their mark."""
    kinds = {kind.get(f"{W}abstractNumId"): kind for kind in numbering.iterchildren(f"{W}abstractNum")}
    found = {}
    for num in numbering.iterchildren(f"{W}num"):
        kind = kinds.get(num.find(f"{W}abstractNumId").get(f"{W}val"))
        levels = kind.iterchildren(f"{W}lvl") if kind is not None else ()
        found[num.get(f"{W}numId")] = [level for level in levels if level.find(f"{W}lvlText") is not None]
    return found
