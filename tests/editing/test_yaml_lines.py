"""Lines written for editors read as what was to be written, whatever that is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.content.reading.read import Data, read
from briefgen.editing.yaml_lines import WIDTH, field_lines, folded

WORDS = st.sampled_from(
    [
        "plain",
        "1.0",
        "2024-05-01",
        "true",
        "null",
        "no",
        "~",
        "it's",
        'say "x"',
        "“quoted”",
        "日本",
        "a: b",
        "# x",
        "- dash",
        "[b]",
        "{c}",
        "a, b",
        "@x",
        "%",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join) | st.sampled_from(["two  blanks", "x" * 200, "a\nb", " lead", "trail "])
DATA = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(st.sampled_from(["a", "b-c", "28 July", "2013"]), inner, min_size=1, max_size=4)
    ),
    max_leaves=8,
)


@given(DATA, st.sampled_from([0, 2]))
@settings(max_examples=300, deadline=None)
def test_what_is_written_is_read(value: Data, offset: int) -> None:
    """Any text, list or mapping, however long or odd, and however far dashes stand in."""
    lines = field_lines("name", value, 0, offset)
    assert read("x", "\n".join(lines).encode()).data == {"name": value}


def test_long_sentences_are_folded_and_short_things_stand_on_one_line() -> None:
    """A sentence too long for its line goes below `>-`; moves and citations stay in brackets where they fit."""
    long = "word " * 60 + "end"
    lines = field_lines("text", long, 8, 2)
    assert lines[0] == "        text: >-"
    assert all(len(line) <= WIDTH and line.startswith(" " * 10) for line in lines[1:])
    assert field_lines("moves", {"tolls": "raised"}, 2, 2) == ["  moves: {tolls: raised}"]
    assert field_lines("cite", ["¶1 “a”", "¶2 “b”"], 0, 2) == ["cite: [¶1 “a”, ¶2 “b”]"]
    assert field_lines("cite", ["¶1 “a, b”", "¶2 “b: c”"], 0, 2) == ["cite:", "  - ¶1 “a, b”", "  - '¶2 “b: c”'"]


def test_what_folding_would_change_is_not_folded() -> None:
    """Blanks where a line would be broken, and line ends, would be lost."""
    assert folded("x" * (WIDTH - 5) + "  " + "y" * 20, 0) is None
    assert folded("a\nb", 0) is None
    assert folded("", 0) is None


def test_quotes_that_were_typed_stay() -> None:
    """A text keeps its quotes as long as it stood on one line."""
    assert field_lines("text", "plain", 0, 2, '"plain"') == ['text: "plain"']
    assert field_lines("text", "plain", 0, 2, ">-\n  plain") == ["text: plain"]
