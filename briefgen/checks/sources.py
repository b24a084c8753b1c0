"""Rules on the standing of sources that need no archive: guesses nobody confirmed, and sources withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.rule import Problems
from briefgen.content.content import Content
from briefgen.content.model.source import Source
from briefgen.content.model.statement import Citation
from briefgen.content.record import FieldPath, HasMarkup, Marks, has
from briefgen.language import inline_markup
from briefgen.language.english import series

SHOWN = 40
"""Characters of a guess that are told."""


def source_without_date(content: Content) -> Problems:
    """Every source has a date of its own or inferred bounds."""
    for entry in content.every(Source):
        if entry.record.published is None and entry.record.inferred is None:
            yield entry.problem(
                "source-without-date",
                f"“{entry.record.id}” has neither a date nor inferred bounds.",
                ("id",),
                "Add published:, or inferred: with bounds and the reason.",
            )


def source_unconfirmed(content: Content) -> Problems:
    """No field of a source is a guess that nobody has confirmed. One warning for a source: ten new ones must not hide all else."""
    for entry in content.every(Source):
        guessed = entry.record.unconfirmed
        if guessed:
            fields = series([f"{name} ({value})" if isinstance(value := _guess(entry.record, name), str) else name for name in guessed])
            was, them = ("was", "it") if len(guessed) == 1 else ("were", "them")
            message = f"Of “{entry.record.id}” {fields} {was} guessed and nobody has confirmed {them}."
            hint = f"See each guess beside its line: briefgen source confirm {entry.record.id}. Or take what is right out of unconfirmed:."
            yield entry.problem("source-unconfirmed", message, ("unconfirmed",), hint, key=True)


def _guess(source: Source, name: str) -> object:
    """The value of a guessed field, cut where nobody would read on."""
    value = getattr(source, name, None)
    return f"{value[:SHOWN]}…" if isinstance(value, str) and len(value) > SHOWN else value


def source_withdrawn(content: Content) -> Problems:
    """No statement or post leans on a source that was withdrawn."""
    withdrawn = {name: gone for name, source in content.sources.items() if (gone := source.record.withdrawn)}
    for entry in content.entries if withdrawn else ():
        for path, value, marks in entry.items:
            for name, place in _sources_of(value, path, marks):
                if name in withdrawn:
                    message = f"“{name}” was withdrawn on {withdrawn[name].date.text}: {inline_markup.plain(withdrawn[name].reason)}"
                    yield entry.problem("source-withdrawn", message, place, "Cite another source, or take the statement out.")


def _sources_of(value: object, path: FieldPath, marks: Marks) -> Iterator[tuple[str, FieldPath]]:
    if isinstance(value, Citation):
        yield value.source, (*path, "source")
    elif isinstance(value, str) and "[@" in value and has(marks, HasMarkup):
        yield from ((source, path) for source, _ in inline_markup.citations(value))
