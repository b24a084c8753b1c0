"""A client of a language server over standard input and output, as an editor is one (LSP 3.17, Base Protocol)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from tests.conftest import ROOT


class Client:
    """Starts `briefgen lsp` and talks to it. root: the folder that the editor has open."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "briefgen", "lsp"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(command, cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._answers: dict[int, Queue[dict[str, Any]]] = {}
        self._published: dict[str, list[dict[str, Any]]] = {}
        self._news: Queue[str] = Queue()
        self.logged: list[str] = []
        self._number = 0
        self._versions: dict[str, int] = {}
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.capabilities = self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})["capabilities"]
        self.tell("initialized", {})

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a request. Raises ValueError with the server's words where it refuses."""
        self._number += 1
        number = self._number
        self._answers[number] = Queue()
        self._send({"id": number, "method": method, "params": params})
        answer = self._answers[number].get(timeout=60)
        del self._answers[number]
        if "error" in answer:
            raise ValueError(answer["error"]["message"])
        return answer["result"]

    def tell(self, method: str, params: Any) -> None:
        """A notification."""
        self._send({"method": method, "params": params})

    def open(self, file: Path, text: str | None = None) -> str:
        """Opens a file in the editor, with a text that is not saved if one is given; gives its address."""
        uri = file.as_uri()
        self._versions[uri] = 1
        shown = file.read_text(encoding="utf-8") if text is None else text
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": shown}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def type(self, uri: str, text: str) -> None:
        """The whole text of an open file is another."""
        self._versions[uri] += 1
        self.tell(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": self._versions[uri]}, "contentChanges": [{"text": text}]},
        )

    def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        """What is asked at a cursor, from 0."""
        return self.ask(
            f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}, **more}
        )

    def problems(self, uri: str, wanted: Any, seconds: float = 60) -> list[dict[str, Any]]:
        """The problems of a file once they are as wanted: a function of them; those that were told last where they never are."""
        while not wanted(self._published.get(uri, [])):
            try:
                self._news.get(timeout=seconds)
            except Empty:
                break
        return self._published.get(uri, [])

    def close(self) -> int:
        """Ends the server, and gives its exit code."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        code = self.process.wait(timeout=30)
        self._listener.join(timeout=30)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream
            stream.close()
        return code

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(f"Content-Length: {len(data)}\r\n\r\n".encode() + data)
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream
        while line := stream.readline():
            length = int(line.split(b":")[1]) if line.lower().startswith(b"content-length") else 0
            while line.strip():
                line = stream.readline()
            self._take(json.loads(stream.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        if "method" not in message:
            self._answers[message["id"]].put(message)
        elif message["method"] == "textDocument/publishDiagnostics":
            self._published[message["params"]["uri"]] = message["params"]["diagnostics"]
            self._news.put(message["params"]["uri"])
        elif message["method"] == "window/logMessage":
            self.logged.append(message["params"]["message"])
        elif "id" in message:
            self._send({"id": message["id"], "result": None})
