"""The rules of what is known on a day, one by one, and what a pack says of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefgen.assemble.assemble import assemble
from briefgen.checks.check import check
from briefgen.content.content import Content
from briefgen.content.model.desk import Place
from briefgen.content.model.fact import Fact, Outcome, Paragraph
from briefgen.content.model.issue import Unknown
from briefgen.content.model.official import Official, Post
from briefgen.content.model.pack import Judgement, Pack
from briefgen.content.model.source import Defect, Withdrawal
from briefgen.content.officials import offices_by
from briefgen.desk.folder import DeskFolder
from briefgen.editions.as_of import content_as_of
from briefgen.language.date_parser import parse
from briefgen.language.time_zones import days_elsewhere
from briefgen.pipeline.load import load

PACK = "sound-ferries"
DAY = date(2019, 7, 2)  # every source of the example is out, the pack's own as-of date is later


@pytest.fixture
def content(desk: DeskFolder) -> Content:
    """The worked example."""
    found, problems = load(desk)
    assert found is not None, problems
    return found


def changed(content: Content, kind: str, change: Callable[[Any], dict[str, Any]]) -> Content:
    """The content with the first record of a kind changed."""
    first = next(entry for entry in content.entries if entry.kind == kind)
    other = replace(first, record=first.record.model_copy(update=change(first.record)))
    return replace(content, entries=tuple(other if entry is first else entry for entry in content.entries))


def record(content: Content, kind: str) -> Any:
    """The first record of a kind."""
    return next(entry.record for entry in content.entries if entry.kind == kind)


CITE = ({"source": "oskary-courier", "para": 1, "excerpt": "agreed on Tuesday"},)
FACT = {"id": "later", "text": "It was so.", "says": "media", "cite": CITE}


def facts(content: Content, *more: dict[str, Any]) -> Content:
    """The content with a paragraph of facts more."""
    told = Paragraph(facts=tuple(Fact.model_validate(FACT | one) for one in more))
    return changed(content, "development", lambda d: {"paragraphs": (*d.paragraphs, told)})


def events(content: Content, status: str = "occurred", label: str = "Something later", **more: Any) -> Content:
    """The content with one event more."""
    return facts(content, {"event": {"label": label, "status": status}, **more})


@pytest.mark.parametrize(
    ("status", "when", "there"),
    [("occurred", "2019-07-03", False), ("occurred", "2019-07-02", True), ("planned", "2019-07-03", True), ("occurred", "2019-07", True)],
)
def test_only_what_is_past_must_not_be_later(content: Content, status: str, when: str, there: bool) -> None:
    """An event that happened is known from its first day, a planned one from its source's."""
    seen = content_as_of(events(content, status=status, date=when), DAY)
    assert ("later" in seen.events) is there


def test_a_position_of_a_later_day_is_not_known(content: Content) -> None:
    """Though its source is out."""
    later = facts(content, {"date": "2019-07-03", "positions": [{"issue": "second-ship", "parties": ["velmare"]}]})
    told = [[position.parties for position in each.chosen(PACK).positions["second-ship"]] for each in (content, content_as_of(later, DAY))]
    assert told[0] == told[1]


def post(**fields: Any) -> Post:
    return Post.model_validate({"organisation": "Senate", "title": "Speaker", "attested": "2019-07-03", "cite": CITE} | fields)


def test_a_post_of_a_later_day_is_not_known_and_later_ends_are_forgotten(content: Content) -> None:
    """A post counts from the day for which it is attested; a start or end that lies ahead is left out."""
    posts = (post(), post(attested="2019-03-12", start="2019-01-01", end="2019-08-01"))
    seen = record(content_as_of(changed(content, "official", lambda _: {"posts": posts}), DAY), "official")
    assert [(p.attested.text, p.start and p.start.text, p.end) for p in seen.posts] == [("2019-03-12", "2019-01-01", None)]


def test_an_official_without_a_post_is_not_known(content: Content) -> None:
    """Nor is the official among those who appear in a development."""
    seen = content_as_of(changed(content, "official", lambda _: {"posts": (post(),)}), DAY)
    gone = record(content, "official").id
    assert gone not in seen.officials
    assert gone not in {name for named in seen.appearances.values() for name in named}


def test_an_unknown_is_left_open_by_one_development_and_answered_by_another(content: Content) -> None:
    """It is shown from the one and until the other."""
    name = record(content, "development").id
    left_open = (
        {"text": "A."},
        {"text": "B.", "development": name},
        {"text": "C.", "development": "other"},
        {"text": "D.", "answered": name},
    )
    lines = tuple(Unknown.model_validate(line) for line in left_open)
    seen = content_as_of(changed(content, "issue", lambda _: {"unknown": lines}), DAY)
    assert [line.text for line in record(seen, "issue").unknown] == ["A.", "B."]


@pytest.mark.parametrize(
    ("outcome", "when", "there"),
    [
        (Outcome(result="not-in-sources"), "2019-07-01", True),
        (Outcome(result="not-in-sources"), "2019-07-02", False),
        (Outcome(result="happened", event="report-handed-over"), "2019-06", True),
        (Outcome(result="happened", event="unheard-of"), "2019-06", False),
        (Outcome(result="happened", note="So it was."), "2019-06", False),
        (Outcome(result="happened", note="So it was [@velmare-note, para. 1]."), "2019-06", True),
        (Outcome(result="happened", note="So it was [@unread, para. 1]."), "2019-06", False),
    ],
)
def test_an_outcome_is_known_with_its_event_or_its_source(content: Content, outcome: Outcome, when: str, there: bool) -> None:
    """Silence of the sources is an outcome once the time has passed."""
    seen = content_as_of(events(content, status="planned", date=when, outcome=outcome), DAY)
    assert (seen.events["later"].outcome is not None) is there


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("A comment.", True),
        ("A comment on 1 July 2019.", True),
        ("A comment on 3 July 2019.", False),
        ("A comment on July 2019.", True),
        ("A comment on August 2019.", False),
        ("A comment on 2020.", False),
        ("A comment [@velmare-note, para. 1].", True),
        ("A comment [@unread, para. 1].", False),
        ("A comment on [it](#issue-second-ship).", True),
    ],
)
def test_our_own_words_are_known_unless_they_know_more(content: Content, text: str, there: bool) -> None:
    """A later day, month or year, or a source that is not out, leaves a comment away."""
    seen = content_as_of(changed(content, "development", lambda _: {"why_it_matters": (text,)}), DAY)
    assert (record(seen, "development").why_it_matters == (text,)) is there


def test_a_link_to_what_is_not_known_leaves_its_text_away(content: Content) -> None:
    """An event of a later day takes the comment along that links to it."""
    later = events(content, status="occurred", date="2019-07-03")
    linked = changed(later, "development", lambda _: {"why_it_matters": ("See [it](#later).",)})
    assert record(content_as_of(linked, DAY), "development").why_it_matters == ()
    assert record(content_as_of(linked, date(2019, 7, 3)), "development").why_it_matters


def test_a_defect_that_tells_of_a_later_year_is_left_away(content: Content) -> None:
    """Also where only the excerpt names the year."""

    data = [{"kind": "furniture", "excerpt": words, "note": "A line at the foot."} for words in ("Copyright 2021", "Subscribe now")]
    marked = changed(content, "source", lambda _: {"defects": tuple(Defect.model_validate(item) for item in data)})
    seen = record(content_as_of(marked, DAY), "source")
    assert [defect.excerpt for defect in seen.defects] == ["Subscribe now"]


def test_a_judgement_is_as_old_as_it_says(content: Content) -> None:
    """Before the pack's own date only judgements that say since when are known, from that day on."""

    def change(pack: Pack) -> dict[str, Any]:
        made = ({"text": "Old.", "since": "2019-07-01"}, {"text": "New.", "since": "2019-07-03"}, {"text": "Undated."})
        return {"judgements": tuple(Judgement.model_validate(item | {"rests_on": [record(content, "development").id]}) for item in made)}

    pack = changed(content, "pack", change)
    assert [j.text for j in record(content_as_of(pack, DAY), "pack").judgements] == ["Old."]
    assert len(record(content_as_of(pack, date(2019, 7, 5)), "pack").judgements) == 3


def test_a_withdrawal_of_a_later_day_is_not_known(content: Content) -> None:
    """The source still counts."""
    gone = Withdrawal.model_validate({"date": "2019-07-03", "reason": "An error."})
    marked = changed(content, "source", lambda _: {"withdrawn": gone})
    assert record(content_as_of(marked, DAY), "source").withdrawn is None
    assert record(content_as_of(marked, date(2019, 7, 3)), "source").withdrawn is not None


def test_a_sentence_needs_all_its_sources(content: Content) -> None:
    """One that cites an early and a late source waits for the late one."""
    texts = [f.text for p in record(content_as_of(content, date(2019, 3, 13)), "development").paragraphs for f in p.facts]
    assert not any("handed in" in text for text in texts)
    assert len(texts) == 5


# What a pack says of time


def test_offices_are_shown_as_of_the_day_the_last_first(content: Content) -> None:
    """A person in two offices is one person with both; the same office attested twice stands once."""
    official: Official = record(content, "official")
    offices = (("2010", "Mayor"), ("2012", "Mayor"), ("2015", "Speaker"), ("2030", "King"))
    posts = tuple(post(attested=when, title=title) for when, title in offices)
    person = official.model_copy(update={"posts": posts})
    assert [p.attested.text for p in offices_by(person, parse("2019-07-05"))] == ["2015", "2012", "2010"]
    assert [p.attested.text for p in offices_by(person, parse("2001"))] == ["2010"]
    briefing = assemble(changed(content, "official", lambda _: {"posts": posts}), PACK)
    assert [row.attested for row in briefing.officials] == ["2015"]
    assert [office.attested for office in briefing.offices.named[0].posts] == ["2015", "2012"]


def test_an_issue_has_its_state_since_the_first_of_the_last_like_moves(content: Content) -> None:
    """Raised, discussed, raised again after a close and discussed twice: under discussion since the first of the two."""
    moves = [
        ("raised", "2019-01"),
        ("closed", "2019-02"),
        ("raised", "2019-03-01"),
        ("discussed", "2019-03-05"),
        ("discussed", "2019-03-10"),
    ]
    told = [{"id": None, "date": when, "moves": [{"issue": "second-ship", "move": move}]} for move, when in moves]
    bare = changed(content, "development", lambda d: {"bottom_line": d.bottom_line.model_copy(update={"text": "So."}), "paragraphs": ()})
    made = assemble(facts(bare, *told), PACK)
    issue = made.register[0]
    assert issue.state == "under discussion (2019)"
    assert (made.histories[0].since, made.histories[0].steps[-1].date) == ("5\u00a0March\u00a02019", "10\u00a0March\u00a02019")
    assert [move.state for move in issue.strip] == ["open", "closed", "open", "under discussion", "under discussion"]


def test_moves_whose_order_is_not_known_say_so(content: Content) -> None:
    """A wide date beside an exact one that falls into it, in the table of moves and in the strip; the exact one does not."""
    moves = [("raised", "2019-01-01"), ("discussed", "2019-02"), ("agreed", "2019-02-10"), ("closed", "2019-05")]
    told = [{"id": None, "date": when, "moves": [{"issue": "second-ship", "move": move}]} for move, when in moves]
    bare = changed(content, "development", lambda d: {"bottom_line": d.bottom_line.model_copy(update={"text": "So."}), "paragraphs": ()})
    made = assemble(facts(bare, *told), PACK)
    assert [step.order for step in made.histories[0].steps] == ["", "order uncertain", "", ""]
    assert [move.when.endswith("(order uncertain)") for move in made.register[0].strip] == [False, True, False, False]


@pytest.mark.parametrize(
    ("when", "status", "words"),
    [
        ("2019-07-04", "expected", "The sources do not say what became of it."),
        ("2019-07-05", "expected", "its time has not come"),
        ("2019/..", "expected", "the sources give no time by which it was to happen"),
    ],
)
def test_what_is_expected_says_whether_its_time_has_passed(content: Content, when: str, status: str, words: str) -> None:
    """By the as-of date of the pack, 5 July 2019."""
    made = events(content, status=status, date=when, moves=[{"issue": "second-ship", "move": "discussed"}])
    [issue] = assemble(made, PACK).histories
    assert words in [item.outcome for item in issue.expected]


def test_a_wide_date_says_that_its_place_is_uncertain(content: Content) -> None:
    """Not the exact ones beside it, and not a wide one that nothing falls into."""
    by_june = "annex-event-report-due"
    for when, uncertain in (("2019-03", {"annex-event-later", by_june}), ("2018", {by_june}), ("2019-03-11", {by_june})):
        rows = assemble(events(content, status="occurred", date=when), PACK).events
        assert {row.anchor for row in rows if row.order} == uncertain


def test_a_local_date_is_shown_with_the_days_it_is_elsewhere(content: Content) -> None:
    """Only where the day differs, the date is a day and the place is one."""
    zones = (("Tokyo", "Asia/Tokyo"), ("Washington", "America/New_York"), ("Seoul", "Asia/Seoul"))
    places = tuple(Place(name=name, zone=zone) for name, zone in zones)
    desk = content.desk.model_copy(update={"places": places})
    pack = changed(content, "pack", lambda p: {"display": p.display.model_copy(update={"also_in": ("Washington", "Seoul")})})
    for when, place, words in (
        ("2019-03-10", "Tokyo", "Tokyo (local date; 9\u201310\u00a0March\u00a02019 in Washington)"),
        ("2019-03", "Tokyo", "Tokyo"),
        ("2019-03-10", "Tokyo and Washington", "Tokyo and Washington"),
        ("2019-03-10", "Oslo", "Oslo"),
    ):
        made = replace(events(pack, status="occurred", date=when, place=place), desk=desk)
        assert {row.anchor: row for row in assemble(made, PACK).events}["annex-event-later"].place == words


def test_a_day_elsewhere_follows_summer_time() -> None:
    """Midnight in Tokyo is ten in the morning in New York in winter, eleven in summer; Honolulu may be on the day before throughout."""
    assert days_elsewhere(date(2024, 7, 28), "Asia/Tokyo", "America/New_York") == (date(2024, 7, 27), date(2024, 7, 28))
    assert days_elsewhere(date(2024, 7, 28), "Asia/Tokyo", "Asia/Seoul") == (date(2024, 7, 28), date(2024, 7, 28))
    assert days_elsewhere(date(2024, 7, 28), "Pacific/Kiritimati", "Pacific/Pago_Pago") == (date(2024, 7, 26), date(2024, 7, 27))


# Checks that need more than one broken example


def codes(content: Content) -> set[str]:
    return {problem.code for problem in check(content)}


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"label": "Ministers agree on sailings", "date": "2019-03-11"}, True),
        ({"label": "Ministers agree on sailings", "date": "2019-03"}, False),
        ({"label": "Ministers agree on sailings", "date": "2019-03-11", "differs_from": ["winter-sailings-agreed"]}, False),
        ({"label": "Harbour dues raised", "date": "2019-03-11"}, False),
        ({"label": "Ministers agree on 2 winter sailings", "date": "2019-03-11"}, False),
    ],
)
def test_one_event_with_two_dates(content: Content, more: dict[str, Any], found: bool) -> None:
    """Like labels with dates that rule each other out, unless the editor says that they differ."""
    assert ("same-event-twice" in codes(events(content, status="occurred", **more))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Transport Minister Petra Lindqvar spoke.", False),
        ("Prime Minister Petra Lindqvar spoke.", True),
        ("Former Prime Minister Petra Lindqvar spoke.", False),
        ("The former Prime Minister Petra Lindqvar spoke.", False),
        ("Speaker Petra Lindqvar spoke.", True),
        ("Petra Lindqvar spoke.", False),
    ],
)
def test_an_office_in_a_sentence_is_one_held_then(content: Content, text: str, found: bool) -> None:
    """The office attested nearest before the sentence's date counts; an earlier one does not, nor a later one."""
    posts = [*record(content, "official").posts, post(attested="2012"), post(attested="2030", title="Prime Minister")]
    made = changed(events(content, status="occurred", date="2019-03-12", text=text), "official", lambda _: {"posts": tuple(posts)})
    assert ("office-not-held" in codes(made)) is found
