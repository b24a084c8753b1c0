"""The faces that a desk's settings list: where they come from, and what is told of those that cannot be had."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.fonts.desk_faces import DeskFace
from briefgen.pipeline.load import load
from tests.fonts.test_packages import installed
from tests.tools.scripts_desk import FACES


@pytest.fixture
def fonts(desk: DeskFolder) -> DeskFolder:
    """The worked example with the test faces in its folder fonts/."""
    shutil.copytree(FACES, desk.root / "fonts")
    return desk


def listed(desk: DeskFolder, *faces: str) -> tuple[tuple[DeskFace, ...], list[Diagnostic]]:
    """The faces of a desk that lists these, and what is told of them."""
    path = desk.root / "content/desk.yaml"
    text = path.read_text(encoding="utf-8").partition("\nfonts:")[0].rstrip("\n")
    path.write_text(f"{text}\nfonts:\n" + "".join(f"  - {{{face}}}\n" for face in faces), encoding="utf-8")
    content, problems = load(desk)
    return content.faces if content else (), problems


def test_a_file_and_its_bold_face(fonts: DeskFolder) -> None:
    """The face goes by the name that the file gives it, and its licence is the file's unless the desk says it."""
    faces, problems = listed(
        fonts,
        "script: Hangul, file: fonts/Hangul-Regular.ttf, bold: fonts/Hangul-Bold.ttf",
        "script: Hebrew, file: fonts/Hebrew-Regular.ttf, licence: SIL OFL 1.1, language: yi",
    )
    assert problems == []
    hangul, hebrew = faces
    assert [file.name for file in hangul.files] == ["fonts/Hangul-Regular.ttf", "fonts/Hangul-Bold.ttf"]
    assert (hangul.family, hangul.language, hebrew.language, hebrew.licence) == ("Test Hangul", "ko", "yi", "SIL OFL 1.1")
    assert "SIL Open Font License" in hangul.licence


def test_faces_of_one_name_are_told_apart(fonts: DeskFolder) -> None:
    """Two faces whose files give them one name: the second goes by that of its script."""
    from fontTools.ttLib import TTFont

    font = TTFont(fonts.root / "fonts/Hebrew-Regular.ttf")
    font["name"].setName("Test Hangul", 1, 3, 1, 0x409)
    font.save(fonts.root / "fonts/Same.ttf")
    faces, _ = listed(fonts, "script: Hangul, file: fonts/Hangul-Regular.ttf", "script: Hebrew, file: fonts/Same.ttf")
    assert [face.family for face in faces] == ["Test Hangul", "Desk Hebrew"]


@pytest.mark.parametrize(
    ("face", "code", "message", "hint"),
    [
        ("script: Hangul", "font-missing", "The face for Hangul has no file.", "`file:`, or a package"),
        ("script: Hangul, file: Hangul-Regular.ttf", "font-missing", "not in the desk's folder fonts/", "write fonts/Hangul-Regular.ttf"),
        ("script: Hangul, file: fonts/../content/desk.yaml", "font-missing", "not in the desk's folder", "write fonts/desk.yaml"),
        ("script: Hangul, file: fonts/Hangul-Regulr.ttf", "font-missing", "no file fonts/Hangul-Regulr.ttf", "“fonts/Hangul-Regular.ttf”"),
        ("script: Hangul, file: fonts/Hangul-Regular.ttf, bold: fonts/B.ttf", "font-missing", "There is no file fonts/B.ttf", ""),
        ("script: Hangul, file: fonts/README.md", "font-unfit", "it is no TrueType font", ".ttf"),
        ("script: Hangul, file: fonts/linked.ttf", "link-refused", "leads out of the desk", "Put a copy"),
        ("script: Hangul, file: fonts/folder", "file-unreadable", "it is a folder", ""),
        (
            "script: Hangul, package: no-such-faces",
            "font-missing",
            "No package named no-such-faces is installed.",
            "pip install no-such-faces",
        ),
        ("script: Klingon, file: fonts/Hangul-Regular.ttf", "wrong-value", "“script” cannot be “Klingon”.", "One of: "),
        ("script: Hangl, file: fonts/Hangul-Regular.ttf", "wrong-value", "“script” cannot be “Hangl”.", "Did you mean “Hangul”?"),
        ("script: Hangul, file: fonts/Hangul-Regular.ttf, language: ja", "wrong-value", "“language” cannot be “ja” for Hangul.", ""),
        ("script: Hebrew, file: fonts/Hebrew-Regular.ttf, licence: x, language: en-GB", "wrong-value", "cannot be “en-GB”", ""),
        ("script: Hebrew, file: fonts/Hebrew-Regular.ttf, language: 'x\"y'", "wrong-value", "cannot be", ""),
    ],
)
def test_a_face_that_cannot_be_had_is_told(fonts: DeskFolder, face: str, code: str, message: str, hint: str) -> None:
    """At its line, alone: no name in the script is told as well."""
    (fonts.root / "fonts/linked.ttf").symlink_to(FACES / "Hangul-Regular.ttf")
    (fonts.root / "fonts/folder").mkdir()
    issue = fonts.root / "content/issues/second-ship.yaml"
    issue.write_text(issue.read_text(encoding="utf-8").replace("What the second ship", "What 김정은"), encoding="utf-8")
    faces, problems = listed(fonts, face)
    assert faces == ()
    (problem,) = problems
    assert (problem.code, problem.place.file, problem.excerpt) == (code, "content/desk.yaml", f"  - {{{face}}}")
    assert message in problem.message
    assert hint in problem.hint


def test_two_faces_for_one_language_are_refused(fonts: DeskFolder) -> None:
    """The language tells which face sets a run."""
    both = (
        "script: Hebrew, file: fonts/Hebrew-Regular.ttf, licence: x, language: hi",
        "script: Devanagari, file: fonts/DevanagariVariable.ttf",
    )
    _, problems = listed(fonts, *both)
    assert [problem.code for problem in problems] == ["font-twice"]
    assert "“hi”" in problems[0].message


def test_a_package_of_one_face(fonts: DeskFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its one file is taken, and the manifest will name package and version."""
    installed(tmp_path, "thai-faces", {"NotoSansThai[wdth,wght].ttf": "ThaiVariable.ttf"})
    monkeypatch.syspath_prepend(tmp_path)
    (face,), problems = listed(fonts, "script: Thai, package: thai-faces")
    assert problems == []
    assert face.regular.name == "thai-faces 1.5/NotoSansThai[wdth,wght].ttf"


def test_a_package_of_several_faces(fonts: DeskFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those named regular and bold are taken; where that is not clear, the desk names one."""
    several = {"K_400Regular.ttf": "Hangul-Regular.ttf", "K_700Bold.ttf": "Hangul-Bold.ttf", "K_600SemiBold.ttf": "Hangul-Bold.ttf"}
    installed(tmp_path, "korean-faces", several)
    installed(tmp_path, "odd-faces", {"One.ttf": "Hangul-Regular.ttf", "Two.ttf": "Hangul-Bold.ttf"})
    installed(tmp_path, "no-faces", {})
    monkeypatch.syspath_prepend(tmp_path)
    (face,), problems = listed(fonts, "script: Hangul, package: korean-faces")
    assert problems == []
    assert [file.name for file in face.files] == ["korean-faces 1.5/K_400Regular.ttf", "korean-faces 1.5/K_700Bold.ttf"]
    (named,), _ = listed(fonts, "script: Hangul, package: odd-faces, file: One.ttf")
    assert named.regular.name == "odd-faces 1.5/One.ttf"
    told = [listed(fonts, f"script: Hangul, package: {rest}")[1][0] for rest in ("odd-faces", "no-faces", "odd-faces, file: Onee.ttf")]
    assert [problem.message for problem in told] == [
        "The package odd-faces has 2 fonts.",
        "The package no-faces has no fonts.",
        "The package odd-faces has no font Onee.ttf.",
    ]
    assert [problem.hint for problem in told] == [
        "Name one as `file:` — One.ttf, Two.ttf.",
        "Take another package.",
        "Did you mean “One.ttf”?",
    ]
