"""Sentences confirmed by persons: what a pack still lacks before it may leave, and what a person says, kept in the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from briefgen.assemble.assemble import page_one
from briefgen.content.content import Content
from briefgen.content.model.desk import Confirmation
from briefgen.content.record import LONGEST_LABEL
from briefgen.desk.files import read_plain, write_one
from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import Diagnostic, did_you_mean
from briefgen.editing.confirmation_lines import confirmation, file_of, with_line
from briefgen.editions import store
from briefgen.editions.store import ReleasedEdition
from briefgen.evidence.confirming.beside import Carrying, carrying
from briefgen.evidence.confirming.demands import demanded, missing, of_authors
from briefgen.evidence.confirming.listing import Row, Wanted, again_with, listed, wanted
from briefgen.evidence.confirming.people import Authors, is_by, people_of, written_as
from briefgen.evidence.confirming.sentences import Library, Sentence
from briefgen.evidence.confirming.standing import standings
from briefgen.evidence.readings import archive_folder, open_library
from briefgen.evidence.verify import Verified, verify
from briefgen.language.english import counted
from briefgen.pipeline.again.retold import read_released


def sentences_wanted(content: Content, pack: str, earlier: ReleasedEdition | None = None) -> list[Sentence]:
    """The sentences of a pack that the desk wants confirmed, in the order of its files. earlier: the edition before."""
    chosen = content.chosen(pack)
    return demanded(content, chosen, page_one(content, pack, earlier) if content.desk.confirm == "page-one" else ())


def unconfirmed(
    content: Content, pack: str, verified: Verified, authors: Authors, earlier: ReleasedEdition | None = None
) -> list[Diagnostic]:
    """An error for each sentence of a pack that is to leave, and that too few persons have confirmed; and what is told of their authors."""
    if content.desk.confirm == "none":
        return []
    wanted = sentences_wanted(content, pack, earlier)
    return [*missing(content, wanted, verified.confirmations, authors), *of_authors(content, verified.confirmations, authors)]


def still_wanted(content: Content, pack: str, verified: Verified, earlier: ReleasedEdition | None = None) -> Iterator[Diagnostic]:
    """A note where a pack could not leave as it is. Who wrote the sentences is not asked."""
    if content.desk.confirm == "none":
        return
    wanted = sentences_wanted(content, pack, earlier)
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


@dataclass(frozen=True, eq=False)
class Reading:
    """A desk opened for who confirms its sentences. rows: all of them, in the order of the files."""

    desk: DeskFolder
    content: Content
    library: Library
    rows: Sequence[Row]
    authors: Authors

    def of(self, place: str) -> Row | None:
        """The row of the sentence at a place."""
        return next((row for row in self.rows if row.sentence.place == place), None)

    def wanted(self, which: Wanted) -> list[Row]:
        """The rows of the sentences that are asked for."""
        return wanted(self.content, self.rows, which, self.authors)

    def beside(self, row: Row) -> tuple[Carrying, ...]:
        """The paragraphs that carry a sentence."""
        return carrying(self.content, self.library, row.sentence)


def opened(desk: DeskFolder, content: Content, problems: Iterable[Diagnostic], archive: Path | None = None) -> Reading:
    """The sentences of a desk with all that is known of them. problems: those found when the desk was read. archive: the folder with the
    archived texts; left out: the desk's own."""
    folder = archive_folder(content, desk.root, archive)
    verified = verify(content, folder)
    library = open_library(content, folder, content.register.titles)[0] if folder and folder.is_dir() else {}
    told = frozenset(place for pack in content.packs for place in page_one(content, pack, _earlier(desk, content, pack)))
    authors = Authors(desk.root)
    rows = listed(content, library, verified.confirmations, [*problems, *verified.problems], told, authors)
    return Reading(desk, content, library, rows, authors)


def again(reading: Reading, content: Content) -> Reading:
    """The same of a desk in which nothing but confirmations changed. content: as it is now."""
    read = standings(content, reading.library or None)
    rows = [again_with(content, row, read, reading.authors) for row in reading.rows]
    return replace(reading, content=content, rows=rows)


def _earlier(desk: DeskFolder, content: Content, pack: str) -> ReleasedEdition | None:
    """The last edition of a pack, which says what is new on its first page."""
    released = store.versions(desk.root, pack) if content.packs[pack].record.display.changes != "none" else []
    return read_released(desk.root, pack, released[-1]) if released else None


def said_of(reading: Reading, asked: Asked) -> Confirmation:
    """What a person says of a sentence, as it is kept. Raises CannotConfirm."""
    row = reading.of(asked.place)
    if row is None:
        hint = did_you_mean(asked.place, (row.sentence.place for row in reading.rows)) or "briefgen confirm --list names all."
        raise CannotConfirm("unknown", f"There is no sentence at “{asked.place}”. {hint}")
    if not row.sign:
        raise CannotConfirm("unreadable", "A paragraph that carries this sentence cannot be read in the archive; briefgen verify says why.")
    if asked.shown and asked.shown != row.sign:
        raise CannotConfirm("changed", "The sentence, its citations or its source changed since it was shown. Read it again.")
    _refuse_person(reading, row.sentence, asked.by)
    try:
        return confirmation(row.sentence.place, row.sign, written_as(reading.content.desk, asked.by), asked.day, asked.remark)
    except ValueError:
        raise CannotConfirm("empty", f"A name or a remark is empty, or longer than {LONGEST_LABEL} characters.") from None


def _refuse_person(reading: Reading, sentence: Sentence, by: str) -> None:
    """Raises CannotConfirm for one who is none of the desk's people, or wrote the sentence."""
    people = people_of(reading.content.desk)
    if people and by.casefold() not in people:
        names = ", ".join(person.initials or person.name for person in reading.content.desk.people)
        raise CannotConfirm("stranger", f"“{by}” is none of the people in desk.yaml: {names}.")
    if any(is_by(people, by, author) for author in reading.authors.of(sentence)):
        raise CannotConfirm("author", f"{by} wrote this sentence last; somebody else has to confirm it.")


def keep(desk: DeskFolder, said: Confirmation) -> Path:
    """Keeps what a person says of a sentence in a file of the desk, which is given back. Raises ContentError (write-failed)."""
    path = desk.root / file_of(said.by, said.at)
    text = read_plain(path, desk.root).decode() if path.exists() else ""
    write_one(path, with_line(text, said).encode())
    return path
