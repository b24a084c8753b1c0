"""What the desk demands of its sentences: by how many persons each must have been confirmed, none of them its author."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.desk import Desk
from briefgen.content.selection import Chosen
from briefgen.desk.git import Author
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.evidence.confirming.people import Authors, is_by, people_of
from briefgen.evidence.confirming.sentences import Sentence, sentences_in
from briefgen.evidence.confirming.standing import Said, Standing, Standings
from briefgen.language.english import counted


@dataclass(frozen=True, eq=False)
class Held:
    """What counts of a standing. others: confirmed by who did not write it, as far as git can tell; own: by who did; unsure: among the
    others, those of whom it cannot tell, with the author, None where git does not know who wrote it."""

    others: tuple[Said, ...]
    own: tuple[Said, ...]
    unsure: tuple[tuple[Said, Author | None], ...]


def held(content: Content, standing: Standing, authors: Authors) -> Held:
    """What counts of the confirmations of a sentence."""
    people = people_of(content.desk)
    wrote = authors.of(standing.sentence) if standing.yes else ()
    own: list[Said] = []
    unsure: list[tuple[Said, Author | None]] = []
    for said in standing.yes:
        answers = {author: is_by(people, said.record.by, author) for author in wrote}
        untold = [author for author, answer in answers.items() if answer is None]
        if any(answers.values()):
            own.append(said)
        elif untold:
            unsure.append((said, None if None in untold else min(filter(None, untold))))
    return Held(tuple(said for said in standing.yes if said not in own), tuple(own), tuple(unsure))


def demanded(content: Content, chosen: Chosen, page_one: Collection[str]) -> list[Sentence]:
    """The sentences of a pack that the desk wants confirmed. page_one: the places of the facts that its first page tells."""
    wanted = content.desk.confirm
    own = list(sentences_in(content, chosen.pack)) if wanted != "none" else []
    held_by = (*chosen.developments, *chosen.issues) if wanted != "none" else ()
    beside = [one for entry in held_by for one in sentences_in(content, entry)]
    return [*own, *(one for one in beside if wanted == "all" or one.place in page_one)]


def missing(content: Content, sentences: Iterable[Sentence], found: Standings, authors: Authors) -> Iterator[Diagnostic]:
    """Each of the sentences that fewer persons have confirmed than the desk demands."""
    for sentence in sentences:
        standing = found.of(sentence.place) or Standing(sentence)
        counted_for = held(content, standing, authors).others
        if len(counted_for) < content.desk.confirm_by or standing.no:
            yield sentence.problem("confirmation-missing", _why(content.desk, standing, len(counted_for)), _hint(sentence))


def _why(desk: Desk, standing: Standing, persons: int) -> str:
    if standing.no:
        return f"{standing.no[0].record.by} did not confirm this sentence."
    if desk.confirm_by == 1:
        return "Nobody but its author has confirmed this sentence." if standing.yes else "Nobody has confirmed this sentence."
    return f"{persons} of the {counted(desk.confirm_by, 'person')} that the desk demands have confirmed this sentence."


def _hint(sentence: Sentence) -> str:
    return f"Have it read beside its source: briefgen confirm {sentence.place} --by NAME."


def of_authors(content: Content, found: Standings, authors: Authors) -> Iterator[Diagnostic]:
    """Confirmations by who wrote the sentence; and, where the desk demands confirmations, those of whom git cannot tell."""
    unsure: dict[tuple[str, Author | None], list[Said]] = {}
    for standing in found.by_place.values():
        one = held(content, standing, authors)
        for said in one.own:
            message = f"{said.record.by} confirmed this sentence, and wrote it last."
            yield standing.sentence.problem("confirmation-by-author", message, "Have it read by somebody else.")
        for said, author in one.unsure:
            key = (said.record.by if author else standing.sentence.entry.document.name, author)
            unsure.setdefault(key, []).append(said)
    desk = next(iter(content.every(Desk)))
    for (name, author), some in unsure.items() if content.desk.confirm != "none" else ():
        yield _cannot_tell(desk, name, author, len(some))


def _cannot_tell(desk: Entry[Desk], name: str, author: Author | None, number: int) -> Diagnostic:
    what = counted(number, "confirmation")
    if author:
        message = f"{what} by {name}, of sentences that {author} wrote last: whether these are two persons nobody can tell."
        return desk.problem("confirmation-author-unknown", message, ("people",), "List both under people: in content/desk.yaml.")
    message = f"{what} in {name}: git does not know who wrote the sentences."
    return desk.problem("confirmation-author-unknown", message, ("confirm",), "Commit the file in a git repository.")
