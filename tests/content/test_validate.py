"""Validation: every text has a longest length, told at its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel, StringConstraints

from briefgen.content.model.desk import Desk
from briefgen.content.model.kinds import KINDS
from briefgen.content.reading.read import read
from briefgen.content.record import LONGEST_LABEL, LONGEST_PASSAGE, LONGEST_TEXT
from briefgen.content.validate import validate
from briefgen.desk.folder import DeskFolder
from tests.tools import fuzz_desk

FIXED = {r"^[0-9a-f]{64}$"}
"""Patterns that say how long their text is."""


def texts(annotation: Any, metadata: tuple[Any, ...] = ()) -> Iterator[StringConstraints]:
    """The constraints of all texts in an annotation, records within it too."""
    for part in (*metadata, *getattr(annotation, "__metadata__", ())):
        if isinstance(part, StringConstraints):
            yield part
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for field in annotation.model_fields.values():
            yield from texts(field.annotation, tuple(field.metadata))
    for inner in get_args(annotation):
        yield from texts(inner)


def test_no_text_of_the_model_is_without_a_limit() -> None:
    """Each field of each record that takes text says how long it may be."""
    found = [rule for record in (Desk, *(record for _, record in KINDS.values())) for rule in texts(record)]
    assert len(found) > 100
    assert [rule for rule in found if rule.max_length is None and rule.pattern not in FIXED] == []


@pytest.mark.parametrize(
    ("line", "most"),
    [("meaning: {}", LONGEST_TEXT), ("expansion: {}", LONGEST_LABEL), ("abbreviation: '  {}  '", LONGEST_LABEL)],
)
def test_the_limit_itself_is_allowed(line: str, most: int) -> None:
    """A text of just the longest length is taken, blanks around it do not count; one character more is told at its value."""
    fields = {"id": "sft", "abbreviation": "SFT", "expansion": "Treaty", "meaning": "A treaty."}
    name = line.partition(":")[0]
    other = "".join(f"  {key}: {value}\n" for key, value in fields.items() if key not in {"id", name})
    for length, codes in ((most, []), (most + 1, ["text-too-long"])):
        data = f"- id: sft\n  {line.format('ä' * length)}\n{other}"
        problems = validate([read("content/glossary.yaml", data.encode())])[1]
        assert [problem.code for problem in problems] == codes
        assert [(problem.place.line, problem.place.column) for problem in problems] == [(2, len(name) + 5)] * len(codes)


def test_an_article_pasted_into_any_field_is_told_there(desk: DeskFolder) -> None:
    """Each field of a desk with an article in it is told at its own line, by its name, with its limit."""
    fuzzed = fuzz_desk.Desk(desk)
    pasted = {field: f"Q{number}z {'1 2 3. 4 ' * 1300}" for number, field in enumerate(fuzzed.fields)}
    fuzzed.write(pasted)
    problems = validate([read(name, path.read_bytes()) for name, path in desk.files().items()])[1]
    assert len(problems) == len(pasted) > 70
    for field, text in pasted.items():
        (told,) = [problem for problem in problems if problem.place.file == field.file and f"{text.split()[0]} " in problem.excerpt]
        assert (told.code, told.message.split(" characters")[0]) == ("text-too-long", f"“{field.kind[1]}” has {len(text.strip()):,}")
        assert any(f"at most {most:,} are allowed" in told.message for most in (LONGEST_LABEL, LONGEST_TEXT, LONGEST_PASSAGE))
        assert told.hint
