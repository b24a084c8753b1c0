"""Facts as an editor would write them: paragraphs, with what many share said once, above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from briefgen.content.reading.read import Path
from briefgen.desk.migration.citing import Fields, short_cites, short_derived
from briefgen.desk.migration.drafts import Draft, Place, lost


class Doubt(NamedTuple):
    """What could not be decided: the path of the part in question in the new form, and why."""

    path: Path
    reason: str


@dataclass
class Written:
    """Paragraphs in the new form. source, says: of most facts; origins: path of a fact or paragraph → what in the old form it was."""

    source: str | None
    says: str | None
    paragraphs: list[Fields] = field(default_factory=list)
    origins: dict[Path, list[Place]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def write(paragraphs: Iterable[tuple[list[Place], Sequence[Draft]]], published: Mapping[str, Any]) -> Written:
    """The paragraphs of facts, each given with where it stood in the old form. published: source → the day of the report."""
    given = [(places, drafts) for places, drafts in paragraphs if drafts]
    drafts = [draft for _, members in given for draft in members]
    made = Written(_commonest(draft.sources for draft in drafts), _commonest({draft.says} for draft in drafts if not draft.who))
    for number, (places, members) in enumerate(given):
        path: Path = ("paragraphs", number)
        made.origins[path] = places
        made.paragraphs.append(_paragraph(made, path, members))
        for at, draft in enumerate(members):
            reasons = [*draft.doubts, *lost(draft, drafts), *_day_of_report(draft, published)]
            made.doubts += [Doubt((*path, "facts", at), reason) for reason in reasons]
    return made


def _commonest(values: Iterable[set[Any]]) -> str | None:
    """The value that most have; of several such the first."""
    counts = Counter(value for found in values for value in sorted(found, key=str))
    return max(counts, key=lambda value: counts[value]) if counts else None


def _paragraph(made: Written, path: Path, drafts: Sequence[Draft]) -> Fields:
    speakers = {(draft.says, draft.who) for draft in drafts}
    sources = {source for draft in drafts for source in draft.sources}
    data: Fields = {}
    source, speaker = made.source, (made.says, None)
    if len(sources) == 1 and sources != {source}:
        data["source"] = source = next(iter(sources))
    if len(drafts) > 1 and len(speakers) == 1 and speakers != {speaker}:
        [speaker] = speakers  # type: ignore[assignment]
        data |= _given(says=speaker[0], who=speaker[1])
    facts = []
    for number, draft in enumerate(drafts):
        at = (*path, "facts", number)
        made.origins[at] = draft.origins
        facts.append(_fact(draft, source, speaker))
    return {**data, "facts": facts}


def _fact(draft: Draft, source: str | None, speaker: tuple[str | None, str | None]) -> Fields:
    """A fact. source, speaker: what holds for it without being said."""
    own = len(draft.sources) == 1 and len(draft.cite) > 1 and draft.sources != {source}
    named = next(iter(draft.sources)) if own else source
    return {
        **_given(id=draft.id),
        "text": draft.text,
        **_given(
            source=named if own else None,
            says=None if draft.says == speaker[0] else draft.says,
            who=None if draft.who == speaker[1] else draft.who,
            cite=short_cites(draft.cite, named) or None,
            derived=short_derived(draft.derived) or None,
            date=draft.date,
            wording=draft.wording,
            place=draft.place,
            event=_short(draft.event, "label"),
            key=draft.key,
            outcome=_short(draft.outcome, "result"),
            differs_from=draft.differs_from or None,
            moves=dict(draft.moves) or None,
            positions={issue: parties[0] if len(parties) == 1 else list(parties) for issue, parties in draft.positions.items()} or None,
            issues=[issue for issue in draft.bore_on if issue not in draft.moves and issue not in draft.positions] or None,
        ),
    }


def _given(**fields: Any) -> Fields:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value is not None}


def _short(data: Fields | None, name: str) -> Any:
    """A record of one field as that field's value."""
    return data[name] if data and data.keys() == {name} else data


def _day_of_report(draft: Draft, published: Mapping[str, Any]) -> list[str]:
    """A doubt where a move or position is dated by the day of its report, on which it need not have been made."""
    if draft.event or not draft.date or draft.date not in {published.get(source) for source in draft.sources}:
        return []
    return [f"if {draft.date} is only the day of the report, take the date out"]
