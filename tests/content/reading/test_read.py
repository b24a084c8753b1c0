"""The reader: text stays text, every node has its place, and every fault is told in an editor's words."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.reading import read as reader
from briefgen.content.reading.read import Document, diagnostic, read
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location

JARGON = ["scalar", "token", "mapping", "sequence", "flow", "block", "parsing", "scanning", "stream", "directive", "indicator", "expected"]
SEEN = st.characters(
    exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\u2028\u2029\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def read_text(text: str) -> Document:
    """The document in a text."""
    return read("content/a.yaml", text.encode())


def faults(data: str | bytes) -> tuple[Diagnostic, ...]:
    """The problems that reading ends with."""
    with pytest.raises(ContentError) as error:
        read("a.yaml", data.encode() if isinstance(data, str) else data)
    return error.value.problems


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "yes",
        "true",
        "null",
        "~",
        "1.10",
        "0123",
        "0x1F",
        "1e3",
        "12:30",
        "12:30:45",
        "2013-01",
        "2013-01-05",
        "=",
        ".nan",
        "1_000",
        "日本",
    ],
)
def test_text_stays_text(text: str) -> None:
    """What is written is what is read, whatever other programs make of it."""
    assert read_text(f"a: {text}\n").data == {"a": text}
    assert read_text(f"- '{text}'\n- {text}\n").data == [text, text]


def test_only_what_is_left_empty_is_none() -> None:
    """An empty value is None; quotes with nothing between them are an empty text."""
    assert read_text("a:\nb: ''\nc: [d, ]\ne:\n  -\n").data == {"a": None, "b": "", "c": ["d"], "e": [None]}


def test_folded_text_is_one_line_and_kept_text_keeps_its_lines() -> None:
    """The two ways to write long texts below a field."""
    assert read_text("a: >-\n  one: two\n  # three\nb: |-\n  one\n  two\n").data == {"a": "one: two # three", "b": "one\ntwo"}


def test_the_sign_of_a_merge_key_is_text_where_no_name_is_due() -> None:
    """Two angle brackets mean something only as a field's name without quotes."""
    assert read_text("a: <<\nb:\n  - <<\n'<<': c\n").data == {"a": "<<", "b": ["<<"], "<<": "c"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_of_values_and_names(end: str) -> None:
    """Lines and columns count from 1, in characters, whatever ends the lines and however wide the characters are."""
    document = read_text(end.join(["# 日本", "日本: 🙂 x", "list:", "  - one", "  - 🙂: 'a b'", "    long: >-", "      more words", ""]))
    assert document.place(("日本",)) == Location("content/a.yaml", 2, 5)
    assert document.place(("日本",), key=True) == Location("content/a.yaml", 2, 1)
    assert document.place(("list",)) == Location("content/a.yaml", 4, 3)
    assert document.place(("list", 0)) == Location("content/a.yaml", 4, 5)
    assert document.place(("list", 1, "🙂")) == Location("content/a.yaml", 5, 8)
    assert document.place(("list", 1, "🙂"), key=True) == Location("content/a.yaml", 5, 5)
    assert document.place(("list", 1, "long")) == Location("content/a.yaml", 6, 11)
    assert [document.length(path) for path in [("日本",), ("list", 0), ("list", 1, "🙂"), ("list", 1, "long")]] == [3, 3, 5, 2]
    assert document.length(("list",), key=True) == 4
    assert document.excerpt(5) == "  - 🙂: 'a b'"
    assert document.excerpt(99) == document.excerpt(0) == ""


def test_what_is_not_there_stands_at_its_nearest_parent() -> None:
    """A missing field is shown where its record is, by value or by name."""
    document = read_text("a:\n  - b: c\n")
    assert document.place(("a", 0, "missing", 3)) == document.place(("a", 0)) == Location("content/a.yaml", 2, 5)
    assert document.place(("a", "x"), key=True) == document.place(("a",), key=True) == Location("content/a.yaml", 1, 1)
    assert document.place(("x",)) == document.place(()) == Location("content/a.yaml", 1, 1)
    assert document.place(("a", -1)) == document.place(("a",))


def test_a_text_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    """The caret never runs beyond the line it stands under."""
    document = read_text("a: one two\n  three\nb: 'x\n  y'\n")
    assert [document.length((name,)) for name in "ab"] == [7, 2]


def test_diagnostic_has_place_excerpt_and_length() -> None:
    """The helper fills in whatever the document knows."""
    document = read_text("a:\n  b: some words\n")
    assert diagnostic(document, "wrong-value", "No.", ("a", "b"), "Mend it.") == Diagnostic(
        "wrong-value", "No.", Location("content/a.yaml", 2, 6), "Mend it.", "  b: some words", 10
    )
    assert diagnostic(document, "unknown-key", "No.", ("a", "b"), key=True).place == Location("content/a.yaml", 2, 3)
    assert diagnostic(document, "unknown-key", "No.", ("a", "b"), key=True).length == 1


@pytest.mark.parametrize(
    ("data", "code", "line", "column", "words"),
    [
        ("a: b: c", "yaml-syntax", 1, 5, "A second colon"),
        ("a: b\n  c: d\n", "yaml-syntax", 2, 4, "“c” cannot be a field here"),
        ("a:b\nc: d", "yaml-syntax", 2, 2, "the line above is not finished"),
        ("日本: 🙂\nb: '🙂': y", "yaml-syntax", 2, 7, "A second colon"),
        ("a:\n\tb: 1\n", "yaml-syntax", 2, 1, "indented with a tab"),
        ("a: b\n\tc: d", "yaml-syntax", 2, 1, "indented with a tab"),
        ("a: 1\nb: 'x\nc: 1\n", "yaml-syntax", 2, 4, "quotation mark opens here"),
        ('a: "x\n---\nb"', "yaml-syntax", 1, 4, "quotation mark opens here"),
        ("a: 'it's'", "yaml-syntax", 1, 8, "after its closing quotation mark"),
        ('a: "b" c', "yaml-syntax", 1, 8, "after its closing quotation mark"),
        ("a: [1, 2\nb: 3\n", "yaml-syntax", 1, 4, "bracket opens here"),
        ("a: {b: c", "yaml-syntax", 1, 4, "bracket opens here"),
        ("a:\n  - [b, \n\n", "yaml-syntax", 2, 5, "bracket opens here"),
        ("{a:", "yaml-syntax", 1, 1, "bracket opens here"),
        ("a: [b](https://c.d) e", "yaml-syntax", 1, 7, "after a closing bracket"),
        ("a: [@b, para. 5]", "yaml-syntax", 1, 5, "cannot begin with “@”"),
        ("a: *b* c", "yaml-syntax", 1, 4, "cannot begin with “*”"),
        ("a: **b** c", "yaml-syntax", 1, 4, "cannot begin with “*”"),
        ("a: & b", "yaml-syntax", 1, 4, "cannot begin with “&”"),
        ("a: !<b", "yaml-syntax", 1, 4, "cannot begin with “!”"),
        ("a: %b", "yaml-syntax", 1, 4, "cannot begin with “%”"),
        ("a: `b`", "yaml-syntax", 1, 4, "cannot begin with “`”"),
        ("a: ]", "yaml-syntax", 1, 4, "cannot begin with “]”"),
        ("a: ?", "yaml-syntax", 1, 4, "cannot begin with “?”"),
        ("%a\nb", "yaml-syntax", 1, 1, "cannot begin with “%”"),
        ("a: - b", "yaml-syntax", 1, 4, "cannot begin on the line of its field"),
        ("- a\nb: c", "yaml-syntax", 2, 1, "not an item of the list"),
        ("a: 1\nwords\nb: 2", "yaml-syntax", 2, 1, "has no colon"),
        ("a: > b", "yaml-syntax", 1, 6, "the line must end"),
        ('a: "b\\q"', "yaml-syntax", 1, 6, "backslash"),
        ('a: "\\xg"', "yaml-syntax", 1, 7, "backslash"),
        ("  a: 1\n b: 2\n", "yaml-syntax", 2, 2, "belongs to nothing above it"),
        (":", "yaml-syntax", 1, 1, "not a field of the record"),
        ("...", "yaml-syntax", 1, 1, "cannot be read"),
        ("a: *b", "yaml-anchor", 1, 4, "“*b”"),
        ("a: &b c", "yaml-anchor", 1, 4, "“&b”"),
        ("a: &b [c]", "yaml-anchor", 1, 4, "“&b”"),
        ("<<: {a: b}", "yaml-anchor", 1, 1, "“<<”"),
        ("a: !b c", "yaml-tag", 1, 4, "exclamation mark"),
        ("a: !!python/object:os.system c", "yaml-tag", 1, 4, "exclamation mark"),
        ("a: ! c", "yaml-tag", 1, 4, "exclamation mark"),
        ("a: !!seq [c]", "yaml-tag", 1, 4, "exclamation mark"),
        ("a: 日本 #5 held", "yaml-comment", 1, 7, "“#5 held”"),
        ("a: b\n  c\t#5\nd: e", "yaml-comment", 2, 5, "“#5”"),
        ("- a: #five", "yaml-comment", 1, 6, "“#five”"),
        ("a: 1\nb: 2\na: 3", "yaml-duplicate-key", 3, 1, "on lines 1 and 3"),
        ("a: {b: 1, b: 2}", "yaml-duplicate-key", 1, 11, "“b” is written twice"),
        ("a: {{ x }}", "yaml-key", 1, 5, "where a field's name should"),
        ("? [a]\n: b", "yaml-key", 1, 3, "where a field's name should"),
        ("? {a: b}\n: c", "yaml-key", 1, 3, "where a field's name should"),
        ("?\n: b", "yaml-key", 1, 2, "no name"),
        ("a: b\n---\nc: d", "yaml-documents", 2, 1, "second document"),
        ("", "yaml-empty", 0, 0, "nothing in a.yaml"),
        ("# only a comment\n", "yaml-empty", 0, 0, "nothing in a.yaml"),
        ("---\n", "yaml-empty", 0, 0, "nothing in a.yaml"),
        ("[" * 100_000, "yaml-depth", 1, 21, "more than 20 deep"),
        ("{a: " * 100_000, "yaml-depth", 1, 81, "more than 20 deep"),
        ("- " * 100_000, "yaml-depth", 1, 41, "more than 20 deep"),
        ("- " * 1 + "[" + "a," * 200_000, "yaml-size", 1, 400_000, "more than 200000 values"),
        (b"# " + b"x" * 2_000_000, "yaml-size", 0, 0, "2.0 MB; at most 2 MB"),
        ("日本: x\r\ny: 🙂".encode() + b"\xe9", "yaml-encoding", 2, 5, "byte E9"),
        ("a: é".encode("latin-1"), "yaml-encoding", 1, 4, "byte E9"),
        (b"a: \xed\xa0\x80", "yaml-encoding", 1, 4, "byte ED"),
        ("a: b".encode("utf-16"), "yaml-encoding", 1, 1, "UTF-16"),
        ("a: b".encode("utf-16-be").join([b"\xfe\xff", b""]), "yaml-encoding", 1, 1, "UTF-16"),
        ('a: "b\\u202e"', "yaml-character", 1, 4, "U+202E"),
        ('"\\0": b', "yaml-character", 1, 1, "U+0000"),
    ],
)
def test_fault_has_code_place_and_words(data: str | bytes, code: str, line: int, column: int, words: str) -> None:
    """Every kind of fault is found, named and placed; no word of the parser reaches an editor."""
    problem = faults(data)[0]
    assert (problem.code, problem.place) == (code, Location("a.yaml", line, column))
    assert words in problem.message
    assert problem.hint
    assert not [word for word in JARGON if word in problem.message + problem.hint]


@pytest.mark.parametrize("text", ["a: b # five", "a: b#5", "a: 'b' #five", "a: b  ## five", "a: [b] #five", "#a: 1\na: b", "a: >-\n  b #5"])
def test_a_comment_that_cannot_be_text_is_left_alone(text: str) -> None:
    """A blank after its sign, or quotes or a bracket before it, say that it is one."""
    assert read("a.yaml", text.encode()).data


UNSEEN = (
    "\x00\x08\x0b\x0c\x1b\x7f\x80\x85\x9f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0010ffff"
)


@pytest.mark.parametrize("character", UNSEEN, ids=lambda character: f"U+{ord(character):04X}")
def test_characters_that_nobody_sees_are_refused(character: str) -> None:
    """They are named by number, placed, and not repeated in the report."""
    (problem,) = faults(f"a: b\n日: 本{character}c\n")
    assert (problem.code, problem.place) == ("yaml-character", Location("a.yaml", 2, 5))
    assert f"U+{ord(character):04X}" in problem.message
    assert problem.excerpt == "日: 本\ufffdc"


@pytest.mark.parametrize("character", "\u00a0\u00ad\u200b\u200d\u200e\u2013\u3000\ue000\ufe0f\ufffd\U0001f600\U000e0100")
def test_characters_that_have_a_use_are_kept(character: str) -> None:
    """Blanks, joiners, marks, private characters and emoji are not judged, and nothing is normalised."""
    assert read_text(f"a: b{character}c e\u0301\n").data == {"a": f"b{character}c e\u0301"}


def test_a_byte_order_mark_at_the_start_is_no_part_of_the_text() -> None:
    """Some editors write one; columns do not count it."""
    document = read("a.yaml", b"\xef\xbb\xbfa: b")
    assert document.data == {"a": "b"}
    assert document.place(("a",), key=True) == Location("a.yaml", 1, 1)


def test_many_unseen_characters_are_not_all_listed() -> None:
    """A file that is no text at all gives a report of a page, not of a thousand."""
    assert len(faults("a: " + "\x00" * 1000)) == reader.MAX_CHARACTER_PROBLEMS


def test_the_limits_themselves_are_allowed() -> None:
    """Twenty levels, and a file of exactly the largest size, can be read."""
    assert read_text("[" * 20 + "]" * 20).data is not None
    assert read("a.yaml", b"a: b\n#" + b"x" * (reader.MAX_BYTES - 6)).data == {"a": "b"}


@pytest.mark.parametrize(
    ("text", "length"),
    [("a: &bc d", 3), ("a: *bc", 3), ("a: 1\nb: 1\n---\nc: 1", 3), ("abc: 1\nabc: 2", 3), ('a: "b\\u202e\n  c"', 8), ("<<: {}", 2)],
)
def test_the_caret_is_as_long_as_what_it_shows(text: str, length: int) -> None:
    """Signs, names and texts are underlined whole, as far as their first line goes."""
    assert faults(text)[0].length == length


def test_every_fault_of_a_file_is_found_at_once() -> None:
    """One run shows all that can be known, in the order of the file; a syntax error ends the search."""
    problems = faults("a: &x 1\nb: *x\nb: 2\nc: !t 3\nd: 4\u202e\n? [e]\n: 5\nd: 6\nf: g: h\nf: 1\n")
    assert [(problem.code, problem.place.line) for problem in problems] == [
        ("yaml-anchor", 1),
        ("yaml-anchor", 2),
        ("yaml-duplicate-key", 3),
        ("yaml-tag", 4),
        ("yaml-character", 5),
        ("yaml-key", 6),
        ("yaml-duplicate-key", 8),
        ("yaml-syntax", 9),
    ]


def test_a_merge_bomb_and_a_billion_laughs_are_only_read_once() -> None:
    """Anchors are refused where they stand and never followed."""
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 40))
    assert {problem.code for problem in faults(bomb)} == {"yaml-anchor"}
    assert len(faults(bomb)) == 40 + 39 * 9


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for step, child in children for found in _paths(child, (*path, step)))]


def _quoted(value: object) -> str:
    """The value as YAML with every text in double quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)}: {_quoted(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + ",\n ".join(map(_quoted, value)) + "]"
    assert isinstance(value, str)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


FILLED = st.recursive(
    st.text(SEEN, max_size=12),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4), st.dictionaries(st.text(SEEN, max_size=8), inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


@given(FILLED)
def test_what_is_written_is_read_and_placed(value: object) -> None:
    """Any texts in any lists and fields come back, and every place shows the first character of its value or name."""
    document = read_text(_quoted(value))
    assert document.data == value
    for path in _paths(value):
        line, column = document.place(path).line, document.place(path).column
        assert document.excerpt(line)[column - 1] in '{["'
        assert document.excerpt(line)[column - 1 :].startswith(_quoted_start(value, path))
        if path and isinstance(path[-1], str):
            name = document.place(path, key=True)
            assert document.excerpt(name.line)[name.column - 1 :].startswith(_quoted(path[-1]))
            assert document.length(path, key=True) == len(_quoted(path[-1]))


def _quoted_start(value: object, path: tuple[str | int, ...]) -> str:
    for step in path:
        value = value[step]  # type: ignore[index]
    return _quoted(value).split("\n")[0]


@given(FILLED, st.booleans())
def test_both_parsers_read_the_same(value: object, as_blocks: bool) -> None:
    """Where the C parser is missing, data and places are the same."""
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=not as_blocks, sort_keys=False)
    with pytest.MonkeyPatch.context() as patch:
        quick = read_text(text)
        patch.setattr(reader, "_LOADER", yaml.BaseLoader)
        slow = read_text(text)
    assert quick.data == slow.data == value
    assert [quick.spot(path)[:2] for path in _paths(value)] == [slow.spot(path)[:2] for path in _paths(value)]


@given(st.one_of(st.binary(), st.text().map(str.encode), st.text("ab :-[]{}'\"\\*&!|>%@#?,\n\t<~.é", max_size=40).map(str.encode)))
def test_any_bytes_are_a_document_or_problems(data: bytes) -> None:
    """Nothing else is ever raised, and every problem lies inside the file."""
    problems: tuple[Diagnostic, ...] = ()
    try:
        read("a.yaml", data)
    except ContentError as error:
        problems = error.problems
    for problem in problems:
        assert problem.place.line <= data.count(b"\n") + data.count(b"\r") + 1
        assert problem.place.column <= len(problem.excerpt) + 1
        assert problem.length >= 1
