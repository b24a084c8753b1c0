"""A product that takes more than its budget is told: by how much, which parts take what, which cuts save most, and where to change it."""

from __future__ import annotations

import pytest

from briefgen.content.entry import PackEntry
from briefgen.content.model.pack import PRODUCTS, Budget, ProductName
from briefgen.desk.folder import DeskFolder
from briefgen.products.budget import CUTS, DEFAULTS, SHOWN, Passage, Size, budget_of, measured, over_budget
from tests.tools import docx_xml
from tests.tools.desks import PACK, BuiltDesk, edit, loaded

PARTS = {"Bottom line": 300, "Chronology": 150, "Sources": 50}
LONGEST = (Passage(120, "The harbour board closes the"), Passage(40, "Who pays for a second"), Passage(9, "A weekly paper of the"))


def size(pages: int = 1, references: int = 1, parts: dict[str, int] = PARTS, words: int = 0) -> Size:
    """The size of some product."""
    return Size(pages, words or sum(parts.values()), references, parts, LONGEST)


def entry(desk: DeskFolder, budgets: str = "") -> PackEntry:
    """The pack of the worked example. budgets: its own, as YAML."""
    if budgets:
        edit(desk, PACK, "display:", f"budgets: {budgets}\n\ndisplay:")
    return loaded(desk).packs["sound-ferries"]


def message(pack: PackEntry, product: ProductName, taken: Size) -> str:
    """What is told of a product, "" for nothing."""
    return "".join(problem.message for problem in over_budget(pack, product, taken))


def test_budgets_are_those_of_the_house_where_a_pack_has_none(desk: DeskFolder) -> None:
    """A brief of two pages, a pack of ten; the annex has no limit."""
    pack = entry(desk)
    found = {product: budget_of(pack, product).model_dump(exclude_none=True) for product in PRODUCTS}
    assert found == {"brief": {"pages": 2, "words": 700, "references": 12}, "pack": {"pages": 10, "share": 75}, "annex": {}}
    assert over_budget(pack, "annex", size(pages=900, references=900, words=900_000)) == ()


def test_a_packs_own_budget_is_added_to_that_of_the_house(desk: DeskFolder) -> None:
    """What it says goes before, what it leaves out stays; a product that it does not name keeps all."""
    pack = entry(desk, "{brief: {words: 500}, annex: {pages: 30}}")
    assert budget_of(pack, "brief") == Budget(pages=2, words=500, references=12)
    assert budget_of(pack, "pack") == DEFAULTS["pack"]
    assert budget_of(pack, "annex") == Budget(pages=30)
    assert DEFAULTS["brief"].words == 700


@pytest.mark.parametrize(
    ("budget", "taken", "words"),
    [
        ("pages: 2", size(pages=3), "3 pages, 1 more than its budget of 2"),
        ("words: 480", size(), "500 words, 20 more than its budget of 480"),
        ("words: 1000", size(words=2345), "2,345 words, 1,345 more than its budget of 1,000"),
        ("references: 5", size(references=7), "7 references, 2 more than its budget of 5"),
        ("share: 50", size(), "60 per cent of the words in one part, 10 more than its budget of 50"),
        (
            "pages: 2, words: 480, references: 5",
            size(pages=3, references=7),
            "3 pages, 1 more than its budget of 2, 500 words, 20 more than its budget of 480 and 7 references, 2 more than its budget of 5",
        ),
    ],
)
def test_what_is_beyond_a_budget_is_told_by_how_much(desk: DeskFolder, budget: str, taken: Size, words: str) -> None:
    """Each limit that is passed, in its unit, and only those."""
    pack = entry(desk, f"{{pack: {{{budget}}}}}")
    assert message(pack, "pack", taken).startswith(f"The pack takes {words}. Words by part: ")


@pytest.mark.parametrize("budget", ["pages: 3", "words: 500", "references: 7", "share: 60"])
def test_what_fills_a_budget_to_the_brim_is_within_it(desk: DeskFolder, budget: str) -> None:
    """One more page, word, reference or per cent would be told."""
    pack = entry(desk, f"{{pack: {{{budget}}}}}")
    assert over_budget(pack, "pack", size(pages=3, references=7)) == ()
    assert over_budget(pack, "pack", size(pages=4, references=8, parts={"A": 400, "B": 100, "C": 100}))


def test_the_note_names_the_parts_by_their_words_and_the_cuts_that_save_most(desk: DeskFolder) -> None:
    """The longest part first, the five longest at most; a cut by its first words."""
    pack = entry(desk)
    parts = {"Sources": 50, "Bottom line": 1300, "Chronology": 150, "A": 4, "B": 3, "C": 2}
    [note] = over_budget(pack, "brief", size(parts=parts))
    assert note.message.endswith("Words by part: “Bottom line” 1,300, “Chronology” 150, “Sources” 50, “A” 4, “B” 3.")
    assert note.hint == (
        "The cuts that save most: “The harbour board closes the …” (120 words), “Who pays for a second …” (40 words) and "
        "“A weekly paper of the …” (9 words). Or give it more room in budgets:."
    )
    assert (note.code, note.severity) == ("over-budget", "note")


@pytest.mark.parametrize(
    ("budgets", "at"),
    [
        ("\n  pack: {pages: 5}\n  brief:\n    pages: 1\n", "    pages: 1"),
        ("{annex: {pages: 9}}", "id: sound-ferries"),
        ("", "id: sound-ferries"),
    ],
)
def test_the_note_stands_where_the_budget_is_written(desk: DeskFolder, budgets: str, at: str) -> None:
    """At the product's own budget, or where the pack begins if it has none."""
    pack = entry(desk, budgets)
    [note] = over_budget(pack, "brief", size(pages=3))
    assert note.place.file == PACK
    assert (desk.root / PACK).read_text(encoding="utf-8").splitlines()[note.place.line - 1].startswith(at)


@pytest.mark.parametrize(
    ("parts", "words", "share"),
    [
        ({"A": 300, "B": 100, "C": 100}, 500, 60),
        ({"A": 300, "B": 100, "C": 100}, 600, 50),  # words that stand in no part count too
        ({"A": 300, "B": 200}, 500, 0),
        ({}, 0, 0),
        ({"A": 0, "B": 0, "C": 0}, 0, 0),
    ],
)
def test_the_share_of_one_part_says_something_where_there_are_three(parts: dict[str, int], words: int, share: int) -> None:
    """In per cent of all words of the product."""
    assert Size(1, words, 0, parts, ()).share == share


def test_a_size_is_that_of_the_document() -> None:
    """Words by the heading of each part, parts of the same heading together, references, and the longest passages."""
    table = "<table><tbody><tr><td><p>Ada</p><p>signed the order.</p></td></tr></tbody></table>"
    cited = '<p>It closes for a year now.<sup><span class="ref">\u2060<a class="ref" href="#note-1">1</a></span></sup></p>'
    notes = '<ol class="notes"><li id="note-1">Gazette ¶1 of the very longest title that there is.</li><li id="note-2">B</li></ol>'
    unnamed = '<section class="part" id="d"><p>Nameless.</p></section>'
    named = docx_xml.part("c", notes).replace("<h1>Head</h1>", "<h1>What <em>we</em> cite</h1>")
    page = docx_xml.page(docx_xml.part("a", cited), docx_xml.part("b", table), unnamed, named, banner="<p>Title</p>")
    found = measured(page, 4)
    parts = {"Head": (1 + 7) + (1 + 4) + 1, "What we cite": 3 + 11}  # what has no heading is called Head, as the first two are
    assert (found.pages, found.words, found.references, found.parts) == (4, 1 + sum(parts.values()), 2, parts)
    assert found.longest == (Passage(7, "It closes for a year"), Passage(4, "Ada signed the order."), Passage(1, "Title"))


def test_a_cut_is_known_by_its_words_and_not_by_the_marks_in_them() -> None:
    """A mark of a reference is glued to its sentence by a word joiner."""
    marked = '<p>The pier.<sup>\u2060<a class="ref" href="#note-1">1</a></sup> It is shut.</p>'
    [passage] = measured(docx_xml.page(docx_xml.part("a", marked), banner=""), 0).longest
    assert passage.begins == "The pier. It is shut."


def test_a_document_without_a_body_takes_nothing() -> None:
    """It has pages at most."""
    page = docx_xml.page()
    page.tree.remove(page.tree.find("body"))  # type: ignore[arg-type]
    assert measured(page, 2) == Size(2, 0, 0, {}, ())


def test_the_size_of_a_pack_adds_up(example: BuiltDesk) -> None:
    """Its parts are those that it shows, and hold all words but those of the title block."""
    found = measured(example.page, 3)
    assert next(iter(found.parts)) == "Bottom line"
    assert list(found.parts)[-1] == "References"
    banner = found.words - sum(found.parts.values())
    assert 0 < banner < 50
    assert len(found.longest) == CUTS
    assert [passage.words for passage in found.longest] == sorted((passage.words for passage in found.longest), reverse=True)
    assert all(len(passage.begins.split()) <= SHOWN for passage in found.longest)
