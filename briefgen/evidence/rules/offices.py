"""Offices: the words of a title stand beside its holder's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.evidence.holding.values import Cited, Doubt, Held
from briefgen.evidence.rules.places import capitals
from briefgen.language.folding import fold
from briefgen.language.grammar.inflection import stem
from briefgen.language.grammar.words import Word, words_of
from briefgen.language.lexicon.lexicon import Lexicon

_SMALL = frozenset({"of", "the", "for", "and", "in", "to", "at", "s"})


def office_beside(name: str, title: str, cited: Sequence[Cited], lexicon: Lexicon) -> Iterator[Doubt]:
    """Whether the words of an office stand beside its holder's name in the paragraphs cited.

    name: as the source prints it, or its family name; title: of the post, without its organisation where the source leaves that out.
    """
    wanted = [word for word in words_of(fold(title)) if word.is_word and word.key not in _SMALL]
    for one in cited:
        beside = _beside(name, one.text, lexicon)
        if beside is None:
            continue
        stems = {stem(key) for key in beside} | {key[:4] for key in beside if len(key) > 3}
        missing = [word.text for word in wanted if stem(word.key) not in stems and word.key[:4] not in stems]
        if len(missing) > 1 or (missing and len(wanted) < 3):
            stretch = " ".join(beside)
            message = f"“{title}” does not stand beside “{name}”, where the source has “{stretch}”."
            yield Doubt("office-not-beside-name", message, title, stretch, "Look whose office it is.")
        return


def _beside(name: str, text: str, lexicon: Lexicon) -> list[str] | None:
    """The words that belong to a name: those before it back to a mark or a verb, and, where no title stands there, those after it."""
    words = words_of(text)
    parts = [word.key for word in words_of(fold(name))]
    keys = [word.key for word in words]
    at = next((i for i in range(len(keys)) if keys[i : i + len(parts)] == parts), None)
    if at is None:
        return None
    titles, left = lexicon.words("titles"), list[str]()
    for word in reversed(words[max(0, at - 12) : at]):
        verb = not word.capital and lexicon.is_form(word.key, "past")
        if verb or word.key in lexicon.words("name_ends") or (word.key == "and" and (not left or left[-1] not in titles)):
            break
        left.insert(0, word.key)
    beside = left if set(left) & (titles - lexicon.words("ranks")) else [*left, *_after(words, at + len(parts), lexicon)]
    return [key for key in beside if key[:1].isalnum()]


def _after(words: Sequence[Word], at: int, lexicon: Lexicon) -> list[str]:
    """An apposition: “, director general of …”, “ (Clerk)”, “ of the Foreign Ministry”; it ends before “, and” and a verb of saying."""
    if at >= len(words) or words[at].key not in {",", "(", "of", "as"}:
        return []
    found: list[str] = []
    for word, after in zip(words[at + 1 : at + 26], [*words[at + 2 : at + 26], None], strict=False):
        if word.key in {";", ":", ")", "."} or word.key in lexicon.words("apposition_ends"):
            break
        if word.key == "," and after and (after.key in {"and", "who", "which", "said", "also"} or _another(after, found, lexicon)):
            break
        found.append(word.key)
    return found


def _another(after: Word, found: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the next person begins: a capital after a comma, once a title was read."""
    return after.capital and bool(set(found) & lexicon.words("titles"))


def offices_in_words(held: Held) -> Iterator[Doubt]:
    """An official named in our sentence with a title: its words stand beside the name in a paragraph cited."""
    for sentence in held.ours:
        for first, run in capitals(sentence.words, held.lexicon):
            for name, title in _titled(sentence.words, first, run, held.lexicon):
                known = any(name in one.text for one in held.cited)
                short = name if known else name.split()[-1]
                for doubt in office_beside(short, title, _with_titles(short, held), held.lexicon):
                    yield Doubt(doubt.code, doubt.message, doubt.ours, doubt.theirs, doubt.hint, run[0].start)


def _titled(words: Sequence[Word], first: int, run: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """A name in a run of capitals with the title before it: “Foreign Minister Ono”, “the minister Ono”."""
    titles = lexicon.words("titles")
    cut = next((i for i in range(len(run)) if run[i].key not in titles), len(run))
    title = [word.text for word in run[:cut]]
    while not cut and first and words[first - 1].key in titles:
        first -= 1
        title.insert(0, words[first].text)
    if run[cut:] and title and not {word.key for word in run[cut:]} & lexicon.words("organisations"):
        yield " ".join(word.text for word in run[cut:]), " ".join(title)


def _with_titles(name: str, held: Held) -> list[Cited]:
    """The paragraphs in which a title stands beside the name; one that gives the bare name only says nothing against it."""
    titles = held.lexicon.words("titles")
    return [one for one, _ in held.paragraphs if set(_beside(name, one.text, held.lexicon) or ()) & titles]
