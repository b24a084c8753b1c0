"""Words of a source become the shortest excerpt that stands once in its paragraph, as printed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.content.model.statement import Citation
from briefgen.content.reading import short_citation
from briefgen.desk.folder import DeskFolder
from briefgen.editing.citing.cited import LEAST_WORDS, MOST_SIGNS, MOST_WORDS, Cited, cited, closest, excerpt_at, outside
from briefgen.editing.citing.texts import archived
from briefgen.evidence.archived_text import SourceParagraph
from briefgen.evidence.citations import find
from briefgen.evidence.readings import Reading
from briefgen.language.folding import fold, occurrences

WORDS = ("the", "ferry", "of", "Oskary,", "“Sound”", "isn’t", "U.S.", "ﬁnal", "日本の船", "1987;", "—", "naïve")
PARAGRAPH = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)


def paragraph(text: str) -> SourceParagraph:
    return SourceParagraph(1, 1, text)


def made(text: str, words: str) -> list[str]:
    """The excerpt for every place where words stand in a text."""
    wanted = fold(words)
    one = paragraph(text)
    return [excerpt_at(one, start, start + len(wanted)) for start in occurrences(wanted, one.folded)]


@settings(deadline=None)
@given(st.data(), PARAGRAPH)
def test_an_excerpt_is_printed_and_short(data: st.DataObject, text: str) -> None:
    """Whatever passage is taken: it stands in the paragraph as printed, in at most twelve words, once where any such words stand once."""
    words = text.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    passage = " ".join(words[first : last + 1])
    for excerpt in made(text, passage):
        assert excerpt in text
        assert len(excerpt.split()) <= MOST_WORDS
        if len(passage.split()) <= MOST_WORDS and len(occurrences(fold(passage), fold(text))) == 1 and len(passage) <= MOST_SIGNS:
            assert fold(excerpt) == fold(passage)


@pytest.mark.parametrize(
    ("text", "words", "excerpts"),
    [
        ("Two ferries a day will cross the Sound.", "ferries  a day", ["ferries a day"]),
        ("Two ferries cross. Both ferries stay.", "ferries", ["ferries cross", "ferries stay"]),
        ("He said “yes”, and she said “no”.", 'said "no"', ["said “no”"]),
        ("The talks’ ﬁnal day", "talks' final day", ["talks’ ﬁnal day"]),
        ("政府は中国の船を見た。中国は否定した。", "中国", ["中国の", "中国は"]),
        ("a b a b", "a b", ["a b a", "b a b"]),
        ("x x", "x", ["x x", "x x"]),
        ("Nothing of it.", "something", []),
    ],
)
def test_the_words_of_a_passage(text: str, words: str, excerpts: list[str]) -> None:
    """As typed where they stand once; with neighbours where they do not, those behind first; in the source's own signs."""
    assert made(text, words) == excerpts


def test_of_a_long_passage_the_shortest_stretch_is_taken() -> None:
    """At least three words, which begin and end with a word of weight and run over no comma."""
    text = (
        "On Tuesday, the ministers of both islands agreed, after talks that went on all night, to keep two ferries a day across the Sound."
    )
    (excerpt,) = made(text, text)
    assert len(excerpt.split()) == LEAST_WORDS
    assert "," not in excerpt
    assert excerpt.split()[0].lower() not in {"of", "the", "on", "that"}


def test_the_paragraphs_of_all_sources_are_searched(desk: DeskFolder) -> None:
    """Each place is a citation that verify accepts, written as editors type it."""
    texts = archived(desk)
    for reading in texts.library.values():
        for one in reading.paragraphs:
            found = cited(one.text, texts.library)
            assert [(hit.source, hit.para) for hit in found] == [(reading.source.id, one.number)]
            assert accepted(found[0], reading)
            (again,) = short_citation.parse(found[0].written)
            assert (again.source, again.para, again.excerpt) == found[0]
    assert [hit.written for hit in cited("left open who pays", texts.library)] == ["oskary-courier ¶3 “left open who pays”"]


def accepted(hit: Cited, reading: Reading) -> bool:
    """Whether verify finds nothing wrong with a citation."""
    return find(reading, Citation(source=hit.source, para=hit.para, excerpt=hit.excerpt)) is None


def test_what_was_copied_over_the_end_of_a_paragraph_is_looked_for_by_lines(desk: DeskFolder) -> None:
    """Each line gets its citation."""
    library = archived(desk).library
    first, second = library["oskary-courier"].paragraphs[:2]
    assert [hit.para for hit in cited(f"{first.text}\n\n{second.text}\n", library)] == [1, 2]


def test_words_that_stand_nowhere(desk: DeskFolder) -> None:
    """The nearest passage is told, and where the file has the words outside the article."""
    library = archived(desk).library
    assert cited("left open who paid", library) == []
    near = closest("left open who paid", library)
    assert near is not None
    assert (near.source, near.para) == ("oskary-courier", 3)
    assert near.diff == "left open who [-paid-]{+pays+}"
    assert closest("quite other matters altogether", library) is None
    assert outside("Ferry talks turn to winter sailings", library) == ["oskary-courier"]
    assert outside("left open who paid", library) == []


def test_an_excerpt_with_both_kinds_of_marks_is_written_in_full() -> None:
    """The short form has no place for it."""
    assert Cited("a", 2, 'said “so” in "haste"').written == '{source: a, para: 2, excerpt: said “so” in "haste"}'
