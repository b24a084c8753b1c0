"""The language server as an editor has it: over standard input and output, from nothing to a clean record."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.lsp.server import fault
from tests.tools.commands import run
from tests.tools.lsp_client import Client


class Editor:
    """A desk's development, open in an editor."""

    def __init__(self, desk: DeskFolder, client: Client) -> None:
        self.desk, self.client = desk, client
        self.file = desk.root / "content/developments/winter-sailings.yaml"
        self.text = self.file.read_text(encoding="utf-8")
        self.uri = client.open(self.file)

    def cursor(self, words: str, inside: int = 0) -> tuple[int, int]:
        """Line and column, from 0, of the first place of some words, so many signs into them."""
        before = self.text[: self.text.index(words) + inside]
        return before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2

    def type(self, old: str, new: str) -> None:
        assert old in self.text
        self.text = self.text.replace(old, new, 1)
        self.client.type(self.uri, self.text)

    def at(self, method: str, words: str, inside: int = 0, **more: Any) -> Any:
        return self.client.at(method, self.uri, *self.cursor(words, inside), **more)

    def labels(self, words: str, inside: int) -> list[str]:
        return [item["label"] for item in self.at("completion", words, inside)["items"]]


@pytest.fixture
def client(desk: DeskFolder) -> Iterator[Client]:
    made = Client(desk.root)
    yield made
    assert made.close() == 0


@pytest.fixture
def editor(desk: DeskFolder, client: Client) -> Editor:
    return Editor(desk, client)


def codes(problems: list[dict[str, Any]]) -> set[str]:
    return {problem["code"] for problem in problems}


def test_a_record_from_nothing_to_clean(desk: DeskFolder, client: Client) -> None:
    """Typed line by line: what is missing is told, fields, ids, paragraphs and words of the source are offered, until nothing is wrong,
    as check says too; nothing is saved meanwhile."""
    file = desk.root / "content/developments/new-berth.yaml"
    uri = client.open(file, "id: new-berth\n")
    missing = client.problems(uri, bool)
    assert codes(missing) == {"missing-key"}
    assert any("“title”" in problem["message"] for problem in missing)
    lines = ["id: new-berth", "title: A new berth", "date: 2019-07-01", "so"]
    client.type(uri, "\n".join(lines))
    fields = client.at("completion", uri, 3, 2)["items"]
    assert {"source", "topics"} <= {item["label"] for item in fields}
    lines[3] = "source: "
    client.type(uri, "\n".join(lines))
    sources = [item["label"] for item in client.at("completion", uri, 3, 8)["items"]]
    assert "oskary-courier" in sources
    lines[3:] = ["source: oskary-courier", "says: "]
    client.type(uri, "\n".join(lines))
    assert "named-official" in [item["label"] for item in client.at("completion", uri, 4, 6)["items"]]
    lines[4:] = [
        "says: media",
        "bottom_line: berth",
        "paragraphs:",
        "  - facts:",
        "      - id: berth",
        "        text: The ministers left the cost open.",
    ]
    lines.append("        cite: ¶")
    client.type(uri, "\n".join(lines))
    paragraphs = client.at("completion", uri, 10, 15)["items"]
    assert paragraphs[2]["label"] == "¶3"
    assert paragraphs[2]["detail"].startswith("The ministers left open")
    lines[10] = "        cite: ¶3 “left open"
    client.type(uri, "\n".join(lines))
    excerpts = client.at("completion", uri, 10, len(lines[10]))["items"]
    longest = max(excerpts, key=lambda item: len(item["label"].split()))
    assert longest["label"].startswith("left open who pays for the second ship")
    assert all(len(item["label"].split()) <= 12 for item in excerpts)
    lines[10] += excerpts[0]["insertText"]
    client.type(uri, "\n".join([*lines, "topics: [ferries]", ""]))
    told = client.problems(uri, lambda found: not found)
    assert told == []
    assert not file.exists()
    file.write_text("\n".join([*lines, "topics: [ferries]", ""]), encoding="utf-8")
    mended = json.loads(run(desk, "check", "--output-format", "json").stdout)
    assert [problem for problem in mended if problem["file"] == desk.show(file)] == []


def test_problems_come_while_typing_and_go(editor: Editor) -> None:
    """At their words, with the code and the hint; those of the archived texts follow."""
    editor.type("title: ", "titel: ")
    told = editor.client.problems(editor.uri, lambda found: "unknown-key" in codes(found))
    one = next(problem for problem in told if problem["code"] == "unknown-key")
    assert one["message"].endswith("Did you mean “title”?")
    assert one["range"]["start"] == {"line": editor.cursor("titel")[0], "character": 0}
    assert one["range"]["end"]["character"] == 5
    editor.type("titel: ", "title: ")
    assert editor.client.problems(editor.uri, lambda found: not found) == []
    editor.type("left open who pays", "left open who paid")
    assert "excerpt-not-found" in codes(editor.client.problems(editor.uri, bool))


def test_what_is_hovered_is_told(editor: Editor) -> None:
    """The paragraph with the excerpt marked, the record that an id names, a date in words, and what a field is for."""
    paragraph = editor.at("hover", "¶3", 1)["contents"]["value"]
    assert "**left open who pays for the second ship**" in paragraph
    assert "¶3" in paragraph.splitlines()[0]
    assert "Ferry talks turn" in editor.at("hover", "source: oskary", 10)["contents"]["value"]
    assert editor.at("hover", "2019-03-12\nplace", 2)["contents"]["value"].replace("\u00a0", " ") == "12 March 2019"
    assert (
        "policy" in editor.at("hover", "topics:", 8)["contents"]["value"]
        or "packs" in editor.at("hover", "topics:", 8)["contents"]["value"]
    )


def test_an_id_leads_to_its_record_and_all_its_uses(editor: Editor) -> None:
    """A source, an issue, a fact in a sentence; a citation to the line of the archived text."""
    place = editor.at("definition", "source: oskary", 10)
    assert place["uri"].endswith("content/sources/oskary-courier.yaml")
    assert editor.at("definition", "second-ship: raised", 3)["uri"].endswith("content/issues/second-ship.yaml")
    fact = editor.at("definition", "[#winter-sailings-agreed", 5)
    assert fact["range"]["start"]["line"] == editor.cursor("id: winter-sailings-agreed")[0]
    archived = editor.at("definition", "¶3", 1)
    text = Path(archived["uri"].removeprefix("file://")).read_text(encoding="utf-8").splitlines()
    assert text[archived["range"]["start"]["line"]].startswith("The ministers left open")
    uses = editor.at("references", "[#cost-left-open", 5, context={"includeDeclaration": True})
    assert len(uses) >= 2


def test_a_name_is_changed_everywhere(editor: Editor) -> None:
    """After it the desk is as clean as before; a name that is taken or malformed is refused; words that are no id cannot be renamed."""
    desk = editor.desk
    before = json.loads(run(desk, "check", "--output-format", "json").stdout)
    for words, inside, name in (
        ("source: oskary", 10, "the-courier"),
        ("second-ship: raised", 3, "ship-two"),
        ("[#cost-left-open", 5, "open-cost"),
    ):
        edit = editor.at("rename", words, inside, newName=name)
        for uri, edits in edit["changes"].items():
            file = Path(uri.removeprefix("file://"))
            lines = file.read_text(encoding="utf-8").split("\n")
            for one in sorted(edits, key=lambda one: (one["range"]["start"]["line"], one["range"]["start"]["character"]), reverse=True):
                line, start, end = one["range"]["start"]["line"], one["range"]["start"]["character"], one["range"]["end"]["character"]
                lines[line] = lines[line][:start] + one["newText"] + lines[line][end:]
            file.write_text("\n".join(lines), encoding="utf-8")
        editor.text = editor.file.read_text(encoding="utf-8")
        editor.client.type(editor.uri, editor.text)
        editor.client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2} for uri in edit["changes"]]})
        after = json.loads(run(desk, "check", "--output-format", "json").stdout)
        assert [problem["code"] for problem in after] == [problem["code"] for problem in before]
    everything = "".join(path.read_text(encoding="utf-8") for path in (desk.root / "content").rglob("*.yaml"))
    assert not re.search(r"(?<![\w-])(oskary-courier|cost-left-open)(?![\w.-])", re.sub("#.*", "", everything.replace("[#", "[")))
    for name in ("Not An Id", "open--cost"):
        with pytest.raises(ValueError, match="small letters, digits"):
            editor.at("rename", "[#open-cost", 5, newName=name)
    with pytest.raises(ValueError, match="already called"):
        editor.at("rename", "[#open-cost", 5, newName="report-due")
    assert editor.at("prepareRename", "In a joint statement", 5) is None


def test_one_key_mends(editor: Editor) -> None:
    """The word that was meant; an excerpt that is too long becomes two."""
    editor.type("title: ", "titel: ")
    shown = editor.client.problems(editor.uri, lambda found: "unknown-key" in codes(found))
    place = next(problem["range"] for problem in shown if problem["code"] == "unknown-key")
    action = {"textDocument": {"uri": editor.uri}, "range": place, "context": {"diagnostics": shown}}
    [fix] = [one for one in editor.client.ask("textDocument/codeAction", action) if "title" in one["title"]]
    [edit] = fix["edit"]["changes"][editor.uri]
    assert (edit["newText"], edit["range"]["end"]["character"]) == ("title", 5)


def test_facts_show_who_says_so(editor: Editor) -> None:
    """And ids stand in the outline."""
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
    labels = [hint["label"] for hint in editor.client.ask("textDocument/inlayHint", {"textDocument": {"uri": editor.uri}, "range": whole})]
    assert {"official-statement", "named-official"} <= set(labels)
    names = [one["name"] for one in editor.client.ask("textDocument/documentSymbol", {"textDocument": {"uri": editor.uri}})]
    assert {"winter-sailings", "cost-left-open"} <= set(names)
    found = editor.client.ask("workspace/symbol", {"query": "courier"})
    assert any(one["name"].startswith("oskary-courier") for one in found)


def test_formatting_is_that_of_fmt(editor: Editor) -> None:
    """Fields in their order; a text that cannot be read stays as it is."""
    options = {"textDocument": {"uri": editor.uri}, "options": {"tabSize": 2, "insertSpaces": True}}
    assert editor.client.ask("textDocument/formatting", options) == []
    title = next(line for line in editor.text.split("\n") if line.startswith("title: "))
    editor.type(f"{title}\n", "")
    editor.client.type(editor.uri, f"{title}\n{editor.text}")
    [edit] = editor.client.ask("textDocument/formatting", options)
    names = [line.split(":")[0] for line in edit["newText"].split("\n") if re.match("[a-z_]+:", line)]
    assert names[:2] == ["id", "title"]
    editor.client.type(editor.uri, "id: [")
    assert editor.client.ask("textDocument/formatting", options) == []


def test_columns_are_those_of_the_editor(editor: Editor) -> None:
    """Behind signs that take two units, and in Japanese."""
    editor.type("title: Ministers", "title: 日米 😀 [#no-such-fact] Ministers")
    editor.type("  Oskary and Velmare agreed", "  日米 😀 [#no-such-fact] Oskary and Velmare agreed")
    told = editor.client.problems(editor.uri, lambda found: "unknown-reference" in codes(found))
    one = next(problem for problem in told if problem["code"] == "unknown-reference")
    line = editor.text.split("\n")[one["range"]["start"]["line"]].encode("utf-16-le")
    words = line[2 * one["range"]["start"]["character"] : 2 * one["range"]["end"]["character"]].decode("utf-16-le")
    assert words == "no-such-fact"


def test_two_desks_and_a_file_in_none(desk: DeskFolder, client: Client, tmp_path: Path) -> None:
    """Each has its own problems; a file of no desk has none and is answered with nothing."""
    other = tmp_path / "other"
    shutil.copytree(desk.root, other)
    files = [root / "content/developments/winter-sailings.yaml" for root in (desk.root, other)]
    uris = [client.open(file) for file in files]
    client.type(uris[1], "id: [")
    assert codes(client.problems(uris[1], bool)) == {"yaml-syntax"}
    assert client.problems(uris[0], lambda found: found == []) == []
    stray = tmp_path / "notes.yaml"
    stray.write_text("a: 1\n", encoding="utf-8")
    uri = client.open(stray)
    assert client.at("hover", uri, 0, 1) is None
    assert client.at("completion", uri, 0, 1)["items"] == []
    assert client.at("definition", uri, 0, 1) is None


def test_a_desk_that_is_broken_at_the_start_is_told_too(desk: DeskFolder) -> None:
    """And can be mended."""
    settings = desk.root / "content/desk.yaml"
    whole = settings.read_text(encoding="utf-8")
    settings.write_text("title: [\n", encoding="utf-8")
    client = Client(desk.root)
    uri = client.open(settings)
    assert codes(client.problems(uri, bool)) == {"yaml-syntax"}
    assert client.at("hover", uri, 0, 1) is None
    client.type(uri, whole)
    assert client.problems(uri, lambda found: not found) == []
    assert client.close() == 0


def test_a_fault_is_logged_without_texts_of_the_desk() -> None:
    """Kind and place alone."""

    def secret() -> None:
        raise KeyError("a sentence that is nobody's business")

    with pytest.raises(KeyError) as caught:
        secret()
    words = fault("hover", caught.value)
    assert words.startswith("briefgen could not answer hover: KeyError at test_server.py:")
    assert "business" not in words
