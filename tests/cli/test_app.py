"""The command line as an editor and CI meet it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.desk.kept import FOLDER
from briefgen.desk.new_desk import lay_out
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.products import output_folder
from tests.tools.commands import run, run_cold, spoil
from tests.tools.desks import DEVELOPMENT
from tests.tools.fork_server import ForkServer


@pytest.mark.parametrize("name", ["print.css", "screen.css", "banner.html.j2", "sections/summary.html.j2"])
def test_a_template_that_is_not_utf_8_is_named(desk: DeskFolder, name: str) -> None:
    """With its own name and line, whichever stage reads it."""
    path = desk.root / "templates" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"<p>\n\xff</p>")
    done = run(desk, "build", "--format", "pdf-only", "--format", "html")
    assert done.returncode == 1
    assert "This template is not saved as UTF-8. [template-error]" in done.stderr
    assert f"at templates/{name}:2" in done.stderr


def test_build_makes_pdf_and_word_and_says_so(desk: DeskFolder) -> None:
    """The default build writes brief, pack and annex, one line a file with path, pages, words, size and seconds."""
    done = run(desk, "build")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    files = ["brief-DRAFT.pdf", "brief-DRAFT.docx", "DRAFT.pdf", "DRAFT.docx", "annex-DRAFT.pdf"]
    assert [line.split()[0] for line in lines] == [f"build/sound-ferries-{file}" for file in files]
    assert all(re.search(r"  (about )?\d+ pages?  [\d,]+ words  \d+ KB  [\d.]+ s$", line) for line in lines)
    assert (desk.root / "build/sound-ferries-DRAFT.pdf").read_bytes().startswith(b"%PDF-")
    assert (desk.root / "build/sound-ferries-DRAFT.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("options", "made"),
    [
        (["--product", "brief"], ["brief-DRAFT.docx", "brief-DRAFT.pdf"]),
        (["--product", "annex", "--product", "pack", "--format", "pdf-only"], ["DRAFT.pdf", "annex-DRAFT.pdf"]),
        (["--format", "html"], ["DRAFT.html"]),
    ],
    ids=" ".join,
)
def test_products_are_what_was_asked_for(desk: DeskFolder, options: list[str], made: list[str]) -> None:
    """--product picks; asked again for them, they are up to date."""
    assert run(desk, "build", *options).returncode == 0
    assert sorted(path.name.removeprefix("sound-ferries-") for path in (desk.root / "build").glob("sound-*")) == made
    assert run(desk, "build", *options).stdout.count("up to date") == len(made)


def test_a_product_that_no_pack_makes_in_a_format_is_said_so(desk: DeskFolder) -> None:
    """The annex is made in PDF alone, and a pack may make no brief."""
    done = run(desk, "build", "--product", "annex", "--format", "docx")
    assert (done.returncode, "no pack makes annex as docx" in done.stderr) == (2, True)
    path = desk.root / "content/packs/sound-ferries.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "products: [pack]\n", encoding="utf-8")
    done = run(desk, "build", "--product", "brief")
    assert (done.returncode, "no pack makes brief" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("options", "made"),
    [
        (["--edition", "1.0", "--product", "brief"], ["brief-1.0.docx", "brief-1.0.pdf"]),
        (["--edition", "1.0", "--product", "pack", "--product", "annex", "--format", "html"], ["1.0.html"]),
        (["--tracked", "1.0", "--product", "brief"], ["brief-changes-since-1.0.docx"]),
        (["--tracked", "1.0"], ["brief-changes-since-1.0.docx", "changes-since-1.0.docx"]),
    ],
    ids=" ".join,
)
def test_products_of_an_edition_are_what_was_asked_for(edition: DeskFolder, options: list[str], made: list[str]) -> None:
    """--product picks of a rebuild and of tracked changes too; each file is told."""
    done = run(edition, "build", *options)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name.removeprefix("sound-ferries-") for path in (edition.root / "build").glob("sound-*")) == made
    assert sorted(line.split()[0].removeprefix("build/sound-ferries-") for line in done.stdout.splitlines()) == made
    assert "about 1 pages" not in done.stdout


@pytest.mark.parametrize("options", [["--edition", "1.0", "--format", "docx"], ["--tracked", "1.0"]], ids=" ".join)
def test_a_product_that_no_edition_has_in_a_format_is_said_so(edition: DeskFolder, options: list[str]) -> None:
    """Rather than that nothing is made and nothing said."""
    done = run(edition, "build", *options, "--product", "annex")
    assert (done.returncode, done.stdout, "no pack makes annex as docx" in done.stderr) == (2, "", True)
    assert not (edition.root / "build").exists()


@pytest.mark.parametrize(
    ("formats", "made"),
    [(["pdf"], {"pdf", "docx"}), (["pdf-only"], {"pdf"}), (["docx"], {"docx"}), (["html"], {"html"}), (["html", "docx"], {"html", "docx"})],
    ids=lambda value: "+".join(sorted(value)),
)
def test_formats_are_what_was_asked_for(desk: DeskFolder, formats: list[str], made: set[str]) -> None:
    """--format names the products; pdf brings its Word twin."""
    done = run(desk, "build", *(word for name in formats for word in ("--format", name)))
    assert done.returncode == 0, done.stderr
    assert {path.suffix[1:] for path in (desk.root / "build").glob("sound-ferries-DRAFT.*")} == made


def test_second_build_is_up_to_date_until_something_changes(desk: DeskFolder) -> None:
    """Nothing is done twice; a changed text, a damaged product and --force each build again."""
    assert run(desk, "build", "--format", "html").returncode == 0
    assert "up to date" in run(desk, "build", "--format", "html").stdout
    assert "up to date" not in run(desk, "build", "--format", "html", "--force").stdout
    (desk.root / "build/sound-ferries-DRAFT.html").write_text("altered", encoding="utf-8")
    assert "up to date" not in run(desk, "build", "--format", "html").stdout
    spoil(desk, "gave medical care as the reason", "gave medical care as her reason")
    assert "up to date" not in run(desk, "build", "--format", "html").stdout
    assert "as her reason" in (desk.root / "build/sound-ferries-DRAFT.html").read_text(encoding="utf-8")


def test_broken_content_keeps_the_last_good_pack(desk: DeskFolder) -> None:
    """A broken desk ends with 1, names the line and leaves every product as it was."""
    assert run(desk, "build", "--format", "html").returncode == 0
    before = {path: path.read_bytes() for path in (desk.root / "build").iterdir()}
    spoil(desk)
    done = run(desk, "build", "--format", "html")
    assert done.returncode == 1
    assert f"{DEVELOPMENT}:12:7" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in (desk.root / "build").iterdir()} == before


def test_warning_stops_only_a_strict_build(desk: DeskFolder) -> None:
    """A warning is shown and the pack built; with --strict nothing is."""
    (desk.root / "content/issues/third-ship.yaml").write_text(
        "id: third-ship\ntitle: A third ship\nquestion: Is it needed?\n", encoding="utf-8"
    )
    relaxed = run(desk, "build", "--format", "html")
    assert (relaxed.returncode, "issue-never-raised" in relaxed.stderr) == (0, True)
    strict = run(desk, "build", "--format", "html", "--strict")
    assert strict.returncode == 1
    assert "Warnings count as errors" in strict.stderr


def test_check_reports_in_every_format(desk: DeskFolder) -> None:
    """Text, one line each, JSON, GitHub commands and SARIF name the same problem and end with 1."""
    spoil(desk)
    place, code = f"{DEVELOPMENT}:12:7", "wrong-value"
    assert f"at {place}" in run(desk, "check").stderr
    assert run(desk, "check", "--output-format", "short").stdout.startswith(f"{place}: error: ")
    [record] = json.loads(run(desk, "check", "--output-format", "json").stdout)
    assert (record["file"], record["line"], record["column"], record["code"]) == (DEVELOPMENT, 12, 7, code)
    assert f"::error file={DEVELOPMENT},line=12,col=7,title={code}::" in run(desk, "check", "--output-format", "github").stdout
    sarif = run(desk, "check", "--output-format", "sarif")
    [result] = json.loads(sarif.stdout)["runs"][0]["results"]
    assert (result["ruleId"], result["locations"][0]["physicalLocation"]["region"]["startLine"]) == (code, 12)
    assert sarif.returncode == 1


def test_desk_is_found_from_a_folder_below(desk: DeskFolder) -> None:
    """A command works from any folder of the desk."""
    done = run(desk, "check", cwd=desk.content / "sources")
    assert (done.returncode, "No problems in 8 files." in done.stdout) == (0, True)


def test_no_desk_is_a_problem_and_not_a_crash(tmp_path: Path, desk: DeskFolder) -> None:
    """Outside a desk the message says what to do."""
    done = run(desk, "build", cwd=tmp_path)
    assert done.returncode == 1
    assert "briefgen init" in done.stderr


@pytest.mark.parametrize("arguments", [["build", "--format", "doc"], ["build", "no-such-pack"], ["chekc"]], ids=" ".join)
def test_wrong_usage_ends_with_two(desk: DeskFolder, arguments: list[str]) -> None:
    """A mistyped command, format or pack ends with 2 and says what is possible."""
    done = run(desk, *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_own_fault_ends_with_three_and_says_how_to_report(desk: DeskFolder, tmp_path: Path) -> None:
    """An error of briefgen's own shows no traceback but keeps it in a file."""
    script = "import briefgen.pipeline.load as m\ndef load(*_, **__): raise RuntimeError('boom')\nm.load = load\n"
    script += "from briefgen.cli.app import main\nmain()"
    command = [sys.executable, "-c", script, "check"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, cwd=desk.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    [report] = tmp_path.glob("briefgen-fault-*.txt")
    assert str(report) in done.stderr
    assert "RuntimeError: boom" in report.read_text(encoding="utf-8")


def test_build_json_is_whole_and_alone_on_standard_output(desk: DeskFolder) -> None:
    """--json lists products and problems, built or up to date."""
    built = json.loads(run(desk, "build", "--format", "html", "--json").stdout)
    assert (built["up_to_date"], [row["format"] for row in built["products"]], built["problems"]) == (False, ["html"], [])
    assert json.loads(run(desk, "build", "--format", "html", "--json").stdout)["up_to_date"] is True


def test_output_folder_may_be_elsewhere(desk: DeskFolder, tmp_path: Path) -> None:
    """--output takes the products to another folder."""
    assert run(desk, "build", "--format", "html", "--output", str(tmp_path / "out")).returncode == 0
    assert (tmp_path / "out/sound-ferries-DRAFT.html").is_file()
    assert not (desk.root / "build").exists()


def test_list_shows_every_kind(desk: DeskFolder) -> None:
    """list names packs, developments, issues, officials, sources and glossary."""
    done = run(desk, "list")
    assert [line for line in done.stdout.splitlines() if line and not line.startswith(" ")] == [
        "Packs",
        "Developments",
        "Issues",
        "Officials",
        "Sources",
        "Glossary",
    ]
    assert {row["kind"] for row in json.loads(run(desk, "list", "--json").stdout)} == {
        "pack",
        "development",
        "issue",
        "official",
        "source",
        "glossary",
    }


def test_failed_write_leaves_no_trace(tmp_path: Path) -> None:
    """When the second of two products cannot be written, neither is, and no temporary file stays."""
    (tmp_path / "a.html").write_bytes(b"old")
    (tmp_path / "b.html").mkdir()
    (tmp_path / f".b.html.{os.getpid()}.part").mkdir()
    with pytest.raises(ContentError) as caught:
        output_folder.write(tmp_path, {"a.html": b"new", "b.html": b"new"}, {})
    assert [problem.code for problem in caught.value.problems] == ["write-failed"]
    assert (tmp_path / "a.html").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["a.html"]


def test_schema_is_written_and_checked(desk: DeskFolder) -> None:
    """schema --check sees a stale schema, and schema mends it."""
    stale = desk.root / ".vscode/briefgen/issue.schema.json"
    stale.write_text("{}", encoding="utf-8")
    assert run(desk, "schema", "--check").returncode == 1
    assert run(desk, "schema").returncode == 0
    assert run(desk, "schema", "--check").returncode == 0


def test_version_is_printed(desk: DeskFolder) -> None:
    """--version names briefgen and its version."""
    assert run(desk, "--version").stdout.startswith("briefgen 0.")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no file that is always full")
@pytest.mark.parametrize("command", ["check", "list", "--help", "verify", "doctor"])
def test_output_that_cannot_be_written_is_said(desk: DeskFolder, command: str) -> None:
    """A full disk under standard output is told in words, with exit code 1, whichever command wrote to it."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "briefgen", command], cwd=desk.root, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert "The output could not be written: No space left on device." in done.stderr
    assert "mistake" not in done.stderr


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    """A process that has loaded briefgen, and ends well once nobody calls it."""
    server = ForkServer()
    yield server
    assert server.close() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("--help", 0),
        ("build --help", 0),
        ("chekc", 2),
        ("list --json", 0),
        ("check", 0),
        ("check --desk ../broken", 1),
        ("verify --desk ../broken --output-format json", 1),
        ("build --format html --desk ../broken", 1),
        ("build --format all --force --json", 0),
        ("release sound-ferries --note \udcff --date 2019-07-08", 3),  # a fault of its own
    ],
    ids=ascii,
)
def test_a_forked_process_is_as_a_cold_one(server: ForkServer, tmp_path: Path, arguments: str, status: int) -> None:
    """The processes of these tests print, write and end as those of a user do."""

    def forked(desk: DeskFolder, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return server.run(words, desk.root, {**os.environ, **more})

    cold, warm = (outcome(call, tmp_path / call.__name__, *arguments.split()) for call in (run_cold, forked))
    assert warm == cold
    assert cold[0] == status


def outcome(call: Callable[..., subprocess.CompletedProcess[str]], place: Path, *arguments: str) -> tuple[object, ...]:
    """The exit code of a call, what it printed and all files that it left, seconds and the names of reports left out."""
    lay_out(place / "broken")
    spoil(DeskFolder(place / "broken"))
    lay_out(place / "desk")
    done = call(DeskFolder(place / "desk"), *arguments, TMPDIR=str(place))
    otherwise = re.compile(rf'{place}|(?<=briefgen-fault-)\w+|(?<="seconds": )[\d.]+')
    files = {
        otherwise.sub("", str(path)): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file() and FOLDER not in path.parts
    }
    return done.returncode, otherwise.sub("", done.stdout), otherwise.sub("", done.stderr), files


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_only_what_is_read_in_a_call_may_differ_from_the_server(server: ForkServer) -> None:
    """With a variable that a start reads, a process is called cold."""
    assert server.serves({**os.environ, "SOURCE_DATE_EPOCH": "0", "TMPDIR": "/nowhere"})
    for name in ("PYTHONHASHSEED", "TZ", "LC_ALL", "HOME", "FONTCONFIG_FILE"):
        assert not server.serves({**os.environ, name: "/nowhere"})
    assert not server.serves({name: value for name, value in os.environ.items() if name != "PATH"})


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_a_server_that_is_gone_is_an_error() -> None:
    """A call that nobody answers is told, and never taken for one that printed nothing."""
    server = ForkServer()
    server.process.kill()
    with pytest.raises(RuntimeError, match="has ended"):
        server.run(["--version"], Path.cwd(), os.environ)
    assert server.close() == -signal.SIGKILL
