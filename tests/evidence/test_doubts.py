"""Warnings about sentences, and how a fact answers them."""

from __future__ import annotations

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.evidence.verify import Verified, verify
from tests.tools.desks import DEVELOPMENT, PACK, edit, loaded

OFFERED = "Unnamed officials of both islands said that Oskary had offered a third of the cost."
PROMISED = OFFERED.replace("offered", "promised")


def verified(desk: DeskFolder) -> Verified:
    """The desk held against its archive."""
    return verify(loaded(desk), desk.root / "archive")


def codes(desk: DeskFolder) -> list[str]:
    return [problem.code for problem in verified(desk).problems]


def test_an_answer_holds_for_the_very_words(desk: DeskFolder) -> None:
    """With the sign that the warning gives it is silent; with other words it has lapsed, and the warning is back."""
    edit(desk, DEVELOPMENT, OFFERED, PROMISED)
    [problem] = [problem for problem in verified(desk).problems if problem.code == "word-too-strong"]
    sign = problem.hint.rsplit("answered: ", 1)[1].rstrip(".")
    says = "        says: unnamed-officials\n"
    edit(desk, DEVELOPMENT, says, f"{says}        because: {{word-too-strong: The officials said so.}}\n        answered: '{sign}'\n")
    assert not {"answer-lapsed", "word-too-strong"} & set(codes(desk))
    edit(desk, DEVELOPMENT, "promised a third", "promised a full third")
    assert {"answer-lapsed", "word-too-strong"} <= set(codes(desk))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("are agreed [#winter", "are refused [#winter", "contrary-verb"),
        ("planned to decide in November 2019", "planned to decide in October 2019", "number-not-in-source"),
        ("planned to decide in November", "decided in November", "strength-raised"),
        ("between Oskary and Velmare", "between Oskary and Tarnholm", "word-not-in-source"),
        ("choice between a third and a half", "choice between a tenth and a half", "number-not-in-source"),
    ],
)
def test_page_one_cannot_say_something_else_than_its_facts(desk: DeskFolder, old: str, new: str, code: str) -> None:
    """A false verb, date, strength, name or number in the bottom line or a judgement is found at the pack's line."""
    edit(desk, PACK, old, new)
    assert (PACK, code) in {(problem.place.file, problem.code) for problem in verified(desk).problems}


def test_words_of_the_desk_are_added_to_the_lists(desk: DeskFolder) -> None:
    """A noun that bears a move for this desk only."""
    edit(desk, DEVELOPMENT, "The report proposes equal shares.", "The report tells of parity.")
    assert "move-not-borne" in codes(desk)
    edit(desk, "content/desk.yaml", "output: build", "output: build\nwords: {moves: {narrowed: {nouns: [parity]}}}")
    assert "move-not-borne" not in codes(desk)


def test_what_no_rule_reads_is_not_held(desk: DeskFolder) -> None:
    """The rules know English: a fact that rests on a text in another language is not counted as held by them."""
    edit(desk, "content/sources/velmare-note.yaml", "language: en", "language: da")
    share = verified(desk).coverage.desk
    assert (share.verified, share.held, share.confirmed) == (9, 5, 0)
