"""A build that is read by hand, and that answers at once where nothing is to be done."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cli import build
from briefgen.cli.commands import app
from briefgen.cli.making import COMPLETION, FLAGS, OFTEN, ONCE, Asked, BuildFormat, plain_build
from briefgen.desk.folder import DeskFolder
from tests.tools.commands import run, spoil

WORDS = ["ferries", "", "-", "--", "-x", "--desk=", "--quiet=1", "--no-strict", "--for", "doc", "--as-of", "--help"]
VALUES = ["a/b", "c d", *(choice.value for _, choices in OFTEN.values() for choice in choices)]
ARGUMENTS = st.lists(
    st.sampled_from([*WORDS, *VALUES, *FLAGS, *ONCE, *OFTEN]).map(lambda word: [word])
    | st.tuples(st.sampled_from([*ONCE, *OFTEN]), st.sampled_from(VALUES)).flatmap(
        lambda pair: st.sampled_from([list(pair), ["=".join(pair)]])
    ),
    max_size=6,
).map(lambda lists: ["build", *(word for words in lists for word in words)])
HEAVY = (
    "typer", "click", "rich", "yaml", "pydantic", "dataclasses", "jinja2", "markupsafe", "docx", "lxml", "weasyprint", "fontTools", "PIL",
    "importlib.metadata", "concurrent.futures", "subprocess", "briefgen.content.content", "briefgen.diagnostics.diagnostic",
)  # fmt: skip
SCRIPT = """
import sys
from briefgen.cli.app import main
try:
    main()
finally:
    print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""


def read_by_typer(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the command is asked for by these arguments."""
    asked: list[Asked] = []
    with monkeypatch.context() as patched:
        patched.setattr(build, "make", asked.append)
        app(arguments, prog_name="briefgen", standalone_mode=False)
    [one] = asked
    return one._replace(packs=list(one.packs), products=list(one.products), formats=list(one.formats))


@given(arguments=ARGUMENTS)
def test_what_is_read_by_hand_is_what_typer_reads(arguments: list[str]) -> None:
    """Whatever the options and their order, typer understands the same, or it is left to typer."""
    asked = plain_build(arguments, {})
    if asked is not None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            assert read_by_typer(arguments, monkeypatch) == asked


def test_usual_options_are_read_by_hand() -> None:
    """Packs, formats, products, folders and flags, in any order."""
    asked = plain_build(["build", "a", "--format", "all", "--quiet", "--output=o", "b", "--format", "html", "--desk", "d"], {})
    assert asked is not None
    assert (asked.packs, asked.formats, asked.quiet) == (["a", "b"], [BuildFormat.all, BuildFormat.html], True)
    assert (str(asked.output), str(asked.desk)) == ("o", "d")
    assert plain_build(["build"], {}) is not None


@pytest.mark.parametrize(
    "arguments",
    [[], ["check"], ["--version"], ["build", "--help"], ["build", "--format", "doc"], ["build", "--as-of", "2010"], ["build", "--desk"]],
    ids=" ".join,
)
def test_all_else_is_left_to_typer(arguments: list[str]) -> None:
    """Other commands, other options, and what is mistyped."""
    assert plain_build(arguments, {}) is None


def test_a_shell_that_completes_is_left_to_typer() -> None:
    """A shell asks with the words of a build, and is not to start one."""
    assert plain_build(["build"], {COMPLETION: "complete_bash"}) is None


def test_on_windows_typer_expands_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the shell leaves that to the command."""
    monkeypatch.setattr("briefgen.cli.making.os.name", "nt")
    assert plain_build(["build", "--output", "~/out"], {}) is None
    assert plain_build(["build", "--quiet"], {}) is not None


@pytest.mark.parametrize("options", [[], ["--quiet"], ["--json"], ["--strict"], ["--product", "brief"], ["sound-ferries"]], ids=" ".join)
def test_an_up_to_date_build_imports_nothing_that_costs(built: DeskFolder, options: list[str]) -> None:
    """It answers before the command line's library, YAML, models, templates and exporters are loaded, and says what typer's way says."""
    run(built, "build", "--format", "all")
    arguments = ["build", "--format", "all", *options]
    script = SCRIPT.format(heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", script, *arguments], cwd=built.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "[]\n")
    other = run(built, *arguments, "--")
    assert (other.stdout, other.stderr, other.returncode) == (done.stdout, "", 0)
    assert bool(done.stdout) == (options != ["--quiet"])
    if options == ["--json"]:
        assert json.loads(done.stdout)["up_to_date"] is True


def test_a_strict_build_with_warnings_is_made_again(desk: DeskFolder) -> None:
    """What was built with a warning is up to date for those only who take warnings as such."""
    (desk.root / "content/issues/third-ship.yaml").write_text("id: third-ship\ntitle: A third ship\nquestion: Is it needed?\n")
    assert run(desk, "build", "--format", "html").returncode == 0
    assert "up to date" in run(desk, "build", "--format", "html").stdout
    done = run(desk, "build", "--format", "html", "--strict")
    assert (done.returncode, done.stdout, "Warnings count as errors" in done.stderr) == (1, "", True)


@pytest.mark.parametrize("options", [["no-such-pack"], ["--product", "annex", "--format", "docx"]], ids=" ".join)
def test_what_cannot_be_made_is_said_the_same_way(desk: DeskFolder, options: list[str]) -> None:
    """A pack or product that is not there is wrong usage, however the options were read."""
    done, other = run(desk, "build", *options), run(desk, "build", *options, "--")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: briefgen build" in done.stderr
    assert done.stderr == other.stderr


def test_broken_content_is_said_the_same_way(desk: DeskFolder) -> None:
    """So are the problems of a desk, as text and for a program."""
    spoil(desk)
    for options in ([], ["--json"], ["--quiet"]):
        done, other = run(desk, "build", *options), run(desk, "build", *options, "--")
        assert (done.returncode, done.stdout, done.stderr) == (1, other.stdout, other.stderr)
