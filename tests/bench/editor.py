"""What an editor waits for: answers of the language server, problems after a change, and the preview's page after a save; in milliseconds.

Beside each stands what a naive way takes in the same run: a whole `briefgen check` for the language server, a whole build of the page for
the screen for the preview.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefgen.preview.desk_process import DeskProcess
from tests.bench import corpus
from tests.bench.measure import ROOT, once
from tests.tools.lsp_client import Client

TIMES = 9


def main(sizes: int = 500) -> None:
    """Prints the table of the first desk and of a generated one."""
    with TemporaryDirectory() as folder:
        first, large = Path(folder) / "first", Path(folder) / "large"
        shutil.copytree(ROOT / "content", first / "content")
        corpus.write(large, sizes)
        print(f"{'':<46}{'first desk':>12}{f'{sizes} developments':>20}")
        columns = [_answers(first), _answers(large)]
        for name in columns[0]:
            print(f"{name:<46}{columns[0][name]:>9.0f} ms{columns[1][name]:>17.0f} ms")
        print("Goals: answers 100 and 300 ms; the preview's page after a save 300 and 800 ms.")


def _answers(desk: Path) -> dict[str, float]:
    file = sorted((desk / "content/developments").glob("*.yaml"))[0]
    text = file.read_text(encoding="utf-8")
    lines = text.split("\n")
    line = next(number for number, words in enumerate(lines) if words.startswith("source:"))
    found: dict[str, float] = {}
    client = Client(desk)
    uri = client.open(file)
    client.at("hover", uri, line, 9)
    for name in ("completion", "hover", "definition"):
        found[f"lsp: {name}"] = _median(lambda name=name: client.at(name, uri, line, 9))  # type: ignore[misc]
    found["lsp: completion right behind a change"] = _median(lambda: (_typed(client, uri, text), client.at("completion", uri, line, 9)))
    found["lsp: a problem, from the change on"] = _median(lambda: _problem(client, uri, text))
    client.close()
    found["beside it: briefgen check"] = 1000 * once([sys.executable, "-m", "briefgen", "check", "--desk", str(desk)]).seconds
    shown = DeskProcess(desk)
    pack = shown.ask("state")["packs"][0]["id"]
    known = _known(shown.ask("document", pack, "pack", {}))
    found["preview: the pack's changed blocks after a save"] = _median(lambda: _followed(shown, pack, known, file, text))
    shown.close()
    build = [sys.executable, "-m", "briefgen", "build", "--format", "html", "--desk", str(desk), "--output", str(desk / "out"), "--force"]
    found["beside it: briefgen build --format html"] = 1000 * once(build).seconds
    return found


def _median(ask: Callable[[], Any]) -> float:
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken)


_turn = iter(range(10**9))


def _typed(client: Client, uri: str, text: str) -> None:
    client.type(uri, text.replace("title: ", f"title: {next(_turn)} ", 1))


def _problem(client: Client, uri: str, text: str) -> None:
    name = f"unknown{next(_turn)}"
    client.type(uri, f"{text}{name}: x\n")
    client.problems(uri, lambda found: any(name in problem["message"] for problem in found))


def _known(document: dict[str, Any]) -> dict[str, str]:
    return {**document["blocks"], "": document["head"]["sheet"]}


def _followed(shown: DeskProcess, pack: str, known: dict[str, str], file: Path, text: str) -> None:
    file.write_text(text.replace("title: ", f"title: {next(_turn)} ", 1), encoding="utf-8")
    shown.ask("state")
    shown.ask("document", pack, "pack", known)
