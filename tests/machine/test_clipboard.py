"""The clipboard is reached by the program that the system has, and its lack is said."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from briefgen.machine import clipboard
from briefgen.machine.clipboard import NoClipboard, read_clipboard, write_clipboard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs put in place here are shell scripts")


def program(folder: Path, name: str, script: str) -> None:
    """Puts a program into a folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds all programs that can be found, on a machine with both kinds of display."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    return tmp_path / "bin"


@pytest.mark.parametrize(
    ("reader", "writer"), [("wl-paste", "wl-copy"), ("xsel", "xsel"), ("pbpaste", "pbcopy"), ("powershell.exe", "powershell.exe")]
)
def test_the_program_that_is_there_is_used(only: Path, reader: str, writer: str) -> None:
    """What is written is read again, beyond ASCII too."""
    kept = only.parent / "kept"
    cat = shutil.which("cat", path="/usr/bin:/bin")
    both = f'case "$*" in *-output*|*Get-Clipboard*|"") {cat} {kept} ;; *) {cat} > {kept} ;; esac'
    program(only, reader, f"{cat} {kept}" if reader != writer else both)
    if reader != writer:
        program(only, writer, f"{cat} > {kept}")
    write_clipboard("¶2 “日本”")
    assert read_clipboard() == "¶2 “日本”"


def test_a_missing_clipboard_is_said(only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a program, without a display, and where the program fails or does not answer."""
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(NoClipboard, match="install wl-clipboard or xclip"):
        read_clipboard()
    program(only, "xclip", "exit 1")
    with pytest.raises(NoClipboard, match="holds no text"):
        read_clipboard()
    monkeypatch.setattr(clipboard, "PATIENCE", 0.1)
    program(only, "xclip", "exec /bin/sleep 5")
    with pytest.raises(NoClipboard, match="does not answer"):
        read_clipboard()
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    with pytest.raises(NoClipboard, match="no display is set"):
        write_clipboard("x")
