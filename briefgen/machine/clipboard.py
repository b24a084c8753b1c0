"""The clipboard, by the program of the system that has it: Wayland, X, macOS or Windows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import NamedTuple

PATIENCE = 5
"""Seconds that a program of the clipboard may take: one whose display does not answer waits for ever."""


class NoClipboard(Exception):
    """There is no clipboard here, or it does not answer; the message says why and what helps."""


class _Tool(NamedTuple):
    """How to read and write a clipboard. needs: the variable that names its display, "" for none."""

    read: tuple[str, ...]
    write: tuple[str, ...]
    needs: str = ""


_POWERSHELL_READ = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Raw"
_POWERSHELL_WRITE = "[Console]::InputEncoding = [Text.Encoding]::UTF8; Set-Clipboard -Value ([Console]::In.ReadToEnd())"
_TOOLS = (
    _Tool(("wl-paste", "--no-newline"), ("wl-copy",), "WAYLAND_DISPLAY"),
    _Tool(("xclip", "-selection", "clipboard", "-out"), ("xclip", "-selection", "clipboard", "-in"), "DISPLAY"),
    _Tool(("xsel", "--clipboard", "--output"), ("xsel", "--clipboard", "--input"), "DISPLAY"),
    _Tool(("pbpaste",), ("pbcopy",)),
    *(
        _Tool((shell, "-NoProfile", "-Command", _POWERSHELL_READ), (shell, "-NoProfile", "-Command", _POWERSHELL_WRITE))
        for shell in ("powershell", "powershell.exe", "pwsh.exe")
    ),
)


def read_clipboard() -> str:
    """The text in the clipboard. Raises NoClipboard."""
    return _run(_tool().read).decode("utf-8", "replace")


def write_clipboard(text: str) -> None:
    """Puts a text into the clipboard. Raises NoClipboard."""
    _run(_tool().write, text.encode())


def _tool() -> _Tool:
    for tool in _TOOLS:
        if (not tool.needs or os.environ.get(tool.needs)) and shutil.which(tool.read[0]) and shutil.which(tool.write[0]):
            return tool
    if sys.platform.startswith("linux"):
        why = "no display is set" if not any(map(os.environ.get, ("WAYLAND_DISPLAY", "DISPLAY"))) else "install wl-clipboard or xclip"
        raise NoClipboard(f"There is no clipboard here: {why}.")
    raise NoClipboard("There is no clipboard here that a program can read.")


def _run(command: tuple[str, ...], data: bytes = b"") -> bytes:
    # What writes to X or Wayland stays behind to serve the text, so it may not hold our output open.
    output = subprocess.DEVNULL if data else subprocess.PIPE
    try:
        done = subprocess.run(command, input=data, stdout=output, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=True)
    except subprocess.TimeoutExpired:
        raise NoClipboard(f"The clipboard does not answer: {command[0]} took more than {PATIENCE} s.") from None
    except (OSError, subprocess.CalledProcessError):
        raise NoClipboard(f"The clipboard holds no text, or {command[0]} cannot reach it.") from None
    return done.stdout or b""
