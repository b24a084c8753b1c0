"""One paragraph under construction: white space folded as HTML does, runs with a character style and a language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from briefgen.export.docx.oxml import R, W, w, words
from briefgen.export.docx.styles import brought_faces
from briefgen.export.docx.styles.brought_faces import NO_FACES, Faces
from briefgen.export.docx.styles.styles import Styles
from briefgen.export.docx.write.bookmarks import Bookmarks
from briefgen.export.docx.write.revisions import Change, Revisions, versions
from briefgen.fonts.cut_faces import CutFace

SPACES = re.compile(r"[ \t\n\r\f]+")
SOFT_HYPHEN = "\u00ad"
REGIONS = {"ja": "ja-JP", "zh": "zh-CN", "ko": "ko-KR"}
"""Languages that Word sets with the East Asian face, and the region it wants to hear of."""
SIDES: dict[Change, int] = {"": 3, "del": 1, "ins": 2}
"""What becomes of content → where it stands: in the old text (1), in the new one (2), in both."""
COMBINED = {
    ("Emphasis", "Strong"): "Intense Emphasis",
    ("Strong", "Emphasis"): "Intense Emphasis",
    ("Muted", "Hyperlink"): "Muted Hyperlink",
    ("Strong", "Hyperlink"): "Strong Hyperlink",
    ("Emphasis", "Hyperlink"): "Emphasis",
    ("Intense Emphasis", "Hyperlink"): "Intense Emphasis",
}
"""A run carries one character style: (outer, inner) → the style that stands for both. For other pairs the inner one wins."""


@dataclass(frozen=True)
class Look:
    """How a run is set: the name of a character style, and a language other than the document's."""

    style: str = ""
    lang: str = ""

    def styled(self, name: str) -> Look:
        """This look with a character style inside it."""
        return replace(self, style=COMBINED.get((self.style, name), name))


PLAIN = Look()


@dataclass(frozen=True)
class Place:
    """The styles of a place: its text, its lists ("" where it can have none), and how its runs are set."""

    text: str
    bullet: str = ""
    number: str = ""
    look: Look = PLAIN


class ParagraphWriter:
    """A w:p. Call `close` once its content is complete.

    numbering: the id of a w:num and the level in it, where the paragraph style does not say it. change: what becomes of it as a whole.
    faces: those of the desk.
    """

    def __init__(
        self,
        styles: Styles,
        bookmarks: Bookmarks,
        revisions: Revisions,
        style: str,
        numbering: tuple[str, int] | None = None,
        change: Change = "",
        faces: Faces = NO_FACES,
    ) -> None:
        properties = w("pPr", w("pStyle", val=styles.id(style)))
        if numbering:
            properties.append(w("numPr", w("ilvl", val=str(numbering[1])), w("numId", val=numbering[0])))
        if change:
            properties.append(w("rPr", revisions.mark(change)))
        self.element = w("p", properties)
        self._styles, self._bookmarks, self._revisions = styles, bookmarks, revisions
        self._faces = faces
        self._change = change
        self._at = self.element
        self._open: list[Any] = []
        self._text: Any = None
        self._text_sides = 0
        self._after_space = SIDES[""]

    @property
    def change(self) -> Change:
        """What becomes of what is added now."""
        return self._change

    @contextmanager
    def tracked(self, change: Change) -> Iterator[None]:
        """Takes out or puts in what is added meanwhile; "": as before."""
        before = self._change
        self._change = change or before
        try:
            yield
        finally:
            self._change = before

    def versions(self, old: str, new: str, look: Look = PLAIN) -> None:
        """Adds a text; where it was another one, that is taken out and this put in."""
        for change, text in versions(old, new):
            with self.tracked(change):
                for words, voice in self._faces.runs.of(text):
                    self.text(words, replace(look, lang=voice.language if voice else ""))

    def begin_bookmark(self, name: str) -> None:
        """Begins a bookmark that `close` ends."""
        self._open.append(self._begin(name))

    @contextmanager
    def bookmark(self, name: str) -> Iterator[None]:
        """A bookmark round what is added meanwhile."""
        end = self._begin(name)
        try:
            yield
        finally:
            self._at.append(end)

    def _begin(self, name: str) -> Any:
        number = self._bookmarks.number()
        self._at.append(w("bookmarkStart", id=number, name=name))
        return w("bookmarkEnd", id=number)

    @contextmanager
    def link(self, *, anchor: str = "", relationship: str = "") -> Iterator[None]:
        """A hyperlink round what is added meanwhile: to a bookmark, or by a relationship to an address."""
        element = w("hyperlink", history="1", **({"anchor": anchor} if anchor else {}))
        if relationship:
            element.set(f"{R}id", relationship)
        outside = self._at
        outside.append(element)
        self._at = element
        try:
            yield
        finally:
            self._at = outside

    def text(self, text: str | None, look: Look = PLAIN) -> None:
        """Adds text, its white space folded; none at the beginning of a line."""
        folded = SPACES.sub(" ", text or "")
        sides = SIDES[self._change]
        if self._after_space & sides == sides:
            folded = folded.lstrip(" ")
        if not folded:
            return
        self._text = None
        for position, part in enumerate(folded.split(SOFT_HYPHEN)):
            if position:
                self.run(w("softHyphen"), look=look)
            if part:
                self._text = self.words(part)
                self._text_sides = sides
                self._run(look, self._text)
        self._stand(folded.endswith(" "))

    def line_break(self) -> None:
        """Begins a new line."""
        self._trim()
        self.run(w("br"))
        self._stand(True)

    def tab(self) -> None:
        """Moves on to the next tab stop; a space after it is left out."""
        self.run(w("tab"))
        self._stand(True)

    def run(self, *content: Any, look: Look = PLAIN) -> None:
        """Adds content that is not text, such as a picture or a note's mark."""
        self._run(look, *content)
        self._text = None
        self._stand(False)

    def words(self, text: str) -> Any:
        """The element for a text that is added here, to be handed to `run`."""
        return words(text, "delText" if self._change == "del" else "t")

    def field(self, instruction: str, result: str, look: Look = PLAIN) -> Any:
        """Adds a field with its result, and gives the element that holds the result.

        The marks of the field are set as its result is: a program that updates the field sets the result as they are.
        """
        text = self.words(result)
        self.begin_field(instruction, look)
        self.run(text, look=look)
        self.end_field(look)
        return text

    def begin_field(self, instruction: str, look: Look = PLAIN) -> None:
        """Begins a field; what is added up to `end_field`, perhaps in a later paragraph, is its result."""
        self._run(look, w("fldChar", fldCharType="begin"))
        self._instruct(instruction, look)
        self._run(look, w("fldChar", fldCharType="separate"))

    def end_field(self, look: Look = PLAIN) -> None:
        """Ends a field."""
        self._run(look, w("fldChar", fldCharType="end"))

    def hidden_field(self, instruction: str) -> None:
        """Adds a field without a result, such as an entry for the contents."""
        self._run(PLAIN, w("fldChar", fldCharType="begin"))
        self._instruct(instruction)
        self.end_field()

    def close(self) -> Any:
        """The finished w:p."""
        self._trim()
        self.element.extend(self._open)
        return self.element

    def _run(self, look: Look, *content: Any) -> None:
        run = _model(look.lang, self._styles.id(look.style) if look.style else "", self._faces.of.get(look.lang)).__copy__()
        run.extend(content)
        self._place().append(run)

    def _place(self) -> Any:
        """Where a run goes: into the line or link, or there into the change that is under way."""
        if not self._change:
            return self._at
        if not len(self._at) or self._at[-1].tag != W + self._change:
            self._at.append(self._revisions.mark(self._change))
        return self._at[-1]

    def _instruct(self, instruction: str, look: Look = PLAIN) -> None:
        self._run(look, words(f" {instruction} ", "delInstrText" if self._change == "del" else "instrText"))

    def _stand(self, after_space: bool) -> None:
        """Notes whether the texts that this stands in go on after a space."""
        sides = SIDES[self._change]
        self._after_space = self._after_space | sides if after_space else self._after_space & ~sides

    def _trim(self) -> None:
        """Takes away a space at the end of the line, in the texts in which it ends here."""
        if self._text is None or not self._text.text.endswith(" ") or self._text_sides & ~SIDES[self._change]:
            return
        self._text.text = self._text.text.rstrip(" ")
        if not self._text.text:
            run = self._text.getparent()
            run.getparent().remove(run)


@lru_cache(maxsize=2000)
def _model(language: str, style: str, face: CutFace | None) -> Any:
    """A run without content, to be copied. face: that of the desk which sets the language."""
    properties = [w("rStyle", val=style)] if style else []
    properties += _said(language) if face is None else brought_faces.properties(face)
    return w("r", *([w("rPr", *properties)] if properties else []))


def _said(language: str) -> list[Any]:
    """What says the language of a run that is set in faces of the styles."""
    region = REGIONS.get(language.split("-")[0])
    if region:
        return [w("rFonts", hint="eastAsia"), w("lang", eastAsia=language if "-" in language else region)]
    return [w("lang", val=language)] if language else []
