"""What no font can show: told once for the words that it makes up, with what an editor can do today."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks.signs import IN_PART, lacking
from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.fonts import metrics
from briefgen.pipeline.load import load
from tests.tools.scripts_desk import FACES


def told(desk: DeskFolder, text: str) -> list[Diagnostic]:
    """What is told of a desk whose open issue asks this."""
    path = desk.root / "content/issues/second-ship.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("What the second ship costs.", text), encoding="utf-8")
    return [problem for problem in load(desk)[1] if problem.code == "missing-glyph"]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("Who is سلام here", "has Arabic letters: “سلام”.", "list a face for Arabic under fonts: in content/desk.yaml (docs/fonts.md); or"),
        ("محمد، بن سلمان, again محمد، بن سلمان", "has Arabic letters: “محمد، بن سلمان”.", "English spelling"),
        ("A שָׁלוֹם sign", "has Hebrew letters: “שָׁלוֹם”.", "a face for Hebrew"),
        ("김정은 came", "has Hangul letters: “김정은”.", "English spelling"),
        ("ᏣᎳᎩ came", "has Cherokee letters: “ᏣᎳᎩ”.", "English spelling, as sources print it, and leave its own script out."),
        ("क्षत्रिय came", "has Devanagari letters: “क्षत्रिय”.", "English spelling"),
        ("Are 日本们 seen", "has the Chinese character “们” (U+4EEC).", "in characters that Japanese uses"),
        ("Is haƕ seen", "has the Latin letter “ƕ” (U+0195).", "a spelling that does without it"),
        ("Is 𝐀𝐁 seen", "has the Latin letters “𝐀𝐁”.", "with plain signs: “AB”"),
        ("Is it 🚢 or 🚢", "can show “🚢” (U+1F6A2, ship).", "in words, or leave it out"),
        ("Is it 👨\u200d👩\u200d👧 seen", "can show “👨\u200d👩\u200d👧”.", "in words, or leave it out"),
    ],
)
def test_words_are_told_once_with_their_script(text: str, message: str, hint: str, desk: DeskFolder) -> None:
    """One problem for a name or a symbol however many letters it has and however often it stands there, at its place."""
    (problem,) = told(desk, text)
    assert problem.message == f"No font of the pack {message}"
    assert hint in problem.hint
    words = message[message.index("“") + 1 : message.index("”")]
    assert problem.excerpt[problem.place.column - 1 :][: problem.length] == words


def test_words_on_two_lines_are_told_at_the_first(desk: DeskFolder) -> None:
    """A name that runs over a line of the file is told where it begins."""
    (problem,) = told(desk, "Who is محمد\n      سلمان there")
    assert "“محمد سلمان”" in problem.message
    assert problem.excerpt[problem.place.column - 1 :] == "محمد"


def test_different_words_are_told_apart(desk: DeskFolder) -> None:
    """Two scripts, or two names in one sentence, are two problems."""
    assert [problem.message.split(": ")[-1] for problem in told(desk, "김정은 met 김여정, not سلام")] == [
        "“김정은”.",
        "“김여정”.",
        "“سلام”.",
    ]


def test_words_in_a_face_of_the_desk_are_no_problem(desk: DeskFolder) -> None:
    """Its letters can be shown; what the face lacks is told with its name, and other scripts as before."""
    shutil.copytree(FACES, desk.root / "fonts")
    settings = desk.root / "content/desk.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "fonts: [{script: Hangul, file: fonts/Hangul-Regular.ttf}]\n", encoding="utf-8"
    )
    lacking_sign, other_script = told(desk, "김정은 met 뷁, not سلام")
    assert "letters: “뷁”" in lacking_sign.message
    assert lacking_sign.hint.startswith("The desk's face for Hangul, fonts/Hangul-Regular.ttf, does not have it.")
    assert "Arabic letters: “سلام”" in other_script.message


def test_the_scripts_that_the_fonts_have_are_known() -> None:
    """The fonts show the alphabets called theirs, and of other scripts that briefs name at most a few signs."""
    alphabets = {"Latin": "Az", "Greek": "Αω", "Cyrillic": "Яя", "Hiragana": "あん", "Katakana": "アン", "Chinese": "日本"}
    assert set(alphabets) == IN_PART
    assert [name for name, signs in alphabets.items() if metrics.missing(signs)] == []
    others = ["سلام", "שלום", "한국", "ไทย", "हिन्दी", "Հայ", "ქართული"]
    assert [text for text in others if {found.script for found in lacking(text)} & IN_PART or not list(lacking(text))] == []


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("سلام 한국们🚢𝐀\u20dd]^\\-")), max_size=60))
def test_every_sign_that_is_lacking_is_told(text: str) -> None:
    """Whatever stands in a text: the words told hold each sign that no font shows, stand in the text, and none is told twice."""
    found = list(lacking(text))
    assert set(metrics.missing(text)) <= set("".join(words for words, _ in found))
    assert [words for words, _ in found if words not in text or not metrics.missing(words)] == []
    assert len(set(found)) == len(found)
