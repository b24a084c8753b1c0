"""The preview's addresses: the page, a desk's products, its problems, where things are written, and what changes meanwhile."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from briefgen.diagnostics.diagnostic import Diagnostic, Location
from briefgen.diagnostics.reports import record
from briefgen.preview.desk_process import DeskProcess, TooLong
from briefgen.preview.guard import refused

STATIC = Path(__file__).parent / "static"
STILL_THERE = 15.0
"""Seconds after which a word is sent to a browser to which nothing happened, to learn whether it is there."""
Open = Callable[[dict[str, Any]], str]
"""Opens a place in the editor; gives the address that the browser is to open for that, "" for none."""


class Preview:
    """The state that all addresses share. desk, paper: the desk, and its set pages, each asked in its own process; open_in_editor: what
    a click does."""

    def __init__(self, desk: DeskProcess, paper: DeskProcess, open_in_editor: Open) -> None:
        self.desk, self.paper, self.open_in_editor = desk, paper, open_in_editor
        self._listening: set[asyncio.Queue[dict[str, Any] | None]] = set()
        self._number = 0

    def end(self) -> None:
        """Ends the processes and what is told to browsers; who still waits for an answer has one at once."""
        self.tell(None)
        self.desk.close()
        self.paper.close()

    def tell(self, word: dict[str, Any] | None) -> None:
        """Tells every browser that looks; None: that there is no more."""
        for queue in self._listening:
            queue.put_nowait(word)

    async def changed(self) -> None:
        """Tells that something of the desk may have changed."""
        self._number += 1
        self.tell({"changed": self._number})

    async def ask(self, question: str, *arguments: Any, of: DeskProcess | None = None) -> Any:
        """What the desk's process says, or another. Where it does not answer, that is told as a problem of the templates."""
        try:
            return await run_in_threadpool((of or self.desk).ask, question, *arguments)
        except TooLong:
            message = "The pages were not ready in time, so their making was stopped."
            hint = "Look for a loop in the desk's own templates that has no end, or makes too much."
            return {
                "problems": [{**record(Diagnostic("template-error", message, Location("templates"), hint)), "at": []}],
                "document": None,
                "pages": None,
            }

    async def words(self) -> AsyncIterator[str]:
        """What happens, as server-sent events (WHATWG HTML, 9.2)."""
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._listening.add(queue)
        try:
            yield f"data: {json.dumps({'changed': self._number})}\n\n"
            while True:
                try:
                    word = await asyncio.wait_for(queue.get(), STILL_THERE)
                    if word is None:
                        return
                    yield f"data: {json.dumps(word)}\n\n"
                except TimeoutError:
                    yield ": still there\n\n"
        finally:
            self._listening.discard(queue)


def application(preview: Preview, more: Sequence[BaseRoute] = (), background: Callable[[Preview], Any] | None = None) -> Starlette:
    """The preview's application. more: addresses of other modules; background: runs as long as it does."""

    async def state(_: Request) -> Response:
        return JSONResponse(await preview.ask("state"))

    async def look(request: Request) -> Response:
        asked = await _json(request)
        pack, product, known = asked.get("pack"), asked.get("product"), asked.get("known")
        if not isinstance(pack, str) or not isinstance(product, str) or not isinstance(known, dict):
            return refused("A document is asked for by pack, product and the blocks that are known.")
        return JSONResponse(await preview.ask("look", pack, product, known))

    async def pages(request: Request) -> Response:
        asked = request.query_params
        if asked.get("product") not in {"brief", "pack", "annex"}:
            return refused("Pages are asked for by pack and product.")
        return JSONResponse(await preview.ask("pages", asked.get("pack", ""), asked["product"], of=preview.paper))

    async def picture(request: Request) -> Response:
        found = await preview.ask("picture", request.path_params["digest"], of=preview.paper)
        return Response(found, media_type="image/png") if isinstance(found, bytes) else refused("This page has changed.", 404)

    async def evidence_problems(_: Request) -> Response:
        return JSONResponse(await preview.ask("evidence_problems"))

    async def open_place(request: Request) -> Response:
        asked = await _json(request)
        question = _question(asked)
        if question is None and not _point(asked):
            return refused("A place is asked for by its name and the anchors around it, by file, line and column, or by a point of a page.")
        if question is None:
            words = await preview.ask("words", asked["digest"], asked["x"], asked["y"], of=preview.paper)
            question = ("printed", asked["pack"], asked["product"], *words) if isinstance(words, tuple) else ("where", "", [])
        place = await preview.ask(*question)
        if place is None or "file" not in place:
            return JSONResponse({"place": None, "address": ""})
        return JSONResponse({"place": place, "address": await run_in_threadpool(preview.open_in_editor, place)})

    async def cursor(request: Request) -> Response:
        asked = await _json(request)
        file, line = asked.get("file"), asked.get("line")
        if not isinstance(file, str) or not isinstance(line, int):
            return refused("A cursor is told by file and line.")
        preview.tell({"cursor": await preview.ask("nearest", file, line)})
        return JSONResponse({})

    async def events(_: Request) -> Response:
        return StreamingResponse(preview.words(), media_type="text/event-stream")

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(background(preview)) if background else None
        try:
            yield
        finally:
            if task:
                task.cancel()

    return Starlette(
        routes=[
            Route("/", lambda _: Response((STATIC / "index.html").read_bytes(), media_type="text/html")),
            Route("/state", state),
            Route("/look", look, methods=["POST"]),
            Route("/pages", pages),
            Route("/picture/{digest}", picture),
            Route("/evidence-problems", evidence_problems),
            Route("/open", open_place, methods=["POST"]),
            Route("/cursor", cursor, methods=["POST"]),
            Route("/events", events),
            *more,
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        lifespan=life,
    )


def _question(asked: dict[str, Any]) -> tuple[Any, ...] | None:
    """What the desk is asked for a place that is named; None where none is."""
    at, anchors, file = asked.get("at", ""), asked.get("anchors", []), asked.get("file", "")
    line, column = asked.get("line", 0), asked.get("column", 0)
    named = isinstance(at, str) and isinstance(anchors, list) and all(isinstance(one, str) for one in anchors)
    if not named or not isinstance(file, str) or not isinstance(line, int) or not isinstance(column, int) or "digest" in asked:
        return None
    return ("line", file, line, column) if file else ("where", at, anchors)


def _point(asked: dict[str, Any]) -> bool:
    """Whether a point of a set page is asked for."""
    words, numbers = (asked.get(name) for name in ("pack", "product", "digest")), (asked.get(name) for name in ("x", "y"))
    return all(isinstance(one, str) for one in words) and all(isinstance(one, int | float) for one in numbers)


async def _json(request: Request) -> dict[str, Any]:
    """What was asked, {} for what is no object of JSON."""
    try:
        asked = json.loads(await request.body())
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}
