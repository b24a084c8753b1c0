"""A new record has its fields in the house's order, and is as whole as what is known of it."""

from __future__ import annotations

import re

import pytest

from briefgen.content.model.kinds import KINDS
from briefgen.content.reading.read import read
from briefgen.desk.folder import DeskFolder
from briefgen.editing.layout.formatted import formatted
from briefgen.editing.layout.order import names
from briefgen.editing.new.place import add, place_of
from briefgen.editing.new.record import ASKED, Refused, asked, checked, form, left_open
from briefgen.pipeline.load import load

WHOLE = {
    "development": {
        "title": "A bridge is talked of",
        "date": "2019-03-12",
        "source": "oskary-courier",
        "says": "media",
        "topics": "ferries",
        "bottom_line": "Ferries go on [#ferries-go-on].",
        "paragraphs": "[{facts: [{id: ferries-go-on, text: The ministers met on the winter sailings again., "
        "cite: ¶1 “agreed on Tuesday”}]}]",
    },
    "issue": {"title": "Quays", "question": "Who mends the quays?"},
    "source": {
        "publisher": "Velmare Post",
        "published": "2019-03-14",
        "medium": "newspaper",
        "descriptor": "Daily newspaper of Velmare.",
        "archive.file": "post.txt",
        "archive.sha256": "0" * 64,
        "archive.body": "1",
    },
    "official": {"name": "Ansel Quay", "party": "velmare", "posts": "Harbour master; oskary-courier ¶2 “Transport Minister”"},
    "pack": {
        "title": "Quays",
        "prepared_for": "Harbour masters",
        "prepared_by": "The desk",
        "as_of": "2019-07-05",
        "bottom_line": "Nothing is known of the quays [!gap].",
    },
    "term": {"abbreviation": "HM", "expansion": "Harbour master"},
}
"""Kind → values that leave nothing open."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_is_in_order_and_explains_itself(kind: str) -> None:
    """Canonical order and layout; a comment for each field that an editor is asked for; no field that the record does not have."""
    text = form(kind, "some-id", {})
    assert formatted(f"content/{KINDS[kind][0]}/x.yaml", text) == text
    data = read(kind, text.encode()).data
    assert isinstance(data, dict)
    assert set(data) <= set(names(KINDS[kind][1]))
    assert set(ASKED[kind]) <= set(data)
    assert data["id"] == "some-id"
    lines = text.splitlines()
    hints = [found[1] for line in lines if (found := re.match(r"# (\w+): ", line))]
    assert set(hints) <= set(names(KINDS[kind][1]))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_open_is_all_that_check_finds(kind: str, desk: DeskFolder) -> None:
    """A problem for each field with nothing in it, and no other."""
    text = form(kind, "some-id", {})
    path, listed = place_of(desk, kind, "some-id")
    add(desk, path, text, listed=listed)
    _, problems = load(desk)
    still = list(left_open(read(kind, text.encode()).data))
    assert {problem.code for problem in problems} == {"empty-text"}
    assert {problem.place.file for problem in problems} == {desk.show(path)}
    assert sorted(problem.message.split("”")[0].strip("“") for problem in problems) == sorted(name.split(".")[-1] for name in still)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_whole_has_no_errors(kind: str, desk: DeskFolder) -> None:
    """With all values given the desk checks without an error, and each value stands where it belongs."""
    values = {name: checked(kind, name, value) for name, value in WHOLE[kind].items()}
    text = form(kind, "some-id", values)
    assert list(left_open(read(kind, text.encode()).data)) == []
    assert formatted(f"content/{KINDS[kind][0]}/x.yaml", text) == text
    path, listed = place_of(desk, kind, "some-id")
    add(desk, path, text, listed=listed)
    content, problems = load(desk)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert content is not None
    assert "some-id" in content.ids(kind)


def test_a_field_without_a_line_in_the_form_gets_one() -> None:
    """In its place; one of which a comment spoke takes the comment's."""
    text = form("development", "x", {"place": "Tokyo", "date_note": "So: it is inferred.", "title": "1.10"})
    lines = text.splitlines()
    assert "place: Tokyo" in lines
    assert not any(line.startswith("# place") for line in lines)
    assert lines.index("date_note: 'So: it is inferred.'") < lines.index("place: Tokyo")
    assert read("x", text.encode()).data["title"] == "1.10"  # type: ignore[index, call-overload]


@pytest.mark.parametrize(
    ("kind", "name", "value", "why"),
    [
        ("development", "tilte", "x", "development has no field “tilte”. Did you mean “title”?"),
        ("development", "date", "12 March", "“date” cannot be “12 March”: “12 March” is not a date"),
        ("development", "says", "medai", "“says” cannot be “medai”: Did you mean “media”?"),
        ("source", "medium", "x", "it is newspaper, news-agency"),
        ("source", "archive.sha256", "00", "“archive.sha256” cannot be “00”"),
        ("source", "archive.flie", "00", "source has no field “archive.flie”"),
        ("development", "title.x", "y", "development has no field “title.x”"),
        ("issue", "title", "  ", "“title” has nothing in it."),
        ("issue", "title", "x" * 600, "at most 500"),
    ],
)
def test_what_a_field_cannot_have_is_refused(kind: str, name: str, value: str, why: str) -> None:
    """With the reason, before anything is written."""
    with pytest.raises(Refused) as caught:
        checked(kind, name, value)
    assert why in str(caught.value)


def test_values_may_be_lists() -> None:
    """In brackets as YAML has them; a list of one as that one; a sentence that begins with a bracket stays one."""
    assert checked("development", "topics", "[a, b]") == ["a", "b"]
    assert checked("development", "topics", "a") == ["a"]
    assert checked("issue", "question", "[sic] who?") == "[sic] who?"
    assert [one.name for one in asked("development")] == ["title", "date", "source", "says"]
    assert next(one for one in asked("development") if one.name == "says").allowed[0] == "official-statement"
