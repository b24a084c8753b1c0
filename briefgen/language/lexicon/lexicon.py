"""The word lists in the form in which rules ask them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from briefgen.language.grammar.inflection import Form, stem, verb_forms

T = TypeVar("T")
FOLDER = Path(__file__).parent
LISTS = ("verbs", "strength", "function_words", "negation", "quantity", "conditions", "speaking", "moves", "countries", "word_sets")


class _WorkedOut(dict[str, T]):
    """What is worked out of a word when it is first asked for."""

    def __init__(self, of: Callable[[str], T]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, key: str) -> T:
        found = self[key] = self._of(key)
        return found


class Lexicon:
    """What words mean to the rules. lists: the name of a file in this folder → what it holds."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        self.lists = lists
        words = lists["function_words"]
        self.closed = frozenset(word for name in words if name not in {"stop", "openers"} for word in words[name])
        self.modals, self.be, self.have, self.do = (frozenset(words[name]) for name in ("modals", "be", "have", "do"))
        self.determiners, self.prepositions = frozenset(words["determiners"]), frozenset(words["prepositions"])
        self.pronouns, self.adverbs = frozenset(words["pronouns"]), frozenset(words["adverbs"])
        self.stop, self.openers = frozenset(words["stop"]), frozenset(words["openers"])
        self.saying = frozenset(lists["speaking"]["verbs"])

    @cached_property
    def forms(self) -> Mapping[str, tuple[tuple[str, Form], ...]]:
        """A form of a verb → the verbs that it may be a form of, and which form."""
        found: dict[str, dict[tuple[str, Form], None]] = defaultdict(dict)
        for base in self._bases():
            for shown, form in verb_forms(base):
                found[shown][base, form] = None
        return {shown: tuple(known) for shown, known in found.items()}

    def _bases(self) -> Iterable[str]:
        verbs, strength = self.lists["verbs"], self.lists["strength"]
        listed = [*verbs["like"].values(), *verbs["alone"], self.lists["speaking"]["verbs"]]
        rated = [
            word
            for name in ("intent", "likelihood")
            for rung in strength[name].values()
            for word in rung["words"]
            if not word.endswith("ly")
        ]
        known = {word for row in (*listed, rated) for word in row if word.isalpha()} - self.closed
        return sorted(known - _NO_VERBS)

    @cached_property
    def like(self) -> Mapping[str, frozenset[str]]:
        """A verb → the rows of like verbs that it stands in."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, row in self.lists["verbs"]["like"].items():
            for verb in row:
                found[verb].add(name)
        return {verb: frozenset(rows) for verb, rows in found.items()}

    @cached_property
    def at(self) -> Mapping[str, tuple[float, str]]:
        """A verb, adverb or adjective of strength → how near to fact it brings what it governs (0–100), and its family."""
        families = {name: rungs for name, rungs in self.lists["strength"].items() if name in {"likelihood", "intent", "duty"}}
        return {word: (float(rung["at"]), name) for name, rungs in families.items() for rung in rungs.values() for word in rung["words"]}

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words of strength and verbs of saying: they frame what they govern."""
        return self.saying.union(self.at)

    @cached_property
    def phrasal(self) -> Mapping[str, str]:
        """“turn down” → reject: verbs of more than one word."""
        return {**self.lists["strength"]["phrases"]}

    @cached_property
    def governing_nouns(self) -> Mapping[str, str]:
        """“hope” in “the hope to decide” → the verb whose strength it has."""
        nouns: Mapping[str, str] = self.lists["strength"]["nouns"]
        return {form: verb for noun, verb in nouns.items() for form in (noun, f"{noun}s")}

    @cached_property
    def countries(self) -> Mapping[tuple[str, ...], str]:
        """Words in a row that stand for a country → its name."""
        rows = self.lists["countries"]
        return {tuple(form.split()): name for name, forms in rows.items() for form in (name, *forms)}

    def words(self, name: str) -> frozenset[str]:
        """The set of that name in word_sets.yaml."""
        return self._sets[name]

    @cached_property
    def _sets(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(words) for name, words in self.lists["word_sets"].items()}

    @cached_property
    def base_forms(self) -> Mapping[str, frozenset[str]]:
        """A word → the verbs that it may be a form of, or the word itself."""
        return _WorkedOut(lambda key: frozenset(base for base, _ in self.forms.get(key, ())) or frozenset({key}))

    @cached_property
    def contents(self) -> Mapping[str, str]:
        """A word → what it counts as where contents are compared; "" for words that bear none."""
        return _WorkedOut(lambda key: "" if key in self.stop or not key[:1].isalnum() else stem(min(self.base_forms[key])))

    @cached_property
    def _kinds(self) -> Mapping[str, frozenset[Form]]:
        return {key: frozenset(form for _, form in known) for key, known in self.forms.items()}

    def bases(self, key: str) -> frozenset[str]:
        """The verbs that a word may be a form of, or the word itself."""
        return self.base_forms[key]

    def is_form(self, key: str, *kinds: Form) -> bool:
        return not self._kinds.get(key, _NONE).isdisjoint(kinds)

    def content(self, key: str) -> str:
        """What a word counts as where contents are compared; "" for words that bear none."""
        return self.contents[key]


_NONE = frozenset[Form]()
_NO_VERBS = frozenset(
    {
        "determined",
        "may",
        "might",
        "should",
        "will",
        "would",
        "due",
        "likely",
        "unlikely",
        "possible",
        "probable",
        "certain",
        "potential",
        "have-to",
    }
)


@lru_cache(maxsize=1)
def standard() -> Lexicon:
    """The lists of this folder."""
    return Lexicon({name: _read(FOLDER / f"{name}.yaml") for name in LISTS})


def load(extra: Mapping[str, Any] | None = None) -> Lexicon:
    """The lists of this folder with a desk's additions, in the same form: lists grow, mappings are merged."""
    return Lexicon(_merged(standard().lists, extra)) if extra else standard()


def _read(path: Path) -> Any:
    # The base loader leaves every value text: “no” and “off” are words here.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _merged(known: Any, extra: Any) -> Any:
    if isinstance(known, Mapping) and isinstance(extra, Mapping):
        return {
            key: _merged(known[key], extra[key]) if key in known and key in extra else extra.get(key, known.get(key))
            for key in {**known, **extra}
        }
    if isinstance(known, list) and isinstance(extra, list | tuple):
        return [*known, *(item for item in extra if item not in known)]
    return extra
