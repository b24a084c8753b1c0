"""The routes of the page: its files, the sentences, and the one that writes what a person says of them.

Who may ask at all (address, token, host) is the server's business; here is refused what no page of ours would send.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics import reports
from briefgen.diagnostics.diagnostic import ContentError
from briefgen.evidence.confirming.listing import Wanted
from briefgen.pipeline.confirmed import CannotConfirm
from briefgen.preview.confirming.held import Broken, HeldSentences

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

STATIC = Path(__file__).parent / "static"
FILES = {"": ("confirm.html", "text/html"), "/confirm.js": ("confirm.js", "text/javascript"), "/confirm.css": ("confirm.css", "text/css")}
"""Behind /confirm: the file, and its media type."""
MOST = 20_000
"""Bytes that a page of ours would send at most."""
FIELDS = {"at", "sign", "by", "remark"}


def routes(folder: DeskFolder, today: Callable[[], date]) -> list[BaseRoute]:
    """The routes below /confirm. today: the day that a confirmation bears."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    held = HeldSentences(folder)

    async def sentences(request: Request) -> Response:
        asked = request.query_params
        unconfirmed, with_warnings, page_one = (asked.get(name) == "1" for name in ("unconfirmed", "with_warnings", "page_one"))
        which = Wanted(unconfirmed, with_warnings, page_one, asked.get("not_by", "").strip())
        return await run_in_threadpool(_answer, lambda: held.listed(which))

    async def sentence(request: Request) -> Response:
        return await run_in_threadpool(_answer, lambda: held.sentence(request.query_params.get("at", "")))

    async def say(request: Request) -> Response:
        refusal = _refusal(request)
        data = None if refusal else await _read(request)
        if refusal or data is None:
            return JSONResponse({"reason": "refused", "message": refusal or "This is no confirmation."}, 400)
        remark = data.get("remark")
        return await run_in_threadpool(_answer, lambda: held.say(data["at"], data["by"].strip(), today(), remark, data["sign"]))

    return [
        *(Route(f"/confirm{path}", _file(*file), methods=["GET"]) for path, file in FILES.items()),
        Route("/confirm/sentences", sentences, methods=["GET"]),
        Route("/confirm/sentence", sentence, methods=["GET"]),
        Route("/confirm/say", say, methods=["POST"]),
    ]


def _file(name: str, kind: str) -> Callable[[Request], Response]:
    from starlette.responses import Response

    return lambda _: Response((STATIC / name).read_bytes(), media_type=kind, headers={"Cache-Control": "no-store"})


def _answer(asked: Callable[[], dict[str, Any] | None]) -> Response:
    """What was asked for as JSON, or why it is not there: 404, 409 for what was not confirmed, 503 while the desk has errors."""
    from starlette.responses import JSONResponse

    try:
        found = asked()
    except Broken as error:
        return JSONResponse({"reason": "broken", "problems": [reports.record(problem) for problem in error.problems]}, 503)
    except CannotConfirm as error:
        return JSONResponse({"reason": error.reason, "message": str(error)}, 409)
    except ContentError as error:
        return JSONResponse({"reason": "unwritten", "message": " ".join(problem.message for problem in error.problems)}, 500)
    return JSONResponse(found) if found is not None else JSONResponse({"reason": "unknown", "message": "This sentence is gone."}, 404)


def _refusal(request: Request) -> str:
    """Why a request to write is none of our page's; "" where it may be."""
    headers = request.headers
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return "Only JSON is read."
    origin = headers.get("origin", "")
    if origin != f"{request.url.scheme}://{headers.get('host', '')}":
        return "Only the page itself may confirm."
    if not headers.get("content-length", "").isdigit() or int(headers["content-length"]) > MOST:
        return "This is too long for a confirmation."
    return ""


async def _read(request: Request) -> dict[str, Any] | None:
    """The fields of a confirmation; None where the text is not one."""
    try:
        data = json.loads(await request.body())
    except (ValueError, RecursionError):
        return None
    whole = isinstance(data, dict) and {"at", "sign", "by"} <= data.keys() <= FIELDS
    return data if whole and all(isinstance(value, str) for value in data.values()) else None
