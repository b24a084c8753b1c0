"""A line of pieces as HTML."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from briefgen.assemble.values import Abbr, Line, NoteMark, NoteMarks, Piece, Placed
from briefgen.document.vocabulary import AT
from briefgen.language.inline_markup import Emphasis, Link, Strong, Words

_SPECIAL = re.compile("[&<>\"']")
JOINER = "\u2060"
"""No line ends before a reference mark, nor between two."""


def set_line(line: Line) -> Markup:
    """A line of pieces as HTML, with where its text is written where it knows that."""
    set_pieces = "".join(_piece(piece) for piece in line)
    return Markup(f'<span {AT}="{escape(line.at)}">{set_pieces}</span>' if isinstance(line, Placed) and line else set_pieces)


def _piece(piece: Piece) -> str:
    match piece:
        case Words(text):
            return str(escape(text)) if _SPECIAL.search(text) else text
        case Emphasis(children):
            return f"<em>{set_line(children)}</em>"
        case Strong(children):
            return f"<strong>{set_line(children)}</strong>"
        case Link(href, children):
            return f'<a href="{escape(href)}">{set_line(children)}</a>'
        case Abbr(text, expansion):
            return f'<abbr title="{escape(" ".join(expansion.split()))}">{escape(text)}</abbr>'
        case NoteMarks(marks):
            return "".join(_mark(mark, first=mark is marks[0]) for mark in marks)
    raise TypeError(f"no HTML for {piece!r}")


def _mark(mark: NoteMark, *, first: bool) -> str:
    """A mark with what joins it to the word, or to the mark before: a comma, or a dash within a range."""
    join = "" if first else f'<span class="ref">{"–" if mark.through else ","}</span>{JOINER}'
    return f'{JOINER}{join}<a class="ref" role="doc-noteref" id="{mark.anchor}" href="#note-{mark.number}">{mark.number}</a>'
