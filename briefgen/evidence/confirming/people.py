"""Who confirms, and who wrote: persons by name, initials and address, so that nobody confirms what is their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen.content.model.desk import Desk, Person
from briefgen.desk.git import Author, last_authors
from briefgen.evidence.confirming.lines import lines_of
from briefgen.evidence.confirming.sentences import Sentence

People = Mapping[str, Person]
"""The people of a desk by each of their names, initials and addresses, in small letters."""


def people_of(desk: Desk) -> People:
    """The people of a desk by all that they may be called."""
    return {name.casefold(): person for person in desk.people for name in (person.name, person.initials, person.email) if name}


def known_as(people: People, name: str) -> str:
    """The one name by which a person is told from all others."""
    person = people.get(name.casefold())
    return (person.name if person else name).casefold()


def written_as(desk: Desk, name: str) -> str:
    """How confirmations write who says so: the initials where the desk knows the person and has some."""
    person = people_of(desk).get(name.casefold())
    return (person.initials or person.name) if person else name


class Authors:
    """Who wrote the lines of a desk last, as git knows it. Each file is asked about once."""

    def __init__(self, root: Path | None) -> None:
        """root: of the desk; None: git is not asked."""
        self._root = root
        self._files: dict[str, Sequence[Author | None] | None] = {}

    def of(self, sentence: Sentence) -> frozenset[Author | None]:
        """Who wrote the lines of a sentence, of its citations and of what it rests on; None among them where git cannot tell of a line."""
        document = sentence.entry.document
        if document.name not in self._files:
            self._files[document.name] = last_authors(self._root, document.name) if self._root else None
        known = self._files[document.name]
        return frozenset(known[number - 1] if known and number <= len(known) else None for number in lines_of(sentence))


def is_by(people: People, name: str, author: Author | None) -> bool | None:
    """Whether a person is the author of a commit; None where nobody can tell: git does not, or one of them is not of the desk's people."""
    if author is None:
        return None
    if name.casefold() in {author.name.casefold(), author.email.casefold()}:
        return True
    person, writer = people.get(name.casefold()), people.get(author.email.casefold()) or people.get(author.name.casefold())
    return person is writer if person and writer else None
