"""From text fields to lines: notes, abbreviations, languages, names and what must not be torn apart."""

from __future__ import annotations

import pytest

from briefgen.assemble.typesetter import Typesetter, family_first, keep_together
from briefgen.assemble.values import Abbr, NoteMarks
from briefgen.content.model.desk import Term
from briefgen.content.model.official import Official
from briefgen.content.model.statement import Citation, Statement
from briefgen.language.inline_markup import Link, Words

NBSP = "\u00a0"


def statement(text: str, *places: tuple[str, int, str]) -> Statement:
    """A statement with citations (source, paragraph, excerpt)."""
    return Statement(text=text, says="media", cite=tuple(Citation(source=s, para=p, excerpt=e) for s, p, e in places))


def cite(para: int) -> Citation:
    """A citation of a paragraph of one source."""
    return Citation(source="a", para=para, excerpt="words")


def numbers(line: object) -> list[int]:
    """The numbers of the marks in a line."""
    return [mark.number for piece in line if isinstance(piece, NoteMarks) for mark in piece.marks]  # type: ignore[attr-defined]


def test_same_paragraph_shares_a_number() -> None:
    """Notes are numbered by first mark; one paragraph of one source is one note, with all its marks."""
    setter = Typesetter()
    first = setter.statement(statement("One.", ("a", 1, "one"), ("b", 2, "two")))
    second = setter.statement(statement("Two.", ("b", 2, "more"), ("a", 1, "one")))
    assert (numbers(first), numbers(second)) == ([1, 2], [1, 2])
    assert [(note.source, note.para, len(note.marks)) for note in setter.notes] == [
        ("a", 1, 2),
        ("b", 2, 2),
    ]
    assert len({mark for note in setter.notes for mark in note.marks}) == 4


def test_inline_citation_takes_the_place_of_its_words() -> None:
    """A citation in a text becomes a mark there, without the blank before it."""
    setter = Typesetter()
    line = setter.line("The port is closed [@gazette, para. 3], they say.")
    assert line[0] == Words("The port is closed")
    assert (numbers(line), line[2]) == ([1], Words(", they say."))


def test_abbreviations_are_told_apart_as_whole_words() -> None:
    """A glossary term is marked where it stands alone, not inside another word."""
    setter = Typesetter([Term(id="sdf", abbreviation="SDF", expansion="Self-Defense Forces")])
    assert setter.line("The SDF and SDFs.") == (Words("The "), Abbr("SDF", "Self-Defense Forces"), Words(" and SDFs."))


def test_links_by_bare_id_find_the_record() -> None:
    """A link to an id leads to the record's anchor; other addresses stay as they are."""
    setter = Typesetter(anchors={"pier": "issue-pier"})
    [link] = setter.line("[the pier](#pier)")
    assert link == Link("#issue-pier", (Words("the pier"),))
    assert setter.line("[x](https://example.org)")[0] == Link("https://example.org", (Words("x"),))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("on 14 April 2005 in", f"on 14{NBSP}April{NBSP}2005 in"),
        ("in October 2004.", f"in October{NBSP}2004."),
        ("on 14 April to", f"on 14{NBSP}April to"),
        ("Donald H. Rumsfeld", f"Donald H.{NBSP}Rumsfeld"),
        ("they may 2 ships", "they may 2 ships"),
    ],
)
def test_dates_and_initials_are_not_torn_apart(text: str, kept: str) -> None:
    """Day, month and year, and an initial with its name, are set with non-breaking spaces."""
    assert keep_together(text) == kept


def test_names_are_turned_round_only_where_their_parts_are_known() -> None:
    """Family name first, in texts too; a name of unknown parts stays as printed."""
    official = Official(id="o", name="Itsunori Onodera", family_name="Onodera", party="japan")
    assert family_first(official) == "Onodera Itsunori"
    assert family_first(Official(id="o", name="Obama", family_name="Obama", party="japan")) == "Obama"
    assert Typesetter(renamed=[official]).line("Minister Itsunori Onodera spoke.") == (Words("Minister Onodera Itsunori spoke."),)


def test_three_references_in_a_row_are_a_range() -> None:
    """3–5 is set for three that follow one another, 3, 5 for others; each note leads back to a mark that is there."""

    def marks(paragraphs: list[int], *, ranges: bool = True) -> list[tuple[int, bool]]:
        setter = Typesetter(ranges=ranges)
        setter.citations([cite(para) for para in range(1, 9)])
        [line] = setter.citations([cite(para) for para in paragraphs])
        assert isinstance(line, NoteMarks)
        anchors = {mark.anchor for mark in line.marks}
        assert all(note.marks[-1] in anchors for note in setter.notes if note.number in paragraphs)
        return [(mark.number, mark.through) for mark in line.marks]

    assert marks([5, 3, 4]) == [(3, False), (5, True)]
    assert marks([3, 4]) == [(3, False), (4, False)]
    assert marks([1, 3, 5, 6, 7, 8]) == [(1, False), (3, False), (5, False), (8, True)]
    assert marks([3, 4, 5], ranges=False) == [(3, False), (4, False), (5, False)]


def test_numbers_asked_for_are_those_marked_since() -> None:
    """Of each part it is known which notes it marks, those within a range too."""
    setter = Typesetter()
    setter.citations([cite(1), cite(2), cite(3)])
    assert setter.cited() == {1, 2, 3}
    setter.citations([cite(2)])
    assert setter.cited() == {2}
