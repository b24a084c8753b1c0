"""A place in the editor: by an address that the browser opens, or by a command of the user's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

USUAL = "vscode://file{file}:{line}:{column}"
"""VS Code registers this scheme with the system."""


class EditorError(ValueError):
    """A command that cannot open a place; the message says why."""


def opener(command: str = USUAL, run: Callable[[list[str]], Any] | None = None) -> Callable[[dict[str, Any]], str]:
    """What opens a place in the editor: an address with {file}, {line} and {column} in it, or a command with them.

    A command is run without a shell, so that a file's name is nothing but a name. run: takes the words of the command. Raises EditorError
    for a command without {file}.
    """
    if "{file}" not in command:
        raise EditorError(f"the editor “{command}” does not say where the {{file}} goes, for example: subl {{file}}:{{line}}:{{column}}")
    if "://" in command.split("{", 1)[0]:
        return lambda place: _filled(command, {**place, "file": quote(Path(place["file"]).as_posix())})
    import shlex

    words = shlex.split(command)

    def begin(place: dict[str, Any]) -> str:
        (run or _run)([_filled(word, place) for word in words])
        return ""

    return begin


def _filled(text: str, place: dict[str, Any]) -> str:
    for name in ("file", "line", "column"):
        text = text.replace(f"{{{name}}}", str(place[name]))
    return text


def _run(words: list[str]) -> None:
    import subprocess

    subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
