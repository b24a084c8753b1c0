"""The tables of the fonts are current; widths, line breaks and missing characters follow from them; no other font is seen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.fonts import metrics
from briefgen.machine.system_libraries import LIBRARIES, load
from tests.tools.font_tables import FONTS, read, tables

SANS = "SourceSans3-Regular"
LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzWM.,-’é") | st.sampled_from("日本国政府の、。「」（）ー")
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=30), max_size=12).map(" ".join)
LIST_FONTS = """
import ctypes
fc = ctypes.CDLL({library!r})
class Set(ctypes.Structure):
    _fields_ = [("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p))]
fc.FcConfigGetFonts.restype = ctypes.POINTER(Set)
for name in ("FcNameParse", "FcFontMatch"):
    getattr(fc, name).restype = ctypes.c_void_p
def path(pattern):
    found = ctypes.c_char_p()
    fc.FcPatternGetString(ctypes.c_void_p(pattern), b"file", 0, ctypes.byref(found))
    return found.value.decode()
def match(words):
    pattern = ctypes.c_void_p(fc.FcNameParse(words))
    fc.FcConfigSubstitute(None, pattern, 0)
    fc.FcDefaultSubstitute(pattern)
    return path(fc.FcFontMatch(None, pattern, ctypes.byref(ctypes.c_int())))
assert fc.FcInit()
fonts = fc.FcConfigGetFonts(None, 0).contents
print("\\n".join(sorted(path(fonts.fonts[i]) for i in range(fonts.count))))
print("--")
print("\\n".join(match(words) for words in {asked!r}))
"""


def test_the_committed_tables_are_current() -> None:
    """metrics.json is what the font files beside it say."""
    assert len(list(FONTS.glob("*.ttf"))) == 9
    assert metrics.TABLES.read_text(encoding="utf-8") == tables(FONTS)


def test_import_reads_no_table() -> None:
    """The tables are read when the first width or character is asked for."""
    size = "m._tables.cache_info().currsize"
    script = f"from briefgen.fonts import metrics as m; before = {size}; m.missing('é'); print(before, {size})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]


@pytest.mark.parametrize("face", ["SourceSans3-Regular", "SourceSerif4-BoldItalic"])
def test_width_is_the_sum_of_the_advances(face: str) -> None:
    """A width is what the font file's own table adds up to."""
    font = read(FONTS / f"{face}.ttf")
    advances = [font["hmtx"][font.getBestCmap()[ord(sign)]][0] for sign in "Régime, 2005–10"]
    assert metrics.width("Régime, 2005–10", face, 8) == pytest.approx(sum(advances) * 8 / 1000)


def test_width_of_signs_that_the_face_lacks() -> None:
    """Japanese stands on the full square, halfwidth kana on half of it, joiners and voicing marks on none."""
    japanese = read(FONTS / "NotoSansJP-Regular.ttf")
    signs = "日。ｱ①\u3099"
    assert [japanese["hmtx"][japanese.getBestCmap()[ord(sign)]][0] for sign in signs] == [1000, 1000, 500, 1000, 0]
    assert [metrics.width(sign, SANS, 10) for sign in signs if sign != "①"] == [10, 10, 5, 0]
    assert metrics.width("①", "SourceSerif4-Italic", 10) == 10
    assert metrics.width("\u200d", "SourceSerif4-Italic", 10) == 0


def test_an_unknown_face() -> None:
    """A face without a table is an error, not a guess."""
    with pytest.raises(KeyError):
        metrics.width("a", "Arial", 8)


@given(WORDS, st.floats(10, 300))
def test_wrapped_lines_fit_and_keep_every_sign(text: str, limit: float) -> None:
    """No line is wider than the limit unless it is one sign; all signs are there, in order."""
    lines = metrics.wrap(text, SANS, 8, limit)
    assert all(metrics.width(line, SANS, 8) <= limit or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.text("abmW", min_size=1, max_size=3), max_size=12).map(" ".join), st.floats(30, 120))
def test_wrapping_is_greedy(text: str, limit: float) -> None:
    """The first word of a line would not have fitted on the line before."""
    lines = metrics.wrap(text, SANS, 8, limit)
    for before, line in pairwise(lines):
        assert metrics.width(f"{before} {line.split()[0]}", SANS, 8) > limit


def test_words_that_fit_are_not_broken() -> None:
    """Breaks fall at spaces; a no-break space keeps its neighbours together."""
    lines = metrics.wrap("Ministers met on 14\u00a0April and\n agreed", SANS, 10, metrics.width("met on 14", SANS, 10))
    assert lines == ["Ministers", "met on", "14\u00a0April", "and", "agreed"]


def test_japanese_breaks_between_signs() -> None:
    """A break falls between two characters, but not before a closing or after an opening one."""
    assert metrics.wrap("日本国政府、外務省", SANS, 10, 50) == ["日本国政", "府、外務省"]
    assert metrics.wrap("日本国政「府」", SANS, 10, 50) == ["日本国政", "「府」"]
    assert metrics.wrap("the 日本 side", SANS, 10, 100) == ["the 日本 side"]


def test_nothing_to_wrap() -> None:
    """No words, no lines."""
    assert metrics.wrap(" \n", SANS, 8, 100) == []


@pytest.mark.parametrize(
    "text",
    [
        "Plain words.",
        "“Régime” – Tōkyō, 10\u202f000 €",
        "日本国政府、外務省",
        "soft\u00adhyphen, zero\u200bwidth, join\u200der, \u2068isolated\u2069",
        "tab\tline\nend\r\n",
        "e\u0301 か\u3099 q\u0301",
        "em\u2003quad\u3000figure\u2007space",
        "",
    ],
)
def test_what_is_shown(text: str) -> None:
    """Spaces, format controls and combining marks that the fonts place are not missing."""
    assert metrics.missing(text) == []


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("a 😀 b 😀", ["😀"]),
        ("سلام", ["س", "ل", "ا", "م"]),
        ("bell\x07 and line\x0b", ["\x07", "\x0b"]),
        ("葛\U000e0100飾区", ["\U000e0100"]),
        ("กข", ["ก", "ข"]),
        ("ￓ half-width", ["ￓ"]),
        ("line\u2028separator", ["\u2028"]),
    ],
)
def test_what_is_missing(text: str, lacking: list[str]) -> None:
    """Each sign that no font has is named once, in order; so are control characters and glyph variants."""
    assert metrics.missing(text) == lacking


def test_fontconfig_sees_our_fonts_only(tmp_path: Path) -> None:
    """With fonts.conf there are nine fonts, and the generic families are ours, whatever the machine has."""
    library = next(filter(None, (load(library) for library in LIBRARIES if library.name == "Fontconfig")))
    script = LIST_FONTS.format(library=library._name, asked=[rb"serif", rb"sans\-serif", rb"serif:bold:italic", b"Arial"])
    env = {**os.environ, "FONTCONFIG_FILE": str(FONTS / "fonts.conf"), "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    listed, matched = (re.findall(r"[^/]+\.ttf", part) for part in done.stdout.split("--"))
    assert listed == sorted(path.name for path in FONTS.glob("*.ttf"))
    assert matched == [f"{face}.ttf" for face in ("SourceSerif4-Regular", SANS, "SourceSerif4-BoldItalic", "SourceSerif4-Regular")]
