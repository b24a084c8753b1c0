"""validate: what was read becomes typed records, or every schema problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from briefgen.content.content import Content
from briefgen.content.entry import Entry, PackEntry, origin_of
from briefgen.content.model.desk import Confirmation, Desk
from briefgen.content.model.kinds import KINDS, LISTS
from briefgen.content.model.pack import Pack
from briefgen.content.reading import read
from briefgen.content.reading.read import Data, Document
from briefgen.content.reading.short_citation import EXAMPLE
from briefgen.content.reading.short_forms import Fault, Known, Origin, expand
from briefgen.content.record import LONGEST_LABEL, LONGEST_PASSAGE, LONGEST_TEXT, FieldPath, Record, model_at
from briefgen.diagnostics.diagnostic import Diagnostic, Location, did_you_mean
from briefgen.language.edtf import DateError

SHOWN = 80
"""Characters of a wrong value that are told."""


def validate(documents: Iterable[Document]) -> tuple[Content | None, list[Diagnostic]]:
    """Typed records of all documents. The Content is None where any document has a problem that is an error."""
    documents = tuple(documents)
    known = known_of(documents)
    return gathered(outcome for document in documents for outcome in outcomes_of(document, known))


Outcome = Entry[Record] | Diagnostic


def gathered(outcomes: Iterable[Outcome]) -> tuple[Content | None, list[Diagnostic]]:
    """The records of a desk from what its documents came to. The Content is None where there is a problem that is an error."""
    found = tuple(outcomes)
    entries = [outcome for outcome in found if isinstance(outcome, Entry)]
    problems = [outcome for outcome in found if isinstance(outcome, Diagnostic)]
    desk = next((entry.record for entry in entries if isinstance(entry.record, Desk)), None)
    if desk is None or any(problem.severity == "error" for problem in problems):
        return None, problems
    records = tuple(entry for entry in entries if entry.kind not in LISTS)
    return Content(
        desk, records, confirmations=tuple(cast("Entry[Confirmation]", e) for e in entries if e.kind == "confirmation")
    ), problems


def kind_of(name: str) -> tuple[str, bool] | None:
    """The kind of record a content file holds and whether it holds a list of them; None if it holds none.

    "content/sources/a.yaml" → ("source", False); "content/officials.yaml" → ("official", True); "content/desk.yaml" → ("desk", False).
    """
    parts = name.removeprefix("content/").split("/")
    stem = parts[-1].rsplit(".", 1)[0]
    if len(parts) == 1 and stem == "desk":
        return "desk", False
    for kind, (folder, _) in KINDS.items():
        if len(parts) == 1 and stem == folder:
            return kind, True
        if len(parts) > 1 and parts[0] == folder:
            return kind, False
    return next(((kind, True) for kind, (folder, _) in LISTS.items() if folder in (parts[0], stem if len(parts) == 1 else "")), None)


def known_of(documents: Iterable[Document]) -> Known:
    """What is read of sources and parties before they are records, for what stands in other records by default."""
    dates: dict[str, str] = {}
    parties: dict[str, str] = {}
    for document in documents:
        kind, is_list = kind_of(document.name) or ("", False)
        records = document.data if is_list and isinstance(document.data, list) else [document.data]
        for record in records if kind == "source" else ():
            dates |= _date_of_source(record)
        if kind == "desk" and isinstance(document.data, dict) and isinstance(document.data.get("parties"), list):
            parties |= {str(party.get("id")): str(party.get("name")) for party in document.data["parties"] if isinstance(party, dict)}
    return Known(dates, parties)


def _date_of_source(record: Data) -> dict[str, str]:
    if not isinstance(record, dict):
        return {}
    inferred = record.get("inferred")
    date = record.get("published") or (inferred.get("bounds") if isinstance(inferred, dict) else None)
    return {str(record.get("id")): date} if isinstance(date, str) else {}


def outcomes_of(document: Document, known: Known) -> Iterator[Outcome]:
    """The records of one document, and its problems. known: what other records lend, as known_of gives it."""
    kind = kind_of(document.name)
    if kind is None:
        folders = ", ".join(f"content/{folder}/" for folder, _ in KINDS.values())
        yield Diagnostic(
            "file-misplaced",
            f"{document.name} is in no folder of records, so nothing in it is used.",
            Location(document.name),
            f"Records live in {folders}.",
        )
        return
    name, is_list = kind
    model = Desk if name == "desk" else (KINDS | LISTS)[name][1]
    if not is_list:
        yield from _record(document, name, model, document.data, (), known)
    elif isinstance(document.data, list):
        for index, data in enumerate(document.data):
            yield from _record(document, name, model, data, (index,), known)
    else:
        yield read.diagnostic(document, "wrong-value", "This file must hold a list: each record begins with a dash.", ())


def _record(
    document: Document, kind: str, model: type[Record], data: Data, path: FieldPath, known: Known
) -> Iterator[Entry[Record] | Diagnostic]:
    empty = list(_empty(data, path)) if _holds_empty(data) else []
    for place in empty:
        yield read.diagnostic(
            document,
            "empty-text",
            f"“{_field(place) or kind}” has nothing in it.",
            place,
            "Write something or delete the field.",
            key=True,
        )
    full = expand(kind, data, known)
    for fault in full.faults:
        yield _unreadable(document, fault, path)
    try:
        record = model.model_validate(full.data)
    except ValidationError as error:
        told = (detail for detail in _told(error) if not {(*path, *at) for at in _written(detail["loc"], full.origins)} & {*empty})
        yield from dict.fromkeys(_schema_problem(document, model, detail, path, full.origins) for detail in told)
        return
    if not empty and not full.faults:
        yield (
            PackEntry(kind, record, document, path, full.origins)
            if isinstance(record, Pack)
            else Entry(kind, record, document, path, full.origins)
        )


def _written(loc: FieldPath, origins: Mapping[FieldPath, Origin]) -> Iterator[FieldPath]:
    """The path of a value, and that of where it was written."""
    yield loc
    if loc in origins:
        yield origins[loc].path


def _told(error: ValidationError) -> Iterator[Any]:
    """The problems found, but for a list being too short because its items are wrong."""
    found = error.errors(include_url=False)
    for detail in found:
        at = detail["loc"]
        inside = any(len(other["loc"]) > len(at) and other["loc"][: len(at)] == at for other in found)
        if detail["type"] != "too_short" or not inside:
            yield detail


def _unreadable(document: Document, fault: Fault, path: FieldPath) -> Diagnostic:
    """A short form that cannot be read, at the sign that is wrong where the text stands on one line."""
    place = (*path, *fault.path)
    found = read.diagnostic(document, "citation-unreadable", fault.message, place, EXAMPLE)
    value: Any = document.data
    for step in place:
        value = value[step]
    column = found.excerpt.find(value, found.place.column - 1)
    if column < 0:
        return found
    return replace(found, place=Location(found.place.file, found.place.line, column + fault.offset + 1), length=1)


def _holds_empty(data: Data) -> bool:
    """Whether something in what was read has nothing in it."""
    if isinstance(data, str):
        return not data or data.isspace()
    if isinstance(data, dict):
        return any(map(_holds_empty, data.values()))
    return data is None or any(map(_holds_empty, data))


def _empty(data: Data, path: FieldPath) -> Iterator[FieldPath]:
    if data is None or (isinstance(data, str) and not data.strip()):
        yield path
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _empty(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _empty(value, (*path, index))


def _schema_problem(
    document: Document, model: type[Record], detail: Any, path: FieldPath, origins: Mapping[FieldPath, Origin]
) -> Diagnostic:
    loc: FieldPath = tuple(detail["loc"])
    name = _field(loc) or "record"
    place = (*path, *origin_of(origins, loc).path)
    kind = detail["type"]
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        known = _fields_at(model, loc[:-1])
        hint = did_you_mean(name, known) or f"Fields here: {', '.join(known)}."
        return read.diagnostic(document, "unknown-key", f"There is no field “{name}” here.", place, hint, key=True)
    if kind == "missing":
        return read.diagnostic(
            document, "missing-key", f"The field “{name}” is missing.", place[:-1], _description(model, loc), key=bool(place[:-1])
        )
    if isinstance(context.get("error"), DateError):
        return read.diagnostic(document, "wrong-date", f"{context['error']}", place, DATE_FORMS)
    if kind == "string_too_long":
        return _too_long(document, model, name, detail, place)
    message, hint = _wrong_value(kind, name, detail, context)
    return read.diagnostic(document, "wrong-value", message, place, hint or _description(model, loc))


def _field(place: FieldPath) -> str:
    """The name of the field that a place is in; "" where it is in none."""
    return next((step for step in reversed(place) if isinstance(step, str)), "")


def _too_long(document: Document, model: type[Record], name: str, detail: Any, place: FieldPath) -> Diagnostic:
    most = detail["ctx"]["max_length"]
    message = f"“{name}” has {len(detail['input'].strip()):,} characters; at most {most:,} are allowed."
    return read.diagnostic(document, "text-too-long", message, place, SHORTER.get(most) or _description(model, tuple(detail["loc"])))


SHORTER = {
    LONGEST_LABEL: "A name, a title or a few words belong here; say the rest in a sentence.",
    LONGEST_TEXT: "A sentence or two belong here: say less, or make several statements or items of it.",
    LONGEST_PASSAGE: "One paragraph belongs here: begin another where the thought ends, with a dash of its own.",
}
DATE_FORMS = "Dates are written 2005-04-14, 2004-10, 2005-23 (autumn), 2013-01~ (about) or first/last."


def _wrong_value(kind: str, name: str, detail: Any, context: Any) -> tuple[str, str]:
    given = _short(detail["input"])
    if kind == "literal_error":
        options = [option.strip("'") for option in context["expected"].replace(" or ", ", ").split(", ")]
        return f"“{name}” cannot be “{given}”.", did_you_mean(given, options) or f"One of: {', '.join(options)}."
    if kind == "string_type":
        return (
            f"“{name}” must be text, but a list or further fields stand here.",
            "If the text holds a colon, put it in quotes or on the next line after `>-`.",
        )
    if kind == "too_short":
        return f"“{name}” must hold at least one item.", ""
    if kind == "tuple_type":
        return f"“{name}” must be a list.", "Begin each item with a dash on a line of its own."
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        return f"“{name}” must hold fields (name: value), not plain text.", ""
    if kind in {"int_parsing", "int_type", "int_from_float"}:
        return f"“{name}” must be a whole number, not “{given}”.", ""
    if kind == "bool_parsing":
        return f"“{name}” must be true or false, not “{given}”.", ""
    if kind == "greater_than_equal":
        return f"“{name}” must be {context['ge']} or more, not {given}.", ""
    if kind == "string_pattern_mismatch":
        return f"“{name}” cannot be “{given}”.", _pattern_hint(context["pattern"])
    return f"“{name}”: {detail['msg']}.", ""


def _short(given: Any) -> str:
    """What was written, cut where nobody would read on."""
    words = f"{given}"
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def _pattern_hint(pattern: str) -> str:
    from briefgen.content.record import ID_PATTERN

    return "Use small letters, digits and single hyphens, for example missile-defence." if pattern == ID_PATTERN else ""


def _fields_at(model: type[BaseModel], loc: FieldPath) -> list[str]:
    found = model_at(model, loc)
    return list(found.model_fields) if found else []


def _description(model: type[BaseModel], loc: FieldPath) -> str:
    depth = max((index for index, step in enumerate(loc) if isinstance(step, str)), default=None)
    if depth is None:
        return ""
    parent = model_at(model, loc[:depth])
    field = parent.model_fields.get(str(loc[depth])) if parent else None
    return field.description or "" if field else ""
