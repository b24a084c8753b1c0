"""check, people: names and offices in sentences against the desk's officials. One rule, one function, one code."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from briefgen.checks.rule import Problems
from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.model.official import Official
from briefgen.content.model.statement import Statement
from briefgen.content.officials import offices_by
from briefgen.content.vocabulary import vocabulary
from briefgen.language.edtf import Edtf, definitely_before
from briefgen.language.person_names import TITLES, Mention, Printed, keys


def official_without_post(content: Content) -> Problems:
    """Every official has an office that a source attests."""
    for entry in content.every(Official):
        official = entry.record
        if not any(post.cite for post in official.posts):
            yield entry.problem(
                "official-without-post",
                f"No source attests an office of “{official.name or official.id}”.",
                ("id",),
                "Add posts: with organisation, title, attested and cite.",
            )


SPELLINGS = {"defence": "defense"}
PAST = {"former", "late", "then", "ex"}
"""Words that give a person an office of another time."""


def office_not_held(content: Content) -> Problems:
    """Nobody is given an office in a sentence that no source attests for its date."""
    register = content.register
    officials = content.officials
    for entry, path, statement in content.each(Statement):
        when: Edtf | None = getattr(statement, "date", None) or getattr(entry.record, "date", None)
        if when is None:
            continue
        sentence = register.sentence(statement.text)
        for mention in register.named(statement.text):
            title = _title_before(sentence, mention, register.titles)
            people = [officials[who.id].record for who in mention.people if not mention.given or who.fits(mention.given)]
            if title and people and not any(_holds(official, title, when) for official in people):
                words = " ".join(word.capitalize() for word in title)
                message = f"No source attests {people[0].name} as “{words}” for {when.text}."
                hint = f"Attested by then: {_attested(people[0], when)}. Correct the sentence, or record the office under posts:."
                yield entry.problem("office-not-held", message, (*path, "text"), hint, words=mention.shown)


def _title_before(sentence: Printed, mention: Mention, titles: frozenset[str]) -> tuple[str, ...]:
    """The words of office before a name; () where none stand there or they are said to be of another time."""
    found: list[str] = []
    at = mention.at - 1
    while at >= 0 and sentence.words[at + 1].gap == " " and sentence.words[at].capital and sentence.words[at].key in TITLES | titles:
        found.insert(0, sentence.words[at].key)
        at -= 1
    other_time = set(found) & PAST or (at >= 0 and found and sentence.words[at].key in PAST)
    return () if other_time or not set(found) & TITLES else tuple(found)


def _holds(official: Official, title: Sequence[str], when: Edtf) -> bool:
    """Whether all words of a title stand in the office attested nearest before a date, or in another attested for the same time."""
    posts = offices_by(official, when)
    nearest = [post for post in posts if not definitely_before(post.attested, posts[0].attested)]
    wanted = set(_spelt(title))
    return any(wanted <= set(_spelt((*keys(post.title), *keys(post.organisation), *keys(official.party)))) for post in nearest)


def _spelt(words: Sequence[str]) -> Iterator[str]:
    return (SPELLINGS.get(word, word) for word in words)


def _attested(official: Official, when: Edtf) -> str:
    return "; ".join(f"{post.title} ({post.attested.text})" for post in offices_by(official, when))


def spelling_unrecorded(content: Content) -> Problems:
    """No word is nearly an official's family name: it is that name misspelt, or an alias that nobody recorded."""
    register = content.register
    known = vocabulary(content)

    @cache
    def nearest(word: str) -> str:
        return next(iter(difflib.get_close_matches(word, register.families, n=1, cutoff=0.85)), "")

    for entry, path, statement in content.each(Statement):
        sentence = register.sentence(statement.text)
        for index, word in enumerate(sentence.words):
            if word.capital and len(word.key) > 4 and word.key not in known and not sentence.begins(index):
                close = nearest(word.key)
                if close:
                    message = f"“{word.text}” is not recorded; the desk knows {register.families[close]}."
                    hint = "Correct the name, or record the spelling under aliases: of the official."
                    yield entry.problem("spelling-unrecorded", message, (*path, "text"), hint, words=word.text)


def name_order_mixed(content: Content) -> Problems:
    """A pack that shows names as printed does not mix family name first with family name last."""
    parties = content.parties
    for pack in content.packs.values():
        orders: dict[bool, list[Entry[Official]]] = defaultdict(list)
        for entry in content.chosen(pack.id).officials:
            official = entry.record
            turned = official.party in parties and parties[official.party].family_name_first
            if turned and official.name and official.family_name and official.name != official.family_name:
                orders[official.name.startswith(official.family_name)].append(entry)
        if len(orders) == 2 and pack.record.display.names == "as-printed":
            few, many = sorted(orders.values(), key=len)
            for entry in few:
                message = (
                    f"“{entry.record.name}” has its parts in another order than “{many[0].record.name}” in the pack “{pack.record.id}”."
                )
                hint = "Show all with names: family-first under display: of the pack, or record the name in the others' order."
                yield entry.problem("name-order-mixed", message, ("name",), hint)


RULES: tuple[Callable[[Content], Problems], ...] = (office_not_held, spelling_unrecorded, name_order_mixed)
