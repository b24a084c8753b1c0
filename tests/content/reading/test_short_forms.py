"""What is typed short becomes the full form, and each part remembers where it was written."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from briefgen.content.reading.read import read
from briefgen.content.reading.short_forms import Known, Origin, expand
from briefgen.content.validate import validate
from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import Diagnostic
from tests.tools.desks import DEVELOPMENT, edit

KNOWN = Known({"paper": "2019-03-13"}, {"oskary": "Oskary"})
FACTS = """
date: 2019-03-12
place: Port Oskary
source: paper
says: media
who: a reporter
bottom_line: agreed
paragraphs:
  - facts:
      - {id: agreed, text: They agreed., cite: ¶2 “agreed” “on Tuesday”, event: Agreed, moves: {ship: agreed}}
      - {text: They left., cite: note ¶1 “left”, says: document, positions: {ship: [oskary, velmare], dues: oskary}}
  - source: note
    says: official-statement
    who: the ministry
    facts:
      - text: It closed.
        cite: [¶3 “closed”, paper ¶4 “shut”]
        date: 2019-04
        event: {label: Closed, status: planned}
        outcome: not-in-sources
      - {text: It ended., source: paper, cite: ¶5 “ended”, derived: [28 July: “on Sunday”]}
"""


@pytest.fixture
def facts() -> list[dict[str, Any]]:
    """The facts of a development in full form."""
    data: Any = expand("development", yaml.load(FACTS, yaml.BaseLoader), KNOWN).data
    return [fact for paragraph in data["paragraphs"] for fact in paragraph["facts"]]


def test_citations_mean_the_nearest_source(facts: list[dict[str, Any]]) -> None:
    """Their own, the fact's, the paragraph's, the development's, in this order; two excerpts are two citations."""
    cited = [[(c["source"], c["para"], c["excerpt"]) for c in fact["cite"]] for fact in facts]
    assert cited == [
        [("paper", "2", "agreed"), ("paper", "2", "on Tuesday")],
        [("note", "1", "left")],
        [("note", "3", "closed"), ("paper", "4", "shut")],
        [("paper", "5", "ended")],
    ]


def test_who_says_so_comes_down_and_a_speaker_only_with_it(facts: list[dict[str, Any]]) -> None:
    """What says for itself who says so does not take another's speaker."""
    assert [(fact["says"], fact.get("who")) for fact in facts] == [
        ("media", "a reporter"),
        ("document", None),
        ("official-statement", "the ministry"),
        ("official-statement", "the ministry"),
    ]


def test_only_events_without_a_date_have_the_developments(facts: list[dict[str, Any]]) -> None:
    """Date and place come together; a fact that is no event has none."""
    assert [(fact.get("date"), fact.get("place")) for fact in facts] == [
        ("2019-03-12", "Port Oskary"),
        (None, None),
        ("2019-04", None),
        (None, None),
    ]


def test_labels_moves_positions_outcomes_and_derivations(facts: list[dict[str, Any]]) -> None:
    """Each in one word or line is the same as in full."""
    assert facts[0]["event"] == {"label": "Agreed"}
    assert facts[0]["moves"] == [{"issue": "ship", "move": "agreed"}]
    assert facts[1]["positions"] == [{"issue": "ship", "parties": ["oskary", "velmare"]}, {"issue": "dues", "parties": ["oskary"]}]
    assert facts[2]["outcome"] == {"result": "not-in-sources"}
    assert facts[3]["derived"] == [{"value": "28 July", "reason": "“on Sunday”"}]


def test_what_came_from_elsewhere_is_told_there() -> None:
    """The source of a citation at the development's field, the label at the event, the excerpt within its line."""
    origins = expand("development", yaml.load(FACTS, yaml.BaseLoader), KNOWN).origins
    fact = ("paragraphs", 0, "facts", 0)
    assert origins[(*fact, "cite", 0, "source")] == Origin(("source",))
    assert origins[(*fact, "event", "label")] == Origin((*fact, "event"))
    assert origins[(*fact, "cite", 1, "excerpt")] == Origin((*fact, "cite"), "on Tuesday")
    assert origins[("bottom_line", "fact")] == Origin(("bottom_line",))


@pytest.mark.parametrize(
    ("text", "title", "attested"),
    [
        ("Mayor; paper ¶2 “Mayor”", "Mayor", "2019-03-13"),
        ("Mayor of the port; 2012-08; paper ¶2 “Mayor”", "Mayor of the port", "2012-08"),
    ],
)
def test_an_office_in_a_line(text: str, title: str, attested: str) -> None:
    """Title, date where there is one, and citation; the body is the party's, the date the source's."""
    made: Any = expand("official", {"id": "a", "party": "oskary", "posts": [text]}, KNOWN).data
    [post] = made["posts"]
    assert (post["title"], post["attested"], post["organisation"]) == (title, attested, "Oskary")
    assert post["cite"] == [{"source": "paper", "para": "2", "excerpt": "Mayor"}]


def problems(desk: DeskFolder) -> list[Diagnostic]:
    return validate([read(name, path.read_bytes()) for name, path in desk.files().items()])[1]


def test_a_mistake_in_what_comes_down_is_told_once(desk: DeskFolder) -> None:
    """At the development's line, however many facts have it from there."""
    edit(desk, DEVELOPMENT, "says: media\ntopics: [ferries]\n\n# The one", "says: medium\ntopics: [ferries]\n\n# The one")
    [problem] = problems(desk)
    assert (problem.code, problem.place.line, problem.place.column) == ("wrong-value", 12, 7)
    edit(desk, DEVELOPMENT, "says: medium\ntopics: [ferries]\n\n# The one", "says:\ntopics: [ferries]\n\n# The one")
    [problem] = problems(desk)
    assert (problem.code, problem.place.line) == ("empty-text", 12)


@pytest.mark.parametrize(("cite", "sign"), [("¶ “words”", "“"), ("¶2 words", "w"), ("¶2 “words", "“"), ("source ¶2 “” ", "“"), ("¶2", "2")])
def test_the_wrong_sign_of_a_citation_is_pointed_at(desk: DeskFolder, cite: str, sign: str) -> None:
    """In the editor's file, by line and column."""
    edit(desk, DEVELOPMENT, "cite: ¶3 “left open who pays for the second ship”", f"cite: '{cite}'")
    [problem] = problems(desk)
    assert problem.code == "citation-unreadable"
    assert problem.excerpt[problem.place.column - 1] == sign
