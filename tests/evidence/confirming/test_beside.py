"""A sentence beside what carries it."""

from __future__ import annotations

import pytest

from briefgen.checks.check import check
from briefgen.desk.folder import DeskFolder
from briefgen.evidence.confirming.beside import Carrying, asked_about, carrying
from briefgen.evidence.confirming.sentences import sentences_of
from briefgen.evidence.readings import open_library
from briefgen.evidence.verify import verify
from tests.evidence.confirming.test_standing import said
from tests.tools.desks import DEVELOPMENT, PACK, edit, loaded

AGREED = "development/winter-sailings/facts/winter-sailings-agreed"
TEXT = "archive/oskary-courier.txt"
EXCERPT = "agreed on Tuesday to keep two ferries a day across the Sound"


def beside(desk: DeskFolder, place: str) -> tuple[Carrying, ...]:
    content = loaded(desk)
    library, _ = open_library(content, desk.root / "archive", frozenset())
    return carrying(content, library, next(one for one in sentences_of(content) if one.place == place))


@pytest.mark.parametrize(
    "change", [("", ""), ("a day across", "a day  across"), ("keep two", "keep \u201ctwo")], ids=["plain", "blanks", "quotes"]
)
def test_the_excerpt_is_marked_as_printed(desk: DeskFolder, change: tuple[str, str]) -> None:
    """In the paragraph's own signs, between its neighbours; blanks and quotes that differ do not shift the mark."""
    old, new = change
    if old:
        edit(desk, TEXT, old, new)
        edit(desk, DEVELOPMENT, EXCERPT, EXCERPT.replace(old, new.replace("  ", " ").replace("\u201c", '"')))
    [one] = beside(desk, AGREED)
    [(start, end)] = one.marks
    assert one.text[start:end].startswith("agreed on Tuesday")
    assert one.text[start:end].endswith("the Sound")
    assert (one.source, one.para, one.before, one.after != "") == ("oskary-courier", 1, "", True)


def test_a_ligature_does_not_shift_the_mark(desk: DeskFolder) -> None:
    """Where a text is longer than it is compared, it is shown as it is compared."""
    edit(desk, TEXT, "agreed on Tuesday", "agreed, ofﬁcially, on Tuesday")
    edit(desk, DEVELOPMENT, "“agreed on Tuesday to keep", "“on Tuesday to keep")
    [one] = beside(desk, AGREED)
    [(start, end)] = one.marks
    assert one.text[start:end] == EXCERPT.removeprefix("agreed ")


def test_a_sentence_of_ours_stands_beside_the_paragraphs_of_its_facts(desk: DeskFolder) -> None:
    """Each paragraph once, with the excerpts of all facts that cite it."""
    found = beside(desk, "pack/sound-ferries/judgements/1")
    assert len({(one.source, one.para) for one in found}) == len(found) == 6
    assert max(len(one.marks) for one in found) == 2
    assert beside(desk, "pack/sound-ferries/bottom_line/2/1") == ()


def test_a_paragraph_that_cannot_be_read_is_empty(desk: DeskFolder) -> None:
    """Its source and number are told all the same."""
    (desk.root / TEXT).unlink()
    [one] = beside(desk, AGREED)
    assert (one.source, one.para, one.text, one.marks) == ("oskary-courier", 1, "", ())


def test_problems_belong_to_the_sentence_that_they_are_about(desk: DeskFolder) -> None:
    """Of two sentences in one text the right one; of a fact what is said of its citation too; and no confirmation's own."""
    edit(desk, PACK, "planned to decide in November 2019", "planned to decide in October 2019")
    edit(desk, PACK, "between Oskary and Velmare", "between Oskary and Tarnholm")
    edit(desk, DEVELOPMENT, EXCERPT, "agreed on Tuesday to hold two ferries")
    said(desk, "development/winter-sailings/facts/7", remark="Not so.")
    content = loaded(desk)
    problems = [*check(content), *verify(content, desk.root / "archive").problems]
    assert "confirmation-refused" in {problem.code for problem in problems}
    asked = asked_about(list(sentences_of(content)), problems)
    assert {place: {problem.code for problem in some} for place, some in asked.items()} == {
        "pack/sound-ferries/bottom_line/1/1": {"word-not-in-source"},
        "pack/sound-ferries/bottom_line/1/2": {"date-of-another-thing", "number-not-in-source"},
        AGREED: {"excerpt-not-found"},
    }
