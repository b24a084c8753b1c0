"""The files of confirmations: lines that git merges, and what they read to."""

from __future__ import annotations

import subprocess
from datetime import date

import pytest
import yaml

from briefgen.content.model.desk import Confirmation
from briefgen.desk.folder import DeskFolder
from briefgen.editing.confirmation_lines import HEAD, confirmation, file_of, line_of, with_line
from briefgen.pipeline.load import load
from tests.tools.commands import commit, git

SIGN = "01f9aa5ff8a8-223416eaff1c"
OTHER = "77acec94d69b-445c3ecbbeaf"
DAY = date(2019, 7, 6)


def one(place: str = "development/x/facts/7", sign: str = SIGN, by: str = "AB", remark: str | None = None) -> Confirmation:
    return confirmation(place, sign, by, DAY, remark)


def test_a_line_says_all() -> None:
    """Place, sign, person and day; of a refusal the remark. Any reader of YAML reads the same text from it."""
    assert line_of(one()) == f"- {{at: development/x/facts/7, of: {SIGN}, by: AB, day: 2019-07-06}}"
    line = line_of(one(by="No", remark='It says "no", not: # yes.'))
    assert yaml.load(line, yaml.BaseLoader)[0]["refused"] == 'It says "no", not: # yes.'
    assert yaml.safe_load(line)[0]["by"] == "No"


def test_signs_that_no_reader_sees_are_left_out() -> None:
    """A remark is one line of what can be read; an empty one is none, and neither is one that is too long."""
    assert one(remark="two\nlines\u202e and\u2028more").refused == "two lines and more"
    for remark in ("", " \n", "\u200b", "x" * 501):
        with pytest.raises(ValueError, match=r"empty|at most 500"):
            one(remark=remark)
    with pytest.raises(ValueError, match=r"empty|at most 500"):
        one(by=" ")


def test_lines_stand_by_place_and_comments_stay() -> None:
    """A new line goes where it belongs; what stands above another line stays there."""
    text = with_line("", one("development/x/facts/b", OTHER))
    assert text == f"{HEAD}{line_of(one('development/x/facts/b', OTHER))}\n"
    text = text.replace("- {", "# Looked at twice.\n- {")
    text = with_line(text, one("development/x/facts/c"))
    text = with_line(text, one("development/x/facts/a", "0123456789ab-0123456789ab"))
    rows = text.removeprefix(HEAD).splitlines()
    assert [row.partition("facts/")[2][:1] or row for row in rows] == ["a", "# Looked at twice.", "b", "c"]


def test_a_person_says_one_thing_of_a_sentence() -> None:
    """What the same person said of the sentence before goes, also where it stood elsewhere; what another said stays."""
    text = with_line(with_line("", one("development/x/facts/7")), one("development/x/facts/7", by="CD"))
    text = with_line(text, one("development/x/facts/8", remark="No."))
    assert [item["by"] for item in yaml.load(text, yaml.BaseLoader)] == ["CD", "AB"]
    assert text.count("refused") == 1


def test_lines_written_by_hand_are_read_too() -> None:
    """A confirmation in block form, and a file with other line ends, keep what they say."""
    text = f"- at: development/x/facts/7\r\n  of: {OTHER}\r\n  by: CD\r\n  day: 2019-07-06\r\n"
    made = yaml.load(with_line(text, one("development/x/facts/1")), yaml.BaseLoader)
    assert [(item["at"][-1], item["by"]) for item in made] == [("1", "AB"), ("7", "CD")]


@pytest.mark.parametrize(("by", "folder"), [("AB", "ab"), ("Ann Brandt", "ann-brandt"), ("佐藤", "佐藤"), ("../..", "-"), ("é.", "é")])
def test_each_person_has_a_folder(by: str, folder: str) -> None:
    """Named after the person, whatever is in the name, and never outside of the confirmations."""
    assert file_of(by, "development/x/facts/7") == f"content/confirmations/{folder}/developments/x.yaml"


def test_two_people_on_two_branches_merge(repository: DeskFolder) -> None:
    """Both confirm sentences of one development; git merges the branches by itself, and all is read."""
    for branch, by in (("one", "AB"), ("two", "CD")):
        git(repository, "checkout", "-q", "-b", branch, "master" if _has(repository, "master") else "main")
        for number, sign in ((2, OTHER), (7, SIGN)):
            place = f"development/winter-sailings/facts/{number}"
            path = repository.root / file_of(by, place)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(with_line(text, one(place, sign, by)), encoding="utf-8")
        commit(repository, by)
    git(repository, "merge", "-q", "-m", "both", "one")
    content, problems = load(repository)
    assert content is not None
    assert problems == []
    assert [said.record.by for said in content.confirmations] == ["AB", "AB", "CD", "CD"]


def test_one_person_on_two_branches_merges_by_union(repository: DeskFolder) -> None:
    """With merge=union lines of both branches stand in one file in any order; all is read, and the next line puts them in order."""
    (repository.root / ".gitattributes").write_text("content/confirmations/** merge=union\n", encoding="utf-8")
    commit(repository, "attributes")
    start = "master" if _has(repository, "master") else "main"
    path = repository.root / file_of("AB", "development/winter-sailings/facts/2")
    path.parent.mkdir(parents=True)
    for branch, number, sign in (("one", 7, SIGN), ("two", 2, OTHER)):
        git(repository, "checkout", "-q", "-b", branch, start)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(with_line("", one(f"development/winter-sailings/facts/{number}", sign)), encoding="utf-8")
        commit(repository, branch)
    git(repository, "merge", "-q", "-m", "both", "one")
    content, problems = load(repository)
    assert content is not None
    assert problems == []
    assert {said.record.of for said in content.confirmations} == {SIGN, OTHER}
    text = with_line(path.read_text(encoding="utf-8"), one("development/winter-sailings/facts/9", "0123456789ab-0123456789ab"))
    assert [line.partition("facts/")[2][0] for line in text.splitlines() if line.startswith("-")] == ["2", "7", "9"]


def _has(desk: DeskFolder, branch: str) -> bool:
    return (
        subprocess.run(["git", "-C", str(desk.root), "rev-parse", "-q", "--verify", branch], capture_output=True, check=False).returncode
        == 0
    )
