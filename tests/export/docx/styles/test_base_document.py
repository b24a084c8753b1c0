"""A desk's own Word styles and base documents: what of them is used, what is told, and that nothing else gets through."""

from __future__ import annotations

import io
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml
from docx.shared import Mm, RGBColor

from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import BUILT_IN, Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic
from briefgen.export.docx.export import export
from briefgen.export.docx.oxml import twips
from briefgen.export.docx.styles import base_document, contract, foreign_document
from briefgen.export.docx.styles.contract import WANTED
from briefgen.export.docx.styles.styles import Styles
from briefgen.export.product import Product
from tests.tools import docx_xml
from tests.tools.commands import run
from tests.tools.docx_xml import DOCUMENT, FOOTNOTED, W, lines, made, packed, parts, replaced

STYLES, NUMBERING, THEME = "word/styles.xml", "word/numbering.xml", "word/theme/theme.xml"
NAMESPACE = f'xmlns:w="{W[1:-1]}"'
SECRET = "Confidential letter of somebody else"


def styled(folder: Path, *styles: str) -> Templates:
    """Templates of a desk whose styles file has only these styles."""
    return _own(folder, "styles.xml", f"<w:styles {NAMESPACE}>{''.join(styles)}</w:styles>".encode())


def _own(folder: Path, name: str, data: bytes) -> Templates:
    (folder / "word").mkdir(exist_ok=True)
    (folder / "word" / name).write_bytes(data)
    return Templates(folder)


def style(name: str, content: str = "", kind: str = "paragraph", identity: str = "") -> str:
    """A style in a styles file."""
    return f'<w:style w:type="{kind}" w:styleId="{identity or name.replace(" ", "")}"><w:name w:val="{name}"/>{content}</w:style>'


def letterhead() -> bytes:
    """A base document with all that a base document brings along: python-docx's own template, filled."""
    document = docx.Document()
    document.add_paragraph(SECRET)
    document.core_properties.author = SECRET
    section = document.sections[0]
    section.header.paragraphs[0].text = SECRET
    section.page_width, section.page_height, section.left_margin, section.right_margin = Mm(200), Mm(280), Mm(20), Mm(30)
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def on_letterhead(tmp_path_factory: pytest.TempPathFactory) -> Product:
    """The sample on that base document."""
    return export(docx_xml.page(), _own(tmp_path_factory.mktemp("desk"), "base.docx", letterhead()))


def found(data: bytes, name: str) -> ET.Element:
    """The style of that name in a Word file."""
    styles = docx_xml.tree(data, STYLES).iter(f"{W}style")
    return next(item for item in styles if item.find(f"{W}name").get(f"{W}val", "").lower() == name.lower())  # type: ignore[union-attr]


def codes(problems: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Codes of problems with their severity."""
    return [(problem.code, problem.severity) for problem in problems]


def test_the_contract_is_what_the_exporter_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every style that is asked for is in the contract, and the contract asks for no other."""
    asked = set()
    look_up = Styles.element

    def noted(self: Styles, name: str) -> object:
        asked.add(name)
        return look_up(self, name)

    monkeypatch.setattr(Styles, "element", noted)
    made()
    made(head=FOOTNOTED)
    assert asked == {wanted.name for wanted in WANTED}


def test_the_built_in_styles_keep_the_contract() -> None:
    """They hold what a pack is made of and nothing else, set as a pack needs it."""
    styles, numbering = (parse_xml((BUILT_IN / name).read_bytes()) for name in (STYLES, NUMBERING))
    assert list(contract.problems(Styles(styles), numbering, 9638, (), "styles.xml")) == []
    names = {item.find(f"{W}name").get(f"{W}val") for item in styles.iterchildren(f"{W}style")}
    assert names - {wanted.name for wanted in WANTED} == {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
    assert codes(export(docx_xml.page(), Templates()).problems) == []


def test_a_styles_file_may_hold_one_style(tmp_path: Path) -> None:
    """What it has is used, the rest is built in, and a note says so."""
    product = export(
        docx_xml.page(), styled(tmp_path, style("lead", "<w:pPr><w:keepNext/></w:pPr><w:rPr><w:caps/></w:rPr>", identity="Front"))
    )
    assert found(product.data, "lead").find(f"{W}rPr/{W}caps") is not None
    assert any(line.startswith("Front| The islands") for line in lines(product.data))
    assert [line.replace("Front|", "Lead|") for line in lines(product.data)] == lines(made())
    assert codes(product.problems) == [("style-missing", "note")]
    assert "“Body Text”" in product.problems[0].message
    assert "“Lead”" not in product.problems[0].message


def test_settings_of_all_text_come_along(tmp_path: Path) -> None:
    """A styles file without them gets the built-in fonts and sizes; one with them keeps its own."""
    fonts = f".//{W}docDefaults//{W}rFonts"
    bare = export(docx_xml.page(), styled(tmp_path)).data
    assert docx_xml.tree(bare, STYLES).find(fonts).get(f"{W}ascii") == "Source Serif 4"  # type: ignore[union-attr]
    own = '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia"/></w:rPr></w:rPrDefault></w:docDefaults>'
    styles = docx_xml.tree(export(docx_xml.page(), styled(tmp_path, own)).data, STYLES)
    assert styles.find(fonts).get(f"{W}ascii") == "Georgia"  # type: ignore[union-attr]
    assert styles.find(f".//{W}docDefaults//{W}lang").get(f"{W}val") == "en-GB"  # type: ignore[union-attr]


def test_an_id_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    """A style of another name may have the id of a built-in one: that one gets another, and what leads to it follows."""
    product = export(docx_xml.page(), styled(tmp_path, style("Something Else", identity="TableText")))
    assert found(product.data, "Something Else").get(f"{W}styleId") == "TableText"
    assert found(product.data, "Table Text").get(f"{W}styleId") == "TableText1"
    assert found(product.data, "Table Heading").find(f"{W}basedOn").get(f"{W}val") == "TableText1"  # type: ignore[union-attr]


def test_a_style_based_on_itself_ends_there(tmp_path: Path) -> None:
    """A circle of styles is no endless loop."""
    one, two = (style(name, f'<w:basedOn w:val="{other}"/>') for name, other in (("Lead", "Note"), ("Note", "Lead")))
    assert export(docx_xml.page(), styled(tmp_path, one, two)).pages == 2


@pytest.mark.parametrize(
    ("own", "message"),
    [
        (style("Lead", kind="character"), "“Lead” is a character style, and a pack needs a paragraph style"),
        (style("Emphasis"), "“Emphasis” is a paragraph style, and a pack needs a character style"),
        (style("Briefing Table"), "“Briefing Table” is a paragraph style, and a pack needs a table style"),
        (style("List Bullet"), "“List Bullet” bears no bullet."),
        (style("Lead", "<w:rPr><w:vanish/></w:rPr>"), "“Lead” hides its text."),
        (style("Tag", '<w:rPr><w:vanish w:val="1"/></w:rPr>', "character"), "“Tag” hides its text."),
        (style("Lead", '<w:rPr><w:sz w:val="big"/></w:rPr>'), "In the style “Lead”, w:val of w:sz is “big”, which is no number."),
        (style("Lead", '<w:pPr><w:ind w:left="2 cm"/></w:pPr>'), "w:left of w:ind is “2 cm”, which is no number."),
        (style("Lead", "<w:pPr><w:keepnext/></w:pPr>"), "w:keepnext cannot stand in w:pPr."),
        (style("Lead", "<w:rPr><w:bold/></w:rPr>"), "w:bold cannot stand in w:rPr."),
        (style("Lead", "<w:keepNext/>"), "w:keepNext cannot stand in w:style."),
        (
            style("Lead", "<w:pPr><w:outlineLvl w:val='9'/><w:keepNext/></w:pPr>"),
            "what stands in w:pPr is in another order",
        ),
        (style("Lead") + style("Note", identity="Lead"), "The style id “Lead” stands 2 times."),
        (style("List Number", '<w:pPr><w:numPr><w:numId w:val="99"/></w:numPr></w:pPr>'), "“List Number” bears no number."),
    ],
)
def test_styles_that_a_pack_cannot_use_are_errors(tmp_path: Path, own: str, message: str) -> None:
    """Wrong types, lists without marks, hidden text, and what a validator would refuse."""
    with pytest.raises(ContentError) as caught:
        export(docx_xml.page(), styled(tmp_path, own))
    assert codes(caught.value.problems) == [("style-wrong", "error")]
    assert message in caught.value.problems[0].message
    assert caught.value.problems[0].place.file == "templates/word/styles.xml"


def test_another_file_in_the_place_of_the_styles_is_an_error(tmp_path: Path) -> None:
    """It is not taken for one that leaves all to briefgen."""
    with pytest.raises(ContentError) as caught:
        export(docx_xml.page(), _own(tmp_path, "styles.xml", b"<a/>"))
    assert [(problem.code, problem.place.line) for problem in caught.value.problems] == [("style-wrong", 1)]


@pytest.mark.parametrize(
    ("own", "messages"),
    [
        (style("heading 2", "<w:pPr><w:keepNext/></w:pPr>"), ["“heading 2” has the outline level of body text"]),
        (style("heading 3", '<w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr>'), ["“heading 3” has the outline level of level 2"]),
        (style("heading 3", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'), ["“heading 3” may stand alone"]),
        (
            style("Heading 1 Opening", '<w:pPr><w:keepNext/><w:pageBreakBefore/><w:outlineLvl w:val="0"/></w:pPr>'),
            ["“Heading 1 Opening” begins a page"],
        ),
        (style("List Bullet", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'), ["“List Bullet” does not bear bullets."]),
        (style("header"), ["“header” has no right tab stop where the text ends"]),
        (style("caption", "<w:pPr><w:keepNext/></w:pPr>"), []),
    ],
)
def test_styles_that_a_pack_would_set_badly_are_warnings(tmp_path: Path, own: str, messages: list[str]) -> None:
    """Outline levels, page breaks, what is kept together, marks and tab stops."""
    warnings = [problem for problem in export(docx_xml.page(), styled(tmp_path, own)).problems if problem.severity == "warning"]
    assert {problem.code for problem in warnings} <= {"style-setting"}
    assert [problem.message.startswith(message) for problem, message in zip(warnings, messages, strict=True)] == [True] * len(messages)


def test_styles_and_paper_of_a_base_document_are_used(on_letterhead: Product) -> None:
    """Its headings, its lists and its page, with columns and tab stops that fit it."""
    data = on_letterhead.data
    assert found(data, "Heading 1").find(f"{W}rPr/{W}color").get(f"{W}val") == "800000"  # type: ignore[union-attr]
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert section.page_width is not None
    width = twips(docx_xml.tree(data).find(f".//{W}pgSz").get(f"{W}w")) - 1134 - 1701  # type: ignore[union-attr]
    assert round(section.page_width.mm) == 200
    assert {sum(twips(column.get(f"{W}w")) for column in grid) for grid in docx_xml.tree(data).iter(f"{W}tblGrid")} == {width}
    for name in ("Header", "Footer", "toc 1", "toc 2"):
        stops = [(tab.get(f"{W}val"), twips(tab.get(f"{W}pos"))) for tab in found(data, name).iter(f"{W}tab")]
        assert stops[-1] == ("right", width)


def test_built_in_lists_come_with_their_marks(on_letterhead: Product) -> None:
    """A list style that the base document lacks bears the built-in mark, and its own numbering is as it was."""
    number = found(on_letterhead.data, "Table Bullet").find(f".//{W}numId").get(f"{W}val")  # type: ignore[union-attr]
    numbering = docx_xml.tree(on_letterhead.data, NUMBERING)
    kind = numbering.find(f"{W}num[@{W}numId='{number}']/{W}abstractNumId").get(f"{W}val")  # type: ignore[union-attr]
    [level] = numbering.findall(f"{W}abstractNum[@{W}abstractNumId='{kind}']/{W}lvl")
    owner, mark, indent = (level.find(path) for path in (f"{W}pStyle", f"{W}lvlText", f"{W}pPr/{W}ind"))
    assert owner is not None
    assert mark is not None
    assert indent is not None
    assert (owner.get(f"{W}val"), mark.get(f"{W}val"), indent.get(f"{W}left")) == ("TableBullet", "•", "198")
    own = {tag: len(docx_xml.tree(letterhead(), NUMBERING).findall(W + tag)) for tag in ("num", "abstractNum")}
    assert len(numbering.findall(f"{W}abstractNum")) == own["abstractNum"] + 4  # two lists of the sample besides
    assert numbering.find(f"{W}num[@{W}numId='1']") is not None


def test_the_words_are_the_same_on_any_base(on_letterhead: Product) -> None:
    """Nothing but the ids of styles, the numbers of lists and the page numbers differs."""
    words = [
        [node.text for node in docx_xml.tree(data).iter(f"{W}t") if not (node.text or "").isdecimal()]
        for data in (made(), on_letterhead.data)
    ]
    assert words[0] == words[1]
    assert lines(on_letterhead.data, "word/header.xml") == ["Header| Ferries of the Sound→→DRAFT · As of 4 May 2031"]


def test_the_first_page_of_a_base_document_has_a_footer_alone(on_letterhead: Product) -> None:
    """As on our own paper: the base's first page is not asked."""
    section = docx_xml.tree(on_letterhead.data).find(f".//{W}sectPr")
    assert section is not None
    assert section.find(f"{W}titlePg") is not None
    assert [item.get(f"{W}type") for item in section.findall(f"{W}headerReference")] == ["default"]
    footer = ["Footer| Strong(TLP:GREEN)→→Page {PAGE: 1} of {NUMPAGES: 3}"]
    assert [lines(on_letterhead.data, f"word/{name}.xml") for name in ("footer", "footerFirst")] == [footer, footer]


def test_nothing_else_of_a_base_document_gets_through(on_letterhead: Product) -> None:
    """Its words, author, description, thumbnail, custom XML and the program that made it stay behind."""
    brought, kept = parts(letterhead()), parts(on_letterhead.data)
    assert "docProps/thumbnail.jpeg" in brought
    assert "customXml/item1.xml" in brought
    assert kept.keys() <= parts(made()).keys()
    for secret in (SECRET, "python-docx", "Microsoft", "generated by"):
        assert [name for name, data in kept.items() if secret.encode() in data and name != THEME] == []


def test_the_language_of_a_base_document_stays_behind(tmp_path: Path) -> None:
    """A document written in German styles makes no German pack."""
    brought = replaced(letterhead(), STYLES, '<w:lang w:val="en-US"', '<w:lang w:val="de-DE"')
    brought = replaced(brought, STYLES, "<w:b/>", '<w:b/><w:lang w:val="de-DE"/>', times=30)
    styles = docx_xml.tree(export(docx_xml.page(), _own(tmp_path, "base.docx", brought)).data, STYLES)
    assert {node.get(f"{W}val") for node in styles.iter(f"{W}lang")} == {"en-GB"}


def test_a_word_template_is_a_base_document(tmp_path: Path, on_letterhead: Product) -> None:
    """A .dotx gives the same pack as the .docx."""
    template = replaced(letterhead(), "[Content_Types].xml", "document.main+xml", "template.main+xml")
    assert export(docx_xml.page(), _own(tmp_path, "base.dotx", template)).data == on_letterhead.data


def test_a_base_document_goes_before_a_styles_file(tmp_path: Path, on_letterhead: Product) -> None:
    """Where both are there, the styles file is not used."""
    styled(tmp_path, style("Lead", "<w:rPr><w:caps/></w:rPr>"))
    assert export(docx_xml.page(), _own(tmp_path, "base.docx", letterhead())).data == on_letterhead.data


def test_the_paper_of_a_base_document_goes_before_the_packs(tmp_path: Path) -> None:
    """A pack on Letter stays on the desk's own paper in Word."""
    product = export(docx_xml.page(paper="letter"), _own(tmp_path, "base.docx", letterhead()))
    assert twips(docx_xml.tree(product.data).find(f".//{W}pgSz").get(f"{W}h")) == 280 * 1440 / 25.4 // 1  # type: ignore[union-attr]


def test_only_fonts_that_are_used_travel_inside(tmp_path: Path) -> None:
    """A desk that sets everything in its own font sends none of ours."""
    for name in (STYLES, NUMBERING):
        own = (BUILT_IN / name).read_text(encoding="utf-8").replace("Source Sans 3", "Arial")
        templates = _own(tmp_path, name.removeprefix("word/"), own.encode())
    product = export(docx_xml.page(), templates)
    assert {name for name in parts(product.data) if name.endswith(".odttf")} == {
        f"word/fonts/SourceSerif4-{face}.odttf" for face in ("Regular", "Bold", "Italic", "BoldItalic")
    }


def test_sides_are_called_by_their_common_names(tmp_path: Path) -> None:
    """Some programs write start and end where validators want left and right."""
    brought = replaced(letterhead(), NUMBERING, '<w:lvlJc w:val="left"/>', '<w:lvlJc w:val="start"/>', times=99)
    brought = replaced(brought, NUMBERING, "w:left=", "w:start=", times=99)
    written = parts(export(docx_xml.page(), _own(tmp_path, "base.docx", brought)).data)[NUMBERING]
    assert b"start=" not in written
    assert b'"start"' not in written
    assert b"w:left=" in written


def test_pictures_in_lists_and_themes_stay_behind() -> None:
    """They lead to parts that are not taken."""
    brought = replaced(letterhead(), NUMBERING, "<w:abstractNum ", '<w:numPicBullet w:numPicBulletId="0"/><w:abstractNum ')
    brought = replaced(brought, "word/theme/theme1.xml", "<a:themeElements>", f'<a:themeElements xmlns:r="{docx_xml.R[1:-1]}" r:id="rId1">')
    taken = foreign_document.read(brought, "base.docx").parts
    assert b"numPicBullet" not in taken[foreign_document.RT.NUMBERING]
    assert foreign_document.RT.THEME not in taken
    assert foreign_document.RT.THEME in foreign_document.read(letterhead(), "base.docx").parts


def test_margins_without_room_for_a_header_get_some(tmp_path: Path) -> None:
    """A base document without a header may have its text where the pack's own stands."""
    brought = replaced(letterhead(), DOCUMENT, 'w:header="720"', 'w:header="0"')
    margins = docx_xml.tree(export(docx_xml.page(), _own(tmp_path, "base.docx", brought)).data).find(f".//{W}pgMar")
    assert margins is not None
    assert (margins.get(f"{W}header"), margins.get(f"{W}footer")) == ("652", "720")


CONTENT_TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"Dear all", "File is not a zip file"),
        (packed({CONTENT_TYPES: b"<a/>"}), "There is no item named '_rels/.rels'"),
        (packed({"_rels/.rels": b"<a/>"}), "it holds no Word document with styles"),
        (replaced(letterhead(), STYLES, "<w:styles", "<w:style"), "Opening and ending tag mismatch"),
        (replaced(letterhead(), STYLES, W[1:-1], "http://purl.oclc.org/ooxml/wordprocessingml/main"), "it is in the strict form"),
        (replaced(letterhead(), DOCUMENT, "<w:body>", f"<w:body><!--{' ' * foreign_document.LARGEST}-->"), "is larger than any styles"),
    ],
    ids=["text", "archive", "empty", "torn", "strict", "huge"],
)
def test_what_is_no_base_document_is_told(data: bytes, why: str) -> None:
    """The designer hears why, and what to do."""
    with pytest.raises(ContentError) as caught:
        base_document.open_foreign(Templates(), data, "base.docx")
    [problem] = caught.value.problems
    assert (problem.code, problem.place.file) == ("base-unreadable", "base.docx")
    assert why in problem.message


OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_base_document_of_another_program_is_used(tmp_path: Path) -> None:
    """What LibreOffice makes of a document serves as well, and nothing of LibreOffice gets through."""
    (tmp_path / "letter.docx").write_bytes(letterhead())
    command = [
        str(OFFICE),
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "dotx:MS Word 2007 XML Template",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "letter.docx")], check=True, capture_output=True)
    brought = (tmp_path / "letter.dotx").read_bytes()
    assert b"LibreOffice" in parts(brought)["docProps/app.xml"]
    product = export(docx_xml.page(), _own(tmp_path, "base.dotx", brought))
    assert found(product.data, "Heading 1").find(f"{W}rPr/{W}color").get(f"{W}val") == "800000"  # type: ignore[union-attr]
    for secret in (SECRET, "LibreOffice"):
        assert [name for name, data in parts(product.data).items() if secret.encode() in data] == []


@pytest.mark.parametrize(
    ("own", "options", "status", "words"),
    [
        ("", [], 0, "hold all that a pack is made of"),
        (style("Lead"), [], 0, "note: The Word styles have none named “Title”"),
        (style("header"), [], 0, "warning: “header” has no right tab stop"),
        (style("header"), ["--strict"], 1, "warning: “header” has no right tab stop"),
        (style("Lead", kind="character"), [], 1, "error: “Lead” is a character style"),
        ("", ["--base", "letter.docx"], 0, "warning: “caption” may stand alone"),
        ("", ["--base", "gone.docx"], 1, "error: gone.docx cannot be read: No such file"),
    ],
)
def test_the_command_says_what_is_amiss(tmp_path: Path, own: str, options: list[str], status: int, words: str) -> None:
    """briefgen styles looks at the desk's styles or at a document, and fails for what a pack cannot use."""
    (tmp_path / "content").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "content/desk.yaml").write_text("title: A desk\n", encoding="utf-8")
    (tmp_path / "letter.docx").write_bytes(letterhead())
    if own:
        styled(tmp_path / "templates", own)
    done = run(DeskFolder(tmp_path), "styles", *options)
    assert done.returncode == status
    assert words in done.stdout + done.stderr
