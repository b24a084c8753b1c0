"""Runs of a script within an English text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.fonts.cut_faces import CutFace
from briefgen.fonts.desk_scripts import SCRIPTS
from briefgen.fonts.script_runs import Runs, spoken_in

FACES = [CutFace(SCRIPTS[name], SCRIPTS[name].language, name, b"") for name in ("Hangul", "Arabic", "Thai", "Chinese")]
SHARED = [CutFace(SCRIPTS["Chinese"], "zh-Hans", "Chinese", b"", None, True)]


def found(text: str, faces: list[CutFace] = FACES) -> list[tuple[str, str]]:
    """The runs of a text with their languages."""
    return [(words, voice.language) for words, voice in Runs(faces).of(text) if voice]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Kim (김정은 위원장) met", [("김정은 위원장", "ko")]),
        ("محمد بن سلمان, سلام", [("محمد بن سلمان", "ar"), ("سلام", "ar")]),
        ("رؤية 2030 للمملكة in 2030", [("رؤية 2030 للمملكة", "ar")]),
        ("سلام 2030 and", [("سلام", "ar")]),
        ("محمد، بن", [("محمد، بن", "ar")]),
        ("ประยุทธ์ จันทร์โอชา.", [("ประยุทธ์ จันทร์โอชา", "th")]),
        ("习近平 and 小野寺 and 王毅", [("习近平", "zh-Hans"), ("小野寺", "ja"), ("王毅", "ja")]),
        ("习さん", [("习さん", "zh-Hans")]),
        ("김정은习近平", [("김정은", "ko"), ("习近平", "zh-Hans")]),
        ("שלום", []),
    ],
)
def test_a_run_is_whole_and_has_its_language(text: str, runs: list[tuple[str, str]]) -> None:
    """Words of one script stand together over blanks and numbers; the sentence's own signs end a run."""
    assert found(text) == runs


def test_characters_of_both_are_chinese_where_the_desk_says_so() -> None:
    """`shared`: words without kana are Chinese; without a face for Chinese all are Japanese."""
    assert found("王毅 met 小野寺さん、", SHARED) == [("王毅", "zh-Hans"), ("小野寺さん、", "ja")]
    assert found("「", SHARED) == [("「", "ja")]
    assert found("习近平", []) == [("习近平", "ja")]


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("김 سلام习日さ 12-\u200d")), max_size=40))
def test_no_sign_is_lost(text: str) -> None:
    """The pieces are the text."""
    assert "".join(words for words, _ in Runs(FACES).of(text)) == text


def test_signs_are_counted_by_language() -> None:
    """What a face has to show of a text."""
    assert spoken_in("김김 x سل", FACES) == {"ko": {"김"}, "ar": {"س", "ل"}}
