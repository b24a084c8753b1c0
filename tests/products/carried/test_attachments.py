"""The files that a PDF carries: what is in them, what is not, and that a desk made from them builds the same pack."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefgen.assemble.assemble import assemble
from briefgen.content.reading.read import read
from briefgen.content.record import Label, Record
from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.document.page import Attachment, Page
from briefgen.editing.yaml_text import text_of
from briefgen.editions import standing as editions_standing
from briefgen.editions import store
from briefgen.editions.as_of import content_as_of
from briefgen.editions.telling import Node, Telling
from briefgen.export.pdf import export
from briefgen.pipeline.build import build
from briefgen.pipeline.verified import verified_by_archive
from briefgen.pipeline.worker import PdfWorker
from briefgen.products.carried.attachments import _kept, attachments
from briefgen.products.carried.extract import carried, extract, otherwise
from briefgen.render.render import render
from tests.bench import corpus
from tests.tools.commands import run, run_cold, spoil
from tests.tools.desks import DEVELOPMENT, PACK, edit, loaded

pytestmark = pytest.mark.slow

BENCH = "content/packs/bench.yaml"
ALL = ("pdf", "docx", "html")
CANARY = "Quillon"


@pytest.fixture
def carrying(desk: DeskFolder) -> DeskFolder:
    """The worked example with a pack that carries its files."""
    edit(desk, PACK, "  paper: a4\n", "  paper: a4\n  attachments: true\n")
    return desk


@pytest.fixture
def large(tmp_path: Path) -> DeskFolder:
    """A generated desk of several developments and issues whose pack carries its files."""
    desk = DeskFolder(corpus.write(tmp_path / "large", 6))
    carry(desk)
    return desk


def carry(desk: DeskFolder) -> None:
    """Lets the first pack of a desk carry its files."""
    [path] = (desk.content / "packs").iterdir()
    pack = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    pack["display"] = pack.get("display", {}) | {"attachments": "true"}
    path.write_text(yaml.safe_dump(pack, allow_unicode=True, sort_keys=False), encoding="utf-8")


def products(desk: DeskFolder, day: date | None = None, formats: tuple[str, ...] = ALL, *, looked: bool = False) -> dict[str, bytes]:
    """The products of a desk's one pack, as `build` makes them. looked: with its archived texts looked at."""
    content = loaded(desk)
    content, earlier = (content_as_of(content, day), None) if day else editions_standing.with_drafts_marked(content, desk.root)
    [name] = content.packs
    verified = verified_by_archive(content, desk.root) if looked else None
    return {item.name: item.product.data for item in build(content, [name], formats, desk.templates, verified=verified, earlier=earlier)}


def rendered(desk: DeskFolder) -> Page:
    content = loaded(desk)
    return render(assemble(content, next(iter(content.packs))), desk.templates)


def files_of(desk: DeskFolder, day: date | None = None) -> dict[str, bytes]:
    """What the PDF of a desk's one pack would carry."""
    content = loaded(desk)
    content, earlier = (content_as_of(content, day), {}) if day else editions_standing.with_drafts_marked(content, desk.root)
    [name] = content.packs
    return {file.name: file.data for file in attachments(content, name, desk.templates, earlier.get(name))}


def made_again(desk: DeskFolder, target: Path, as_of: date | None = None) -> DeskFolder:
    """A desk of the files that a desk's one pack would carry."""
    for name, data in files_of(desk, as_of).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data)
    return DeskFolder(target)


def with_archive(again: DeskFolder, desk: DeskFolder) -> None:
    """Gives a desk made from the files the archived texts, which its annex tells of."""
    shutil.copytree(desk.root / "archive", again.root / "archive")
    settings = again.root / "content/desk.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "archive: archive\n", encoding="utf-8")


def test_a_pack_carries_nothing_unless_it_asks(desk: DeskFolder) -> None:
    """Without the setting there is no file in the PDF."""
    data = products(desk, formats=("pdf",))["sound-ferries-DRAFT.pdf"]
    assert list(pypdf.PdfReader(io.BytesIO(data)).attachment_list) == []


def test_files_have_names_types_relationships_dates_and_descriptions(carrying: DeskFolder) -> None:
    """Sorted ASCII names; Source, Data or Supplement; a media type; the pack's day; and each is listed once with the document."""
    data = products(carrying, formats=("pdf",))["sound-ferries-DRAFT.pdf"]
    reader: Any = pypdf.PdfReader(io.BytesIO(data))
    names = reader.root_object["/Names"]["/EmbeddedFiles"]["/Names"]
    specs = [spec.get_object() for spec in names[1::2]]
    assert [str(name) for name in names[::2]] == sorted(files_of(carrying))
    assert all(str(name).isascii() for name in names[::2])
    kinds = {str(spec["/UF"]): (spec["/AFRelationship"], spec["/EF"]["/F"]["/Subtype"]) for spec in specs}
    assert kinds["chronology.csv"] == ("/Data", "/text/csv")
    assert kinds["manifest.json"] == ("/Supplement", "/application/json")
    assert {kind for name, kind in kinds.items() if name.endswith(".yaml")} == {("/Source", "/application/yaml")}
    assert all(spec["/Desc"] for spec in specs)
    dates = {spec["/EF"]["/F"]["/Params"][key] for spec in specs for key in ("/CreationDate", "/ModDate")}
    assert dates == {"D:20190705000000Z"}
    assert sorted(item.idnum for item in reader.root_object["/AF"]) == sorted(item.idnum for item in names[1::2])


def test_only_what_the_pack_shows_is_carried(large: DeskFolder) -> None:
    """What the pack does not show is in no file, not even by its id: developments, issues, officials, terms, sources, offices."""
    select(large, "ids: [step-0002]", "summary, developments, references")
    name = "content/developments/step-0002.yaml"
    edit(large, name, "  - id: event-0002-0\n", "  - id: event-0002-0\n    differs_from: [event-0003-0]\n")
    issues = large.root / "content/issues.yaml"
    issues.write_text(f"{issues.read_text(encoding='utf-8')}- id: {CANARY.lower()}\n  title: A\n  question: B?\n", encoding="utf-8")
    files = files_of(large)
    assert [file for file in files if "/developments/" in file] == [name]
    assert any(b"person-0002" in data for data in files.values())
    for gone in (b"step-0003", b"event-0003-0", b"person-0001", b"wire-0001", CANARY.lower().encode()):
        assert not any(gone in data for data in files.values()), gone


def test_offices_after_the_packs_day_are_left_out(carrying: DeskFolder) -> None:
    """An office that a source attests later than the pack tells is not told, nor is that source."""
    later = (carrying.root / "content/sources/velmare-note.yaml").read_text(encoding="utf-8")
    for old, new in {"id: velmare-note": "id: quillon-note", "2019-07-01": "2020-02-01", "1 July 2019": "1 February 2020"}.items():
        later = later.replace(old, new)
    (carrying.root / "content/sources/quillon-note.yaml").write_text(later, encoding="utf-8")
    head = "  posts:\n    - title: Transport Minister\n"
    cite = "      cite:\n        - source: quillon-note\n          para: 1\n          excerpt: On 28 June\n"
    post = f"  posts:\n    - organisation: Quillon office\n      title: Head\n      attested: 2020-01-01\n{cite}"
    edit(carrying, "content/officials.yaml", head, post + head.removeprefix("  posts:\n"))
    files = files_of(carrying)
    assert "content/officials/petra-lindqvar.yaml" in files
    assert not any(b"quillon" in data.lower() for data in files.values())


def test_places_of_the_machine_are_left_out(carrying: DeskFolder) -> None:
    """Where the desk keeps its archive and its products is nobody else's business."""
    edit(carrying, "content/desk.yaml", "archive: archive\n", "archive: /home/somebody/texts\n")
    edit(carrying, "content/desk.yaml", "output: build", "output: /srv/packs")
    assert not any(b"somebody" in data or b"/srv" in data for data in files_of(carrying).values())


def subset(desk: DeskFolder) -> None:
    """The pack shows some developments only, so that issues begin in the middle of their history."""
    select(desk, "since: 2001-02", "summary, contents, chronology, developments, open-issues, officials, glossary, references")


def select(desk: DeskFolder, developments: str, sections: str) -> None:
    """Rewrites the generated pack so that it shows some developments and sections, and judges nothing."""
    path = desk.root / BENCH
    pack = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    del pack["judgements"]
    chosen = f"bottom_line: ['Some steps [!judgement].']\ndevelopments: {{{developments}}}\nsections: [{sections}]\n"
    path.write_text(yaml.safe_dump(pack | yaml.load(chosen, yaml.BaseLoader), sort_keys=False), encoding="utf-8")


def family_first(desk: DeskFolder) -> None:
    """Names are turned round, also of officials whom a text names and no development lists."""
    edit(desk, "content/desk.yaml", "  name: North\n", "  name: North\n  family_name_first: true\n")
    edit(desk, BENCH, "attachments: 'true'", "attachments: 'true'\n  names: family-first")
    edit(desk, BENCH, "bottom_line:\n- ", "bottom_line:\n- For Alex Quillon and Alex Surname0, base questions remain [!gap].\n- ")
    officials = (desk.root / "content/officials.yaml").read_text(encoding="utf-8")
    other = officials[officials.index("- id: person-0000") : officials.index("- id: person-0001")]
    other = other.replace("Surname0", "Quillon").replace("person-0000", "quillon")
    (desk.root / "content/officials.yaml").write_text(officials + other, encoding="utf-8")


def issues_in_a_list(desk: DeskFolder) -> None:
    """The issues stand in one file, in an order that is not that of their ids."""
    path = desk.root / "content/issues.yaml"
    issues = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert len(issues) == 3
    path.write_text(yaml.safe_dump(issues[::-1], sort_keys=False), encoding="utf-8")


def issues_in_files(desk: DeskFolder) -> None:
    """Each issue stands in a file of its own."""
    path = desk.root / "content/issues.yaml"
    for issue in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader):
        file = desk.root / f"content/issues/{issue['id']}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(yaml.safe_dump(issue, sort_keys=False), encoding="utf-8")
    path.unlink()


def without_chronology(desk: DeskFolder) -> None:
    """A section is left out whose links would hold records together."""
    sections = "summary, developments, open-issues, officials, sources, glossary, references"
    path = desk.root / BENCH
    path.write_text(f"{path.read_text(encoding='utf-8')}sections: [{sections}]\n", encoding="utf-8")


CHANGES = [subset, family_first, issues_in_a_list, issues_in_files, without_chronology]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_desk_made_from_the_files_builds_the_same_pack(large: DeskFolder, tmp_path: Path, change: Callable[[DeskFolder], None]) -> None:
    """The documents that are exported are the same, HTML has the same bytes, and so have the files of the files."""
    change(large)
    assert_made_again(large, made_again(large, tmp_path / "again"), "html")


@pytest.mark.parametrize("name", ["example", "large"])
def test_a_desk_made_from_the_files_builds_the_same_pdf(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """With nothing changed, PDF and HTML have the same bytes."""
    desk = request.getfixturevalue("carrying" if name == "example" else name)
    assert_made_again(desk, made_again(desk, tmp_path / "again"), "pdf", "html")


def assert_made_again(desk: DeskFolder, again: DeskFolder, *formats: str) -> None:
    """Holds a desk that was made of the files against the one that they are from."""
    assert files_of(again) == files_of(desk)
    assert rendered(again).html == rendered(desk).html
    assert products(again, formats=formats) == products(desk, formats=formats)


@pytest.mark.parametrize("day", ["2001-01-20", "2001-02-05"])
def test_a_rendering_of_a_day_carries_nothing_later(large: DeskFolder, tmp_path: Path, day: str) -> None:
    """What is known later is in no file, and a desk made from the files builds the same rendering."""
    edit(large, BENCH, "summary: First draft", f"summary: {CANARY} draft")
    edit(large, "content/developments/step-0005.yaml", "title: ", f"title: {CANARY} ")
    edit(large, BENCH, "bottom_line:\n- ", f"bottom_line:\n- {CANARY} is the thread [!judgement].\n- ")
    when = date.fromisoformat(day)
    files = files_of(large, when)
    assert [name for name in files if "/developments/" in name]
    assert not any(CANARY.encode() in data or b"2001-02-19" in data for data in files.values())
    again = made_again(large, tmp_path / "again", when)
    desk_day = loaded(again).desk.as_of
    assert desk_day is not None
    assert desk_day.last == when
    assert products(again, when, ("html",)) == products(large, when, ("html",))
    assert files_of(again, when) == files


def released(desk: DeskFolder, day: str) -> None:
    done = run(desk, "release", "sound-ferries", "--note", "A note.", "--date", day)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("changes", ["none", "marked"])
def test_editions_and_their_changes_are_built_again(carrying: DeskFolder, tmp_path: Path, changes: str) -> None:
    """A first edition, a second one and a draft after it: each is built again as what it is, with what changed before it."""
    edit(carrying, PACK, "  paper: a4\n", f"  paper: a4\n  changes: {changes}\n")
    released(carrying, "2019-07-08")
    spoil(carrying, "gave medical care as the reason", "named medical care as the ground")
    draft = products(carrying, formats=("html",))
    assert set(draft) == {"sound-ferries-DRAFT.html"}
    assert products(made_again(carrying, tmp_path / "draft"), formats=("html",)) == draft
    released(carrying, "2019-07-09")
    second = made_again(carrying, tmp_path / "second")
    with_archive(second, carrying)
    again = products(second, looked=True)
    released_then = store.read_released(carrying.root, "sound-ferries", "2.0").products
    assert {name: sha256(data).hexdigest() for name, data in again.items()} == released_then
    assert ("content/editions/sound-ferries/1.0.yaml" in files_of(carrying)) == (changes == "marked")


def test_the_edition_before_tells_no_more_than_what_changed(carrying: DeskFolder) -> None:
    """Digests of files that are not carried stay behind, those of the products too."""
    edit(carrying, PACK, "  paper: a4\n", "  paper: a4\n  changes: list\n")
    released(carrying, "2019-07-08")
    spoil(carrying, "gave medical care as the reason", "named medical care as the ground")
    text = files_of(carrying)["content/editions/sound-ferries/1.0.yaml"].decode()
    assert all(f"{name}: {{}}" in text for name in ("inputs", "templates", "products"))
    assert "gave medical care as the reason" in text


def test_of_the_edition_before_the_same_nodes_stand_as_the_files_tell_them() -> None:
    """What names a record that is not carried tells what its new self tells; what is not told any more, or otherwise, stays."""
    same, cut = (Node("event/a", "entry", facts={"issues": names}) for names in ("a; b", "a"))
    changed, gone, left_out = Node("x/1", "sentence", "Was."), Node("x/2", "sentence", "Gone."), Node("x/3", "office", "Later.")
    now = telling(same, Node("x/1", "sentence", "Is."), left_out)
    part = telling(cut, Node("x/1", "sentence", "Is."))
    assert list(_kept([same, changed, gone, left_out], now, part)) == [cut, changed, gone]


def telling(*nodes: Node) -> Telling:
    return Telling("p", "P", "1.0", "2019", nodes, {}, {})


def test_extract_and_build_from_the_command_line(carrying: DeskFolder, tmp_path: Path) -> None:
    """The way a reader goes: take the files out, build, and compare."""
    assert run(carrying, "build", "--format", "all").returncode == 0
    done = run(carrying, "extract", "build/sound-ferries-DRAFT.pdf", str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("11 files written")
    assert "archive: in content/desk.yaml" in done.stdout
    with_archive(DeskFolder(tmp_path / "out"), carrying)
    again = run_cold(DeskFolder(tmp_path / "out"), "build", "--format", "all")
    assert again.returncode == 0, again.stderr
    names = sorted(path.name for path in (carrying.root / "build").glob("sound-ferries*"))
    assert len(names) == 6
    for name in names:
        one, two = (folder / "build" / name for folder in (carrying.root, tmp_path / "out"))
        assert one.read_bytes() == two.read_bytes(), name


def test_a_rendering_is_built_again_by_a_plain_build(carrying: DeskFolder, tmp_path: Path) -> None:
    """A desk made from the files of a day builds that day without being told."""
    assert run(carrying, "build", "--as-of", "2019-06-30", "--format", "pdf-only").returncode == 0
    name = "sound-ferries-as-of-2019-06-30.pdf"
    assert run(carrying, "extract", f"build/{name}", str(tmp_path / "out")).returncode == 0
    assert run_cold(DeskFolder(tmp_path / "out"), "build", "--format", "pdf-only").returncode == 0
    assert (tmp_path / "out/build" / name).read_bytes() == (carrying.root / "build" / name).read_bytes()


def test_what_the_manifest_says_is_so(carrying: DeskFolder) -> None:
    """Its digests are those of the files beside it, and it names edition, libraries, fonts and templates."""
    files = files_of(carrying)
    about = json.loads(files["manifest.json"])
    assert about["inputs"] == {name: sha256(data).hexdigest() for name, data in files.items() if name.endswith(".yaml")}
    assert (about["pack"], about["edition"], about["status"], about["as_of"]) == ("sound-ferries", "0.1", "draft", "2019-07-05")
    assert {"weasyprint", "pydyf", "python-docx", "lxml"} <= set(about["libraries"])
    assert "pytest" not in about["libraries"]
    assert "print.css" in about["templates"]
    assert about["fonts"]


def test_the_chronology_opens_in_a_spreadsheet(carrying: DeskFolder) -> None:
    """A byte order mark, a row an event, and no cell that is a formula."""
    edit(carrying, DEVELOPMENT, "event: Ministers agree on winter sailings", 'event: "=HYPERLINK(1)"')
    data = files_of(carrying)["chronology.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    found = {row["id"]: row for row in rows}
    agreed = found["winter-sailings-agreed"]
    assert agreed["label"] == "'=HYPERLINK(1)"
    assert (agreed["date"], agreed["date in words"], agreed["place"]) == ("2019-03-12", "12 March 2019", "Port Oskary")
    assert (agreed["status"], agreed["who says so"]) == ("occurred", "official statement")
    assert agreed["sources"] == "Oskary Courier (2019), para. 1"
    assert found["report-due"]["outcome"] == "It happened."


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_a_formula(start: str) -> None:
    """An apostrophe stands before whatever a spreadsheet would compute."""
    from briefgen.products.carried.chronology_csv import _cell

    assert _cell(f"{start}1+1") == f"'{start}1+1"
    assert _cell("1 = 1") == "1 = 1"


class Words(Record):
    """A record of texts."""

    id: Label
    some: tuple[Label, ...] = ()
    inner: tuple[Words, ...] = ()


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\u2028\u2029\ufeff"), min_size=1).map(str.strip)
shown_texts = texts.filter(bool)


@given(
    st.lists(shown_texts, max_size=3),
    shown_texts,
    st.sampled_from(["no", "1.10", "~", "- x", "a: b", "#", "null", "plain-words", "2004-10"]),
)
def test_yaml_is_read_back_as_it_was(some: list[str], one: str, special: str) -> None:
    """Whatever a record says, its file says, to our own reader."""
    from briefgen.content.reading.read import _UNSEEN

    if any(_UNSEEN.search(text) for text in (*some, one)):
        return
    record = Words(id=special, some=tuple(some), inner=(Words(id=one), Words(id="a", inner=(Words(id=special, some=(one,)),))))
    assert Words.model_validate(read("content/x.yaml", text_of(record).encode()).data) == record


def test_press_carries_the_files(carrying: DeskFolder) -> None:
    """Set in a process of its own, the PDF is the same, files and all."""
    page = replace(rendered(carrying), attachments=(Attachment("a.csv", b"1", "text/csv", "Data", "One"),))
    worker = PdfWorker(["pdf"])
    product, _ = worker.submit("pdf", page, Templates()).result()
    worker.close()
    assert {file.name: file.content for file in pypdf.PdfReader(io.BytesIO(product.data)).attachment_list} == {"a.csv": b"1"}
    assert product.data == export.export(page, Templates()).data


def test_a_name_that_is_not_ascii_is_refused(carrying: DeskFolder) -> None:
    """Readers of PDF do not agree on other names."""
    with pytest.raises(ValueError, match="not ASCII"):
        export.export(replace(rendered(carrying), attachments=(Attachment("ä.csv", b"1", "text/csv", "Data", "One"),)), Templates())


# What a hostile or broken PDF does


def hostile(path: Path, *names: str) -> Path:
    """A PDF that carries files of these names, and a desk."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(72, 72)
    for name in names:
        writer.add_attachment(name, b"x")
    writer.write(path)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml", "/tmp/evil.yaml", "content/../../evil.yaml", "content\\..\\evil.yaml", "C:evil.yaml", "templates/pack.html.j2",
        ".vscode/settings.json", "content/packs/.hidden.yaml", "content/a/b/c/d.yaml", "content/x.yaml\0", "content//x.yaml", "run",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    """One strange name, and nothing at all is written."""
    target = tmp_path / "deep/out"
    with pytest.raises(ContentError) as caught:
        extract(hostile(tmp_path / "x.pdf", "content/desk.yaml", name), target)
    assert [problem.code for problem in caught.value.problems] == ["extract-refused"]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["x.pdf"]


def test_nothing_is_overwritten(carrying: DeskFolder, tmp_path: Path) -> None:
    """A folder that holds anything is left as it is, a link to elsewhere in it too."""
    target = tmp_path / "out"
    target.mkdir()
    (target / "content").symlink_to(tmp_path)
    assert run(carrying, "build", "--format", "pdf-only").returncode == 0
    done = run(carrying, "extract", "build/sound-ferries-DRAFT.pdf", str(target))
    assert done.returncode == 1
    assert "nothing is overwritten" in done.stderr
    assert not (tmp_path / "desk.yaml").exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "cannot be read as a PDF"),
        (b"%PDF-1.7\nnonsense", "cannot be read as a PDF"),
        (b"PK\x03\x04", "cannot be read as a PDF"),
        (None, "No such file"),
    ],
)
def test_what_is_no_pdf_is_said_to_be_none(tmp_path: Path, desk: DeskFolder, data: bytes | None, words: str) -> None:
    """A clear message, exit code 1, no traceback."""
    if data is not None:
        (tmp_path / "x.pdf").write_bytes(data)
    done = run(desk, "extract", str(tmp_path / "x.pdf"), str(tmp_path / "out"))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert words in done.stderr


def test_a_pdf_without_files_says_so(tmp_path: Path) -> None:
    """The message tells how a pack comes to carry them."""
    with pytest.raises(ContentError) as caught:
        carried(hostile(tmp_path / "x.pdf"))
    [problem] = caught.value.problems
    assert "carries no files" in problem.message
    assert "attachments: true" in problem.hint


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda files: files.update({"content/desk.yaml": files["content/desk.yaml"] + b"# more"}), "content/desk.yaml"),
        (lambda files: files.pop("content/sources/velmare-note.yaml"), "content/sources/velmare-note.yaml"),
        (lambda files: files.update({"content/sources/another.yaml": b"id: another"}), "content/sources/another.yaml"),
        (lambda files: files.update({"manifest.json": b"{}"}), "manifest.json"),
        (lambda files: files.pop("manifest.json"), "manifest.json"),
    ],
)
def test_files_that_were_altered_are_not_taken_out(carrying: DeskFolder, tmp_path: Path, change: Any, named: str) -> None:
    """A file that is other, gone or added is named, and nothing is written."""
    files = files_of(carrying)
    change(files)
    writer = pypdf.PdfWriter()
    writer.add_blank_page(72, 72)
    for name, data in files.items():
        writer.add_attachment(name, data)
    writer.write(tmp_path / "x.pdf")
    with pytest.raises(ContentError) as caught:
        extract(tmp_path / "x.pdf", tmp_path / "out")
    [problem] = caught.value.problems
    assert problem.code == "extract-refused"
    assert problem.message.endswith(f"manifest names: {named}.")
    assert not (tmp_path / "out").exists()


def test_a_pack_without_an_annex_asks_for_no_archive(carrying: DeskFolder, tmp_path: Path) -> None:
    """Only the annex would say otherwise without the texts."""
    path = carrying.root / "content/packs/sound-ferries.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "products: [brief, pack]\n", encoding="utf-8")
    assert run(carrying, "build", "--format", "pdf-only").returncode == 0
    done = run(carrying, "extract", "build/sound-ferries-DRAFT.pdf", str(tmp_path / "out"))
    assert (done.returncode, "archive:" in done.stdout) == (0, False)


def test_what_is_otherwise_here_is_named(carrying: DeskFolder) -> None:
    """A pack made with other templates or code says so when its files are taken out."""
    files = files_of(carrying)
    here = json.loads(files["manifest.json"])
    assert otherwise(files, here) == []
    assert otherwise(files, {**here, "code": "x"})[0].startswith("It was made with another briefgen")
    assert otherwise(files, {**here, "templates": {**here["templates"], "print.css": "x"}}) == [
        "Its templates are not those here: print.css."
    ]


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(carrying: DeskFolder, tmp_path: Path) -> None:
    """The syntax of a PDF with files is clean, at both archive levels."""
    for level in ("pdfa-3a", "pdfa-4f"):
        edit(carrying, PACK, "  attachments: true\n", f"  attachments: true\n  archive: {level}\n")
        (tmp_path / "x.pdf").write_bytes(products(carrying, formats=("pdf",))["sound-ferries-DRAFT.pdf"])
        done = subprocess.run(["qpdf", "--check", str(tmp_path / "x.pdf")], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
        edit(carrying, PACK, f"  archive: {level}\n", "")


def test_confirmations_go_along_without_refusals(carrying: DeskFolder, tmp_path: Path) -> None:
    """The annex of a desk made from the files says who confirmed what, as it did; remarks and who works at the desk stay at home."""
    shares, medical = "development/winter-sailings/facts/7", "development/winter-sailings/facts/2"
    edit(carrying, "content/desk.yaml", "output: build", f"output: build\npeople: [{{name: AB, email: {CANARY}}}, {{name: CD}}]")
    run(carrying, "confirm", shares, medical, "--by", "AB", "--date", "2019-07-06")
    run(carrying, "confirm", medical, "--by", "CD", "--no", CANARY, "--date", "2019-07-06")
    before = products(carrying, formats=("pdf",), looked=True)
    (tmp_path / "carried.pdf").write_bytes(before["sound-ferries-DRAFT.pdf"])
    again = DeskFolder(tmp_path / "again")
    extract(tmp_path / "carried.pdf", again.root)
    with_archive(again, carrying)
    assert CANARY not in "".join(path.read_text(encoding="utf-8") for path in again.content.rglob("*.yaml"))
    text = (again.root / "content/confirmations.yaml").read_text(encoding="utf-8")
    assert (text.count("\n"), shares in text) == (1, True)
    annex = "sound-ferries-annex-DRAFT.pdf"
    assert products(again, formats=("pdf",), looked=True)[annex] == before[annex]
