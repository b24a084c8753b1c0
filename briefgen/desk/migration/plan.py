"""A development of the old form, taken apart into facts: each sentence once, with its event, moves and positions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from briefgen.content.reading.read import Path
from briefgen.desk.migration.citing import Fields, cites_of, listed, place_of, same_words
from briefgen.desk.migration.drafts import Draft, Place, draft_of, nearest

COMMENT = "comment"
"""Who spoke, in the old form, where we did. A fact is never ours."""
NO_COMMENT = "media"
"""Who speaks instead, where what was ours has to be a fact."""

_FIRST = 6
"""Words by which a sentence is told from others."""


@dataclass(eq=False)
class Plan:
    """data: the development in the old form; at: where it stands. paragraphs: its facts; more: those that no sentence of it told.

    comments: sentences of ours among those reported. line: the bottom line, where it is a fact itself; rests: else the facts that it
    rests on. doubts: field of the development → what an editor should look at.
    """

    data: Fields
    at: Place
    paragraphs: list[tuple[Path, list[Draft]]] = field(default_factory=list)
    more: list[Draft] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    line: Draft | None = None
    rests: list[Draft] = field(default_factory=list)
    doubts: list[tuple[Path, str]] = field(default_factory=list)

    @property
    def drafts(self) -> Iterator[Draft]:
        """All facts, in order."""
        for _, drafts in self.paragraphs:
            yield from drafts
        yield from self.more

    def near(self, statement: Fields) -> float:
        """How surely one of its facts tells what a sentence tells."""
        return max((draft.near(statement) for draft in self.drafts), default=0)

    def cited(self, sources: set[str]) -> int:
        """How many of its facts cite one of these sources."""
        return sum(bool(draft.sources & sources) for draft in self.drafts)

    def take_position(self, issue: str, position: Fields, at: Place) -> None:
        """Says a party's position on an issue at the fact that tells it."""
        date, party = str(position.get("date")), str(position.get("party"))

        def fits(draft: Draft) -> bool:
            return draft.can_stand_on(date) and party not in draft.positions.get(issue, ())

        draft = self._at(position, "position", at, fits)
        draft.take_date(date)
        draft.positions.setdefault(issue, []).append(party)

    def take_update(self, update: Fields, at: Place) -> None:
        """Says a move at the fact that makes it."""
        date, issue = str(update.get("date")), str(update.get("issue"))
        draft = self._at(update, "update", at, lambda draft: draft.can_stand_on(date) and issue not in draft.moves)
        draft.take_date(date)
        draft.moves[issue] = str(update.get("move"))

    def take_event(self, event: Fields, at: Place) -> None:
        """Says at the fact that it is an entry of the chronology."""
        draft = self._at(event, "event", at, lambda draft: draft.event is None)
        draft.take_event(event, self.data)

    def _at(self, statement: Fields, what: str, at: Place, fits: Callable[[Draft], bool]) -> Draft:
        """The fact that a sentence tells: one that is there, or else a new one."""
        statement = {**statement, "says": NO_COMMENT} if statement.get("says") == COMMENT else statement
        found = next((draft for draft in nearest(self.drafts, statement) if fits(draft)), None)
        if found:
            found.take_in(statement, what, at)
            return found
        made = draft_of(statement, at)
        if other := next((draft for draft in self.drafts if draft.near({**statement, "says": draft.says})), None):
            apart = f"is told by “{other.says}”" if other.says != made.says else "has another date or event"
            made.doubts.append(f"“{_begun(other.text)}” rests on the same words and {apart}; keep one of the two if it is one fact")
        self.more.append(made)
        return made


def _begun(text: str) -> str:
    """The first words of a sentence."""
    words = text.split()
    return " ".join(words[:_FIRST]) + ("…" if len(words) > _FIRST else "")


def plan_of(data: Fields, at: Place) -> Plan:
    """The plan of a development, but for the positions, which stand in the records of issues."""
    plan = Plan(data, at)
    for number, paragraph in enumerate(listed(data.get("summary"))):
        path = ("summary", number)
        drafts = [
            draft_of(statement, _within(at, *path, "statements", n))
            for n, statement in enumerate(listed(paragraph.get("statements")))
            if not _ours(plan, statement)
        ]
        if drafts:
            plan.paragraphs.append((path, drafts))
    _settle_line(plan)
    for number, event in enumerate(listed(data.get("events"))):
        plan.take_event(event, _within(at, "events", number))
    for number, update in enumerate(listed(data.get("updates"))):
        plan.take_update(update, _within(at, "updates", number))
    return plan


def _within(at: Place, *steps: str | int) -> Place:
    return at[0], (*at[1], *steps)


def _ours(plan: Plan, statement: Fields) -> bool:
    """Whether a sentence is a comment of ours, which then stands with why it matters."""
    if statement.get("says") != COMMENT:
        return False
    cites = "; ".join(dict.fromkeys(f"@{source}, para. {para}" for source, para in map(place_of, cites_of(statement))))
    text = str(statement.get("text"))
    plan.comments.append(marked(text, cites) if cites else text)
    return True


def marked(text: str, inside: str) -> str:
    """A text with brackets that hold these words before its full stop."""
    words = text.rstrip()
    stop = words[-1:] if words[-1:] in {".", "!", "?", "。"} else ""
    return f"{words[: len(words) - len(stop)]} [{inside}]{stop}"


def _settle_line(plan: Plan) -> None:
    """Finds the facts that the bottom line rests on. Where its citations are not all theirs, it is the first fact itself."""
    line: Any = plan.data.get("bottom_line")
    found = [_telling(plan, line, cite) for cite in cites_of(line)]
    drafts = [draft for draft in dict.fromkeys(found) if draft]
    if None in found or not plan.paragraphs:
        plan.line = draft_of({**line, "says": NO_COMMENT} if line.get("says") == COMMENT else line, _within(plan.at, "bottom_line"))
        if plan.paragraphs:
            plan.paragraphs[0][1].insert(0, plan.line)
        else:
            plan.paragraphs.append((("bottom_line",), [plan.line]))
    elif drafts:
        plan.rests = drafts
        for draft in drafts:
            draft.derive(item for item in listed(line.get("derived")) if isinstance(item, dict))
    else:
        plan.doubts.append((("bottom_line",), "the bottom line names no fact; name those it rests on as [#id]"))


def _telling(plan: Plan, line: Fields, cite: Fields) -> Draft | None:
    """The fact that stands on the words of a citation of the bottom line, whoever says it."""
    rated = [
        (draft.near({**line, "says": draft.says, "cite": [cite]}), draft)
        for draft in plan.drafts
        if any(same_words(cite, other) for other in draft.cite)
    ]
    return max(rated, key=lambda pair: pair[0])[1] if rated else None
