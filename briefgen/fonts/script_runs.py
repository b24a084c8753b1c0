"""Runs of a script within a text of another: Japanese, and the scripts that a desk brings a face for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from briefgen.fonts import metrics
from briefgen.fonts.desk_scripts import CHINESE, Script
from briefgen.language.scripts import HAN, JAPANESE, JOINERS, LINE_ENDS, has_kana

BETWEEN = rf"[\s{LINE_ENDS}-]*(?:\d+[\s{LINE_ENDS}-]+)?"
"""What may stand between two words of one run: blanks, hyphens, a number. Other signs are the sentence's around it."""
_IDEOGRAPH = re.compile(f"[{HAN}]")


class Voice(NamedTuple):
    """The language of a run, and whether it runs from right to left."""

    language: str
    right_to_left: bool = False

    @property
    def of_ideographs(self) -> bool:
        """Whether its signs are those of several East Asian languages."""
        return self.tongue in {"ja", "zh", "yue"}

    @property
    def tongue(self) -> str:
        """The language without script and region."""
        return self.language.split("-")[0]


JAPANESE_VOICE = Voice("ja")


class Faced(Protocol):
    """What has a script and its language: a face of a desk."""

    @property
    def script(self) -> Script: ...
    @property
    def language(self) -> str: ...
    @property
    def shared(self) -> bool: ...


def spoken_in(text: str, faces: Sequence[Faced]) -> dict[str, set[str]]:
    """Language → the signs of a text's runs in it."""
    found: dict[str, set[str]] = {}
    for words, voice in Runs(faces).of(text):
        if voice:
            found.setdefault(voice.language, set()).update(words)
    return found


class Runs:
    """Finds the runs in texts of a desk with these faces."""

    def __init__(self, faces: Sequence[Faced] = ()) -> None:
        self._chinese = next((face for face in faces if face.script.name == CHINESE), None)
        others = [face for face in faces if face.script.name != CHINESE]
        self._voices = {f"s{n}": Voice(face.language, face.script.right_to_left) for n, face in enumerate(others)}
        self._pattern = _pattern(tuple(face.script for face in others))

    def any(self, text: str) -> bool:
        """Whether a text has a run."""
        return self._pattern.search(text) is not None

    def has_letters(self, text: str) -> bool:
        """Whether a text has a run that no ideographs make up."""
        return not text.isascii() and any(voice and not voice.of_ideographs for _, voice in self.of(text))

    def of(self, text: str) -> Iterator[tuple[str, Voice | None]]:
        """A plain text in pieces, each with its voice; None for what is in the language around it."""
        end = 0
        for found in self._pattern.finditer(text):
            if found.start() > end:
                yield text[end : found.start()], None
            yield found.group(), self._voices.get(found.lastgroup or "") or self._of_ideographs(found.group())
            end = found.end()
        if end < len(text):
            yield text[end:], None

    def _of_ideographs(self, run: str) -> Voice:
        """Chinese where the desk has a face for it and our Japanese one cannot show the run, else Japanese.

        A run whose characters Japanese has too is Chinese only where the desk says so, and never with kana in it.
        """
        if self._chinese is None:
            return JAPANESE_VOICE
        either = self._chinese.shared and not has_kana(run) and _IDEOGRAPH.search(run)
        return Voice(self._chinese.language) if either or metrics.missing(run) else JAPANESE_VOICE


@lru_cache(maxsize=16)
def _pattern(scripts: tuple[Script, ...]) -> re.Pattern[str]:
    named = [f"(?P<s{n}>[{s.signs}](?:(?:{BETWEEN})[{s.signs}{JOINERS}])*)" for n, s in enumerate(scripts)]
    return re.compile("|".join([*named, JAPANESE.pattern]))
