"""What a listener meets: the structure tree says what the document says, once, in order, with all that is told beside the words."""

from __future__ import annotations

import inspect
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pypdf
import pytest
import weasyprint
from weasyprint import pdf as engine

from briefgen.desk.templates import Templates
from briefgen.document.page import Page
from briefgen.export.pdf import export as pdf
from briefgen.export.pdf import roles, structure_tree
from tests.tools import docx_xml, pdf_tree, projections
from tests.tools.desks import BuiltDesk
from tests.tools.pdf_tree import Node
from tests.tools.projections import squeeze

ROWS = "".join(f'<tr><th scope="row">{number}</th><td>Crossing {number}</td><td>On time</td></tr>' for number in range(90))
LONG = f"""<section class="part" id="log"><h1>Log</h1><p>{"A crossing is a crossing. " * 300}</p>
<ul>{"<li>A ship that crossed.</li>" * 90}</ul>
<table class="history"><caption>Crossings</caption><thead><tr><th scope="col">Number</th><th scope="col">Crossing</th>
<th scope="col">Outcome</th></tr></thead><tbody>{ROWS}</tbody></table></section>"""


class Pack:
    """A document, its PDF, and the PDF's structure tree."""

    def __init__(self, page: Page, data: bytes = b"") -> None:
        self.page = page
        self.data = data or pdf.export(page, Templates()).data
        self.root = pdf_tree.read(self.data)

    def nodes(self, *kinds: str) -> list[Node]:
        """The structure elements of some types, in order."""
        return [node for node in self.root.nodes() if node.kind in kinds]

    def pairs(self) -> Iterator[tuple[ET.Element, Node]]:
        """Every element of the document that is in the tree, with its outermost structure element."""
        nodes = iter(node for node in self.root.nodes() if node.kind and not node.is_generated())
        for element, kinds in roles.types(self.page.tree).items():
            found = [next(nodes) for _ in kinds]
            if found:
                yield element, found[0]


@pytest.fixture(scope="module")
def whole(generated: BuiltDesk) -> Pack:
    """A pack of many pages."""
    return Pack(generated.page, generated.product("pdf"))


@pytest.fixture(scope="module")
def invented(example: BuiltDesk) -> Pack:
    """The worked example."""
    return Pack(example.page, example.product("pdf"))


@pytest.fixture(scope="module")
def sample() -> Pack:
    """The sample with every element of the vocabulary."""
    return Pack(docx_xml.page())


@pytest.fixture(scope="module")
def long() -> Pack:
    """A section with a paragraph, a list and a table that each run over pages."""
    return Pack(docx_xml.page(LONG))


@pytest.fixture(scope="module", params=["whole", "invented", "sample", "long"])
def pack(request: pytest.FixtureRequest) -> Pack:
    """Each of them in turn."""
    found: Pack = request.getfixturevalue(request.param)
    return found


def words(element: ET.Element) -> str:
    """The words of an element of the document, without those of a drawing."""
    drawn = "" if element.tag == roles.FIGURE else (element.text or "") + "".join(words(child) + (child.tail or "") for child in element)
    return squeeze(drawn)


def test_the_tree_reads_as_the_document(pack: Pack) -> None:
    """Every element of the document stands in the tree once, in order, and holds the same words."""
    pairs = list(pack.pairs())
    assert len(pairs) > 100
    assert [node.kind for _, node in pairs] == [kinds[0] for kinds in roles.types(pack.page.tree).values() if kinds]
    assert [(element.tag, words(element)) for element, _ in pairs] == [(element.tag, node.words()) for element, node in pairs]


def test_nothing_else_is_in_the_tree(pack: Pack) -> None:
    """What the tree reads out is the body and nothing more: no title, date, marking or number of the margins."""
    body = pack.page.tree.find("body")
    assert body is not None
    assert pack.root.words() == words(body)


def test_page_furniture_is_artifact(whole: Pack) -> None:
    """Header and footer stand on every page, the first without a header, outside every passage of the tree."""
    pages = pdf_tree.passages(whole.data)
    assert len(pages) > 8
    for number, passages in enumerate(pages, 1):
        assert squeeze(passages[-1]).endswith(squeeze(f"{whole.page.meta('briefgen.marking')}Page {number} of {len(pages)}"))
        assert ("As of" in passages[-1]) == (number > 1)
    streams = [page["/Contents"].get_object().get_data() for page in pypdf.PdfReader(io.BytesIO(whole.data)).pages]
    assert all(
        len(re.findall(rb"/Artifact\s*<<\s*/Type /Pagination\s*>>\s*BDC", stream)) >= (4 if number else 2)
        for number, stream in enumerate(streams)
    )


@pytest.mark.parametrize(("kind", "times"), [("Sect", 1), ("P", 4), ("L", 1), ("LI", 90), ("Table", 1), ("TBody", 1), ("TR", 91)])
def test_what_crosses_a_page_is_one_element(long: Pack, kind: str, times: int) -> None:
    """Sections, paragraphs, lists and tables that run over pages are one element each, as are their items and rows."""
    found = long.nodes(kind)
    assert len(found) == times
    assert kind in {"LI", "TR"} or any(len(node.all_pages()) > 1 for node in found)


def test_repeated_header_rows_are_read_once(long: Pack) -> None:
    """A table that runs over pages shows its header row on each and has it in the tree once."""
    assert sum("Outcome" in text for text in projections.pdf_pages(long.data)) > 1
    assert [node.words() for node in long.nodes("TH") if node.told["Scope"] == "/Column"] == ["Number", "Crossing", "Outcome"]
    assert len(long.nodes("THead")) == 1


def test_heads_of_tables_have_a_scope(whole: Pack) -> None:
    """Every head says whether it is one of a column or of a row."""
    pairs = [(element, node) for element, node in whole.pairs() if node.kind == "TH"]
    assert pairs
    scopes = {"col": "/Column", "row": "/Row"}
    assert [node.told for _, node in pairs] == [{"Scope": scopes[element.get("scope", "")]} for element, _ in pairs]
    assert {"/Column", "/Row"} == {node.told["Scope"] for _, node in pairs}


def test_a_table_with_more_heads_than_data_keeps_those_of_its_columns(whole: Pack) -> None:
    """Where heads outnumber data, as in a table of one row or of two columns, those of the rows are cells like the others."""
    tables = [(element, node) for element, node in whole.pairs() if node.kind == "Table" and element.find("thead") is not None]
    for element, node in tables:
        columns, rows = len(element.findall("thead//th")), len(element.findall("tbody/tr"))
        heads = [cell for cell in node.nodes() if cell.kind == "TH"]
        data = len(element.findall("tbody//td"))
        assert len(heads) == columns + (rows if columns + rows <= data else 0)
    assert {columns_of(element) == 2 for element, _ in tables} == {True, False}


def columns_of(table: ET.Element) -> int:
    return len(table.findall("thead//th"))


def test_lists_say_how_they_are_numbered(sample: Pack) -> None:
    """An ordered list is decimal and an unordered one has discs, each item with its label; a plain one has neither."""
    lists = [(element, node) for element, node in sample.pairs() if node.kind == "L"]
    numbering = {"ol": "/Decimal", "ul": "/Disc"}
    assert {element.tag for element, _ in lists} == {"ol", "ul"}
    plain = [node for element, node in lists if element.get("class") == "plain"]
    assert [node.told["ListNumbering"] for node in plain] == ["/None"]
    assert not [item for node in plain for item in node.nodes() if item.kind == "Lbl"]
    lists = [(element, node) for element, node in lists if node not in plain]
    assert [node.told["ListNumbering"] for _, node in lists] == [numbering[element.tag] for element, _ in lists]
    for element, node in lists:
        labels = [_label(item) for item in node.parts if isinstance(item, Node)]
        if element.tag == "ol":
            assert labels == [f"{number}." for number in range(1, len(element) + 1)]
        else:
            assert set(labels) <= {"•", "◦", "▪"}


def _label(item: Node) -> str:
    label, body = [part for part in item.parts if isinstance(part, Node)]
    assert (item.kind, label.kind, body.kind) == ("LI", "Lbl", "LBody")
    return "".join(part for part in label.parts if isinstance(part, str)).strip()


def test_links_say_where_they_lead(whole: Pack) -> None:
    """Every link has its annotations, and each is described in words, never by the name of an anchor."""
    pairs = [(element, node) for element, node in whole.pairs() if element.tag == "a"]
    links = [next(inner for inner in node.nodes() if inner.kind == "Link") for _, node in pairs]
    ids = {element.get("id") for element in whole.page.tree.iter()}
    described = [{str(link["/Contents"]) for link in node.links} for node in links]
    assert all(len(texts) == 1 for texts in described)
    assert not [text for texts in described for text in texts if text in ids or not text.strip()]


def test_links_are_described_as_the_reader_would(sample: Pack) -> None:
    """A mark by its reference, a record by its heading, a row by its head, an address by its words."""
    links = {str(link["/Contents"]) for node in sample.nodes("Link") for link in node.links}
    assert {
        "Reference 1",
        "The pier closes",
        "Used in",
        'The “second ship” \\ "Sula"',
        "the order, on the web",
        "Mail to desk@example.org",
    } <= links


def test_no_note_leads_back_on_paper(whole: Pack) -> None:
    """A note leads to its source and nowhere else: arrows back are for the screen."""
    notes = [(element, node) for element, node in whole.pairs() if (element.get("id") or "").startswith("note-")]
    assert len(notes) > 20
    for _, node in notes:
        assert all(str(link.get("/Dest")).startswith("source-") for inner in node.nodes() for link in inner.links)


def test_languages_are_told(sample: Pack) -> None:
    """Words in another language are an element with that language, and no others are."""
    changes = [element for element in sample.page.tree.iter() if "lang" in element.attrib and element.tag != "html"]
    assert "ja" in {element.get("lang") for element in changes}
    found = [(node.told["Lang"], node.words()) for node in sample.root.nodes() if "Lang" in node.told]
    assert found == [(element.get("lang"), words(element)) for element in changes]


def test_abbreviations_carry_their_expansion(sample: Pack) -> None:
    """The letters are one element that says what they stand for."""
    assert [(node.words(), node.told["E"]) for node in sample.nodes("Span") if "E" in node.told] == [("HB", "Harbour Board")]


def test_the_timeline_says_what_it_shows(whole: Pack) -> None:
    """The figure's alternative names every event that it shows, and the caption stands beside it, not under the alternative."""
    drawings = list(whole.page.tree.iter(roles.FIGURE))
    figures = whole.nodes("Figure")
    assert len(figures) == len(drawings) > 5
    assert figures[0].told["Alt"].startswith("Timeline of 24 events in 2001: 10\u00a0January\u00a02001: Step 0 part 0; ")
    assert figures[1].told["Alt"].startswith("How the issue moved: ")
    for figure, drawing in zip(figures, drawings, strict=True):
        assert figure.told["Alt"] == drawing.findtext("{http://www.w3.org/2000/svg}title")
        assert not [part for part in figure.parts if isinstance(part, Node)]
    captions = [words(caption) for caption in whole.page.tree.iter("figcaption")]
    assert [node.words() for node in whole.nodes("Caption") if node.words() in captions] == captions


def test_a_caption_begins_or_ends_what_it_stands_in(whole: Pack) -> None:
    """Of a table or a figure, as PDF 2.0 reads it: a plain division is not there for it."""

    def kinds(node: Node) -> list[str]:
        inner = [part for part in node.parts if isinstance(part, Node)]
        return [kind for part in inner for kind in (kinds(part) if part.kind == "Div" else [part.kind])]

    found = [kinds(node) for node in whole.root.nodes() if node.kind != "Div"]
    assert sum(inner.count("Caption") for inner in found) == sum(1 for tag in ("figcaption", "caption") for _ in whole.page.tree.iter(tag))
    assert not any("Caption" in inner[1:-1] for inner in found)


def test_headings_have_their_levels(pack: Pack) -> None:
    """Every heading of the document is one in the tree, at its level, and nothing else is."""
    expected = [(element.tag.upper(), words(element)) for element in pack.page.tree.iter() if element.tag in roles.HEADINGS]
    assert [(node.kind, node.words()) for node in pack.nodes("H1", "H2", "H3", "H4", "H5", "H6", "H")] == expected


def test_entries_of_the_contents_end_with_their_page(sample: Pack) -> None:
    """An entry is its title and a page number apart from it, with no leader between."""
    entries = sample.nodes("Reference")
    pages = pypdf.PdfReader(io.BytesIO(sample.data)).page_labels
    assert len(entries) > 3
    for entry in entries:
        (link,) = (part for part in entry.parts if isinstance(part, Node))
        (number,) = (part for part in link.parts if isinstance(part, Node) and part.is_generated())
        assert "".join(part for part in number.parts if isinstance(part, str)) in pages
        assert not re.search(r"\.\s?\.|…", link.words())


def test_every_id_is_a_named_place(pack: Pack) -> None:
    """`pack.pdf#ID` leads to the page of every record, note and mark of the document."""
    names = pypdf.PdfReader(io.BytesIO(pack.data)).named_destinations
    assert {element.get("id") for element in pack.page.tree.iter() if element.get("id")} <= names.keys()


def test_a_record_opens_on_its_page(whole: Pack) -> None:
    """The place named after an issue is on the page that shows the issue's heading."""
    reader = pypdf.PdfReader(io.BytesIO(whole.data))
    page = reader.get_destination_page_number(reader.named_destinations["issue-issue-003"])
    (section,) = [node for element, node in whole.pairs() if element.get("id") == "issue-issue-003"]
    assert page == min(section.all_pages())


def test_the_title_is_shown_and_pages_have_labels(whole: Pack) -> None:
    """A reader shows the document's title rather than the file's name, and numbers pages as they are printed."""
    reader = pypdf.PdfReader(io.BytesIO(whole.data))
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.page_labels == [str(number) for number in range(1, len(reader.pages) + 1)]


def test_the_engine_is_the_one_the_tree_was_written_for() -> None:
    """A WeasyPrint of another version, or one that builds its tags in another way, is named at once.

    After an upgrade: read weasyprint/pdf/tags.py and draw/__init__.py against structure_tree.py, then change VERSION there.
    """
    assert weasyprint.__version__ == structure_tree.VERSION
    assert "add_tags(pdf, document, options['pdf_version'], page_streams)" in inspect.getsource(engine.generate_pdf)
    structure_tree.check_engine()


def test_another_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With another version, or with other arguments of the tag builder, nothing is exported."""
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(structure_tree.EngineChanged, match=r"70\.0 is needed.*71\.0"):
        pdf.export(docx_xml.page(), Templates())
    monkeypatch.setattr(weasyprint, "__version__", structure_tree.VERSION)
    monkeypatch.setattr(engine, "add_tags", lambda pdf, pages: None)
    with pytest.raises(structure_tree.EngineChanged, match=r"\(pdf, pages\)"):
        structure_tree.check_engine()


def test_the_engine_is_left_as_it_was() -> None:
    """After an export WeasyPrint builds its own tags again."""
    before = engine.add_tags
    pdf.export(docx_xml.page(), Templates())
    assert engine.add_tags is before
