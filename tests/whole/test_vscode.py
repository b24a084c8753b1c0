"""The extension for VS Code: what it says of itself is true, it is packed by one command, and what it does works against the real server.

Nothing here needs VS Code: the parts that do not are driven by Node with the client's own protocol (editors/vscode/test/drive.ts), and the
bundle is loaded with a stand-in for VS Code's interface.
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.content.model.kinds import KINDS
from briefgen.content.model.statement import Says
from briefgen.content.reading.read import read
from briefgen.content.validate import kind_of
from briefgen.desk.folder import DeskFolder
from briefgen.editing.layout.formatted import formatted
from tests.conftest import ROOT
from tests.tools.desks import DEVELOPMENT

FOLDER = ROOT / "editors" / "vscode"
MANIFEST: dict[str, Any] = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
SNIPPETS: dict[str, Any] = json.loads((FOLDER / "snippets" / "briefgen.json").read_text(encoding="utf-8"))
SNIPPET_OF = {"development": "Development", "issue": "Issue", "source": "Source", "official": "Official"}
HOLES = re.compile(r"\$\{\d+\|([^,|]*)[^}]*\}|\$\{\d+:\$\{TM_FILENAME_BASE\}([^}]*)\}|\$\{\d+:([^}]*)\}|\$\d")


def filled(snippet: str) -> str:
    """A snippet as it stands when every place is left as proposed."""
    text = "\n".join(SNIPPETS[snippet]["body"])
    return HOLES.sub(lambda found: found[1] or (f"x{found[2]}" if found[2] is not None else found[3] or ""), text)


def test_it_is_of_this_version() -> None:
    """Extension and briefgen are released together."""
    assert MANIFEST["version"] == briefgen.__version__


@pytest.mark.parametrize("kind", SNIPPET_OF)
def test_snippets_of_records_are_in_the_house_order(kind: str) -> None:
    """As fmt has them, with fields that there are."""
    text = filled(SNIPPET_OF[kind]).rstrip("\n") + "\n"
    name = f"content/{KINDS[kind][0]}{'' if kind == 'official' else '/x'}.yaml"
    assert formatted(name, text) == text
    record = read(name, text.encode()).data
    record = record[0] if isinstance(record, list) else record
    assert isinstance(record, dict)
    assert set(record) <= set(KINDS[kind][1].model_fields)


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_every_snippet_is_yaml(snippet: str) -> None:
    """As it stands when every place is left as proposed; words to choose from are those that there are."""
    assert read("snippet", filled(snippet).encode()).data
    for choice in re.findall(r"says: \$\{\d+\|([^|]*)\|\}", "\n".join(SNIPPETS[snippet]["body"])):
        assert set(choice.split(",")) == set(Says.__args__)  # type: ignore[attr-defined]


def test_files_of_records_have_the_language_and_no_others(desk: DeskFolder) -> None:
    """So the YAML extension says nothing of them; confirmations and editions are nobody's to type."""
    (language,) = MANIFEST["contributes"]["languages"]
    patterns = [one for pattern in language["filenamePatterns"] for one in alternatives(pattern)]
    names = [*desk.files(), "content/confirmations/a/b.yaml", "content/editions/x/1.0.yaml", "x.yaml", "content/other.yaml"]
    for name in names:
        path = f"/somewhere/{name}"
        matched = any(fnmatch.fnmatchcase(path, pattern.replace("**/", "*/")) for pattern in patterns)
        assert matched == (kind_of(name) is not None and "confirmations" not in name), name


def alternatives(pattern: str) -> list[str]:
    """A pattern without its braces, one for each choice; `**/` may also be nothing."""
    if found := re.search(r"\{([^}]*)\}", pattern):
        return [one for choice in found[1].split(",") for one in alternatives(pattern.replace(found[0], choice, 1))]
    start, sign, rest = pattern.rpartition("/**/")
    return [pattern, f"{start}/{rest}"] if sign else [pattern]


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension's folder with what `npm ci` and `npm run package` make there. Skips, saying why, where npm or its registry is not."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        pytest.skip("node and npm are not installed")
    root = tmp_path_factory.mktemp("extension")
    folder = root / "editors" / "vscode"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("node_modules", "out", "*.vsix", "LICENSE"))
    shutil.copy(ROOT / "LICENSE", root / "LICENSE")
    done = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode and re.search(r"ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ECONNRESET", done.stderr):
        pytest.skip("the npm registry cannot be reached")
    assert done.returncode == 0, done.stderr
    done = subprocess.run([npm, "run", "package"], cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.slow
def test_one_command_packs_it(packed: Path) -> None:
    """The package holds what VS Code needs and nothing else, and every file that the manifest names."""
    with zipfile.ZipFile(packed / "briefgen.vsix") as package:
        names = set(package.namelist())
    held = {name.removeprefix("extension/") for name in names if name.startswith("extension/")}
    assert held == {
        "LICENSE.txt", "language-configuration.json", "out/extension.js", "package.json", "readme.md",
        "snippets/briefgen.json", "syntaxes/briefgen.tmLanguage.json",
    }  # fmt: skip
    contributes = MANIFEST["contributes"]
    named = [
        MANIFEST["main"],
        contributes["languages"][0]["configuration"],
        contributes["grammars"][0]["path"],
        contributes["snippets"][0]["path"],
    ]
    assert {name.removeprefix("./") for name in named} <= held


@pytest.mark.slow
def test_it_registers_the_commands_that_it_offers(packed: Path) -> None:
    """The bundle loads, begins and ends, with a stand-in for VS Code."""
    done = subprocess.run(
        ["node", "test/activate.cjs", str(packed / "out" / "extension.js")], cwd=packed, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert sorted(json.loads(done.stdout)) == sorted(command["command"] for command in MANIFEST["contributes"]["commands"])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="puts a shell script in the place of briefgen")
def test_it_works_against_the_real_server_and_preview(packed: Path, desk: DeskFolder) -> None:
    """The desk's own environment is found; problems come and go as words are typed; formatting is that of fmt; the cursor leads the
    preview, which is begun once, may be framed by the editor, and ends with it."""
    own = desk.root / ".venv" / "bin" / "briefgen"
    own.parent.mkdir(parents=True)
    own.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefgen "$@"\n', encoding="utf-8")
    own.chmod(0o755)
    bare, checkout = desk.root.parent / "bare", desk.root.parent / "checkout"
    bare.mkdir()
    checkout.mkdir()
    shutil.copy(ROOT / "run", checkout / "run")
    done = subprocess.run(
        ["node", "out/test/drive.js", str(desk.root / DEVELOPMENT)],
        cwd=packed,
        env={**os.environ, "PYTHONPATH": str(ROOT), "FOLDERS": os.pathsep.join([str(bare), str(checkout)])},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["root"], found["command"]) == (str(desk.root), [str(own)])
    assert found["commands"] == [["briefgen"], [str(checkout / "run")]]
    assert (found["set"], found["windows"]) == (["nice", "briefgen"], ["briefgen"])
    assert (found["ofDesk"], found["below"]) == ([True, False, False], [True, False, False])
    assert found["places"] == [{"file": "a", "line": 1, "column": 2}, None, None]
    assert (found["broken"], found["mended"], found["code"]) == (["wrong-value"], [], 0)
    (edit,) = found["edits"]
    assert edit["newText"] == (desk.root / DEVELOPMENT).read_text(encoding="utf-8")
    assert "development/winter-sailings/paragraphs/1/facts/0" in found["led"]
    assert found["preview"] == {"same": True, "status": 200, "framed": True, "around": True, "ended": True}
    assert not (desk.root / ".briefgen" / "preview.json").exists()
