"""Every code has a broken example with its exact report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent, indent

import pytest
import yaml

from briefgen.desk.folder import DeskFolder, find
from briefgen.desk.git import desk_at
from briefgen.diagnostics.codes import CODES
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, in_order
from briefgen.diagnostics.reports import text
from briefgen.editions import release, standing
from briefgen.evidence.confirming.demands import of_authors
from briefgen.evidence.confirming.people import Authors
from briefgen.evidence.readings import archive_folder
from briefgen.evidence.verify import verify
from briefgen.machine.source_date import source_day
from briefgen.pipeline.again.migrated import migrated
from briefgen.pipeline.build import build
from briefgen.pipeline.confirmed import still_wanted, unconfirmed
from briefgen.pipeline.load import load
from briefgen.pipeline.processes.cluster import Cluster
from briefgen.products import output_folder
from briefgen.products.carried.extract import extract
from tests.tools.broken import EXAMPLES, apply
from tests.tools.commands import git


def test_codes_and_examples_are_the_same_set() -> None:
    """No code lacks an example, and no example lacks a code."""
    assert EXAMPLES
    assert {path.stem for path in EXAMPLES} == set(CODES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_broken_example_gives_its_report(path: Path, desk: DeskFolder, request: pytest.FixtureRequest) -> None:
    """The example, applied to the worked desk, gives its code and exactly its report."""
    example = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    for change in example["change"]:
        apply(desk.root, change)
    problems = diagnose(desk.root, path.stem, example.get("then", ""))
    report = text(problems).replace(str(desk.root), "DESK").replace(str(desk.root.resolve()), "DESK")
    if request.config.getoption("update_snapshots"):
        head = path.read_text(encoding="utf-8").split("report: |\n", 1)[0]
        path.write_text(f"{head}report: |\n{indent(report.rstrip(), '  ')}\n", encoding="utf-8")
    assert path.stem in {problem.code for problem in problems}
    assert report.rstrip() == dedent(path.read_text(encoding="utf-8").split("report: |\n", 1)[1]).rstrip()


def diagnose(root: Path, code: str, then: str = "") -> list[Diagnostic]:
    """Every problem that a build of the desk reports, and before it, that verify reports; `then`: another command to begin.

    Where a problem with the code is found before anything is exported, the build makes HTML alone, else what reports most: PDF and Word.
    """
    problems: list[Diagnostic] = []
    try:
        desk = find(root)
        if then == "migrate":
            migrated(desk)
        content, problems = load(desk)
        if content is None or any(problem.severity == "error" for problem in problems):
            return problems
        verified = verify(content, archive_folder(content, root, None))
        problems += verified.problems
        if any(problem.severity == "error" for problem in problems):
            return in_order(problems)
        if then == "release --correction":
            release.plan(content, next(iter(content.packs.values())), root, "A note.", date(2019, 7, 8), correction=True)
        if then == "release" or then.startswith("commit as "):
            if then != "release":
                git(find(root), "init", "-q")
                git(find(root), "add", "-A")
                git(find(root), "commit", "-qm", "begin", f"--author={then.removeprefix('commit as ')}")
            pack = next(iter(content.packs))
            asked = Authors(root) if then != "release" else Authors(None)
            found = [*unconfirmed(content, pack, verified, asked), *of_authors(content, verified.confirmations, asked)]
            return in_order([*problems, *(problem for problem in found if problem.code == code)])
        if then == "diff no-such-branch":
            desk_at(root, "no-such-branch", root / "elsewhere")
        if then.startswith("build --on "):
            Cluster(then.removeprefix("build --on "), "")
        if then == "extract pack.pdf":
            extract(root / "pack.pdf", root / "elsewhere")
        if then.startswith("SOURCE_DATE_EPOCH="):
            with pytest.MonkeyPatch.context() as environment:
                environment.setenv(*then.split("=", 1))
                source_day()
        problems += [problem for pack in content.packs for problem in still_wanted(content, pack, verified)]
        content, earlier = standing.with_drafts_marked(content, root)
        formats = ["html"] if code in {problem.code for problem in problems} else ["pdf", "docx"]
        built = build(content, list(content.packs), formats, desk.templates, earlier=earlier)
        output_folder.write(root / "build", {item.name: item.product.data for item in built}, {})
    except ContentError as error:
        return in_order([*problems, *error.problems])
    return in_order([*problems, *(problem for item in built for problem in item.product.problems)])
