"""What the rules are given and what they answer. No record and no file: strings, dates and small values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from briefgen.language.edtf import Edtf
from briefgen.language.folding import fold, occurrences
from briefgen.language.grammar.clauses import Sentence, sentences
from briefgen.language.lexicon.lexicon import Lexicon, load


@dataclass(frozen=True)
class SourceFacts:
    """A source as the rules see it. published: its day; bounds: the days between which it was written, where the day is not known;
    paragraphs: its whole text, in order; dateline: as printed; official: whether the text is itself an official one
    (a release, minutes, a law), so that all in it is its issuer's statement."""

    id: str
    published: Edtf | None = None
    bounds: Edtf | None = None
    paragraphs: tuple[str, ...] = ()
    dateline: str = ""
    official: bool = False

    @property
    def anchor(self) -> Edtf | None:
        """The day, or the bounds, from which “last December” counts."""
        return self.published or self.bounds


@dataclass(frozen=True)
class Cited:
    """A paragraph cited. number: from 1; excerpt: the words named, or "" for the paragraph as a whole; prefix: words before them."""

    source: SourceFacts
    number: int
    excerpt: str = ""
    prefix: str = ""

    @cached_property
    def text(self) -> str:
        """The paragraph, folded."""
        return fold(self.source.paragraphs[self.number - 1])

    @cached_property
    def span(self) -> tuple[int, int]:
        """Where the excerpt stands in the folded paragraph; (0, 0) without one, or where it is not found."""
        words = fold(self.excerpt)
        found = occurrences(words, self.text, self.prefix) if words else []
        return (found[0], found[0] + len(words)) if found else (0, 0)


@dataclass(frozen=True)
class Actor:
    """Somebody of the desk who acts in sentences. id: of the record; forms: names and aliases; party: whose they are, or ""."""

    id: str
    forms: tuple[str, ...]
    party: str = ""
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Context:
    """What the desk knows. places: a place → its other names; vocabulary: words of ours that no source need print.

    Two are never the same, so that what is worked out of one can be kept for it.
    """

    lexicon: Lexicon = field(default_factory=load)
    actors: tuple[Actor, ...] = ()
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()

    @cached_property
    def persons(self) -> frozenset[str]:
        """The names of the people among the actors in lower case, whole and word by word."""
        return frozenset(
            key for actor in self.actors if actor.party for form in actor.forms for key in (form.lower(), *form.lower().split())
        )

    @cached_property
    def words_of_names(self) -> frozenset[str]:
        """The words of the names of the people among the actors, in lower case."""
        return frozenset(key for actor in self.actors if actor.party for form in actor.forms for key in form.lower().split())


@dataclass(frozen=True)
class Told:
    """A sentence of ours with what is said beside it. text: without markup; derived: values in it that follow from the source;
    date, wording, place: of its event; status: occurred, planned …; moves: kinds of moves that it makes."""

    text: str
    says: str = "media"
    who: str = ""
    date: Edtf | None = None
    wording: str = ""
    place: str = ""
    status: str = ""
    moves: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()

    @cached_property
    def folded(self) -> str:
        return fold(self.text)


@dataclass(frozen=True)
class Doubt:
    """Something an editor should look at.

    code: kebab-case, one of codes.MEANINGS; ours, theirs: the words compared, folded; start: of ours in the folded sentence.
    """

    code: str
    message: str
    ours: str
    theirs: str
    hint: str
    start: int = 0


@dataclass(frozen=True, eq=False)
class Held:
    """A sentence beside what it cites, read once for all rules."""

    told: Told
    cited: Sequence[Cited]
    context: Context

    @property
    def lexicon(self) -> Lexicon:
        return self.context.lexicon

    @cached_property
    def ours(self) -> Sequence[Sentence]:
        return sentences(self.told.folded, self.lexicon)

    @cached_property
    def paragraphs(self) -> Sequence[tuple[Cited, Sequence[Sentence]]]:
        """Each paragraph cited once, with its sentences."""
        seen: dict[tuple[str, int], Cited] = {}
        for one in self.cited:
            seen.setdefault((one.source.id, one.number), one)
        return [(one, _sentences(one.source.id, one.number, one.text, self.lexicon)) for one in seen.values()]

    @cached_property
    def theirs(self) -> Sequence[Sentence]:
        """The sentences of all paragraphs cited."""
        return [sentence for _, known in self.paragraphs for sentence in known]

    @cached_property
    def _sources(self) -> Mapping[int, SourceFacts]:
        return {id(sentence): one.source for one, known in self.paragraphs for sentence in known}

    def source_of(self, sentence: Sentence) -> SourceFacts:
        """The source of one of the cited sentences."""
        return self._sources[id(sentence)]

    @cached_property
    def near(self) -> Sequence[Sentence]:
        """The sentences in which an excerpt stands; all of a paragraph that is cited without one."""
        return [s for one, known in self.paragraphs for s in known if any(_touches(other, s) for other in self.cited if _same(one, other))]

    def in_excerpt(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a stretch of a cited sentence shares words with an excerpt."""
        spans = [one.span for one in self.cited if one.text == sentence.text]
        return any(first < end and start < last for first, last in spans)


@lru_cache(maxsize=1024)
def _sentences(source: str, number: int, text: str, lexicon: Lexicon) -> Sequence[Sentence]:
    """The sentences of a paragraph, which many facts may cite: read once, and apart from those of another source in the same words."""
    return sentences(text, lexicon)


def _same(one: Cited, other: Cited) -> bool:
    return (one.source.id, one.number) == (other.source.id, other.number)


def _touches(one: Cited, sentence: Sentence) -> bool:
    first, last = one.span
    return last == 0 or (first < sentence.end and sentence.start < last)
