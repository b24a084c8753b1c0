"""Bookmarks: names that Word accepts for the ids of the document, and numbers of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from briefgen.desk.files import sha256_of

LONGEST = 40
"""Word refuses longer names."""


def bookmark_names(ids: Iterable[str]) -> dict[str, str]:
    """Id → bookmark name: a letter, then letters, digits and underscores, at most 40, none twice even where case is ignored.

    An id whose name is taken by an earlier one, or is too long, gets a few digits of its hash at the end.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for identity in ids:
        name = re.sub(r"[^A-Za-z0-9_]", "_", identity)
        if not name[:1].isalpha():
            name = f"b_{name}"
        if len(name) > LONGEST or name.lower() in taken:
            name = f"{name[: LONGEST - 9]}_{sha256_of(identity.encode())[:8]}"
        taken.add(name.lower())
        names[identity] = name
    return names


class Bookmarks:
    """The bookmarks of one document: names by id, and the number each one carries."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._names = bookmark_names(ids)
        self._last = 0

    def name(self, identity: str) -> str:
        """The bookmark's name for an id of the document. Raises ValueError for a target that is not there."""
        if identity not in self._names:
            raise ValueError(f"a link leads to “{identity}”, and nothing has that id")
        return self._names[identity]

    def has(self, names: Mapping[str, str]) -> bool:
        """Whether these ids have these names here."""
        return all(self._names.get(identity) == name for identity, name in names.items())

    def number(self) -> str:
        """A number that no other bookmark has."""
        return str(self.numbers(1))

    def numbers(self, count: int) -> int:
        """So many numbers in a row that no other bookmark has; gives the first."""
        first, self._last = self._last + 1, self._last + count
        return first
