"""briefgen cite as an editor runs it, with words and with the clipboard."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from tests.tools.commands import run

CITED = "oskary-courier ¶3 “left open who pays”\n"


def test_words_become_a_citation(desk: DeskFolder) -> None:
    """Given in quotation marks or as several words; in a desk whose developments are broken too."""
    assert run(desk, "cite", "left open who pays").stdout == CITED
    (desk.content / "developments" / "winter-sailings.yaml").write_text("[", encoding="utf-8")
    done = run(desk, "cite", "left", "open", "who", "pays")
    assert (done.returncode, done.stdout, done.stderr) == (0, CITED, "")


def test_every_place_is_listed(desk: DeskFolder) -> None:
    """Words of several paragraphs have a line for each; a source may be named."""
    lines = run(desk, "cite", "second ship").stdout.splitlines()
    assert {line.split(" ")[0] for line in lines} == {"oskary-courier", "velmare-note"}
    one = run(desk, "cite", "second ship", "--source", "velmare-note").stdout.splitlines()
    assert one == [line for line in lines if line.startswith("velmare-note")]
    done = run(desk, "cite", "second ship", "--source", "velmare")
    assert done.returncode == 2
    assert "there is no source “velmare”" in done.stderr


def test_words_that_stand_nowhere_end_with_one(desk: DeskFolder) -> None:
    """The nearest passage is told on standard error, and nothing on standard output."""
    done = run(desk, "cite", "left open who paid")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == (
        "Closest passage, in oskary-courier ¶3, with [-your-] and {+its+} words: left open who [-paid-]{+pays+}"
    )
    assert run(desk, "cite").returncode == 2
    for text in (desk.root / "archive").iterdir():
        text.unlink()
    done = run(desk, "cite", "left open who pays")
    assert done.returncode == 1
    assert "[archive-missing]" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="puts a program for the clipboard of X in the place of the real one")
def test_the_clipboard_is_read_and_written(desk: DeskFolder, tmp_path: Path) -> None:
    """One citation takes the place of the words; several are only listed; where there is no clipboard that is said."""
    kept = tmp_path / "kept"
    program = tmp_path / "bin" / "xclip"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\ncase "$*" in *-out) cat "{kept}" ;; *-in) cat > "{kept}" ;; esac\n', encoding="utf-8")
    program.chmod(0o755)
    here = {"PATH": f"{program.parent}:/usr/bin:/bin", "DISPLAY": ":0", "WAYLAND_DISPLAY": ""}
    kept.write_text("  left open\n who pays ", encoding="utf-8")
    done = run(desk, "cite", "--clipboard", **here)
    assert (done.returncode, done.stdout) == (0, CITED)
    assert kept.read_text(encoding="utf-8") == CITED.rstrip("\n")
    kept.write_text("second ship", encoding="utf-8")
    done = run(desk, "cite", "--clipboard", **here)
    assert "places" in done.stderr
    assert kept.read_text(encoding="utf-8") == "second ship"
    done = run(desk, "cite", "--clipboard", **{**here, "DISPLAY": ""})
    assert done.returncode == 2
    assert "There is no clipboard here: no display is set." in " ".join(done.stderr.split())
