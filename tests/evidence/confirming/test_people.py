"""Who wrote a sentence last, as git knows it, and whether that is who confirms it."""

from __future__ import annotations

import pytest

from briefgen.content.model.desk import Person
from briefgen.desk.folder import DeskFolder
from briefgen.desk.git import Author
from briefgen.evidence.confirming.people import Authors, is_by
from briefgen.evidence.confirming.sentences import sentences_of
from tests.tools.commands import git
from tests.tools.desks import DEVELOPMENT, PACK, edit, loaded

AGREED = "development/winter-sailings/facts/winter-sailings-agreed"
MEDICAL = "development/winter-sailings/facts/2"
ANN, CARL = Author("Ann Brandt", "ann@example.org"), Author("Carl Dahl", "carl@example.org")
LISTED = [Person(name="Ann Brandt", initials="AB", email="ann@example.org"), Person(name="Carl Dahl", email="c.dahl@example.org")]
PEOPLE = {name.casefold(): one for one in LISTED for name in (one.name, one.initials, one.email) if name}


def authors(desk: DeskFolder) -> dict[str, set[str | None]]:
    """The names of the last authors of each sentence, by place; None among them where git cannot tell."""
    asked = Authors(desk.root)
    wrote = {sentence.place: asked.of(sentence) for sentence in sentences_of(loaded(desk))}
    return {place: {one and one.name for one in some} for place, some in wrote.items()}


def committed(desk: DeskFolder, author: Author) -> None:
    git(desk, "commit", "-qam", "change", f"--author={author}")


def test_each_sentence_has_the_authors_of_its_own_lines(repository: DeskFolder) -> None:
    """The second line of a long sentence and a citation count; the label, the line above and another sentence do not."""
    edit(repository, DEVELOPMENT, "          daily in the coming winter.", "          daily in the winter to come.")
    committed(repository, ANN)
    edit(repository, DEVELOPMENT, "event: Ministers agree on winter sailings", "event: Winter sailings are agreed")
    edit(repository, DEVELOPMENT, "Petra Lindqvar of Velmare gave", "Petra Lindqvar gave")
    edit(repository, PACK, "rests_on: [winter-sailings]", "rests_on: [winter-sailings-agreed]")
    committed(repository, CARL)
    found = authors(repository)
    assert found[AGREED] == {"x@example.org", "Ann Brandt"}
    assert found[MEDICAL] == {"x@example.org", "Carl Dahl"}
    assert found["pack/sound-ferries/judgements/1"] == {"x@example.org", "Carl Dahl"}
    assert found["development/winter-sailings/facts/7"] == {"x@example.org"}
    assert found["pack/sound-ferries/bottom_line/1/2"] == {"x@example.org"}


def test_blanks_are_no_authorship(repository: DeskFolder) -> None:
    """Who only sets a line further in has not written it."""
    edit(repository, DEVELOPMENT, "          daily in the coming winter.", "            daily in the coming winter.")
    edit(repository, DEVELOPMENT, "          In a joint", "            In a joint")
    committed(repository, ANN)
    assert authors(repository)[AGREED] == {"x@example.org"}


def test_what_is_not_committed_nobody_is_known_to_have_written(repository: DeskFolder) -> None:
    """A changed line is its author's once it is committed; the lines that did not change are known as before."""
    edit(repository, DEVELOPMENT, "Petra Lindqvar of Velmare gave", "Petra Lindqvar gave")
    found = authors(repository)
    assert (found[MEDICAL], found[AGREED]) == ({None, "x@example.org"}, {"x@example.org"})


def test_without_git_nobody_is_known(desk: DeskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """In no repository, or without git on the machine, nothing is known, and nothing fails."""
    assert all(some == {None} for some in authors(desk).values())
    git(desk, "init", "-q")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "begin")
    monkeypatch.setenv("PATH", str(desk.root))
    assert all(some == {None} for some in authors(desk).values())


@pytest.mark.parametrize(
    ("name", "author", "expected"),
    [
        ("AB", ANN, True),
        ("ann brandt", ANN, True),
        ("ann@example.org", Author("ann", "ann@example.org"), True),
        ("AB", Author("Carl Dahl", "elsewhere@example.org"), False),
        ("Carl Dahl", CARL, True),
        ("AB", Author("Eve", "eve@example.org"), None),
        ("Eve", ANN, None),
        ("Eve", Author("eve", "eve@example.org"), True),
        ("AB", None, None),
    ],
)
def test_whether_a_person_is_an_author(name: str, author: Author | None, expected: bool | None) -> None:
    """By name, initials or address, in any case of letters; whom the desk does not list nobody can tell."""
    assert is_by(PEOPLE, name, author) is expected
