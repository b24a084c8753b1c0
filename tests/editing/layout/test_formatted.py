"""A content file in canonical order and layout says what it said, keeps its comments, and stays as it is when formatted again."""

from __future__ import annotations

import textwrap
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.content.reading.read import read
from briefgen.content.record import Record
from briefgen.content.validate import kind_of
from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import EXAMPLE
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.editing.layout.formatted import formatted
from briefgen.editing.layout.order import inner_records, model_of, names
from briefgen.editing.yaml_lines import WIDTH
from briefgen.editing.yaml_patch import on_one_line
from tests.conftest import ROOT
from tests.tools.yaml_files import Writer, files

DEVELOPMENT = "content/developments/x.yaml"
DESKS = {"first": ROOT, "example": EXAMPLE}
RECORDS = {
    path.relative_to(EXAMPLE).as_posix(): read(path.name, path.read_bytes()).data for path in sorted((EXAMPLE / "content").rglob("*.yaml"))
}


def said(name: str, text: str) -> Any:
    """What a file says."""
    return read(name, text.encode()).data


@pytest.mark.parametrize("desk", DESKS)
def test_the_desks_of_the_repository_are_formatted(desk: str) -> None:
    """`briefgen fmt --check` finds nothing in the first desk and in that of `briefgen init`."""
    found = DeskFolder(DESKS[desk]).files()
    assert len(found) > 5
    texts = {name: path.read_text(encoding="utf-8") for name, path in found.items()}
    assert [name for name, text in texts.items() if formatted(name, text) != text] == []


@settings(deadline=None)
@given(files(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_file_says_the_same_with_all_its_comments(file: tuple[dict[str, Any], Writer], end: str, marked: bool) -> None:
    """Whatever stands in it, however it is written, and whatever its line ends."""
    data, writer = file
    text = ("\ufeff" if marked else "") + writer.text.replace("\n", end)
    end = end if end in text else "\n"
    made = formatted(DEVELOPMENT, text)
    assert said(DEVELOPMENT, made) == data
    assert formatted(DEVELOPMENT, made) == made
    assert sorted(line for line in comments_in(made)) == sorted(writer.comments)
    assert made.startswith("\ufeff") == marked
    assert made.count("\n") == made.count(end)
    assert made.endswith(end)
    assert not made.endswith(end * 2)
    assert end * 3 not in made
    assert [line for line in made.split(end) if line != line.rstrip()] == []


def comments_in(text: str) -> list[str]:
    """The comments that Writer wrote, which nothing else looks like."""
    return [line[line.index("# c") :] for line in text.splitlines() if "# c" in line]


class Typist(Writer):
    """Writes texts without quotes too where they may stand so, and folds them at any width."""

    folded = False

    def flow(self, value: Any, path: tuple[str | int, ...], alone: bool) -> None:
        """A value; a text on a line of its own may be folded, with a comment behind the sign for that."""
        width = self.draw(st.sampled_from([1_000, 90, 30])) if isinstance(value, str) and alone and plain(value) else 0
        self.folded = 0 < width < 1_000
        if not width:
            super().flow(value, path, alone)
        elif not self.folded:
            self.text += value
        else:
            lines = textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False)
            self.text += "\n".join([f">-{super().behind()}", *(" " * 40 + line for line in lines)])

    def behind(self) -> str:
        """Nothing behind the last line of what is folded: it would be of the text."""
        folded, self.folded = self.folded, False
        return "" if folded else super().behind()


@cache
def plain(text: str) -> bool:
    """Whether a text may stand without quotation marks."""
    return on_one_line(text) == text


@st.composite
def records(draw: Any) -> tuple[str, Any, Typist]:
    """A file of the worked example with its fields in any order, written in any way; its data, and what was written."""
    name = draw(st.sampled_from(sorted(RECORDS)))
    data = shuffled(draw, RECORDS[name])
    writer = Typist(draw)
    writer.block(data, (), 0)
    writer.note(0)
    return name, data, writer


def shuffled(draw: Any, data: Any) -> Any:
    """The data with the fields of every mapping in some order."""
    if isinstance(data, dict):
        return {name: shuffled(draw, data[name]) for name in draw(st.permutations(list(data)))}
    return [shuffled(draw, item) for item in data] if isinstance(data, list) else data


def disordered(data: Any, model: type[Record]) -> list[list[str]]:
    """The fields of the records in some data that do not stand in the order of the model."""
    if isinstance(data, list):
        return [found for item in data for found in disordered(item, model)]
    if not isinstance(data, dict):
        return []
    here = [name for name in data if name in names(model)]
    wrong = [here] if here != sorted(here, key=names(model).index) else []
    inner = inner_records(model)
    short = {"moves", "positions"}
    return [*wrong, *(one for name in data if name in inner and name not in short for one in disordered(data[name], inner[name][0]))]


@settings(deadline=None)
@given(records())
def test_records_come_in_the_order_of_their_fields(file: tuple[str, Any, Typist]) -> None:
    """All fields of all records, wherever they stand; they are the same records, with the same comments, and no line is too long
    but for what cannot be broken."""
    name, data, writer = file
    made = formatted(name, writer.text)
    assert said(name, made) == data
    model = model_of((kind_of(name) or ("", False))[0])
    assert model
    assert disordered(said(name, made), model) == []
    assert sorted(comments_in(made)) == sorted(writer.comments)
    assert formatted(name, made) == made
    assert [line for line in made.splitlines() if len(line) > WIDTH and "'" not in line and '"' not in line and "# c" not in line] == []


SHUFFLED = """\
# The file's own words.
title:   Ministers agree   # a headline
id: ministers-agree


# When.
date: 2019-03-12
says: media
source: oskary-courier
paragraphs:
- says: document
  facts:
  # About the fact.
  - cite: "¶1 “agreed”"   # as printed
    text: The ministers
      agreed.
    # About the id.
    id: agreed
    # At the end of the fact.
  # Between facts.
  - text: >
      They met.
    moves: { zeta: raised,
      alpha: agreed }
    # - left out
  # Below the paragraphs.
bottom_line: agreed
# The last word.
"""
IN_ORDER = """\
# The file's own words.
id: ministers-agree
title: Ministers agree # a headline

# When.
date: 2019-03-12
source: oskary-courier
says: media
bottom_line: agreed
paragraphs:
  - says: document
    facts:
      # About the fact.
      # About the id.
      - id: agreed
        text: The ministers agreed.
        cite: "¶1 “agreed”" # as printed
        # At the end of the fact.
      # Between facts.
      - text: >
          They met.
        moves: {zeta: raised, alpha: agreed}
        # - left out
      # Below the paragraphs.
# The last word.
"""


def test_comments_go_with_what_they_stand_at() -> None:
    """Above a field, behind one, above a record, at the end of one; the order of issues that a fact moves is the editor's."""
    assert formatted(DEVELOPMENT, SHUFFLED) == IN_ORDER


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: a\n", "id: a\n"),
        ("{date: 2019, id: a}\n", "{id: a, date: 2019}\n"),
        ("---\nid: a\n...\n", "id: a\n"),
        ("id: a\ntopics: [x, # one\n  y]\n", "id: a\ntopics:\n  - x # one\n  - y\n"),
        ("id: a\ntopics: [x,\n  y] # both\n", "id: a\ntopics: [x, y] # both\n"),
        ("id: a\ntopics: []\n", "id: a\ntopics: []\n"),
        ("id: a\ntopics: [ # none\n  ]\n", "id: a\ntopics: [] # none\n"),
        ("id: a\ntitle:\n", "id: a\ntitle:\n"),
        ("id: a\ntitle: # to be written\n", "id: a\ntitle: # to be written\n"),
        ("id: a\ntitle: >- # folded\n    Some\n    words.\n", "id: a\ntitle: >- # folded\n  Some\n  words.\n"),
        ("id: a\ntitle: >-\n  No\n", "id: a\ntitle: >-\n  No\n"),
        ("id: a\nwhy_it_matters:\n- |\n   One.\n     Two.\n", "id: a\nwhy_it_matters:\n  - |\n    One.\n      Two.\n"),
        ("id: a\ntitle: |2-\n    Two.\n  Three.\n", "id: a\ntitle: |2-\n    Two.\n  Three.\n"),
        ("id: a\ntitle: 'it''s\n  so'\n", "id: a\ntitle: 'it''s so'\n"),
        ('id: a\ntitle: "one\n\n  two"\n', 'id: a\ntitle: "one\\ntwo"\n'),
        ("id: a\nparagraphs:\n  -\n    # Above.\n    says: media\n", "id: a\nparagraphs:\n  # Above.\n  - says: media\n"),
        (
            "paragraphs:\n  - facts:\n      - text: x\n  # one\n      # two\nid: a\n",
            "id: a\nparagraphs:\n  - facts:\n      - text: x\n  # one\n  # two\n",
        ),
        ("? id\n: a\n", "id: a\n"),
        ("tilte: x\nid: a\n", "tilte: x\nid: a\n"),
        ("id: a\nsays: media\nunknown: 1\ntitle: x\n", "id: a\ntitle: x\nsays: media\nunknown: 1\n"),
        ("id: a\ntitle: |-\n    x  \n    y\n", "id: a\ntitle: |-\n  x  \n  y\n"),
        ('id: a\ntitle: "a\\\n  b"\n', 'id: a\ntitle: "ab"\n'),
        ("id: a\ntopics: [a, b: c]\n", "id: a\ntopics: [a, {b: c}]\n"),
        ("{id: a, # one\n title: b}\n", "id: a # one\ntitle: b\n"),
        ("%YAML 1.1\n---\nid: a\n", "id: a\n"),
        ("title: x # a # b\nid: a\n", "id: a\ntitle: x # a # b\n"),
        ("just words\n", "just words\n"),
    ],
)
def test_how_things_are_written(old: str, new: str) -> None:
    """Each kind of value in the form of the house; what a record does not know stays where it stood."""
    assert formatted(DEVELOPMENT, old) == new
    assert formatted(DEVELOPMENT, new) == new


def test_long_texts_are_folded_and_long_lists_broken() -> None:
    """What has no room on a line of 140 signs gets more lines; what is in quotation marks stays on its line."""
    words = "word " * 30 + "end"
    made = formatted(DEVELOPMENT, f"title: {words}\ntopics: [{words}, b]\nid: '{words}'\n")
    lines = made.splitlines()
    assert lines[0] == f"id: '{words}'"
    assert lines[1] == "title: >-"
    assert lines[4:6] == ["topics:", "  - >-"]
    assert max(map(len, lines[1:])) <= WIDTH


@pytest.mark.parametrize("text", ["title: |+\n  x\n\n\nid:   a\n", "? |\n  block\n: v\nid:   a\n"])
def test_what_cannot_be_written_otherwise_stays_as_it_is(text: str) -> None:
    """Blank lines that are kept at the end of a text, and a name in block style, which no editor writes: the file is left alone."""
    assert formatted(DEVELOPMENT, text) == text


def test_a_file_that_cannot_be_read_is_refused() -> None:
    """Its problems are those of `check`."""
    with pytest.raises(ContentError) as caught:
        formatted(DEVELOPMENT, "title: [never closed\n")
    assert [problem.code for problem in caught.value.problems] == ["yaml-syntax"]


@pytest.mark.parametrize("name", ["content/elsewhere/x.yaml", "content/confirmations/x/y.yaml", "content/editions/x/1.0.yaml"])
def test_a_file_of_no_records_stays_as_it_is(name: str) -> None:
    """What briefgen writes itself, and what is in no folder of records."""
    assert formatted(name, "b:   1\na: 2\n") == "b:   1\na: 2\n"
