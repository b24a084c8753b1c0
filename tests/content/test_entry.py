"""Places of records and sentences stay: by id where there is one, else counted. A problem is told at its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefgen.content.content import Content
from briefgen.content.entry import LOOKED_THROUGH, Entry
from briefgen.content.model.desk import Term
from briefgen.content.model.fact import Paragraph
from briefgen.content.reading.read import read
from briefgen.desk.folder import DeskFolder
from briefgen.editions.as_of import content_as_of
from briefgen.editions.telling import telling_of
from briefgen.pipeline.load import load


@pytest.fixture
def content(desk: DeskFolder) -> Content:
    """The worked example."""
    found, problems = load(desk)
    assert found is not None, problems
    return found


def test_places_name_what_they_lead_to(content: Content) -> None:
    """Facts are called by their ids, and without one counted through the paragraphs."""
    places = content.developments["winter-sailings"].places
    assert places[("bottom_line",)] == "development/winter-sailings/bottom_line"
    assert places["paragraphs", 0, "facts", 0] == "development/winter-sailings/facts/winter-sailings-agreed"
    assert places["paragraphs", 0, "facts", 1] == "development/winter-sailings/facts/2"
    assert places["paragraphs", 1, "facts", 1] == "development/winter-sailings/facts/4"
    assert places["why_it_matters", 0] == "development/winter-sailings/why_it_matters/1"


def test_a_place_is_one_place_and_no_field_that_nobody_sees_has_one(content: Content) -> None:
    """No two paths lead to one place, and what readers do not see as such, as the archive of a source, has none."""
    for entry in content.entries:
        assert len(set(entry.places.values())) == len(entry.places)
        assert not {path[0] for path in entry.places} & {"archive", "edition", "cite", "derived", "topics", "moves", "positions"}


def test_what_a_pack_tells_is_named_by_these_places(content: Content) -> None:
    """An edition's sentences are found again by the places of the desk's entries."""
    known = {place for entry in content.entries for place in (*entry.places.values(), "/".join(entry.key))}
    assert {node.id for node in telling_of(content, "sound-ferries").nodes} <= known


def test_a_copy_of_an_entry_has_the_same_key_and_places(content: Content) -> None:
    """Nothing depends on where in memory a record is: a copied desk, or that of a day, gives the same names."""
    copied = replace(content, entries=tuple(replace(entry, record=entry.record.model_copy(deep=True)) for entry in content.entries))
    later = content_as_of(content, date(2030, 1, 1))
    for entry, copy in zip(content.entries, copied.entries, strict=True):
        assert (entry.key, entry.places) == (copy.key, copy.places)
    assert later.developments["winter-sailings"].places == content.developments["winter-sailings"].places


def test_a_paragraph_without_facts_tells_nothing(content: Content) -> None:
    """It is no plain field either, whose words would be told."""
    entry = content.developments["winter-sailings"]
    empty = replace(entry, record=entry.record.model_copy(update={"paragraphs": (Paragraph.model_construct(facts=()),)}))
    changed = replace(content, entries=tuple(empty if other is entry else other for other in content.entries))
    [node] = [node for node in telling_of(changed, "sound-ferries").nodes if node.id == "development/winter-sailings"]
    assert "paragraphs" not in node.facts


@pytest.mark.parametrize(("below", "line"), [(0, 1), (3, 4), (LOOKED_THROUGH - 1, LOOKED_THROUGH), (LOOKED_THROUGH, 1), (5000, 1)])
def test_words_are_looked_for_near_their_text_only(below: int, line: int) -> None:
    """So many lines below a text its words are found, and no search runs to the end of a long file: the text itself is told then."""
    data = "meaning: >-\n" + "  a\n" * (below - 1) + "  needle\n" if below else "meaning: needle\n"
    entry = Entry("term", Term(id="a", abbreviation="A", expansion="A"), read("content/glossary.yaml", data.encode()))
    problem = entry.problem("missing-glyph", "M.", ("meaning",), words="needle")
    assert problem.place.line == line
    assert (problem.excerpt[problem.place.column - 1 :] == "needle") == (below < LOOKED_THROUGH)
