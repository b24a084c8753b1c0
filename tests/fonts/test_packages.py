"""Fonts of installed packages."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from briefgen.fonts.packages import font_files, named
from tests.tools.scripts_desk import FACES


def installed(folder: Path, name: str, files: dict[str, str]) -> None:
    """Installs a package of faces (name in it → test face) in a folder that Python looks into."""
    about = folder / f"{name.replace('-', '_')}-1.5.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.5\n", encoding="utf-8")
    inside = folder / name.replace("-", "_")
    inside.mkdir()
    for file, face in files.items():
        (inside / file).write_bytes((FACES / face).read_bytes())
    (about / "RECORD").write_text("".join(f'"{inside.name}/{file}",,\n' for file in ("__init__.py", *files)), encoding="utf-8")


def test_fonts_of_a_package_are_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only fonts, in a fixed order, wherever they lie in the package; its version is told."""
    installed(tmp_path, "some-faces", {"B.ttf": "Hangul-Bold.ttf", "A.ttf": "Hangul-Regular.ttf"})
    monkeypatch.syspath_prepend(tmp_path)
    found = font_files("some-faces")
    assert found is not None
    assert list(found) == ["A.ttf", "B.ttf"]
    assert found["A.ttf"].read_bytes() == (FACES / "Hangul-Regular.ttf").read_bytes()
    assert named("some-faces") == "some-faces 1.5"


@pytest.mark.parametrize("name", ["no-such-faces", "", "../x"])
def test_what_is_not_installed_has_none(name: str) -> None:
    """None, and not an empty list: a package may hold no fonts."""
    assert font_files(name) is None
    assert font_files("pytest") == {}


@pytest.mark.parametrize("package", ["fontpkg-noto-sans-arabic", "fontpkg-noto-sans-thai"])
def test_packages_of_the_registry_hold_a_face(package: str) -> None:
    """As the registry has them today: one variable face each."""
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{package} is not installed")
    assert [name.rpartition(".")[2] for name in font_files(package) or {}] == ["ttf"]
