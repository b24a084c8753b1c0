"""Dates: that of an event, move or post, and every date in a sentence, follows from the words cited and the day they were written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from briefgen.evidence.holding.alignment import answering, like_pairs, pairs
from briefgen.evidence.holding.values import Cited, Doubt, Held
from briefgen.language.edtf import Edtf
from briefgen.language.folding import fold
from briefgen.language.grammar.clauses import Action, Sentence
from briefgen.language.grammar.times import Time, times_in

_DAY = timedelta(days=1)
HINT = "Correct the date, cite the words that give it, or say with derived: how it follows."


def wrong_date(held: Held) -> Iterator[Doubt]:
    """The date beside the sentence fits a time told by the words cited; where they tell none, another of the source, or its day."""
    when = held.told.date
    if when is None or when.first is None or when.last is None:
        when = _closed(when)
    if when is None or when.first is None or when.last is None:
        return
    first, last = when.first, when.last
    derived = [time for value in held.told.derived for time in times_in(fold(value), None) if time.first == time.last]
    if first == last and derived and not any(time.fits(first, last) for time in derived):
        told = " or ".join(f"“{time.text}”" for time in derived)
        yield Doubt("date-not-borne", f"{when.text} is not the day derived for the sentence: {told}.", when.text, told, HINT)
        return
    near = _clause_times(held) or [time for sentence in _answering(held) for time in _free_times(sentence, held)]
    stretch = when.start is not None and when.end is not None
    stretch = stretch and len({time.start for time in near}) > 1
    if any(_holds(time, first, last, stretch) for time in near) or _ends(when, near) or _derived(held, first, last):
        return
    exact = [time for time in near if (time.last - time.first).days < 400 and not _told_too(time, held)]
    rest = [time for sentence in held.theirs for time in source_times(sentence, held)]
    if not exact and (
        any(_overlaps(time, first, last) for time in [*near, *rest]) or _reports(held, held.told.date) or _said_elsewhere(held, first, last)
    ):
        return
    told = " or ".join(sorted({f"“{time.text}”" for time in exact or near or rest})) or "no time"
    where = ", ".join(sorted({f"{one.number} of “{one.source.id}”" for one in held.cited}))
    message = f"{when.text} is not what the words cited tell: paragraph {where} has {told}."
    yield Doubt("date-not-borne", message, when.text, told, HINT)


def _closed(when: Edtf | None) -> Edtf | None:
    """An interval open at one end is held by its other end."""
    return (when.start or when.end) if when else None


def _told_too(time: Time, held: Held) -> bool:
    """Whether our sentence itself tells a time that ends or begins something, or lies ahead: then it need not be the event's."""
    anchors = [one.source.anchor.last for one in held.cited if one.source.anchor and one.source.anchor.last]
    ahead = bool(time.side) or any(time.first > anchor for anchor in anchors)
    ours = [own for sentence in held.ours for own in times_in(sentence.shows(), held.cited[0].source.anchor, future=True)]
    return ahead and any(_agree(own, time) for own in ours)


def _holds(time: Time, first: date, last: date, stretch: bool) -> bool:
    """A stretch of days must lie within the time told; a day or month may also hold it."""
    return time.fits(first, last) and not (stretch and (time.side or first < time.first or time.last < last))


def _free_times(sentence: Sentence, held: Held) -> list[Time]:
    """The times of a sentence without those of clauses that surely tell something else than the clause which answers ours."""
    known = [pair for pair in like_pairs(held) if pair.theirs.sentence is sentence]
    told = [pair.theirs for pair in known if pair.firm] or [pair.theirs for pair in known if pair.quoted or pair.shared > 0.5]
    chain = {id(a) for action in told for a in _chain(action)}
    apart = [a for a in sentence.actions if told and id(a) not in chain and not (a.governor and id(a.governor) in chain) and _own_clause(a)]
    return [t for t in source_times(sentence, held) if not any(_inside(t, a) for a in apart) or any(_inside(t, a) for a in told)]


def _own_clause(action: Action) -> bool:
    """Whether an action is told in a clause of its own, not as an attribute: “talks attended by the ministers”."""
    attribute = (
        bool(action.subject) and action.subject[0].key in action.sentence.lexicon.prepositions and action.group.first == action.group.last
    )
    return action.group.kind == "finite" and not attribute


def _inside(time: Time, action: Action) -> bool:
    return action.words[0].start <= action.sentence.start + time.start < action.end


def _chain(action: Action) -> Iterator[Action]:
    one: Action | None = action
    while one:
        yield one
        one = one.governor


def _clause_times(held: Held) -> list[Time]:
    """The times of the clauses that surely answer ours; none where they tell none."""
    return [time for pair in pairs(held) if pair.firm and pair.alike for time in _times_of(pair.theirs, held)]


def _answering(held: Held) -> Sequence[Sentence]:
    """The cited sentences with an excerpt, and those that share most words with ours."""
    found = {id(other): other for sentence in held.ours for other in answering(sentence, held)}
    return [sentence for sentence in held.theirs if id(sentence) in found]


def _ends(when: Edtf, times: Sequence[Time]) -> bool:
    """Whether both ends of a stretch are told, each by itself."""
    ends = [end for end in (when.start, when.end) if end and end.first and end.last]
    return len(ends) == 2 and all(
        any(time.first <= end.first and end.last <= time.last for time in times) for end in ends if end.first and end.last
    )


def _overlaps(time: Time, first: date, last: date) -> bool:
    return time.first <= last and first <= time.last


def _reports(held: Held, when: Edtf | None) -> bool:
    """The day of the report, or a stretch that holds it: what is told without a time is told for that day."""
    for one in held.cited:
        anchor = one.source.anchor
        if anchor and anchor.first and anchor.last:
            if when is None or not (when.first or date.min) <= anchor.last + _DAY or not anchor.first - _DAY <= (when.last or date.max):
                continue
            if ((when.last or date.max) - (when.first or date.min)).days + 3 >= (anchor.last - anchor.first).days:
                return True
    return False


def _said_elsewhere(held: Held, first: date, last: date) -> bool:
    """A day that another paragraph of a cited source tells, where the words cited tell none themselves."""
    texts = {one.source.id: one for one in held.cited}.values()
    return any(
        time.fits(first, last) and (time.last - time.first).days <= (last - first).days + 31 for one in texts for time in _of_source(one)
    )


def _of_source(one: Cited) -> Sequence[Time]:
    return [time for text in one.source.paragraphs for time in times_in(fold(text), one.source.anchor, future=True)]


def _derived(held: Held, first: date, last: date) -> bool:
    """Whether a value that the editor derived with a reason gives this date; the derivation itself is checked elsewhere."""
    return any(time.fits(first, last) for value in held.told.derived for time in times_in(fold(value), None))


def source_times(sentence: Sentence, held: Held) -> list[Time]:
    """The times that a cited sentence tells. A day without a year lies ahead where its clause speaks of what is to come, else behind."""
    source = held.source_of(sentence)
    shown = sentence.shows()
    ahead = {(t.start, t.first): t for t in times_in(shown, source.anchor, future=True, past=False)}
    back = {(t.start, t.first): t for t in times_in(shown, source.anchor, future=False, past=True)}
    found = {
        **{key: t for key, t in ahead.items() if _lies(t, sentence, ahead=True)},
        **{key: t for key, t in back.items() if _lies(t, sentence, ahead=False)},
    }
    return list(found.values())


def _lies(time: Time, sentence: Sentence, ahead: bool) -> bool:
    clause = min((a for a in sentence.actions if _inside(time, a)), key=lambda a: a.end - a.start, default=None)
    if clause is None:
        after = [action for action in sentence.actions if action.words[0].start > sentence.start + time.start]
        actions = after[:1] or sentence.actions
    else:
        actions = list(_chain(clause)) if (time.last - time.first).days == 0 else [clause]
    return any((action.at < 92 and not action.mark.endswith("to have")) == ahead for action in actions) or not actions


def dates_in_words(held: Held) -> Iterator[Doubt]:
    """A date in our sentence fits one told by the clause that answers it, where that clause tells any."""
    anchor = next((one.source.anchor for one in held.cited), None)
    for sentence in held.ours:
        readings: dict[int, list[Time]] = {}
        for time in times_in(sentence.shows(), anchor, future=True):
            readings.setdefault(time.start, []).append(time)
        derived = {start for start, ours in readings.items() if any(ours[0].text in fold(value) for value in held.told.derived)}
        for start, ours in readings.items():
            if (ours[0].last - ours[0].first).days > 3660 or start in derived:
                continue
            if derived and any(ours[0].text in other.shows() for other in held.near):
                continue  # the date of the clause is the derived one; this one the source prints beside it
            theirs = _answering_times(sentence, ours[0], held)
            if theirs and not any(_agree(one, time) for one in ours for time in theirs):
                told = ", ".join(sorted({f"“{time.text}”" for time in theirs}))
                message = f"“{ours[0].text}”: the words that answer this have {told}."
                yield Doubt("date-of-another-thing", message, ours[0].text, told, HINT, sentence.start + start)


def _agree(ours: Time, theirs: Time) -> bool:
    """Whether two times told may be one; a side on both must be the same end."""
    return (ours.first <= theirs.first and theirs.last <= ours.last) or (theirs.first <= ours.first and ours.last <= theirs.last)


def _answering_times(sentence: Sentence, ours: Time, held: Held) -> list[Time]:
    """The times of the clause that answers the clause of ours in which a date stands; of the sentence, where no clause is found."""
    at = sentence.start + ours.start
    action = min((a for a in sentence.actions if a.start <= at < a.end), key=lambda a: a.end - a.start, default=None)
    for pair in (*like_pairs(held), *pairs(held)):
        if (
            action is not None
            and pair.ours is action
            and (pair.firm or (pair.alike and pair.shared > 0))
            and (times := _times_of(pair.theirs, held))
        ):
            return times
    return [time for other in answering(sentence, held) for time in source_times(other, held)]


def _times_of(action: Action, held: Held) -> list[Time]:
    known = source_times(action.sentence, held)
    return [time for time in known if action.start <= action.sentence.start + time.start < action.end]
