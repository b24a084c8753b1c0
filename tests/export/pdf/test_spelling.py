"""What is copied out of a PDF or read out from it is what stands there, also where a glyph could stand for several signs."""

from __future__ import annotations

from collections import defaultdict

import pytest
from fontTools.ttLib import TTFont

from briefgen.desk.templates import Templates
from briefgen.export.pdf import export
from briefgen.export.pdf.spelling import TWINS, uncertain
from briefgen.fonts.faces import FONTS
from tests.tools import docx_xml
from tests.tools.parity import Block, difference, expected, read_html, read_pdf


def carried(*texts: str) -> tuple[list[Block], list[Block]]:
    """What a PDF is to carry of some paragraphs, and what it does."""
    page = docx_xml.page(f'<section class="part" id="x"><h1>X</h1>{"".join(f"<p>{text}</p>" for text in texts)}</section>')
    return expected(read_html(page.tree), "pdf"), read_pdf(export.export(page, Templates()).data)


def test_twins_are_those_of_the_fonts() -> None:
    """Every two signs that share a glyph of ours are known, blanks and soft hyphens aside."""
    groups = {group for path in sorted(FONTS.glob("*.ttf")) for group in _shared(path.name)}
    assert len(groups) > 10
    assert [group for group in groups if not any(group <= set(twins) for twins in TWINS)] == []


def _shared(name: str) -> list[frozenset[str]]:
    signs = defaultdict(set)
    for code, glyph in TTFont(FONTS / name).getBestCmap().items():
        if not chr(code).isspace() and chr(code) != "\u00ad":
            signs[glyph].add(chr(code))
    return [frozenset(group) for group in signs.values() if len(group) > 1]


@pytest.mark.parametrize("texts", [("5 µm", "5 μm"), ("‘one’", "ʻone"), ("café", "cafe\u0301"), ("ộ and o", "o\u0302\u0301\u0323")])
def test_signs_that_share_a_glyph_are_told_apart(texts: tuple[str, ...]) -> None:
    """Each is read back as it was written, whichever comes first."""
    for order in (texts, texts[::-1]):
        wanted, found = carried(*order)
        assert difference(wanted, found) == []


def test_a_hyphen_at_the_end_of_a_line_is_no_word() -> None:
    """What the line end adds is not read back, and no other hyphen is read back as it."""
    wanted, found = carried("cros\u00adsing\u00ad" * 40, "a well-known pier", "co\u2010op")
    hyphens = [sign for block in found for piece in block.pieces for sign in piece.words if sign == "\u2010"]
    assert (difference(wanted, found), hyphens) == ([], ["\u2010"])


def test_signs_without_a_glyph_arrive() -> None:
    """Joiners, marks of direction and selectors of variants are read back."""
    wanted, found = carried("a\u200cb\u200dc", "d\u200ee\u200ff", "x\ufe0ey\u034fz")
    assert difference(wanted, found) == []


@pytest.mark.parametrize("text", ["The pier’s cost – half", "日本丸", "5 µm", "“one” and ‘two’", "soft\u00adhyphen", "a\u200bb\u2060c"])
def test_nothing_is_spelt_out_where_glyphs_are_certain(text: str) -> None:
    """An ordinary document carries its words once."""
    assert uncertain(text) is None
