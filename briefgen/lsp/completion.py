"""What may be typed at a cursor: fields, values to choose from, ids, and within a citation paragraphs and words of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, cast, get_args, get_origin

from lsprotocol import types

from briefgen.content.content import Content
from briefgen.content.model.fact import IssueMove
from briefgen.content.record import Record, Ref, fields, model_at
from briefgen.evidence.readings import Reading
from briefgen.lsp.at_cursor import AtCursor
from briefgen.lsp.names import FIELDS, kinds

OPEN_EXCERPT = re.compile(
    r"(?:(?P<source>[a-z0-9-]+)\s+)?(?:¶\s*|para\.?\s+)(?P<para>\d+)(?:\s*[“\"][^”\"]*[”\"])*\s*[“\"](?P<words>[^”\"]*)$"
)
OPEN_PARAGRAPH = re.compile(r"(?:(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*)\s+)?(?:¶\s*|para\.?\s+)(?P<digits>\d*)$")
MOST_WORDS, SHOWN = 12, 60
"""Words that an excerpt may have; characters of a paragraph that a list shows."""
SHORT_FORMS = {"moves": "issue", "positions": "issue"}
"""Field whose own fields are ids → the kind of these."""


def completions(at: AtCursor, content: Content | None, library: Mapping[str, Reading], source: str) -> list[types.CompletionItem]:
    """What may be typed there. source: the one that a citation is of where it names none."""
    cited = at.key in {"cite", ""} or "¶" in at.before
    if cited and (found := OPEN_EXCERPT.search(at.before)):
        return list(_excerpts(library.get(found["source"] or source), int(found["para"]), found["words"]))
    if cited and (found := OPEN_PARAGRAPH.search(at.before)):
        return list(_paragraphs(library.get(found["source"] or source), found["digits"]))
    if content and (kind := _marked(at.before)):
        return list(_ids(content, kind))
    if at.is_key and at.key not in SHORT_FORMS:
        return list(_fields(at))
    values = list(_choices(at))
    kind = _kind_wanted(at)
    ids = list(_ids(content, kind)) if content and kind else []
    return [
        *values,
        *ids,
        *(_topics(content) if content and at.key == "topics" else []),
        *(_places(content) if content and at.key == "place" else []),
    ]


def _marked(before: str) -> str:
    """The kind of id that is begun within the marks of a text."""
    if re.search(r"\[(?:[^\]]*;\s*)?@[a-z0-9-]*$", before):
        return "source"
    return "basis" if re.search(r"\[(?:[^\]]*,\s*)?#[a-z0-9-]*$", before) else ""


def _kind_wanted(at: AtCursor) -> str:
    if at.key in SHORT_FORMS and at.is_key:
        return SHORT_FORMS[at.key]
    if at.key == "cite" and "¶" not in at.before:
        return "source"
    model = model_at(at.model, at.keys[:-1])
    own = dict(fields(cast("type[Record]", model))).get(at.key, ()) if model else ()
    marked = next((mark.kind for mark in own if isinstance(mark, Ref)), "")
    return marked or ("party" if len(at.keys) > 1 and at.keys[-2] == "positions" else FIELDS.get(at.key, ""))


def _ids(content: Content, kind: str) -> Iterator[types.CompletionItem]:
    seen = set()
    for one in kinds(content, kind):
        if one.name.id not in seen:
            seen.add(one.name.id)
            yield types.CompletionItem(one.name.id, detail=one.title[:SHOWN], kind=types.CompletionItemKind.Reference)


def _topics(content: Content) -> Iterator[types.CompletionItem]:
    topics = {topic for entry in content.developments.values() for topic in entry.record.topics}
    return (types.CompletionItem(topic, kind=types.CompletionItemKind.Value) for topic in sorted(topics))


def _places(content: Content) -> Iterator[types.CompletionItem]:
    for place in content.desk.places:
        yield types.CompletionItem(place.name, detail=place.zone or "", kind=types.CompletionItemKind.Value)


def _paragraphs(reading: Reading | None, digits: str) -> Iterator[types.CompletionItem]:
    for paragraph in reading.paragraphs if reading else ():
        if str(paragraph.number).startswith(digits):
            text = " ".join(paragraph.text.split())
            yield types.CompletionItem(
                f"¶{paragraph.number}",
                detail=text[:SHOWN],
                documentation=text,
                kind=types.CompletionItemKind.Text,
                insert_text=f"{str(paragraph.number)[len(digits) :]} “",
                filter_text=f"¶{digits}",
                sort_text=f"{paragraph.number:04}",
            )


def _excerpts(reading: Reading | None, number: int, begun: str) -> Iterator[types.CompletionItem]:
    """Passages of the paragraph that go on from the words typed, as long as an excerpt may be; from its sentences' beginnings at first."""
    paragraph = reading.paragraph(number) if reading else None
    words = " ".join(paragraph.text.split()).split(" ") if paragraph else []
    typed = begun.split()
    starts = [
        n for n in range(len(words)) if [w.casefold() for w in words[n : n + len(typed)]][: len(typed)] == [w.casefold() for w in typed]
    ]
    if typed and not starts:  # the last word is not whole yet
        *whole, part = typed
        starts = [
            n
            for n in range(len(words) - len(whole))
            if words[n : n + len(whole)] == whole and words[n + len(whole)].casefold().startswith(part.casefold())
        ]
    if not typed:
        starts = [n for n in range(len(words)) if n == 0 or words[n - 1].rstrip('”"’)').endswith((".", "!", "?"))]
    for order, start in enumerate(starts[:20]):
        for length in sorted({MOST_WORDS, min(6, MOST_WORDS)} if not typed else {min(len(typed) + 3, MOST_WORDS), MOST_WORDS}):
            passage = " ".join(words[start : start + length]).rstrip(",;:")
            rest = passage[len(begun) :] if passage.startswith(begun) else passage
            yield types.CompletionItem(
                passage,
                kind=types.CompletionItemKind.Text,
                insert_text=f"{rest}”",
                filter_text=begun or passage,
                sort_text=f"{order:02}{length:02}",
            )


def _fields(at: AtCursor) -> Iterator[types.CompletionItem]:
    model = model_at(at.model, at.keys)
    for name, field in model.model_fields.items() if model else ():
        yield types.CompletionItem(
            name,
            detail="needed" if field.is_required() else "",
            documentation=field.description,
            kind=types.CompletionItemKind.Field,
            insert_text=f"{name}: ",
            sort_text=f"{'0' if field.is_required() else '1'}{name}",
        )


def _choices(at: AtCursor) -> Iterator[types.CompletionItem]:
    model = model_at(at.model, at.keys[:-1])
    field = model.model_fields.get(at.key) if model else None
    options = list(_literals(field.annotation)) if field else []
    if len(at.keys) > 1 and at.keys[-2] == "moves":
        options = list(_literals(IssueMove.model_fields["move"].annotation))
    for option in options:
        yield types.CompletionItem(option, documentation=field.description if field else "", kind=types.CompletionItemKind.EnumMember)


def _literals(annotation: object) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (option for option in get_args(annotation) if isinstance(option, str))
    elif annotation is bool:
        yield from ("true", "false")
    else:
        for inner in get_args(annotation):
            yield from _literals(inner)


def field_at(at: AtCursor) -> str:
    """What editors are told of the field that the cursor is in; "" where it is none."""
    model = model_at(at.model, at.keys[:-1])
    field = model.model_fields.get(at.key) if model else None
    return field.description or "" if field else ""
