"""Asks an application as a browser does, without a server."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx


class Client:
    """Asks one question after the other. base: the address that the application believes to be at."""

    def __init__(self, app: Any, base: str) -> None:
        self._app, self._base = app, base

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("POST", path, **more)

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """The answer to one question."""

        async def asked() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self._app), base_url=self._base) as client:
                return await client.request(method, path, **more)

        return asyncio.run(asked())
