"""check, signs: what no font of the pack can show, told once for the words that it makes up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefgen.checks.rule import Problems
from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.record import FieldPath, Record
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.fonts import metrics
from briefgen.fonts.desk_faces import DeskFace
from briefgen.fonts.desk_scripts import SCRIPTS
from briefgen.language.scripts import named, script

IN_PART = {"Latin", "Greek", "Cyrillic", "Hiragana", "Katakana", "Chinese"}
"""Scripts that the fonts have, though not all of their signs."""
NAMES = "Packs can be set in Latin, Greek, Cyrillic and Japanese. Give a name in its English spelling"
OTHER_SCRIPT = f"{NAMES}, as sources print it, and leave its own script out."
ADD_FACE = "To show it, list a face for {} under fonts: in content/desk.yaml (docs/fonts.md); or give a name in its English spelling"
NEW_SCRIPT = f"{ADD_FACE}, as sources print it, and leave its own script out."
NEW_CHARACTER = f"{ADD_FACE}, or in characters that Japanese uses."
FULLER_FACE = "The desk's face for {}, {}, does not have it. Take a fuller one, or give a name in its English spelling."
OTHER_LETTER = "Take a spelling that does without it, as English sources do."
SYMBOL = "Say it in words, or leave it out."


BETWEEN_WORDS, BETWEEN_SIGNS = r"[\s\u200c\u200d\u00ad-]", r"[\u200d\ufe0e\ufe0f]"
"""What may stand between signs that are told together."""


class Lacking(NamedTuple):
    """Words, or parts of them, that cannot be shown, and their script ("" for a sign of none)."""

    words: str
    script: str


def missing_glyph(content: Content) -> Problems:
    """Every character can be shown by a font that travels with the project."""
    for entry, path, value, _ in content.texts:
        if not value.isascii():
            for found in lacking(value, content.faces):
                yield _problem(found, entry, path, content.faces)


def _problem(found: Lacking, entry: Entry[Record], path: FieldPath, faces: Sequence[DeskFace]) -> Diagnostic:
    """At the words, or at the first of them where the line of the file ends between them."""
    first, *others = found.words.split()
    hint = _hint(found, faces)
    whole = entry.problem("missing-glyph", _message(found), path, hint, words=found.words)
    told = found.words in whole.excerpt or not others
    return whole if told else entry.problem("missing-glyph", _message(found), path, hint, words=first)


def lacking(text: str, faces: Sequence[DeskFace] = ()) -> Iterator[Lacking]:
    """What of a text neither our faces nor a desk's can show, nothing twice: neighbouring words of one script together, and other signs
    that touch."""
    groups: dict[str, list[str]] = {}
    names = {sign: script(sign) for sign in metrics.missing(text) if not any(face.shows(sign) for face in faces)}
    for sign, name in names.items():
        own = named(sign)  # a script has punctuation of its own
        groups.setdefault(name or (own if own in names.values() else ""), []).append(sign)
    for name, signs in groups.items():
        one, between = f"[{re.escape(''.join(signs))}]", BETWEEN_WORDS if name else BETWEEN_SIGNS
        found = re.finditer(rf"{one}(?:{between}*{one})*", text)
        yield from (Lacking(words, name) for words in dict.fromkeys(_with_base(match) for match in found))


def _with_base(found: re.Match[str]) -> str:
    """What was found; a mark at its beginning with the letter that it stands on."""
    alone = unicodedata.category(found[0][0])[0] != "M"
    return found[0] if alone else found.string[max(found.start() - 1, 0) : found.start()].strip() + found[0]


def _message(found: Lacking) -> str:
    words, name = found
    if name and name not in IN_PART:
        return f"No font of the pack has {name} letters: “{words}”."
    if name:
        noun = "character" if name == "Chinese" else "letter"
        which = f"the {name} {noun} “{words}” (U+{ord(words):04X})" if len(words) == 1 else f"the {name} {noun}s “{words}”"
        return f"No font of the pack has {which}."
    called = "" if len(words) > 1 else f" (U+{ord(words):04X}, {unicodedata.name(words, 'a sign without a name').lower()})"
    return f"No font of the pack can show “{words}”{called}."


def _hint(found: Lacking, faces: Sequence[DeskFace]) -> str:
    plain = unicodedata.normalize("NFKC", found.words)
    if plain != found.words and not metrics.missing(plain):
        return f"Write it with plain signs: “{plain}”."
    if not found.script:
        return SYMBOL
    if listed := next((face for face in faces if face.script.name == found.script), None):
        return FULLER_FACE.format(found.script, listed.regular.name)
    if found.script in SCRIPTS:
        return (NEW_CHARACTER if found.script in IN_PART else NEW_SCRIPT).format(found.script)
    return OTHER_LETTER if found.script in IN_PART else OTHER_SCRIPT
