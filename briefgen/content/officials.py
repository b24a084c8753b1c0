"""Who held which office when, and the words by which the desk knows people."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.content.model.desk import Party
from briefgen.content.model.official import Official, Post
from briefgen.language.edtf import Edtf, definitely_before, order_key
from briefgen.language.folding import fold
from briefgen.language.person_names import Person, Register, keys


def offices(parties: Iterable[Party], officials: Iterable[Official]) -> frozenset[str]:
    """Words that may stand before a name without being part of it: those of parties and posts."""
    officials = tuple(officials)
    posts = [post for official in officials for post in official.posts]
    texts = [party.name for party in parties] + [text for post in posts for text in (post.organisation, post.title)]
    people = {word for official in officials for word in keys(official.name or "")}
    return frozenset(word for text in texts for word in keys(text)) - people


def person(official: Official) -> Person | None:
    """The official as names are compared; None where only the office is known."""
    if not official.name:
        return None
    full = keys(official.name)
    family = keys(official.family)
    given = tuple(word for word in full if word not in family)
    return Person(official.id, official.name, family, given, tuple(map(keys, official.aliases)), fold(official.native_name or ""))


def offices_by(official: Official, date: Edtf) -> list[Post]:
    """The posts attested by a date, the last attested first; the earliest attested alone where none is."""
    posts = sorted(official.posts, key=lambda post: order_key(post.attested))
    before = [post for post in posts if not definitely_before(date, post.attested)]
    return before[::-1] or posts[:1]


def name_words(official: Official) -> str:
    """What an official is called: by name, or by the last post where no source gives one."""
    return official.name or (f"{official.posts[-1].title} (not named)" if official.posts else "not named")


def office_words(post: Post | None) -> str:
    """An office with the body it belongs to, in words."""
    if post is None:
        return "office not stated"
    return f"{post.title}, {post.organisation}" if post.organisation != post.title else post.title


def persons(officials: Iterable[Official]) -> list[Person]:
    """All officials who have a name, as names are compared."""
    return [who for official in officials if (who := person(official))]


def named_in(register: Register, text: str) -> list[str]:
    """The ids of the officials whom a text of ours names. A family name that several share names all whom the given names fit."""
    found = (who.id for mention in register.named(text) for who in mention.people if not mention.given or who.fits(mention.given))
    return list(dict.fromkeys(found))
