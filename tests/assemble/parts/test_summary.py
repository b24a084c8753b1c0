"""What the rules choose for the brief, and how a pack overrules them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefgen.assemble.assemble import assemble
from briefgen.assemble.parts.summary import MOST_AHEAD, MOST_BEFORE, MOST_NEW, MOST_UNKNOWN, SummaryPart
from briefgen.assemble.values import Line
from briefgen.content.content import Content
from briefgen.desk.folder import DeskFolder
from briefgen.language.inline_markup import Words
from briefgen.render.render import render
from tests.tools.desks import DEVELOPMENT, PACK, BuiltDesk, edit, loaded


def words(line: Line) -> str:
    """The plain words of a line, single blanks between them."""
    return "".join(piece.text for piece in line if isinstance(piece, Words)).replace("\u00a0", " ")


def summary(desk: DeskFolder, brief: str = "") -> SummaryPart:
    """The brief of the worked example. brief: what its pack overrules."""
    if brief:
        edit(desk, PACK, "display:", f"brief: {brief}\n\ndisplay:")
    return assemble(loaded(desk), "sound-ferries").summary


def test_new_are_the_key_facts_of_the_newest_development_or_its_first(desk: DeskFolder) -> None:
    """Without an edition before; a fact is told in its own words, with its references."""
    assert [words(said.line)[:14] for said in summary(desk).new] == ["In a joint sta", "On 28 June 201"]
    edit(desk, DEVELOPMENT, "        key: true\n", "")
    first = summary(desk).new
    assert len(first) == MOST_NEW
    assert words(first[1].line) == "Petra Lindqvar of Velmare gave medical care as the reason."


def test_what_is_ahead_has_no_outcome_and_is_not_past(desk: DeskFolder) -> None:
    """An event whose time has come is not ahead, whatever became of it; nor is one that occurred."""
    assert [words(event.event.words) for event in summary(desk).ahead] == ["Ministers to decide on the cost"]
    edit(desk, PACK, "as_of: 2019-07-05", "as_of: 2019-12-05")
    edit(desk, DEVELOPMENT, "        issues: [second-ship]\n", "        issues: [second-ship]\n        outcome: not-in-sources\n")
    later = summary(desk)
    assert later.ahead == ()
    assert later.doubtful


def test_unknown_is_what_the_issues_of_the_newest_development_leave_open(desk: DeskFolder) -> None:
    """Of the issues that it moves."""
    assert [words(line) for line in summary(desk).unknown] == ["What the second ship costs.", "Where Velmare stands on the shares."]
    edit(desk, DEVELOPMENT, "        moves: {second-ship: raised}\n", "")
    edit(desk, DEVELOPMENT, "        moves: {second-ship: narrowed}\n", "")
    assert summary(desk).unknown == ()


@pytest.mark.parametrize(
    ("brief", "told"),
    [
        ("{new: [cost-left-open]}", lambda part: [words(said.line)[:24] for said in part.new] == ["The ministers left the c"]),
        ("{new: []}", lambda part: part.new == ()),
        ("{unknown: []}", lambda part: part.unknown == ()),
        ("{next: []}", lambda part: part.ahead == ()),
        ("{before: [ministers-to-decide]}", lambda part: [event.anchor for event in part.before] == ["event-ministers-to-decide"]),
    ],
)
def test_a_pack_overrules_each_rule(desk: DeskFolder, brief: str, told: Callable[[SummaryPart], bool]) -> None:
    """By naming facts, issues and events; an empty list takes the part out."""
    assert told(summary(desk, brief))


def test_no_part_grows_with_the_desk(generated: BuiltDesk) -> None:
    """Of a large desk the rules choose so many and no more."""
    part = assemble(generated.content, generated.pack).summary
    counts = {"new": MOST_NEW, "unknown": MOST_UNKNOWN, "ahead": MOST_AHEAD, "before": MOST_BEFORE}
    assert all(len(getattr(part, name)) <= most for name, most in counts.items())


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("", "<strong>DRAFT · Brief for information</strong>"),
        ("ask: Choose between a third and a half.\n", "<strong>DRAFT · Brief for decision</strong>"),
        ("ask: Choose between a third and a half.\n", "<strong>Asked of you:</strong> Choose between a third and a half."),
        ("ask: Choose.\ndecide_by: 2019-08-01\n", "<strong>Asked of you by 1\u00a0August\u00a02019:</strong> Choose."),
    ],
)
def test_a_brief_is_for_decision_where_something_is_asked(desk: DeskFolder, more: str, shown: str) -> None:
    """With the day by which to decide; else it is for information."""
    edit(desk, PACK, "marking: TLP:CLEAR\n", f"marking: TLP:CLEAR\n{more}")
    content: Content = loaded(desk)
    page: Any = render(assemble(content, "sound-ferries"), desk.templates, "brief")
    assert shown in page.html
