"""verify: every statement held against the archived texts, and how much of the desk that covers.

check holds what the records alone can tell; this stage needs the texts. It reads and reports, and changes no file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from briefgen.content.content import Content
from briefgen.content.entry import Entry, Key
from briefgen.content.model.desk import Desk
from briefgen.content.model.official import Official
from briefgen.content.model.source import Source
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.officials import person
from briefgen.content.record import FieldPath, HasMarkup, Record, has
from briefgen.content.vocabulary import vocabulary
from briefgen.diagnostics.diagnostic import Diagnostic, Location
from briefgen.evidence import claims, doubts
from briefgen.evidence.citations import Finding, beyond_end, find, find_defect
from briefgen.evidence.claims import Claim
from briefgen.evidence.confirming.sentences import sentences_in
from briefgen.evidence.confirming.standing import Standings, lapsed_by_sources, standings
from briefgen.evidence.processes import cores, results
from briefgen.evidence.readings import Reading, open_library
from briefgen.language import inline_markup
from briefgen.language.person_names import Register

Problems = Iterator[Diagnostic]
Citing = tuple[Key, FieldPath]
"""Where a citation stands: in which record, and the path in it."""
MANY = 500
"""Facts from which on other processes are worth their start."""


@dataclass(frozen=True)
class Share:
    """Of how many statements: verified: whose citations were all found; held: of these, in which no rule asks for a look; confirmed: which
    a person has read beside the source and confirmed."""

    verified: int
    total: int
    held: int = 0
    confirmed: int = 0

    @property
    def percent(self) -> float:
        """0–100; 100 where there is nothing to verify."""
        return 100 * self.verified / self.total if self.total else 100.0

    def __str__(self) -> str:
        return f"{self.verified} of {self.total}"


@dataclass(frozen=True)
class Coverage:
    """The shares of the whole desk, of each development and of each pack, by id; of each pack's sentences of our own that name facts."""

    desk: Share
    developments: dict[str, Share]
    packs: dict[str, Share]
    ours: dict[str, Share]


@dataclass(frozen=True)
class Verified:
    """What verify found. looked: whether there was an archive; unfounded: the citations that do not stand, by record and path;
    confirmations: what persons said of the sentences."""

    problems: list[Diagnostic]
    coverage: Coverage
    looked: bool = True
    unfounded: frozenset[Citing] = field(default=frozenset())
    confirmations: Standings = field(default_factory=Standings)

    def stands(self, entry: Entry[Record], path: FieldPath) -> bool:
        """Whether the citation at `path` of a record was found in its source."""
        return self.looked and (entry.key, path) not in self.unfounded


def verify(content: Content, archive: Path | None) -> Verified:
    """Everything that does not stand in the archived texts, and the coverage. Without a folder, only a note that nothing was looked at."""
    problem = _no_archive(content, archive)
    if archive is None or problem:
        read = standings(content, None)
        return Verified([problem] if problem else [], coverage(content, None, (), read), looked=False, confirmations=read)
    library, problems = open_library(content, archive, content.register.titles)
    unfounded: set[Citing] = set()
    for entry in content.entries:
        problems += _citations(entry, library, unfounded)
    asked = Asked(content, library)
    answers = asked.all()
    problems += [problem for entry in content.entries for problem in answers[id(entry)].facts]
    problems += [problem for entry in doubts.writing(content) for problem in answers[id(entry)].ours]
    problems += [*_post_names(content, library), *doubts.offices_not_beside(content, library, asked.context)]
    problems += [problem for entry in content.developments.values() for problem in answers[id(entry)].places]
    problems += [*doubts.lapsed_answers(content), *claims.verbatim_overlaps(content, library)]
    doubted = frozenset[Citing]().union(*(answer.doubted for answer in answers.values()))
    read = standings(content, library)
    shares = coverage(content, unfounded, doubted, read)
    problems += [*lapsed_by_sources(read), *_coverage_low(content, shares)]
    return Verified(problems, shares, True, frozenset(unfounded), read)


class Answer(NamedTuple):
    """What the rules say of one record: of its facts, of its sentences of our own, of its place. doubted: where they ask for a look."""

    facts: list[Diagnostic]
    ours: list[Diagnostic]
    places: list[Diagnostic]
    doubted: set[Citing]


class Asked:
    """The records of a desk with its archived texts, to be asked about one by one."""

    def __init__(self, content: Content, library: Mapping[str, Reading]) -> None:
        self._content, self._library = content, library
        self.context = doubts.context_of(content)
        self._register = Register(content.register.people, content.register.titles, vocabulary(content))

    def all(self, processes: int | None = None) -> dict[int, Answer]:
        """The answers by the identity of the record's entry.

        processes: how many share the work, None for as many as the machine has where the work is long enough to be shared.
        """
        entries = self._content.entries
        if processes is None:
            processes = cores() if sum(1 for _ in self._content.each(Statement)) >= MANY else 1
        return dict(zip(map(id, entries), results(self.of, entries, processes), strict=True))

    def of(self, entry: Entry[Record]) -> Answer:
        """What the rules say of one record. All that they ask of its paragraphs is asked here in one go, while these are taken apart."""
        doubted: set[Citing] = set()
        told = [problem for claim in _claims(entry, self._library) for problem in self._wrong(claim, False, doubted)]
        rested = [(one, claim) for one in doubts.resting_in(self._content, entry) if (claim := doubts.claim_of(one, self._library))]
        ours = [problem for one, claim in rested for problem in self._wrong(claim, one.assesses, doubted)]
        return Answer(told, ours, list(doubts.place_not_borne(entry, self._library, self.context)), doubted)

    def _wrong(self, claim: Claim, assesses: bool, doubted: set[Citing]) -> list[Diagnostic]:
        """What is wrong or doubtful about a claim; where that is anything, or it cannot be held, its place is added to `doubted`."""
        found = [*claims.wrong_names(claim, self._register), *claims.wrong_figures(claim)]
        if not claim.whole:
            found += [*claims.wrong_derivations(claim), *claims.strong_attribution(claim)]
        found += doubts.told_at(claim, doubts.doubts_of(claim, self.context, assesses))
        if found or not doubts.can_be_held(claim):
            doubted.add((claim.entry.key, claim.path))
        return found


def _no_archive(content: Content, archive: Path | None) -> Diagnostic | None:
    desk = next(iter(content.every(Desk)), None)
    if archive is None:
        statements = sum(len(entry.statements) for entry in content.entries)
        message = f"No archive is at hand, so none of the {statements} facts was held against its source."
        hint = "Give the folder with --archive DIR, or name it as archive: in content/desk.yaml."
        return desk.problem("evidence-not-checked", message, (), hint) if desk else None
    if archive.is_dir():
        return None
    message = f"The archive folder {archive} does not exist."
    hint = "Correct archive: in content/desk.yaml, or give the folder with --archive DIR."
    named = desk is not None and desk.record.archive and archive.as_posix().endswith(desk.record.archive.removeprefix("../"))
    return (
        desk.problem("archive-missing", message, ("archive",), hint)
        if desk and named
        else Diagnostic("archive-missing", message, Location(str(archive)), hint)
    )


def _citations(entry: Entry[Record], library: Mapping[str, Reading], unfounded: set[Citing]) -> Problems:
    """Every citation, as a field or inline, and every defect of a record. Citations that do not stand are added to `unfounded`."""
    for path, value, marks in entry.items:
        if isinstance(value, Citation):
            reading = library.get(value.source)
            finding = find(reading, value) if reading else None
            if reading is None or not reading.intact or finding:
                unfounded.add((entry.key, path))
            if finding:
                yield _placed(entry, path, finding)
        elif isinstance(value, str) and "[@" in value and has(marks, HasMarkup):
            yield from _inline(entry, path, value, library)
    if isinstance(entry.record, Source) and entry.record.id in library:
        for index, defect in enumerate(entry.record.defects):
            finding = find_defect(library[entry.record.id], defect)
            if finding:
                yield _placed(entry, ("defects", index), finding)


def _placed(entry: Entry[Record], path: FieldPath, finding: Finding) -> Diagnostic:
    return entry.problem(finding.code, finding.message, (*path, finding.field), finding.hint)


def _inline(entry: Entry[Record], path: FieldPath, text: str, library: Mapping[str, Reading]) -> Problems:
    for source, number in inline_markup.citations(text):
        reading = library.get(source)
        if reading and reading.paragraph(number) is None:
            finding = beyond_end(reading, number)
            yield entry.problem(finding.code, finding.message, path, finding.hint, words=f"[@{source}")


def _claims(entry: Entry[Record], library: Mapping[str, Reading]) -> Iterator[Claim]:
    """Every statement of a record whose cited paragraphs could all be read."""
    for path, value, _ in entry.items:
        if isinstance(value, Statement):
            cited = [*((c.source, c.para) for c in value.cite), *inline_markup.citations(value.text)]
            pairs = [(r, r.paragraph(number)) for source, number in dict.fromkeys(cited) if (r := library.get(source))]
            paragraphs = [(reading, paragraph) for reading, paragraph in pairs if paragraph]
            if paragraphs and len(paragraphs) == len(set(cited)):
                readings = list({reading.source.id: reading for reading, _ in paragraphs}.values())
                yield Claim(entry, path, value, readings, paragraphs)


def _post_names(content: Content, library: Mapping[str, Reading]) -> Problems:
    """A source cited for a post prints the official's name."""
    for entry in content.every(Official):
        official = entry.record
        who = person(official)
        for index, post in enumerate(official.posts if who else ()):
            readings = [library[citation.source] for citation in post.cite if citation.source in library]
            if who and readings and not any(reading.names.prints(who) for reading in readings):
                sources = " or ".join(f"“{reading.source.id}”" for reading in readings)
                message = f"“{official.name}” is not named in {sources}, cited for this post."
                hint = "Cite a source that names the person, correct the name, or record the source's spelling under aliases:."
                yield entry.problem("name-not-in-source", message, ("posts", index, "title"), hint)


def coverage(content: Content, unfounded: set[Citing] | None, doubted: Collection[Citing] = (), read: Standings | None = None) -> Coverage:
    """How many facts have citations that all stand, and of these, about how many no rule asks; with None, no citation is taken to stand.

    read: what persons said of the sentences; confirmed are those that as many confirmed as the desk demands.
    """
    confirmed = (read or Standings()).confirmed(content.desk.confirm_by)
    developments = {name: _share(entry, unfounded, doubted, confirmed) for name, entry in content.developments.items()}
    packs = {name: _sum(developments[entry.id] for entry in content.chosen(name).developments) for name in content.packs}
    ours = {name: _ours(content, name, unfounded, doubted, confirmed) for name in content.packs}
    return Coverage(_sum(developments.values()), developments, packs, ours)


def _share(entry: Entry[Record], unfounded: set[Citing] | None, doubted: Collection[Citing], confirmed: Collection[str]) -> Share:
    told = entry.statements
    found = [path for path, statement in told if _founded(entry, path, statement, unfounded)]
    places = entry.places if confirmed else {}
    read = sum(places[path] in confirmed for path, _ in told if path in places)
    return Share(len(found), len(told), sum((entry.key, path) not in doubted for path in found), read)


def _founded(entry: Entry[Record], path: FieldPath, statement: Statement, unfounded: set[Citing] | None) -> bool:
    """Whether a statement cites, and all that it cites stands."""
    cited = [(entry.key, (*path, "cite", index)) for index in range(len(statement.cite))]
    return bool(cited) and unfounded is not None and unfounded.isdisjoint(cited)


def _ours(content: Content, pack: str, unfounded: set[Citing] | None, doubted: Collection[Citing], confirmed: Collection[str]) -> Share:
    """The sentences of our own in a pack's own record that name facts."""
    rested = list(doubts.resting_in(content, content.packs[pack]))
    found = [one for one in rested if all(_founded(t.development, t.path, t.fact, unfounded) for t in one.facts)]
    read = sum(one.place in confirmed for one in sentences_in(content, content.packs[pack]) if one.facts) if confirmed else 0
    return Share(len(found), len(rested), sum((one.entry.key, one.path) not in doubted for one in found), read)


def _sum(shares: Iterable[Share]) -> Share:
    found = list(shares)
    return Share(*(sum(getattr(share, name) for share in found) for name in ("verified", "total", "held", "confirmed")))


def _coverage_low(content: Content, shares: Coverage) -> Problems:
    """No pack has less coverage than the desk demands."""
    for entry in content.packs.values():
        share = shares.packs[entry.id]
        if share.percent < content.desk.coverage:
            message = f"The citations of {share} facts were found; the desk demands {content.desk.coverage} %."
            yield entry.problem("coverage-low", message, ("id",), "Mend the citations reported, or lower coverage: in content/desk.yaml.")
