"""Figures and tables are numbered in the document itself, and the document carries its build id."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import briefgen
from briefgen.assemble.assemble import assemble
from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.document.page import Page
from briefgen.pipeline.load import load
from briefgen.render.caption_numbers import Numbers
from briefgen.render.render import render
from tests.tools.desks import PACK, BuiltDesk

REST = "developments, open-issues, officials, sources, glossary, references"


def rendered(desk: DeskFolder) -> Page:
    """The page of the desk's first pack."""
    content, problems = load(desk)
    assert content is not None, problems
    return render(assemble(content, next(iter(content.packs))), desk.templates)


def test_every_caption_is_numbered_in_order(generated: BuiltDesk) -> None:
    """Each figure and each table with a caption has the next number of its kind, in the order of the document."""
    page = generated.screen
    labels = ["".join(found.itertext()) for found in page.tree.iterfind(".//span[@class='number']")]
    counts = Counter(label.split("\u00a0")[0] for label in labels)
    assert set(counts) == {"Figure", "Table"}
    for word, count in counts.items():
        assert [label for label in labels if label.startswith(word)] == [f"{word}\u00a0{number}" for number in range(1, count + 1)]
    assert counts["Table"] == len(page.tree.findall(".//caption")) > 5
    assert counts["Figure"] == len(page.tree.findall(".//figcaption")) > 0


@pytest.mark.parametrize("order", ["summary, chronology", "chronology, summary"])
def test_a_reference_shows_the_number_of_its_caption(desk: DeskFolder, order: str) -> None:
    """Whether it stands before the caption or after it, in the text as in the tree."""
    pack = desk.root / PACK
    pack.write_text(pack.read_text(encoding="utf-8").replace("display:", f"sections: [{order}, {REST}]\n\ndisplay:", 1), encoding="utf-8")
    page = rendered(desk)
    [link] = page.tree.findall(".//a[@class='number']")
    assert (link.get("href"), link.text) == ("#table-chronology", "Table\u00a01")
    assert '<a class="number" href="#table-chronology">Table\u00a01</a>' in page.html


def test_a_chronology_that_is_not_there_is_not_referred_to(desk: DeskFolder) -> None:
    """The figure's caption names its table only where the pack has it."""
    pack = desk.root / PACK
    sections = f"sections: [summary, {REST}]\n\ndisplay:"
    pack.write_text(pack.read_text(encoding="utf-8").replace("display:", sections, 1), encoding="utf-8")
    assert "#table-chronology" not in rendered(desk).html


def test_a_reference_to_nothing_is_a_dead_link(desk: DeskFolder) -> None:
    """A template that refers to a caption nobody numbers is told."""
    (desk.root / "templates/banner.html.j2").write_text('<header class="banner"><p>{{ reference("gone") }}</p></header>')
    with pytest.raises(ContentError) as caught:
        rendered(DeskFolder(desk.root))
    assert [(problem.code, "#gone" in problem.message) for problem in caught.value.problems] == [("dead-link", True)]


def test_labels_are_text() -> None:
    """What would be markup in a word or an id stays text."""
    numbers = Numbers()
    assert numbers.number("a<b", 'x"y') == '<span class="number" id="x&#34;y">a&lt;b\u00a01</span>'
    assert numbers.filled(str(numbers.reference('x"y'))) == '<a class="number" href="#x&#34;y">a&lt;b\u00a01</a>'


def test_the_build_id_is_that_of_content_and_version(desk: DeskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same content gives the same id; a word more, or another version of briefgen, gives another."""
    first = rendered(desk).meta("briefgen.build")
    assert len(first) == 16
    assert rendered(desk).meta("briefgen.build") == first
    with monkeypatch.context() as context:
        context.setattr(briefgen, "__version__", "99")
        assert rendered(desk).meta("briefgen.build") != first
    path = Path(desk.root / PACK)
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: More ", 1), encoding="utf-8")
    assert rendered(desk).meta("briefgen.build") != first
