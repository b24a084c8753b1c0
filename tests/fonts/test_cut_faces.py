"""A face cut down to the letters of a document."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont

from briefgen.fonts.cut_faces import BOLD, REGULAR, CutFace, cut
from briefgen.fonts.desk_scripts import SCRIPTS
from tests.tools.scripts_desk import FACES

THAI = (FACES / "ThaiVariable.ttf").read_bytes()


def opened(data: bytes) -> TTFont:
    return TTFont(io.BytesIO(data))


def test_only_the_letters_asked_for_are_left() -> None:
    """And a blank, a hyphen and the digits, which may stand in a run."""
    letters = set(opened(cut(THAI, frozenset("กข"), "A", REGULAR)).getBestCmap())
    assert letters == {*map(ord, "กข -0123456789")} | ({0xA0} & letters)


def test_a_variable_face_is_set_at_its_weight() -> None:
    """It becomes static; the bold one is bolder and says so."""
    regular, bold = (opened(cut(THAI, frozenset("ก"), "A", weight)) for weight in (REGULAR, BOLD))
    assert "fvar" not in regular
    assert "fvar" not in bold
    assert (regular["OS/2"].usWeightClass, bold["OS/2"].usWeightClass, bold["head"].macStyle) == (400, 700, 1)
    name = regular.getBestCmap()[ord("ก")]
    assert regular["glyf"][name].coordinates != bold["glyf"][bold.getBestCmap()[ord("ก")]].coordinates


def test_it_bears_the_name_given_and_keeps_its_licence() -> None:
    """Its names are the document's, so that no other font of the machine is taken for it."""
    names = opened(cut(THAI, frozenset("ก"), "Desk Thai", BOLD))["name"]
    assert [names.getDebugName(number) for number in (1, 2, 4, 6)] == ["Desk Thai", "Bold", "Desk Thai Bold", "Desk-Thai-Bold"]
    assert "SIL Open Font License" in names.getDebugName(13)


def test_letters_still_join() -> None:
    """What shaping makes of the letters is kept: an Arabic letter has its forms."""
    face = opened(cut((FACES / "ArabicVariable.ttf").read_bytes(), frozenset("محمد"), "A", REGULAR))
    features = {record.FeatureTag for record in face["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina"} <= features
    assert len(face.getGlyphOrder()) > len(face.getBestCmap())


def test_what_shaping_takes_apart_has_its_parts() -> None:
    """A vowel of two parts brings both, and a Korean syllable only itself."""
    thai = set(opened(cut(THAI, frozenset("น้ำ"), "A", REGULAR)).getBestCmap())
    assert set(map(ord, "น้ำํา")) <= thai
    hangul = opened(cut((FACES / "Hangul-Regular.ttf").read_bytes(), frozenset("김"), "A", REGULAR))
    assert {code for code in hangul.getBestCmap() if code > 0x1000} == {ord("김")}


def test_the_same_letters_give_the_same_bytes() -> None:
    """In whatever order they are asked for, and not from what was made before."""
    cut.cache_clear()
    first = cut(THAI, frozenset("กขค"), "A", REGULAR)
    cut.cache_clear()
    assert cut(THAI, frozenset("คขก"), "A", REGULAR) == first


def test_a_cut_face_knows_its_files() -> None:
    """By weight; one without a bold face has one."""
    face = CutFace(SCRIPTS["Thai"], "th", "A", b"r")
    assert (face.files, face.region) == ({REGULAR: b"r"}, "th-TH")
    assert CutFace(SCRIPTS["Thai"], "th", "A", b"r", b"b").files == {REGULAR: b"r", BOLD: b"b"}
