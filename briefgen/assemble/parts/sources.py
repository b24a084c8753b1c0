"""The sources part of a briefing, with the source summary statement (ICD 206) written from the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefgen.assemble.briefing import DefectLine, SourceSection, SourcesPart
from briefgen.content.model.development import Defect, Development, Source, Statement
from briefgen.content.selection import reported_sources
from briefgen.language.edtf import Edtf, display_bounds

if TYPE_CHECKING:
    from briefgen.assemble.assemble import Job

MEDIA = {
    "newspaper": ("newspaper", "newspapers"),
    "news-agency": ("news agency", "news agencies"),
    "party-newspaper": ("party newspaper", "party newspapers"),
    "broadcaster": ("broadcaster", "broadcasters"),
    "magazine": ("magazine", "magazines"),
    "website": ("website", "websites"),
    "government": ("government publisher", "government publishers"),
    "other": ("publisher of unknown kind", "publishers of unknown kind"),
}
DEFECTS = {
    "error": "Error in the source",
    "damage": "Damaged text",
    "omission": "Missing from the source",
    "furniture": "Not part of the article",
    "doubt": "Doubtful",
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sources_part(job: Job) -> SourcesPart | None:
    """The sources that the pack's developments cite, in alphabetical order, and the statement about them; None without any."""
    sources = [source for name, source in sorted(job.content.records("source").items()) if name in job.citing]
    if not sources:
        return None
    return SourcesPart(
        statement=_statement(job, sources),
        editor=tuple(job.setter.line(text) for text in job.pack.source_note),
        sources=tuple(_section(job, source) for source in sources),
    )


def _section(job: Job, source: Source) -> SourceSection:
    return SourceSection(
        anchor=f"source-{source.id}",
        short=source_name(source),
        headline=job.setter.label(source.headline or ""),
        facts=_facts(job, source),
        inferred=job.setter.line(source.inferred.reason if source.inferred else ""),
        url=source.url or "",
        descriptor=job.setter.line(source.descriptor),
        defects=tuple(_defect(job, defect) for defect in source.defects),
        withdrawn=job.setter.line(source.withdrawn.reason if source.withdrawn else ""),
        used_in=tuple(job.development_link(entry.record) for entry in job.citing[source.id]),
    )


def source_name(source: Source) -> str:
    """What references call a source: its own short name, or its publisher with the year of its date where it bears one."""
    if source.short:
        return source.short
    year = source.published.first.year if source.published and source.published.first else "undated"
    return f"{source.publisher} ({year})"


def _facts(job: Job, source: Source) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Publisher", source.publisher),
        ("Byline", source.byline),
        ("Dateline", source.dateline),
        ("Published", _published(job, source)),
    ]
    facts.append(("Printed as", source.published_as_printed))
    return tuple((name, value) for name, value in facts if value)


def _published(job: Job, source: Source) -> str:
    if source.published:
        return job.date(source.published)
    return f"undated; {bounds(job, source.inferred.bounds)} (inferred)" if source.inferred else "undated"


def bounds(job: Job, date: Edtf) -> str:
    """Bounds of an unknown date in words."""
    return display_bounds(date, job.pack.display.dates)


def _defect(job: Job, defect: Defect) -> DefectLine:
    line = job.setter.line
    return DefectLine(
        DEFECTS[defect.kind], defect.para, defect.excerpt or "", line(defect.note), line(defect.probably or ""), line(defect.reason or "")
    )


def _statement(job: Job, sources: Sequence[Source]) -> tuple[str, ...]:
    lines = [_kinds(sources), _dates(sources), _weight(job), _single(job), _defects(sources), _silence(job)]
    return tuple(line for line in lines if line)


def count(number: int, one: str, many: str) -> str:
    """A number with its noun; numbers up to ten in words."""
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{word} {one if number == 1 else many}"


def sentence(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]


def series(items: Sequence[str]) -> str:
    """Items as an English list: a; a and b; a, b and c."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def _kinds(sources: Sequence[Source]) -> str:
    kinds = Counter(source.medium for source in sources)
    listed = series([count(number, *MEDIA[kind]) for kind, number in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))])
    return f"The pack rests on {count(len(sources), 'source', 'sources')}: {listed}."


def _dates(sources: Sequence[Source]) -> str:
    undated = [source for source in sources if source.published is None]
    if not undated:
        return "Every source bears a date of its own."
    return sentence(
        f"{count(len(undated), 'source bears', 'sources bear')} no date of {'its' if len(undated) == 1 else 'their'} own; "
        "the bounds shown are inferred, with the reason beside them."
    )


def _weight(job: Job) -> str:
    said = [
        value.says for entry in job.developments for _, value, _ in entry.items if isinstance(value, Statement) and value.says != "comment"
    ]
    unnamed = sum(says in {"unnamed-officials", "familiar-sources"} for says in said)
    share = round(100 * unnamed / len(said)) if said else 0
    head = f"Of {count(len(said), 'statement', 'statements')} in the developments, {count(unnamed, 'rests', 'rest')}"
    return f"{head} on officials or sources who are not named ({share} per cent)."


def _single(job: Job) -> str:
    alone = [entry for entry in job.developments if len(reported_sources(entry)) == 1]
    total = len(job.developments)
    if not alone:
        return "Every development rests on two sources or more."
    if len(alone) == total > 1:
        number = NUMBERS[total] if total < len(NUMBERS) else total
        return f"Each of the {number} developments rests on one source only, so nothing in it is confirmed by a second."
    titles = series([f"“{entry.record.title}”" for entry in alone])
    return f"{titles} {'rests' if len(alone) == 1 else 'rest'} on one source only."


def _defects(sources: Sequence[Source]) -> str:
    errors = sum(defect.kind == "error" for source in sources for defect in source.defects)
    damage = sum(defect.kind == "damage" for source in sources for defect in source.defects)
    found = [
        count(number, one, many)
        for number, one, many in ((errors, "error", "errors"), (damage, "damaged passage", "damaged passages"))
        if number
    ]
    return sentence(f"{series(found)} in the sources {'is' if errors + damage == 1 else 'are'} noted below, uncorrected.") if found else ""


def _silence(job: Job) -> str:
    records: list[Development] = job.records
    open_ends = sum(bool(event.outcome and event.outcome.result == "not-in-sources") for record in records for event in record.events)
    if not open_ends:
        return ""
    return f"Of what was planned, expected or proposed, the sources leave the outcome of {count(open_ends, 'entry', 'entries')} unsaid."
