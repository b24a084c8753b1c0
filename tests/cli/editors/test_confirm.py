"""confirm on the command line: what it keeps, what it refuses, what it lists, and the questions on a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Sequence

import pytest

from briefgen.desk.folder import DeskFolder
from tests.tools.commands import ROOT, begun, commit, git, run
from tests.tools.desks import DEVELOPMENT, edit, loaded

SHARES = "development/winter-sailings/facts/7"
MEDICAL = "development/winter-sailings/facts/2"
BOTTOM = "pack/sound-ferries/bottom_line/1/1"
DAY = ("--date", "2019-07-06")


def kept(desk: DeskFolder) -> list[tuple[str, str, str | None]]:
    """Of each confirmation of the desk the place, who said it, and the remark of one who refused."""
    return [(one.record.at, one.record.by, one.record.refused) for one in loaded(desk).confirmations]


def listed(desk: DeskFolder, *options: str) -> list[str]:
    """The places that `confirm --list` gives."""
    done = run(desk, "confirm", "--list", "--json", *options)
    assert done.returncode == 0, done.stderr
    return [row["at"] for row in json.loads(done.stdout)]


def test_confirmed_by_name_and_day(desk: DeskFolder) -> None:
    """Several sentences at once, each in the file of its record; the list and the figures have them."""
    done = run(desk, "confirm", SHARES, BOTTOM, "--by", "AB", *DAY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2 sentences confirmed: ")
    assert kept(desk) == [(SHARES, "AB", None), (BOTTOM, "AB", None)]
    row = next(row for row in json.loads(run(desk, "confirm", "--list", "--json").stdout) if row["at"] == SHARES)
    assert (row["confirmed"], row["is_confirmed"], row["page_one"]) == ([{"by": "AB", "day": "2019-07-06"}], True, False)
    assert json.loads(run(desk, "verify", "--json").stdout)["coverage"]["desk"]["confirmed"] == 1


def test_a_no_becomes_a_warning_at_the_line(desk: DeskFolder) -> None:
    """With its remark, in check, verify and build alike, until the sentence changes."""
    assert run(desk, "confirm", SHARES, "--by", "CD", "--no", "It says more.", *DAY).returncode == 0
    assert kept(desk) == [(SHARES, "CD", "It says more.")]
    line = "content/developments/winter-sailings.yaml:72:15: warning: CD read this sentence"
    for command in ("check", "verify"):
        done = run(desk, command, "--output-format", "short")
        assert line in done.stdout
        assert "It says more. [confirmation-refused]" in done.stdout
    assert "confirmation-refused" in run(desk, "build", "--format", "html").stderr
    edit(desk, DEVELOPMENT, "The report proposes equal shares.", "The report proposes shares.")
    assert "confirmation" not in run(desk, "check", "--output-format", "short").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((SHARES, f"{SHARES}7", "--by", "AB"), 2, f"There is no sentence at “{SHARES}7”. Did you mean “{SHARES}”?"),
        ((SHARES,), 2, "say who you are"),
        (("--by", "AB"), 2, "name a sentence"),
        ((SHARES, "--by", "AB", "--no", " "), 2, "A name or a remark is empty"),
        ((SHARES, "--by", "AB", "--date", "soon"), 2, "soon is no day"),
        (
            (SHARES, "--by", "AB", "--archive", "nowhere"),
            1,
            "cannot be read in the archive; briefgen verify says why. Nothing was confirmed.",
        ),
    ],
)
def test_what_cannot_be_confirmed_is_said_and_nothing_kept(desk: DeskFolder, arguments: Sequence[str], code: int, words: str) -> None:
    """A place, name, remark or day that is none, and a source that cannot be read; the other sentence named is not kept either."""
    done = run(desk, "confirm", *arguments)
    assert done.returncode == code
    assert words in " ".join(re.sub("[│╭╮╰╯─]", " ", done.stderr).split())
    assert kept(desk) == []


def test_nobody_confirms_what_is_their_own(desk: DeskFolder) -> None:
    """Who wrote the line last is refused by name or initials; a stranger to the desk's people too; another may."""
    people = "[{name: Ann Brandt, initials: AB, email: ann@example.org}, {name: Carl Dahl, initials: CD}]"
    edit(desk, "content/desk.yaml", "output: build", f"output: build\npeople: {people}")
    begun(desk.root)
    edit(desk, DEVELOPMENT, "The report proposes equal shares.", "The report proposes that both pay alike.")
    git(desk, "commit", "-qam", "change", "--author=Ann Brandt <ann@example.org>")
    for name in ("AB", "ann brandt"):
        done = run(desk, "confirm", SHARES, "--by", name, *DAY)
        assert (done.returncode, f"{name} wrote this sentence last" in done.stderr) == (1, True)
    assert run(desk, "confirm", SHARES, "--by", "Eve", *DAY).returncode == 2
    assert kept(desk) == []
    assert run(desk, "confirm", MEDICAL, "--by", "ann brandt", *DAY).returncode == 0
    assert run(desk, "confirm", SHARES, "--by", "Carl Dahl", *DAY).returncode == 0
    assert kept(desk) == [(MEDICAL, "AB", None), (SHARES, "CD", None)]


def test_the_list_can_be_narrowed(desk: DeskFolder) -> None:
    """To what is not confirmed, is asked about, stands on page one, or is not one's own; and to all of these."""
    every = listed(desk)
    assert len(every) == 17
    run(desk, "confirm", SHARES, BOTTOM, "--by", "AB", *DAY)
    assert set(every) - set(listed(desk, "--unconfirmed")) == {SHARES, BOTTOM}
    assert set(every) - set(listed(desk, "--not-by", "AB")) == {SHARES, BOTTOM}
    assert listed(desk, "--with-warnings") == []
    page_one = listed(desk, "--page-one")
    assert (BOTTOM in page_one, SHARES in page_one, len(page_one)) == (True, False, 9)
    edit(desk, DEVELOPMENT, "The ministers planned to decide in November 2019.", "The ministers planned to decide in October 2019.")
    assert listed(desk, "--with-warnings") == ["development/winter-sailings/facts/ministers-to-decide"]
    assert "[-; 2 warnings]" in run(desk, "confirm", "--list", "--with-warnings").stdout


def test_a_release_is_refused_until_all_is_confirmed(repository: DeskFolder) -> None:
    """Every sentence that lacks a person is named at its line, and the build only notes how many there are."""
    edit(repository, "content/desk.yaml", "output: build", "output: build\nconfirm: page-one")
    commit(repository, "confirm")
    release = ("release", "sound-ferries", "--note", "A note.", "--date", "2019-07-08")
    done = run(repository, *release)
    assert (done.returncode, done.stderr.count("[confirmation-missing]")) == (1, 9)
    assert not (repository.root / "content/editions").exists()
    built = run(repository, "build", "--format", "html")
    assert (built.returncode, "9 of 9 sentences must still be confirmed" in built.stderr) == (0, True)
    assert run(repository, "confirm", *listed(repository, "--page-one"), "--by", "AB", *DAY).returncode == 0
    done = run(repository, *release)
    assert done.returncode == 0, done.stderr
    assert "whether these are two persons nobody can tell" in done.stderr


def asked(desk: DeskFolder, keys: Sequence[str], *options: str) -> str:
    """What `confirm` says on a terminal to somebody who presses these keys, each after the next question."""
    master, terminal = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "briefgen", "confirm", "--by", "AB", *DAY, *options]
    process = subprocess.Popen(command, cwd=desk.root, stdin=terminal, stdout=terminal, stderr=terminal, env=environment)
    os.close(terminal)
    said = b""
    try:
        for key in keys:
            said += _until(master, (b"q stop", b"stand?"))
            _until_it_reads(master, keys=len(key) == 1)
            os.write(master, key.encode())
        said += _until(master, ())
        process.wait()
    finally:
        process.kill()
        process.wait()
        os.close(master)
    return said.decode()


def _until_it_reads(master: int, *, keys: bool) -> None:
    """Until the terminal gives on single keys, or whole lines: what is typed before is lost."""
    for _ in range(6000):
        if bool(termios.tcgetattr(master)[3] & termios.ICANON) != keys:
            return
        time.sleep(0.01)
    raise AssertionError("it never read")


def _until(master: int, ends: Sequence[bytes]) -> bytes:
    """What is said until one of the ends of a question, or until all is said."""
    found = b""
    while not (ends and found.rstrip(b"\r\n ").endswith(tuple(ends))):
        assert select.select([master], [], [], 60)[0], found
        try:
            piece = os.read(master, 4096)
        except OSError:
            break
        if not piece:
            break
        found += piece
    return found


def test_one_after_the_other_on_a_terminal(desk: DeskFolder) -> None:
    """Each sentence beside its paragraph with the excerpt marked; yes, later, no with a remark, back, and stop."""
    said = asked(desk, ["y", "l", "n", "Too sure.\n", "b", "y", "q"], "--page-one")
    assert "1 of 9   content/developments/winter-sailings.yaml:27:11" in said
    assert "[agreed on Tuesday to keep two ferries a day across the Sound]" in said
    assert "official statement" in said
    first, _, third, *_ = listed(desk, "--page-one")
    assert set(kept(desk)) == {(first, "AB", None), (third, "AB", None)}
    assert "3 sentences of 9 read and kept." in said


def test_a_closed_terminal_stops_and_keeps_what_was_said(desk: DeskFolder) -> None:
    """Ctrl-C and Ctrl-D after the first sentence leave that one confirmed."""
    for number, key in enumerate(("\x03", "\x04"), 1):
        assert "1 sentence of" in asked(desk, ["y", key])
        assert len(kept(desk)) == number
