"""PDFs set part by part: the same as those set in one piece to every reader, and the same bytes whatever was kept."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.desk.kept import Kept
from briefgen.desk.templates import Templates
from briefgen.document.page import Attachment
from briefgen.export.pdf.export import set_whole
from briefgen.export.pdf.linked import link
from briefgen.export.pdf.linked.in_parts import InParts
from briefgen.export.pdf.linked.parts import parts_of
from briefgen.export.pdf.linked.values import Fragment, LinkFault
from briefgen.export.pdf.setting import setting_of
from briefgen.machine.pdf_engine import load_engine
from briefgen.pipeline.processes.pool import Here
from tests.bench import corpus
from tests.tools import linked, pdf_tree
from tests.tools.desks import BuiltDesk
from tests.tools.projections import pdf_outline, pdf_pages

BOTH_WAYS = {
    "example": ("example", "pack", ""),
    "annex": ("example", "annex", ""),
    "contents": ("contents", "pack", ""),
    "japanese": ("japanese", "pack", ""),
    "generated": ("generated", "pack", "  paper: letter\n"),
    "modern": ("contents", "pack", "  archive: pdfa-4f\n"),
    "modern annex": ("generated", "annex", "  archive: pdfa-4f\n"),
}
"""Name → desk, product, and lines of the pack's `display`."""


@pytest.fixture(scope="module", autouse=True)
def engine() -> Any:
    """WeasyPrint, told to look at our fonts."""
    return load_engine()


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_both_ways_are_the_same_to_every_reader(name: str, built_desk: Callable[..., BuiltDesk], tmp_path: Path) -> None:
    """Text, tags, places, links, outline, properties and every page as a picture, of the parts linked and of the whole."""
    desk, product, more = BOTH_WAYS[name]
    page = linked.page_of(linked.in_chapters(linked.copy_of(built_desk(desk).desk, tmp_path), more=more), product)
    page = replace(page, attachments=(Attachment("a.csv", b"1", "text/csv", "Data", "One"),) if name == "modern" else ())
    setting = setting_of(page, Templates())
    assert len(parts_of(page, setting)) > 3
    data, pages, told = linked.linked(page, Templates())
    whole, whole_pages, whole_told = set_whole(page, setting)
    assert (pages, told) == (whole_pages, whole_told)
    assert pdf_pages(data, margins=True) == pdf_pages(whole, margins=True)
    assert _told(data) == _told(whole)
    assert linked.places(data) == linked.places(whole)
    assert linked.annotations(data) == linked.annotations(whole)
    assert pdf_outline(data) == pdf_outline(whole)
    assert linked.catalog(data) == linked.catalog(whole)
    assert [
        number for number, (one, other) in enumerate(zip(linked.pictures(data), linked.pictures(whole), strict=True), 1) if one != other
    ] == []
    assert len(data) < 1.2 * len(whole)


def _told(data: bytes) -> list[tuple[str, dict[str, str], list[int], str]]:
    """The structure elements in order, with what is told of each, its pages and its words."""
    return [
        (node.kind, node.told, node.pages, "".join(part for part in node.parts if isinstance(part, str)))
        for node in pdf_tree.read(data).nodes()
    ]


@pytest.fixture
def chaptered(tmp_path: Path) -> DeskFolder:
    """A small desk in chapters: developments of three years."""
    return linked.in_chapters(DeskFolder(corpus.write(tmp_path / "desk", 6)))


def _a_word(desk: DeskFolder, chance: random.Random) -> None:
    path = chance.choice(sorted((desk.root / "content/developments").glob("*.yaml")))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(" hangars ", f" hangars{chance.randrange(99)} ", 1).replace(" ferries ", " boats ", 1), encoding="utf-8")


def _a_title(desk: DeskFolder, chance: random.Random) -> None:
    path = chance.choice(sorted((desk.root / "content/developments").glob("*.yaml")))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("of the joint plan", f"of the plan, {chance.randrange(99)}"), encoding="utf-8")


def _the_order(desk: DeskFolder, chance: random.Random) -> None:
    path = chance.choice(sorted((desk.root / "content/developments").glob("*.yaml")))
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [f"date: {chance.choice((1999, 2000))}-0{chance.randrange(1, 9)}-11" if line.startswith("date:") else line for line in lines]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _a_removal(desk: DeskFolder, chance: random.Random) -> None:
    pack = desk.root / "content/packs/bench.yaml"
    text = pack.read_text(encoding="utf-8").split("\ndevelopments:")[0]
    names = [f"step-{number:04}" for number in sorted(chance.sample(range(6), 5))]
    pack.write_text(f"{text.rstrip()}\ndevelopments:\n  ids: [{', '.join(names)}]\n", encoding="utf-8")


def _an_addition(desk: DeskFolder, chance: random.Random) -> None:
    pack = desk.root / "content/packs/bench.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").split("\ndevelopments:")[0].rstrip() + "\n", encoding="utf-8")


def _a_setting(desk: DeskFolder, chance: random.Random) -> None:
    pack = desk.root / "content/packs/bench.yaml"
    text = pack.read_text(encoding="utf-8")
    pack.write_text(text.replace("TLP:CLEAR", "TLP:GREEN") if "CLEAR" in text else text.replace("TLP:GREEN", "TLP:CLEAR"), encoding="utf-8")


def _a_template(desk: DeskFolder, chance: random.Random) -> None:
    own = desk.root / "templates"
    own.mkdir(exist_ok=True)
    (own / "print.css").write_text(f"{Templates().text('print.css')}\np {{ color: #0{chance.randrange(10)}0000 }}\n", encoding="utf-8")


EDITS = (_a_word, _a_title, _the_order, _a_removal, _an_addition, _a_setting, _a_template)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_what_was_kept_never_shows(seed: int, chaptered: DeskFolder) -> None:
    """After any edits the file has the bytes that it would have if nothing had been kept."""
    chance = random.Random(seed)
    for edit_desk in chance.sample(EDITS, len(EDITS)):
        edit_desk(chaptered, chance)
        desk = DeskFolder(chaptered.root)
        page = linked.page_of(desk)
        kept = linked.linked(page, desk.templates, Kept(desk.root))
        assert kept == linked.linked(page, desk.templates), edit_desk.__name__


class Counted(Here):
    """Runs functions here, and counts them."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def submit(self, address: str, /, *arguments: Any) -> Future[Any]:
        self.asked.append(address.rpartition(":")[2])
        return super().submit(address, *arguments)


def test_a_changed_word_sets_one_part_anew(chaptered: DeskFolder) -> None:
    """All else is kept; nothing changed, nothing is set."""
    first, again, changed = Counted(), Counted(), Counted()
    linked.linked(linked.page_of(chaptered), Templates(), Kept(chaptered.root), first)
    linked.linked(linked.page_of(chaptered), Templates(), Kept(chaptered.root), again)
    path = chaptered.root / "content/developments/step-0003.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("text: ", "text: Lately ", 1), encoding="utf-8")
    linked.linked(linked.page_of(chaptered), Templates(), Kept(chaptered.root), changed)
    assert first.asked.count("set_part") > 5
    assert again.asked == ["link"]
    assert changed.asked == ["set_part", "link"]


def test_what_contents_refer_to_is_found_where_it_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PDF/UA-2 has entries of the contents refer to elements of other parts; these have other numbers once a part before them has grown."""
    monkeypatch.setattr(link, "STRIDE", 1)
    desk = linked.in_chapters(DeskFolder(corpus.write(tmp_path / "desk", 6)), more="  archive: pdfa-4f\n")
    own = desk.root / "templates"
    own.mkdir()
    style = Templates().text("print.css").replace("target-counter(attr(href), page)", "'–'")
    (own / "print.css").write_text(style, encoding="utf-8")
    linked.linked(linked.page_of(desk), desk.templates, Kept(desk.root))
    path = desk.root / "content/developments/step-0003.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "- More of ours.\n", encoding="utf-8")
    page = linked.page_of(desk)
    assert linked.linked(page, desk.templates, Kept(desk.root)) == linked.linked(page, desk.templates)


def test_the_contents_are_set_again_with_page_numbers(chaptered: DeskFolder) -> None:
    """The pages that the contents name are those where things stand."""
    data, _, _ = linked.linked(linked.page_of(chaptered), Templates())
    pages = pdf_pages(data)
    contents = next(text for text in pages if text.startswith("Contents"))
    shown = {
        line.rsplit(" ", 1)[0].strip(): int(line.rsplit(" ", 1)[1]) for line in contents.splitlines() if line[-1:].isdigit() and " " in line
    }
    assert shown["References"] == next(number for number, text in enumerate(pages, 1) if text.startswith("References"))
    assert shown["Key officials"] == next(number for number, text in enumerate(pages, 1) if text.startswith("Key officials"))


def test_margins_with_pictures_are_told(chaptered: DeskFolder) -> None:
    """Pages do not know of pictures in their margins: such a document is to be set whole."""
    own = chaptered.root / "templates"
    own.mkdir()
    style = Templates().text("print.css").replace("@bottom-left { content:", "@bottom-left { background: rgb(9 9 9 / 40%); content:")
    (own / "print.css").write_text(style, encoding="utf-8")
    with pytest.raises(LinkFault):
        linked.linked(linked.page_of(chaptered), DeskFolder(chaptered.root).templates)


def test_a_fault_in_the_linked_file_is_told(chaptered: DeskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate looks at the linked file: a place that no part has, a bookmark that is no heading."""
    page = linked.page_of(chaptered)
    setting = setting_of(page, Templates())
    parts = parts_of(page, setting)

    class Losing(Here):
        def submit(self, address: str, /, *arguments: Any) -> Future[Any]:
            begun = super().submit(address, *arguments)
            result = begun.result()
            if isinstance(result, Fragment) and result.bookmarks:
                begun = Future()
                begun.set_result(result._replace(bookmarks=result.bookmarks[1:], places=result.places[1:]))
            return begun

    with pytest.raises(LinkFault, match="no place is named"):
        InParts(page, setting, parts, Losing(), Kept(None), "here", lambda _: None).result()
