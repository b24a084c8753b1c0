"""doctor: each thing that may be missing, old or broken is named with the command that mends it."""

from __future__ import annotations

import os
import shutil
import sys
from importlib import metadata
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.desk.settings import plain_settings
from briefgen.fonts import faces
from briefgen.machine import doctor, system_libraries
from briefgen.machine.doctor import Finding

SETTINGS = "title: A desk\nparties:\n  - id: a\n    name: A\n"


def examined(root: Path | None) -> list[doctor.Finding]:
    """What the doctor finds in a desk's folder."""
    return doctor.examine(root, plain_settings(DeskFolder(root)) if root else None)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with nothing but settings."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "desk.yaml").write_text(SETTINGS)
    return tmp_path


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Installed packages by name, as the doctor is made to see them; briefgen needs `exact==2.0` and `least>=1.10`."""
    installed = {"exact": "2.0", "least": "1.10.3"}

    def version(name: str) -> str:
        if name not in installed:
            raise metadata.PackageNotFoundError(name)
        return installed[name]

    monkeypatch.setattr(metadata, "requires", lambda _: ["exact==2.0", "least>=1.10"])
    monkeypatch.setattr(metadata, "version", version)
    return installed


def finding(findings: list[Finding], name: str) -> Finding:
    """The one finding of that name."""
    (found,) = [item for item in findings if item.name == name]
    return found


def test_sound_machine_needs_no_mending(desk: Path, packages: dict[str, str]) -> None:
    """Where everything is present, nothing is to be mended."""
    findings = examined(desk)
    assert [item for item in findings if item.state != "present" or item.mend] == []
    assert {"Python", "exact", "Pango", "HarfBuzz subset", "Fontconfig", "SourceSerif4-Regular.ttf", "desk", "output"} <= {
        item.name for item in findings
    }


def test_versions_are_told(packages: dict[str, str]) -> None:
    """Packages and the libraries that know their version show it."""
    findings = examined(None)
    assert finding(findings, "least").detail == "1.10.3"
    for name in ("Pango", "HarfBuzz", "Fontconfig"):
        assert finding(findings, name).detail.count(".") == 2


@pytest.mark.parametrize(
    ("name", "version", "state"),
    [
        ("least", None, "missing"),
        ("least", "1.9.9", "old"),
        ("least", "1.10", "present"),
        ("least", "1.10.0rc1", "present"),
        ("exact", "1.9", "old"),
        ("exact", "2.0.0", "present"),
        ("exact", "2.0.1", "broken"),
    ],
)
def test_packages_are_compared_by_number(packages: dict[str, str], name: str, version: str | None, state: str) -> None:
    """A package is missing, old, of another version than the exact one needed, or present."""
    del packages[name]
    if version:
        packages[name] = version
    found = finding(examined(None), name)
    assert found.state == state
    wanted = "'exact==2.0'" if name == "exact" else "'least>=1.10'"
    assert found.mend == ("" if state == "present" else f"{sys.executable} -m pip install {wanted}")


def test_project_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from a folder without installation, the doctor says so and does not fail."""

    def none(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", none)
    assert finding(examined(None), "briefgen").state == "missing"


def test_missing_library_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that the system does not find is missing, and the system's own command mends it."""
    absent = system_libraries.Library("Pango", ("libno-such-thing.so.0",))
    monkeypatch.setattr(system_libraries, "LIBRARIES", (absent,))
    monkeypatch.setattr(system_libraries, "install_command", lambda: "apt-get install -y libpango-1.0-0")
    assert system_libraries.missing() == ["Pango"]
    assert finding(examined(None), "Pango") == Finding("Pango", "missing", "libno-such-thing.so.0", "apt-get install -y libpango-1.0-0")


@pytest.mark.parametrize(
    ("managers", "user", "command"),
    [
        ({"apt-get"}, 0, "apt-get update && apt-get install -y "),
        ({"apt-get"}, 1000, "sudo apt-get update && sudo apt-get install -y "),
        ({"dnf"}, 1000, "sudo dnf install -y pango"),
        ({"apk"}, 0, "apk add so:libpango-1.0.so.0"),
        ({"brew"}, 1000, "brew install pango"),
        ({"brew", "apt-get"}, 0, "apt-get update"),
    ],
)
def test_install_command_fits_the_system(monkeypatch: pytest.MonkeyPatch, managers: set[str], user: int, command: str) -> None:
    """The command is that of the package manager here, as root where it must be."""
    monkeypatch.setattr(shutil, "which", lambda name: name if name in managers else None)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert system_libraries.install_command().startswith(command)


def test_install_command_without_a_package_manager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no package manager is known no command is made up."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert system_libraries.install_command() == ""


@pytest.mark.parametrize(
    ("cut", "state"),
    [(None, "present"), (-1, "broken"), (20, "broken"), (11, "broken"), (0, "broken")],
    ids=["whole", "tail", "list", "head", "empty"],
)
def test_font_that_is_cut_short_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int | None, state: str) -> None:
    """A font file that ends too early is told from a whole one."""
    name = "SourceSans3-Regular.ttf"
    data = (faces.FONTS / name).read_bytes()
    (tmp_path / name).write_bytes(data[:cut])
    monkeypatch.setattr(doctor, "FONTS", tmp_path)
    findings = examined(None)
    assert finding(findings, name).state == state
    assert finding(findings, "SourceSans3-Bold.ttf").state == "missing"
    assert "--force-reinstall" in finding(findings, "SourceSans3-Bold.ttf").mend


def test_every_font_shipped_is_examined() -> None:
    """The list of fonts is that of the folder."""
    assert sorted(path.name for path in faces.FONTS.glob("*.ttf")) == list(faces.FILES)


def test_outside_a_desk(packages: dict[str, str]) -> None:
    """Outside a desk the command that lays one out is given."""
    found = finding(examined(None), "desk")
    assert (found.state, found.mend) == ("missing", "briefgen init DIR")


def test_settings_that_cannot_be_read(desk: Path) -> None:
    """Broken settings are told, not raised."""
    (desk / "content" / "desk.yaml").write_text("title: [")
    assert finding(examined(desk), "content/desk.yaml").state == "broken"
    (desk / "content" / "desk.yaml").unlink()
    assert finding(examined(desk), "content/desk.yaml").mend == "briefgen check"


@pytest.mark.parametrize(("kind", "state"), [("folder", "present"), ("file", "broken"), ("nothing", "missing")])
def test_archive_folder(desk: Path, kind: str, state: str) -> None:
    """An archive that is set must be a folder."""
    (desk / "content" / "desk.yaml").write_text(f"{SETTINGS}archive: texts\n")
    if kind == "folder":
        (desk / "texts").mkdir()
    elif kind == "file":
        (desk / "texts").touch()
    assert finding(examined(desk), "archive").state == state


def test_output_folder_that_will_be_made(desk: Path) -> None:
    """An output folder that is not there yet is fine where it can be made, at any depth."""
    (desk / "content" / "desk.yaml").write_text(f"{SETTINGS}output: a/b/c\n")
    assert finding(examined(desk), "output") == Finding("output", "present", f"{desk}/a/b/c (made by the first build)")
    assert not (desk / "a").exists()


def test_output_that_is_a_file(desk: Path) -> None:
    """A file in the place of the output folder is told, with a command that loses nothing."""
    (desk / "build").touch()
    found = finding(examined(desk), "output")
    assert (found.state, found.mend) == ("broken", f"mv '{desk}/build' '{desk}/build.old'")


def test_output_folder_without_the_right_to_write(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An output folder that may not be written to is told, with the command that allows it."""
    (desk / "build").mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)
    found = finding(examined(desk), "output")
    assert (found.state, found.mend) == ("broken", f"chmod u+rwx '{desk}/build'")
