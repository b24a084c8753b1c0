"""What stands at a cursor: which record and field, and what was begun there. Read off the lines, since half-typed YAML cannot be parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.content.model.desk import Desk
from briefgen.content.model.kinds import KINDS
from briefgen.content.record import Record
from briefgen.content.validate import kind_of

KEY = re.compile(r"^(?P<lead>\s*(?:- +)*)(?P<key>[A-Za-z_][\w-]*)\s*:(?=\s|$)")


@dataclass(frozen=True)
class AtCursor:
    """kind: of the record; model: its type; keys: the fields that the cursor is in, outermost first, the one of its own line last;
    before, after: the line up to the cursor and from it on; is_key: whether a field's name is being typed; line: from 0."""

    kind: str
    model: type[Record]
    keys: tuple[str, ...]
    before: str
    after: str
    is_key: bool
    line: int

    @property
    def key(self) -> str:
        """The field that the cursor is in."""
        return self.keys[-1] if self.keys else ""

    @property
    def word(self) -> str:
        """The id, or the part of one, that stands at the cursor."""
        return self.begun + (found[0] if (found := re.match(r"[a-z0-9-]*", self.after)) else "")

    @property
    def begun(self) -> str:
        """What of it stands before the cursor."""
        found = re.search(r"[a-z0-9-]*$", self.before)
        return found[0] if found else ""


def at_cursor(name: str, lines: Sequence[str], line: int, column: int) -> AtCursor | None:
    """What stands at a line and a column, both from 0, of a file by the name that editors see; None for a file of no record."""
    found = kind_of(name)
    if found is None or line >= len(lines):
        return None
    text = lines[line]
    before, after = text[:column], text[column:]
    own = KEY.match(text)
    in_value = own is not None and column >= own.end()
    begins = len(own["lead"]) if own else len(text[: len(text) - len(text.lstrip(" -"))]) if text.strip() else column
    keys = [*_above(lines, line, begins), *([own["key"]] if own and in_value else [])]
    is_key = not in_value and bool(re.fullmatch(r"\s*(?:- +)*[A-Za-z_]*", before))
    model = Desk if found[0] == "desk" else KINDS[found[0]][1] if found[0] in KINDS else None
    return AtCursor(found[0], model, tuple(keys), before, after, is_key, line) if model else None


def _above(lines: Sequence[str], line: int, begins: int) -> list[str]:
    """The names of the fields above that hold what begins at a column of a line, outermost first."""
    found: list[str] = []
    for text in reversed(lines[:line]):
        key = KEY.match(text)
        if key and len(key["lead"]) < begins:
            begins = len(key["lead"])
            if not text[key.end() :].split("#")[0].strip(" |>-+"):
                found.append(key["key"])
    return found[::-1]
