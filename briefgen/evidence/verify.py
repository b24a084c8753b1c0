"""verify: every statement held against the archived texts, and how much of the desk that covers.

check holds what the records alone can tell; this stage needs the texts. It reads and reports, and changes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.content import officials
from briefgen.content.content import Content
from briefgen.content.entry import Entry, Key
from briefgen.content.model.desk import Desk
from briefgen.content.model.official import Official
from briefgen.content.model.source import Source
from briefgen.content.model.statement import Citation, Statement
from briefgen.content.officials import person, persons
from briefgen.content.record import FieldPath, HasMarkup, Record, has
from briefgen.diagnostics.diagnostic import Diagnostic, Location
from briefgen.evidence import claims
from briefgen.evidence.citations import Finding, beyond_end, find, find_defect
from briefgen.evidence.claims import Claim
from briefgen.evidence.readings import Reading, open_library
from briefgen.language import inline_markup
from briefgen.language.person_names import Register

Problems = Iterator[Diagnostic]
Citing = tuple[Key, FieldPath]
"""Where a citation stands: in which record, and the path in it."""


@dataclass(frozen=True)
class Share:
    """How many statements have citations that were all found, of how many."""

    verified: int
    total: int

    @property
    def percent(self) -> float:
        """0–100; 100 where there is nothing to verify."""
        return 100 * self.verified / self.total if self.total else 100.0

    def __str__(self) -> str:
        return f"{self.verified} of {self.total} ({self.percent:.4g} %)"


@dataclass(frozen=True)
class Coverage:
    """The shares of the whole desk, of each development and of each pack, by id."""

    desk: Share
    developments: dict[str, Share]
    packs: dict[str, Share]


@dataclass(frozen=True)
class Verified:
    """What verify found. looked: whether there was an archive; unfounded: the citations that do not stand, by record and path."""

    problems: list[Diagnostic]
    coverage: Coverage
    looked: bool = True
    unfounded: frozenset[Citing] = field(default=frozenset())

    def stands(self, entry: Entry[Record], path: FieldPath) -> bool:
        """Whether the citation at `path` of a record was found in its source."""
        return self.looked and (entry.key, path) not in self.unfounded


def verify(content: Content, archive: Path | None) -> Verified:
    """Everything that does not stand in the archived texts, and the coverage. Without a folder, only a note that nothing was looked at."""
    problem = _no_archive(content, archive)
    if archive is None or problem:
        return Verified([problem] if problem else [], coverage(content, None), looked=False)
    titles = officials.offices(content)
    library, problems = open_library(content, archive, titles)
    unfounded: set[Citing] = set()
    for entry in content.entries:
        problems += _citations(entry, library, unfounded)
    register = Register(persons(content), titles, officials.vocabulary(content))
    stated = list(_claims(content, library))
    for claim in stated:
        problems += [*claims.wrong_names(claim, register), *claims.wrong_figures(claim)]
        problems += [*claims.wrong_derivations(claim), *claims.strong_attribution(claim)]
    problems += [*claims.wrong_dates(stated), *_post_names(content, library), *claims.verbatim_overlaps(content, library)]
    shares = coverage(content, unfounded)
    return Verified([*problems, *_coverage_low(content, shares)], shares, True, frozenset(unfounded))


def _no_archive(content: Content, archive: Path | None) -> Diagnostic | None:
    desk = next(iter(content.every(Desk)), None)
    if archive is None:
        statements = sum(1 for entry in content.entries for _ in facts(entry))
        message = f"No archive is at hand, so none of the {statements} statements was held against its source."
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


def facts(entry: Entry[Record]) -> Iterator[tuple[FieldPath, Statement]]:
    """The statements of a record that are not our own comment, with their places."""
    for path, value, _ in entry.items:
        if isinstance(value, Statement) and value.says != "comment":
            yield path, value


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


def _claims(content: Content, library: Mapping[str, Reading]) -> Iterator[Claim]:
    """Every statement whose cited paragraphs could all be read."""
    for entry in content.entries:
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


def coverage(content: Content, unfounded: set[Citing] | None) -> Coverage:
    """How many statements have citations that all stand; with None, no citation is taken to stand.

    A pack counts the statements of its developments and the positions on the issues that these move.
    """
    developments = {name: _share(entry, unfounded) for name, entry in content.developments.items()}
    issues = {name: _share(entry, unfounded) for name, entry in content.issues.items()}
    packs = {}
    for name in content.packs:
        chosen = content.chosen(name)
        packs[name] = _sum([*(developments[entry.id] for entry in chosen.developments), *(issues[entry.id] for entry in chosen.issues)])
    return Coverage(_sum([*developments.values(), *issues.values()]), developments, packs)


def _share(entry: Entry[Record], unfounded: set[Citing] | None) -> Share:
    found = [
        bool(statement.cite) and all((entry.key, (*path, "cite", i)) not in unfounded for i in range(len(statement.cite)))
        if unfounded is not None
        else False
        for path, statement in facts(entry)
    ]
    return Share(sum(found), len(found))


def _sum(shares: Iterable[Share]) -> Share:
    found = list(shares)
    return Share(sum(share.verified for share in found), sum(share.total for share in found))


def _coverage_low(content: Content, shares: Coverage) -> Problems:
    """No pack has less coverage than the desk demands."""
    for entry in content.packs.values():
        share = shares.packs[entry.id]
        if share.percent < content.desk.coverage:
            message = f"The citations of {share} statements were found; the desk demands {content.desk.coverage} %."
            yield entry.problem("coverage-low", message, ("id",), "Mend the citations reported, or lower coverage: in content/desk.yaml.")
