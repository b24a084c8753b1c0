"""Each product prints its own sections of a briefing, without empty ones, and the references that these mark."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefgen.assemble.annex.offices import OfficesPart
from briefgen.assemble.assemble import assemble
from briefgen.assemble.briefing import Briefing
from briefgen.content.model.pack import ProductName
from briefgen.render.view import ANNEX, BRIEF, view_of
from tests.tools.desks import BuiltDesk

SECTIONS = ("summary", "developments", "open-issues", "chronology", "officials", "sources", "glossary")


@pytest.fixture(scope="module")
def briefing(example: BuiltDesk) -> Briefing:
    """All that the products of the worked example say."""
    return assemble(example.content, example.pack)


@pytest.mark.parametrize(
    ("product", "kind", "sections"), [("brief", "Brief", BRIEF), ("pack", "Briefing pack", SECTIONS), ("annex", "Annex", ANNEX)]
)
def test_a_product_prints_its_own_sections(briefing: Briefing, product: ProductName, kind: str, sections: tuple[str, ...]) -> None:
    """In their order; on paper no product has those of another with it."""
    view = view_of(briefing, product)
    assert (view.product, view.kind, view.sections, view.annex, view.on_screen) == (product, kind, sections, (), False)


def test_a_pack_prints_its_sections_in_the_order_that_it_gives_them(briefing: Briefing) -> None:
    """A table of contents too, where it names one."""
    named = ("sources", "contents", "summary")
    assert view_of(replace(briefing, sections=named), "pack").sections == named
    assert view_of(replace(briefing, sections=named), "brief").sections == BRIEF


@pytest.mark.parametrize(
    ("product", "made", "annex"),
    [("pack", ("brief", "pack", "annex"), ANNEX), ("pack", ("brief", "pack"), ()), ("brief", ("brief", "pack", "annex"), ())],
)
def test_on_the_screen_a_pack_has_its_annex_with_it(
    briefing: Briefing, product: ProductName, made: tuple[ProductName, ...], annex: tuple[str, ...]
) -> None:
    """If one is made of it at all; its own sections stay as they are."""
    of_these = replace(briefing, front=replace(briefing.front, files=dict.fromkeys(made, "a")))
    view, paper = view_of(of_these, product, on_screen=True), view_of(of_these, product)
    assert (view.annex, view.sections, view.on_screen) == (annex, paper.sections, True)


EMPTY: dict[str, dict[str, Any]] = {
    "developments": {"developments": ()},
    "open-issues": {"register": ()},
    "chronology": {"chronology": ()},
    "officials": {"officials": ()},
    "glossary": {"glossary": ()},
    "evidence": {"evidence": ()},
    "events": {"events": ()},
    "histories": {"histories": ()},
    "offices": {"offices": OfficesPart((), ())},
}
"""Section → what of a briefing is empty when it has nothing to say."""


@pytest.mark.parametrize("section", EMPTY)
def test_a_section_with_nothing_to_say_is_left_out(briefing: Briefing, section: str) -> None:
    """On paper and on the screen, and no other with it."""
    without = replace(briefing, **EMPTY[section])
    before, after = (view_of(said, "pack", on_screen=True) for said in (briefing, without))
    assert section in (*before.sections, *before.annex)
    assert after.sections == tuple(name for name in before.sections if name != section)
    assert after.annex == tuple(name for name in before.annex if name != section)
    assert section not in view_of(without, "annex").sections


@pytest.mark.parametrize(("named", "unnamed"), [(True, False), (False, True)])
def test_offices_stand_with_people_or_without_any(briefing: Briefing, named: bool, unnamed: bool) -> None:
    """Either list is enough for the section."""
    full = briefing.offices
    assert full.named
    some = OfficesPart(full.named if named else (), full.named if unnamed else ())
    assert "offices" in view_of(replace(briefing, offices=some), "annex").sections


@pytest.mark.parametrize("product", ["brief", "pack", "annex"])
def test_references_are_those_that_are_marked(briefing: Briefing, product: ProductName) -> None:
    """Under the numbers that they have in all products, in their order; on the screen those of the annex besides."""
    view = view_of(briefing, product)
    numbers = [reference.note.number for reference in view.references]
    assert numbers == sorted(set().union(*(briefing.cited.get(name, ()) for name in view.sections)))
    on_screen = view_of(briefing, product, on_screen=True).references
    assert [reference for reference in on_screen if reference.note.number in numbers] == list(view.references)


def test_the_brief_marks_fewer_references_than_the_pack_and_the_page_for_the_screen_all(briefing: Briefing) -> None:
    """So that the numbers of one product may have gaps."""
    brief, pack, screen = (
        len(view_of(briefing, product, on_screen=on_screen).references)
        for product, on_screen in (("brief", False), ("pack", False), ("pack", True))
    )
    assert 0 < brief < pack <= screen == len(briefing.references)


def test_only_sections_that_are_printed_mark_anything(briefing: Briefing) -> None:
    """The references of a section that is left out go with it, and so do on paper those of the annex."""
    one, other, third = (reference for reference in briefing.references if reference.note.number <= 3)
    cited = {"summary": frozenset({1}), "developments": frozenset({2}), "evidence": frozenset({3})}
    marking = replace(briefing, cited=cited, sections=("summary", "developments"))
    without = replace(marking, developments=())
    found = [
        view_of(said, "pack", on_screen=on_screen).references
        for said, on_screen in ((marking, False), (marking, True), (without, False), (without, True))
    ]
    assert found == [(one, other), (one, other, third), (one,), (one, third)]
