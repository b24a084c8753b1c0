"""What a pack takes of a reader's time is counted: words of its sources, its YAML and each product, and how often a fact is printed."""

from __future__ import annotations

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.document.counted_words import Counted
from briefgen.evidence.readings import archive_folder, open_library
from briefgen.products.ledger import OFTEN, WORDS_A_MINUTE, Column, Ledger, ledger
from tests.tools.desks import PACK, BuiltDesk, edit, loaded


def counted(desk: DeskFolder) -> Ledger:
    """The ledger of the worked example, without its archived texts."""
    return ledger(loaded(desk), "sound-ferries", desk.templates, {})


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (WORDS_A_MINUTE, 1), (WORDS_A_MINUTE * 3, 3), (WORDS_A_MINUTE * 3 + 200, 4)]
)
def test_minutes_are_those_of_reading(words: int, minutes: int) -> None:
    """Rounded, and one at least."""
    assert Column("brief", words).minutes == minutes


def test_each_product_has_its_words_and_its_budget(example: BuiltDesk) -> None:
    """Those that stand on its paper; the annex has no limit."""
    columns = {column.name: column for column in ledger(example.content, example.pack, example.desk.templates, {}).columns}
    assert list(columns) == ["YAML", "brief", "pack", "annex"]
    assert columns["pack"].words == Counted(example.page.tree).words(example.page.tree)
    assert [columns[name].budget for name in columns] == [None, 700, None, None]
    assert columns["brief"].words < columns["pack"].words < columns["YAML"].words


def test_only_products_that_the_pack_makes_are_counted(desk: DeskFolder) -> None:
    """With the budget that the pack gives them."""
    edit(desk, PACK, "display:", "products: [brief]\nbudgets: {brief: {words: 123}}\n\ndisplay:")
    assert [(column.name, column.budget) for column in counted(desk).columns] == [("YAML", None), ("brief", 123)]


def test_the_words_of_sources_are_told_where_all_texts_are_at_hand(desk: DeskFolder) -> None:
    """A comparison with some of them would say nothing."""
    content = loaded(desk)
    place = archive_folder(content, desk.root, None)
    assert place is not None
    library = open_library(content, place, frozenset())[0]
    assert len(library) > 1
    first, *_ = ledger(content, "sound-ferries", desk.templates, library).columns
    texts = [paragraph.text for reading in library.values() for paragraph in reading.paragraphs]
    assert (first.name, first.words) == ("sources", len(" ".join(texts).split()))
    some = dict(list(library.items())[1:])
    assert ledger(content, "sound-ferries", desk.templates, some).columns[0].name == "YAML"


def test_a_fact_is_counted_where_its_sentence_is_printed(desk: DeskFolder) -> None:
    """At its development; where it is the newest position of a side in the register too; where it is new in brief and pack besides."""
    facts = "development/winter-sailings/facts/"
    often = {"winter-sailings-agreed": 3, "report-handed-over": 3, "4": 2}
    printed = {place.removeprefix(facts): times for place, times in counted(desk).printed.items()}
    assert printed == dict.fromkeys(printed, 1) | often
    assert (len(printed), counted(desk).too_often) == (9, {})
    edit(desk, PACK, "display:", "products: [pack]\n\ndisplay:")
    assert counted(desk).printed == {f"{facts}{name}": min(times, 2) for name, times in printed.items()}


def test_a_sentence_that_is_printed_too_often_is_told() -> None:
    """Three times are enough."""
    assert Ledger("a", (), {"x": OFTEN, "y": OFTEN + 1, "z": 0}).too_often == {"y": OFTEN + 1}
