"""An editor's file keeps every comment and byte outside the value that is edited."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.reading.read import read
from briefgen.editing.yaml_patch import patched
from tests.tools.yaml_files import DATA, WORDS, Writer, files


def put(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """The data with another value at a path."""
    made = copy.deepcopy(data)
    here = made
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return made


@given(st.data(), files(), WORDS, st.booleans())
def test_a_value_is_changed_and_nothing_else(data: Any, file: tuple[dict[str, Any], Writer], new: str, windows: bool) -> None:
    """What stands before and after a text stays byte for byte: comments, blanks, quotes, line ends, and whether the file ends with one."""
    content, writer = file
    path = data.draw(st.sampled_from([path for path in writer.spans if isinstance(dig(content, path), str)]))
    start, end = writer.spans[path]
    before, after = writer.text[:start], writer.text[end:]
    if windows:
        before, after = before.replace("\n", "\r\n"), after.replace("\n", "\r\n")
    text = before + writer.text[start:end] + after
    made = patched(text, path, new)
    assert read("x", made.encode()).data == put(content, path, new)
    assert made.startswith(before)
    assert made.endswith(after)
    assert "\n" not in made[len(before) : len(made) - len(after)]
    assert new != dig(content, path) or made == text


def dig(data: Any, path: tuple[str | int, ...]) -> Any:
    """The value at a path."""
    for step in path:
        data = data[step]
    return data


def lists(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all lists and mappings, from the outermost."""
    if isinstance(data, str):
        return []
    inner = data.items() if isinstance(data, dict) else enumerate(data)
    return [path, *(found for name, value in inner for found in lists(value, (*path, name)))]


@given(st.data(), files(), DATA, st.booleans())
def test_an_item_or_field_is_added_and_nothing_else(data: Any, file: tuple[dict[str, Any], Writer], new: Any, windows: bool) -> None:
    """Every comment stays, and every line but those in brackets that hold the new one."""
    content, writer = file
    text = writer.text.replace("\n", "\r\n") if windows else writer.text
    path = data.draw(st.sampled_from(lists(content)))
    old = dig(content, path)
    changed = {**old, "new": new} if isinstance(old, dict) else [*old, new]
    made = patched(text, path, changed)
    assert read("x", made.encode()).data == (put(content, path, changed) if path else changed)
    assert all(comment in made for comment in writer.comments)
    if not any(path[:length] in writer.spans for length in range(1, len(path) + 1)):
        assert is_within(text.splitlines(keepends=True)[:-1], made.splitlines(keepends=True))
        assert made.endswith("\n") == text.endswith("\n")
    assert made.count("\r\n") in {0, made.count("\n")}


@given(st.data(), files())
def test_items_that_go_leave_their_comments(data: Any, file: tuple[dict[str, Any], Writer]) -> None:
    """However many items of a list go, all comments of the file stay, and the rest of it."""
    content, writer = file
    candidates = [path for path in lists(content) if isinstance(dig(content, path), list) and path not in writer.spans]
    candidates = [path for path in candidates if not (path and isinstance(path[-1], int))]
    if not candidates:
        return
    path = data.draw(st.sampled_from(candidates))
    kept = [item for item in dig(content, path) if data.draw(st.booleans())] or ["new"]
    made = patched(writer.text, path, kept)
    assert read("x", made.encode()).data == put(content, path, kept)
    assert all(comment in made for comment in writer.comments)


def is_within(few: list[str], many: list[str]) -> bool:
    """Whether all of the few stand among the many, in order."""
    rest = iter(many)
    return all(line in rest for line in few)


PACK = """\
id: x
edition:   # the edition
    status: draft   # not yet
    version: "0.2"
    # what readers had
    revision_history:
    - number: "0.1"   # sent to A
      date: 2024-05-01
      # why
      summary: First draft
    - number: "0.2"
      date: 2024-06-01
      summary: >-
        Second
        draft

    # end of the edition
title: a   title that is not short, # tail
"""


def test_a_block_edited_as_a_release_does() -> None:
    """Fields keep their order and quotes, rows look like those before them, comments of rows that go stay."""
    row = {"number": "1.0", "date": "2024-07-08", "summary": "Said: more"}
    made = patched(PACK, ("edition",), {"version": "1.0", "status": "final", "revision_history": [row]})
    first, last = PACK.index("    - number"), PACK.index("\n    # end of")
    assert made == (
        PACK[:first].replace("status: draft", "status: final").replace('"0.2"', '"1.0"')
        + "    # sent to A\n    # why\n    - number: \"1.0\"\n      date: 2024-07-08\n      summary: 'Said: more'\n"
        + PACK[last:]
    )


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a: {v: 0.1}\n", "a: {v: 1.0, h: [x]}\n"),
        ("a: {v: 0.1, h: []}  # c\n", "a: {v: 1.0, h: [x]}  # c\n"),
        ("a:\n  v: '0.1'\n  h: []\n", "a:\n  v: '1.0'\n  h:\n    - x\n"),
        ("a:\n  v: 0.1\n  h:   # c\n", "a:\n  v: 1.0\n  h:   # c\n    - x\n"),
        ("a:\n  v: 0.1\n  h: [y, # c\n    z]\n", "a:\n  v: 1.0\n  h: [x]\n  # c\n"),
    ],
)
def test_lists_in_brackets_and_lists_that_are_empty(text: str, made: str) -> None:
    """What stands in brackets stays there, an empty list becomes lines, and no comment is lost."""
    assert patched(text, ("a",), {"v": "1.0", "h": ["x"]}) == made


def test_what_cannot_be_done_is_not_done() -> None:
    """A list in lines does not become one value; nor is there a value where there is none."""
    with pytest.raises(ValueError, match="block style"):
        patched("a:\n  - b\n", ("a",), "x")
    with pytest.raises(KeyError):
        patched("a: b\n", ("c",), "x")


@pytest.mark.parametrize(
    ("text", "made"),
    [("a:\n# c\nb: x\n", "a: z\n# c\nb: x\n"), ("a:   # c\nb: x", "a: z   # c\nb: x"), ("b: x\na:", "b: x\na: z"), ("a: {a: }\n", None)],
)
def test_a_value_that_was_left_out_is_written_in_its_place(text: str, made: str | None) -> None:
    """It stands behind its field's colon, wherever the parser saw it end."""
    assert patched(text, ("a",) if made else ("a", "a"), "z") == (made or "a: {a: z }\n")
