"""Speakers: who says so beside the sentence is who says so in the words cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.evidence.holding.values import Cited, Doubt, Held
from briefgen.evidence.holding.who import actors
from briefgen.evidence.rules.conditions import background
from briefgen.language.folding import fold
from briefgen.language.grammar.clauses import Action, Sentence
from briefgen.language.grammar.inflection import stem
from briefgen.language.grammar.words import Word, words_of

_ACCORDING = re.compile(r"\b(?:according to|in the words of|as told by)\b[^.;,]*", re.IGNORECASE)
HINT = "Look who says it there."
NAMED = frozenset({"named-official", "official-statement"})


def unnamed_told_as_media(held: Held) -> Iterator[Doubt]:
    """`media` where the sentence cited is put into the mouth of speakers without a name."""
    if held.told.says != "media" or _credited(held):
        return
    for sentence in held.near:
        words = _unnamed(sentence, held)
        if words and not background(sentence, held):
            message = f"Told as the medium's own words, but the source gives them to others: “{words}”."
            yield Doubt("speaker-unnamed", message, held.told.says, words, "Choose unnamed-officials, familiar-sources or observers.")
            return


def _credited(held: Held) -> bool:
    """Whether our own sentence or `who` names these speakers."""
    unnamed = set(held.lexicon.lists["speaking"]["unnamed"])
    keys = {word.key for word in words_of(fold(held.told.who))}
    return bool(keys & unnamed)


def _unnamed(sentence: Sentence, held: Held) -> str:
    """The words that give the cited stretch of a sentence to speakers without a name, or ""."""
    lists = held.lexicon.lists["speaking"]
    unnamed = set(lists["unnamed"])
    shown = sentence.shows()
    for match in _ACCORDING.finditer(shown):
        keys = {word.key for word in words_of(match.group())}
        if keys & (unnamed | {"people", "persons", "insiders"}) and not actors(words_of(match.group())[2:], held.context) - set(
            held.lexicon.countries.values()
        ):
            return match.group()
    for action in sentence.actions if sentence.known & unnamed or "they" in sentence.known else ():
        subject = [word.key for word in action.subject if word.is_word]
        if not action.group.heads & held.lexicon.words("speaking_unnamed") or action.group.passive or not subject:
            continue
        they = (subject[-1] == "they" and action.object[:1] and action.object[0].key in {".", ",", ""}) or (
            subject == ["they"] and not action.object
        )
        if they or (set(subject) & unnamed and not _named(action, held)):
            return " ".join(word.text for word in (*action.subject, *action.words))
    return ""


def _named(action: Action, held: Held) -> bool:
    """Whether the speaker has a name: a capital that is no country's."""
    return bool(
        actors(action.subject, held.context)
        - set(held.lexicon.countries.values())
        - {"pentagon", "foreign", "ministry", "defense", "defence"}
    )


def speaker_not_there(held: Held) -> Iterator[Doubt]:
    """named-official and official-statement: the speaker's name or office stands by a verb of saying, or a document says it."""
    told = held.told
    if told.says not in NAMED or (told.says == "official-statement" and all(one.source.official for one in held.cited)):
        return
    speakers = _speakers(held)
    if any(words := _unnamed(sentence, held) for sentence in held.near) and not _person_in(held):
        yield Doubt(
            "speaker-not-there",
            f"Classed as {told.says}, but the source gives it to speakers without a name: “{words}”.",
            told.says,
            words,
            HINT,
        )
        return
    if any(_speaks(sentence, speakers, held) for sentence in _spoken_in(held)):
        return
    shown = ", ".join(sorted(speakers)) or "a speaker"
    message = f"Classed as {told.says}, but no verb of saying stands by {shown} in the paragraphs cited."
    yield Doubt("speaker-not-there", message, told.says, "", HINT)


def _spoken_in(held: Held) -> Sequence[Sentence]:
    """Where the speaker may be named: the sentences cited, and those beside them where they quote or say “he”."""
    near = list(held.near)
    loose = any('"' in s.shows() or set(s.keys) & {"he", "she", "they", "it", "his", "her", "their", "i", "we"} for s in near)
    loose = loose or any(s.text[: s.start].rstrip().endswith((";", ":")) for s in near)
    return held.theirs if loose else near


def _person_in(held: Held) -> bool:
    """Whether our sentence or `who` names one of the desk's officials."""
    words = [word for s in held.ours for word in s.words]
    return bool(
        actors(words, held.context) - set(held.lexicon.countries.values()) - {a.id for a in held.context.actors if not a.party}
    ) or bool(held.told.who)


def _speakers(held: Held) -> frozenset[str]:
    """Names in our sentence and in `who` that stand before a verb; for a statement, those who may make one."""
    words = [word for s in held.ours for word in s.words] + list(words_of(fold(held.told.who)))
    named = {word.key for word in words if word.capital and word.key not in held.lexicon.closed}
    return frozenset(named & held.context.words_of_names or named)


def _speaks(sentence: Sentence, speakers: frozenset[str], held: Held) -> bool:
    lists = held.lexicon.lists["speaking"]
    nouns, verbs = set(lists["nouns"]), held.lexicon.saying
    statement = held.told.says == "official-statement"
    keys = set(sentence.keys)
    if statement and {key.removesuffix("s") for key in keys} & {noun.removesuffix("s") for noun in nouns}:
        return True
    people = held.context.words_of_names
    roles = (
        held.lexicon.words("bodies")
        if statement
        else frozenset()
        if speakers & people
        else people | held.lexicon.words("bodies") | _names(sentence, held)
    )
    for action in sentence.actions:
        first, last = action.group.first, action.group.last
        beside = {word.key for word in sentence.words[max(0, first - 18) : last + 6]}
        if action.group.heads & verbs and beside & (speakers | roles):
            return True
    before = [match.group() for match in _ACCORDING.finditer(sentence.shows())]
    return any({word.key for word in words_of(part)} & (speakers | roles) for part in before)


def _names(sentence: Sentence, held: Held) -> frozenset[str]:
    """Names in a sentence that are no country's, nor begin it."""
    countries = {key for form in held.lexicon.countries for key in form}
    return frozenset(w.key for w in sentence.words[1:] if w.capital and w.key not in countries | held.lexicon.closed)


def who_not_borne(held: Held) -> Iterator[Doubt]:
    """Words of `who` that the paragraph has not; nor the text before it, where that says “the sources” of somebody named earlier."""
    lists = held.lexicon.lists["speaking"]
    ours = {stem(word) for word in lists["ours"]}
    keys = [word for word in words_of(fold(held.told.who)) if word.is_word and word.key not in held.lexicon.stop]
    known = {stem(key) for sentence in held.theirs for key in sentence.keys}
    back = known | {stem(word.key) for one in held.cited for text in _before(one, held) for word in words_of(fold(text))}
    countries = held.lexicon.countries
    apart = _elsewhere(keys, held)
    back -= apart
    missing = [
        w.text for w in keys if stem(w.key) not in back | ours and (stem(w.key) in apart or not _same_country(w.key, back, countries))
    ]
    if missing:
        message = f"“{held.told.who}”: the paragraphs cited do not have “{'”, “'.join(missing)}”."
        yield Doubt("who-not-borne", message, held.told.who, "", "Name the speaker in the source's words.")


def _elsewhere(keys: Sequence[Word], held: Held) -> set[str]:
    """Countries of `who` that the text has, but by no word for speakers: “U.S. sources” for “Japanese sources … the United States”."""
    unnamed = set(held.lexicon.lists["speaking"]["unnamed"])
    if not {word.key for word in keys} & unnamed:
        return set()
    texts = [words_of(fold(text)) for one in held.cited for text in (one.text, *_before(one, held))]
    beside = {key for words in texts for at, word in enumerate(words) if word.key in unnamed for key in _phrase(words, at)}
    rows = held.lexicon.countries
    named = {country for form, country in rows.items() if set(form) <= beside}
    return {stem(word.key) for word in keys if (country := rows.get((word.key,))) and country not in named}


def _phrase(words: Sequence[Word], at: int) -> list[str]:
    """The words of the phrase in which a word for speakers stands: “a former US government official”, “officials in the United States”."""
    found: list[str] = []
    for word in reversed(words[max(0, at - 7) : at]):
        if word.key in {"a", "an", "the", "to", "by", "of", "in", ",", ".", "said", "some"}:
            break
        found.append(word.key)
    after = words[at + 1 : at + 5]
    if after and after[0].key in {"in", "of", "from", "at", "on", "familiar", "close", "with"}:
        found += [word.key for word in words[at + 1 : at + 9]]
    before = words[max(0, at - 9) : at]
    return found + (
        [word.key for word in before] if any(word.key == "in" for word in before[-5:]) and "," in {w.key for w in before[-2:]} else []
    )


def _same_country(key: str, known: set[str], countries: object) -> bool:
    rows = countries if isinstance(countries, dict) else {}
    country = rows.get((key,))
    return bool(country) and any(name == country and stem(form[0]) in known for form, name in rows.items())


def _before(one: Cited, held: Held) -> Sequence[str]:
    """The paragraphs before one that refers back to its speakers."""
    back = re.search(r"\b(?:the (?:sources?|officials?|observers?|officers?)|they (?:said|say|added|told)|the same)\b", one.text)
    return one.source.paragraphs[: one.number - 1] if back or re.match(r"[•*\-–]|\(?\w\)|It |He |She |They |This ", one.text) else ()


def familiar_not_borne(held: Held) -> Iterator[Doubt]:
    """familiar-sources where the text speaks of no sources."""
    if held.told.says == "familiar-sources":
        texts = [fold(text).lower() for one in held.cited for text in one.source.paragraphs]
        if not any(re.search(r"\bsources?\b|\bfamiliar with\b|\bclose to\b|\bbriefed on\b", text) for text in texts):
            yield Doubt("speaker-not-there", "Classed as familiar-sources, but the text speaks of no sources.", held.told.says, "", HINT)
