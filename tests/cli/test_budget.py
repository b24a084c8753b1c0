"""briefgen budget, as a user calls it."""

from __future__ import annotations

import json
import re

import pytest

from briefgen.desk.folder import DeskFolder
from tests.tools.commands import run
from tests.tools.desks import PACK, edit

NAME = "sound-ferries"


def test_budget_says_words_minutes_and_limits(desk: DeskFolder) -> None:
    """A line each for sources, YAML and products, with the budget where there is one, and how often facts are printed."""
    done = run(desk, "budget")
    assert (done.returncode, done.stderr) == (0, "")
    head, *rows, printed = done.stdout.splitlines()
    assert head.split() == [NAME, "words", "minutes", "budget"]
    assert [row.split()[0] for row in rows] == ["sources", "YAML", "brief", "pack", "annex"]
    assert [bool(re.fullmatch(r"  \w+ +[\d,]+ +\d+( +[\d,]+)?", row)) for row in rows] == [True] * 5
    assert [row.split()[3:] for row in rows] == [[], [], ["700"], [], []]
    assert printed == "  Printed in brief and pack: 6 facts once, 1 fact twice, 2 facts 3 times."


def test_budget_is_data_too(desk: DeskFolder) -> None:
    """The same figures with --json, for one pack or all; a limit of the pack's own is in them."""
    edit(desk, PACK, "display:", "budgets: {annex: {words: 1234}}\n\ndisplay:")
    [one] = json.loads(run(desk, "budget", NAME, "--json").stdout)
    assert (one["pack"], list(one["words"]), len(one["printed"])) == (NAME, ["sources", "YAML", "brief", "pack", "annex"], 9)
    assert {name: column["budget"] for name, column in one["words"].items() if column["budget"]} == {"brief": 700, "annex": 1234}
    said = run(desk, "budget").stdout
    assert all(f"{column['words']:,}" in said for column in one["words"].values())


@pytest.mark.slow
@pytest.mark.parametrize("setting", ["", "as_of: 2019-03-31\n"], ids=["now", "as of a day"])
def test_budget_counts_the_words_that_are_built(desk: DeskFolder, setting: str) -> None:
    """What the archived texts say of the annex, marks of drafts and a day of the desk's own are in both."""
    path = desk.content / "desk.yaml"
    path.write_text(f"{setting}{path.read_text(encoding='utf-8')}", encoding="utf-8")
    built = run(desk, "build", "--format", "pdf")
    assert built.returncode == 0, built.stderr
    products = json.loads((desk.root / "build/manifest.json").read_text(encoding="utf-8"))["products"]
    [one] = json.loads(run(desk, "budget", "--json").stdout)
    columns = [column["words"] for name, column in one["words"].items() if name not in {"sources", "YAML"}]
    assert sorted(columns) == sorted(entry["words"] for name, entry in products.items() if name.endswith(".pdf"))


def test_budget_of_no_pack_is_wrong_usage(desk: DeskFolder) -> None:
    """It says which packs there are."""
    done = run(desk, "budget", "no-such-pack")
    assert (done.returncode, NAME in done.stderr, "Traceback" in done.stderr) == (2, True, False)
