"""Sentences of ours that cited paragraphs, and now name the facts that stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from briefgen.content.record import ID_PATTERN
from briefgen.desk.migration.citing import place_of, words_of
from briefgen.desk.migration.drafts import Draft, most_alike

_CITES = re.compile(r"\[\s*@[a-z0-9][a-z0-9-]*,\s*para\.\s*[1-9][0-9]{0,5}(?:\s*;\s*@[a-z0-9][a-z0-9-]*,\s*para\.\s*[1-9][0-9]{0,5})*\s*\]")
_CITE = re.compile(r"@([a-z0-9][a-z0-9-]*),\s*para\.\s*([1-9][0-9]{0,5})")
_CLAUSE = re.compile(r"[^.;:!?\]]*\Z")
_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset({"that", "this", "with", "from", "were", "been", "have", "will", "would", "their", "they", "which", "when", "said"})
_MOST_WORDS, _LONGEST = 4, 80


@dataclass
class Names:
    """The ids of facts in a desk: those that events bear, and those made for facts that sentences name."""

    taken: set[str] = field(default_factory=set)

    def of(self, draft: Draft) -> str:
        """A fact's id, made of its first words that mean something where it has none."""
        if draft.id is None:
            draft.id = self._new(draft)
            self.taken.add(draft.id)
        return draft.id

    def _new(self, draft: Draft) -> str:
        meant = words_of(draft.text) - _SMALL
        words = [word for word in _WORD.findall(draft.text.casefold()) if word in meant]
        stem = "-".join(words[:_MOST_WORDS])[: _LONGEST - 5].strip("-")
        stem = stem if re.fullmatch(ID_PATTERN, stem) else "fact"
        if stem not in self.taken:
            return stem
        return next(name for number in range(2, len(self.taken) + 3) if (name := f"{stem}-{number}") not in self.taken)


def resting(text: str, drafts: Sequence[Draft], name: Callable[[Draft], str]) -> tuple[str, list[str]]:
    """A text with the ids of facts where it cited their paragraphs, and the citations that several facts answer to, which stay."""
    open_: list[str] = []

    def answer(found: re.Match[str]) -> str:
        before = _CLAUSE.search(text[: found.start()])
        facts: list[Draft] = []
        for source, para in _CITE.findall(found[0]):
            standing = [draft for draft in drafts if any(place_of(cite) == (source, para) for cite in draft.cite)]
            chosen = standing[0] if len(standing) == 1 else most_alike(standing, before[0] if before else "")
            if chosen is None:
                open_.extend([f"{source} ¶{para}"] if standing else [])
                return found[0]
            facts.append(chosen)
        return "[" + "; ".join(f"#{one}" for one in dict.fromkeys(map(name, facts))) + "]"

    return _CITES.sub(answer, text), open_
