"""Quantity: some is not most, few is not many; a number stands beside the thing that the source counts with it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from briefgen.evidence.holding.alignment import like_pairs
from briefgen.evidence.holding.values import Doubt, Held
from briefgen.evidence.holding.who import actors_in
from briefgen.language.folding import fold
from briefgen.language.grammar.clauses import Sentence
from briefgen.language.lexicon.lexicon import Lexicon
from briefgen.language.numbers import SCALES, NumberInText, numbers_in, printed

REACH = 5


@dataclass(frozen=True)
class Amount:
    """A word of quantity with what it counts. size: its place in its row; things: what the words after it count as."""

    row: str
    size: int
    word: str
    things: tuple[str, ...]
    start: int


def wrong_quantity(held: Held) -> Iterator[Doubt]:
    """A word of quantity of ours for which the source has another one with the same thing, or a large one for which it has none."""
    told = [(sentence, amount) for sentence in held.ours for amount in amounts(sentence, held.lexicon)]
    if not told:
        return
    theirs = [amount for sentence in held.theirs for amount in amounts(sentence, held.lexicon)]
    known = frozenset().union(*(sentence.content for sentence in held.theirs))
    for sentence, ours in told:
        shared = [(len(set(other.things) & set(ours.things)), other) for other in theirs if other.row == ours.row]
        most = max((count for count, _ in shared), default=0)
        same = [other for count, other in shared if count == most > 0]
        if same and all(other.size != ours.size for other in same):
            if ours.size == 0 and not _verb_answered(sentence, held):
                continue
            yield _doubt(ours, min(same, key=lambda other: -len(set(other.things) & set(ours.things))).word)
        elif (
            not same
            and ours.row == "nouns"
            and ours.size in {1, 4, 5, 6}
            and ours.word.lower() != "both"
            and set(ours.things) & known
            and not _pair(ours, held)
        ):
            others = [other for other in theirs if other.row == ours.row]
            if not any(other.size == ours.size for other in others):
                yield _doubt(ours, others[0].word if len(others) == 1 else "")


def _verb_answered(sentence: Sentence, held: Held) -> bool:
    """Whether a like verb answers ours: “no station will be closed” says the same as “all stations stay open”."""
    return any(pair.ours.sentence is sentence and pair.firm for pair in like_pairs(held))


def _pair(ours: Amount, held: Held) -> bool:
    """Whether the source has a word of two, or counts the things, so that “all” or “both” may stand for the number."""
    two = set(held.lexicon.lists["quantity"]["two"])
    return ours.size == 6 and any(two & s.known or s.figures for s in held.theirs)


def _doubt(ours: Amount, theirs: str) -> Doubt:
    has = f"the source has “{theirs}”" if theirs else "the source has no such word there"
    return Doubt("quantity-differs", f"“{ours.word}”: {has}.", ours.word, theirs, "Take the source's quantity.", ours.start)


class _Known(NamedTuple):
    """The words of quantity. phrases: the first word of each → its words and the one word for it; sizes: by row, a word → its place in
    the row; begins: words with which any of them begins."""

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    sizes: Mapping[str, Mapping[str, int]]
    begins: frozenset[str]


@lru_cache(maxsize=8)
def _known(lexicon: Lexicon) -> _Known:
    lists = lexicon.lists["quantity"]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, word in lists["phrases"].items():
        if parts := tuple(phrase.split()):
            phrases.setdefault(parts[0], []).append((parts, str(word)))
    sizes: dict[str, dict[str, int]] = {row: {} for row in ("nouns", "how-often")}
    for row, places in sizes.items():
        for place, words in enumerate(lists["rows"][row]):
            for word in words:
                places.setdefault(word, place)
    return _Known(phrases, sizes, frozenset(phrases).union(*sizes.values(), {"few"}))


def amounts(sentence: Sentence, lexicon: Lexicon) -> list[Amount]:
    """The words of quantity of a sentence, each with the words of weight after it."""
    known = _known(lexicon)
    found: list[Amount] = []
    if known.begins.isdisjoint(sentence.known):
        return found
    for index, key in enumerate(sentence.keys):
        amount = _at(sentence, index, known, lexicon) if key in known.begins else None
        if amount and not (found and amount.start < found[-1].start + len(found[-1].word)):
            found.append(amount)
    return found


def _at(sentence: Sentence, index: int, known: _Known, lexicon: Lexicon) -> Amount | None:
    keys = sentence.keys
    for parts, word in known.phrases.get(keys[index], ()):
        if keys[index : index + len(parts)] == parts:
            return _amount(sentence, index, index + len(parts), word, "nouns", lexicon)
    if (
        keys[index - 1 : index]
        and keys[index - 1] in {"not", "at", "a", "the", "in", "no"}
        and keys[index] in {"all", "most", "few", "part", "least", "number", "lot", "some"}
    ):
        return (
            None
            if keys[index] not in {"few"}
            else _amount(sentence, index, index + 1, "some" if keys[index - 1] == "a" else "few", "nouns", lexicon)
        )
    for row in ("nouns", "how-often"):
        amount = _amount(sentence, index, index + 1, keys[index], row, lexicon)
        if amount and not _degree(sentence, index, lexicon):
            return amount
    return None


def _degree(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """“the most important”, “much larger”, “no longer”: words that count nothing."""
    after = sentence.keys[index + 1 : index + 2]
    if sentence.keys[index - 1 : index] in (("how",), ("so",), ("too",)) or after in (("this",), ("that",), ("it",)):
        return True
    if sentence.keys[index] == "most" and index and sentence.keys[index - 1] in {"the", "its", "their"}:
        return True
    return (
        bool(after)
        and after[0] in {"longer", "later", "doubt", "one", "more", "less", "only"}
        and sentence.keys[index] in {"no", "much", "many", "some", "most"}
    )


def _amount(sentence: Sentence, index: int, end: int, word: str, row: str, lexicon: Lexicon) -> Amount | None:
    size = _known(lexicon).sizes[row].get(word)
    if size is None:
        return None
    around = sentence.words[end : end + REACH]
    things = [found for w in around if (found := lexicon.content(w.key))]
    if (
        row == "how-often"
        or not things
        or word
        in {
            "mostly",
            "mainly",
            "chiefly",
            "largely",
            "partly",
            "entirely",
            "wholly",
            "fully",
            "always",
            "unanimously",
        }
    ):
        things += [found for w in sentence.words[max(0, index - REACH) : index] if (found := lexicon.content(w.key))]
    return Amount(row, size, " ".join(w.text for w in sentence.words[index:end]), tuple(things), sentence.words[index].start)


def wrong_bounds(held: Held) -> Iterator[Doubt]:
    """“at least” is not “at most”, and “at the earliest” not “at the latest”, beside the same number."""
    rows = held.lexicon.lists["quantity"]["rows"]["bounds"]
    told = [(sentence, key, side) for sentence in held.ours for key, side in _bounds(sentence, rows).items()]
    theirs = {key: side for sentence in held.theirs for key, side in _bounds(sentence, rows).items()} if told else {}
    if theirs:
        for sentence, key, (side, phrase) in told:
            other = theirs.get(key)
            if other and other[0] != side:
                yield Doubt(
                    "bound-turned-round",
                    f"“{phrase}”: the source has “{other[1]}”.",
                    phrase,
                    other[1],
                    "Keep the source's bound.",
                    sentence.start,
                )


def _bounds(sentence: Sentence, rows: Sequence[Sequence[str]]) -> dict[object, tuple[int, str]]:
    """A number → on which side of it the sentence puts what it counts: the phrase stands right before it, or close after."""
    found: dict[object, tuple[int, str]] = {}
    shown = sentence.shows().lower()
    figures = sentence.figures
    for side, phrases in enumerate(rows):
        for place, phrase in ((place, phrase) for phrase in phrases if (place := shown.find(phrase)) >= 0 and _whole(shown, place, phrase)):
            end = place + len(phrase)
            behind = (f for f in figures if 0 <= place - f.start - len(f.text) <= 12)
            nearest = next((f for f in figures if 0 <= f.start - end <= 4), None) or next(behind, None)
            if nearest:
                denied = re.search(r"\b(?:not?|never|cannot)(?: be| exceed)? $", shown[:place])
                found.setdefault(nearest.key, (1 - side if denied else side, phrase))
    return found


def _whole(text: str, place: int, phrase: str) -> bool:
    return not text[place - 1 : place].isalnum() and not text[place + len(phrase) : place + len(phrase) + 1].isalnum()


def number_of_another_thing(held: Held) -> Iterator[Doubt]:
    """A number that the source prints with another thing, while it counts the thing of ours with another number."""
    told = [pair for sentence in held.ours for pair in _counted(sentence, held.lexicon)]
    theirs = [pair for sentence in held.theirs for pair in _counted(sentence, held.lexicon)] if told else []
    if theirs:
        for key, shown, things, start in told:
            others = [pair for pair in theirs if pair[2][:1] and pair[2][0] in things[:1]]
            elsewhere = [pair for pair in theirs if pair[0] == key]
            if (
                others
                and elsewhere
                and all(other[0] != key for other in others)
                and all(pair[2] and not set(pair[2]) & set(things) for pair in elsewhere)
            ):
                message = f"“{shown} {'…'}”: the source counts the same thing with “{others[0][1]}”."
                yield Doubt("number-of-another-thing", message, shown, others[0][1], "Look which number belongs to what.", start)


def _counted(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[object, str, tuple[str, ...], int]]:
    for figure in sentence.figures:
        if figure.kind == "number":
            end = sentence.start + figure.start + len(figure.text)
            first = bisect_left(sentence.words, end, key=_start)
            follows = sentence.words[first : first + 3]
            direct = follows and (
                (follows[0].key not in lexicon.closed or follows[0].key == "per") and follows[0].is_word and not follows[0].key.isdigit()
            )
            after = [found for w in follows if (found := lexicon.content(w.key))][:2] if direct else []
            yield figure.key, figure.text, tuple(after), sentence.start + figure.start


_start = attrgetter("start")


def turned_score(held: Held) -> Iterator[Doubt]:
    """“by two votes to five” where the source has five to two."""
    told = [score for sentence in held.ours for score in _scores(sentence)]
    theirs = {pair for sentence in held.theirs for pair, _, _ in _scores(sentence)} if told else set()
    if theirs:
        for (one, other), shown, start in told:
            if (other, one) in theirs and (one, other) not in theirs:
                yield Doubt(
                    "number-of-another-thing",
                    f"“{shown}”: the source has it the other way round.",
                    shown,
                    "",
                    "Look which number belongs to what.",
                    start,
                )


def _scores(sentence: Sentence) -> Iterator[tuple[tuple[object, object], str, int]]:
    text = sentence.shows()
    figures = [figure for figure in sentence.figures if figure.kind == "number"]
    for one, other in itertools.pairwise(figures):
        if re.fullmatch(r"(?: votes)? (?:to|against)(?: votes)? ", text[one.start + len(one.text) : other.start]):
            yield (one.value, other.value), text[one.start : other.start + len(other.text)], sentence.start + one.start


def unprinted_numbers(held: Held) -> Iterator[Doubt]:
    """A number, year, day or fraction of ours that no paragraph cited prints and no derivation gives."""
    known = frozenset().union(*(printed(one.text) for one, _ in held.paragraphs))
    words = frozenset().union(*(sentence.known for sentence in held.theirs))
    derived = [fold(value) for value in held.told.derived]
    for figure in numbers_in(held.told.folded):
        pair = figure.kind == "number" and figure.value == 2 and _two_named(held)
        if (
            figure.key not in known
            and not pair
            and _scaled(held.told.folded, figure) not in known
            and not any(figure.text in value for value in derived)
        ):
            yield _unprinted(figure.text, figure.start)
    fractions = held.lexicon.words("fractions")
    for sentence in held.ours:
        for word in sentence.words if not fractions.isdisjoint(sentence.known) else ():
            if (
                word.key in fractions
                and not {word.key, f"{word.key}s", word.key.removesuffix("s")} & words
                and not (word.key == "half" and "equally" in words)
            ):
                yield _unprinted(word.text, word.start)


def _two_named(held: Held) -> bool:
    """Whether the paragraphs name two countries or parties, so that “the two” may be said of them."""
    known = set(held.lexicon.countries.values()) | {actor.id for actor in held.context.actors if not actor.party}
    return any(len(actors_in(sentence, held.context) & known) >= 2 for sentence in held.theirs)


def _scaled(text: str, figure: NumberInText) -> tuple[str, object]:
    """“30” in “30 to 40 million” is 30 million."""
    after = re.match(r"\s(?:to|or|and|-)\s[\d.,]+[\s-](hundred|thousand|million|billion)", text[figure.start + len(figure.text) :])
    return ("number", figure.value * SCALES[after.group(1)]) if after and isinstance(figure.value, Decimal) else figure.key


def wrong_order(held: Held) -> Iterator[Doubt]:
    """“the second meeting” where the source has “the first … meeting”."""
    told = [place for sentence in held.ours for place in _places(sentence, held.lexicon)]
    theirs = [place for sentence in held.theirs for place in _places(sentence, held.lexicon)] if told else []
    if theirs:
        for word, things, start in told:
            others = [other for other, counted, _ in theirs if set(counted) & set(things)]
            if others and word not in others:
                yield Doubt(
                    "number-of-another-thing",
                    f"“{word}”: the source has “{others[0]}”.",
                    word,
                    others[0],
                    "Look which number belongs to what.",
                    start,
                )


def _places(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[str, tuple[str, ...], int]]:
    order = lexicon.words("order")
    for index, word in enumerate(sentence.words if not order.isdisjoint(sentence.known) else ()):
        if word.key in order and sentence.keys[index - 1 : index] not in (("a",), ("at",)):
            yield word.key, tuple(found for w in sentence.words[index + 1 : index + 6] if (found := lexicon.content(w.key))), word.start


def _unprinted(shown: str, start: int) -> Doubt:
    return Doubt(
        "number-not-in-source",
        f"“{shown}” is not printed in the paragraphs cited.",
        shown,
        "",
        "Correct it, cite the paragraph that has it, or derive it.",
        start,
    )
