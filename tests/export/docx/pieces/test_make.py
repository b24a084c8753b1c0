"""What is kept of a document changes nothing in it: with it and without it every document comes out the same."""

from __future__ import annotations

import random
import tempfile
import xml.etree.ElementTree as ET
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.desk.kept import Kept
from briefgen.desk.templates import Templates
from briefgen.document.html_text import html_of
from briefgen.document.page import Page
from briefgen.export.docx import made_with
from briefgen.export.docx.export import export
from briefgen.export.docx.pieces import cut, make
from briefgen.export.docx.pieces.piece import GAP_SIGNS
from tests.tools import docx_xml
from tests.tools.docx_xml import FOOTNOTED, HEAD, lines, part

WORDS = ("Sula", "fog and ice", "~", "a\u00adb", "<&>", "﷐", " ")
LISTS = "<ol><li>Close.<ol><li>First.</li></ol></li><li>Mend.</li></ol>"


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cuts the sample as if it were large."""
    for name, value in {"LARGE": 8, "LEAST": 4, "MOST": 12, "ONE_IN": 2}.items():
        monkeypatch.setattr(cut, name, value)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of the steps that were written and not found."""
    steps: list[str] = []

    def write(writer: object, step: cut.Step) -> None:
        steps.append(step.kind)
        cut.write(writer, step)  # type: ignore[arg-type]

    monkeypatch.setattr(make, "write", write)
    return steps


def edits(tree: ET.Element, seed: int) -> ET.Element:
    """The document with something in it changed that leaves it one: words, and what is put in, taken out or moved."""
    tree, chance = deepcopy(tree), random.Random(seed)
    body = tree.find("body")
    assert body is not None
    parents = {child: parent for parent in body.iter() for child in parent}
    kind = chance.choice(("word", "word", "paragraph", "away", "move", "list", "row"))
    if kind == "word":
        node = chance.choice([node for node in body.iter("p") if (node.text or "").strip()])
        node.text = f"{chance.choice(WORDS)} {node.text}"
    elif kind == "row":
        row = chance.choice(list(body.iter("tr")))
        if not row.get("id"):
            copy = deepcopy(row)
            parents[row].insert(list(parents[row]).index(row), copy)
            for node in copy.iter():
                node.attrib.pop("id", None)
    elif kind == "move":
        section = chance.choice(list(body.iter("section")))
        parent = parents[section]
        parent.remove(section)
        parent.insert(chance.randrange(len(parent) + 1), section)
    else:
        block = chance.choice([node for node in body.iter("p") if parents[node].tag == "section"])
        at = list(parents[block]).index(block)
        if kind == "away" and block.find(".//*[@id]") is None and len(parents[block]) > 2:
            parents[block].remove(block)
        elif kind == "list":
            parents[block].insert(at + 1, ET.fromstring(LISTS))
        else:
            parents[block].insert(at, ET.fromstring('<p>See <a href="https://example.org/fog">fog</a>.</p>'))
    return tree


def document(tree: ET.Element) -> Page:
    return Page(html_of(tree), tree)


@settings(deadline=None, max_examples=12)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=4), st.sampled_from([HEAD, FOOTNOTED]))
def test_documents_are_the_same_whatever_is_kept(seeds: list[int], head: str) -> None:
    """After each of some edits, made with what the documents before left behind, the file is byte for byte the one made from nothing."""
    tree = docx_xml.page(head=head).tree
    with tempfile.TemporaryDirectory() as folder:
        export(document(tree), Templates(), Kept(Path(folder)))
        for seed in seeds:
            tree = edits(tree, seed)
            assert export(document(tree), Templates(), Kept(Path(folder))) == export(document(tree), Templates())


def test_edits_change_the_document() -> None:
    """The edits above are some: few of them leave a document as it was."""
    page = docx_xml.page()
    changed = [html_of(edits(page.tree, seed)) != html_of(page.tree) for seed in range(40)]
    assert sum(changed) > 30


def test_what_was_kept_is_not_made_again(made: list[str], tmp_path: Path) -> None:
    """A document that did not change makes no piece, and one with a changed word those in which it stands."""
    page = docx_xml.page()
    export(page, Templates(), Kept(tmp_path))
    assert len(made) > 15
    made.clear()
    export(page, Templates(), Kept(tmp_path))
    assert made == []
    export(changed(page, "closes the pier for a year", "closes the pier for two years"), Templates(), Kept(tmp_path))
    assert made == ["blocks"]


def changed(page: Page, old: str, new: str) -> Page:
    assert old in page.html
    return Page.parse(page.html.replace(old, new))


def test_a_table_and_its_references_are_cut(made: list[str]) -> None:
    """Large tables are made row by row, and references one by one."""
    export(docx_xml.page(), Templates())
    assert {"blocks", "table", "rows", "references"} == set(made)


@pytest.mark.parametrize(
    ("old", "new", "head"),
    [
        ('<ol><li><a href="#issue-second-ship">The “second ship” \\ "Sula"</a></li></ol>', "", HEAD),
        ("Board, para. 7", "Board, para. 8", FOOTNOTED),
        ('id="summary"', 'id="source_gazette"', HEAD),
        ("en-GB", "en-US", HEAD),
        ('class="a4"', 'class="letter"', HEAD),
    ],
    ids=["contents", "footnote", "bookmark", "language", "paper"],
)
def test_a_piece_counts_only_where_all_is_as_it_took_it_for(old: str, new: str, head: str, tmp_path: Path) -> None:
    """What the contents list, what a footnote says, how a bookmark is called, the language and the paper reach into pieces elsewhere."""
    page = docx_xml.page(head=head)
    export(page, Templates(), Kept(tmp_path))
    other = changed(changed(page, 'href="#summary"', 'href="#source_gazette"'), old, new) if "gazette" in new else changed(page, old, new)
    assert export(other, Templates(), Kept(tmp_path)) == export(other, Templates())


ROWS = "".join(f"<tr><th>{n}</th><td>Fog.</td></tr>" for n in range(4))


@pytest.mark.parametrize(
    ("old", "new"),
    [("<h2>Ships</h2>", "<h2>Boats</h2>"), ("<p>Between.</p>", ""), ("<p>Fog.</p>", "<ol><li>Fog.</li></ol>")],
    ids=["heading", "tables", "list"],
)
def test_a_piece_knows_what_stands_before_it(old: str, new: str, tmp_path: Path) -> None:
    """A table without a caption is named as the last heading, tables stand apart, and numbers go on, though others changed."""
    table = f"<table><tbody>{ROWS}</tbody></table>"
    page = docx_xml.page(part("a", f"<h2>Ships</h2>{'<p>Fog.</p>' * 5}{table}<p>Between.</p>{table}{LISTS}"))
    export(page, Templates(), Kept(tmp_path))
    other = changed(page, old, new)
    assert export(other, Templates(), Kept(tmp_path)) == export(other, Templates()) != export(page, Templates())


@pytest.mark.parametrize(("old", "new"), [('id="pier"', 'id="quay"'), ('<li id="note-2">', '<li id="note-4">')])
def test_what_a_kept_piece_leads_to_must_be_there(old: str, new: str, tmp_path: Path) -> None:
    """A link or a mark whose target went away is refused although its own words did not change."""
    page = docx_xml.page()
    export(page, Templates(), Kept(tmp_path))
    with pytest.raises(ValueError, match="leads to"):
        export(changed(page, old, new), Templates(), Kept(tmp_path))


def test_what_other_code_made_is_made_again(made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of another briefgen, or of other libraries, are not used."""
    export(docx_xml.page(), Templates(), Kept(tmp_path))
    before = len(made)
    monkeypatch.setattr(made_with, "code", lambda: "another")
    export(docx_xml.page(), Templates(), Kept(tmp_path))
    assert len(made) == 2 * before


def test_signs_that_stand_for_nothing_are_words_like_others() -> None:
    """A document may hold all but one of the characters that gaps are marked with, and digits beside them."""
    words = f"n0{'n0'.join(GAP_SIGNS[:-1])}n0"
    data = export(docx_xml.page(part("a", f'<p id="b">{words}</p>')), Templates()).data
    assert f"BodyText| «b»{words}" in lines(data)
    with pytest.raises(ValueError, match="every character"):
        export(docx_xml.page(part("a", f"<p>{GAP_SIGNS}</p>")), Templates())


@pytest.mark.parametrize("head", [HEAD, FOOTNOTED], ids=["references", "footnotes"])
def test_a_document_in_pieces_is_as_one_made_as_a_whole(head: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is cut shows nowhere in it."""
    pages = [docx_xml.page(head=head)]
    pages += [document(edits(docx_xml.page(head=head).tree, seed)) for seed in range(12)]
    in_pieces = [export(page, Templates()) for page in pages]
    for name in ("LARGE", "LEAST", "MOST"):
        monkeypatch.setattr(cut, name, 10_000)
    assert [export(page, Templates()) for page in pages] == in_pieces


def test_an_id_that_nothing_follows_is_refused(tmp_path: Path) -> None:
    """Kept or not."""
    ended = docx_xml.page(part("a", "<p>Fog.</p>"), '<section id="end"></section>')
    for _ in range(2):
        with pytest.raises(ValueError, match="nothing follows the id “end”"):
            export(ended, Templates(), Kept(tmp_path))
