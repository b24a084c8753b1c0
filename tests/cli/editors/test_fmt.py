"""briefgen fmt as an editor and CI run it."""

from __future__ import annotations

from briefgen.desk.folder import DeskFolder
from tests.tools.commands import run
from tests.tools.desks import DEVELOPMENT, edit

ISSUE = "content/issues/second-ship.yaml"


def jumble(desk: DeskFolder) -> None:
    """Puts a title behind its topics, and a list on two lines."""
    edit(desk, ISSUE, "title: Cost of the second ship\n", "")
    edit(desk, ISSUE, "topics: [ferries]\n", "topics: [\n  ferries]\ntitle:  Cost of the second ship  # ours\n")


def test_files_are_put_in_order_and_layout(desk: DeskFolder) -> None:
    """What is not so is written and named, its comments kept; a second time there is nothing to do."""
    jumble(desk)
    done = run(desk, "fmt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{ISSUE}  written\n1 file formatted, 7 unchanged.\n"
    text = (desk.root / ISSUE).read_text(encoding="utf-8")
    assert "id: second-ship\ntitle: Cost of the second ship # ours\nquestion:" in text
    assert "topics: [ferries]\n" in text
    again = run(desk, "fmt")
    assert (again.returncode, again.stdout) == (0, "Nothing to do: 8 files unchanged.\n")
    assert run(desk, "check").returncode == 0


def test_check_writes_nothing_and_ends_with_one(desk: DeskFolder) -> None:
    """CI gets the list; with --diff it sees the lines. A desk in order ends well."""
    assert run(desk, "fmt", "--check").returncode == 0
    jumble(desk)
    before = (desk.root / ISSUE).read_bytes()
    done = run(desk, "fmt", "--check")
    assert (done.returncode, done.stdout) == (1, f"{ISSUE}\n1 file would change, 7 unchanged.\n")
    done = run(desk, "fmt", "--check", "--diff")
    assert done.returncode == 1
    assert "+title: Cost of the second ship # ours\n" in done.stdout
    assert "-title:  Cost of the second ship  # ours\n" in done.stdout
    assert run(desk, "fmt", "--diff").returncode == 0
    assert (desk.root / ISSUE).read_bytes() == before


def test_a_file_that_cannot_be_read_is_told_and_left(desk: DeskFolder) -> None:
    """Its problems are those of check; the others are formatted all the same, and the command ends with 1."""
    jumble(desk)
    path = desk.root / DEVELOPMENT
    path.write_text("id: [never closed\n", encoding="utf-8")
    done = run(desk, "fmt")
    assert done.returncode == 1
    assert "[yaml-syntax]" in done.stderr
    assert done.stdout == f"{ISSUE}  written\n1 file formatted, 6 unchanged.\n"
    assert path.read_text(encoding="utf-8") == "id: [never closed\n"


def test_files_and_folders_may_be_named(desk: DeskFolder) -> None:
    """Only those are looked at; what is no content file is wrong usage."""
    jumble(desk)
    assert run(desk, "fmt", "--check", DEVELOPMENT).returncode == 0
    assert run(desk, "fmt", "--check", "issues", cwd=desk.content).returncode == 1
    done = run(desk, "fmt", "templates/README.md")
    assert done.returncode == 2
    assert "no content file" in done.stderr
