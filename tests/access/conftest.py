"""Requests as a server gets them, without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
import streamlit as st
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from pages.access import visit
from pages.access.settings import KEY, settings
from pages.access.sign_in import read
from tests.access.provider import ACCESS, AUTH

HOST = f"127.0.0.1:{visit.server().port}"
KEY_OF_THIS_START = "a-key-that-only-tests-know"


@dataclass
class Answer:
    """What came back, what of the request was read, and what the application behind the guard was shown."""

    sent: list[Message] = field(default_factory=list)
    read: int = 0
    reached: Scope | None = None

    @property
    def status(self) -> int:
        """The code of an HTTP answer; for a socket that was closed at once, the code of the closing."""
        return self.sent[0].get("status") or self.sent[0]["code"]

    @property
    def headers(self) -> Headers:
        return Headers(raw=self.sent[0]["headers"])

    @property
    def words(self) -> str:
        return b"".join(message.get("body", b"") for message in self.sent).decode()


@pytest.fixture(autouse=True)
def known_key(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A start whose key this test knows."""
    monkeypatch.setenv(KEY, KEY_OF_THIS_START)
    settings.cache_clear()
    yield KEY_OF_THIS_START
    settings.cache_clear()


@pytest.fixture
def own_page(known_key: str) -> dict[str, str]:
    """The headers with which a page of the dashboard, opened by its link, asks for anything."""
    return {"host": HOST, "origin": f"http://{HOST}", "cookie": f"{visit.server().cookie}={known_key}"}


@pytest.fixture
def ask() -> Callable[..., Answer]:
    """Put a request before a piece of middleware; the application behind it reads all of it and says 200."""

    def asked(
        middleware: type,
        method: str = "GET",
        address: str = "/",
        headers: dict[str, str] | None = None,
        body: bytes = b"",
        kind: str = "http",
        client: tuple[str, int] = ("127.0.0.1", 50000),
    ) -> Answer:
        answer = Answer()
        parts = urlsplit(f"http://x{address}")
        all_headers = {"host": HOST, **(headers or {})}
        scope: Scope = {
            "type": kind,
            "method": method,
            "scheme": "http" if kind == "http" else "ws",
            "path": parts.path,
            "query_string": parts.query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in all_headers.items()],
            "client": client,
            "server": ("127.0.0.1", visit.server().port),
        }

        async def receive() -> Message:
            answer.read += len(body)
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            answer.sent.append(message)

        async def behind(scope: Scope, receive: Receive, send: Send) -> None:
            answer.reached = scope
            if body:
                await receive()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"Behind the guard"})

        asyncio.run(middleware(behind)(scope, receive, send))
        return answer

    return asked


@pytest.fixture
def configured():
    """Change options of Streamlit for this test."""
    before: dict[str, tuple[object, str]] = {}

    def set_(name: str, value: object) -> None:
        before.setdefault(name, (st.config.get_option(name), st.config.get_where_defined(name)))
        st.config.set_option(name, value)

    yield set_
    for name, (value, where) in before.items():
        st.config._set_option(name, value, where)  # an option that nobody set is again one that nobody set


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch):
    """A server on which people sign in."""

    def made(access: dict | None = None, auth: dict | None = None):
        sign_in_settings = read({"auth": AUTH | (auth or {}), "access": ACCESS | (access or {})})
        for module in ("sign_in", "visitor", "guard", "headers", "short_cookie"):
            monkeypatch.setattr(f"pages.access.{module}.sign_in", lambda: sign_in_settings)
        return sign_in_settings

    return made
