"""Short forms: what editors type short becomes the full form of the records, and where each part stood is remembered.

Citations, entries of the chronology, moves, positions, derivations and posts may be written short; source, speaker, date and place of a
development hold for its paragraphs and facts. Whatever has not the form expected stays as it is, for the model to name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from briefgen.content.reading import short_citation
from briefgen.content.reading.read import Data
from briefgen.content.reading.short_citation import CitationError
from briefgen.content.record import ID_PATTERN, FieldPath


class Origin(NamedTuple):
    """Where a part of the full form was written: the path, and the words there that say it ("": all that stands there)."""

    path: FieldPath
    words: str = ""


class Known(NamedTuple):
    """What other records lend to officials. dates: source id → its date, or its bounds; parties: id → name."""

    dates: Mapping[str, str]
    parties: Mapping[str, str]


class Fault(NamedTuple):
    """A short form that cannot be read. offset: of the wrong sign in the text at the path."""

    path: FieldPath
    message: str
    offset: int


@dataclass
class Expanded:
    """A record in full form. origins: path → where that was written, for what stands elsewhere or in another form."""

    data: Data
    known: Known
    origins: dict[FieldPath, Origin] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


Fields = dict[str, Data]
_PARAGRAPH = re.compile(r"¶|\bpara\b")


def expand(kind: str, data: Data, known: Known) -> Expanded:
    """The full form of what was read as a record of a kind."""
    made = Expanded(data, known)
    expansion = _EXPANSIONS.get(kind)
    if expansion and isinstance(data, dict):
        made.data = expansion(made, dict(data))
    return made


def _development(made: Expanded, data: Fields) -> Data:
    line = data.get("bottom_line")
    if isinstance(line, str):
        name = "fact" if re.fullmatch(ID_PATTERN, line.strip()) else "text"
        data["bottom_line"] = {name: line}
        made.origins["bottom_line", name] = Origin(("bottom_line",))
    paragraphs = data.get("paragraphs")
    if isinstance(paragraphs, list):
        data["paragraphs"] = [_paragraph(made, item, data, ("paragraphs", n)) for n, item in enumerate(paragraphs)]
    return data


def _paragraph(made: Expanded, item: Data, development: Fields, path: FieldPath) -> Data:
    if not isinstance(item, dict) or not isinstance(item.get("facts"), list):
        return item
    levels = [_Level((), development), _Level(path, item)]
    facts = [_fact(made, fact, levels, (*path, "facts", n)) for n, fact in enumerate(item["facts"])]
    return {**item, "facts": facts}


class _Level(NamedTuple):
    """A record that holds others, and its path: what it says holds for them too."""

    path: FieldPath
    data: Fields


def _fact(made: Expanded, item: Data, levels: list[_Level], path: FieldPath) -> Data:
    if not isinstance(item, dict):
        return item
    fact = dict(item)
    _take_speaker(made, fact, levels, path)
    source = next((level for level in [_Level(path, fact), *reversed(levels)] if "source" in level.data), None)
    _cite(made, fact, path, source)
    for name, first in (("event", "label"), ("outcome", "result")):
        if isinstance(fact.get(name), str):
            made.origins[(*path, name, first)] = Origin((*path, name))
            fact[name] = {first: fact[name]}
    _take_date(made, fact, levels[0], path)
    _pairs(made, fact, path, "moves", ("issue", "move"))
    _pairs(made, fact, path, "positions", ("issue", "parties"), listed=True)
    _pairs(made, fact, path, "because", ("code", "reason"))
    _derived(made, fact, path)
    return fact


def _take_speaker(made: Expanded, fact: Fields, levels: list[_Level], path: FieldPath) -> None:
    """Who says so comes from the nearest level that says it; the speaker in words only from there or from below."""
    for at, data in reversed(levels):
        if "says" in fact:
            break
        for name in ("says", "who"):
            if name in data and name not in fact:
                fact[name] = data[name]
                made.origins[(*path, name)] = Origin((*at, name))


def _take_date(made: Expanded, fact: Fields, development: _Level, path: FieldPath) -> None:
    """An event has the development's date, with its wording and place, where the fact has no date."""
    if "event" not in fact or "date" in fact:
        return
    for name in ("date", "wording", "place"):
        if name in development.data and name not in fact:
            fact[name] = development.data[name]
            made.origins[(*path, name)] = Origin((*development.path, name))


def _cite(made: Expanded, holder: Fields, path: FieldPath, source: _Level | None = None) -> None:
    """Citations in full. source: what says which one they mean where they name none."""
    cite = holder.get("cite")
    if cite is None:
        return
    items: list[tuple[FieldPath, Data]] = [((*path, "cite"), cite)]
    if isinstance(cite, list):
        items = [((*path, "cite", n), item) for n, item in enumerate(cite)]
    found: list[Data] = []
    for at, item in items:
        for one, words in _citations(made, item, at):
            target = (*path, "cite", len(found))
            made.origins[target] = Origin(at)
            made.origins |= {(*target, name): Origin(at, text) for name, text in words.items()}
            if isinstance(one, dict) and "source" not in one and source:
                one = {"source": source.data["source"], **one}
                made.origins[(*target, "source")] = Origin((*source.path, "source"))
            found.append(one)
    holder["cite"] = found


def _citations(made: Expanded, item: Data, at: FieldPath) -> list[tuple[Data, dict[str, str]]]:
    """The full citations that a text holds, each with the words that say its parts; what is no text as it is."""
    if not isinstance(item, str):
        return [(item, {})]
    try:
        return [_full(found) for found in short_citation.parse(item)]
    except CitationError as error:
        made.faults.append(Fault(at, f"This citation cannot be read: {error}.", error.column))
        return []


def _full(found: short_citation.ShortCitation) -> tuple[Data, dict[str, str]]:
    data: dict[str, Data] = {"source": found.source} if found.source else {}
    words = {"source": found.source} if found.source else {}
    return {**data, "para": str(found.para), "excerpt": found.excerpt}, {**words, "para": found.sign, "excerpt": found.excerpt}


def _pairs(made: Expanded, fact: Fields, path: FieldPath, name: str, names: tuple[str, str], *, listed: bool = False) -> None:
    """A mapping as a list of records with these two fields. listed: the second holds a list, of which one member may stand alone."""
    given = fact.get(name)
    if not isinstance(given, dict):
        return
    rows: list[Data] = []
    for number, (key, value) in enumerate(given.items()):
        at = (*path, name, number)
        made.origins[at] = made.origins[(*at, names[0])] = Origin((*path, name, key))
        made.origins[(*at, names[1])] = Origin((*path, name, key))
        if listed and isinstance(value, str):
            value = [value]
            made.origins[(*at, names[1], 0)] = Origin((*path, name, key))
        rows.append({names[0]: key, names[1]: value})
    fact[name] = rows


def _derived(made: Expanded, fact: Fields, path: FieldPath) -> None:
    """“28 July 2024: how it follows” as value and reason."""
    given = fact.get("derived")
    if isinstance(given, list):
        fact["derived"] = [_derivation(made, item, (*path, "derived", number)) for number, item in enumerate(given)]


def _derivation(made: Expanded, item: Data, at: FieldPath) -> Data:
    if not isinstance(item, dict) or len(item) != 1 or item.keys() & {"value", "reason"}:
        return item
    [(value, reason)] = item.items()
    made.origins |= {(*at, "value"): Origin(at, value), (*at, "reason"): Origin((*at, value))}
    return {"value": value, "reason": reason}


def _official(made: Expanded, data: Fields) -> Data:
    posts = data.get("posts")
    if isinstance(posts, list):
        party = made.known.parties.get(str(data.get("party")))
        data["posts"] = [_post(made, item, ("posts", n), party) for n, item in enumerate(posts)]
    return data


def _post(made: Expanded, item: Data, path: FieldPath, party: str | None) -> Data:
    """An office in full: that of the party where no body is named, and of its source's date where it has none."""
    if isinstance(item, str):
        post = _post_in_words(made, item, path)
    elif isinstance(item, dict):
        post = dict(item)
        _cite(made, post, path)
    else:
        return item
    if party and "organisation" not in post:
        post["organisation"] = party
        made.origins[(*path, "organisation")] = Origin(("party",))
    first = next((cite for cite in post.get("cite") or () if isinstance(cite, dict)), {})
    when = made.known.dates.get(str(first.get("source")))
    if when and "attested" not in post:
        post["attested"] = when
        made.origins[(*path, "attested")] = Origin(path)
    return post


def _post_in_words(made: Expanded, text: str, path: FieldPath) -> Fields:
    """“Foreign Minister; 2012-08; source ¶3 “words””: title, date and citation, of which the date may be left out."""
    title, *rest = (part.strip() for part in text.split(";", 2))
    date = rest.pop(0) if len(rest) == 2 or (rest and not _PARAGRAPH.search(rest[0])) else ""
    post: Fields = {"title": title}
    made.origins[(*path, "title")] = Origin(path, title)
    if date:
        post["attested"] = date
        made.origins[(*path, "attested")] = Origin(path, date)
    found: list[Data] = []
    for one, words in _citations_in(made, "; ".join(rest), text, path):
        made.origins |= {(*path, "cite", len(found), name): Origin(path, said) for name, said in words.items()}
        found.append(one)
    return {**post, "cite": found} if found else post


def _citations_in(made: Expanded, text: str, whole: str, path: FieldPath) -> list[tuple[Data, dict[str, str]]]:
    """The citations in the last part of a text; faults are placed in the whole."""
    if not text:
        return []
    before = len(made.faults)
    found = _citations(made, text, path)
    made.faults[before:] = [fault._replace(offset=fault.offset + max(0, whole.find(text))) for fault in made.faults[before:]]
    return found


_EXPANSIONS: Mapping[str, Callable[[Expanded, Fields], Data]] = {"development": _development, "official": _official}
