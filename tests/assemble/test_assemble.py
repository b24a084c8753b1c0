"""What a pack says: chosen, ordered, linked, with states and offices as of its date."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from briefgen.assemble.assemble import assemble
from briefgen.assemble.briefing import Briefing
from briefgen.assemble.values import Line
from briefgen.content.model.pack import PRODUCTS, ProductName
from briefgen.desk.folder import DeskFolder
from briefgen.document.page import Page
from briefgen.evidence.verify import verify
from briefgen.language.date_parser import parse
from briefgen.language.edtf import order_key
from briefgen.language.english import count, series
from briefgen.language.inline_markup import Words
from briefgen.pipeline.load import load
from briefgen.render.render import render
from tests.bench import corpus
from tests.tools.desks import PACK, BuiltDesk


def words(line: Line) -> str:
    """The plain words of a line."""
    return "".join(piece.text for piece in line if isinstance(piece, Words))


def briefing(desk: DeskFolder, file: str = PACK, **replaced: str) -> Briefing:
    """The briefing of the worked example after some replacements in a file ("_" stands for a blank in keys)."""
    path = desk.root / file
    text = path.read_text(encoding="utf-8")
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    content, problems = load(desk)
    assert content is not None, problems
    return assemble(content, next(iter(content.packs)))


def test_chronology_is_in_the_order_of_the_dates(tmp_path: Path) -> None:
    """Rows stand in the one documented order of dates, and every event of the pack is there once, whatever order the files have."""
    root = corpus.write(tmp_path, 10)
    dates = ["2004", "2004-05", "2004-05-03", "../2004-05-03", "2004-05/2004-06", "2004-21", "2004~", "2003-12-31", "2004-05-03", "2004?"]
    given = cycle(dates)
    for path in sorted((root / "content/developments").iterdir()):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^( *)event: ", lambda found: f"{found[1]}date: {next(given)}\n{found[0]}", text), encoding="utf-8")
    content, problems = load(DeskFolder(root))
    assert content is not None, problems
    events = content.events
    assert len({str(event.date) for event in events.values()}) == len(set(dates))
    made = assemble(content, "bench")
    shown = [events[row.anchor.removeprefix("event-")] for year in made.chronology for row in year]
    assert {row.date[-4:] for row in made.chronology[0]} == {"2003"}
    assert len(made.chronology) == 2
    assert [event.id for event in shown] == [e.id for e in sorted(shown, key=lambda e: (order_key(e.date), e.id))]
    assert [event.id for event in shown] != list(events)
    assert len(shown) == len(events) > 15


def test_issue_state_is_that_of_its_last_update(desk: DeskFolder) -> None:
    """The state, since when it holds, and the history, come from the updates."""
    made = briefing(desk)
    assert [(row.state, row.silent) for row in made.register] == [("narrowed (2019)", False)]
    [history] = made.histories
    assert (history.since, [step.move for step in history.steps]) == ("28\u00a0June\u00a02019", ["raised", "narrowed"])


@pytest.mark.parametrize(("style", "shown"), [("month-day-year", "July\u00a05, 2019"), ("iso", "2019-07-05")])
def test_dates_follow_the_pack(desk: DeskFolder, style: str, shown: str) -> None:
    """The pack chooses how dates are written."""
    assert briefing(desk, **{"dates: day-month-year": f"dates: {style}"}).front.as_of.replace("\u00a0", " ") == shown.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("references, chronology", ("Chronology", "References")),
        ("chronology, officials", ("Chronology", "Key officials", "References")),
        ("contents, references", ("Contents",)),
    ],
)
def test_references_come_last_wherever_a_section_cites(desk: DeskFolder, named: str, shown: tuple[str, ...]) -> None:
    """Whether or not the pack names them: a number in the text always leads to its source, and no heading stands above nothing."""
    page = render(briefing(desk, **{"display:": f"sections: [{named}]\n\ndisplay:"}), desk.templates)
    assert tuple(heading.text for heading in page.tree.iter("h1")) == shown


def test_family_name_first_where_pack_and_party_ask_for_it(desk: DeskFolder) -> None:
    """Only people of a party whose own usage puts the family name first are turned round, in lists and in texts."""
    path = desk.root / "content/desk.yaml"
    text = path.read_text(encoding="utf-8").replace("  - id: velmare\n", "  - id: velmare\n    family_name_first: true\n")
    path.write_text(text, encoding="utf-8")
    made = briefing(desk, **{"paper: a4": "paper: a4\n  names: family-first"})
    names = [words(row.name) for row in made.officials]
    said = [words(told.said.line) for part in made.developments for paragraph in part.paragraphs for told in paragraph]
    assert names == ["Lindqvar Petra"]
    assert any("Lindqvar Petra of Velmare" in text for text in said)


def test_office_without_a_name_is_listed_by_office(desk: DeskFolder) -> None:
    """An official whom no source names stands in the annex, under the office."""
    rows = briefing(desk).offices.unnamed
    assert [(row.party, words(row.posts[0].office)) for row in rows] == [("Oskary", "Transport Minister, Government of Oskary")]


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("named", ["summary", "developments", "chronology", "summary, developments", "contents, officials", "sources"])
def test_links_of_a_short_pack_are_alive(desk: DeskFolder, named: str, product: ProductName) -> None:
    """A pack may leave any section out: what led there is plain words, and on the screen it leads to the annex."""
    made = briefing(desk, **{"display:": f"sections: [{named}]\n\ndisplay:"})
    assert render(made, desk.templates, product).html
    shown = render(made, desk.templates, on_screen=True).html
    assert 'id="annex-issue-second-ship"' in shown
    assert ('<a href="#annex-issue-second-ship">someone pays' in shown) == ("developments" in named)


def test_references_have_the_same_numbers_in_all_products(desk: DeskFolder) -> None:
    """A number means one source and paragraph in brief, pack and annex; those of the brief are the lowest."""
    made = briefing(desk)
    notes = {product: _notes(render(made, desk.templates, product)) for product in PRODUCTS}
    assert notes["brief"].items() <= notes["pack"].items()
    assert {**notes["pack"], **notes["annex"]} == {**notes["annex"], **notes["pack"]}
    assert list(notes["brief"]) == [f"note-{number}" for number in range(1, len(notes["brief"]) + 1)]
    assert 0 < len(notes["brief"]) < len(notes["pack"])


def _notes(page: Page) -> dict[str, str]:
    items = (item for item in page.tree.iter("li") if (item.get("id") or "").startswith("note-"))
    return {item.get("id", ""): "".join(item.itertext()) for item in items}


@pytest.mark.parametrize(("undated", "said"), [(0, ""), (1, "One source bears no date"), (2, "Two sources bear no date")])
def test_source_summary_counts_from_the_records(desk: DeskFolder, undated: int, said: str) -> None:
    """The statement names how many sources, which bear no date, what rests on unnamed voices and on one source only."""
    for path in sorted((desk.root / "content/sources").iterdir())[:undated]:
        dated = re.compile(r"^published: (.*)\npublished_as_printed: .*$", re.MULTILINE)
        inferred = r"inferred:\n  bounds: \1\n  reason: It speaks of that day."
        text, times = dated.subn(inferred, path.read_text(encoding="utf-8"))
        assert times == 1
        path.write_text(text, encoding="utf-8")
    made = briefing(desk)
    text = " ".join((*made.sources.statement, *made.source_notes.limits))
    assert "rests on two sources" in text
    assert said in text
    assert ("no date" in text) == bool(said)
    assert "one rests on officials or sources who are not named" in text
    assert "Every development rests on two sources or more" in text


def test_source_summary_tells_what_rests_on_one_source(generated: BuiltDesk) -> None:
    """Where no development has a second source, the statement says so."""
    text = " ".join(assemble(generated.content, generated.pack).sources.statement)
    assert "rests on 12 sources" in text
    assert "one source only" in text


@pytest.mark.parametrize(("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_series_reads_as_english(items: list[str], text: str) -> None:
    """Lists are set with commas and one “and”."""
    assert series(items) == text


def test_counts_read_as_english() -> None:
    """Small numbers are words; one is singular."""
    assert (count(1, "source", "sources"), count(3, "source", "sources"), count(1200, "x", "xs")) == (
        "one source",
        "three sources",
        "1,200 xs",
    )


def test_selection_by_date_and_topic(desk: DeskFolder) -> None:
    """A development outside the dates is not chosen."""
    from briefgen.content.selection import selected

    content, _ = load(desk)
    assert content is not None
    pack: Any = next(iter(content.packs.values())).record
    later = pack.model_copy(update={"developments": pack.developments.model_copy(update={"since": parse("2019-04")})})
    every = content.developments.values()
    assert (len(selected(pack, every)), len(selected(later, every))) == (1, 0)


def test_withdrawn_source_is_cautioned_on_the_first_page_and_in_the_references(desk: DeskFolder) -> None:
    """A pack that leans on a withdrawn source says so until that is dealt with."""
    withdrawal = "medium: newspaper\nwithdrawn:\n  date: 2019-07-04\n  reason: The reporter made it up."
    made = briefing(desk, "content/sources/oskary-courier.yaml", **{"medium: newspaper": withdrawal})
    html = render(made, desk.templates).html
    assert [words(link.words) for link in made.summary.withdrawn] == ["Oskary Courier (2019)"]
    assert "Caution." in html
    assert html.count("(<strong>withdrawn</strong>)") == sum(reference.withdrawn for reference in made.references) > 0
    assert "The reporter made it up." in html


def test_evidence_annex_says_what_was_found(desk: DeskFolder) -> None:
    """The annex lists every statement with who says so and each place; without the archive it says that nobody looked."""
    made = briefing(desk)
    states = {state for group in made.evidence for line in group.lines for _, _, _, state in line.proofs}
    assert states == {"not checked"}
    content, _ = load(desk)
    assert content is not None
    verified = verify(content, desk.root / "archive")
    made = assemble(content, "sound-ferries", verified)
    lines = [line for group in made.evidence for line in group.lines]
    assert len(lines) == verified.coverage.packs["sound-ferries"].total
    assert {state for line in lines for _, _, _, state in line.proofs} == {"found"}


@pytest.mark.parametrize("name", ["example", "contents", "generated"])
def test_marks_notes_and_list_entries_agree(name: str, built_desk: Callable[..., BuiltDesk]) -> None:
    """Every mark has its note, every note its marks, and numbers run without a gap."""
    page = built_desk(name).screen
    marks = [link for link in page.tree.iter("a") if link.get("class") == "ref"]
    notes = [note for note in page.tree.iter("li") if (note.get("id") or "").startswith("note-")]
    back = [link.get("href") for link in page.tree.iter("a") if link.get("class") == "backref"]
    assert [note.get("id") for note in notes] == [f"note-{number}" for number in range(1, len(notes) + 1)]
    assert {mark.get("href") for mark in marks} <= {f"#{note.get('id')}" for note in notes}
    assert all(note.find("a[@class='backref']") is not None for note in notes)
    assert {f"#{mark.get('id')}" for mark in marks} == set(back)
