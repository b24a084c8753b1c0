"""briefgen new as an editor runs it: with options, and on a terminal that asks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from briefgen.desk.folder import DeskFolder
from tests.conftest import ROOT
from tests.tools.commands import run


def test_a_record_is_written_from_options(desk: DeskFolder) -> None:
    """It says where, and what is still to be filled in; check then finds exactly that."""
    done = run(desk, "new", "issue", "--set", "title=Who mends: the quays?")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "content/issues/who-mends-the-quays.yaml written. To be filled in: question. Then: briefgen check\n"
    checked = run(desk, "check", "--output-format", "short").stdout.splitlines()
    assert [line.rsplit(" ", 1)[1] for line in checked if "who-mends" in line] == ["[empty-text]"]
    done = run(desk, "new", "term", "hm", "--set", "abbreviation=HM", "--set", "expansion=Harbour master")
    assert done.stdout == "content/glossary.yaml: “hm” added.\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["issue"], "give an id"),
        (["issue", "Second Ship"], "“Second Ship” is no id: small letters and digits, with hyphens between them, for example second-ship."),
        (["issue", "second-ship"], "the id “second-ship” is taken by another issue"),
        (["issue", "x", "--set", "title"], "has no ="),
        (["issue", "x", "--set", "id=y"], "the id stands behind the kind"),
        (["development", "x", "--set", "source=oskary-courie"], "there is no source “oskary-courie”. Did you mean “oskary-courier”?"),
        (["official", "x", "--set", "party=nobody"], "there is no party “nobody”. This desk has: oskary, velmare."),
        (["minister", "x"], "'minister' is not one of"),
    ],
)
def test_what_cannot_be_is_refused(desk: DeskFolder, arguments: list[str], why: str) -> None:
    """With 2 and the reason; nothing is written."""
    before = sorted(desk.content.rglob("*"))
    done = run(desk, "new", *arguments)
    assert done.returncode == 2
    assert why in " ".join(done.stderr.split())
    assert sorted(desk.content.rglob("*")) == before


def test_a_file_in_the_way_is_not_overwritten(desk: DeskFolder) -> None:
    """Though it cannot be read and holds no such id."""
    path = desk.content / "issues" / "quays.yaml"
    path.write_text("title: [", encoding="utf-8")
    done = run(desk, "new", "issue", "quays")
    assert done.returncode == 2
    assert "already there" in done.stderr
    assert path.read_text(encoding="utf-8") == "title: ["


@pytest.mark.skipif(sys.platform != "linux", reason="asks on a pseudo-terminal of Linux")
def test_a_terminal_is_asked(desk: DeskFolder) -> None:
    """Each field with its meaning; a wrong answer is told and asked again; what is left empty stays open; the id is proposed."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "briefgen", "new", "development"],
        cwd=desk.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    os.close(theirs)
    os.write(ours, b"A bridge\n12 March\n2019-03-12\noskary-courie\noskary-courier\n\n\n")
    output, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0, output
    assert "When it happened (not when it was published)." in output
    assert "“12 March” is not a date" in output
    assert "One of: oskary-courier, velmare-note." in output
    assert "Did you mean “oskary-courier”?" in output
    text = (desk.content / "developments" / "a-bridge.yaml").read_text(encoding="utf-8")
    assert "\ntitle: A bridge\n" in text
    assert "\ndate: 2019-03-12\n" in text
    assert "\nsource: oskary-courier\nsays:\n" in text
