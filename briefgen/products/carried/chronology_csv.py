"""The chronology of a pack as a table for spreadsheets (CSV)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from briefgen.assemble.assembly import Assembly, outcome, place_words
from briefgen.assemble.typesetter import Typesetter
from briefgen.content.content import Content
from briefgen.content.model.fact import Fact
from briefgen.content.selection import ChosenFact
from briefgen.content.sources import source_name
from briefgen.content.wording import SAYS
from briefgen.language import inline_markup

COLUMNS = ("id", "date", "date in words", "place", "label", "text", "status", "outcome", "who says so", "development", "sources")
NARROW = str.maketrans("\u00a0\u202f", "  ", "\u2060")
"""Spaces that hold words together on a page are plain ones in a cell."""


def chronology_csv(content: Content, pack: str) -> bytes:
    """The events of the pack's developments by date, one a row: UTF-8 with a byte order mark, by which Excel knows it."""
    job = Assembly(content, content.chosen(pack), Typesetter())
    rows = ([_cell(value) for value in _row(job, chosen)] for chosen in job.chosen.events)
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([COLUMNS, *rows])
    return out.getvalue().encode("utf-8-sig")


def _row(job: Assembly, chosen: ChosenFact) -> Iterator[str]:
    event = chosen.fact
    note = event.outcome.note if event.outcome else None
    yield chosen.name
    yield event.date.text if event.date else ""
    yield job.date(event.date, event.wording)
    yield place_words(job, event.place, event.date)
    yield event.label
    yield inline_markup.plain(event.text).strip()
    yield event.status
    yield inline_markup.plain(note).strip() if note else outcome(job, event)
    yield event.who or SAYS[event.says]
    yield chosen.development.record.title
    yield "; ".join(_sources(job, event))


def _sources(job: Assembly, event: Fact) -> Iterator[str]:
    sources = job.content.sources
    cited = [*((c.source, c.para) for c in event.cite), *inline_markup.citations(event.text)]
    yield from (f"{source_name(sources[name].record)}, para. {para}" for name, para in dict.fromkeys(cited))


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = text.translate(NARROW)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
