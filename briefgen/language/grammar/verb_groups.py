"""Groups of verbs in a sentence: what is done, by which word it is governed, how near to fact it is told, and whether it is negated.

There is no parser here. A word is taken for a verb by its form, by the lexicon and by the words beside it; what cannot be told is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from briefgen.language.grammar.inflection import Form
from briefgen.language.grammar.words import Word
from briefgen.language.lexicon.lexicon import Lexicon

DONE, UNDER_WAY, CERTAIN = 100.0, 92.0, 70.0
NEGATING = frozenset({"not", "never", "nor", "no"})


class VerbGroup(NamedTuple):
    """Words that make one statement of doing or being.

    heads: the verbs that its last word may be a form of; first, last: numbers of its words; kind: finite, infinitive or ing;
    at: how near to fact its own words bring it (0–100); mark: the word that says so; family: of that word; negated: by its own words;
    present: whether it is told in the present tense.
    """

    heads: frozenset[str]
    first: int
    last: int
    kind: str
    at: float = DONE
    mark: str = ""
    family: str = ""
    negated: bool = False
    passive: bool = False
    present: bool = False


class _Sets(NamedTuple):
    """Words by what they do beside a verb. may_begin: those with which a group may begin, but for words in -ed that no list has."""

    may_begin: frozenset[str]
    of_nouns: frozenset[str]
    leading: frozenset[str]
    inside: frozenset[str]
    follows: frozenset[str]
    opens: frozenset[str]
    opens_loosely: frozenset[str]
    apart: frozenset[str]


@lru_cache(maxsize=8)
def _sets(lexicon: Lexicon) -> _Sets:
    loose = {"that", "this", "all", "both", "each", "some", "many", "most", "more", "less", "much", "few", "several"}
    return _Sets(
        may_begin=frozenset(lexicon.modals | lexicon.be | lexicon.have | lexicon.do | {"to"} | lexicon.forms.keys()),
        of_nouns=lexicon.determiners - {"that", "this", "it"},
        leading=(lexicon.determiners - loose) | lexicon.prepositions,
        inside=lexicon.adverbs - {"all", "both", "each", "no"},
        follows=lexicon.determiners | lexicon.prepositions | lexicon.pronouns,
        opens=lexicon.determiners | lexicon.pronouns | {"to", "that", "whether", "how"},
        opens_loosely=lexicon.adverbs | lexicon.words("after_verbs"),
        apart=lexicon.openers | {",", ";", ":", "-", '"'},
    )


def verb_groups(words: Sequence[Word], lexicon: Lexicon) -> list[VerbGroup]:
    """The groups of verbs of a sentence, in order."""
    found: list[VerbGroup] = []
    reader, may_begin, at = _Reader(words, lexicon), _sets(lexicon).may_begin, 0
    while at < len(words):
        key = words[at].key
        group = reader.read(at, found[-1] if found else None) if key in may_begin or key.endswith("ed") else None
        if group:
            group = _phrasal(group, words, lexicon)
            found.append(_hedged(group, words, lexicon, found[-1].last if found else -1))
            at = group.last + 1
        else:
            at += 1
    return found


def _phrasal(group: VerbGroup, words: Sequence[Word], lexicon: Lexicon) -> VerbGroup:
    """“turned down” is rejected, “took no decision” did not decide: the group with the one verb that it and the words after it mean."""
    first = group.last + 1
    skipped = first < len(words) and words[first].key in {"a", "an", "the", "no", "any", "its", "their"}
    after = [word.key for word in words[first + skipped : first + skipped + 2]]
    for length in range(len(after), 0, -1):
        for head in sorted(group.heads):
            whole = lexicon.phrasal.get(" ".join((head, *after[:length]))) or lexicon.phrasal.get(
                " ".join((head, *after[:length])).removesuffix("s")
            )
            if whole:
                return group._replace(
                    heads=frozenset({whole}),
                    last=group.last + skipped + length,
                    negated=group.negated ^ (skipped and words[first].key == "no"),
                )
    return group


def _hedged(group: VerbGroup, words: Sequence[Word], lexicon: Lexicon, before: int) -> VerbGroup:
    """The group with the adverbs of likelihood in it or up to four words before it."""
    first = max(before + 1, group.first - 4)
    for word in words[first : group.last + 1]:
        at, family = lexicon.at.get(word.key, (DONE, ""))
        if family == "likelihood" and word.key.endswith(("ly", "ps", "be")) and at < group.at:
            group = group._replace(at=at, mark=word.key, family=family)
    return group


class _Reader:
    """Reads one group from a place on."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon) -> None:
        self.words, self.lex, self.sets = words, lexicon, _sets(lexicon)

    def key(self, at: int) -> str:
        return self.words[at].key if 0 <= at < len(self.words) else ""

    def read(self, at: int, before: VerbGroup | None) -> VerbGroup | None:
        key = self.key(at)
        if key in self.lex.modals and not self._noun_like(at):
            return self._modal(at)
        if key in self.lex.be:
            return self._be(at, at)
        if key in self.lex.have:
            return self._have(at)
        if key in self.lex.do:
            return self._do(at)
        if key == "to":
            return self._infinitive(at)
        return self._lexical(at, before)

    def _noun_like(self, at: int) -> bool:
        word = self.words[at]
        return (word.key == "may" and word.capital and at > 0) or self.key(at - 1) in self.sets.of_nouns

    def _skip(self, at: int) -> int:
        """Past adverbs that stand inside a group."""
        while self.key(at) in self.lex.adverbs or (
            self.key(at).endswith("ly") and len(self.key(at)) > 4 and self.key(at) not in self.lex.forms
        ):
            at += 1
        return at

    def _negated(self, first: int, last: int) -> bool:
        keys = [self.key(i) for i in range(first, last + 1)]
        apart = bool({"only", "just", "later", "less", "fewer", "more"} & set(keys))
        return any(key in NEGATING for key in keys) and not apart

    def _group(
        self, heads: frozenset[str], first: int, last: int, kind: str, own: tuple[float, str, str] = (DONE, "", ""), passive: bool = False
    ) -> VerbGroup:
        at, mark, family = own
        negated = self._negated(first - (kind == "infinitive"), last) or (kind == "ing" and self.key(first - 1) == "without")
        opens = next((self.key(i) for i in range(first, last + 1) if self.key(i) not in self.lex.adverbs), "")
        present = (
            opens in {"is", "are", "am", "has", "have", "do", "does"}
            or self.lex.is_form(opens, "s")
            or (self.lex.is_form(opens, "base") and not self.lex.is_form(opens, "past"))
        )
        return VerbGroup(heads, first, last, kind, at, mark, family, negated, passive, kind == "finite" and present and not mark)

    def _modal(self, first: int) -> VerbGroup:
        mark = self.key(first)
        at, family = self.lex.at.get(mark, (DONE, ""))
        own = (at, mark, family)
        place = self._skip(first + 1)
        if mark == "would" and self.key(place) == "like":
            return self._group(frozenset({"want"}), first, place, "finite")
        if self.key(place) == "have":
            place = self._skip(place + 1)
            if self.key(place) == "to":
                place = self._skip(place + 1)
        if self.key(place) in self.lex.be:
            group = self._be(first, place)
            return group._replace(
                first=first,
                at=min(at, group.at),
                mark=mark if at <= group.at else group.mark,
                family=family if at <= group.at else group.family,
                negated=self._negated(first, group.last),
            )
        if self._is_word(place) and self.key(place) not in self.lex.closed:
            return self._group(self.lex.bases(self.key(place)), first, place, "finite", own)
        return self._group(frozenset({"have" if self.key(place - 1) == "have" else "do"}), first, max(first, place - 1), "finite", own)

    def _be(self, first: int, place: int) -> VerbGroup:
        after = self._skip(place + 1)
        if self.key(after) in self.lex.be:
            after = self._skip(after + 1)
        key = self.key(after)
        if key == "to" and self._is_base(self._skip(after + 1)):
            after = self._skip(after + 1)
            return self._future(first, after, f"{self.key(place)} to")
        if key == "determined" and self.key(after + 1) == "to":
            return self._group(frozenset({key}), first, after, "finite")
        if key in {"going", "about"} and self.key(after + 1) == "to":
            return self._future(first, self._skip(after + 2), f"{key} to")
        if key == "set" and {"to", "for"} & {self.key(after + 1), self.key(after + 2)}:
            return self._group(frozenset({"schedule"}), first, after, "finite", passive=True)
        if key in self.lex.at and not self.lex.forms.get(key):
            return self._group(frozenset({key}), first, after, "finite")
        if self.lex.is_form(key, "ing"):
            return self._group(self.lex.bases(key), first, after, "finite", (UNDER_WAY, "", ""))
        if self.lex.is_form(key, "participle") or (key.endswith("ed") and self._is_word(after)):
            return self._group(self.lex.bases(key), first, after, "finite", passive=True)
        return self._group(frozenset({"be"}), first, max(place, after - 1), "finite")

    def _future(self, first: int, last: int, mark: str) -> VerbGroup:
        if self.key(last) == "have":
            # “was to have been signed”: planned once, and no more than that.
            group = self._have(last)
            return group._replace(first=first, at=self.lex.at["plan"][0], mark=f"{mark} have", family="intent")
        if self.key(last) == "be":
            return self._be(first, last)._replace(first=first, at=CERTAIN, mark=mark, family="likelihood")
        return self._group(self.lex.bases(self.key(last)), first, last, "finite", (CERTAIN, mark, "likelihood"))

    def _have(self, first: int) -> VerbGroup:
        after = self._skip(first + 1)
        key = self.key(after)
        if key == "to" and self._is_base(self._skip(after + 1)):
            last = self._skip(after + 1)
            return self._group(self.lex.bases(self.key(last)), first, last, "finite", (self.lex.at["need"][0], "have to", "duty"))
        if key == "been":
            return self._be(first, after)._replace(first=first)
        if self.lex.is_form(key, "participle") or (key.endswith("ed") and self._is_word(after)):
            return self._group(self.lex.bases(key), first, after, "finite")
        return self._group(frozenset({"have"}), first, first, "finite")

    def _do(self, first: int) -> VerbGroup:
        after = self._skip(first + 1)
        if self._is_base(after):
            return self._group(self.lex.bases(self.key(after)), first, after, "finite")
        return self._group(frozenset({"do"}), first, first, "finite")

    def _infinitive(self, first: int) -> VerbGroup | None:
        after = self._skip(first + 1)
        if self.key(after) == "be":
            return self._be(first, after)._replace(first=first, kind="infinitive", negated=self._negated(first - 1, after))
        if self.key(after) == "have" or self.key(after) == "do":
            return self._group(frozenset({self.key(after)}), first, after, "infinitive")
        if self._is_base(after) and not self.words[after].capital:
            return self._group(self.lex.bases(self.key(after)), first, after, "infinitive")
        return None

    def _is_word(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].is_word

    def _is_base(self, at: int) -> bool:
        return self.lex.is_form(self.key(at), "base") or self.key(at) in {"be", "have", "do"}

    def _lexical(self, at: int, before: VerbGroup | None) -> VerbGroup | None:
        word, key = self.words[at], self.key(at)
        known = self.lex.forms.get(key) or self._guessed(at)
        begins = at == 0 or not self.words[at - 1].is_word
        if not known or (word.capital and not (begins and self.lex.is_form(key, "ing"))) or "-" in (self.key(at - 1), self.key(at + 1)):
            return None
        heads = frozenset(base for base, _ in known)
        if self.lex.is_form(key, "ing"):
            noun = self.key(at - 1) in self.lex.determiners or self.key(at - 2) == "-" or (self.key(at + 1) == "of" and at > 0)
            return None if noun else self._group(heads, at, at, "ing")
        previous = at - 1
        while self.key(previous) in self.sets.inside or (self.key(previous).endswith("ly") and self.lex.content(self.key(previous))):
            previous -= 1
        led = self.key(previous)
        if led in self.sets.leading or (previous >= 0 and self.words[previous].possessive):
            return None
        if known[0][1] == "past" and key not in self.lex.forms:
            return self._group(heads, previous + 1, at, "finite")
        if self.lex.is_form(key, "past") and self.lex.is_form(key, "base") and self._unchanged(at, previous):
            return self._group(heads, previous + 1, at, "finite")
        if self.lex.is_form(key, "past", "participle") and not self.lex.is_form(key, "base"):
            return None if before and before.last == previous else self._group(heads, previous + 1, at, "finite")
        return self._present(at, previous, heads, before)

    def _guessed(self, at: int) -> tuple[tuple[str, Form], ...]:
        """A word in -ed that the lexicon has not, where what follows is what follows a verb."""
        key = self.key(at)
        if not key.endswith("ed") or len(key) <= 4 or self.key(at + 1) not in self.sets.follows:
            return ()
        return ((key[:-2] if not key.endswith("ied") else key[:-3] + "y", "past"),)

    def _present(self, at: int, previous: int, heads: frozenset[str], before: VerbGroup | None) -> VerbGroup | None:
        """A verb in the present tense, which may as well be a noun: told by the word before it and the word after it."""
        if before and (before.last == previous or self._one_clause(before, at)):
            return None
        if previous < 0 or not self.words[previous].is_word or (self.key(previous) in {"and", "or"} and not before):
            return None
        third = self.lex.is_form(self.key(at), "s")
        opens, adjective = self._opens(at + 1, self._adjective(previous)), self.key(previous).endswith(("ed", "al", "ive", "ic", "ous"))
        fits = (third and not adjective) or (not third and self._plural(previous))
        spoken = bool(heads & self.lex.words("core_saying")) and self.key(at + 1) in {",", ":", '"', ".", ""}
        alone = third and self.key(previous) in self.lex.pronouns and self.key(at + 1) in {",", ".", ";", ""}
        named = third and bool(heads & self.lex.words("pure_verbs")) and not adjective
        named = named or (
            third and self.words[previous].capital and not self._adjective(previous) and bool(self.lex.content(self.key(at + 1)))
        )
        return self._group(heads, previous + 1, at, "finite") if fits and (opens or spoken or alone or named) else None

    def _one_clause(self, before: VerbGroup, at: int) -> bool:
        """Whether a finite verb went before in the same clause, so that this is a noun: “will hold telephone talks”."""
        told = before.heads & self.lex.words("bare_clause")
        between = {self.key(i) for i in range(before.last + 1, at)}
        bare = before.first == before.last and bool(before.mark)  # “only then would they settle”
        return before.kind == "finite" and not bare and not told and not between & self.sets.apart

    def _unchanged(self, at: int, previous: int) -> bool:
        """“The Council put off the debate”: a past form like the base form, after a singular noun and before what follows a verb."""
        before = self.key(previous)
        return (
            previous >= 0
            and self.words[previous].is_word
            and not before.endswith("s")
            and before not in self.lex.closed
            and self._opens(at + 1, False)
        )

    def _adjective(self, at: int) -> bool:
        """“U.S.” and “Japanese” before a word make it a noun more often than a verb."""
        return "." in self.words[at].text or (self.words[at].capital and self.key(at).endswith(("an", "ese", "ish", "ch")))

    def _opens(self, at: int, strict: bool) -> bool:
        """Whether a word may follow a verb. strict: only where it can hardly follow a noun."""
        key = self.key(at)
        if key in self.sets.opens:
            return True
        if strict or not key:
            return False
        return key in self.sets.opens_loosely or self.words[at].capital or key[0].isdigit()

    def _plural(self, at: int) -> bool:
        key = self.key(at)
        joined = self.words[at].capital and "and" in (self.key(at - 1), self.key(at - 2))
        return joined or key in self.lex.words("plurals") or key.endswith("men") or (key.endswith("s") and key not in self.lex.closed)
