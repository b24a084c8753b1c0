"""The preview answers who has its token, under its own name, and no page of anybody else's."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from briefgen.preview.guard import MOST, Guard
from tests.tools.asgi import Client

TOKEN = "a-token"
OWN = "http://127.0.0.1:8000"


@pytest.fixture
def client() -> Client:
    async def answer(request: Request) -> Response:
        return PlainTextResponse(request.url.path)

    app = Starlette(routes=[Route("/{rest:path}", answer, methods=["GET", "POST"])])
    return Client(Guard(app, TOKEN), OWN)


def test_with_the_token_it_answers(client: Client) -> None:
    """What is behind it sees the address without the token, and the browser is told what the page may do."""
    answer = client.get(f"/{TOKEN}/state")
    assert (answer.status_code, answer.text) == (200, "/state")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert client.post(f"/{TOKEN}/open", headers={"Origin": OWN, "Sec-Fetch-Site": "same-origin"}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/state", "/a-toke/state", "/a-token2/state", "//a-token/state", "/x/a-token/state"])
def test_without_it_it_does_not(client: Client, path: str) -> None:
    """Nor with another one."""
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "evil.localhost", "192.168.0.1:8000", ""])
def test_another_name_is_refused(client: Client, host: str) -> None:
    """A name that somebody else lets lead to this machine (DNS rebinding)."""
    assert client.get(f"/{TOKEN}/state", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:9"])
def test_names_of_this_machine_are_its_own(client: Client, host: str) -> None:
    """With any port: behind a forwarded one it has another."""
    assert client.get(f"/{TOKEN}/state", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("headers", [{"Origin": "https://example.org"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_page_is_refused(client: Client, headers: dict[str, str]) -> None:
    """Even where it knows the token."""
    assert client.post(f"/{TOKEN}/open", headers=headers).status_code == 403


def test_too_long_a_question_is_refused(client: Client) -> None:
    """Before it is read."""
    assert client.post(f"/{TOKEN}/open", content=b"x" * (MOST + 1)).status_code == 403
