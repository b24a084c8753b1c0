"""What a desk demands to be confirmed, and what counts."""

from __future__ import annotations

from collections import Counter

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.evidence.confirming.demands import of_authors
from briefgen.evidence.confirming.people import Authors
from briefgen.evidence.verify import verify
from briefgen.pipeline.confirmed import sentences_wanted, unconfirmed
from tests.evidence.confirming.test_standing import BOTTOM, SHARES, found, said
from tests.tools.commands import git
from tests.tools.desks import DEVELOPMENT, edit, loaded

PEOPLE = "people: [{name: Ann Brandt, initials: AB, email: ann@example.org}, {name: Carl Dahl, initials: CD, email: carl@example.org}]"


def demand(desk: DeskFolder, what: str, more: str = "") -> None:
    edit(desk, "content/desk.yaml", "output: build", f"output: build\nconfirm: {what}\n{more}")


def lacking(desk: DeskFolder, authors: Authors) -> Counter[str]:
    """The codes of what keeps the pack from leaving."""
    content = loaded(desk)
    return Counter(problem.code for problem in unconfirmed(content, "sound-ferries", verify(content, desk.root / "archive"), authors))


@pytest.mark.parametrize(("what", "kinds"), [("none", {}), ("page-one", {"pack": 4, "development": 3, "issue": 2})])
def test_what_page_one_is(desk: DeskFolder, what: str, kinds: dict[str, int]) -> None:
    """Page one: the pack's own sentences, the facts that are new or ahead, and what is not known."""
    demand(desk, what)
    content = loaded(desk)
    wanted = sentences_wanted(content, "sound-ferries")
    assert Counter(one.place.split("/")[0] for one in wanted) == kinds


def test_all_is_every_sentence_of_the_pack(desk: DeskFolder) -> None:
    """Every fact of its developments too, and our comments that name facts."""
    demand(desk, "all")
    content = loaded(desk)
    places = {one.place for one in sentences_wanted(content, "sound-ferries")}
    assert len(places) == 17
    assert {SHARES, BOTTOM, "development/winter-sailings/why_it_matters/1/1"} <= places


def test_as_many_persons_as_the_desk_says(desk: DeskFolder) -> None:
    """Of two persons one is too few; one and the same twice is one."""
    demand(desk, "all", "confirm_by: 2")
    for by in ("AB", "ab"):
        said(desk, SHARES, by)
    assert lacking(desk, Authors(None))["confirmation-missing"] == 17
    said(desk, SHARES, "CD")
    assert lacking(desk, Authors(None))["confirmation-missing"] == 16


def test_a_refused_sentence_is_missing(desk: DeskFolder) -> None:
    """One who said yes does not outweigh one who said no."""
    demand(desk, "all")
    said(desk, SHARES, "AB")
    assert lacking(desk, Authors(None))["confirmation-missing"] == 16
    said(desk, SHARES, "CD", "Not so.")
    assert lacking(desk, Authors(None))["confirmation-missing"] == 17


def test_who_wrote_it_does_not_count(desk: DeskFolder) -> None:
    """A confirmation by the last author of the line is told and does not count; by another it does."""
    demand(desk, "all", PEOPLE)
    git(desk, "init", "-q")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "begin", "--author=Ann Brandt <ann@example.org>")
    said(desk, SHARES, "AB")
    assert lacking(desk, Authors(desk.root)) == {"confirmation-missing": 17, "confirmation-by-author": 1}
    said(desk, SHARES, "CD")
    assert lacking(desk, Authors(desk.root)) == {"confirmation-missing": 16, "confirmation-by-author": 1}


def test_who_wrote_one_of_its_lines_does_not_count_though_another_is_not_committed(desk: DeskFolder) -> None:
    """The text was changed and not committed yet, the citation is Ann's: hers is no second pair of eyes, Carl's may be."""
    demand(desk, "all", PEOPLE)
    git(desk, "init", "-q")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "begin", "--author=Ann Brandt <ann@example.org>")
    edit(desk, DEVELOPMENT, "The report proposes equal shares.", "The report proposes that both pay alike.")
    said(desk, SHARES, "AB")
    said(desk, SHARES, "CD")
    assert lacking(desk, Authors(desk.root)) == {
        "confirmation-missing": 16,
        "confirmation-by-author": 1,
        "confirmation-author-unknown": 1,
    }


def test_an_author_that_nobody_can_tell_is_told(desk: DeskFolder) -> None:
    """Without git, a confirmation counts and that nobody knows the author is said once for a file; with nothing demanded, not at all."""
    demand(desk, "all")
    said(desk, SHARES, "AB")
    said(desk, "development/winter-sailings/facts/2", "CD")
    assert lacking(desk, Authors(desk.root)) == {"confirmation-missing": 15, "confirmation-author-unknown": 1}
    edit(desk, "content/desk.yaml", "confirm: all", "confirm: none")
    assert list(of_authors(loaded(desk), found(desk), Authors(desk.root))) == []
