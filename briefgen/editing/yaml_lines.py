"""Lines of YAML as an editor would write them: short things on one line, long sentences folded, lists in block style."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from briefgen.content.reading.read import Data
from briefgen.editing.yaml_patch import on_one_line

WIDTH = 140
"""Characters of a line."""
_QUOTED = re.compile(r"(?:^|[,\[{:] ?)['\"]")


def field_lines(name: str, value: Data, column: int, offset: int, raw: str | None = None) -> list[str]:
    """A field from a column on. offset: how far the dashes of a list stand in; raw: its value as it was typed, if it was a text."""
    lead = " " * column
    if isinstance(value, str):
        return _text_lines(f"{lead}{name}:", value, raw)
    flow = on_one_line({name: value}, flow=True)[1:-1] if value else f"{name}: {'[]' if isinstance(value, list) else '{}'}"
    if fits(flow, column) and not (isinstance(value, list) and (_holds_records(value) or _QUOTED.search(flow))):
        return [lead + flow]
    if isinstance(value, list):
        return [f"{lead}{name}:", *(line for item in value for line in item_lines(item, column + offset, offset))]
    assert isinstance(value, dict)
    return [f"{lead}{name}:", *(line for key, part in value.items() for line in field_lines(key, part, column + 2, offset))]


def item_lines(item: Data, column: int, offset: int) -> list[str]:
    """An item of a list in block style, its dash in a column."""
    lead = " " * column
    if isinstance(item, str):
        return _text_lines(f"{lead}-", item, None)
    if isinstance(item, dict) and len(item) == 1:
        [(name, value)] = item.items()
        if isinstance(value, str) and (made := on_one_line(item)) and fits(made, column + 2):
            return [f"{lead}- {made}"]
        lines = field_lines(on_one_line(name), value, column + 2, offset)
        return [f"{lead}- {lines[0][column + 2 :]}", *lines[1:]]
    flow = on_one_line(item, flow=True)
    if fits(flow, column + 2) or not isinstance(item, dict):
        return [f"{lead}- {flow}"]
    lines = [line for key, part in item.items() for line in field_lines(key, part, column + 2, offset)]
    return [f"{lead}- {lines[0][column + 2 :]}", *lines[1:]]


def folded(text: str, column: int) -> list[str] | None:
    """The lines of a text below `>-`, from a column on; None where folding would change it."""
    lines = textwrap.wrap(text, max(WIDTH - column, 40), break_long_words=False, break_on_hyphens=False)
    return [" " * column + line for line in lines] if " ".join(lines) == text and text else None


def with_dash(lines: Sequence[str], column: int) -> Iterator[str]:
    """Lines from a column on of which the first begins an item; comments above it stand before the dash."""
    first = next(number for number, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    yield from (line[2:] for line in lines[:first])
    yield f"{' ' * (column - 2)}- {lines[first][column:]}"
    yield from lines[first + 1 :]


def _text_lines(lead: str, text: str, raw: str | None) -> list[str]:
    """A text behind a field's name or a dash: as it was typed where that is one line, else on one line or folded."""
    column = len(lead) - len(lead.lstrip())
    one = raw if raw is not None and "\n" not in raw else on_one_line(text)
    below = folded(text, column + 2)
    in_quotes = raw is not None and raw.startswith(("'", '"'))
    if below and not in_quotes and not fits(one, len(lead) + 1):
        return [f"{lead} >-", *below]
    return [f"{lead} {one}"]


def fits(text: str, column: int) -> bool:
    """Whether a text that begins in a column ends within the width of a line."""
    return column + len(text) <= WIDTH


def _holds_records(value: list[Any]) -> bool:
    return any(isinstance(item, dict) for item in value)
