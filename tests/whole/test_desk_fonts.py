"""A desk's own faces in every format: words are set in them, are read back as they were written, and make the same bytes everywhere."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from briefgen.fonts.desk_scripts import SCRIPTS
from briefgen.products.output_folder import fingerprint, read_manifest
from tests.conftest import ROOT
from tests.tools.commands import begun, released, run
from tests.tools.parity import difference, expected, read_docx, read_html, word
from tests.tools.scripts_desk import FACES, JAPANESE, WORDS, page_of, with_scripts

ONE_LANGUAGE = {"Hangul": "ko", "Chinese": "zh-Hans", "Arabic": "ar", "Thai": "th", "Devanagari": "hi", "Hebrew": "he"}
RIGHT_TO_LEFT = ("Arabic", "Hebrew")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The products of the desk, in a folder; to be read only."""
    root = tmp_path_factory.mktemp("scripts") / "desk"
    lay_out(root)
    made_by(with_scripts(root), "build", "--format", "all")
    return root / "build"


def made_by(desk: DeskFolder, *command: str) -> str:
    """What a command that does its work says."""
    done = run(desk, *command)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def files(desk: DeskFolder) -> dict[str, bytes]:
    """The products of a desk by name."""
    return {path.name: path.read_bytes() for path in (desk.root / "build").iterdir()}


def product(folder: Path, ending: str) -> bytes:
    return (folder / f"sound-ferries-DRAFT.{ending}").read_bytes()


def test_a_pdf_is_read_back_as_it_was_written(made: Path) -> None:
    """Text copied from the PDF has every name in the order in which it is spoken, whatever its glyphs are made of."""
    pages = pypdf.PdfReader(io.BytesIO(product(made, "pdf"))).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert [words for words in (*WORDS.values(), JAPANESE) if words not in text] == []


def test_another_reader_finds_every_word(made: Path) -> None:
    """PDFium, which shows PDFs in browsers, reads each word; the order of right-to-left words in an English line is its own matter."""
    document = pypdfium2.PdfDocument(product(made, "pdf"))
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    assert [word for words in WORDS.values() for word in words.split() if word not in text] == []


def test_poppler_reads_names_whole(made: Path, tmp_path: Path) -> None:
    """Poppler reads whole names, right-to-left ones too."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not installed")
    path = tmp_path / "pack.pdf"
    path.write_bytes(product(made, "pdf"))
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
    plain = " ".join(re.sub("[\u202a-\u202e]", "", text).split())
    assert [words for words in WORDS.values() if words not in plain] == []


def test_a_listener_hears_names_in_their_language(made: Path) -> None:
    """The structure tree tells the language of each run, and of right-to-left ones the words in the order of speech."""
    reader = pypdf.PdfReader(io.BytesIO(product(made, "pdf")))
    spans = [item for item in map(reader.get_object, range(1, reader.trailer["/Size"])) if isinstance(item, dict) and "/Lang" in item]
    assert {str(span["/Lang"]) for span in spans} >= set(ONE_LANGUAGE.values()) | {"ja"}
    told = {str(span["/ActualText"]) for span in spans if "/ActualText" in span}
    assert {WORDS[name] for name in RIGHT_TO_LEFT} <= told


def test_the_pdf_embeds_the_faces(made: Path) -> None:
    """Each face of the desk is in the file, the bold one where bold type asks for it, and no other is."""
    reader = pypdf.PdfReader(io.BytesIO(product(made, "pdf")))
    fonts = [item for item in map(reader.get_object, range(1, reader.trailer["/Size"])) if isinstance(item, dict) and "/BaseFont" in item]
    names = {str(font["/BaseFont"]).partition("+")[2].rstrip(",") for font in fonts}
    assert {f"Test-{name}" for name in WORDS} | {"Test-Hangul-Bold", "Test-Arabic-Bold"} <= names
    assert [name for name in names if not name.startswith(("Test-", "Source-S", "Noto-Sans-JP"))] == []


def test_word_sets_each_run_as_its_script_asks(made: Path) -> None:
    """Runs name an embedded face for their script, their language, and right to left where they run so."""
    with zipfile.ZipFile(io.BytesIO(product(made, "docx"))) as parts:
        text, table = parts.read("word/document.xml").decode(), parts.read("word/fontTable.xml").decode()
        embedded = {name for name in parts.namelist() if name.startswith("word/fonts/")}
    runs = {words: re.search(rf"<w:rPr>((?:(?!<w:rPr>).)*)</w:rPr><w:t[^>]*>{words}</w:t>", text) for words in WORDS.values()}
    assert all(runs.values())
    set_so = {name: re.sub(r'<w:rStyle [^>]*/>|w:|"', "", runs[words][1]) for name, words in WORDS.items()}  # type: ignore[index]
    assert set_so == {
        "Hangul": "<rFonts eastAsia=Test Hangul hint=eastAsia/><lang eastAsia=ko-KR/>",
        "Chinese": "<rFonts eastAsia=Test Chinese hint=eastAsia/><lang eastAsia=zh-CN/>",
        "Arabic": "<rFonts cs=Test Arabic/><rtl/><lang bidi=ar-SA/>",
        "Thai": "<rFonts cs=Test Thai/><cs/><lang bidi=th-TH/>",
        "Devanagari": "<rFonts cs=Test Devanagari/><cs/><lang bidi=hi-IN/>",
        "Hebrew": "<rFonts cs=Test Hebrew/><rtl/><lang bidi=he-IL/>",
    }
    assert all(re.search(rf'<w:font w:name="Test {name}">(?:(?!</w:font>).)*<w:embedRegular', table) for name in WORDS)
    assert {f"word/fonts/{name}-Regular.odttf" for name in WORDS} | {"word/fonts/Hangul-Bold.odttf"} <= embedded


def test_word_says_what_the_document_says(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Block by block the same words in the same order and languages, but for the regions that Word wants."""
    regions = {SCRIPTS[name].region: language for name, language in ONE_LANGUAGE.items()}
    monkeypatch.setattr(word, "REGIONS", {**word.REGIONS, **regions})
    tree = page_of(DeskFolder(made.parent)).tree
    names = [node.get("id", "") for node in tree.iter() if node.get("id")]
    assert difference(expected(read_html(tree), "docx"), read_docx(product(made, "docx"), names)) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_program_reads_names_in_order(made: Path, tmp_path: Path) -> None:
    """LibreOffice opens the Word file, has every name in order, and finds the faces in it."""
    path = tmp_path / "pack.docx"
    path.write_bytes(product(made, "docx"))
    text = " ".join(converted(path, "txt:Text (encoded):UTF8").read_text(encoding="utf-8-sig").split())
    assert [words for words in WORDS.values() if words not in text] == []
    assert {f"Test-{name}-Regular".encode() for name in WORDS} <= set(
        re.findall(rb"\+(Test-\w+-Regular)", converted(path, "pdf").read_bytes())
    )


def converted(path: Path, to: str) -> Path:
    """What LibreOffice makes of a file."""
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", to, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path.with_suffix(f".{to.partition(':')[0]}")


def test_html_carries_the_faces_that_it_needs(made: Path) -> None:
    """One file: each face is written into it, and each run says its language and, where it must, its direction."""
    text = product(made, "html").decode()
    assert set(re.findall(r'@font-face \{ font-family: "([^"]+)"; font-weight: \d+; src: url\("data:', text)) == {
        f"Test {name}" for name in WORDS
    }
    for name, words in WORDS.items():
        direction = ' dir="rtl"' if name in RIGHT_TO_LEFT else ""
        assert f'<span lang="{ONE_LANGUAGE[name]}"{direction}>{words}</span>' in text
    assert f'<span lang="ja">{JAPANESE}</span>' in text
    assert "http" not in "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))


def test_the_manifest_names_file_digest_and_licence(made: Path) -> None:
    """Under fonts, beside ours, each file of the desk with its script, digest and licence."""
    found = read_manifest(made)["fonts"]
    assert set(found["fonts/Hangul-Bold.ttf"]) == {"script", "sha256", "licence"}
    assert found["fonts/Hebrew-Regular.ttf"]["licence"] == "SIL OFL 1.1"
    assert "SIL Open Font License" in found["fonts/ThaiVariable.ttf"]["licence"]
    assert found["fonts/ArabicVariable.ttf"]["sha256"] == digest(FACES / "ArabicVariable.ttf")
    assert isinstance(found["NotoSansJP-Regular.ttf"], str)


def digest(path: Path) -> str:
    from briefgen.desk.files import sha256_of

    return sha256_of(path.read_bytes())


def test_a_face_that_is_not_used_is_in_no_product(desk: DeskFolder) -> None:
    """The desk lists faces and writes no word in them: its products are those of a desk without."""
    made_by(desk, "build", "--format", "all")
    before = files(desk)
    shutil.copytree(FACES, desk.root / "fonts")
    settings = desk.root / "content/desk.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "fonts: [{script: Thai, file: fonts/ThaiVariable.ttf}]\n", encoding="utf-8")
    made_by(desk, "build", "--format", "all")
    after = files(desk)
    assert {name for name in before if before[name] != after[name]} == {"manifest.json"}


def test_the_same_bytes_with_another_hash_seed(made: Path, tmp_path: Path) -> None:
    """Another process with another hash seed, in another folder, makes the same files."""
    lay_out(tmp_path / "desk")
    with_scripts(tmp_path / "desk")
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "briefgen", "build", "--format", "all"]
    subprocess.run(command, cwd=tmp_path / "desk", env=environment, check=True, capture_output=True)
    for ending in ("pdf", "docx", "html"):
        assert product(tmp_path / "desk/build", ending) == product(made, ending)


def test_another_font_file_makes_a_build_out_of_date(desk: DeskFolder) -> None:
    """The bytes of a face are part of what products are made from."""
    with_scripts(desk.root)
    before = fingerprint(desk)
    path = desk.root / "fonts/ThaiVariable.ttf"
    path.write_bytes(path.read_bytes() + b"\0")
    assert fingerprint(desk) != before


def test_a_desk_taken_out_of_a_pdf_says_which_fonts_it_needs(desk: DeskFolder, tmp_path: Path) -> None:
    """A PDF carries its YAML and not its fonts: extract names them, and check says where each is missing."""
    with_scripts(desk.root)
    pack = desk.root / "content/packs/sound-ferries.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("display:", "display:\n  attachments: true"), encoding="utf-8")
    made_by(desk, "build")
    told = made_by(desk, "extract", str(desk.root / "build/sound-ferries-DRAFT.pdf"), str(tmp_path / "out"))
    assert "fonts/ArabicVariable.ttf" in told
    assert "fonts/Hangul-Bold.ttf" in told
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert manifest["fonts"]["fonts/ThaiVariable.ttf"]["sha256"] == digest(FACES / "ThaiVariable.ttf")
    shutil.copytree(FACES, tmp_path / "out/fonts")
    made_by(DeskFolder(tmp_path / "out"), "build", "--product", "pack")
    for ending in ("pdf", "docx"):
        assert product(tmp_path / "out/build", ending) == product(desk.root / "build", ending)


def test_an_edition_is_built_again_with_its_fonts(desk: DeskFolder) -> None:
    """The commit of an edition holds the faces; with changes tracked, old and new words are set in them."""
    begun(with_scripts(desk.root).root)
    released(desk)
    made_by(desk, "build", "--format", "all")
    assert "the same bytes as released" in made_by(desk, "build", "--edition", "1.0")
    issue = desk.root / "content/issues/second-ship.yaml"
    issue.write_text(issue.read_text(encoding="utf-8").replace(WORDS["Hangul"], "대한민국"), encoding="utf-8")
    made_by(desk, "build", "--tracked", "1.0")
    with zipfile.ZipFile(desk.root / "build/sound-ferries-DRAFT-changes-since-1.0.docx") as parts:
        text = parts.read("word/document.xml").decode()
    for tag, words in (("delText", WORDS["Hangul"]), ("t", "대한민국")):
        assert re.search(rf'<w:rFonts w:eastAsia="Test Hangul" [^>]*/><w:lang w:eastAsia="ko-KR"/></w:rPr><w:{tag}>{words}<', text)
