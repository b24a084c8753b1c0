"""Words whose letters join, placed by HarfBuzz."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from briefgen.export.docx.drawing import shaping
from briefgen.export.docx.drawing.shaping import placed
from tests.tools.scripts_desk import FACES

ARABIC, THAI = ((FACES / f"{name}Variable.ttf").read_bytes() for name in ("Arabic", "Thai"))


def names(face: bytes, words: str, right_to_left: bool) -> list[str]:
    font = TTFont(io.BytesIO(face))
    found = placed(face, words, right_to_left)
    assert found is not None
    return [font.getGlyphName(item.glyph) for item in found]


def test_letters_join_and_run_from_right_to_left() -> None:
    """The last letter stands first, from left to right, and a letter has other forms in a word than alone."""
    alone = names(ARABIC, "م", True)
    assert len(names(ARABIC, "محمد", True)) == 4
    assert [names(ARABIC, words, True)[0] for words in ("محمد", "مد")] == [names(ARABIC, "حد", True)[0]] * 2
    assert alone[0] not in names(ARABIC, "محمد", True)


def test_a_mark_stands_on_its_letter() -> None:
    """It takes no room of its own."""
    found = placed(THAI, "ธ์", False)
    assert found is not None
    assert [bool(item.advance) for item in found] == [True, False]


def test_what_the_face_lacks_is_not_placed() -> None:
    """A letter of another script gives None, so that others set the words."""
    assert placed(THAI, "김", False) is None


def test_without_harfbuzz_nothing_is_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word files are made all the same."""
    monkeypatch.setattr(shaping, "_library", lambda: None)
    assert placed(THAI, "ธ", False) is None
