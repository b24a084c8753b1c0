"""The commands of a desk as a whole, as a user runs them."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefgen.desk.folder import DeskFolder
from tests.tools.commands import begun, run
from tests.tools.old_desks import OLD_EXAMPLE


def test_migrate_says_what_it_changed_and_what_it_left(tmp_path: Path) -> None:
    """Each file with its lines, each place to decide with file and line, at which the note stands; then nothing is left to do."""
    shutil.copytree(OLD_EXAMPLE, tmp_path / "desk")
    desk = begun(tmp_path / "desk")
    done = run(desk, "migrate")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("content/developments/winter-sailings.yaml  162 → ")
    places = [line.split(":", 2) for line in lines if ".yaml:" in line]
    assert lines[-1] == f"{len(places)} places to decide, each marked “# migrate:” in its file. Then: briefgen check"
    for name, number, reason in places:
        assert reason[:30] in (desk.root / name).read_text(encoding="utf-8").splitlines()[int(number) - 1]
    again = run(desk, "migrate")
    assert (again.returncode, again.stdout) == (0, "Nothing to do: the desk is in the new form.\n")


def test_migrate_refuses_what_could_not_be_had_back(tmp_path: Path) -> None:
    """Outside git it ends with 1, says why and changes nothing; --force does it."""
    shutil.copytree(OLD_EXAMPLE, tmp_path / "desk")
    desk = DeskFolder(tmp_path / "desk")
    done = run(desk, "migrate")
    assert (done.returncode, done.stdout) == (1, "")
    assert "[migrate-refused]" in done.stderr
    assert done.stderr.endswith("1 error: no file was changed.\n")
    assert "summary:" in (desk.root / "content/developments/winter-sailings.yaml").read_text(encoding="utf-8")
    assert run(desk, "migrate", "--force").returncode == 0


def test_a_commit_of_the_old_form_is_compared(tmp_path: Path) -> None:
    """`briefgen diff` tells a commit of the old form as it is after migration: one changed label is all that differs."""
    shutil.copytree(OLD_EXAMPLE, tmp_path / "desk")
    desk = begun(tmp_path / "desk")
    run(desk, "migrate")
    path = desk.root / "content/developments/winter-sailings.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("event: Working group reports", "event: The group reports"), encoding="utf-8")
    done = run(desk, "diff", "HEAD")
    assert done.returncode == 0, done.stderr
    assert "The group reports" in done.stdout
    assert done.stdout.count("sentence") + done.stdout.count("fact") <= 1
