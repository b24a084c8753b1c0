"""Chapters of a large pack: by spans of time that are as long as can be, by years, or by topics."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefgen.assemble.annex.offices import OfficesPart
from briefgen.assemble.assemble import assemble
from briefgen.assemble.parts.chapters import LARGE, LONGEST
from briefgen.desk.folder import DeskFolder
from briefgen.render.render import render
from tests.bench import corpus
from tests.tools import linked
from tests.tools.desks import loaded


def titles(desk: DeskFolder) -> list[str]:
    """The headings of the chapters of the desk's pack."""
    return [chapter.title for chapter in assemble(loaded(desk), "bench").chapters]


def dated(desk: DeskFolder, days: int) -> DeskFolder:
    """The desk with so many days from one development to the next, the last in 2001."""
    last = date(2001, 2, 1)
    paths = sorted((desk.root / "content/developments").glob("*.yaml"), reverse=True)
    for number, path in enumerate(paths):
        lines = path.read_text(encoding="utf-8").splitlines()
        day = last - timedelta(days=days * number)
        path.write_text("\n".join(f"date: {day}" if line.startswith("date:") else line for line in lines) + "\n", encoding="utf-8")
    return desk


def test_a_small_pack_has_none(tmp_path: Path) -> None:
    """Nor does it have contents that it does not name."""
    desk = DeskFolder(corpus.write(tmp_path, LARGE))
    briefing = assemble(loaded(desk), "bench")
    assert briefing.chapters == ()
    assert "contents" not in briefing.sections


@pytest.mark.parametrize(("days", "longest"), [(5, 1), (16, 6), (8, 3), (31, 12)])
def test_spans_are_as_long_as_they_can_be(tmp_path: Path, days: int, longest: int) -> None:
    """None of them has more than a dozen developments, if one can be told from the next by its month."""
    desk = dated(DeskFolder(corpus.write(tmp_path, LARGE + 1)), days)
    chapters = assemble(loaded(desk), "bench").chapters
    assert max(len(chapter.developments) for chapter in chapters) <= LONGEST
    months = {1: {"January 2001"}, 3: {"January–March 2001"}, 6: {"January–June 2001"}, 12: {"2001"}}[longest]
    assert {chapter.title.removeprefix("Developments, ") for chapter in chapters} & months
    assert sum(len(chapter.developments) for chapter in chapters) == LARGE + 1


def test_the_order_is_that_of_the_developments(tmp_path: Path) -> None:
    """The newest first, in chapters as without them; contents stand behind the summary."""
    briefing = assemble(loaded(DeskFolder(corpus.write(tmp_path, LARGE + 6))), "bench")
    assert [part for chapter in briefing.chapters for part in chapter.developments] == list(briefing.developments)
    assert briefing.sections[:3] == ("summary", "contents", "developments")


def test_years_topics_and_none_are_for_the_pack_to_say(tmp_path: Path) -> None:
    """Whatever its size; a development without a topic stands in a chapter of its own kind."""
    desk = DeskFolder(corpus.write(tmp_path, 4))
    step = desk.root / "content/developments/step-0002.yaml"
    step.write_text(f"{step.read_text(encoding='utf-8')}topics: [sea-power, money]\n", encoding="utf-8")
    pack = (desk.root / "content/packs/bench.yaml").read_text(encoding="utf-8")
    assert titles(linked.in_chapters(desk)) == ["Developments, 2001"]
    (desk.root / "content/packs/bench.yaml").write_text(pack, encoding="utf-8")
    assert titles(linked.in_chapters(desk, "topic")) == ["Other developments", "Developments: sea power"]
    (desk.root / "content/packs/bench.yaml").write_text(pack, encoding="utf-8")
    assert titles(linked.in_chapters(desk, "none")) == []


def test_only_what_begins_a_page_says_so(tmp_path: Path) -> None:
    """In a large pack each chapter and each group of rows, in its brief nothing."""
    desk = linked.in_chapters(DeskFolder(corpus.write(tmp_path, 4)))
    content = loaded(desk)
    briefing = assemble(content, "bench")
    opened = {product: render(briefing, desk.templates, product).html.count(" opens") for product in ("brief", "pack", "annex")}
    assert opened["brief"] == 0
    assert opened["pack"] > 5
    assert opened["annex"] > 3


def test_a_long_table_of_offices_stands_in_groups(tmp_path: Path) -> None:
    """Each begins a page; every office stands in one of them, people first."""
    desk = linked.in_chapters(DeskFolder(corpus.write(tmp_path, 4)))
    briefing = assemble(loaded(desk), "bench")
    row = briefing.offices.rows[0]
    named, unnamed = ([replace(row, anchor=f"annex-official-{kind}-{n}") for n in range(50)] for kind in ("named", "unnamed"))
    tree = render(replace(briefing, offices=OfficesPart(tuple(named), tuple(unnamed))), desk.templates, "annex").tree
    groups = [section for section in tree.iter("section") if "part-offices" in section.get("class", "").split()]
    assert [section.find("h1").text for section in groups] == ["Offices (1 of 2)", "Offices (2 of 2)"]  # type: ignore[union-attr]
    assert all("opens" in section.get("class", "").split() for section in groups)
    rows = [[row.get("id") for row in table.iter("tr") if row.get("id")] for section in groups for table in section.iter("table")]
    assert [len(table) for table in rows] == [50, 10, 40]
    assert [name for table in rows for name in table] == [row.anchor for row in (*named, *unnamed)]
