"""A text twice as long is twice the work, whatever it is: counted in steps, so that no machine's speed matters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from briefgen.checks import people, signs, statements
from briefgen.content import content as contents
from briefgen.content import officials
from briefgen.content.content import Content
from briefgen.content.reading import read
from briefgen.content.record import LONGEST_TEXT
from briefgen.desk.folder import DeskFolder
from briefgen.editing.yaml_patch import patched
from briefgen.evidence import claims, readings, verify
from briefgen.language import folding, inline_markup, numbers, person_names, scripts, words
from briefgen.language.person_names import Person, Printed, Register
from briefgen.pipeline.load import load
from tests.tools.steps import steps

MODULES = (
    folding,
    inline_markup,
    numbers,
    person_names,
    scripts,
    words,
    claims,
    statements,
    signs,
    people,
    officials,
    readings,
    contents,
    read,
)
WHO = Person("petra-lindqvar", "Petra Lindqvar", ("lindqvar",), ("petra",), (("petra", "von", "lindqvar"),), "")
REGISTER = Register([WHO], frozenset({"minister"}), frozenset())
TEXTS = (
    "1 2 3. 4 ", "Petra Lindqvar of ", "Minister ", "President Lindqvar ", "[@a", "[a](", "](", "[", "((", "*a ", "**a* ", "a*", "\\",
    "two hundred and ", "hundred ", "two hundred two ", "the first ", "first ", "twenty-one ", "1,000,", "1.", "2005-", "4月", "May ",
    "Aaa ", "A. ", ". ' ", "a-", "it's ", "sources aa ", "according to a ", "an a ", "said ", "日本", "ガ", "e\u0301", "\u200d", "🙂\u200d",
)  # fmt: skip
WORK: dict[str, Callable[[str], object]] = {
    "plain": inline_markup.plain,
    "problems": inline_markup.problems,
    "citations": inline_markup.citations,
    "targets": inline_markup.targets,
    "numbers_in": numbers.numbers_in,
    "printed": numbers.printed,
    "fold": folding.fold,
    "runs": lambda text: list(folding.runs(text, 8)),
    "occurrences": lambda text: folding.occurrences(text[:4].strip(), text, text[:9], text[:9]),
    "nearest": lambda text: folding.nearest(f"{text[:60]} zzz", [(1, text)], 1),
    "tokens": words.tokens,
    "mentions": lambda text: REGISTER.mentions(Printed([text], REGISTER.titles)),
    "prints": lambda text: Printed([text], REGISTER.titles).prints(WHO),
    "unnamed": claims.UNNAMED.search,
}
SIZE = 1500
GROWTH = 2.2


def text_of(piece: str, size: int) -> str:
    """The piece again and again, so long."""
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize("name", WORK)
def test_a_text_twice_as_long_is_twice_the_work(name: str) -> None:
    """For everything that reads sentences and sources, on texts that repeat whatever it looks for."""
    costs = {piece: [steps(partial(WORK[name], text_of(piece, size)), *MODULES) for size in (SIZE, 2 * SIZE)] for piece in TEXTS}
    assert {piece: pair for piece, pair in costs.items() if pair[1] > GROWTH * pair[0] + 100} == {}


PIECES = ("1 2 3. 4 ", "17 18 19 ", "Petra Lindqvar of ", "President Lindqvar ", "[@a ", "[a](b) ", "Xyz Abc ", "the first ")


@pytest.mark.parametrize("piece", PIECES)
def test_a_statement_twice_as_long_is_twice_the_work(desk: DeskFolder, piece: str) -> None:
    """All of check's rules about statements and people, and all that verify holds against the sources, problems and their places too."""
    looked_at(with_text(desk, piece), desk)  # what is made once in a process is no part of a text's work
    none, one, two = (
        steps(partial(looked_at, with_text(desk, text_of(piece, size)), desk), *MODULES) for size in (9, LONGEST_TEXT // 2, LONGEST_TEXT)
    )
    assert two - none <= GROWTH * (one - none) + 100


def with_text(desk: DeskFolder, text: str) -> Content:
    """The desk with one statement that says this."""
    path = desk.root / "content/developments/winter-sailings.yaml"
    place = ("paragraphs", 0, "facts", 0, "text")
    path.write_text(patched(path.read_text(encoding="utf-8"), place, text), encoding="utf-8")
    content, problems = load(desk)
    assert content is not None, problems
    return content


def looked_at(content: Content, desk: DeskFolder) -> None:
    """What check and verify say about the statements of a desk."""
    for rule in (*people.RULES, statements.markup, statements.leftover, signs.missing_glyph, statements.statement_without_source):
        list(rule(content))
    verify.verify(content, desk.root / "archive")
