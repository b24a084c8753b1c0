"""What an editor changes in a generated desk between two builds: one word, or one title."""

from __future__ import annotations

import random
import re
from pathlib import Path

WORD = re.compile(r"^(  - text: \S+ )(\S+)", re.MULTILINE)
"""The second word of a fact."""
TITLE = re.compile(r"^(title: .* )(\S+)$", re.MULTILINE)
"""The last word of a title."""


def new_word(chance: random.Random) -> str:
    """A word of eight letters that no text of the desk has, and that no run before has put there."""
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4))


def change_word(desk: Path, word: str) -> Path:
    """Puts a word into the first fact of the development in the middle, in the place of another; the file that was changed.

    Raises ValueError where there is no such place, or where the word stands there already.
    """
    return _changed(middle(desk), WORD, word)


def change_title(desk: Path, word: str) -> Path:
    """Puts a word into the title of the development in the middle, in the place of its last; the file that was changed.

    Raises ValueError where there is no such place, or where the word stands there already.
    """
    return _changed(middle(desk), TITLE, word)


def middle(desk: Path) -> Path:
    """The file of the development in the middle of all."""
    files = sorted((desk / "content" / "developments").glob("*.yaml"))
    return files[len(files) // 2]


def _changed(file: Path, place: re.Pattern[str], word: str) -> Path:
    before = file.read_text(encoding="utf-8")
    after = place.sub(lambda found: found[1] + word, before, count=1)
    if after == before:
        raise ValueError(f"{file} has no place for another word, or has “{word}” there")
    file.write_text(after, encoding="utf-8")
    return file
