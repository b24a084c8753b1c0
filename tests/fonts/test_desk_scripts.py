"""The table of scripts that a desk may bring a face for."""

from __future__ import annotations

import re
import typing

import pytest
from fontTools import unicodedata as scripts

from briefgen.fonts import metrics
from briefgen.fonts.desk_scripts import CHINESE, SCRIPTS, ScriptName, word_language
from briefgen.language.scripts import script

OTHERWISE = {"Oriya": "Orya", "Chinese": "Hani"}
KNOWN = {name: OTHERWISE.get(name) or next(code for code, known in scripts.Scripts.NAMES.items() if known == name) for name in SCRIPTS}


def test_settings_know_every_script() -> None:
    """The names that settings may give are those of the table."""
    assert set(typing.get_args(ScriptName)) == set(SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_signs_are_those_of_the_script(name: str) -> None:
    """Unicode has the sample and what the range holds in that script, or in none; it is called as `missing-glyph` calls it."""
    entry = SCRIPTS[name]
    held = [chr(code) for code in range(0x3000) if re.match(f"[{entry.signs}]", chr(code))]
    assert {scripts.script(sign) for sign in entry.sample} <= {KNOWN[name], "Zinh"}
    assert {scripts.script(sign) for sign in held} <= {KNOWN[name], "Zyyy", "Zinh", "Zzzz"} or name == CHINESE
    assert {script(sign) for sign in entry.sample if scripts.category(sign)[0] == "L"} == {name}
    assert all(re.match(f"[{entry.signs}]", sign) for sign in entry.sample)


@pytest.mark.parametrize("name", sorted(set(SCRIPTS) - {CHINESE}))
def test_our_own_faces_do_not_have_them(name: str) -> None:
    """A face is asked for only where ours lack the letters."""
    assert metrics.missing(SCRIPTS[name].sample)


def test_what_runs_from_right_to_left_is_told() -> None:
    """The direction is that of the letters by Unicode."""
    turned = {name for name, entry in SCRIPTS.items() if scripts.bidirectional(entry.sample[0]) in {"R", "AL"}}
    assert turned == {name for name, entry in SCRIPTS.items() if entry.right_to_left}


def test_word_hears_of_regions() -> None:
    """A language that a desk names goes to Word as it stands; the others with the region that Word asks for."""
    assert word_language(SCRIPTS["Arabic"], "ar") == "ar-SA"
    assert word_language(SCRIPTS["Arabic"], "fa-IR") == "fa-IR"
    assert word_language(SCRIPTS["Chinese"], "zh-Hans") == "zh-CN"
    assert word_language(SCRIPTS["Chinese"], "zh-Hant") == "zh-TW"
