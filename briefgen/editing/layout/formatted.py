"""A content file in canonical order and layout: nothing of its meaning changes, and no comment is lost."""

from __future__ import annotations

import re
from collections import Counter

from briefgen.content.reading.read import Data, read
from briefgen.content.validate import kind_of
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.editing.layout.lines import lines_of
from briefgen.editing.layout.order import model_of, put_in_order
from briefgen.editing.layout.tree import Group, notes_of, tree_of

_BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n?")


def formatted(name: str, text: str) -> str:
    """The text of a content file in canonical order and layout. name: as shown to editors, which says what the file holds.

    Comments, quotation marks and line ends stay. What holds no records that editors type stays as it is, and so does what cannot be set
    otherwise without a change of what it says. Raises ContentError where the text cannot be read.
    """
    mark, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    before = read(name, body.encode()).data
    model = model_of((kind_of(name) or ("", False))[0])
    if model is None:
        return text
    end = "\r\n" if "\r\n" in body else "\n"
    plain = _LINE_END.sub("\n", body)
    root = tree_of(plain)
    if root is None:
        return text
    put_in_order(root, model)
    made = "\n".join(_trimmed(lines_of(root))) + "\n"
    if not _says_the_same(name, before, root, made):
        return text
    return mark + made.replace("\n", end)


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _says_the_same(name: str, before: Data, root: Group, made: str) -> bool:
    try:
        if read(name, made.encode()).data != before:
            return False
    except ContentError:
        return False
    again = tree_of(made)
    return again is not None and Counter(notes_of(again)) == Counter(notes_of(root))
