"""The preview from its start to its end: address, browser, what is watched, and Ctrl-C."""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from briefgen.desk.files import write_private
from briefgen.desk.folder import DeskFolder
from briefgen.preview.confirming.served import routes
from briefgen.preview.desk_process import DeskProcess
from briefgen.preview.guard import LOOPBACK, Guard
from briefgen.preview.server import Open, Preview, application

ADDRESS = ".briefgen/preview.json"
"""Where a language server finds the preview of its desk."""
WATCHED = ("content", "templates", "fonts")
STEP = 10
"""Milliseconds without a further change after which changes are told."""
SURE = 200
"""Milliseconds after which folders that are new are sure to be watched."""
LONGEST_SETTING = 1200.0
"""Seconds after which the set pages of a product are no longer waited for: those of 500 developments take two minutes on one core."""


def run(
    folder: DeskFolder,
    open_in_editor: Open,
    told: Callable[[str], None],
    today: Callable[[], date],
    host: str = "127.0.0.1",
    port: int = 0,
) -> None:
    """Serves the preview of a desk until the user ends it. told: takes its address once it can be asked; today: the day that a
    confirmation bears."""
    import uvicorn

    token = secrets.token_urlsafe(24)
    paper = DeskProcess(folder.root, LONGEST_SETTING, set_pages, alone=False)
    server = Preview(DeskProcess(folder.root), paper, open_in_editor)
    served = application(server, routes(folder, today), lambda preview: watch(folder, preview))
    app = Guard(served, token, LOOPBACK if host in LOOPBACK else None)
    with socket.create_server((host, port)) as listening:
        address = f"http://{host}:{listening.getsockname()[1]}/{token}/"
        note = folder.root / ADDRESS
        write_private(note, json.dumps({"address": address}).encode())
        try:
            config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="on", timeout_graceful_shutdown=1)
            told(address)
            _server(config, server.end).run(sockets=[listening])
        finally:
            server.end()
            with suppress(OSError):
                note.unlink()


def _server(config: Any, end: Callable[[], None]) -> Any:
    """What serves, and ends all that waits or is waited for before it waits for its connections to close."""
    import uvicorn

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            end()
            await super().shutdown(sockets)

    return Server(config)


def set_pages(root: Path) -> Any:
    """The set pages of a desk, in the process that sets them."""
    from briefgen.preview.pages import Pages

    return Pages(root)


async def watch(folder: DeskFolder, preview: Preview) -> None:
    """Tells the preview of every change below the desk's folders, those that are made later too."""
    from watchfiles import awatch

    while True:
        others, sure = asyncio.Event(), False
        beside = asyncio.create_task(_other_folders(folder, others))
        watched = awatch(*_watched(folder), step=STEP, debounce=200, rust_timeout=SURE, yield_on_timeout=True, stop_event=others)
        try:
            async for changes in watched:
                if changes or not sure:  # what was saved before it watched is told too
                    await preview.changed()
                sure = True
        finally:
            beside.cancel()


async def _other_folders(folder: DeskFolder, others: asyncio.Event) -> None:
    """Says when one of the desk's folders came or went. Of one that was made anew not even the number need be another."""
    from watchfiles import Change, awatch

    async for changes in awatch(folder.root, recursive=False, step=STEP, debounce=200):
        if any(kind is not Change.modified and Path(path).name in WATCHED for kind, path in changes):
            others.set()


def _watched(folder: DeskFolder) -> list[Path]:
    """The folders that are there."""
    return [folder.root / name for name in WATCHED if (folder.root / name).is_dir()]


def address_of(root: Path) -> str:
    """The address of the preview that runs for a desk; "" where none does."""
    try:
        noted: Any = json.loads((root / ADDRESS).read_bytes())
    except (OSError, ValueError):
        return ""
    return str(noted.get("address", "")) if isinstance(noted, dict) else ""
