"""source add and source show: guesses are marked, furniture is named, and the record proposed is whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.reading.read import read
from briefgen.content.validate import validate
from briefgen.desk.folder import DeskFolder
from briefgen.desk.kept import FOLDER
from briefgen.editing.propose_source import numbered, propose
from briefgen.evidence.archived_text import ArchivedText, open_text
from briefgen.pipeline.load import load
from tests.conftest import ROOT
from tests.tools.commands import run

ARCHIVE = ROOT / "tests" / "evidence" / "archive"
GAZETTE = "harbour-gazette.txt"


def test_guesses_are_read_from_the_lines_they_name() -> None:
    """Headline, publisher, dateline, byline and date, each with its line; all of them unconfirmed."""
    proposal = propose(GAZETTE, open_text(ARCHIVE, GAZETTE))
    found = {guess.name: (guess.value, guess.reason.split(",")[0].split(";")[0]) for guess in proposal.guesses}
    assert found["headline"] == ("Islands weigh a shared coast guard", "read from line 4")
    assert found["publisher"] == ("HARBOUR GAZETTE", "read from line 3")
    assert found["byline"] == ("By Marta Elvén", "read from line 5")
    assert found["dateline"] == ("ORMVIK", "read from line 8")
    assert found["published"] == ("2021-05-06", "read from line 6")
    assert found["published_as_printed"] == ("Thursday, 6 May 2021", "read from line 6")
    listed = proposal.as_yaml().split("unconfirmed:\n")[1].split("archive:\n")[0]
    assert all(f"  - {guess.name}\n" in listed for guess in proposal.guesses)


def test_every_line_is_taken_or_named() -> None:
    """Each line with text is a paragraph of the article or is listed as left out, with the reason."""
    text = open_text(ARCHIVE, GAZETTE)
    proposal = propose(GAZETTE, text)
    taken = {paragraph.line for paragraph in text.paragraphs(proposal.body)}
    left = {number: why for number, _, why in proposal.left_out}
    assert taken == {8, 10, 12, 14, 16}
    assert taken | set(left) == {number for number, line in enumerate(text.lines, 1) if line.strip()}
    assert {left[1], left[18], left[19]} == {"page furniture"}
    assert "line 18 (page furniture): READ ALSO: Ten best beaches of the north" in proposal.as_yaml()


def test_japanese_text() -> None:
    """Sentences without blanks are seen as such, and the date in full-width digits is read."""
    proposal = propose("minato-shimbun.txt", open_text(ARCHIVE, "minato-shimbun.txt"))
    values = {guess.name: guess.value for guess in proposal.guesses}
    assert (values["language"], values["published"], values["headline"]) == ("ja", "2021-05-07", "海上警備の共同化を検討")
    assert proposal.body == "5, 7"


def text_of(*lines: str) -> ArchivedText:
    """A text in memory."""
    return ArchivedText("0" * 64, lines)


SENTENCE = "The two harbours agreed yesterday to share the cost of the new breakwater."


def test_a_date_below_the_article_is_not_taken() -> None:
    """The date of the page's foot is no date of publication; the record says that none was found."""
    proposal = propose("a.txt", text_of("Harbours share", SENTENCE, "", "05:42 20 Apr , 2024"))
    assert "published" not in [guess.name for guess in proposal.guesses]
    assert "# published: no date was found before the article" in proposal.as_yaml()


def test_a_sentence_beside_furniture_is_left_out_and_named() -> None:
    """A sentence that touches a line of furniture, or follows the author line, may be furniture too."""
    lines = (
        "Harbours share",
        "",
        SENTENCE,
        "",
        "By Ann Other",
        SENTENCE,
        "",
        SENTENCE.replace("new", "old"),
        "Subscribe to our newsletter",
    )
    proposal = propose("a.txt", text_of(*lines))
    assert proposal.body == "3"
    assert {number for number, _, why in proposal.left_out if "beside furniture" in why} == {6, 8}


@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_any_text_gives_a_whole_record(lines: list[str]) -> None:
    """Whatever stands in a text, the record proposed is YAML that reads and validates."""
    text = ArchivedText("0" * 64, tuple(" ".join(line.split()) for line in (*lines, "Some words")))
    document = read("content/sources/a.yaml", propose("a.txt", text, "a").as_yaml().encode())
    _, problems = validate([document])
    assert problems == []


def test_numbered_text() -> None:
    """All paragraphs, or the one asked for."""
    paragraphs = open_text(ARCHIVE, GAZETTE).paragraphs("8-16")
    assert [line[:4] for line in numbered(paragraphs).splitlines() if line] == ["[1] ", "[2] ", "[3] ", "[4] ", "[5] "]
    assert numbered(paragraphs, 4).startswith("[4] In December the councils had set aside 2.5 million crowns for radar.")
    assert "[3]" not in numbered(paragraphs, 4)


def test_source_add_writes_a_record_that_warns_until_confirmed(desk: DeskFolder) -> None:
    """The record checks without errors, check --strict refuses while guesses stand, and nothing else is changed."""
    (desk.root / "archive" / GAZETTE).write_bytes((ARCHIVE / GAZETTE).read_bytes())
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file() and FOLDER not in path.parts}
    done = run(desk, "source", "add", f"archive/{GAZETTE}")
    assert (done.returncode, done.stderr) == (0, "")
    path = desk.content / "sources" / "harbour-gazette.yaml"
    assert "5 paragraphs" in done.stdout
    assert {p: p.read_bytes() for p in desk.root.rglob("*") if p.is_file() and p != path and FOLDER not in p.parts} == before
    content, problems = load(desk)
    assert content is not None
    assert not [problem for problem in problems if problem.severity == "error"]
    verify = run(desk, "verify", "--output-format", "json")
    assert verify.returncode == 0
    [told] = [row for row in json.loads(verify.stdout) if row["code"] == "source-unconfirmed"]
    assert "publisher (HARBOUR GAZETTE)" in told["message"]
    assert "archive.body were guessed" in told["message"]
    assert run(desk, "verify", "--strict").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["archive/none.txt"], "archive-missing"),
        (["archive/oskary-courier.txt"], "already recorded as “oskary-courier”"),
        (["content/desk.yaml"], "not in the archive folder"),
        (["archive/new.txt", "--id", "Not An Id"], "not an id"),
        (["archive/new.txt", "--id", "velmare-note"], "is taken"),
        (["archive/picture.txt"], "archive-not-text"),
    ],
)
def test_source_add_refuses_and_writes_nothing(desk: DeskFolder, arguments: list[str], words: str) -> None:
    """Each kind of mistake is told, and no file is made or changed."""
    (desk.root / "archive" / "new.txt").write_text(f"{SENTENCE}\n", encoding="utf-8")
    (desk.root / "archive" / "picture.txt").write_bytes(b"\x89PNG\x00")
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file() and FOLDER not in path.parts}
    done = run(desk, "source", "add", *arguments)
    assert done.returncode in {1, 2}
    assert words in " ".join(done.stderr.replace("│", " ").split())
    assert before == {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file() and FOLDER not in path.parts}


def test_source_show(desk: DeskFolder) -> None:
    """The numbered text is printed; a paragraph or a source that does not exist is wrong usage."""
    done = run(desk, "source", "show", "velmare-note", "--para", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("[2] The ministers will meet in November 2019 to decide.")
    assert run(desk, "source", "show", "velmare-note", "--para", "3").returncode == 2
    assert run(desk, "source", "show", "nobody").returncode == 2


def test_written_answers_of_a_parliament() -> None:
    """A reference, a running number and a speaker are no headline, and nobody is taken for the publisher; the file's name is the id."""
    text = text_of(
        "HL Deb 03 May 1971 vol 318 cc12-13W",
        "17. Mr. Edgar Plume",
        "asked the Minister of Ferries whether she would publish the timetable of the winter.",
        "The Minister of Ferries (Miss Ada Quist):",
        "I have nothing to add to the answer that I gave on the matter three weeks ago.",
    )
    proposal = propose("written-answers.txt", text)
    values = {guess.name: guess.value for guess in proposal.guesses}
    assert proposal.id == "written-answers"
    assert "headline" not in values
    assert values["publisher"] == "Publisher not stated"
    assert values["published"] == "1971-05-03"


def test_a_blog_that_quotes_a_newspaper() -> None:
    """The words of links are neither headline nor publisher; what stands at the foot is furniture."""
    text = text_of(
        "Ferries in the fog",
        "Link to Harbour Gazette",
        "The Harbour Gazette wrote last week that no ferry had sailed for nine days in the fog.",
        "Nobody on the quay was surprised, for the second ship has waited for its engine since March.",
        "Post a Comment",
    )
    proposal = propose("fog-blog.txt", text)
    values = {guess.name: guess.value for guess in proposal.guesses}
    assert (proposal.id, values["headline"], values["publisher"]) == ("fog-blog", "Ferries in the fog", "Publisher not stated")
    assert 5 in {number for number, _, _ in proposal.left_out}
