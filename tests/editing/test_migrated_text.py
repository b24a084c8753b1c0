"""Files of a desk of the old form are rewritten with their comments, line ends and quotes, and a note at each line to be decided."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.content.reading.read import Data, read
from briefgen.desk.migration.form import Doubt
from briefgen.desk.migration.migrate import Migrated, migrate
from briefgen.editing.migrated_text import migrated_text
from briefgen.editing.yaml_text import written
from tests.tools.old_desks import DEVELOPMENT, OLD_EXAMPLE, desks, files_of, old_desk

TEXT = """\
# Norr's bridge
id: bridge
title: 'The long bridge: open'
date: 2020-05-04 # a Monday
place: Norrhamn

# The line
bottom_line:
  text: The bridge is open.
  says: media
  cite:
    - {source: herald, para: 1, excerpt: opened the long bridge}
summary:
  - statements:
      # The opening
      - text: "The two mayors opened the long bridge."
        says: media
        cite:
          - source: herald
            para: 1 # first lines
            excerpt: opened the long bridge on Monday
      - text: >-
          They left the question of tolls open, and said that it will be taken up again when both towns have heard what the
          people who drive to work think of it.
        says: named-official
        cite:
          - source: herald
            para: 2
            excerpt: >-
              left the question “tolls” open, they said to "all"
  # Second
  - statements:
      - text: A horn blew.
        says: media
        cite:
          - source: herald
            para: 3
            excerpt: a horn blew loudly
            prefix: when
why_it_matters:
  - >-
    It is long [@herald, para. 1].

# The chronology
events:
  # The day
  - id: opened
    label: Bridge opened # short
    date: 2020-05-04
    status: planned
    text: The mayors opened the bridge.
    says: media
    cite:
      - source: herald
        para: 1
        excerpt: opened the long bridge on Monday
officials:
  - official: a-mayor # she
    role: Cut the ribbon.
"""
NEW = """\
# Norr's bridge
id: bridge
title: 'The long bridge: open'
date: 2020-05-04 # a Monday
place: Norrhamn
source: herald
says: media

# The line
bottom_line: The bridge is open [#opened].
paragraphs:
  - facts:
      # The opening
      # The day
      - id: opened
        text: "The two mayors opened the long bridge."
        cite: ¶1 “opened the long bridge on Monday” # first lines
        date: 2020-05-04
        event: {label: Bridge opened, status: planned} # short
      - text: >-
          They left the question of tolls open, and said that it will be taken up again when both towns have heard what the people who drive
          to work think of it.
        says: named-official
        cite:
          - {para: 2, excerpt: 'left the question “tolls” open, they said to "all"'}
  # Second
  - facts:
      - text: A horn blew.
        cite:
          - {para: 3, excerpt: a horn blew loudly, prefix: when}
why_it_matters:
  - >-
    It is long [#opened].

# The chronology
# she
"""


def rewritten(texts: dict[str, str], **how: bool) -> dict[str, str]:
    """The files of a desk, by name, with what is rewritten in them; each reads as the records in the new form do."""
    made = migrate({name: read(name, text.encode()).data for name, text in texts.items()}, **how)
    new = {name: migrated_text(name, texts[name], one)[0] for name, one in made.items()}
    assert {name: read(name, text.encode()).data for name, text in new.items()} == {name: one.data for name, one in made.items()}
    return texts | new


def texts_of(desk: dict[str, Data]) -> dict[str, str]:
    return {name: written(data) for name, data in desk.items() if isinstance(data, dict)}


def test_a_development_keeps_comments_quotes_and_what_did_not_change() -> None:
    """Comments stand at the fact, field or paragraph that was made of what they stood at; those of fields that are gone stay there."""
    assert rewritten({**texts_of(old_desk()), DEVELOPMENT: TEXT})[DEVELOPMENT] == NEW


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "byte-order-mark"])
def test_line_ends_and_byte_order_mark_stay(eol: str, mark: str) -> None:
    """A file from Windows stays one."""
    desk = {**texts_of(old_desk()), DEVELOPMENT: TEXT}
    text = mark + desk[DEVELOPMENT].replace("\n", eol)
    made = migrate({name: read(name, value.encode()).data for name, value in desk.items()})
    assert migrated_text(DEVELOPMENT, text, made[DEVELOPMENT])[0] == mark + NEW.replace("\n", eol)


def test_the_example_keeps_every_comment() -> None:
    """Each comment of the worked example in its old form stands in the same file afterwards."""
    texts = {name: data.decode() for name, data in files_of(OLD_EXAMPLE).items()}
    new = rewritten(texts)
    comments = {name: [line.strip() for line in text.splitlines() if line.strip().startswith("#")] for name, text in texts.items()}
    assert sum(map(len, comments.values())) > 20
    for name, each in comments.items():
        assert [comment for comment in each if comment not in new[name]] == []
    assert max(len(line) for text in new.values() for line in text.splitlines()) <= 140
    name = "content/developments/winter-sailings.yaml"
    assert len(new[name].splitlines()) < 0.6 * len(texts[name].splitlines())


def test_files_that_hold_a_list_are_rewritten_item_by_item() -> None:
    """Developments that stand in one file keep the dash, the column and the comments of each."""
    record = "\n".join(f"  {line}" if line else "" for line in TEXT.rstrip().splitlines()[1:])
    other = record.lstrip().replace("id: bridge", "id: other").replace("id: opened", "id: opened-too")
    listed = f"# All\n- {record.lstrip()}\n\n# The other\n- {other}\n"
    name = "content/developments.yaml"
    new = rewritten({**{k: v for k, v in texts_of(old_desk()).items() if k != DEVELOPMENT}, name: listed})[name]
    assert new.count("\n  # Second") == 0
    assert new.count("\n    # Second\n    - facts:") == 2
    assert "\n\n# The other\n- id: other\n" in new
    assert "bottom_line: The bridge is open [#opened-too].\n" in new


def test_comments_among_citations_of_an_office_stand_above_them() -> None:
    """A comment has no place within a short citation, so that it stands above."""
    cite = "      cite:\n        - source: herald\n          para: 1{}\n          excerpt: the mayor{}\n"
    post = "    - organisation: Norr\n      title: Mayor\n      attested: 2020\n"
    text = f"- id: mayor\n  party: norr\n  posts:\n{post}{cite.format(' # top', ' # end')}{post}{cite.format('', '')}"
    new = rewritten({**texts_of(old_desk({"events": []})), "content/officials.yaml": text})["content/officials.yaml"]
    short = "      cite: herald ¶1 “the mayor”\n"
    assert new == f"- id: mayor\n  party: norr\n  posts:\n{post}      # top\n      # end\n{short}{post}{short}"


def test_a_record_in_brackets_is_rewritten_too() -> None:
    """A file that holds its record in brackets reads as it does where the record is written out."""
    desk = old_desk()
    texts = texts_of(desk)
    plain, bracketed = (rewritten(desk)[DEVELOPMENT] for desk in (texts, {**texts, DEVELOPMENT: json.dumps(desk[DEVELOPMENT]) + "\n"}))
    assert read(DEVELOPMENT, bracketed.encode()).data == read(DEVELOPMENT, plain.encode()).data


def test_notes_stand_above_their_lines_once() -> None:
    """A doubt is a comment in the column of its line, long ones on several; a second time none is added."""
    text = "id: bridge\nlines:\n  - a\n  - b\n"
    made = Migrated({"id": "bridge", "lines": ["a", "b"]}, [Doubt(("lines", 1), "say more, " * 20), Doubt(("id",), "why?")])
    once, left = migrated_text("content/x.yaml", text, made)
    assert once.startswith("# migrate: why?\nid: bridge\nlines:\n  - a\n  # migrate: say more, say more,")
    assert [line.line for line in left] == [1, 5]
    assert once.splitlines()[5].startswith("  #   ")
    assert migrated_text("content/x.yaml", once, made) == (once, left)


def test_nothing_is_left_out_where_a_note_stands() -> None:
    """The data with notes is the data without."""
    made = Migrated({"a": ["x y"]}, [Doubt(("a", 0), "look")])
    assert read("x", migrated_text("x", "a:\n  - >-\n    x\n    y\n", made)[0].encode()).data == made.data


@given(desks(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_no_comment_is_lost_wherever_it_stands(desk: dict[str, Data], chance: Any) -> None:
    """Comments above and behind any line of a desk are each there once afterwards, in the same file, and the desk reads as it should."""
    texts: dict[str, str] = {}
    for name, text in texts_of(desk).items():
        lines: list[str] = []
        for number, line in enumerate(text.splitlines()):
            indent = " " * (len(line) - len(line.lstrip()))
            lines += [f"{indent}# note-{number}a;"] if chance.random() < 0.2 else []
            lines.append(f"{line} # note-{number}b;" if chance.random() < 0.2 else line)
        texts[name] = "\n".join(lines) + "\n"
    new = rewritten(texts, wholly=True)
    for name, text in texts.items():
        notes = [f"# note-{number}{where};" for number in range(len(text.splitlines())) for where in "ab"]
        assert [note for note in notes if text.count(note) != new[name].count(note)] == []


def test_a_fault_of_the_writer_is_mended() -> None:
    """Whatever the lines written, what is read again is the record in the new form."""
    texts = texts_of(old_desk())
    made = migrate({name: read(name, text.encode()).data for name, text in texts.items()})[DEVELOPMENT]
    odd = replace(made, data={**made.data, "title": "Another"})  # type: ignore[dict-item]
    assert read("x", migrated_text(DEVELOPMENT, texts[DEVELOPMENT], odd)[0].encode()).data == odd.data
