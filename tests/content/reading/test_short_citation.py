"""Citations as editors type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.reading.short_citation import CitationError, ShortCitation, parse, written

IDS = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True)
WORDS = st.text(st.characters(blacklist_characters="“”", blacklist_categories=("Cc", "Cs")), min_size=1, max_size=40)


@pytest.mark.parametrize(
    "text",
    [
        "¶2 “some words”",
        "¶ 2 “some words”",
        'para. 2 "some words"',
        "para 2 “some words”",
        "paragraph 2 “some words”",
        ' ¶2  " some words "',
    ],
)
def test_ways_of_writing_are_one(text: str) -> None:
    """Sign or word, with or without blanks and full stop, curly or straight quotes: the same citation."""
    assert [(c.source, c.para, c.excerpt) for c in parse(text)] == [("", 2, "some words")]


def test_a_source_and_several_excerpts() -> None:
    """A citation may name its source, and take several excerpts of one paragraph."""
    assert parse("kyodo-secretariat ¶10 “one” “two”") == [
        ShortCitation("kyodo-secretariat", 10, "one", 23, "¶10"),
        ShortCitation("kyodo-secretariat", 10, "two", 29, "¶10"),
    ]


def test_quotes_inside_quotes() -> None:
    """Curly quotes may hold straight ones, and the other way round."""
    assert parse('¶2 “deepen the "alliance"”')[0].excerpt == 'deepen the "alliance"'
    assert parse('¶2 "a “new” concept"')[0].excerpt == "a “new” concept"


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("“some words”", 0, "the paragraph is missing"),
        ("kyodo “some words”", 0, "the paragraph is missing"),
        ("¶ “some words”", 2, "the number of the paragraph"),
        ("¶0 “some words”", 1, "the number of the paragraph"),
        ("¶2 some words", 3, "stand in quotation marks"),
        ("¶2 “some words", 3, "never closed"),
        ("¶2 “ ”", 3, "nothing between"),
        ("¶2", 1, "the words of the source are missing"),
        ("¶2 “a”, ¶3 “b”", 6, "stand in quotation marks"),
    ],
)
def test_errors_point_at_the_sign(text: str, column: int, words: str) -> None:
    """What cannot be read is told with the column of the sign that is wrong."""
    with pytest.raises(CitationError, match=words) as caught:
        parse(text)
    assert caught.value.column == column


@given(st.one_of(st.just(""), IDS), st.integers(1, 9999), WORDS)
def test_what_is_written_is_read(source: str, para: int, excerpt: str) -> None:
    """`written` and `parse` are each other's inverse, but for blanks at the ends."""
    if excerpt.strip():
        assert [(c.source, c.para, c.excerpt) for c in parse(written(source, para, excerpt))] == [(source, para, excerpt.strip())]
