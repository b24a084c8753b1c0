"""The files of confirmations: a line each, sorted by place, one file for each person and record.

Two people never write into one file, so that what they confirm on two branches merges in git without a conflict; and as a line says all,
lines of two branches of one person may stand together in any order (`merge=union`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from briefgen.content.model.desk import Confirmation
from briefgen.content.model.kinds import KINDS, LISTS
from briefgen.content.reading.read import read

HEAD = (
    "# Sentences read beside their sources. Written by briefgen confirm, a line each; of: is bound to the words, so do not copy lines.\n\n"
)
_PLAIN = re.compile(r"[^\W\d_][\w.-]*")
_ELSEWHERE_NO_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def file_of(by: str, place: str) -> str:
    """The file, as editors see it, that keeps what a person says of a sentence: content/confirmations/ab/developments/x.yaml."""
    kind, name, *_ = place.split("/")
    letters = "".join(sign if sign.isalnum() else "-" for sign in unicodedata.normalize("NFC", by.casefold()))
    person = re.sub("-+", "-", letters).strip("-")[:80] or "-"
    return f"content/{LISTS['confirmation'][0]}/{person}/{KINDS[kind][0]}/{name}.yaml"


def line_of(said: Confirmation) -> str:
    """A confirmation as its line."""
    refused = f", refused: {json.dumps(said.refused, ensure_ascii=False)}" if said.refused else ""
    return f"- {{at: {said.at}, of: {said.of}, by: {_name(said.by)}, day: {said.day.text}{refused}}}"


def _on_a_line(text: str) -> str:
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _name(name: str) -> str:
    plain = _PLAIN.fullmatch(name) and name.casefold() not in _ELSEWHERE_NO_TEXT
    return name if plain else json.dumps(name, ensure_ascii=False)


def confirmation(place: str, sign: str, by: str, day: date, remark: str | None = None) -> Confirmation:
    """What a person says of a sentence, on one line and without signs that no reader sees.

    sign: as Sentence.sign gives it; remark: why it does not stand, None where it is confirmed. Raises ValueError for a name or a remark
    that is empty or too long.
    """
    data = {"at": place, "of": sign, "by": _on_a_line(by), "day": day.isoformat(), "refused": remark and _on_a_line(remark)}
    if not data["by"] or data["refused"] == "":
        raise ValueError("a name or a remark is empty")
    return Confirmation.model_validate({name: value for name, value in data.items() if value is not None})


class _Kept(NamedTuple):
    """A line of a file with its place and the comments above it."""

    place: str
    lines: tuple[str, ...]


def with_line(text: str, said: Confirmation) -> str:
    """The text of a file of confirmations with one more, in place of what the same person said of the same sentence before.

    text: "" where there is no file yet. Comments stay above the line that they stood above.
    """
    head, kept = _apart(text or HEAD)
    others = [one for one, data in kept if not _same(data, said)]
    lines = sorted([*others, _Kept(said.at, (line_of(said),))], key=lambda one: one.place)
    return "".join(f"{line}\n" for line in (*head, *(line for one in lines for line in one.lines)))


def _same(data: dict[str, str], said: Confirmation) -> bool:
    """Whether a line is what the person said before of the same sentence, where it stands or by its words."""
    by = str(data.get("by", "")).strip().casefold() == said.by.casefold()
    return by and (data.get("at") == said.at or str(data.get("of", "")).partition("-")[0] == said.of.partition("-")[0])


def _apart(text: str) -> tuple[list[str], list[tuple[_Kept, dict[str, str]]]]:
    """The lines before the first confirmation, but for comments right above it, and each confirmation with what it says."""
    lines = text.splitlines()
    document = read("confirmations", text.encode()) if any(line.strip() and not line.startswith("#") for line in lines) else None
    items: list[dict[str, str]] = [item for item in document.data if isinstance(item, dict)] if document and document.data else []
    starts = [document.place((index,)).line - 1 for index in range(len(items))] if document else []
    begins = [_with_comments(lines, start) for start in starts]
    ends = [*begins[1:], len(lines)] if begins else []
    kept = [_Kept(str(item.get("at", "")), tuple(lines[a:b])) for item, a, b in zip(items, begins, ends, strict=True)]
    return lines[: begins[0]] if begins else lines, list(zip(kept, items, strict=True))


def _with_comments(lines: Iterable[str], start: int) -> int:
    """The index of the first of the comments right above a line, or of the line."""
    above = list(lines)[:start]
    while above and above[-1].lstrip().startswith("#"):
        above.pop()
    return len(above)
