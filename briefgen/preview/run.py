"""The preview from its start to its end: address, browser, what is watched, and Ctrl-C."""

from __future__ import annotations

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
STEP = 30
"""Milliseconds in which changes are gathered."""


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
    server = Preview(DeskProcess(folder.root), DeskProcess(folder.root, make=set_pages), open_in_editor)
    served = application(server, routes(folder, today), lambda preview: watch(folder, preview))
    app = Guard(served, token, LOOPBACK if host in LOOPBACK else None)
    with socket.create_server((host, port)) as listening:
        address = f"http://{host}:{listening.getsockname()[1]}/{token}/"
        note = folder.root / ADDRESS
        write_private(note, json.dumps({"address": address}).encode())
        try:
            config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="on", timeout_graceful_shutdown=1)
            told(address)
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            with suppress(OSError):
                note.unlink()


def set_pages(root: Path) -> Any:
    """The set pages of a desk, in the process that sets them."""
    from briefgen.preview.pages import Pages

    return Pages(root)


async def watch(folder: DeskFolder, preview: Preview) -> None:
    """Tells the preview of every change below the desk's folders."""
    from watchfiles import awatch

    paths = [folder.root / name for name in WATCHED if (folder.root / name).is_dir()]
    async for _ in awatch(*paths, step=STEP, debounce=200):
        await preview.changed()


def address_of(root: Path) -> str:
    """The address of the preview that runs for a desk; "" where none does."""
    try:
        noted: Any = json.loads((root / ADDRESS).read_bytes())
    except (OSError, ValueError):
        return ""
    return str(noted.get("address", "")) if isinstance(noted, dict) else ""
