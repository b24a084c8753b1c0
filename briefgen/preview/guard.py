"""Who may ask the preview: a browser or an editor of this user, by a token in the address, and no page of anybody else's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hmac import compare_digest
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "frame-ancestors 'self' vscode-webview:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
)
"""What a browser lets the page do (Content Security Policy): nothing but ask this server. Editors may show it in a frame."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
MOST = 100_000
"""Bytes of a question."""
Scope, Receive, Send = dict[str, Any], Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]


class Guard:
    """An ASGI application in front of the preview's own. token: the first step of every address; hosts: names of this machine that the
    address may have, with any port; None for any."""

    def __init__(self, app: Any, token: str, hosts: frozenset[str] | None = LOOPBACK) -> None:
        self._app, self._token, self._hosts = app, token, hosts

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        if refusal:
            await Response(refusal, 403, HEADERS, "text/plain")(scope, receive, send)
            return
        scope = {**scope, "path": scope["path"][len(self._token) + 1 :] or "/", "root_path": ""}

        async def answer(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*list(message["headers"]), *headers]}
            await send(message)

        await self._app(scope, receive, answer)

    def _refusal(self, request: Request) -> str:
        """Why a request is refused; "" for one that is not."""
        host = request.headers.get("host", "")
        name = urlsplit(f"//{host}").hostname or ""
        if self._hosts is not None and (f"[{name}]" if ":" in name else name) not in self._hosts:
            return "This address is not the preview's."
        first = f"{request.scope['path']}/".split("/")[1]
        if not compare_digest(first.encode(), self._token.encode()):
            return "The address lacks the preview's token; take the one that briefgen preview printed."
        origin = request.headers.get("origin")
        if origin is not None and origin != f"{request.url.scheme}://{host}":
            return "Another page asked."
        if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"} and request.method != "GET":
            return "Another page asked."
        length = request.headers.get("content-length", "0")
        if request.method == "POST" and (not length.isdigit() or int(length) > MOST):
            return "The question is too long."
        return ""


def refused(why: str, status: int = 400) -> Response:
    """A refusal in words."""
    return PlainTextResponse(why, status)
