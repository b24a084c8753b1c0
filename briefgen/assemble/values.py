"""The small values that all parts are made of: lines and their pieces, links, statements as set, marks in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from briefgen.content.model.fact import EventStatus as Status
from briefgen.language.inline_markup import Emphasis, Link, Strong, Words


@dataclass(frozen=True)
class Abbr:
    """An abbreviation with its expansion."""

    text: str
    expansion: str


@dataclass(frozen=True)
class NoteMark:
    """A reference mark: the number of a note, and the anchor the note leads back to. through: it ends a range that the one before
    begins."""

    number: int
    anchor: str
    through: bool = False


@dataclass(frozen=True)
class NoteMarks:
    """Reference marks that stand together."""

    marks: tuple[NoteMark, ...]


Piece = Words | Emphasis | Strong | Link | Abbr | NoteMarks
Line = tuple[Piece, ...]


class Placed(tuple[Piece, ...]):
    """A line that knows where its text is written, for the preview. at: as content/written_at.py gives it."""

    at: str

    def __new__(cls, pieces: Iterable[Piece], at: str) -> Placed:
        made = super().__new__(cls, pieces)
        made.at = at
        return made


@dataclass(frozen=True)
class Linked:
    """Words that lead to an anchor."""

    words: Line
    anchor: str


@dataclass(frozen=True)
class Said:
    """A statement as set: its line with reference marks, the attribution class, and who speaks in words.

    changed: whether it is new or other than in the edition before, where the pack marks that.
    """

    line: Line
    says: str
    label: str
    changed: bool = False


@dataclass(frozen=True)
class Passage:
    """A text of our own. changed: as of a statement."""

    line: Line
    changed: bool = False


Days = tuple[date, date]


@dataclass(frozen=True)
class Moved:
    """An update to show: the state that it left the issue in, its date in words, and the days it may mean."""

    state: str
    when: str
    first: date
    last: date


@dataclass
class Note:
    """A numbered reference: one paragraph of one source, and the marks that point to it."""

    number: int
    source: str
    para: int
    marks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TimelineMark:
    """An event to draw.

    when: the date as displayed. first, last: its earliest and latest day, None where open or unknown; both None: undated.
    href: where the event is set out, for example “#event-x”; the picture has no links.
    """

    label: str
    when: str
    first: date | None
    last: date | None
    status: Status
    href: str = ""
