"""What fields say of themselves beside their types, and that every field was thought of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefgen.content.model.kinds import KINDS
from briefgen.content.model.source import Defect
from briefgen.content.record import HasMarkup, Record, Ref, fields, walk

DECIDED = {
    "Desk": """
        title language parties places markings fonts archive coverage confirm confirm_by people words silence output partial as_of
    """,
    "FontChoice": """
        script file bold package language shared licence
    """,
    "Party": """
        id name family_name_first
    """,
    "Place": """
        name zone also
    """,
    "Person": """
        name initials email
    """,
    "Confirmation": """
        at of by day refused
    """,
    "Term": """
        id:Unseen abbreviation expansion meaning
    """,
    "Development": """
        id:Unseen title date wording date_note place source:Unseen+Loose says:Unseen who:Unseen topics:Unseen bottom_line
        paragraphs:Needed why_it_matters
    """,
    "BottomLine": """
        fact text
    """,
    "Fact": """
        id:Unseen source:Unseen+Loose date wording place event key:Unseen outcome differs_from:Unseen+Loose moves positions issues:Loose
        because:Unseen answered:Unseen
    """,
    "Event": """
        label status
    """,
    "IssueMove": """
        issue move
    """,
    "IssuePosition": """
        issue parties
    """,
    "Answer": """
        code reason
    """,
    "Outcome": """
        result event:Loose note
    """,
    "Paragraph": """
        source:Unseen+Loose says:Unseen who:Unseen facts:Needed
    """,
    "Issue": """
        id:Unseen title question:Timeless topics:Unseen unknown
    """,
    "Unknown": """
        text development:Unseen+Loose answered:Unseen+Loose
    """,
    "Official": """
        id:Unseen name family_name:Unseen native_name aliases:Unseen party posts:Needed note
    """,
    "Post": """
        organisation title attested cite:AllOrNothing start end
    """,
    "Display": """
        paper names dates also_in changes notes archive attachments chapters
    """,
    "Edition": """
        version status revision_history
    """,
    "Judgement": """
        text rests_on:AllOrNothing confidence since:Unseen
    """,
    "Pack": """
        id:Unseen title subtitle prepared_for prepared_by as_of marking distribution products:Unseen+Setting ask decide_by bottom_line
        judgements brief:Unseen budgets:Unseen+Setting developments:Unseen+Setting sections display:Setting source_note
        edition:Unseen+Setting
    """,
    "Brief": """
        new:Loose unknown:Loose next:Loose before:Loose
    """,
    "Budget": """
        pages words references share
    """,
    "Budgets": """
        brief pack annex
    """,
    "Revision": """
        number date summary
    """,
    "Selection": """
        ids:Loose topics since until
    """,
    "Archive": """
        file sha256 body
    """,
    "Defect": """
        kind para excerpt:Quoted note probably reason
    """,
    "InferredDate": """
        bounds reason:Timeless
    """,
    "Source": """
        id:Unseen publisher short headline:AsPrinted byline:AsPrinted dateline:AsPrinted published
        published_as_printed:AsPrinted inferred medium language locator:Unseen descriptor:Timeless defects url
        archive:Unseen unconfirmed:Unseen withdrawn
    """,
    "Withdrawal": """
        date reason
    """,
    "Citation": """
        source para excerpt:Quoted prefix suffix
    """,
    "Derivation": """
        value:Quoted reason:Quoted
    """,
    "Statement": """
        text says who cite:AllOrNothing derived:Unseen
    """,
}
"""Record → its own fields, each with the marks that somebody decided it needs, or none.

A new field stands here once somebody has asked of it: Does a reader see it (Unseen)? Does a day take it away (Setting, Timeless)? Does
one unknown member make its record unknown (AllOrNothing), or none left (Needed)? Does it show the records that it names (Loose)?
Does the source print it (AsPrinted), or say it in its own words (Quoted)?
"""


def kinds(base: type[Record] = Record) -> Iterator[type[Record]]:
    """Every type of record that the model has."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("briefgen.content.model"):
            yield kind
            yield from kinds(kind)


@pytest.mark.parametrize("kind", sorted(set(kinds()), key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_every_field_was_thought_of(kind: type[Record]) -> None:
    """A field without a decision fails here, and so does a mark that was added or lost by accident."""
    decided = (word.partition(":") for word in DECIDED[kind.__name__].split())
    inherited = dict(fields(kind.__bases__[0])) if kind.__bases__[0] is not Record else {}
    own = {name: marks for name, marks in fields(kind) if name not in inherited}
    found = {name: {type(mark).__name__ for mark in marks if not isinstance(mark, Ref | HasMarkup)} for name, marks in own.items()}
    assert found == {name: set(marks.split("+")) - {""} for name, _, marks in decided}


def test_no_decision_is_left_over() -> None:
    """The table names no record that is gone, and every kind of file is in it."""
    assert {kind.__name__ for kind in kinds()} == set(DECIDED)
    assert {kind.__name__ for _, kind in KINDS.values()} <= set(DECIDED)


def test_marks_inside_a_list_are_those_of_its_field() -> None:
    """A list of ids is as much a reference as a single one, and keeps what its field says of itself."""
    by_name = {kind.__name__: dict(fields(kind)) for kind in kinds()}
    assert [type(mark).__name__ for mark in by_name["Fact"]["differs_from"]] == ["Unseen", "Loose", "Ref"]
    assert [type(mark).__name__ for mark in by_name["Development"]["why_it_matters"]] == ["HasMarkup"]
    assert by_name["Development"]["title"] == ()


def test_what_was_left_out_is_not_walked_through() -> None:
    """A field without a value is no leaf; one that is false, 0 or empty is."""
    defect = Defect(kind="error", note="")
    assert [(path, value) for path, value, _ in walk(defect)] == [((), defect), (("kind",), "error"), (("note",), "")]
