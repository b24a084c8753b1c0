"""What a font file says of itself, and which files are refused."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from fontTools.ttLib import TTFont

from briefgen.diagnostics.diagnostic import ContentError
from briefgen.fonts.desk_faces import DeskFace, Unfit, cut_for, family_of, font_file
from briefgen.fonts.desk_scripts import SCRIPTS
from tests.tools.scripts_desk import FACES


def data(name: str) -> bytes:
    return (FACES / name).read_bytes()


def changed(name: str, change: Callable[[TTFont], object]) -> bytes:
    """A test face after a change."""
    font = TTFont(io.BytesIO(data(name)))
    change(font)
    result = io.BytesIO()
    font.save(result)
    return result.getvalue()


def face(script: str, name: str, bold: str = "", shared: bool = False) -> DeskFace:
    entry = SCRIPTS[script]
    regular = font_file(name, data(name), entry)
    return DeskFace(entry, entry.language, regular.family, regular, font_file(bold, data(bold), entry) if bold else None, "", shared)


def test_a_file_says_its_family_and_licence() -> None:
    """And which letters and weights it has."""
    found = font_file("x.ttf", data("ThaiVariable.ttf"), SCRIPTS["Thai"])
    assert (found.family, found.weights) == ("Test Thai", (100, 900))
    assert "SIL Open Font License" in found.licence
    assert ord("ก") in found.letters
    assert font_file("x.ttf", data("Hebrew-Regular.ttf"), SCRIPTS["Hebrew"]).licence == ""


@pytest.mark.parametrize(
    ("bytes_", "why"),
    [
        (b"", "no TrueType font"),
        (b"\0\1\0\0" + b"\xff" * 40, "broken"),
        (data("ThaiVariable.ttf")[:9000], "cut off"),
        (b"ttcf\0\1\0\0", "collection"),
        (b"wOF2....", "packed for the web"),
        (data("Hangul-Regular.ttf"), "lacks letters of Thai: “กขคงจ”"),
        (changed("ThaiVariable.ttf", lambda font: [font.__delitem__(tag) for tag in ("GSUB", "GPOS") if tag in font]), "how letters"),
        (changed("ThaiVariable.ttf", lambda font: setattr(font["OS/2"], "fsType", 2)), "does not allow that documents carry it"),
        (changed("ThaiVariable.ttf", lambda font: setattr(font["OS/2"], "fsType", 0x100)), "carry a part of it"),
    ],
    ids=["nothing", "noise", "cut off", "collection", "web", "another script", "no shaping", "no embedding", "no cutting"],
)
def test_what_cannot_set_the_script_is_refused(bytes_: bytes, why: str) -> None:
    """Each with the reason and what to do; nothing that fontTools raises comes through."""
    with pytest.raises(Unfit, match=why) as told:
        font_file("x.ttf", bytes_, SCRIPTS["Thai"])
    assert told.value.hint.startswith(("Take", "Get"))


def test_names_cannot_break_out() -> None:
    """What a file calls itself goes into style sheets and XML: nothing but letters, digits and a few signs is left of it."""
    evil = changed("Hebrew-Regular.ttf", lambda font: font["name"].setName('a";}*{} <x>' + "y" * 99, 1, 3, 1, 0x409))
    found = font_file("x.ttf", evil, SCRIPTS["Hebrew"])
    assert found.family == ("a x " + "y" * 99)[:31]


def test_families_are_told_apart() -> None:
    """A face never goes by the name of one of ours, or of another face of the desk."""
    found = font_file("x.ttf", data("Hebrew-Regular.ttf"), SCRIPTS["Hebrew"])
    assert family_of(found, SCRIPTS["Hebrew"], ()) == "Test Hebrew"
    assert family_of(found, SCRIPTS["Hebrew"], ["test hebrew"]) == "Desk Hebrew"
    ours = changed("Hebrew-Regular.ttf", lambda font: font["name"].setName("Source Serif 4", 1, 3, 1, 0x409))
    assert family_of(font_file("x.ttf", ours, SCRIPTS["Hebrew"]), SCRIPTS["Hebrew"], ()) == "Desk Hebrew"


def test_a_face_shows_letters_of_its_script_alone() -> None:
    """Those that all its files have: not a Latin letter or a digit, which are set in our faces."""
    hangul = face("Hangul", "Hangul-Regular.ttf", "Hangul-Bold.ttf")
    assert [sign for sign in "김A1뷁" if hangul.shows(sign)] == ["김"]


def test_a_face_that_cannot_be_cut_is_told() -> None:
    """A table that looks whole and is not: the pack is not made, and the file is named."""
    whole = data("ThaiVariable.ttf")
    font = TTFont(io.BytesIO(whole))
    place = font.reader.tables["GSUB"].offset
    broken = whole[: place + 4] + b"\xff" * 60 + whole[place + 64 :]
    file = font_file("fonts/x.ttf", broken, SCRIPTS["Thai"])
    with pytest.raises(ContentError) as told:
        cut_for("ก", [DeskFace(SCRIPTS["Thai"], "th", "x", file)])
    assert [(problem.code, problem.message[:26]) for problem in told.value.problems] == [("font-unfit", "fonts/x.ttf cannot be used")]


def test_a_text_takes_the_faces_that_it_needs() -> None:
    """Cut to its letters; a variable face brings its bold one, a static one without stays without."""
    faces = [face("Hangul", "Hangul-Regular.ttf"), face("Thai", "ThaiVariable.ttf"), face("Chinese", "Chinese-Regular.ttf")]
    assert cut_for("plain words – and more", faces) == ()
    assert cut_for("小野寺", faces) == ()
    hangul, thai = cut_for("김 ก", faces)
    assert (hangul.language, hangul.bold, thai.language, thai.bold is None) == ("ko", None, "th", False)
    assert ord("김") in TTFont(io.BytesIO(hangul.regular)).getBestCmap()
    assert ord("정") not in TTFont(io.BytesIO(hangul.regular)).getBestCmap()
