"""Sentences confirmed by persons: what a pack still lacks before it may leave, and what a person says, kept in the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen.assemble.assemble import assemble
from briefgen.content.content import Content
from briefgen.content.record import LONGEST_LABEL
from briefgen.desk.files import read_plain, write_one
from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import Diagnostic, did_you_mean
from briefgen.editing.confirmation_lines import confirmation, file_of, with_line
from briefgen.evidence.confirming.demands import demanded, missing, of_authors
from briefgen.evidence.confirming.people import Authors, is_by, people_of, written_as
from briefgen.evidence.confirming.sentences import Library, Sentence, sentences_of
from briefgen.evidence.verify import Verified
from briefgen.language.english import counted

if TYPE_CHECKING:
    from briefgen.editions.store import ReleasedEdition


def sentences_wanted(content: Content, pack: str, verified: Verified, earlier: ReleasedEdition | None = None) -> list[Sentence]:
    """The sentences of a pack that the desk wants confirmed, in the order of its files. earlier: the edition before."""
    chosen = content.chosen(pack)
    return demanded(content, chosen, page_one(content, pack, verified, earlier) if content.desk.confirm == "page-one" else ())


def page_one(content: Content, pack: str, verified: Verified, earlier: ReleasedEdition | None = None) -> frozenset[str]:
    """The places of the facts and unknowns that the first page of a pack tells."""
    return frozenset(assemble(content, pack, verified, earlier).summary.told)


def unconfirmed(
    content: Content, pack: str, verified: Verified, authors: Authors, earlier: ReleasedEdition | None = None
) -> list[Diagnostic]:
    """An error for each sentence of a pack that is to leave, and that too few persons have confirmed; and what is told of their authors."""
    if content.desk.confirm == "none":
        return []
    wanted = sentences_wanted(content, pack, verified, earlier)
    return [*missing(content, wanted, verified.confirmations, authors), *of_authors(content, verified.confirmations, authors)]


def still_wanted(content: Content, pack: str, verified: Verified, earlier: ReleasedEdition | None = None) -> Iterator[Diagnostic]:
    """A note where a pack could not leave as it is. Who wrote the sentences is not asked."""
    if content.desk.confirm == "none":
        return
    wanted = sentences_wanted(content, pack, verified, earlier)
    open_ones = list(missing(content, wanted, verified.confirmations, Authors(None)))
    if open_ones:
        message = f"{len(open_ones)} of {counted(len(wanted), 'sentence')} must still be confirmed by a person before the pack is released."
        yield content.packs[pack].problem("confirmations-wanted", message, ("id",), "briefgen confirm --list --unconfirmed names them.")


class CannotConfirm(Exception):
    """A sentence was not confirmed. reason: "unknown", "changed", "unreadable", "author", "stranger" or "empty"; the message says more."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Asked(NamedTuple):
    """What a person says of a sentence. place: of the sentence; by: name or initials; remark: why it does not stand, None where it does;
    shown: the sign of what was shown to them, "" for as it stands now."""

    place: str
    by: str
    day: date
    remark: str | None = None
    shown: str = ""


def confirm(desk: DeskFolder, content: Content, library: Library, asked: Asked, authors: Authors) -> Path:
    """Keeps what a person says of a sentence, in a file of the desk, which is given back. Raises CannotConfirm, and keeps nothing."""
    sentence = _sentence(content, asked.place)
    sign = sentence.sign(library)
    if not sign:
        raise CannotConfirm("unreadable", "A paragraph that carries this sentence cannot be read in the archive; briefgen verify says why.")
    if asked.shown and asked.shown != sign:
        raise CannotConfirm("changed", "The sentence, its citations or its source changed since it was shown. Read it again.")
    _refuse_person(content, sentence, asked.by, authors)
    try:
        said = confirmation(sentence.place, sign, written_as(content.desk, asked.by), asked.day, asked.remark)
    except ValueError:
        raise CannotConfirm("empty", f"A name or a remark is empty, or longer than {LONGEST_LABEL} characters.") from None
    path = desk.root / file_of(said.by, said.at)
    text = read_plain(path, desk.root).decode() if path.exists() else ""
    write_one(path, with_line(text, said).encode())
    return path


def _sentence(content: Content, place: str) -> Sentence:
    found = {sentence.place: sentence for sentence in sentences_of(content)}
    if place not in found:
        hint = did_you_mean(place, found) or "briefgen confirm --list names all."
        raise CannotConfirm("unknown", f"There is no sentence at “{place}”. {hint}")
    return found[place]


def _refuse_person(content: Content, sentence: Sentence, by: str, authors: Authors) -> None:
    """Raises CannotConfirm for one who is none of the desk's people, or wrote the sentence."""
    people = people_of(content.desk)
    if people and by.casefold() not in people:
        names = ", ".join(person.initials or person.name for person in content.desk.people)
        raise CannotConfirm("stranger", f"“{by}” is none of the people in desk.yaml: {names}.")
    if any(is_by(people, by, author) for author in authors.of(sentence) or ()):
        raise CannotConfirm("author", f"{by} wrote this sentence last; somebody else has to confirm it.")
