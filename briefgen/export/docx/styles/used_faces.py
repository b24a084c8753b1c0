"""Which faces a document sets its text in, and the characters it sets in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from briefgen.export.docx.oxml import W
from briefgen.export.docx.styles.brought_faces import chosen
from briefgen.export.docx.styles.styles import Setting, Styles, applied


class Face(NamedTuple):
    """A font by its name, and which of its four faces."""

    font: str
    bold: bool
    italic: bool


def used_faces(stories: Iterable[Any], styles: Styles, numbering: Any) -> dict[Face, set[str]]:
    """Face → characters. stories: the elements of the parts with text. Marks of lists count where a list is used."""
    found: dict[Face, set[str]] = {}
    lists = _lists(numbering)
    for story in stories:
        for paragraph in story.iter(f"{W}p"):
            for setting, words in _texts(paragraph, styles, lists):
                found.setdefault(Face(setting.font, setting.bold, setting.italic), set()).update(words)
    return found


def _texts(paragraph: Any, styles: Styles, lists: dict[str, list[Any]]) -> Iterator[tuple[Setting, str]]:
    """Each text of a paragraph, and the marks of its list, with how it is set."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    plain = styles.setting(style.get(f"{W}val") if style is not None else "")
    direct = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    for level in lists.get(plain.numbering if direct is None else direct.get(f"{W}val"), ()):
        yield applied(plain, level), level.find(f"{W}lvlText").get(f"{W}val", "")
    for run in paragraph.iter(f"{W}r"):
        name = run.find(f"{W}rPr/{W}rStyle")
        words = "".join(text.text or "" for text in run.iterchildren(f"{W}t", f"{W}delText"))
        if words or run.find(f"{W}endnoteReference") is not None or run.find(f"{W}footnoteReference") is not None:
            setting = plain if name is None else styles.over(plain, name.get(f"{W}val"))
            family = chosen(run)
            yield (replace(setting, font=family) if family else setting), words


def _lists(numbering: Any) -> dict[str, list[Any]]:
    """Numbering → the levels of its list that say their mark."""
    kinds = {kind.get(f"{W}abstractNumId"): kind for kind in numbering.iterchildren(f"{W}abstractNum")}
    found = {}
    for num in numbering.iterchildren(f"{W}num"):
        kind = kinds.get(num.find(f"{W}abstractNumId").get(f"{W}val"))
        levels = kind.iterchildren(f"{W}lvl") if kind is not None else ()
        found[num.get(f"{W}numId")] = [level for level in levels if level.find(f"{W}lvlText") is not None]
    return found
