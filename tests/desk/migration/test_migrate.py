"""A desk of the old form becomes one in which each fact is written once, and every event, move and position is kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from briefgen.content.reading.read import Data, read
from briefgen.desk.migration.migrate import Migrated, migrate
from tests.tools.old_desks import DEVELOPMENT, ISSUE, OLD_EXAMPLE, OPENED, PACK, TOLLS, cite, desks, files_of, old_desk, said, valid

OPENING = {**said("The mayors opened the bridge.", OPENED), "id": "opened", "label": "Bridge opened", "status": "occurred"}
RAISED = {**said("The question of tolls stayed open.", TOLLS), "issue": "tolls", "move": "raised", "date": "2020-05-04"}


def in_new_form(desk: dict[str, Data], **how: bool) -> tuple[dict[str, Any], dict[str, Migrated]]:
    """The whole desk in the new form, which has to be valid, and what was made anew."""
    made = migrate(desk, **how)
    new = {name: made[name].data if name in made else data for name, data in desk.items()}
    valid({name: data for name, data in new.items() if name != ISSUE or "positions" not in str(data)})
    return new, made


def facts(desk: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts of the desk's development."""
    return [fact for paragraph in desk[DEVELOPMENT]["paragraphs"] for fact in paragraph["facts"]]


def doubts(made: dict[str, Migrated]) -> str:
    """All doubts in one text."""
    return "\n".join(doubt.reason for one in made.values() for doubt in one.doubts)


def position(party: str, text: str, *cites: dict[str, Any], date: str = "2020-05-04") -> dict[str, Any]:
    return {**said(text, *cites), "party": party, "date": date}


@pytest.mark.parametrize("wholly", [True, False])
def test_the_example_as_it_was_becomes_valid(wholly: bool) -> None:
    """Every record of the worked example in its old form is one of the new form; its events keep their ids, and its moves their issue."""
    desk = {name: read(name, data).data for name, data in files_of(OLD_EXAMPLE).items()}
    made = migrate(desk, wholly=wholly)
    content = valid({name: made[name].data if name in made else data for name, data in desk.items()})
    assert content.events.keys() == {"treaty-made", "winter-sailings-agreed", "report-due", "report-handed-over", "ministers-to-decide"}
    assert [update.move for update in content.updates["second-ship"]] == ["raised", "narrowed"]
    assert [fact.fact.positions for fact in content.facts.values() if fact.fact.outcome] == [()]


def test_what_is_in_the_new_form_is_left_as_it_is() -> None:
    """A second time there is nothing to do."""
    new, _ = in_new_form(old_desk({"events": [OPENING], "updates": [RAISED]}))
    assert migrate(new) == {}


def test_sentence_event_move_and_position_in_the_same_words_are_one_fact() -> None:
    """The sentence stays; the entry of the chronology, the move and the position are said at it."""
    new, made = in_new_form(
        old_desk(
            {"events": [OPENING | {"date": "2020-05-04", "place": "Norrhamn"}], "updates": [RAISED]},
            {"positions": [position("norr", "Norr left tolls open.", TOLLS), position("soder", "Söder left tolls open.", TOLLS)]},
        )
    )
    assert facts(new) == [
        {
            "id": "opened",
            "text": "The two mayors opened the long bridge.",
            "cite": "¶1 “opened the long bridge on Monday”",
            "event": "Bridge opened",
        },
        {
            "text": "They left the question of tolls open.",
            "cite": "¶2 “left the question of tolls open”",
            "date": "2020-05-04",
            "moves": {"tolls": "raised"},
            "positions": {"tolls": ["norr", "soder"]},
        },
    ]
    assert "positions" not in new[ISSUE]
    assert new[DEVELOPMENT]["bottom_line"] == "The bridge is open [#opened]."
    assert new[PACK]["bottom_line"] == ["The bridge is open [#opened]."]
    assert (new[DEVELOPMENT]["source"], new[DEVELOPMENT]["says"]) == ("herald", "media")
    assert doubts(made) == ""


def test_an_event_of_another_day_or_place_says_so() -> None:
    """What an event does not share with its development is written at the fact."""
    new, _ = in_new_form(old_desk({"events": [OPENING | {"date": "2020-05", "wording": "in May", "status": "planned"}]}))
    fact = facts(new)[0]
    assert {name: fact.get(name) for name in ("date", "wording", "place", "event")} == {
        "date": "2020-05",
        "wording": "in May",
        "place": None,
        "event": {"label": "Bridge opened", "status": "planned"},
    }


def test_issues_that_an_event_bore_on_stay_unless_it_moves_them() -> None:
    """Those that the fact moves, or tells a position on, are said there; the others under `issues:`."""
    event = {**said("Tolls stayed open.", TOLLS), "id": "open", "label": "Tolls left open", "status": "occurred", "date": "2020-05-04"}
    desk = old_desk({"events": [OPENING | {"date": "2020", "issues": ["tolls"]}, event | {"issues": ["tolls"]}], "updates": [RAISED]})
    new, _ = in_new_form(desk)
    assert [(fact.get("issues"), fact.get("moves")) for fact in facts(new)] == [(["tolls"], None), (None, {"tolls": "raised"})]


def test_an_event_without_place_takes_none() -> None:
    """On the development's day, but not said to be at its place, an event has a date of its own, so that nothing is added to it."""
    new, _ = in_new_form(old_desk({"events": [OPENING | {"date": "2020-05-04"}]}))
    assert facts(new)[0]["date"] == "2020-05-04"
    assert valid(new).events["opened"].place is None


def test_ids_that_are_made_are_new() -> None:
    """A fact that a sentence names, and that is no event, is called by its first words; not as another fact is."""
    event = {
        **said("A ribbon.", cite(5, "a ribbon")),
        "id": "mayors-opened-long-bridge",
        "label": "Ribbon",
        "status": "occurred",
        "date": "2020",
    }
    new, _ = in_new_form(old_desk({"events": [event]}))
    assert new[DEVELOPMENT]["bottom_line"] == "The bridge is open [#mayors-opened-long-bridge-2]."
    assert [fact.get("id") for fact in facts(new)] == ["mayors-opened-long-bridge-2", None, "mayors-opened-long-bridge"]


def test_what_no_sentence_tells_is_a_fact_of_its_own() -> None:
    """An event on other words of the source comes last, with its own sentence, speaker and outcome."""
    event = {
        **said("A toll road was promised.", cite(7, "a toll road will follow"), says="named-official"),
        "id": "road",
        "label": "Toll road",
        "date": "2021",
        "status": "planned",
        "outcome": {"result": "not-in-sources"},
    }
    new, _ = in_new_form(old_desk({"events": [event]}))
    assert len(new[DEVELOPMENT]["paragraphs"]) == 2
    assert facts(new)[-1] == {
        "id": "road",
        "text": "A toll road was promised.",
        "says": "named-official",
        "cite": "¶7 “a toll road will follow”",
        "date": "2021",
        "event": {"label": "Toll road", "status": "planned"},
        "outcome": "not-in-sources",
    }


@pytest.mark.parametrize(
    ("change", "why"),
    [({"says": "named-official"}, "is told by “media”"), ({"date": "2020-05-02"}, "has another date or event")],
    ids=["speaker", "date"],
)
def test_another_speaker_or_day_is_another_fact(change: dict[str, Any], why: str) -> None:
    """A move on the same words by another speaker, or of another day than the event there, is kept apart, and an editor is asked."""
    event = {**said("Tolls stayed open.", TOLLS), "id": "open", "label": "Tolls left open", "date": "2020-05-04", "status": "occurred"}
    new, made = in_new_form(old_desk({"events": [event], "updates": [RAISED | change]}))
    assert [fact["text"] for fact in facts(new)][-1] == "The question of tolls stayed open."
    assert facts(new)[-1]["moves"] == {"tolls": "raised"}
    assert why in doubts(made)


def test_a_party_has_one_position_at_a_fact() -> None:
    """What a party is said to hold twice in the same words is told in two facts, and not as a joint act with itself."""
    held = [position("norr", "Norr left tolls open.", TOLLS), position("norr", "Norr leaves tolls for later.", TOLLS)]
    new, _ = in_new_form(old_desk(issue={"positions": held}))
    assert [fact.get("positions") for fact in facts(new)] == [None, {"tolls": "norr"}, {"tolls": "norr"}]


def test_citations_and_derivations_of_what_is_let_go_stay() -> None:
    """The fact takes over the words of the source that only the event cited, and the values that its own sentence has too."""
    derived = [{"value": "two", "reason": "one of either town"}, {"value": "4 May", "reason": "the Monday before"}]
    event = OPENING | {"cite": [OPENED, cite(4, "a ribbon was cut")], "derived": derived}
    new, made = in_new_form(old_desk({"events": [event]}))
    assert facts(new)[0]["cite"] == ["¶1 “opened the long bridge on Monday”", "¶4 “a ribbon was cut”"]
    assert facts(new)[0]["derived"] == [{"two": "one of either town"}]
    assert "the event derived “4 May” (the Monday before)" in doubts(made)


def test_numbers_that_only_the_lost_sentence_told_are_shown_to_the_editor() -> None:
    """Where the sentence of an event held a number that the fact has not, the doubt quotes it."""
    _, made = in_new_form(old_desk({"events": [OPENING | {"text": "The mayors opened the bridge of 1200 metres."}]}))
    assert "“1200” too: “The mayors opened the bridge of 1200 metres.”" in doubts(made)


def test_a_bottom_line_on_words_that_no_sentence_cites_is_a_fact() -> None:
    """It is the first fact, the bottom line is its id, and an event in its words is said at it."""
    other = cite(3, "traffic will flow from noon")
    event = {**said("Traffic flows.", other), "id": "traffic", "label": "Traffic", "status": "occurred", "date": "2020-05-04"}
    new, _ = in_new_form(old_desk({"bottom_line": said("Traffic will flow.", other), "events": [event]}))
    assert new[DEVELOPMENT]["bottom_line"] == "traffic"
    assert facts(new)[0]["text"] == "Traffic will flow."
    assert len(facts(new)) == 3


def test_comments_among_the_sentences_go_to_why_it_matters() -> None:
    """A sentence of ours is no fact; what it cited stands in brackets, by the fact there if it is one."""
    comment = said("It was about time.", TOLLS, says="comment")
    summary = [
        {"statements": [said("The mayors opened the bridge.", OPENED), comment, said("Tolls are open.", TOLLS)]},
        {"statements": [comment]},
    ]
    new, made = in_new_form(old_desk({"summary": summary}))
    assert new[DEVELOPMENT]["why_it_matters"] == ["It was about time [#tolls-open]."] * 2
    assert len(facts(new)) == 2
    assert "as a comment" in doubts(made)


def test_a_development_of_comments_alone_has_its_bottom_line_for_a_fact() -> None:
    """There is always a fact."""
    ours = said("It was about time.", says="comment")
    new, _ = in_new_form(old_desk({"summary": [{"statements": [ours]}], "bottom_line": ours}))
    assert [fact["text"] for fact in facts(new)] == ["It was about time."]


def test_what_a_paragraph_shares_is_said_once() -> None:
    """Speaker and source of a whole paragraph stand above it, and nothing is inherited by mistake."""
    second = [
        said(f"Drivers {verb}.", cite(n, f"drivers {verb} at once", "gazette"), says="observers", who="drivers")
        for n, verb in ((1, "cheered"), (2, "sang"))
    ]
    first = [said("The mayors opened it.", OPENED), said("Tolls are open.", TOLLS), said("A horn blew.", cite(5, "a horn blew loudly"))]
    desk = old_desk({"summary": [{"statements": first}, {"statements": second}]})
    desk["content/sources/gazette.yaml"] = {**desk["content/sources/herald.yaml"], "id": "gazette"}  # type: ignore[dict-item]
    new, _ = in_new_form(desk)
    assert new[DEVELOPMENT]["paragraphs"][1] == {
        "source": "gazette",
        "says": "observers",
        "who": "drivers",
        "facts": [
            {"text": "Drivers cheered.", "cite": "¶1 “drivers cheered at once”"},
            {"text": "Drivers sang.", "cite": "¶2 “drivers sang at once”"},
        ],
    }


def test_a_position_that_nothing_tells_stays_with_its_issue() -> None:
    """On a source that no development cites it is left, with a doubt at it; wholly, it is told by the development there is."""
    desk = old_desk(issue={"positions": [position("norr", "Norr wants tolls.", cite(1, "we want tolls", "gazette"))]})
    desk["content/sources/gazette.yaml"] = {**desk["content/sources/herald.yaml"], "id": "gazette"}  # type: ignore[dict-item]
    new, made = in_new_form(desk)
    assert new[ISSUE] == desk[ISSUE]
    assert [(doubt.path, doubt.reason[:26]) for doubt in made[ISSUE].doubts] == [(("positions", 0), "no development tells of th")]
    new, made = in_new_form(desk, wholly=True)
    assert "positions" not in new[ISSUE]
    assert facts(new)[-1]["positions"] == {"tolls": "norr"}
    assert facts(new)[-1]["cite"] == "¶1 “we want tolls”"


def test_a_move_on_the_day_of_its_report_is_asked_about() -> None:
    """The date stays, and an editor is asked whether it is the report's."""
    new, made = in_new_form(old_desk({"updates": [RAISED | {"date": "2020-05-05"}]}))
    assert facts(new)[1]["date"] == "2020-05-05"
    assert "if 2020-05-05 is only the day of the report, take the date out" in doubts(made)


@given(desks())
@settings(max_examples=150, deadline=None)
def test_whatever_was_valid_is_valid(desk: dict[str, Data]) -> None:
    """Wholly in the new form, every desk is as the model wants it, the same each time, with every event, move and position."""
    new, _ = in_new_form(desk, wholly=True)
    assert in_new_form(desk, wholly=True)[0] == new
    assert migrate(new, wholly=True) == {}
    old: Any = desk
    found = facts(new)
    assert sum("event" in fact for fact in found) == len(old[DEVELOPMENT]["events"])
    assert sum(len(fact.get("moves", ())) for fact in found) == len(old[DEVELOPMENT]["updates"])
    told = [party for fact in found for party in (fact.get("positions", {}).get("tolls") or ()) if party in {"norr", "soder"}]
    alone = [fact["positions"]["tolls"] for fact in found if isinstance(fact.get("positions", {}).get("tolls"), str)]
    assert sorted([*told, *alone]) == sorted(position["party"] for position in old[ISSUE]["positions"])
