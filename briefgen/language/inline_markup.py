"""The markup in text fields: *emphasis*, **strong**, [words](https://…), [words](#id), [@source-id, para. 5], [#fact-id],
[!gap], [!judgement] and [!advice].

A backslash makes the next of \\ * [ ] literal. Whatever is not well-formed markup is literal as typed:

- stars count where they stand at the edge of words: an opening one has no letter, digit or blank on its wrong side
  (2 * 3, a*b*c), and none is alone between brackets or quotation marks;
- a link holds neither links nor citations, and emphasis begins and ends on the same side of a link's brackets;
- emphasis holds no emphasis, and strong words hold no strong words, so that nesting ends.

Every function takes time in proportion to the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple


@dataclass(frozen=True)
class Words:
    """Literal text."""

    text: str


@dataclass(frozen=True)
class Emphasis:
    """*Words* that are stressed. children: spans, or what a later stage made of them."""

    children: tuple[Any, ...]


@dataclass(frozen=True)
class Strong:
    """**Words** that stand out. children: spans, or what a later stage made of them."""

    children: tuple[Any, ...]


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere. href: http(s)://…, mailto:… or #id. children: spans, or what a later stage made of them."""

    href: str
    children: tuple[Any, ...]


@dataclass(frozen=True)
class Cites:
    """Citations in one pair of brackets: (source id, paragraph) each. offset: of the opening bracket in the text."""

    cites: tuple[tuple[str, int], ...]
    offset: int


@dataclass(frozen=True)
class Rests:
    """The ids of the facts that the words before rest on, in one pair of brackets. offset: of the opening bracket in the text."""

    facts: tuple[str, ...]
    offset: int


@dataclass(frozen=True)
class Ours:
    """What a sentence of ours is, that rests on no fact: a gap in what is known, a judgement, or advice. It is not printed."""

    kind: str


Span = Words | Emphasis | Strong | Link | Cites | Rests | Ours
_MARKUP = re.compile(r"[\\*\[]")
_SPECIAL = re.compile(r"[\\*\[\]]")
_PIECE = re.compile(r"\\[\\*\[\]]|\*+|[^\\*\[\]]+|\\")
_CITE = re.compile(r"@([a-z0-9][a-z0-9-]*),\s*para\.\s*([1-9][0-9]{0,5})")
_CITES = re.compile(rf"\[\s*{_CITE.pattern}(?:\s*;\s*{_CITE.pattern})*\s*\]")
_FACT = re.compile(r"#([a-z0-9]+(?:-[a-z0-9]+)*)")
_RESTS = re.compile(rf"\[\s*{_FACT.pattern}(?:\s*;\s*{_FACT.pattern})*\s*\](?!\()")
_OURS = re.compile(r"\[!(gap|judgement|advice)\]")
_TARGET = re.compile(r"\]\(((?:[^()]|\([^()]*\))*+)\)")
_GOOD_TARGET = re.compile(r"https?://[^\s]+|mailto:[^\s@]+@[^\s@]+|#[A-Za-z0-9][A-Za-z0-9-]*", re.IGNORECASE)
APART: dict[Literal["cites", "rests", "ours"], re.Pattern[str]] = {"cites": _CITES, "rests": _RESTS, "ours": _OURS}
"""What stands in brackets and is no part of the words."""
_PAIRS = frozenset({"()", "[]", "{}", '""', "''", "“”", "‘’", "«»"})
_KINDS = {"*": (1,), "**": (2,), "***": (1, 2)}


def parse(text: str) -> tuple[Span, ...]:
    """The spans of a text, in order. Words that touch are one span, and none is empty."""
    if not _MARKUP.search(text):
        return (Words(text),) if text else ()
    return _spans(_tokens(text))


def plain(text: str) -> str:
    """The words of a text, without markup and citations."""
    return "".join(_words(parse(text)))


def escape(text: str) -> str:
    """Markup that gives the text as it is."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def citations(text: str) -> list[tuple[str, int]]:
    """Every citation in a text: source id and paragraph, in order."""
    if "@" not in text:
        return []
    return [cite for token in _tokens(text) if token.kind == "cites" for cite in _cited(token.text)]


def facts(text: str) -> list[str]:
    """The ids of the facts that a text names as what it rests on, in order."""
    if "[" not in text or "#" not in text:
        return []
    return [name for token in _tokens(text) if token.kind == "rests" for name in _FACT.findall(token.text)]


def targets(text: str) -> list[str]:
    """The addresses that the links in a text lead to."""
    return [link.href for span in parse(text) for link in _links(span)]


def problems(text: str) -> list[tuple[int, str, str, str]]:
    """What looks like a link or a citation and is none: offset in the text, code, message, hint."""
    if "[" not in text:
        return []
    return list(_problems(text))


# Tokens


class _Token(NamedTuple):
    """text: as typed, but without the backslash of an escape. edges: the characters before and after a run of stars."""

    kind: Literal["words", "stars", "open", "close", "link", "cites", "rests", "ours"]
    text: str
    offset: int
    edges: tuple[str, str] = ("", "")
    href: str = ""


def _tokens(text: str) -> list[_Token]:
    """The text in tokens. Only an opening bracket that has its link is "open"; all other brackets are words."""
    tokens: list[_Token] = []
    waiting: list[int] = []
    position = 0
    while position < len(text):
        token, end = _next(text, position)
        if token.kind == "open":
            waiting.append(len(tokens))
            token = token._replace(kind="words")
        elif token.kind == "close":
            if waiting:
                waiting.pop()
            token = token._replace(kind="words")
        elif token.kind == "link" and waiting and text[tokens[waiting[-1]].offset + 1 : position].strip():
            tokens[waiting[-1]] = tokens[waiting[-1]]._replace(kind="open")
            waiting.clear()
        elif token.kind == "link":
            del waiting[-1:]
            token, end = _Token("words", "]", position), position + 1
        elif token.kind in APART:
            waiting.clear()
        tokens.append(token)
        position = end
    return tokens


def _next(text: str, position: int) -> tuple[_Token, int]:
    """The token at a position, and where it ends."""
    character = text[position]
    if character == "[":
        kinds = ((kind, pattern.match(text, position)) for kind, pattern in APART.items())
        return next(
            ((_Token(kind, found.group(), position), found.end()) for kind, found in kinds if found),
            (_Token("open", "[", position), position + 1),
        )
    if character == "]":
        found = _TARGET.match(text, position)
        if found and _GOOD_TARGET.fullmatch(found[1]):
            return _Token("link", found.group(), position, href=found[1]), found.end()
        return _Token("close", "]", position), position + 1
    piece = _PIECE.match(text, position)
    assert piece is not None
    end = piece.end()
    if character == "*":
        return _Token("stars", piece.group(), position, edges=(text[position - 1 : position], text[end : end + 1])), end
    return _Token("words", piece.group()[1:] if character == "\\" and end - position == 2 else piece.group(), position), end


def _cited(text: str) -> Iterator[tuple[str, int]]:
    return ((source, int(para)) for source, para in _CITE.findall(text))


# Tokens to spans


class _Line:
    """Spans in the making. Stars that may open stand in `out` as typed until they are closed."""

    def __init__(self) -> None:
        self.out: list[str | Span] = []
        self.opened: dict[int, int] = {}

    def stars(self, token: _Token) -> None:
        """A run of stars closes what is open, or may open something, or is literal."""
        kinds = () if "".join(token.edges) in _PAIRS else _KINDS.get(token.text, ())
        before, after = token.edges
        if kinds and _inner(before) and not _in_word(after) and all(kind in self.opened for kind in kinds):
            for kind in sorted(kinds, key=self.opened.__getitem__, reverse=True):
                self._close(kind)
        elif kinds and _inner(after) and not _in_word(before):
            for kind in reversed(kinds):
                self.opened[kind] = len(self.out)
                self.out.append("*" * kind)
        else:
            self.out.append(token.text)

    def _close(self, kind: int) -> None:
        start = self.opened[kind]
        if self.opened.get(3 - kind) == start + 1:
            # Both come from one run of three stars, in which either may be the inner one.
            self.out[start : start + 2] = reversed(self.out[start : start + 2])
            self.opened[3 - kind] = start
            start += 1
        children = _merged(self.out[start + 1 :])
        del self.out[start:]
        self.out.append(Emphasis(children) if kind == 1 else Strong(children))
        self.opened = {other: place for other, place in self.opened.items() if other != kind and place < start}


def _inner(character: str) -> bool:
    """Whether a star's side with this character can be the side of its words."""
    return bool(character) and not character.isspace()


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _spans(tokens: Iterable[_Token]) -> tuple[Span, ...]:
    line, outside = _Line(), _Line()
    for token in tokens:
        if token.kind == "open":
            line, outside = _Line(), line
        elif token.kind == "link":
            outside.out.append(Link(token.href, _merged(line.out)))
            line = outside
        elif token.kind == "cites":
            line.out.append(Cites(tuple(_cited(token.text)), token.offset))
        elif token.kind == "rests":
            line.out.append(Rests(tuple(_FACT.findall(token.text)), token.offset))
        elif token.kind == "ours":
            line.out.append(Ours(token.text[2:-1]))
        elif token.kind == "stars":
            line.stars(token)
        else:
            line.out.append(token.text)
    return _merged(line.out)


def _merged(pieces: Iterable[str | Span]) -> tuple[Span, ...]:
    """The pieces, with touching texts made one span."""
    spans: list[Span] = []
    texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        if texts:
            spans.append(Words("".join(texts)))
            texts = []
        spans.append(piece)
    return (*spans, Words("".join(texts))) if texts else tuple(spans)


def _words(spans: Iterable[Span]) -> Iterator[str]:
    for span in spans:
        if isinstance(span, Words):
            yield span.text
        elif not isinstance(span, Cites | Rests | Ours):
            yield from _words(span.children)


# Problems


_NO_CITATION = "Write [@source-id, para. 5]. If no citation is meant, write a backslash before the bracket."
_MEANT = {
    "[@": _NO_CITATION,
    "[#": "Write [#fact-id] or [#one; #other]. If no fact is meant, write a backslash before the bracket.",
    "[!": "Write [!gap], [!judgement] or [!advice]. If none is meant, write a backslash before the bracket.",
}
_MEANT_AS = {"[@": "a citation", "[#": "the name of a fact", "[!": "a word on what the sentence is"}
_NO_LINK = "Write https://, http:// or mailto: and an address, or # and an id. If no link is meant, write a backslash before the bracket."


def _links(span: Span) -> Iterator[Link]:
    if isinstance(span, Link):
        yield span
    elif isinstance(span, Emphasis | Strong):
        for child in span.children:
            yield from _links(child)


def _problems(text: str) -> Iterator[tuple[int, str, str, str]]:
    waiting = 0
    for token in _tokens(text):
        bracket = text[token.offset] if token.kind == "words" else token.text[0]
        if token.kind not in APART and bracket == "[":
            waiting += 1
            for opening, hint in _MEANT.items():
                if text.startswith(opening, token.offset):
                    yield token.offset, "markup-citation", f"This begins like {_MEANT_AS[opening]} but is none.", hint
        elif bracket == "]":
            found = _TARGET.match(text, token.offset)
            if token.kind == "words" and waiting and found and _meant_as_target(found[1]):
                yield token.offset, "markup-link", _fault(found[1]), _NO_LINK
            waiting = max(0, waiting - 1)


def _fault(target: str) -> str:
    if _GOOD_TARGET.fullmatch(target):
        return "A link holds words, and neither another link nor a citation."
    return f"“{target}” is not an address that a link can lead to."


def _meant_as_target(target: str) -> bool:
    """Whether brackets after brackets look like a link's target rather than like a remark."""
    return not re.search(r"\s", target) or ":" in target or "/" in target
