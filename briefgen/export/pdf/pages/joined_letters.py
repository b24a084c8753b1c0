"""Letters that join, change or run from right to left, set so that they are read back as they were written.

WeasyPrint gives each glyph the signs that it first stood for. In a face whose letters are put together from parts (a bowl, its dots), or
whose vowels stand before the letter that they are spoken after, that reads as nonsense. Here each cluster of glyphs becomes one glyph of
the PDF's font, which stands for the signs of the cluster and for no others.

WeasyPrint also sets the text of a drawing sign by sign, each on its own; here a run is set as a whole. Both put functions of ours in the
place of WeasyPrint's while a PDF is made; tests say when a new WeasyPrint does otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from briefgen.fonts.composites import Composite, Part, with_composites
from briefgen.fonts.cut_faces import CutFace
from briefgen.fonts.script_runs import Runs


@contextmanager
def joined_letters(faces: Sequence[CutFace]) -> Iterator[None]:
    """Within it, WeasyPrint sets runs of those scripts of the faces whose letters do not stand alone so that they can be read back."""
    joining = tuple(face for face in faces if face.script.kind == "complex")
    if not joining:
        yield
        return
    runs = Runs(joining)
    with _one_glyph_a_cluster(runs), _whole_runs_in_drawings(runs):
        yield


@contextmanager
def _one_glyph_a_cluster(runs: Runs) -> Iterator[None]:
    from weasyprint.draw import text as drawn
    from weasyprint.pdf.fonts import Font

    draw_line, clean = drawn.draw_first_line, Font.clean
    made: dict[str, dict[Composite, int]] = {}

    def draw(stream: Any, box: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> Any:
        if text_overflow != "ellipsis" and block_ellipsis == "none" and runs.has_letters(box.pango_layout.text):
            line = list(_line(stream, box))
            if all(cluster.parts is not None for cluster in line):
                stream.set_text_matrix(*matrix.values)
                _paint(stream, line, box.style["font_size"], made)
                return []
        return draw_line(stream, box, text_overflow, block_ellipsis, matrix)

    def with_clusters(font: Any, to_unicode: Any, hinting: bool) -> None:
        if font.hash in made:
            font.file_content = with_composites(font.file_content, made[font.hash], frozenset(to_unicode))
        else:
            clean(font, to_unicode, hinting)

    drawn.draw_first_line, Font.clean = draw, with_clusters
    try:
        yield
    finally:
        drawn.draw_first_line, Font.clean = draw_line, clean


class _Cluster(NamedTuple):
    """What stands for some signs together, in units of its font: glyphs in their places, None where the font lacks one; how far the line
    moves on after them, and how far the glyphs would by themselves."""

    font: Any
    signs: str
    parts: tuple[Part, ...] | None
    advance: float
    width: float


def _line(stream: Any, box: Any) -> Iterator[_Cluster]:
    """The clusters of a box's line in the order of painting, from left to right."""
    from weasyprint.text.ffi import ffi

    line, _ = box.pango_layout.get_first_line()
    text = box.pango_layout.text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        yield from _clusters(stream, box, run.data, text)
        run = run.next


def _clusters(stream: Any, box: Any, item: Any, text: bytes) -> Iterator[_Cluster]:
    """The clusters of a run of glyphs. text: that of the line's layout, in which the run has its place."""
    from weasyprint.text.ffi import FROM_UNITS, pango

    font, _ = stream.add_font(item.item.analysis.font)
    scale = FROM_UNITS * font.upem / box.style["font_size"]
    count = item.glyphs.num_glyphs
    starts = [item.glyphs.log_clusters[n] for n in range(count)]
    ends = dict(pairwise([*sorted(set(starts)), item.item.length]))
    for start, numbers in groupby(range(count), lambda n: starts[n]):
        parts, pen, width, lacking = [], 0.0, 0.0, False
        for info in (item.glyphs.glyphs[number] for number in numbers):
            lacking = lacking or bool(info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG and info.glyph != pango.PANGO_GLYPH_EMPTY)
            if info.glyph != pango.PANGO_GLYPH_EMPTY and not lacking:
                place = info.geometry
                parts.append(Part(info.glyph, round(pen + place.x_offset * scale), round(-place.y_offset * scale)))
                width += _width(stream, item.item.analysis.font, info.glyph) * scale
            pen += info.geometry.width * scale
        offset = item.item.offset
        signs = text[offset + start : offset + ends[start]].decode()
        yield _Cluster(font, signs, None if lacking else tuple(parts), pen, width)


def _width(stream: Any, font: Any, glyph: int) -> float:
    """How far a glyph moves on by itself, in Pango's units."""
    from weasyprint.text.ffi import pango

    pango.pango_font_get_glyph_extents(font, glyph, stream.ink_rect, stream.logical_rect)
    return float(stream.logical_rect.width)


def _paint(stream: Any, line: Sequence[_Cluster], size: float, made: dict[str, dict[Composite, int]]) -> None:
    """Paints clusters one after the other. made: the composite glyphs of each font, to which new ones are added."""
    for _, clusters in groupby(line, lambda cluster: id(cluster.font)):
        shown = [*clusters]
        font = shown[0].font
        stream.set_font_size(font.hash, size)
        pieces = []
        for cluster in shown:
            back = cluster.width - cluster.advance if cluster.parts else -cluster.advance
            number = _number(cluster, made) if cluster.parts else None
            moved = round(back * 1000 / font.upem)
            pieces.append((f"<{number:04x}>" if number is not None else "") + (f"{moved}" if moved else ""))
        stream.show_text("".join(pieces).replace("><", ""))


def _number(cluster: _Cluster, made: dict[str, dict[Composite, int]]) -> int:
    """The glyph that stands for a cluster: its own one where that stands for nothing else, or one that is put together."""
    font, parts = cluster.font, cluster.parts or ()
    number = parts[0].glyph
    alone = len(parts) == 1 and parts[0] == Part(number, 0, 0) and font.to_unicode.get(number, cluster.signs) == cluster.signs
    if not alone:
        composites = made.setdefault(font.hash, {})
        composite = Composite(parts, round(cluster.width), cluster.signs)
        number = composites.setdefault(composite, font.glyph_count + len(composites))
    font.to_unicode[number] = cluster.signs
    font.widths[number] = round(cluster.width * 1000 / font.upem)
    return number


@contextmanager
def _whole_runs_in_drawings(runs: Runs) -> Iterator[None]:
    from weasyprint import svg

    original = svg.TAGS["text"]

    def text(drawing: Any, node: Any, size: float) -> None:
        words = node._etree_node.text
        if words and runs.has_letters(words):
            node._etree_node.text = _Pieces(words, runs)
        original(drawing, node, size)

    names = [name for name, paint in svg.TAGS.items() if paint is original]
    svg.TAGS.update(dict.fromkeys(names, text))
    svg.text = text  # by which a drawing knows which of its elements are texts
    try:
        yield
    finally:
        svg.TAGS.update(dict.fromkeys(names, original))
        svg.text = original


class _Pieces(str):
    """A text that goes through its runs, and through all else sign by sign: WeasyPrint asks a text for its signs by going through it."""

    _runs: Runs

    def __new__(cls, words: str, runs: Runs) -> _Pieces:
        made = super().__new__(cls, words)
        made._runs = runs
        return made

    def __iter__(self) -> Iterator[str]:
        for words, voice in self._runs.of(str(self)):
            yield from (words,) if voice and not voice.of_ideographs else words
