"""The styles that a pack is made of: their names in Word, their types, and what the pack relies on. docs/word-styles.md is made from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from briefgen.diagnostics.diagnostic import Diagnostic, Location
from briefgen.export.docx.oxml import W
from briefgen.export.docx.styles.styles import Setting, Styles

Kind = Literal["paragraph", "character", "table"]
List = Literal["", "bullets", "numbers"]
NEAR = 57
"""A tab stop may stand so far from the edge of the text (1 mm, in twentieths of a point)."""


@dataclass(frozen=True)
class Wanted:
    """A style by its English name in Word. use: what is set in it. outline: its level, from 1 (0: any). lists: the mark it must bear.

    keep: it is kept with what follows. page_break: it begins a page, or does not (None: either). edge: its last tab stop stands
    at the right edge of the text.
    """

    name: str
    use: str
    kind: Kind = "paragraph"
    outline: int = 0
    keep: bool = False
    page_break: bool | None = None
    edge: bool = False
    lists: List = ""


WANTED = (
    Wanted("Title", "the pack's title"),
    Wanted("Subtitle", "the line below it"),
    Wanted("Title Block", "the facts of the pack: dates, edition, readers"),
    Wanted("Marking", "a marking within the text"),
    Wanted("heading 1", "the heading of a top section", outline=1, keep=True),
    Wanted("Heading 1 Opening", "the heading of the bottom line, within its box", outline=1, keep=True, page_break=False),
    Wanted("TOC Heading", "the heading of the contents", keep=True),
    Wanted("heading 2", "the heading of a record; the contents list it", outline=2, keep=True),
    Wanted("Heading 2 Passage", "the heading of a passage that the contents do not list", outline=2, keep=True),
    Wanted("Comment Heading", "the heading of our own comment, within its box", outline=2, keep=True),
    Wanted("heading 3", "a heading within a record", outline=3, keep=True),
    Wanted("toc 1", "a top section in the contents", edge=True),
    Wanted("toc 2", "a record in the contents", edge=True),
    Wanted("Body Text", "what is reported"),
    Wanted("Lead", "the bottom line, in a box", keep=True),
    Wanted("Dateline", "date, place and source of a section", keep=True),
    Wanted("Note", "small print: who says so, where it leads"),
    Wanted("Comment", "our own comment"),
    Wanted("Comment Bullet", "a list within it", lists="bullets"),
    Wanted("List Bullet", "a list", lists="bullets"),
    Wanted("List Number", "a numbered list", lists="numbers"),
    Wanted("List Continue", "a further paragraph of an item"),
    Wanted("List Plain", "a list without marks"),
    Wanted("caption", "the caption above a table or below a figure", keep=True),
    Wanted("Figure", "the paragraph that holds a picture", keep=True),
    Wanted("Table Text", "a cell"),
    Wanted("Table Heading", "a cell of the header row", keep=True),
    Wanted("Table Row Heading", "the cell that a row begins with"),
    Wanted("Table Bullet", "a list within a cell", lists="bullets"),
    Wanted("Table Gap", "the thin line between two tables"),
    Wanted("endnote text", "a reference at the end"),
    Wanted("footnote text", "a reference at the foot of the page"),
    Wanted("header", "running title and as-of date, with a tab between them", edge=True),
    Wanted("footer", "marking and page number, with a tab between them", edge=True),
    Wanted("Briefing Table", "every table", "table"),
    Wanted("Emphasis", "emphasis", "character"),
    Wanted("Strong", "strong emphasis", "character"),
    Wanted("Intense Emphasis", "both at once", "character"),
    Wanted("Hyperlink", "a link", "character"),
    Wanted("Strong Hyperlink", "a link in strong emphasis", "character"),
    Wanted("Muted Hyperlink", "a link in small print", "character"),
    Wanted("Says", "who says so", "character"),
    Wanted("Status", "how a thing stands", "character"),
    Wanted("Tag", "a key word", "character"),
    Wanted("Version", "the edition's number", "character"),
    Wanted("Muted", "small print within a line", "character"),
    Wanted("Caption Number", "the number that a caption begins with", "character"),
    Wanted("endnote reference", "the mark of an endnote", "character"),
    Wanted("footnote reference", "the mark of a footnote", "character"),
)
"""Every style that the exporter asks for."""


def needs(wanted: Wanted) -> Iterator[str]:
    """What a style must have, in words."""
    if wanted.outline:
        yield f"outline level {wanted.outline}"
    if wanted.keep:
        yield "keep with next"
    if wanted.page_break is not None:
        yield "page break before" if wanted.page_break else "no page break before"
    if wanted.lists:
        yield f"bear {wanted.lists}"
    if wanted.edge:
        yield "end with a right tab stop at the edge of the text"


def problems(styles: Styles, numbering: Any, text_width: int, built_in: Collection[str], file: str) -> Iterator[Diagnostic]:
    """What in the styles of a desk a pack cannot use (errors), and what it would set badly (warnings).

    text_width: of the page, in twentieths of a point. built_in: names of styles that are not the desk's.
    """
    formats = dict(_formats(numbering))
    place = Location(file)
    for wanted in (wanted for wanted in WANTED if wanted.name not in built_in):
        kind = styles.kind(wanted.name)
        if kind != wanted.kind:
            message = f"“{wanted.name}” is a {kind} style, and a pack needs a {wanted.kind} style of that name."
            yield Diagnostic("style-wrong", message, place, "Rename that style, and make one of the right type or leave it to briefgen.")
        elif styles.setting(styles.id(wanted.name)).hidden:
            yield Diagnostic("style-wrong", f"“{wanted.name}” hides its text.", place, "In Word: Modify Style → Format → Font → Hidden.")
        elif wanted.kind == "paragraph":
            identity = styles.id(wanted.name)
            yield from _paragraph_problems(wanted, styles.setting(identity), formats, place)
            if wanted.edge and not _at_the_edge(styles.tab_stops(identity), text_width):
                message = f"“{wanted.name}” has no right tab stop where the text ends, {text_width / 20:g} pt from the left."
                yield _setting(place, message, "Tabs")


def _paragraph_problems(wanted: Wanted, setting: Setting, formats: Mapping[str, str], place: Location) -> Iterator[Diagnostic]:
    found = formats.get(setting.numbering, "none")
    if wanted.lists and found == "none":
        hint = "In Word: Modify Style → Format → Numbering."
        yield Diagnostic("style-wrong", f"“{wanted.name}” bears no {wanted.lists[:-1]}.", place, hint)
    elif wanted.lists and (found == "bullet") != (wanted.lists == "bullets"):
        yield _setting(place, f"“{wanted.name}” does not bear {wanted.lists}.", "Numbering")
    if wanted.outline and setting.outline != wanted.outline - 1:
        shown = f"level {setting.outline + 1}" if setting.outline < 9 else "body text"
        message = f"“{wanted.name}” has the outline level of {shown}; readers and screen readers look for level {wanted.outline}."
        yield _setting(place, message, "Paragraph → Outline level")
    if wanted.keep and not setting.keep_next:
        message = f"“{wanted.name}” may stand alone at the foot of a page."
        yield _setting(place, message, "Paragraph → Line and Page Breaks → Keep with next")
    if wanted.page_break is not None and setting.page_break != wanted.page_break:
        message = f"“{wanted.name}” {'does not begin' if wanted.page_break else 'begins'} a page, otherwise than in the PDF."
        yield _setting(place, message, "Paragraph → Line and Page Breaks → Page break before")


def _at_the_edge(stops: list[tuple[str, int]], text_width: int) -> bool:
    return bool(stops) and stops[-1][0] == "right" and abs(stops[-1][1] - text_width) <= NEAR


def _setting(place: Location, message: str, where: str) -> Diagnostic:
    return Diagnostic("style-setting", message, place, f"In Word: Modify Style → Format → {where}.")


def _formats(numbering: Any) -> Iterator[tuple[str, str]]:
    """Numbering → how its first level is marked: “bullet”, “decimal” and so on."""
    kinds = {kind.get(f"{W}abstractNumId"): kind.find(f"{W}lvl/{W}numFmt") for kind in numbering.iterchildren(f"{W}abstractNum")}
    for num in numbering.iterchildren(f"{W}num"):
        kind = num.find(f"{W}abstractNumId")
        first = kinds.get(kind.get(f"{W}val")) if kind is not None else None
        if first is not None:
            yield num.get(f"{W}numId"), first.get(f"{W}val", "none")
