"""Inline markup: only what is well-formed counts, and no letter is ever lost."""

from __future__ import annotations

import sys
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.language.inline_markup import Cites, Emphasis, Link, Span, Strong, Words, citations, escape, parse, plain, problems

MARKED = st.text("ab1 *\\[]()@#,;:/.日", max_size=60)
PIECES = st.sampled_from(
    ["*", "**", "***", "[", "]", "](#a)", "](https://a.b)", "](c)", "[@a, para. 1]", "\\", "a", "b c", " ", "(", ")", "日本"]
)
HOSTILE = [
    "*",
    "[",
    "](",
    "[x](a",
    "*a ",
    "**a *b ",
    "*a **b* c** ",
    "***a ",
    "[@a, para. 1",
    "[@a, para. 1; ",
    "](](a)",
    "\\",
    "[a [b](#x) ",
]


def em(text: str) -> Emphasis:
    """Emphasis on words."""
    return Emphasis((Words(text),))


def strong(text: str) -> Strong:
    """Strong words."""
    return Strong((Words(text),))


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "*",
        "**",
        "****",
        "a*b*c",
        "2*3*4",
        "see* and this*",
        "** a **",
        "*a",
        "a*",
        "**a*",
        "*a**",
        "****a****",
        "(*) and (*)",
        '"*" and "*"',
        "“*” and “*”",
        "snake_*case*",
        "[brackets]",
        "[",
        "]",
        "](#b)",
        "[a] (#b)",
        "[a](#b",
        "[](#b)",
        "[ ](#b)",
        "[a](b.html)",
        "[a](javascript:alert(1))",
        "[a](file:///etc/passwd)",
        "[a](//host/path)",
        "[a](https://)",
        "[a](https://a b)",
        "[a](#)",
        "[@a]",
        "[@a, para. 0]",
        "[@a, para. x]",
        "[@A, para. 1]",
        "[@a, para. 1, para. 2]",
        "AT&T",
        "a < b",
        "{{ x }}",
        "<b>x</b>",
        "“quotes” 'and' \"others\"",
        "日本",
        "snake_case",
        "\\n",
        "C:\\temp",
        "https://example.org/a_b",
    ],
)
def test_what_is_not_markup_is_literal(text: str) -> None:
    """Everything that is not well-formed markup comes out as typed."""
    assert parse(text) == (Words(text),)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("*日本*", (em("日本"),)),
        ("a *b*, c", (Words("a "), em("b"), Words(", c"))),
        ("(*b*)", (Words("("), em("b"), Words(")"))),
        ('*"q"*.', (em('"q"'), Words("."))),
        ("*a*b*", (em("a*b"),)),
        ("**b c** d", (strong("b c"), Words(" d"))),
        ("*a* *b*", (em("a"), Words(" "), em("b"))),
        ("***b***", (Strong((em("b"),)),)),
        ("***a* b**", (Strong((em("a"), Words(" b"))),)),
        ("***a** b*", (Emphasis((strong("a"), Words(" b"))),)),
        ("**a *b***", (Strong((Words("a "), em("b"))),)),
        ("*a **b***", (Emphasis((Words("a "), strong("b"))),)),
        ("*a **b** c*", (Emphasis((Words("a "), strong("b"), Words(" c"))),)),
        ("*a **b* c**", (em("a **b"), Words(" c**"))),
        ("*a *b* c*", (Words("*a "), em("b"), Words(" c*"))),
        ("2 * 3 *b*", (Words("2 * 3 "), em("b"))),
        (r"\*a\* *b*", (Words("*a* "), em("b"))),
        (r"\\*b*", (Words("\\"), em("b"))),
        (r"*a\*b*", (em("a*b"),)),
        (r"\[a](#b) \n", (Words(r"[a](#b) \n"),)),
    ],
)
def test_emphasis_and_escapes(text: str, spans: tuple[Span, ...]) -> None:
    """Stars at the edge of words count; a backslash takes their meaning away."""
    assert parse(text) == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("[a b](https://a.b/c)", (Link("https://a.b/c", (Words("a b"),)),)),
        ("[a](http://a.b).", (Link("http://a.b", (Words("a"),)), Words("."))),
        ("[a](HTTPS://a.b)", (Link("HTTPS://a.b", (Words("a"),)),)),
        ("[a](mailto:a@b.c)", (Link("mailto:a@b.c", (Words("a"),)),)),
        ("[a](#missile-defence)", (Link("#missile-defence", (Words("a"),)),)),
        ("[a](https://a.b/c_(d))", (Link("https://a.b/c_(d)", (Words("a"),)),)),
        ("[a](https://a.b/*c*)", (Link("https://a.b/*c*", (Words("a"),)),)),
        ("*[a](#b)*", (Emphasis((Link("#b", (Words("a"),)),)),)),
        ("[*a* c](#b)", (Link("#b", (em("a"), Words(" c"))),)),
        ("*a [b* c](#d)", (Words("*a "), Link("#d", (Words("b* c"),)))),
        ("[*a](#b)*", (Link("#b", (Words("*a"),)), Words("*"))),
        ("[a [b] c](#d)", (Link("#d", (Words("a [b] c"),)),)),
        (r"[a \] c](#d)", (Link("#d", (Words("a ] c"),)),)),
        ("[a [b](#c) d](#e)", (Words("[a "), Link("#c", (Words("b"),)), Words(" d](#e)"))),
        ("[sic] and [a](#b)", (Words("[sic] and "), Link("#b", (Words("a"),)))),
    ],
)
def test_links(text: str, spans: tuple[Span, ...]) -> None:
    """A link has words and an address; it holds emphasis but no link."""
    assert parse(text) == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("[@kyodo-2005, para. 5]", (Cites((("kyodo-2005", 5),), 0),)),
        ("a [@a, para. 1; @b, para. 22].", (Words("a "), Cites((("a", 1), ("b", 22)), 2), Words("."))),
        ("日本 *b [@a, para. 1]*", (Words("日本 "), Emphasis((Words("b "), Cites((("a", 1),), 6))))),
        ("[b [@a, para. 1]](#c)", (Words("[b "), Cites((("a", 1),), 3), Words("](#c)"))),
        (r"\[@a, para. 1]", (Words("[@a, para. 1]"),)),
    ],
)
def test_citations(text: str, spans: tuple[Span, ...]) -> None:
    """Citations have sources, paragraphs and the place of their bracket; no link holds one."""
    assert parse(text) == spans


def test_all_citations_of_a_text() -> None:
    """Every source and paragraph, in order, twice where cited twice; escaped ones are none."""
    text = r"*a [@b, para. 3]* [@a, para. 1; @b, para. 3] \[@c, para. 1] [@d]"
    assert citations(text) == [("b", 3), ("a", 1), ("b", 3)]


def test_plain_text_has_words_only() -> None:
    """Markup and citations are gone, words are as typed."""
    assert plain(r"*a **b*** [c *d*](#e) [@f, para. 1] 2 * 3 \*") == "a b c d  2 * 3 *"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](javascript:alert(1))", [(2, "markup-link")]),
        ("日 [a](file:///x)", [(4, "markup-link")]),
        ("[a](notes.html) [b](../x)", [(2, "markup-link"), (18, "markup-link")]),
        ("[a](https://a b)", [(2, "markup-link")]),
        ("[a](www.example.org/a b)", [(2, "markup-link")]),
        ("[a]()", [(2, "markup-link")]),
        ("[](#b)", [(1, "markup-link")]),
        ("[a [b](#c) d](#e)", [(12, "markup-link")]),
        ("[a [@b, para. 1]](#e)", [(16, "markup-link")]),
        ("a [@b] [@c, p. 1]", [(2, "markup-citation"), (7, "markup-citation")]),
        ("[@b, para. 1", [(0, "markup-citation")]),
        ("[sic](as printed)", []),
        ("[a] (b)", []),
        ("a](b)", []),
        ("[a] b](c)", []),
        (r"\[a](b) \[@c]", []),
        ("[a](#b) [c](https://d.e) [f](mailto:g@h.i) [@j, para. 1] [k]", []),
        ("*a **b", []),
    ],
)
def test_problems(text: str, found: list[tuple[int, str]]) -> None:
    """What was meant as a link or a citation and is none has an offset, a code, a message and a hint."""
    assert [(offset, code) for offset, code, _, _ in problems(text)] == found
    assert all(message.endswith(".") and hint.endswith(".") for _, _, message, hint in problems(text))


def test_the_fault_of_a_link_is_named() -> None:
    """A bad address is shown; a good one is not blamed for what the brackets hold."""
    assert "“notes.html” is not an address" in problems("[a](notes.html)")[0][2]
    assert "#e" not in problems("[a [b](#c) d](#e)")[0][2]


def _steps(text: str) -> int:
    """How many lines and calls of Python it takes to do everything with a text."""
    count = 0

    def tracer(frame: FrameType, event: str, _: object) -> object:
        nonlocal count
        count += 1
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)  # type: ignore[arg-type]
    try:
        parse(text), plain(text), problems(text), citations(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", HOSTILE)
def test_steps_grow_with_the_length_only(unit: str) -> None:
    """Twice the text takes at most about twice the steps, whatever is repeated."""
    assert _steps(unit * 400) <= 2.2 * _steps(unit * 200) + 200


@pytest.mark.parametrize("unit", HOSTILE)
def test_long_hostile_text_is_kept(unit: str) -> None:
    """A hundred thousand characters of half-finished markup neither end the program nor nest deep."""
    text = unit * (100_000 // len(unit))
    assert _depth(parse(text)) <= 4
    assert _letters(_said(parse(text))) == _letters(text)


def _depth(spans: tuple[Span, ...]) -> int:
    return 1 + max((_depth(span.children) for span in spans if isinstance(span, Emphasis | Strong | Link)), default=0)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _said(spans: tuple[Span, ...]) -> str:
    """Everything spans say, targets and citations too, in order."""
    parts = []
    for span in spans:
        if isinstance(span, Words):
            parts.append(span.text)
        elif isinstance(span, Cites):
            parts += [f"{source} para {number}" for source, number in span.cites]
        else:
            parts.append(_said(span.children) + (span.href if isinstance(span, Link) else ""))
    return "".join(parts)


@given(st.text().filter(lambda text: not set(text) & set("*[]\\")))
def test_text_without_marks_is_one_span(text: str) -> None:
    """No other character has a meaning."""
    assert parse(text) == ((Words(text),) if text else ())


@given(st.one_of(st.text(), MARKED))
def test_escaped_text_is_literal(text: str) -> None:
    """Escaping makes any text come out as it went in, without a problem."""
    assert parse(escape(text)) == ((Words(text),) if text else ())
    assert plain(escape(text)) == text
    assert problems(escape(text)) == []


@given(st.one_of(st.text(), MARKED, st.lists(PIECES).map("".join)))
def test_no_letter_is_lost(text: str) -> None:
    """Whatever the marks, every letter and digit is said once and in order."""
    assert _letters(_said(parse(text))) == _letters(text)


@example("***1**:***")
@given(st.one_of(MARKED, st.lists(PIECES).map("".join)))
def test_spans_are_whole(text: str) -> None:
    """Words that touch are one span, no span is empty, and a kind never holds itself."""
    _check_whole(parse(text), frozenset())


def _check_whole(spans: tuple[Span, ...], inside: frozenset[type]) -> None:
    for one, other in pairwise(spans):
        assert not (isinstance(one, Words) and isinstance(other, Words))
    for span in spans:
        assert type(span) not in inside
        if isinstance(span, Words):
            assert span.text
        elif not isinstance(span, Cites):
            assert span.children
            _check_whole(span.children, inside | {type(span)})


@given(st.lists(PIECES).map("".join))
def test_citations_are_those_of_the_spans(text: str) -> None:
    """The short cut to citations finds what parsing finds, at their brackets."""
    found = [span for span in _flat(parse(text)) if isinstance(span, Cites)]
    assert [cite for span in found for cite in span.cites] == citations(text)
    assert all(text[span.offset : span.offset + 2] == "[@" for span in found)


def _flat(spans: tuple[Span, ...]) -> list[Span]:
    return [inner for span in spans for inner in (span, *(_flat(span.children) if isinstance(span, Emphasis | Strong | Link) else ()))]
